/* test-plan-deadlines.c: tests of rules 1, 2, 3, 6 and 8: when the waits are over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

#include <math.h>

#include "aft-iso-date.h"
#include "aft-time-zone.h"

#define EVENING "2026-11-01T20:00:00Z"

static void
assert_at (gint64 at_us, const char *expected)
{
  g_autofree char *text = aft_instant_to_string (at_us);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_nothing (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, EVENING);

  g_assert_null (plan->session);
  g_assert_cmpint (plan->recovery_day, ==, -1);
  g_assert_cmpint (plan->makeup_state, ==, AFT_MAKEUP_NONE);
  g_assert_cmpint (plan->next_state, ==, AFT_NEXT_NONE);
  g_assert_cmpuint (plan->activities->len + plan->reasons->len + plan->advice->len, ==, 0);
  g_assert_cmpint (plan->makeup_at_us, ==, 0);
  g_assert_cmpint (plan->next_at_us, ==, 0);
  g_assert_cmpint (plan->earliest_us, ==, 0);
  g_assert_false (plan->downtime);
  g_assert_cmpfloat (aft_plan_get_progress (plan, plan->now_us), ==, 0.0);
  assert_at (plan->changes_at_us, "2026-11-02T04:00:00Z");
}

/* Both waits of a session: a microsecond before their end, at it and after it. */
static void
test_boundaries (void)
{
  static const struct
  {
    AftPlaceOfTreatment setting;
    double makeup;
    double rest;
    const char *date;
    const char *makeup_at;
    const char *next_at;
  } cases[] = {
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, NULL, "2026-11-02T04:00:00Z", "2026-11-08T20:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 14.0, NULL, "2026-11-02T04:00:00Z",
      "2026-11-15T20:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_HOME, 24.0, 90.0, NULL, "2026-11-02T20:00:00Z",
      "2027-01-30T20:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.1, 7.5, NULL, "2026-11-02T04:06:00Z", "2026-11-09T08:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_HOME, 168.0, 7.0, NULL, "2026-11-08T20:00:00Z",
      "2026-11-08T20:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 24.0, 28.0, NULL, "2026-11-02T20:00:00Z",
      "2026-11-29T20:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 0.0, 1.0, NULL, "2026-11-01T20:00:00Z",
      "2026-11-02T20:00:00Z" },
    /* The clinic's date takes precedence over its days; it starts at 09:00. */
    { AFT_PLACE_OF_TREATMENT_OFFICE, 12.0, 28.0, "2026-12-10", "2026-11-02T08:00:00Z",
      "2026-12-10T09:00:00Z" },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 12.0, AFT_UNSET, "2026-11-20", "2026-11-02T08:00:00Z",
      "2026-11-20T09:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 makeup_us = aft_test_at (cases[i].makeup_at);
      gint64 next_us = aft_test_at (cases[i].next_at);
      gboolean home = cases[i].setting == AFT_PLACE_OF_TREATMENT_HOME;

      g_test_message ("case %u", i);
      for (int off = -1; off <= 1; off++)
        {
          g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
          AftSession *session = home ? aft_test_diary_home (diary, EVENING, cases[i].rest)
                                     : aft_test_diary_office (diary, EVENING);
          g_autoptr (AftPlan) makeup = NULL;
          g_autoptr (AftPlan) next = NULL;

          session->makeup_wait_hours = cases[i].makeup;
          session->rest_days = cases[i].rest;
          session->next_session_date = aft_day_from_string (cases[i].date);

          makeup = aft_test_diary_plan_us (diary, makeup_us + off);
          g_assert_cmpint (makeup->makeup_at_us, ==, makeup_us);
          g_assert_cmpint (makeup->makeup_state, ==,
                           off < 0 ? AFT_MAKEUP_WAITING : AFT_MAKEUP_READY);
          g_assert_true (makeup->makeup_session == session);
          g_assert_cmpint (makeup->makeup_provenance, ==,
                           !home                   ? AFT_PROVENANCE_CLINIC
                           : cases[i].makeup > 8.0 ? AFT_PROVENANCE_MINE
                                                   : AFT_PROVENANCE_GUIDE);

          next = aft_test_diary_plan_us (diary, next_us + off);
          g_assert_cmpint (next->next_at_us, ==, next_us);
          g_assert_cmpint (next->next_state, ==, off < 0 ? AFT_NEXT_RESTING : AFT_NEXT_CHECK_SKIN);
          g_assert_true (next->next_session == session);
          g_assert_cmpint (next->next_provenance, ==,
                           home ? AFT_PROVENANCE_MINE : AFT_PROVENANCE_CLINIC);

          g_assert_cmpint (aft_session_get_makeup_end (session), ==, makeup_us);
          g_assert_cmpint (aft_session_get_rest_end (session), ==, next_us);

          /* Days 7 and 14 come from the guide, which covers only home sessions. */
          if (home)
            {
              assert_at (next->earliest_us, "2026-11-08T20:00:00Z");
              assert_at (next->guide_end_us, "2026-11-15T20:00:00Z");
            }
          else
            {
              g_assert_cmpint (next->earliest_us, ==, 0);
              g_assert_cmpint (next->guide_end_us, ==, 0);
            }
        }
    }
}

/* Whatever figures a home session has, its plan never says "fine" earlier than the guide. */
static void
test_home_minimum (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, EVENING, 3.0);

  session->makeup_wait_hours = 1.0;
  assert_at (aft_session_get_makeup_end (session), "2026-11-02T04:00:00Z");
  assert_at (aft_session_get_rest_end (session), "2026-11-08T20:00:00Z");

  session->makeup_wait_hours = AFT_UNSET;
  session->rest_days = AFT_UNSET;
  assert_at (aft_session_get_makeup_end (session), "2026-11-02T04:00:00Z");
  assert_at (aft_session_get_rest_end (session), "2026-11-15T20:00:00Z");
}

/* Waits are elapsed time: a clock change moves the local time of their end, not the wait. */
static void
test_summer_time (void)
{
  static const struct
  {
    const char *ended_at;
    const char *makeup_at;
    const char *next_at;
  } cases[] = {
    /* 23:00 local time. Forward: ends at 08:00, back: ends at 06:00. */
    { "2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z", "2026-04-04T22:00:00Z" },
    { "2026-10-24T21:00:00Z", "2026-10-25T05:00:00Z", "2026-10-31T21:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Europe/Berlin");
      g_autoptr (AftPlan) plan = NULL;

      aft_test_diary_home (diary, cases[i].ended_at, 7.0);
      plan = aft_test_diary_plan (diary, cases[i].ended_at);
      assert_at (plan->makeup_at_us, cases[i].makeup_at);
      assert_at (plan->next_at_us, cases[i].next_at);
    }
}

/* A clinic's date is a date where the clinic is, and starts at 09:00 local time there. */
static void
test_clinic_zone (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Europe/Berlin");
  AftSession *session = aft_test_diary_office (diary, EVENING);

  session->next_session_date = aft_day_from_string ("2027-03-29");
  assert_at (aft_session_get_rest_end (session), "2027-03-29T07:00:00Z");

  g_time_zone_unref (diary->time_zone);
  diary->time_zone = aft_time_zone_new ("Asia/Tokyo");
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, "2026-11-10T12:00:00Z");

    assert_at (plan->next_at_us, "2027-03-29T07:00:00Z");
  }
}

/* Rule 3: figures of the clinic are asked for, never guessed. */
static void
test_ask_clinic (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_office (diary, EVENING);

  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, "2026-12-24T12:00:00Z");

    g_assert_cmpint (plan->makeup_state, ==, AFT_MAKEUP_ASK_CLINIC);
    g_assert_cmpint (plan->makeup_at_us, ==, 0);
    g_assert_true (plan->makeup_session == session);
    g_assert_cmpint (plan->makeup_provenance, ==, AFT_PROVENANCE_CLINIC);
    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_ASK_CLINIC);
    g_assert_cmpint (plan->next_at_us, ==, 0);
    g_assert_cmpuint (plan->reasons->len, ==, 1);
    g_assert_cmpint (g_array_index (plan->reasons, AftReason, 0).kind, ==,
                     AFT_REASON_NO_CLINIC_FIGURE);
    g_assert_cmpfloat (aft_plan_get_progress (plan, plan->now_us), ==, 0.0);
    g_assert_cmpint (aft_session_get_makeup_end (session), ==, 0);
    g_assert_cmpint (aft_session_get_rest_end (session), ==, 0);
  }

  /* Each figure separately. */
  session->makeup_wait_hours = 48.0;
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, "2026-11-02T12:00:00Z");

    g_assert_cmpint (plan->makeup_state, ==, AFT_MAKEUP_WAITING);
    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_ASK_CLINIC);
  }
}

/* Rule 6: how long a missing figure of a clinic matters after a later home session. */
static void
test_ask_clinic_superseded (void)
{
  static const struct
  {
    const char *home_at;
    const char *office_at; /* a later one, with figures */
    AftNextState state;
  } cases[] = {
    { "2026-11-03T20:00:00Z", NULL, AFT_NEXT_ASK_CLINIC },
    { "2026-11-15T19:59:59.999999Z", NULL, AFT_NEXT_ASK_CLINIC },
    { "2026-11-15T20:00:00Z", NULL, AFT_NEXT_RESTING },
    { "2026-11-03T20:00:00Z", "2026-11-04T10:00:00Z", AFT_NEXT_RESTING },
    { "2026-11-05T20:00:00Z", "2026-11-04T10:00:00Z", AFT_NEXT_RESTING },
    { "2026-11-03T20:00:00Z", "2026-10-26T10:00:00Z", AFT_NEXT_ASK_CLINIC }, /* from before */
    { "2026-10-25T20:00:00Z", NULL, AFT_NEXT_ASK_CLINIC },
    { "2026-10-25T20:00:00Z", "2026-10-26T10:00:00Z", AFT_NEXT_ASK_CLINIC },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      g_autoptr (AftPlan) plan = NULL;

      g_test_message ("case %u", i);
      aft_test_diary_home (diary, cases[i].home_at, 14.0)->makeup_wait_hours = 168.0;
      aft_test_diary_office (diary, EVENING);
      if (cases[i].office_at != NULL)
        {
          AftSession *office = aft_test_diary_office (diary, cases[i].office_at);

          office->makeup_wait_hours = 720.0;
          office->rest_days = 60.0;
        }

      plan = aft_test_diary_plan (diary, "2026-11-16T12:00:00Z");
      g_assert_cmpint (plan->next_state, ==, cases[i].state);
      g_assert_cmpint (plan->makeup_state, ==,
                       cases[i].state == AFT_NEXT_RESTING ? AFT_MAKEUP_WAITING
                                                          : AFT_MAKEUP_ASK_CLINIC);
    }
}

/* Rule 6: each wait is the latest one still running. */
static void
test_several (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *home = aft_test_diary_home (diary, "2026-11-10T20:00:00Z", 7.0);
  AftSession *office = aft_test_diary_office (diary, EVENING);
  AftSession *old = aft_test_diary_home (diary, "2026-09-01T20:00:00Z", 14.0);

  office->makeup_wait_hours = 240.0;
  office->rest_days = 30.0;

  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, "2026-11-11T12:00:00Z");

    /* The recovery starts with the latest session; waits may be from earlier ones. */
    g_assert_true (plan->session == home);
    g_assert_cmpint (plan->recovery_day, ==, 1);
    g_assert_true (plan->next_session == office);
    g_assert_cmpint (plan->next_provenance, ==, AFT_PROVENANCE_CLINIC);
    assert_at (plan->next_at_us, "2026-12-01T20:00:00Z");
    g_assert_true (plan->makeup_session == office);
    assert_at (plan->makeup_at_us, "2026-11-11T20:00:00Z");
    g_assert_cmpint (plan->makeup_provenance, ==, AFT_PROVENANCE_CLINIC);
    assert_at (plan->earliest_us, "2026-11-17T20:00:00Z");
  }

  /* What ended long ago doesn't matter. */
  old->ended_at_us = aft_test_at ("2026-11-10T19:00:00Z");
  old->makeup_wait_hours = 8.0;
  office->makeup_wait_hours = 24.0;
  office->rest_days = 7.0;
  old->rest_days = 14.0;
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, "2026-11-11T12:00:00Z");

    g_assert_true (plan->session == home);
    g_assert_true (plan->makeup_session == home);
    g_assert_true (plan->next_session == old);
  }
}

/* Rule 6: the warning goes by calendar day. */
static void
test_rest_running (void)
{
  static const struct
  {
    const char *at;
    gboolean running;
  } cases[] = {
    { "2026-11-01T19:59:59.999999Z", FALSE }, /* before the session */
    { "2026-11-01T20:00:00Z", TRUE },         { "2026-11-08T03:59:59.999999Z", TRUE },
    { "2026-11-08T04:00:00Z", FALSE }, /* the day it ends */
    { "2026-11-08T20:00:00Z", FALSE },        { "2027-11-08T20:00:00Z", FALSE },
  };
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, EVENING, 7.0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at_us = aft_test_at (cases[i].at);
      gint64 end_us =
          aft_rest_running_at (diary->sessions, NULL, &diary->preferences, diary->time_zone, at_us);

      g_test_message ("%s", cases[i].at);
      g_assert_cmpint (end_us, ==, cases[i].running ? aft_session_get_rest_end (session) : 0);

      /* The session being edited causes no warning. */
      g_assert_cmpint (aft_rest_running_at (diary->sessions, session->id, &diary->preferences,
                                            diary->time_zone, at_us),
                       ==, 0);
    }

  /* With several sessions, the latest end counts; a clinic without a figure has none. */
  aft_test_diary_office (diary, "2026-11-03T10:00:00Z");
  aft_test_diary_home (diary, "2026-11-02T10:00:00Z", 21.0);
  assert_at (aft_rest_running_at (diary->sessions, NULL, &diary->preferences, diary->time_zone,
                                  aft_test_at ("2026-11-10T10:00:00Z")),
             "2026-11-23T10:00:00Z");
}

/* Rule 8: the person's own days. */
static void
test_recovery_day (void)
{
  static const struct
  {
    const char *zone;
    const char *ended_at;
    const char *now;
    int day;
  } cases[] = {
    { "UTC", "2026-11-01T20:00:00Z", "2026-11-02T03:59:59Z", 0 },
    { "UTC", "2026-11-01T20:00:00Z", "2026-11-02T04:00:00Z", 1 },
    { "UTC", "2026-11-02T03:00:00Z", "2026-11-02T04:00:00Z", 1 }, /* late at night */
    { "UTC", "2026-11-01T20:00:00Z", "2026-11-08T04:00:00Z", 7 },
    { "UTC", "2026-11-01T20:03:00Z", "2026-11-01T20:00:00Z", 0 },  /* clock skew */
    { "UTC", "2027-11-01T20:00:00Z", "2026-11-01T20:00:00Z", -1 }, /* a year ahead of the clock */
    { "Europe/Berlin", "2026-03-28T20:00:00Z", "2026-03-29T01:59:59Z", 0 },
    { "Europe/Berlin", "2026-03-28T20:00:00Z", "2026-03-29T02:00:00Z", 1 },
    { "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T02:59:59Z", 0 },
    { "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T03:00:00Z", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (cases[i].zone);
      g_autoptr (AftPlan) plan = NULL;

      g_test_message ("case %u", i);
      aft_test_diary_home (diary, cases[i].ended_at, 14.0);
      plan = aft_test_diary_plan (diary, cases[i].now);
      g_assert_cmpint (plan->recovery_day, ==, cases[i].day);
    }
}

/* Rule 8: what is ahead of the clock doesn't count until its time. */
static void
test_ahead (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *ahead;
  AftSkinNote *note;
  gint64 counts_us;
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (AftPlan) before = NULL;
  g_autoptr (AftPlan) then = NULL;

  aft_test_diary_home (diary, EVENING, 7.0);
  aft_test_diary_note (diary, "2026-11-02T10:00:00Z", 1, 1, 1);
  ahead = aft_test_diary_office (diary, "2031-11-01T20:00:00Z");
  ahead->rest_days = 30;
  note = aft_test_diary_note (diary, "2031-11-01T19:00:00Z", 4, 4, 4);
  note->flags = AFT_FLAG_FEVER;

  plan = aft_test_diary_plan (diary, "2026-11-09T12:00:00Z");
  g_assert_cmpint (plan->session->place, ==, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_cmpint (plan->recovery_day, ==, 8);
  g_assert_cmpint (plan->next_state, ==, AFT_NEXT_CHECK_SKIN);
  g_assert_cmpint (plan->makeup_state, ==, AFT_MAKEUP_READY);
  g_assert_cmpint (plan->last_value[AFT_SYMPTOM_REDNESS], ==, 1);
  g_assert_cmpint (plan->open_flags, ==, AFT_FLAG_NONE);
  g_assert_cmpuint (plan->advice->len, ==, 0);
  g_assert_false (plan->downtime);
  g_assert_cmpuint (plan->n_ahead, ==, 2);

  /* It counts from the moment it could have been entered. */
  counts_us = note->noted_at_us - AFT_CLOCK_SKEW_US;
  before = aft_test_diary_plan_us (diary, counts_us - 1);
  g_assert_cmpint (before->open_flags, ==, AFT_FLAG_NONE);
  g_assert_cmpint (before->changes_at_us, ==, counts_us);
  then = aft_test_diary_plan_us (diary, counts_us);
  g_assert_cmpint (then->open_flags, ==, AFT_FLAG_FEVER);
  g_assert_cmpuint (then->n_ahead, ==, 1);
  g_assert_cmpint (then->session->place, ==, AFT_PLACE_OF_TREATMENT_HOME);
}

/* The day of the session is the day where it took place; today is the day where the person is
 * now. */
static void
test_travel (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Asia/Tokyo");
  g_autoptr (AftPlan) plan = NULL;

  /* 08:00 on the 2nd in Tokyo; a few hours later it is still the 1st in Los Angeles. */
  aft_test_diary_home (diary, "2026-11-01T23:00:00Z", 14.0);
  g_time_zone_unref (diary->time_zone);
  diary->time_zone = aft_time_zone_new ("America/Los_Angeles");

  plan = aft_test_diary_plan (diary, "2026-11-02T05:00:00Z");
  g_assert_cmpuint (plan->day, ==, aft_day_from_string ("2026-11-01"));
  g_assert_cmpint (plan->recovery_day, ==, 0);
}

static void
test_progress (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (AftPlan) held = NULL;
  g_autoptr (AftPlan) over = NULL;

  aft_test_diary_home (diary, EVENING, 10.0);
  plan = aft_test_diary_plan (diary, EVENING);
  g_assert_cmpfloat (aft_plan_get_progress (plan, plan->now_us), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (aft_plan_get_progress (plan, plan->now_us + 5 * G_TIME_SPAN_DAY),
                                  0.5, 1e-9);
  g_assert_cmpfloat (aft_plan_get_progress (plan, plan->now_us - G_TIME_SPAN_DAY), ==, 0.0);
  g_assert_cmpfloat (aft_plan_get_progress (plan, plan->next_at_us - 1), <, 1.0);
  /* The plan doesn't know how the skin will be by then. */
  g_assert_cmpfloat (aft_plan_get_progress (plan, plan->next_at_us), <, 1.0);

  over = aft_test_diary_plan_us (diary, plan->next_at_us);
  g_assert_cmpfloat (aft_plan_get_progress (over, over->now_us), ==, 1.0);

  aft_test_diary_note (diary, "2026-11-11T10:00:00Z", 3, 0, 0);
  held = aft_test_diary_plan_us (diary, plan->next_at_us);
  g_assert_cmpfloat (aft_plan_get_progress (held, held->now_us), <, 1.0);
}

/* Rule 3: the clinic's instructions are shown while they apply. */
static void
test_instructions (void)
{
  static const struct
  {
    double rest;
    const char *home_at;
    const char *now;
    gboolean apply;
  } cases[] = {
    { 21.0, NULL, "2026-11-22T19:59:59.999999Z", TRUE },
    { 21.0, NULL, "2026-11-22T20:00:00Z", FALSE },
    { 21.0, "2026-11-10T20:00:00Z", "2026-11-11T12:00:00Z", TRUE },
    { AFT_UNSET, NULL, "2026-11-15T19:59:59.999999Z", TRUE },
    { AFT_UNSET, NULL, "2026-11-15T20:00:00Z", FALSE },
    { AFT_UNSET, "2026-11-10T20:00:00Z", "2026-11-11T12:00:00Z", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      AftSession *office = aft_test_diary_office (diary, EVENING);
      g_autoptr (AftPlan) plan = NULL;

      g_test_message ("case %u", i);
      office->rest_days = cases[i].rest;
      g_free (office->clinic_instructions);
      office->clinic_instructions = g_strdup ("Only lukewarm water.");
      if (cases[i].home_at != NULL)
        aft_test_diary_home (diary, cases[i].home_at, 7.0);

      plan = aft_test_diary_plan (diary, cases[i].now);
      g_assert_cmpstr (plan->clinic_instructions, ==,
                       cases[i].apply ? "Only lukewarm water." : NULL);
    }
}

/* Any time and any figure gives a plan. (UBSan and the states would show an overflow.) */
static void
test_extremes (void)
{
  static const gint64 instants[] = { G_MININT64, -1, 0, 1, G_MAXINT64 };
  static const double figures[] = { -1.0, 0.0, 1e300, (double) NAN, (double) INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    for (guint j = 0; j < G_N_ELEMENTS (instants); j++)
      for (guint k = 0; k < G_N_ELEMENTS (figures); k++)
        {
          g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Europe/Berlin");
          AftSession *home = aft_test_diary_home (diary, EVENING, figures[k]);
          AftSession *office = aft_test_diary_office (diary, EVENING);
          AftSkinNote *note = aft_test_diary_note (diary, EVENING, 4, 4, 4);
          g_autoptr (AftPlan) plan = NULL;

          home->ended_at_us = office->ended_at_us = note->noted_at_us = instants[i];
          home->makeup_wait_hours = office->makeup_wait_hours = office->rest_days = figures[k];
          note->day = i % 2 != 0 ? AFT_DAY_NONE : G_MAXUINT32;
          note->flags = AFT_FLAGS_ALL;

          plan = aft_test_diary_plan_us (diary, instants[j]);
          g_assert_cmpint (plan->changes_at_us, >, plan->now_us - (plan->now_us == G_MAXINT64));
          g_assert_cmpuint (plan->n_ahead, ==,
                            instants[i] > aft_check_get_limit (instants[j]) ? 3 : 0);
          g_assert_cmpint (plan->recovery_day, >=, plan->n_ahead > 0 ? -1 : 0);
          g_assert_cmpint (aft_session_get_makeup_end (home), >=, home->ended_at_us);
          g_assert_cmpfloat (aft_plan_get_progress (plan, instants[i]), <=, 1.0);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/deadlines/nothing", test_nothing);
  g_test_add_func ("/plan/deadlines/boundaries", test_boundaries);
  g_test_add_func ("/plan/deadlines/home-minimum", test_home_minimum);
  g_test_add_func ("/plan/deadlines/summer-time", test_summer_time);
  g_test_add_func ("/plan/deadlines/clinic-zone", test_clinic_zone);
  g_test_add_func ("/plan/deadlines/ask-clinic", test_ask_clinic);
  g_test_add_func ("/plan/deadlines/ask-clinic-superseded", test_ask_clinic_superseded);
  g_test_add_func ("/plan/deadlines/several", test_several);
  g_test_add_func ("/plan/deadlines/rest-running", test_rest_running);
  g_test_add_func ("/plan/deadlines/recovery-day", test_recovery_day);
  g_test_add_func ("/plan/deadlines/ahead", test_ahead);
  g_test_add_func ("/plan/deadlines/travel", test_travel);
  g_test_add_func ("/plan/deadlines/progress", test_progress);
  g_test_add_func ("/plan/deadlines/instructions", test_instructions);
  g_test_add_func ("/plan/deadlines/extremes", test_extremes);

  return g_test_run ();
}
