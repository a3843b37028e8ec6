/* test-day.c: tests of days, and of times in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

#include <glib/gstdio.h>

#include "aft-iso-date.h"
#include "aft-time-zone.h"

static void
test_day_text (void)
{
  static const char *const good[] = { "1900-01-01", "1970-01-01", "2024-02-29", "9999-12-31" };
  static const char *const bad[] = { "",           "2026-02-29",  "1899-12-31",
                                     "2026-13-01", "2026-00-10",  "2026-04-31",
                                     "2026-1-1",   "20260101",    "2026-01-01 ",
                                     "2026/01/01", "+2026-01-01", "2026-01-01T00:00:00Z",
                                     "10000-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = aft_day_to_string (aft_day_from_string (good[i]));

      g_assert_cmpstr (text, ==, good[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (aft_day_from_string (bad[i]), ==, AFT_DAY_NONE);

  g_assert_cmpuint (aft_day_from_string (NULL), ==, AFT_DAY_NONE);
  g_assert_null (aft_day_to_string (AFT_DAY_NONE));
  g_assert_cmpuint (aft_day_from_string ("1970-01-02"), ==, aft_day_from_string ("1970-01-01") + 1);
}

static void
test_instant_text (void)
{
  static const struct
  {
    const char *text;
    const char *same; /* NULL: invalid */
  } cases[] = {
    { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z" },
    { "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z" },
    { "2026-11-22T18:30:00.000001Z", "2026-11-22T18:30:00.000001Z" },
    { "2026-11-22T18:30:00.000000Z", "2026-11-22T18:30:00Z" },
    { "2026-11-22T18:30:00.0000019Z", "2026-11-22T18:30:00.000001Z" },
    { "2026-11-22t18:30:00z", "2026-11-22T18:30:00Z" },
    { "2026-11-22T18:30:00+01:00", "2026-11-22T17:30:00Z" },
    { "2026-11-22T18:30:00-03:30", "2026-11-22T22:00:00Z" },
    { "2026-11-22T18:30:00-00:00", "2026-11-22T18:30:00Z" },
    { "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z" },
    { "2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z" },
    { "1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z" },
    { "1900-01-01T00:00:00+00:01", NULL },
    { "9999-12-31T23:59:59-00:01", NULL },
    { "2016-12-31T22:59:60Z", NULL },
    { "2026-02-29T00:00:00Z", NULL },
    { "2026-11-22T24:00:00Z", NULL },
    { "2026-11-22T18:60:00Z", NULL },
    { "2026-11-22T18:30:61Z", NULL },
    { "2026-11-22T18:30Z", NULL },
    { "2026-11-22 18:30:00Z", NULL },
    { "2026-11-22T18:30:00", NULL },
    { "2026-11-22T18:30:00.Z", NULL },
    { "2026-11-22T18:30:00,5Z", NULL },
    { "2026-11-22T18:30:00+01", NULL },
    { "2026-11-22T18:30:00+0100", NULL },
    { "2026-11-22T18:30:00+24:00", NULL },
    { "2026-11-22T18:30:00+01:60", NULL },
    { "2026-11-22T18:30:00Z ", NULL },
    { " 2026-11-22T18:30:00Z", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at_us = 4711;

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "NULL");
      if (cases[i].same != NULL)
        {
          g_autofree char *text = NULL;

          g_assert_true (aft_instant_from_string (cases[i].text, &at_us));
          text = aft_instant_to_string (at_us);
          g_assert_cmpstr (text, ==, cases[i].same);
        }
      else
        {
          g_assert_false (aft_instant_from_string (cases[i].text, &at_us));
          g_assert_cmpint (at_us, ==, 4711);
        }
    }
}

static void
test_instant_extremes (void)
{
  g_autofree char *first = aft_instant_to_string (G_MININT64);
  g_autofree char *last = aft_instant_to_string (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999999Z");
}

static void
test_day_of (void)
{
  static const struct
  {
    const char *at;
    const char *zone;
    int start;
    const char *day;
  } cases[] = {
    /* Days start at 04:00. */
    { "2026-11-22T03:59:59.999999Z", "UTC", 240, "2026-11-21" },
    { "2026-11-22T04:00:00Z", "UTC", 240, "2026-11-22" },
    { "2026-11-22T00:00:00Z", "UTC", 0, "2026-11-22" },
    { "2026-11-21T23:59:59.999999Z", "UTC", 0, "2026-11-21" },
    { "2026-11-22T11:59:59Z", "UTC", 720, "2026-11-21" },
    { "1969-12-31T23:59:59.999999Z", "UTC", 0, "1969-12-31" },
    /* Other zones, on both sides of UTC. */
    { "2026-11-22T18:59:59Z", "Asia/Tokyo", 240, "2026-11-22" },
    { "2026-11-22T19:00:00Z", "Asia/Tokyo", 240, "2026-11-23" },
    { "2026-11-22T11:59:59Z", "America/Los_Angeles", 240, "2026-11-21" },
    { "2026-11-22T12:00:00Z", "America/Los_Angeles", 240, "2026-11-22" },
    /* Clocks go forward at 02:00: 04:00 is three hours after midnight. */
    { "2026-03-29T01:59:59Z", "Europe/Berlin", 240, "2026-03-28" },
    { "2026-03-29T02:00:00Z", "Europe/Berlin", 240, "2026-03-29" },
    /* Clocks go back at 03:00: 04:00 is five hours after midnight. */
    { "2026-10-25T02:59:59Z", "Europe/Berlin", 240, "2026-10-24" },
    { "2026-10-25T03:00:00Z", "Europe/Berlin", 240, "2026-10-25" },
    /* A start at 02:30 that a clock change skips: the day starts with the change. */
    { "2026-03-29T00:59:59Z", "Europe/Berlin", 150, "2026-03-28" },
    { "2026-03-29T01:00:00Z", "Europe/Berlin", 150, "2026-03-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (cases[i].zone);
      g_autofree char *day =
          aft_day_to_string (aft_day_of (aft_test_at (cases[i].at), zone, cases[i].start));

      g_test_message ("%s in %s", cases[i].at, cases[i].zone);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
test_day_instant (void)
{
  static const struct
  {
    const char *day;
    const char *zone;
    int minutes;
    const char *at;
  } cases[] = {
    { "2026-11-22", "UTC", 240, "2026-11-22T04:00:00Z" },
    { "2026-11-22", "Asia/Tokyo", 540, "2026-11-22T00:00:00Z" },
    { "2026-11-22", "America/Los_Angeles", 540, "2026-11-22T17:00:00Z" },
    { "2026-03-29", "Europe/Berlin", 540, "2026-03-29T07:00:00Z" },
    { "2026-03-29", "Europe/Berlin", 60, "2026-03-29T00:00:00Z" },
    { "2026-03-29", "Europe/Berlin", 150, "2026-03-29T01:00:00Z" }, /* skipped */
    { "2026-10-25", "Europe/Berlin", 150, "2026-10-25T00:30:00Z" }, /* occurs twice */
    { "2026-10-25", "Europe/Berlin", 540, "2026-10-25T08:00:00Z" },
    { "2026-11-01", "America/New_York", 90, "2026-11-01T05:30:00Z" },  /* occurs twice */
    { "2026-03-08", "America/New_York", 150, "2026-03-08T07:00:00Z" }, /* skipped */
    { "1900-01-01", "UTC", 0, "1900-01-01T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (cases[i].zone);
      g_autofree char *at = aft_instant_to_string (
          aft_day_instant (aft_day_from_string (cases[i].day), zone, cases[i].minutes));

      g_test_message ("%s + %d in %s", cases[i].day, cases[i].minutes, cases[i].zone);
      g_assert_cmpstr (at, ==, cases[i].at);
    }
}

/* Property: the day stays the same until the change, and is another one from then on. */
static void
test_day_next_change (void)
{
  static const char *const zones[] = { "UTC",           "Europe/Berlin",       "America/St_Johns",
                                       "Asia/Kolkata",  "Australia/Lord_Howe", "Pacific/Apia",
                                       "America/Havana" };

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (zones[i % G_N_ELEMENTS (zones)]);
      int start = g_test_rand_int_range (0, 25) * 30;
      gint64 at_us =
          aft_test_at ("1980-01-01T00:00:00Z") +
          (gint64) g_test_rand_int_range (0, 60 * 366 * 24 * 2) * 30 * G_TIME_SPAN_MINUTE +
          g_test_rand_int_range (-1, 2);
      AftDay day = aft_day_of (at_us, zone, start);
      gint64 change_us = aft_day_next_change (at_us, zone, start);

      g_assert_cmpint (change_us, >, at_us);
      g_assert_cmpint (change_us - at_us, <=, 50 * G_TIME_SPAN_HOUR);
      g_assert_cmpuint (aft_day_of (change_us, zone, start), !=, day);
      for (gint64 t = change_us - 1; t > at_us; t -= 10 * G_TIME_SPAN_MINUTE)
        g_assert_cmpuint (aft_day_of (t, zone, start), ==, day);
    }
}

static void
test_day_extremes (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("Europe/Berlin");

  g_assert_cmpuint (aft_day_of (G_MININT64, zone, 240), ==, 1);
  g_assert_cmpuint (aft_day_of (G_MAXINT64, zone, 240), ==, aft_day_from_string ("9999-12-31"));
  g_assert_cmpint (aft_day_next_change (G_MAXINT64, zone, 240), ==, G_MAXINT64);
  g_assert_cmpint (aft_day_next_change (G_MININT64, zone, 240), <, 0);
}

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

  g_test_add_func ("/day/text", test_day_text);
  g_test_add_func ("/day/instant-text", test_instant_text);
  g_test_add_func ("/day/instant-extremes", test_instant_extremes);
  g_test_add_func ("/day/of", test_day_of);
  g_test_add_func ("/day/instant", test_day_instant);
  g_test_add_func ("/day/next-change", test_day_next_change);
  g_test_add_func ("/day/extremes", test_day_extremes);
  g_test_add_func ("/day/time-zone", test_time_zone);
  g_test_add_func ("/day/time-zone-without-system", test_time_zone_without_system);
  g_test_add_func ("/day/time-zone-name", test_time_zone_name);

  return g_test_run ();
}
