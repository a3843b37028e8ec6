/* test-trends.c: tests of recoveries by day, their spread, and the days of the calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-test-diary.h"
#include "aft-trends.h"

#define SESSION_1 "2026-03-01T20:00:00Z"
#define SESSION_2 "2026-03-15T20:00:00Z"

static AftTrends *
make_trends (AftTestDiary *diary)
{
  return aft_trends_new (diary->sessions, diary->notes, diary->preferences.day_start_minutes,
                         G_MAXINT64);
}

static int
get_value (AftTrends *trends, guint index, AftSymptom symptom, guint day)
{
  return aft_trends_recovery_get_value (g_ptr_array_index (trends->recoveries, index), symptom,
                                        day);
}

static AftDay
get_day (const char *text)
{
  return aft_day_from_string (text);
}

static void
test_empty (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = make_trends (diary);

  g_assert_cmpuint (trends->recoveries->len, ==, 0);
  g_assert_cmpuint (trends->days->len, ==, 0);
  g_assert_null (aft_trends_find_day (trends, get_day ("2026-03-01")));
  g_assert_cmpint (aft_trends_day_get_peak (NULL), ==, AFT_SEVERITY_UNSET);
}

/* A day starts at 04:00; its value is the highest one recorded on it. */
static void
test_days (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;
  const AftTrendsRecovery *recovery;

  aft_test_diary_home (diary, SESSION_1, 7);
  aft_test_diary_note (diary, "2026-03-01T21:00:00Z", 2, 1, -1);
  aft_test_diary_note (diary, "2026-03-02T03:59:59.999999Z", 3, 0, -1);
  aft_test_diary_note (diary, "2026-03-02T04:00:00Z", 1, -1, 0);
  aft_test_diary_note (diary, "2026-03-02T22:00:00Z", 0, -1, 2);
  aft_test_diary_note (diary, "2026-03-04T12:00:00Z", 0, 0, 0);
  aft_test_diary_flags (diary, "2026-03-06T12:00:00Z", AFT_FLAG_FEVER, AFT_FLAG_NONE);
  trends = make_trends (diary);

  g_assert_cmpuint (trends->recoveries->len, ==, 1);
  recovery = g_ptr_array_index (trends->recoveries, 0);
  g_assert_cmpuint (recovery->day, ==, get_day ("2026-03-01"));
  /* A last day without a value doesn't count. */
  g_assert_cmpuint (recovery->n_days, ==, 4);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 0), ==, 3);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_TINGLING, 0), ==, 1);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_DRYNESS, 0), ==, AFT_SEVERITY_UNSET);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 1), ==, 1);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_TINGLING, 1), ==, AFT_SEVERITY_UNSET);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_DRYNESS, 1), ==, 2);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 2), ==, AFT_SEVERITY_UNSET);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 3), ==, 0);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 4), ==, AFT_SEVERITY_UNSET);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 10000), ==, AFT_SEVERITY_UNSET);
}

/* What is ahead of the clock isn't included before its time (rule 8). */
static void
test_ahead (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;

  aft_test_diary_home (diary, SESSION_1, 7);
  aft_test_diary_note (diary, "2026-03-02T12:00:00Z", 1, 1, 1);
  aft_test_diary_note (diary, "2026-03-04T12:00:00Z", 4, 4, 4);
  aft_test_diary_home (diary, SESSION_2, 7);
  trends = aft_trends_new (diary->sessions, diary->notes, 0, aft_test_at ("2026-03-04T11:54:59Z"));

  g_assert_cmpuint (trends->recoveries->len, ==, 1);
  g_assert_cmpuint (((AftTrendsRecovery *) g_ptr_array_index (trends->recoveries, 0))->n_days, ==,
                    2);
  g_assert_null (aft_trends_find_day (trends, get_day ("2026-03-04")));
  g_assert_null (aft_trends_find_day (trends, get_day ("2026-03-15")));

  aft_trends_unref (trends);
  trends = aft_trends_new (diary->sessions, diary->notes, 0, aft_test_at ("2026-03-04T11:55:00Z"));
  g_assert_nonnull (aft_trends_find_day (trends, get_day ("2026-03-04")));
}

/* A note made at the end of a session is the first one after it; one made a microsecond earlier is
 * the last one of the recovery before. The order of the arrays doesn't matter. */
static void
test_belongs (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;

  aft_test_diary_home (diary, SESSION_2, 7);
  aft_test_diary_home (diary, SESSION_1, 7);
  aft_test_diary_note (diary, SESSION_2, 4, -1, -1);
  aft_test_diary_note (diary, "2026-03-15T19:59:59.999999Z", 1, -1, -1);
  aft_test_diary_note (diary, "2026-03-01T19:59:59.999999Z", 2, -1, -1);
  trends = make_trends (diary);

  g_assert_cmpuint (trends->recoveries->len, ==, 2);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 14), ==, 1);
  g_assert_cmpint (get_value (trends, 1, AFT_SYMPTOM_REDNESS, 0), ==, 4);
  /* There is no recovery before the first session. */
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 0), ==, AFT_SEVERITY_UNSET);
}

static void
test_last_day (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;
  const AftTrendsRecovery *recovery;

  aft_test_diary_home (diary, SESSION_1, 7);
  aft_test_diary_note (diary, "2026-05-30T12:00:00Z", 1, -1, -1); /* day 90 */
  aft_test_diary_note (diary, "2026-05-31T12:00:00Z", 2, -1, -1);
  trends = make_trends (diary);

  recovery = g_ptr_array_index (trends->recoveries, 0);
  g_assert_cmpuint (recovery->n_days, ==, AFT_TRENDS_DAY_MAX + 1);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, AFT_TRENDS_DAY_MAX), ==, 1);
  g_assert_cmpint (aft_trends_day_get_peak (aft_trends_find_day (trends, get_day ("2026-05-31"))),
                   ==, 2);
}

/* The day of a session is the day where it took place; after a journey, a note may be on the day
 * before. */
static void
test_journey (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;
  AftSession *session = aft_test_diary_home (diary, "2026-03-01T19:00:00Z", 7);
  AftSkinNote *note = aft_test_diary_note (diary, "2026-03-01T22:00:00Z", 3, -1, -1);

  g_free (session->time_zone);
  session->time_zone = g_strdup ("Asia/Tokyo"); /* 04:00 on the 2nd */
  note->day = get_day ("2026-03-01");
  trends = make_trends (diary);

  g_assert_nonnull (aft_trends_find_day (trends, get_day ("2026-03-02")));
  g_assert_cmpuint (aft_trends_find_day (trends, get_day ("2026-03-02"))->n_home, ==, 1);
  g_assert_cmpint (get_value (trends, 0, AFT_SYMPTOM_REDNESS, 0), ==, 3);
}

/* One session a day, each with one note of redness. */
static AftTrends *
make_row (const int *values, guint n)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *session = g_strdup_printf ("2026-03-%02uT10:00:00Z", i + 1);
      g_autofree char *note = g_strdup_printf ("2026-03-%02uT11:00:00Z", i + 1);

      aft_test_diary_home (diary, session, 7);
      aft_test_diary_note (diary, note, values[i], -1, -1);
    }

  return make_trends (diary);
}

static void
test_spread (void)
{
  static const struct
  {
    int values[12];
    guint n; /* the last one is the recovery being compared */
    AftTrendsSpread spread;
  } cases[] = {
    { { 4 }, 1, { 0, -1, -1, -1 } },
    { { 3, 4 }, 2, { 1, 3, 3, 3 } },
    /* Up to four: the whole range. */
    { { 0, 4, 1, 1, 4 }, 5, { 4, 0, 1, 4 } },
    { { 3, 1, 4 }, 3, { 2, 1, 1, 3 } },
    /* Five or more: quartiles. */
    { { 4, 0, 1, 2, 3, 4 }, 6, { 5, 1, 2, 3 } },
    { { 0, 0, 0, 0, 4, 4 }, 6, { 5, 0, 0, 0 } },
    { { 0, 1, 1, 3, 3, 4, 0 }, 7, { 6, 1, 1, 3 } },
    { { 0, 0, 1, 1, 2, 2, 4, 4, 0 }, 9, { 8, 0, 1, 2 } },
    { { 0, 0, 1, 1, 2, 2, 4, 4, 4, 0 }, 10, { 9, 1, 2, 4 } },
    /* Recoveries without this symptom don't count. */
    { { -1, 2, -1, 3, 0 }, 5, { 2, 2, 2, 3 } },
    { { 2, 2, 2, 2, -1, 4 }, 6, { 4, 2, 2, 2 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTrends) trends = make_row (cases[i].values, cases[i].n);
      AftTrendsSpread spread =
          aft_trends_get_spread (trends, cases[i].n - 1, AFT_SYMPTOM_REDNESS, 0);
      AftTrendsSpread other =
          aft_trends_get_spread (trends, cases[i].n - 1, AFT_SYMPTOM_DRYNESS, 0);

      g_test_message ("case %u", i);
      g_assert_cmpuint (spread.count, ==, cases[i].spread.count);
      g_assert_cmpint (spread.low, ==, cases[i].spread.low);
      g_assert_cmpint (spread.median, ==, cases[i].spread.median);
      g_assert_cmpint (spread.high, ==, cases[i].spread.high);
      g_assert_cmpuint (aft_trends_count_earlier (trends, cases[i].n - 1, AFT_SYMPTOM_REDNESS), ==,
                        cases[i].spread.count);
      g_assert_cmpuint (other.count, ==, 0);
      g_assert_cmpint (other.median, ==, AFT_SEVERITY_UNSET);
    }
}

/* Later recoveries and the one being compared don't count. */
static void
test_earlier_only (void)
{
  static const int values[] = { 0, 1, 4, 4, 4, 4, 4, 4 };
  g_autoptr (AftTrends) trends = make_row (values, G_N_ELEMENTS (values));

  g_assert_cmpuint (aft_trends_get_spread (trends, 2, AFT_SYMPTOM_REDNESS, 0).count, ==, 2);
  g_assert_cmpint (aft_trends_get_spread (trends, 2, AFT_SYMPTOM_REDNESS, 0).high, ==, 1);
  g_assert_cmpuint (aft_trends_get_spread (trends, 0, AFT_SYMPTOM_REDNESS, 0).count, ==, 0);
  g_assert_cmpuint (aft_trends_get_spread (trends, 7, AFT_SYMPTOM_REDNESS, 1).count, ==, 0);
}

static void
test_calendar (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTrends) trends = NULL;
  const AftTrendsDay *day;

  aft_test_diary_office (diary, SESSION_2);
  aft_test_diary_home (diary, SESSION_1, 7);
  aft_test_diary_home (diary, "2026-03-15T21:00:00Z", 7);
  aft_test_diary_note (diary, "2026-02-10T12:00:00Z", 0, -1, -1);
  aft_test_diary_note (diary, "2026-03-15T08:00:00Z", 1, 2, -1);
  aft_test_diary_note (diary, "2026-03-15T23:00:00Z", 3, 0, -1);
  aft_test_diary_flags (diary, "2026-03-20T12:00:00Z", AFT_FLAG_FEVER, AFT_FLAG_NONE);
  trends = make_trends (diary);

  g_assert_cmpuint (trends->days->len, ==, 3);
  day = aft_trends_find_day (trends, get_day ("2026-03-15"));
  g_assert_nonnull (day);
  g_assert_cmpuint (day->n_home, ==, 1);
  g_assert_cmpuint (day->n_office, ==, 1);
  g_assert_cmpint (day->peak[AFT_SYMPTOM_REDNESS], ==, 3);
  g_assert_cmpint (day->peak[AFT_SYMPTOM_TINGLING], ==, 2);
  g_assert_cmpint (day->peak[AFT_SYMPTOM_DRYNESS], ==, AFT_SEVERITY_UNSET);
  g_assert_cmpint (aft_trends_day_get_peak (day), ==, 3);
  day = aft_trends_find_day (trends, get_day ("2026-02-10"));
  g_assert_cmpint (aft_trends_day_get_peak (day), ==, 0);
  day = aft_trends_find_day (trends, get_day ("2026-03-01"));
  g_assert_cmpint (aft_trends_day_get_peak (day), ==, AFT_SEVERITY_UNSET);
  g_assert_null (aft_trends_find_day (trends, get_day ("2026-03-20")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/trends/empty", test_empty);
  g_test_add_func ("/trends/days", test_days);
  g_test_add_func ("/trends/belongs", test_belongs);
  g_test_add_func ("/trends/ahead", test_ahead);
  g_test_add_func ("/trends/last-day", test_last_day);
  g_test_add_func ("/trends/journey", test_journey);
  g_test_add_func ("/trends/spread", test_spread);
  g_test_add_func ("/trends/earlier-only", test_earlier_only);
  g_test_add_func ("/trends/calendar", test_calendar);

  return g_test_run ();
}
