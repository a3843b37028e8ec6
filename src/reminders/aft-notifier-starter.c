/* aft-notifier-starter.c: finds the program of the notifier, and starts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-notifier-starter.h"

#include <unistd.h>

#include "aft-program-finder.h"

/* How long a notifier that was just started may take to appear on the bus. */
#define GRACE_US (5 * G_TIME_SPAN_SECOND)
#define NOTIFIER_PROGRAM "aftercare-notifier"

/**
 * aft_notifier_find_program:
 *
 * Looks beside the running program (in its prefix, then in its build folder), then where the notifier
 * was installed.
 *
 * Returns: (transfer full): the path of the notifier, which may not exist
 */
char *
aft_notifier_find_program (void)
{
  char *path = aft_find_program (NOTIFIER_PROGRAM, "libexec", "notifier");

  return path != NULL ? path : g_build_filename (LIBEXECDIR, NOTIFIER_PROGRAM, NULL);
}

/* In the child: out of the terminal's process group, so that Ctrl+C there doesn't reach it. */
static void
leave_session (gpointer user_data)
{
  setsid ();
}

/**
 * aft_notifier_start:
 * @error: why the program could not be started
 *
 * Starts a notifier, which checks the diary by itself. Does nothing within five seconds of the last
 * start. Main thread only.
 *
 * Returns: TRUE when one is starting
 */
gboolean
aft_notifier_start (GError **error)
{
  static gint64 started_at_us;
  g_autofree char *path = aft_notifier_find_program ();
  const char *argv[] = { path, NULL };
  gint64 now_us = g_get_monotonic_time ();

  if (started_at_us != 0 && now_us - started_at_us < GRACE_US)
    return TRUE;

  /* Without G_SPAWN_DO_NOT_REAP_CHILD, GLib forks twice and init reaps the child. Its output is
   * discarded: otherwise a shell pipe behind --import would stay open as long as the notifier runs. */
  if (!g_spawn_async ("/", (char **) argv, NULL,
                      G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, leave_session, NULL,
                      NULL, error))
    return FALSE;

  started_at_us = now_us;

  return TRUE;
}
