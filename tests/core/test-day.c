/* test-day.c: tests of days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

#include "aft-iso-date.h"
#include "aft-time-zone.h"

static void
test_day_new (void)
{
  static const int bad[][3] = {
    { 2026, 2, 29 },  { 2026, 13, 1 }, { 2026, 0, 1 },  { 2026, 1, 0 },   { 2026, 1, 32 },
    { 2026, 1, 257 }, { 0, 1, 1 },     { 10000, 1, 1 }, { 2026, 257, 1 }, { 65537 + 2026, 1, 1 },
  };
  AftDay day = aft_day_new (2024, 2, 29);
  g_autoptr (GDateTime) noon = aft_day_get_noon (day);
  g_autofree char *text = g_date_time_format_iso8601 (noon);

  g_assert_cmpuint (day, ==, aft_day_from_string ("2024-02-29"));
  g_assert_cmpstr (text, ==, "2024-02-29T12:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (aft_day_new (bad[i][0], bad[i][1], bad[i][2]), ==, AFT_DAY_NONE);

  g_assert_null (aft_day_get_noon (AFT_DAY_NONE));
  g_assert_null (aft_day_get_noon (aft_day_new (9999, 12, 31) + 1));
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/day/new", test_day_new);
  g_test_add_func ("/day/of", test_day_of);
  g_test_add_func ("/day/instant", test_day_instant);
  g_test_add_func ("/day/next-change", test_day_next_change);
  g_test_add_func ("/day/extremes", test_day_extremes);

  return g_test_run ();
}
