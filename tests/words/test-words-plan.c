/* test-words-plan.c: tests of the text of the plan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-test-diary.h"
#include "aft-time-zone.h"
#include "aft-words.h"

#define MORNING "2026-11-01T10:00:00Z"

static void
assert_words (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
assert_makeup (AftTestDiary *diary, const char *now, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);

  assert_words (aft_words_makeup (plan, diary->time_zone), expected);
}

static void
test_makeup (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session;

  assert_makeup (diary, MORNING, "Log a session to see when makeup is fine again.");

  session = aft_test_diary_home (diary, MORNING, 14.0);
  assert_makeup (diary, "2026-11-01T17:59:59.999999Z", "No makeup until today at 18:00.");
  assert_makeup (diary, "2026-11-01T18:00:00Z",
                 "The 8-hour minimum is over, but the guide suggests waiting until tomorrow.");
  assert_makeup (diary, "2026-11-02T03:59:59.999999Z",
                 "The 8-hour minimum is over, but the guide suggests waiting until tomorrow.");
  assert_makeup (diary, "2026-11-02T04:00:00Z",
                 "Makeup has been fine since yesterday at 18:00 (10 hours ago).");
  assert_makeup (diary, "2026-11-02T18:00:00Z", "Your wait for makeup is over.");

  session->makeup_wait_hours = 12.0;
  assert_makeup (diary, "2026-11-01T22:00:00Z",
                 "Your wait is over, but the guide suggests waiting until tomorrow.");
  session->makeup_wait_hours = 24.0;
  assert_makeup (diary, "2026-11-01T22:00:00Z", "No makeup until tomorrow at 10:00.");
  assert_makeup (diary, "2026-11-02T10:00:00Z", "Makeup has been fine since 10:00.");
  assert_makeup (diary, "2026-11-02T13:00:00Z", "Makeup has been fine since 10:00 (3 hours ago).");
}

/* Rule 3: the text says what to expect in the days after a session in a clinic, but not after one
 * at home. */
static void
test_downtime (void)
{
  static const struct
  {
    AftPlaceOfTreatment place;
    const char *now;
    gboolean said;
  } cases[] = {
    { AFT_PLACE_OF_TREATMENT_OFFICE, MORNING, TRUE },
    { AFT_PLACE_OF_TREATMENT_OFFICE, "2026-11-09T03:59:59.999999Z", TRUE },
    { AFT_PLACE_OF_TREATMENT_OFFICE, "2026-11-09T04:00:00Z", FALSE },
    { AFT_PLACE_OF_TREATMENT_HOME, MORNING, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      g_autoptr (AftPlan) plan = NULL;

      if (cases[i].place == AFT_PLACE_OF_TREATMENT_OFFICE)
        aft_test_diary_office (diary, MORNING);
      else
        aft_test_diary_home (diary, MORNING, 14.0);
      plan = aft_test_diary_plan (diary, cases[i].now);

      assert_words (aft_words_downtime (plan),
                    cases[i].said ? "The guide says to expect 3 to 7 days of downtime after a "
                                    "session at a clinic."
                                  : NULL);
    }
}

/* Rule 1: a ticked flag comes first, but only once the wait is over. */
static void
test_makeup_flagged (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, MORNING, 14.0);
  AftSkinNote *note = aft_test_diary_flags (diary, MORNING, AFT_FLAG_DISCHARGE, AFT_FLAG_NONE);

  assert_makeup (diary, "2026-11-01T17:59:59Z", "No makeup until today at 18:00.");
  assert_makeup (diary, "2026-11-01T18:00:00Z",
                 "8 hours have passed, but you ticked discharge: ask a clinician first.");

  note->flags |= AFT_FLAG_FEVER;
  session->makeup_wait_hours = 8.5;
  assert_makeup (diary, "2026-11-02T18:00:00Z",
                 "The wait is over, but you ticked fever and discharge: ask a clinician first.");

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->makeup_wait_hours = 1.0;
  assert_makeup (diary, "2026-11-02T18:00:00Z",
                 "1 hour has passed, but you ticked fever and discharge: ask a clinician first.");
}

static void
test_ask_clinic (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;

  aft_test_diary_office (diary, MORNING);
  plan = aft_test_diary_plan (diary, "2026-11-02T10:00:00Z");
  assert_words (aft_words_makeup (plan, diary->time_zone),
                "Ask your clinic when you may wear makeup.");
  assert_words (aft_words_next_title (plan, diary->time_zone),
                "Ask your clinic about your next session");
  assert_words (
      aft_words_next_reason (plan, diary->time_zone),
      "Ask your clinic when you can have your next session, then add its answer to the session.");

  for (guint i = 0; i < plan->activities->len; i++)
    assert_words (aft_words_activity_state (&g_array_index (plan->activities, AftActivity, i), plan,
                                            diary->time_zone),
                  "Ask your clinic");
}

static void
assert_next (AftTestDiary *diary, const char *now, const char *title, const char *reason)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);

  assert_words (aft_words_next_title (plan, diary->time_zone), title);
  assert_words (aft_words_next_reason (plan, diary->time_zone), reason);
}

static void
test_next (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session;

  assert_next (diary, MORNING, "No session yet",
               "Log your first session to see what you may do and when.");

  session = aft_test_diary_home (diary, MORNING, 7.5);
  assert_next (diary, MORNING, "Resting until Sun 8 Nov, 22:00",
               "You chose 7.5 days of rest; the guide says 1 to 2 weeks for home needles.");

  session->rest_days = 14.0;
  assert_next (diary, "2026-11-15T09:59:59.999999Z", "Resting until today at 10:00",
               "You chose 14 days of rest; the guide says 1 to 2 weeks for home needles.");
  assert_next (
      diary, "2026-11-15T10:00:00Z", "Your rest period is over. Check your skin first",
      "You haven’t rated your skin since this session. Look at your skin now and check in, then "
      "decide.");

  aft_test_diary_note (diary, "2026-11-12T10:00:00Z", 0, 0, 0);
  assert_next (
      diary, "2026-11-15T10:00:00Z", "Your rest period is over. Check your skin first",
      "You last rated your skin on Thu 12 Nov. Look at your skin now and check in, then decide.");

  aft_test_diary_note (diary, "2026-11-14T10:00:00Z", 0, 1, 0);
  assert_next (
      diary, "2026-11-15T10:00:00Z", "Ready for your next session",
      "After 14 days of rest, with redness 0, tingling 1 and dryness 0 yesterday, nothing you "
      "noted is a reason to put off your next session.");

  aft_test_diary_note (diary, "2026-11-14T11:00:00Z", -1, -1, 3);
  assert_next (diary, "2026-11-15T10:00:00Z", "Your next session is on hold",
               "Dryness was 3 (moderate) yesterday; it clears once you check in with 1 or less.");

  diary->preferences.usual[AFT_SYMPTOM_DRYNESS] = 1;
  aft_test_diary_note (diary, "2026-11-15T09:00:00Z", 2, 4, -1)->flags = AFT_FLAG_COLD_SORE;
  assert_next (diary, "2026-11-15T10:00:00Z", "Your next session is on hold",
               "Redness was 2 (mild) today; it clears once you check in with 1 or less. "
               "Tingling was 4 (severe) today; it clears once you check in with 1 or less. "
               "Dryness was 3 (moderate) yesterday; it clears once you check in with 2 or less. "
               "You ticked cold sore today; it clears once you record it as gone in a check-in. "
               "All of these must clear first.");
}

/* Rules 3 and 6: which session the rest belongs to. */
static void
test_next_clinic (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *office = aft_test_diary_office (diary, MORNING);

  office->rest_days = 28.0;
  assert_next (diary, "2026-11-10T12:00:00Z", "Resting until Sun 29 Nov, 10:00",
               "Your clinic asked for 28 days of rest.");

  office->rest_days = 1.0;
  assert_next (diary, "2026-11-01T12:00:00Z", "Resting until tomorrow at 10:00",
               "Your clinic asked for 1 day of rest.");

  office->next_session_date = aft_day_from_string ("2027-01-04");
  assert_next (diary, "2026-11-10T12:00:00Z", "Resting until Mon 4 Jan 2027, 09:00",
               "Your clinic set the next session for Monday 4 January 2027.");

  aft_test_diary_home (diary, "2026-11-10T10:00:00Z", 7.0);
  assert_next (diary, "2026-11-10T12:00:00Z", "Resting until Mon 4 Jan 2027, 09:00",
               "Your clinic set the next session for Monday 4 January 2027. The rest period of an "
               "earlier session isn’t over yet.");
}

/* Local time shows the same deadline an hour apart on both sides of a clock change. */
static void
test_summer_time (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Europe/Berlin");

  /* 23:00 local time; eight hours later, the clocks have gone forward. */
  aft_test_diary_home (diary, "2026-03-28T22:00:00Z", 7.0);
  assert_makeup (diary, "2026-03-28T22:30:00Z", "No makeup until tomorrow at 08:00.");
  assert_next (diary, "2026-03-28T22:30:00Z", "Resting until Sun 5 Apr, 00:00",
               "You chose 7 days of rest; the guide says 1 to 2 weeks for home needles.");
}

static void
test_activities (void)
{
  static const char *const expected[] = {
    "Makeup: The 8-hour minimum is over, but the guide suggests waiting until tomorrow",
    "Exercise and sweating: Wait until Tue 3 Nov, 10:00",
    "Sun: Wait until Tue 3 Nov, 10:00",
    "Retinoids, acids and scrubs: Wait until Sun 8 Nov, 10:00",
    "Next session: Wait until Sun 15 Nov, 10:00",
  };
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (AftPlan) later = NULL;

  aft_test_diary_home (diary, MORNING, 14.0);
  plan = aft_test_diary_plan (diary, "2026-11-01T20:00:00Z");
  g_assert_cmpuint (plan->activities->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < plan->activities->len; i++)
    {
      const AftActivity *activity = &g_array_index (plan->activities, AftActivity, i);
      g_autofree char *text = aft_words_activity_state (activity, plan, diary->time_zone);
      g_autofree char *source = aft_words_activity_source (activity, plan, diary->time_zone);

      assert_words (g_strdup_printf ("%s: %s", aft_words_activity (activity->kind), text),
                    expected[i]);

      /* Each one names its source. */
      g_assert_true (strstr (source, "he guide") != NULL ||
                     strstr (source, "Common advice") != NULL);
    }

  later = aft_test_diary_plan (diary, "2026-11-08T10:00:00Z");
  assert_words (aft_words_activity_state (&g_array_index (later->activities, AftActivity, 0), later,
                                          diary->time_zone),
                "Only with SPF until Sun 15 Nov, 10:00");
}

/* Rule 5: the reason, whom to talk to, and the source; the last three say today. */
static void
test_advice (void)
{
  for (int kind = AFT_ADVICE_REDNESS_AFTER_DAY_1; kind <= AFT_ADVICE_SPREADING_REDNESS; kind++)
    {
      AftAdvice advice = { .kind = (AftAdviceKind) kind, .value = 3, .recovery_day = 5 };
      gboolean today = kind >= AFT_ADVICE_FEVER;
      gboolean score = kind <= AFT_ADVICE_DRYNESS_REBOUND;
      g_autofree char *text = aft_words_advice (&advice);

      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, "clinician"));
      g_assert_cmpint (strstr (text, "contact a clinician today") != NULL, ==, today);
      g_assert_cmpint (strstr (text, "3 on day 5") != NULL, ==, score);
      g_assert_true (strstr (text, "guide") != NULL || strstr (text, "ommon advice") != NULL ||
                     strstr (text, "A published review") != NULL ||
                     strstr (text, "The published cases") != NULL);
    }
}

/* Before 72 hours: what is expected, without a call to a clinician. */
static void
test_early_redness (void)
{
  AftAdvice advice = { .kind = AFT_ADVICE_REDNESS_BEFORE_72_HOURS, .value = 2, .recovery_day = 2 };
  g_autofree char *text = aft_words_advice (&advice);

  g_assert_null (strstr (text, "clinician"));
  g_assert_nonnull (strstr (text, "2 on day 2"));
  g_assert_nonnull (strstr (text, "up to 72 hours or 7 days"));
}

static void
test_rest_warning (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("UTC");
  g_autofree char *text = aft_words_rest_warning (aft_test_at ("2026-11-29T09:00:00Z"),
                                                  aft_test_at ("2026-11-22T12:00:00Z"), zone);

  g_assert_nonnull (strstr (text, "until Sun 29 Nov, 09:00."));
  g_assert_nonnull (strstr (text, "You can still log it"));
}

/* What a screen reader says for the hero. */
static void
test_summary (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) none = aft_test_diary_plan (diary, MORNING);
  g_autoptr (AftPlan) same_day = NULL;
  g_autoptr (AftPlan) later = NULL;

  assert_words (aft_words_summary (none, diary->time_zone),
                "No session yet. Log a session to see when makeup is fine again.");

  aft_test_diary_home (diary, "2026-11-01T06:10:00Z", 14.0);
  same_day = aft_test_diary_plan (diary, "2026-11-01T12:00:00Z");
  assert_words (
      aft_words_summary (same_day, diary->time_zone),
      "Day 0 of recovery. Resting until Sun 15 Nov, 06:10. No makeup until today at 14:10.");
  later = aft_test_diary_plan (diary, "2026-11-04T12:00:00Z");
  assert_words (
      aft_words_summary (later, diary->time_zone),
      "Day 3 of recovery. Resting until Sun 15 Nov, 06:10. Your wait for makeup is over.");
}

static void
test_status (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) none = aft_test_diary_plan (diary, MORNING);
  g_autoptr (AftPlan) plan = NULL;
  AftSession *office;

  assert_words (aft_words_status (none, diary->time_zone),
                "No session yet\n"
                "Log your first session to see what you may do and when.\n");

  office = aft_test_diary_office (diary, MORNING);
  office->rest_days = 28.0;
  office->makeup_wait_hours = 24.0;
  g_free (office->clinic_instructions);
  office->clinic_instructions = g_strdup ("Only lukewarm water.");
  aft_test_diary_flags (diary, "2026-11-03T10:00:00Z", AFT_FLAG_FEVER, AFT_FLAG_NONE);
  plan = aft_test_diary_plan (diary, "2026-11-04T12:00:00Z");
  assert_words (aft_words_status (plan, diary->time_zone),
                "Day 3 of recovery\n"
                "24 hours have passed, but you ticked fever: ask a clinician first.\n"
                "Resting until Sun 29 Nov, 10:00\n"
                "Your clinic asked for 28 days of rest.\n"
                "The guide says to expect 3 to 7 days of downtime after a session at a clinic.\n"
                "Your clinic’s instructions: Only lukewarm water.\n"
                "You ticked fever. Common advice is to contact a clinician today.\n");
}

static void
assert_whole (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, !=, "");
  g_assert_null (strchr (text, '%'));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strstr (text, "  "));
  g_assert_null (strstr (text, " ."));
  g_assert_null (strstr (text, "-1"));
}

/* Property: whatever the diary, every sentence is present and complete, and none calls a session
 * safe. */
static void
test_whole (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new_random ();
      g_autofree char *now = aft_test_random_at ();
      g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
      g_autofree char *status = aft_words_status (plan, diary->time_zone);
      g_autofree char *makeup = aft_words_makeup (plan, diary->time_zone);
      g_autofree char *title = aft_words_next_title (plan, diary->time_zone);
      g_autofree char *reason = aft_words_next_reason (plan, diary->time_zone);

      assert_whole (status);
      assert_whole (makeup);
      assert_whole (title);
      assert_whole (reason);
      g_assert_true (g_str_has_suffix (status, "\n"));
      g_assert_null (strstr (makeup, "safe"));
      g_assert_null (strstr (title, "safe"));
      g_assert_null (strstr (reason, "safe"));

      for (guint j = 0; j < plan->activities->len; j++)
        {
          const AftActivity *activity = &g_array_index (plan->activities, AftActivity, j);
          g_autofree char *text = aft_words_activity_state (activity, plan, diary->time_zone);
          g_autofree char *source = aft_words_activity_source (activity, plan, diary->time_zone);

          assert_whole (text);
          assert_whole (source);
        }
    }
}

/* Symptoms from different days aren't given a single date. */
static void
test_ready_days (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;

  aft_test_diary_home (diary, MORNING, 7.0);
  aft_test_diary_note (diary, "2026-11-03T10:00:00Z", -1, -1, 1);
  aft_test_diary_note (diary, "2026-11-10T09:00:00Z", 0, -1, -1);
  assert_next (diary, "2026-11-10T10:00:00Z", "Ready for your next session",
               "After 9 days of rest, with redness 0 today and dryness 1 on Tue 3 Nov, nothing you "
               "noted is a reason to put off your next session.");

  plan = aft_test_diary_plan (diary, "2026-11-10T10:00:00Z");
  assert_words (aft_words_rest_over (plan, diary->time_zone), "Rest ended Sun 8 Nov, 10:00");
}

/* Rule 2: the text gives the person's choice and both ends of the guide's range. */
static void
test_rest_source (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  const AftActivity *activity;

  aft_test_diary_home (diary, MORNING, 10.0);
  plan = aft_test_diary_plan (diary, "2026-11-05T10:00:00Z");
  activity = &g_array_index (plan->activities, AftActivity, plan->activities->len - 1);
  g_assert_cmpint (activity->kind, ==, AFT_ACTIVITY_NEXT_SESSION);
  assert_words (aft_words_activity_source (activity, plan, diary->time_zone),
                "You chose 10 days of rest; the guide says 1 to 2 weeks for home needles. One "
                "week: Sun 8 Nov, 10:00. Two weeks: Sun 15 Nov, 10:00.");
}

static void
test_insight (void)
{
  AftInsight insight = { AFT_INSIGHT_NONE };

  g_assert_null (aft_words_insight (&insight));
  g_assert_null (aft_words_insight_source (&insight));

  insight = (AftInsight){ AFT_INSIGHT_CALMER, 3, 7, 2, 4, { 4, 6, 3, 4 } };
  assert_words (aft_words_insight (&insight), "Calmer than your last 4 recoveries on day 3.");
  assert_words (aft_words_insight_source (&insight),
                "From your own diary: redness, tingling and dryness on day 3 add up to 2 now. "
                "Earlier totals, latest first: 4, 6, 3 and 4.");

  insight = (AftInsight){ AFT_INSIGHT_STRONGER, 0, 1 << AFT_SYMPTOM_DRYNESS, 4, 3, { 2, 1, 2 } };
  assert_words (aft_words_insight (&insight), "Less calm than your last 3 recoveries on day 0.");
  assert_words (aft_words_insight_source (&insight),
                "From your own diary: dryness on day 0 is 4 now. Earlier scores, latest "
                "first: 2, 1 and 2.");

  insight.kind = AFT_INSIGHT_SIMILAR;
  assert_words (aft_words_insight (&insight), "Much like your last 3 recoveries on day 0.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_words_set_clock_format (AFT_CLOCK_24H);

  g_test_add_func ("/words/plan/makeup", test_makeup);
  g_test_add_func ("/words/plan/downtime", test_downtime);
  g_test_add_func ("/words/plan/makeup-flagged", test_makeup_flagged);
  g_test_add_func ("/words/plan/ask-clinic", test_ask_clinic);
  g_test_add_func ("/words/plan/next", test_next);
  g_test_add_func ("/words/plan/next-clinic", test_next_clinic);
  g_test_add_func ("/words/plan/summer-time", test_summer_time);
  g_test_add_func ("/words/plan/activities", test_activities);
  g_test_add_func ("/words/plan/advice", test_advice);
  g_test_add_func ("/words/plan/early-redness", test_early_redness);
  g_test_add_func ("/words/plan/rest-warning", test_rest_warning);
  g_test_add_func ("/words/plan/summary", test_summary);
  g_test_add_func ("/words/plan/status", test_status);
  g_test_add_func ("/words/plan/whole", test_whole);
  g_test_add_func ("/words/plan/ready-days", test_ready_days);
  g_test_add_func ("/words/plan/rest-source", test_rest_source);
  g_test_add_func ("/words/plan/insight", test_insight);

  return g_test_run ();
}
