/* test-words-dates.c: tests of times, days, durations and countdowns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-words.h"

#include <locale.h>

#include "aft-iso-date.h"
#include "aft-time-zone.h"

#define NOW "2026-11-22T12:00:00Z" /* a Sunday */

static void
assert_words (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_clock (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("Europe/Berlin");

  aft_words_set_clock_format (AFT_CLOCK_24H);
  assert_words (aft_words_time (aft_test_at ("2026-11-22T13:10:59.999999Z"), zone), "14:10");
  assert_words (aft_words_time (aft_test_at ("2026-11-22T08:05:00Z"), zone), "09:05");
  assert_words (aft_words_time (aft_test_at ("2026-11-22T23:00:00Z"), zone), "00:00");
  assert_words (aft_words_time (-1, zone), "00:59"); /* an hour ahead of UTC, before 1970 */

  aft_words_set_clock_format (AFT_CLOCK_12H);
  assert_words (aft_words_time (aft_test_at ("2026-11-22T13:10:00Z"), zone), "2:10 PM");
  assert_words (aft_words_time (aft_test_at ("2026-11-22T23:00:00Z"), zone), "12:00 AM");
  assert_words (aft_words_time (aft_test_at ("2026-11-22T11:00:00Z"), zone), "12:00 PM");

  aft_words_set_clock_format (AFT_CLOCK_LOCALE);
  assert_words (aft_words_time (aft_test_at ("2026-11-22T13:10:00Z"), zone), "14:10");
}

/* Few systems have every locale, but any system can create one. */
static void
make_locale (const char *name)
{
  const char *folder = g_get_user_cache_dir ();
  g_autofree char *full_name = g_strconcat (name, ".UTF-8", NULL);
  g_autofree char *path = g_build_filename (folder, full_name, NULL);
  const char *const argv[] = { "localedef", "-i", name, "-f", "UTF-8", path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_setenv ("LOCPATH", folder, TRUE);
}

/* By default, the locale decides. */
static void
test_clock_locale (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("UTC");
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (setlocale (LC_ALL, "en_US.UTF-8") == NULL)
    make_locale ("en_US");
  g_assert_nonnull (setlocale (LC_ALL, "en_US.UTF-8"));

  assert_words (aft_words_time (aft_test_at ("2026-11-22T14:10:00Z"), zone), "2:10 PM");
  setlocale (LC_ALL, before);
  assert_words (aft_words_time (aft_test_at ("2026-11-22T14:10:00Z"), zone), "14:10");
}

static void
test_days (void)
{
  AftDay today = aft_day_from_string ("2026-11-22");

  assert_words (aft_words_day (today, today), "Today");
  assert_words (aft_words_day (today - 1, today), "Yesterday");
  assert_words (aft_words_day (today + 1, today), "Tomorrow");
  assert_words (aft_words_day (today - 2, today), "Fri 20 Nov");
  assert_words (aft_words_day (today + 2, today), "Tue 24 Nov");
  assert_words (aft_words_day (aft_day_from_string ("2026-01-01"), today), "Thu 1 Jan");
  assert_words (aft_words_day (aft_day_from_string ("2025-12-31"), today), "Wed 31 Dec 2025");
  assert_words (aft_words_day (aft_day_from_string ("2027-01-01"), today), "Fri 1 Jan 2027");
  assert_words (aft_words_day (AFT_DAY_NONE, today), "");
  /* There is no day before the first of all days. */
  assert_words (aft_words_day (AFT_DAY_NONE, 1), "");
  assert_words (aft_words_day_long (aft_day_from_string ("2026-11-02")), "Monday 2 November 2026");
  assert_words (aft_words_day_long (AFT_DAY_NONE), "");
  assert_words (aft_words_day_heading (aft_day_from_string ("2026-11-02"), today),
                "Monday 2 November");
  assert_words (aft_words_day_heading (aft_day_from_string ("2025-11-02"), today),
                "Sunday 2 November 2025");
  assert_words (aft_words_day_heading (aft_day_from_string ("2027-01-01"), today),
                "Friday 1 January 2027");
  assert_words (aft_words_day_heading (AFT_DAY_NONE, today), "");
}

static void
test_moments (void)
{
  static const struct
  {
    const char *zone;
    const char *at;
    const char *now;
    const char *words;
  } cases[] = {
    { "UTC", "2026-11-22T23:10:00Z", NOW, "today at 23:10" },
    { "UTC", "2026-11-22T00:00:00Z", NOW, "today at 00:00" },
    { "UTC", "2026-11-23T00:00:00Z", NOW, "tomorrow at 00:00" },
    { "UTC", "2026-11-23T23:59:00Z", NOW, "tomorrow at 23:59" },
    { "UTC", "2026-11-24T00:00:00Z", NOW, "Tue 24 Nov, 00:00" },
    { "UTC", "2026-11-21T23:59:59Z", NOW, "yesterday at 23:59" },
    { "UTC", "2026-11-20T09:00:00Z", NOW, "Fri 20 Nov, 09:00" },
    { "UTC", "2027-01-02T09:00:00Z", NOW, "Sat 2 Jan 2027, 09:00" },
    { "UTC", "2027-01-01T00:30:00Z", "2026-12-31T23:30:00Z", "tomorrow at 00:30" },
    /* Days in local time. */
    { "Europe/Berlin", "2026-11-22T23:10:00Z", NOW, "tomorrow at 00:10" },
    { "America/Los_Angeles", "2026-11-23T07:59:00Z", NOW, "today at 23:59" },
    /* The clocks go forward in the night: there are 23 hours between the two middays. */
    { "Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-28T11:00:00Z", "tomorrow at 12:00" },
    { "Europe/Berlin", "2026-10-25T11:00:00Z", "2026-10-24T10:00:00Z", "tomorrow at 12:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (cases[i].zone);

      assert_words (aft_words_moment (aft_test_at (cases[i].at), aft_test_at (cases[i].now), zone),
                    cases[i].words);
    }
}

/* Times beyond any calendar are still written somehow. */
static void
test_moment_extremes (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("UTC");

  assert_words (aft_words_moment (G_MAXINT64, 0, zone), "9999-12-31T23:59:59.999999Z");
  assert_words (aft_words_time (G_MININT64, zone), "0001-01-01T00:00:00Z");
}

static void
test_spans (void)
{
  static const struct
  {
    GTimeSpan span;
    const char *words;
  } cases[] = {
    { G_MININT64, "less than a minute" },
    { 0, "less than a minute" },
    { G_TIME_SPAN_MINUTE - 1, "less than a minute" },
    { G_TIME_SPAN_MINUTE, "1 minute" },
    { 2 * G_TIME_SPAN_MINUTE, "2 minutes" },
    { G_TIME_SPAN_HOUR - 1, "59 minutes" },
    { G_TIME_SPAN_HOUR, "1 hour" },
    { 3 * G_TIME_SPAN_HOUR + 20 * G_TIME_SPAN_MINUTE, "3 hours 20 minutes" },
    { G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE, "1 hour 1 minute" },
    { G_TIME_SPAN_DAY - 1, "23 hours 59 minutes" },
    { G_TIME_SPAN_DAY, "1 day" },
    { 28 * G_TIME_SPAN_HOUR, "1 day 4 hours" },
    { 2 * G_TIME_SPAN_DAY - 1, "1 day 23 hours" },
    { 2 * G_TIME_SPAN_DAY, "2 days" },
    { 5 * G_TIME_SPAN_DAY + 23 * G_TIME_SPAN_HOUR, "5 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_words (aft_words_span (cases[i].span), cases[i].words);
}

static void
test_countdown (void)
{
  static const struct
  {
    GTimeSpan rest;
    const char *words;
  } cases[] = {
    { G_MININT64, "now" },
    { -1, "now" },
    { 0, "now" },
    { 1, "in 1 min" },
    { G_TIME_SPAN_MINUTE, "in 1 min" },
    { G_TIME_SPAN_MINUTE + 1, "in 2 min" },
    { 59 * G_TIME_SPAN_MINUTE + 1, "in 1 h" },
    { G_TIME_SPAN_HOUR, "in 1 h" },
    { G_TIME_SPAN_HOUR + 1, "in 1 h 1 min" },
    { 3 * G_TIME_SPAN_HOUR + 20 * G_TIME_SPAN_MINUTE, "in 3 h 20 min" },
    { G_TIME_SPAN_DAY, "in 24 h" },
    { G_TIME_SPAN_DAY + 1, "in 25 h" },
    { 2 * G_TIME_SPAN_DAY, "in 48 h" },
    { 2 * G_TIME_SPAN_DAY + 1, "in 2 days" },
    { 60 * G_TIME_SPAN_HOUR, "in 2 days" },
    { 60 * G_TIME_SPAN_HOUR + 1, "in 3 days" },
    { 5 * G_TIME_SPAN_DAY, "in 5 days" },
    { 14 * G_TIME_SPAN_DAY, "in 14 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_words (aft_words_countdown (cases[i].rest, 0), cases[i].words);
      assert_words (aft_words_countdown (0, -MAX (cases[i].rest, -G_MAXINT64)), cases[i].words);
    }

  assert_words (aft_words_countdown (G_MININT64, G_MAXINT64), "now");
}

/* Property: the text stays the same until the change and differs from then on; the last one is
 * "now". */
static void
test_countdown_changes (void)
{
  g_assert_cmpint (aft_words_countdown_changes (0, 0), ==, G_MAXINT64);
  g_assert_cmpint (aft_words_countdown_changes (0, 1), ==, G_MAXINT64);

  for (guint i = 0; i < 300; i++)
    {
      gint64 at_us = aft_test_at (NOW) + g_test_rand_int_range (-1, 2);
      gint64 now_us = at_us - (gint64) (g_test_rand_double () * (double) (20 * G_TIME_SPAN_DAY));

      for (guint steps = 0; now_us < at_us; steps++)
        {
          gint64 change_us = aft_words_countdown_changes (at_us, now_us);
          g_autofree char *words = aft_words_countdown (at_us, now_us);
          g_autofree char *before = aft_words_countdown (at_us, change_us - 1);
          g_autofree char *between = aft_words_countdown (at_us, now_us + (change_us - now_us) / 2);
          g_autofree char *at = aft_words_countdown (at_us, change_us);

          g_assert_cmpint (change_us, >, now_us);
          g_assert_cmpint (change_us, <=, at_us);
          g_assert_cmpstr (before, ==, words);
          g_assert_cmpstr (between, ==, words);
          g_assert_cmpstr (at, !=, words);

          /* A day, then hours, then minutes: never more often than needed. */
          g_assert_cmpuint (steps, <, 20 + 24 + 24 * 60 + 1);
          now_us = change_us;
        }
    }
}

static void
test_recovery_day (void)
{
  assert_words (aft_words_recovery_day (-1), "");
  assert_words (aft_words_recovery_day (0), "Day 0 of recovery");
  assert_words (aft_words_recovery_day (3), "Day 3 of recovery");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_words_init ();

  g_test_add_func ("/words/dates/clock", test_clock);
  g_test_add_func ("/words/dates/clock-locale", test_clock_locale);
  g_test_add_func ("/words/dates/days", test_days);
  g_test_add_func ("/words/dates/moments", test_moments);
  g_test_add_func ("/words/dates/moment-extremes", test_moment_extremes);
  g_test_add_func ("/words/dates/spans", test_spans);
  g_test_add_func ("/words/dates/countdown", test_countdown);
  g_test_add_func ("/words/dates/countdown-changes", test_countdown_changes);
  g_test_add_func ("/words/dates/recovery-day", test_recovery_day);

  return g_test_run ();
}
