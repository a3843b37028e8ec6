/* test-daily-note.c: tests of the daily check-in reminder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-daily-note.h"
#include "aft-iso-date.h"
#include "aft-test-diary.h"

/* Such as "2026-11-20 2026-11-20T20:00:00Z", or "none". */
static char *
describe (AftTestDiary *diary, const char *now, gboolean noted)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *day_text = NULL;
  g_autofree char *at = NULL;
  AftDay day;
  gint64 at_us = aft_daily_note_next (plan, &diary->preferences, diary->time_zone, noted, &day);

  if (at_us == 0)
    {
      g_assert_cmpuint (day, ==, AFT_DAY_NONE);
      return g_strdup ("none");
    }

  g_assert_cmpint (at_us, >, plan->now_us);
  day_text = aft_day_to_string (day);
  at = aft_instant_to_string (at_us);

  return g_strdup_printf ("%s %s", day_text, at);
}

#define assert_next(diary, now, noted, expected)                \
  G_STMT_START                                                  \
  {                                                             \
    g_autofree char *next = describe ((diary), (now), (noted)); \
    g_assert_cmpstr (next, ==, expected);                       \
  }                                                             \
  G_STMT_END

static AftTestDiary *
make_diary (const char *zone)
{
  AftTestDiary *diary = aft_test_diary_new (zone);

  diary->preferences.daily_note = TRUE;

  return diary;
}

static void
test_day (void)
{
  g_autoptr (AftTestDiary) diary = make_diary (NULL);

  assert_next (diary, "2026-11-20T12:00:00Z", FALSE, "none");
  aft_test_diary_home (diary, "2026-11-20T10:00:00Z", 7);

  /* The day of the session belongs to its recovery. */
  assert_next (diary, "2026-11-20T12:00:00Z", FALSE, "2026-11-20 2026-11-20T20:00:00Z");
  assert_next (diary, "2026-11-20T19:59:59.999999Z", FALSE, "2026-11-20 2026-11-20T20:00:00Z");
  assert_next (diary, "2026-11-20T20:00:00Z", FALSE, "2026-11-21 2026-11-21T20:00:00Z");
  assert_next (diary, "2026-11-20T12:00:00Z", TRUE, "2026-11-21 2026-11-21T20:00:00Z");
  /* The day lasts until 04:00. */
  assert_next (diary, "2026-11-21T03:59:59.999999Z", TRUE, "2026-11-21 2026-11-21T20:00:00Z");
  assert_next (diary, "2026-11-21T04:00:00Z", TRUE, "2026-11-22 2026-11-22T20:00:00Z");

  diary->preferences.daily_note = FALSE;
  assert_next (diary, "2026-11-20T12:00:00Z", FALSE, "none");
}

/* 01:00 is still the day before; the day starts at 04:00. */
static void
test_night (void)
{
  g_autoptr (AftTestDiary) diary = make_diary (NULL);

  aft_test_diary_home (diary, "2026-11-20T10:00:00Z", 7);
  diary->preferences.daily_note_minutes = 60;
  assert_next (diary, "2026-11-20T23:00:00Z", FALSE, "2026-11-20 2026-11-21T01:00:00Z");
  assert_next (diary, "2026-11-21T00:30:00Z", FALSE, "2026-11-20 2026-11-21T01:00:00Z");
  assert_next (diary, "2026-11-21T00:30:00Z", TRUE, "2026-11-21 2026-11-22T01:00:00Z");

  diary->preferences.daily_note_minutes = 239;
  assert_next (diary, "2026-11-20T23:00:00Z", FALSE, "2026-11-20 2026-11-21T03:59:00Z");
  diary->preferences.daily_note_minutes = 240;
  assert_next (diary, "2026-11-20T23:00:00Z", FALSE, "2026-11-21 2026-11-21T04:00:00Z");
}

/* 20:00 local time, before and after a clock change; a time that is skipped or occurs twice. */
static void
test_dst (void)
{
  g_autoptr (AftTestDiary) diary = make_diary ("Europe/Berlin");

  aft_test_diary_home (diary, "2026-03-27T10:00:00Z", 7);
  assert_next (diary, "2026-03-28T12:00:00Z", FALSE, "2026-03-28 2026-03-28T19:00:00Z");
  assert_next (diary, "2026-03-28T12:00:00Z", TRUE, "2026-03-29 2026-03-29T18:00:00Z");
  diary->preferences.daily_note_minutes = 150; /* skipped at 02:00 on the 29th */
  assert_next (diary, "2026-03-28T12:00:00Z", FALSE, "2026-03-28 2026-03-29T01:00:00Z");

  aft_test_diary_home (diary, "2026-10-23T10:00:00Z", 7); /* 02:30 occurs twice on the 25th */
  assert_next (diary, "2026-10-24T12:00:00Z", FALSE, "2026-10-24 2026-10-25T00:30:00Z");
  assert_next (diary, "2026-10-25T01:00:00Z", FALSE, "2026-10-25 2026-10-26T01:30:00Z");
}

/* Reminders end with the recovery, but not while the session is on hold. */
static void
test_end (void)
{
  g_autoptr (AftTestDiary) diary = make_diary (NULL);

  aft_test_diary_home (diary, "2026-11-20T10:00:00Z", 7);
  assert_next (diary, "2026-11-27T09:59:59.999999Z", FALSE, "2026-11-27 2026-11-27T20:00:00Z");
  assert_next (diary, "2026-11-27T10:00:00Z", FALSE, "none"); /* check_skin */

  aft_test_diary_note (diary, "2026-11-26T10:00:00Z", 0, 0, 2);
  assert_next (diary, "2026-11-27T10:00:00Z", FALSE, "2026-11-27 2026-11-27T20:00:00Z");
  assert_next (diary, "2026-12-27T10:00:00Z", FALSE, "2026-12-27 2026-12-27T20:00:00Z");

  aft_test_diary_note (diary, "2026-12-27T10:00:00Z", 0, 0, 0);
  assert_next (diary, "2026-12-27T10:00:00Z", TRUE, "none");  /* ready */
  assert_next (diary, "2026-12-31T10:00:00Z", FALSE, "none"); /* no check-in for three days */
}

/* Without a figure from the clinic, the guide's range counts. */
static void
test_ask_clinic (void)
{
  g_autoptr (AftTestDiary) diary = make_diary (NULL);

  aft_test_diary_office (diary, "2026-11-01T10:00:00Z");
  assert_next (diary, "2026-11-15T09:59:59.999999Z", FALSE, "2026-11-15 2026-11-15T20:00:00Z");
  assert_next (diary, "2026-11-15T10:00:00Z", FALSE, "none");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/daily-note/day", test_day);
  g_test_add_func ("/core/daily-note/night", test_night);
  g_test_add_func ("/core/daily-note/dst", test_dst);
  g_test_add_func ("/core/daily-note/end", test_end);
  g_test_add_func ("/core/daily-note/ask-clinic", test_ask_clinic);

  return g_test_run ();
}
