/* first-paint.c: measures from outside when a window becomes readable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: first-paint [-w SECONDS] [-v] -- COMMAND [ARGUMENT]...
 *
 * Starts the command, looks at its first window after each drawing, and prints one line of JSON:
 *   pid       the program, which is left running
 *   mapped    exec until the window exists
 *   painted   exec until the first picture that isn't blank
 *   readable  exec until the first picture that shows what the finished window shows: 98 % of all
 *             pixels that differ from its background
 *   ink       the number of these pixels
 * Milliseconds; null if it never happened. The window is finished SECONDS (1.5) after it was painted.
 * Each look takes a millisecond or two, so each figure is an upper bound.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_WINDOWS 256
#define MAX_FRAMES 120
#define MIN_COLOURS 6 /* a title bar without content has as many */
#define MIN_SIDE 100  /* smaller windows aren't for reading */
#define STANDS_OUT 32 /* of 255, in any channel: more than libadwaita's cards, less than text */
#define ENOUGH 0.98   /* carets and scroll bars come and go */
#define PATIENCE_MS 30000.0

typedef struct
{
  Window id;
  Damage damage;
  bool mapped;
} Top;

typedef struct
{
  double at_ms;
  int width, height;
  uint32_t *pixels;
} Frame;

static Top tops[MAX_WINDOWS];
static int n_tops;
static Frame frames[MAX_FRAMES];
static int n_frames;
static double started_ms;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6 - started_ms;
}

/* A window may disappear between two requests. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static Top *
find_top (Window id)
{
  for (int i = 0; i < n_tops; i++)
    {
      if (tops[i].id == id)
        return &tops[i];
    }

  return NULL;
}

static bool
stands_out (uint32_t one, uint32_t other)
{
  for (int shift = 0; shift < 24; shift += 8)
    {
      if (abs ((int) (one >> shift & 0xff) - (int) (other >> shift & 0xff)) > STANDS_OUT)
        return true;
    }

  return false;
}

static bool
is_blank (const Frame *frame)
{
  uint32_t seen[MIN_COLOURS];
  int n_seen = 0;

  for (long i = 0; i < (long) frame->width * frame->height; i++)
    {
      int known = 0;

      while (known < n_seen && seen[known] != frame->pixels[i])
        known++;
      if (known < n_seen)
        continue;
      if (n_seen == MIN_COLOURS - 1)
        return false;
      seen[n_seen++] = frame->pixels[i];
    }

  return true;
}

/* The most frequent colour of a window; colours that differ only in the last bits count as one. */
static uint32_t
find_background (const Frame *frame)
{
  static unsigned int counts[1 << 15];
  unsigned int best = 0;
  uint32_t background = 0;

  memset (counts, 0, sizeof counts);
  for (long i = 0; i < (long) frame->width * frame->height; i++)
    {
      uint32_t pixel = frame->pixels[i];
      unsigned int key =
          (pixel >> 19 & 0x1f) << 10 | (pixel >> 11 & 0x1f) << 5 | (pixel >> 3 & 0x1f);

      if (++counts[key] > best)
        {
          best = counts[key];
          background = pixel;
        }
    }

  return background;
}

/* How much of the ink in @settled is already in @frame, and only in its place. */
static double
compare (const Frame *frame, const Frame *settled, uint32_t background, long *ink)
{
  long same = 0;

  *ink = 0;
  if (frame->width != settled->width || frame->height != settled->height)
    return 0.0;
  for (long i = 0; i < (long) frame->width * frame->height; i++)
    {
      if (!stands_out (settled->pixels[i], background))
        continue;
      ++*ink;
      same += !stands_out (frame->pixels[i], settled->pixels[i]);
    }

  return *ink > 0 ? (double) same / (double) *ink : 1.0;
}

static void
look (Display *display, Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  Frame frame = { .width = 0 };

  if (n_frames == MAX_FRAMES || !XGetWindowAttributes (display, window, &attributes) ||
      attributes.map_state != IsViewable)
    return;
  image = XGetImage (display, window, 0, 0, (unsigned int) attributes.width,
                     (unsigned int) attributes.height, AllPlanes, ZPixmap);
  if (image == NULL)
    return;
  frame.at_ms = now_ms ();
  if (image->bits_per_pixel == 32)
    {
      frame.width = image->width;
      frame.height = image->height;
      frame.pixels = malloc ((size_t) frame.width * (size_t) frame.height * sizeof (uint32_t));
      for (int y = 0; frame.pixels != NULL && y < frame.height; y++)
        {
          const uint32_t *row =
              (const uint32_t *) (void *) (image->data + y * image->bytes_per_line);

          for (int x = 0; x < frame.width; x++)
            frame.pixels[(long) y * frame.width + x] = row[x] & 0xffffff;
        }
    }
  XDestroyImage (image);
  if (frame.pixels != NULL)
    frames[n_frames++] = frame;
}

static pid_t
start (Display *display, char **command)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      dup2 (STDERR_FILENO, STDOUT_FILENO);
      close (ConnectionNumber (display));
      execvp (command[0], command);
      fprintf (stderr, "first-paint: %s: %s\n", command[0], strerror (errno));
      _exit (127);
    }

  return pid;
}

static void
print_ms (const char *name, double ms)
{
  if (ms >= 0.0)
    printf (", \"%s\": %.2f", name, ms);
  else
    printf (", \"%s\": null", name);
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double settle_ms = 1500.0, mapped_ms = -1.0, painted_ms = -1.0, readable_ms = -1.0;
  int option, event_base, error_base;
  bool verbose = false;
  Window shown = None;
  long ink = 0;
  pid_t pid;

  while ((option = getopt (argc, argv, "+w:v")) != -1)
    {
      if (option == 'w')
        settle_ms = atof (optarg) * 1e3;
      else if (option == 'v')
        verbose = true;
      else
        return 2;
    }
  if (optind >= argc)
    {
      fprintf (stderr, "Usage: first-paint [-w SECONDS] [-v] -- COMMAND [ARGUMENT]...\n");
      return 2;
    }
  if (display == NULL || !XDamageQueryExtension (display, &event_base, &error_base))
    {
      fprintf (stderr, "first-paint: needs an X server that tells of what is drawn (DAMAGE)\n");
      return 2;
    }
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  started_ms = now_ms ();
  pid = start (display, argv + optind);
  while (now_ms () < PATIENCE_MS && (painted_ms < 0.0 || now_ms () < painted_ms + settle_ms))
    {
      struct pollfd ready = { ConnectionNumber (display), POLLIN, 0 };
      XEvent event;
      Top *top;

      if (!XPending (display) && (poll (&ready, 1, 20), !XPending (display)))
        {
          /* Some programs create their window in another process. */
          if (mapped_ms < 0.0 && waitpid (pid, NULL, WNOHANG) == pid)
            break;
          continue;
        }
      XNextEvent (display, &event);
      if (event.type == CreateNotify && !event.xcreatewindow.override_redirect &&
          event.xcreatewindow.parent == DefaultRootWindow (display) && n_tops < MAX_WINDOWS)
        {
          Window id = event.xcreatewindow.window;

          /* Uses events of the window itself, because a window manager puts it in a frame. */
          XSelectInput (display, id, StructureNotifyMask);
          tops[n_tops++] =
              (Top){ .id = id, .damage = XDamageCreate (display, id, XDamageReportNonEmpty) };
        }
      else if (event.type == MapNotify && (top = find_top (event.xmap.window)) != NULL)
        {
          XClassHint hint = { NULL, NULL };
          XWindowAttributes attributes;

          /* Frames have no class. */
          if (top->mapped || !XGetClassHint (display, top->id, &hint))
            continue;
          XFree (hint.res_name);
          XFree (hint.res_class);
          if (!XGetWindowAttributes (display, top->id, &attributes) ||
              attributes.width < MIN_SIDE || attributes.height < MIN_SIDE)
            continue;
          top->mapped = true;
          if (mapped_ms < 0.0)
            mapped_ms = now_ms ();
        }
      else if (event.type == event_base + XDamageNotify)
        {
          XDamageNotifyEvent *damaged = (XDamageNotifyEvent *) (void *) &event;

          top = find_top (damaged->drawable);
          XDamageSubtract (display, damaged->damage, None, None);
          if (top == NULL || !top->mapped || (shown != None && shown != top->id))
            continue;
          look (display, top->id);
          if (painted_ms < 0.0 && n_frames > 0 && !is_blank (&frames[n_frames - 1]))
            {
              painted_ms = frames[n_frames - 1].at_ms;
              shown = top->id;
            }
        }
    }

  if (shown != None)
    look (display, shown);
  for (int i = 0; shown != None && i < n_frames; i++)
    {
      uint32_t background = find_background (&frames[n_frames - 1]);
      double share = compare (&frames[i], &frames[n_frames - 1], background, &ink);

      if (verbose)
        fprintf (stderr, "# %8.1f ms %4dx%-4d %6.2f %%\n", frames[i].at_ms, frames[i].width,
                 frames[i].height, share * 100.0);
      if (readable_ms < 0.0 && share >= ENOUGH && frames[i].at_ms >= painted_ms)
        readable_ms = frames[i].at_ms;
    }

  printf ("{\"pid\": %d", (int) pid);
  print_ms ("mapped", mapped_ms);
  print_ms ("painted", painted_ms);
  print_ms ("readable", readable_ms);
  printf (", \"ink\": %ld}\n", ink);

  return painted_ms < 0.0;
}
