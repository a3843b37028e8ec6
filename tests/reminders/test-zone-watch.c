/* test-zone-watch.c: a link that is replaced, as timedatectl and the installers do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-zone-watch.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define PATIENCE_US (5 * G_TIME_SPAN_SECOND)

static gboolean
nudge_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (AftZoneWatch *watch, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static void
wait_for (guint *n_changes)
{
  gint64 limit_us = g_get_monotonic_time () + PATIENCE_US;
  guint nudge_id = g_timeout_add (20, nudge_cb, NULL);

  while (*n_changes == 0 && g_get_monotonic_time () < limit_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (nudge_id);
  g_assert_cmpuint (*n_changes, >, 0);
}

static void
test_replaced (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("aft-zone-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "localtime", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh", NULL);
  g_autoptr (AftZoneWatch) watch = NULL;
  guint n_changes = 0;

  g_assert_no_error (error);
  g_assert_no_errno (symlink ("/usr/share/zoneinfo/UTC", path));
  watch = aft_zone_watch_new (path);
  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), &n_changes);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 0);

  /* Renamed over the former one. */
  g_assert_no_errno (symlink ("/usr/share/zoneinfo/Europe/Berlin", fresh));
  g_assert_no_errno (g_rename (fresh, path));
  wait_for (&n_changes);

  /* Taken away, and made anew. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  n_changes = 0;
  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (symlink ("/usr/share/zoneinfo/Asia/Tokyo", path));
  wait_for (&n_changes);

  g_assert_finalize_object (g_steal_pointer (&watch));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reminders/zone-watch/replaced", test_replaced);

  return g_test_run ();
}
