/* test-time-zone.c: tests of time zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-time-zone.h"

#include <glib/gstdio.h>

#include "aft-iso-date.h"

/* Hides the system's time zones from this test. */
static char *
hide_zones (void)
{
  char *folder = g_dir_make_tmp ("aftercare-zones-XXXXXX", NULL);

  g_assert_nonnull (folder);
  g_setenv ("TZDIR", folder, TRUE);

  return folder;
}

static void
show_zones (char *folder)
{
  g_unsetenv ("TZDIR");
  g_rmdir (folder);
  g_free (folder);
}

static void
test_time_zone (void)
{
  static const char *const known[] = { "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires",
                                       "Etc/GMT+5", "America/Port-au-Prince" };
  /* The form is valid, whatever this system has. "leapseconds" is a file, but not a zone. */
  static const char *const unknown[] = { "Mars/Olympus", "Europe", "CET-1CEST", "leapseconds",
                                         "localtime" };
  static const char *const bad[] = { "",
                                     "+01:00",
                                     "Z",
                                     ":/etc/localtime",
                                     "Europe/../UTC",
                                     "/usr/share/zoneinfo/UTC",
                                     "Europe//Berlin",
                                     "Europe/",
                                     "Europe/Köln" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (known[i]);

      g_assert_true (aft_time_zone_is_valid (known[i]));
      g_assert_true (aft_time_zone_is_known (known[i]));
      g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, known[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (unknown[i]);

      g_test_message ("%s", unknown[i]);
      g_assert_true (aft_time_zone_is_valid (unknown[i]));
      g_assert_false (aft_time_zone_is_known (unknown[i]));
      g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, "UTC");
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (aft_time_zone_is_valid (bad[i]));
      g_assert_false (aft_time_zone_is_known (bad[i]));
    }

  g_assert_false (aft_time_zone_is_valid (NULL));
}

/* Whether a zone is valid doesn't depend on the computer, but its local time does. Zones are cached
 * after the first read: no other test uses this one. */
static void
test_time_zone_without_system (void)
{
  char *folder = hide_zones ();
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("Pacific/Fiji");
  g_autoptr (GTimeZone) utc = aft_time_zone_new ("UTC");

  g_assert_true (aft_time_zone_is_valid ("Pacific/Fiji"));
  g_assert_false (aft_time_zone_is_known ("Pacific/Fiji"));
  g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, "UTC");
  g_assert_true (aft_time_zone_is_known ("UTC"));
  g_assert_cmpstr (g_time_zone_get_identifier (utc), ==, "UTC");
  show_zones (folder);

  /* Once the system knows the zone, it is used. */
  g_clear_pointer (&zone, g_time_zone_unref);
  zone = aft_time_zone_new ("Pacific/Fiji");
  g_assert_cmpstr (g_time_zone_get_identifier (zone), ==, "Pacific/Fiji");
}

static void
test_time_zone_name (void)
{
  static const struct
  {
    const char *zone;
    const char *at;
    const char *name;
  } rows[] = {
    { "Europe/Berlin", "2026-07-01T12:00:00Z", "Europe/Berlin" },
    { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-01T12:00:00Z", "Etc/GMT-1" },
    { "CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T12:00:00Z", "Etc/GMT-2" },
    { "<+03>-3", "2026-07-01T12:00:00Z", "Etc/GMT-3" },
    { "-09:00", "2026-07-01T12:00:00Z", "Etc/GMT+9" },
    { "+00:00", "2026-07-01T12:00:00Z", "UTC" },
    { "+05:45", "2026-07-01T12:00:00Z", "UTC" },
    { "+14:00", "1969-12-31T23:59:59Z", "Etc/GMT-14" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      g_autofree char *name = NULL;
      gint64 at_us = 0;

      g_assert_nonnull (zone);
      g_assert_true (aft_instant_from_string (rows[i].at, &at_us));
      name = aft_time_zone_get_name (zone, at_us);
      g_assert_cmpstr (name, ==, rows[i].name);
      g_assert_true (aft_time_zone_is_valid (name));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/time-zone/known", test_time_zone);
  g_test_add_func ("/time-zone/without-system", test_time_zone_without_system);
  g_test_add_func ("/time-zone/name", test_time_zone_name);

  return g_test_run ();
}
