/* test-local-zone.c: tests of finding the local time zone, however the system specifies it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-day.h"
#include "aft-local-zone.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "aft-time-zone.h"

#define WINTER_US (G_GINT64_CONSTANT (1767268800) * G_USEC_PER_SEC) /* 2026-01-01T12:00:00Z */

typedef struct
{
  char *etc;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->etc = g_dir_make_tmp ("aftercare-etc-XXXXXX", NULL);
  g_assert_nonnull (self->etc);
}

static void
remove_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->etc, name, NULL);

  g_unlink (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_file (self, "localtime");
  remove_file (self, "timezone");
  remove_file (self, "other");
  g_assert_cmpint (g_rmdir (self->etc), ==, 0);
  g_free (self->etc);
}

static void
link_file (Fixture *self, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (self->etc, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
copy_zone (Fixture *self, const char *zone, const char *name)
{
  g_autofree char *from = aft_time_zone_get_path (zone);
  g_autofree char *path = g_build_filename (self->etc, name, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static void
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->etc, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* @offset: seconds east of UTC on 1 January */
static void
assert_zone (Fixture *self, const char *tz, const char *name, int offset)
{
  g_autofree char *path = g_build_filename (self->etc, "localtime", NULL);
  g_autoptr (GTimeZone) zone = aft_local_zone_find (tz, path);
  g_autofree char *found = aft_time_zone_get_name (zone, WINTER_US);
  int interval =
      g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, WINTER_US / G_USEC_PER_SEC);

  g_test_message ("TZ=%s", tz != NULL ? tz : "(unset)");
  g_assert_cmpstr (found, ==, name);
  g_assert_true (aft_time_zone_is_valid (found));
  g_assert_cmpint (g_time_zone_get_offset (zone, interval), ==, offset);
}

static void
test_environment (Fixture *self, gconstpointer data)
{
  /* TZ counts, whatever the system's zone is. */
  link_file (self, "localtime", "/usr/share/zoneinfo/Asia/Tokyo");

  assert_zone (self, "Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, ":Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, ":/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, "posix/Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, "/usr/share/zoneinfo/right/Europe/Berlin", "Europe/Berlin", 3600);
  assert_zone (self, "EST5EDT",
               g_file_test ("/usr/share/zoneinfo/EST5EDT", G_FILE_TEST_EXISTS) ? "EST5EDT"
                                                                               : "Etc/GMT+5",
               -5 * 3600);
  assert_zone (self, "QQQ5QQT", "Etc/GMT+5", -5 * 3600);
  assert_zone (self, "CET-1CEST,M3.5.0,M10.5.0/3", "Etc/GMT-1", 3600);
  assert_zone (self, "<+03>-3", "Etc/GMT-3", 3 * 3600);
  assert_zone (self, "<+0545>-5:45", "UTC", 5 * 3600 + 45 * 60);
  assert_zone (self, "UTC", "UTC", 0);
  /* The same result as in the C library. */
  assert_zone (self, "", "UTC", 0);
  assert_zone (self, ":", "UTC", 0);
  assert_zone (self, "Mars/Olympus", "UTC", 0);
  assert_zone (self, ":/no/such/file", "UTC", 0);
  assert_zone (self, "/etc/passwd", "UTC", 0);
}

static void
test_link (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->etc, "localtime", NULL);
  g_autofree char *tz = g_strconcat (":", path, NULL);

  link_file (self, "localtime", "/usr/share/zoneinfo/Asia/Tokyo");
  assert_zone (self, NULL, "Asia/Tokyo", 9 * 3600);
  /* The usual value on several distributions. */
  assert_zone (self, tz, "Asia/Tokyo", 9 * 3600);
  assert_zone (self, path, "Asia/Tokyo", 9 * 3600);

  remove_file (self, "localtime");
  link_file (self, "localtime", "other");
  link_file (self, "other", "../../../../../usr/share/zoneinfo/posix/Asia/Tokyo");
  assert_zone (self, NULL, "Asia/Tokyo", 9 * 3600);
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  copy_zone (self, "Asia/Tokyo", "localtime");
  assert_zone (self, NULL, "Etc/GMT-9", 9 * 3600);

  write_file (self, "timezone", "Asia/Tokyo\n");
  assert_zone (self, NULL, "Asia/Tokyo", 9 * 3600);

  /* Outdated or invalid. */
  write_file (self, "timezone", "Europe/Berlin\n");
  assert_zone (self, NULL, "Etc/GMT-9", 9 * 3600);
  write_file (self, "timezone", "../passwd\n");
  assert_zone (self, NULL, "Etc/GMT-9", 9 * 3600);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  assert_zone (self, NULL, "UTC", 0);

  write_file (self, "localtime", "no zone");
  assert_zone (self, NULL, "UTC", 0);

  remove_file (self, "localtime");
  link_file (self, "localtime", "localtime");
  assert_zone (self, NULL, "UTC", 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/local-zone/environment", test_environment);
  ADD ("/local-zone/link", test_link);
  ADD ("/local-zone/copy", test_copy);
  ADD ("/local-zone/nothing", test_nothing);

  return g_test_run ();
}
