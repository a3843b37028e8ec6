/* probe.c: records when the window was busy, and when it had finished what was requested
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linked into aftercare with -Dprobe=true, for tools/bench; nobody else should get a program that
 * records key presses. It only listens to signals that the program emits anyway, and the program
 * doesn't know of it, so the measured program is the real one.
 *
 * Where the environment names a file in AFTERCARE_PROBE, each line in it is a word, a time and a
 * duration, both in microseconds of the monotonic clock:
 *
 * - busy: the main loop, from waking up until it was about to wait again
 * - key, click: a key was pressed, a pointer button was released
 * - rows: the list of the Diary has changed
 * - found: search results are complete, up to the first page or the end
 * - frame: a window was painted
 * - sync: data was flushed to the disk, and how long that took
 * - saved: the window was notified that the diary was written
 */
#include <dlfcn.h>
#include <errno.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <unistd.h>

#include "aft-diary-list.h"
#include "aft-store.h"

/* Shorter periods are of no interest. */
#define BUSY_MIN_US 500

static FILE *output; /* NULL: not recording. stdio locks it: the worker writes, too */
static gint64 woke_us;

static void
record (const char *what, gint64 at_us, gint64 span_us)
{
  fprintf (output, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what, at_us, span_us);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now_us = g_get_monotonic_time ();
  int n;

  if (woke_us != 0 && now_us - woke_us >= BUSY_MIN_US)
    record ("busy", woke_us, now_us - woke_us);
  n = g_poll (fds, n_fds, timeout);
  woke_us = g_get_monotonic_time ();

  return n;
}

/* The time is when the main loop woke up for it: the delay until it gets here is part of the wait. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event)
{
  if (gdk_event_get_event_type (event) == GDK_KEY_PRESS)
    record ("key", woke_us, 0);
  else if (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE)
    record ("click", woke_us, 0);

  return GDK_EVENT_PROPAGATE;
}

static gboolean
window_added_cb (GSignalInvocationHint *hint,
                 guint n_values,
                 const GValue *values,
                 gpointer user_data)
{
  GtkWidget *window = g_value_get_object (&values[1]);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (window, controller);

  return G_SOURCE_CONTINUE;
}

static gboolean
emitted_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer what)
{
  record (what, g_get_monotonic_time (), 0);

  return G_SOURCE_CONTINUE;
}

static gboolean
items_changed_cb (GSignalInvocationHint *hint,
                  guint n_values,
                  const GValue *values,
                  gpointer user_data)
{
  if (AFT_IS_DIARY_LIST (g_value_get_object (&values[0])))
    record ("rows", g_get_monotonic_time (), 0);

  return G_SOURCE_CONTINUE;
}

/* --- the disk --------------------------------------------------------------------------------- */

/* Replaces the one in the C library, also for SQLite, which calls it for every commit. */
int
fdatasync (int fd)
{
  static int (*real) (int fd);
  gint64 started_us = g_get_monotonic_time ();
  gint64 done_us;
  int result, code;

  if (g_once_init_enter (&real))
    g_once_init_leave (&real, dlsym (RTLD_NEXT, "fdatasync"));
  result = real (fd);
  code = errno;
  done_us = g_get_monotonic_time ();
  if (output != NULL)
    record ("sync", done_us, done_us - started_us);
  errno = code;

  return result;
}

/* --- start ------------------------------------------------------------------------------------ */

static void
hook (GType type, const char *signal, GSignalEmissionHook function, const char *what)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, function, (gpointer) what, NULL);
}

/* Before main (). */
static void __attribute__ ((constructor)) start (void)
{
  const char *path = g_getenv ("AFTERCARE_PROBE");

  if (path == NULL || *path == '\0')
    return;
  output = fopen (path, "we");
  if (output == NULL)
    g_error ("%s: %s", path, g_strerror (errno));
  setvbuf (output, NULL, _IOLBF, 0);

  g_main_context_set_poll_func (NULL, poll_cb);
  /* A signal can be looked up only once its class exists. */
  g_type_class_ref (GTK_TYPE_APPLICATION);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_type_class_ref (AFT_TYPE_STORE);
  g_type_class_ref (AFT_TYPE_DIARY_LIST);
  g_type_default_interface_ref (G_TYPE_LIST_MODEL);
  hook (GTK_TYPE_APPLICATION, "window-added", window_added_cb, NULL);
  hook (GDK_TYPE_FRAME_CLOCK, "after-paint", emitted_cb, "frame");
  hook (AFT_TYPE_STORE, "changed", emitted_cb, "saved");
  hook (AFT_TYPE_DIARY_LIST, "loaded", emitted_cb, "found");
  hook (G_TYPE_LIST_MODEL, "items-changed", items_changed_cb, NULL);
}
