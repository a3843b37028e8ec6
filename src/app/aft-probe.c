/* aft-probe.c: says from within when the window was busy, and when it had done what was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only with -Dprobe=true, for tools/bench: nobody else is to have a program that writes down when
 * keys are pressed. It listens to what the rest of the program does anyway, so that what is measured
 * is the program as it is.
 */
#include "aft-config.h"

#include "aft-probe.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "aft-diary-list.h"
#include "aft-store.h"

/* What is shorter nobody asks for. */
#define BUSY_MIN_US 500

static FILE *output; /* one line each; stdio locks it, for the worker writes too */
static gint64 woke_us;

static void
tell (const char *what, gint64 at_us, gint64 span_us)
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
    tell ("busy", woke_us, now_us - woke_us);
  n = g_poll (fds, n_fds, timeout);
  woke_us = g_get_monotonic_time ();

  return n;
}

/* From when the main loop woke up for it: that it comes to it a little later is a part of the wait. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event)
{
  if (gdk_event_get_event_type (event) == GDK_KEY_PRESS)
    tell ("key", woke_us, 0);
  else if (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE)
    tell ("click", woke_us, 0);

  return GDK_EVENT_PROPAGATE;
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

static gboolean
emitted_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer what)
{
  tell (what, g_get_monotonic_time (), 0);

  return G_SOURCE_CONTINUE;
}

static gboolean
items_changed_cb (GSignalInvocationHint *hint,
                  guint n_values,
                  const GValue *values,
                  gpointer user_data)
{
  if (AFT_IS_DIARY_LIST (g_value_get_object (&values[0])))
    tell ("rows", g_get_monotonic_time (), 0);

  return G_SOURCE_CONTINUE;
}

/* --- the disk --------------------------------------------------------------------------------- */

/* Takes the place of the one in the C library, also for SQLite, which calls it for every commit. */
int
fdatasync (int fd)
{
  static int (*real) (int fd);
  gint64 asked_us = g_get_monotonic_time ();
  gint64 done_us;
  int result, code;

  if (g_once_init_enter (&real))
    g_once_init_leave (&real, dlsym (RTLD_NEXT, "fdatasync"));
  result = real (fd);
  code = errno;
  done_us = g_get_monotonic_time ();
  if (output != NULL)
    tell ("sync", done_us, done_us - asked_us);
  errno = code;

  return result;
}

/* --- public ----------------------------------------------------------------------------------- */

static void
hook (GType type, const char *signal, GSignalEmissionHook function, const char *what)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, function, (gpointer) what, NULL);
}

/**
 * aft_probe_attach:
 * @application: before it runs
 *
 * Begins to write lines into the file that the environment names in AFTERCARE_PROBE; does nothing
 * where it names none. A line is a word, an instant and a span, both microseconds of the monotonic
 * clock:
 *
 * - busy: the main loop, from waking up until it was about to wait again
 * - key, click: a key was pressed, a button of the pointer was let go
 * - rows: the list of the Diary has changed
 * - found: what was looked for in it is there, up to the first page or the end
 * - frame: a window was painted
 * - sync: something was brought to the disk, and how long that took
 * - saved: the window has learned that the diary was written
 */
void
aft_probe_attach (GtkApplication *application)
{
  const char *path = g_getenv ("AFTERCARE_PROBE");

  if (path == NULL || *path == '\0')
    return;
  output = fopen (path, "we");
  if (output == NULL)
    g_error ("%s: %s", path, g_strerror (errno));
  setvbuf (output, NULL, _IOLBF, 0);

  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  /* Signals can be looked up once their types are there, and these live as long as the program. */
  g_type_class_ref (AFT_TYPE_STORE);
  g_type_class_ref (AFT_TYPE_DIARY_LIST);
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_type_default_interface_ref (G_TYPE_LIST_MODEL);
  hook (AFT_TYPE_STORE, "changed", emitted_cb, "saved");
  hook (AFT_TYPE_DIARY_LIST, "loaded", emitted_cb, "found");
  hook (GDK_TYPE_FRAME_CLOCK, "after-paint", emitted_cb, "frame");
  hook (G_TYPE_LIST_MODEL, "items-changed", items_changed_cb, NULL);
}
