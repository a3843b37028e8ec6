/* test-words-reminder.c: tests of the text of notifications
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-words.h"

static void
assert_makeup (AftTestDiary *diary, const char *now, const char *title, const char *body)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *actual_title = aft_words_makeup_reminder_title (plan);
  g_autofree char *actual_body = aft_words_makeup_reminder_body (
      plan, diary->time_zone, plan->makeup_at_us, plan->now_us - plan->makeup_at_us);

  g_assert_cmpstr (actual_title, ==, title);
  g_assert_cmpstr (actual_body, ==, body);
}

static void
test_makeup (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, "2026-11-01T06:10:00Z", 14.0);
  const char *title = "Your wait for makeup is over";

  /* On the same day, the guide suggests tomorrow, whether the notification is on time or late. */
  assert_makeup (diary, "2026-11-01T14:10:00Z", title,
                 "The guide suggests tomorrow. The 8-hour minimum is over.");
  assert_makeup (diary, "2026-11-01T14:10:59.999999Z", title,
                 "The guide suggests tomorrow. The 8-hour minimum is over.");
  assert_makeup (
      diary, "2026-11-01T17:10:00Z", title,
      "The guide suggests tomorrow. The 8-hour minimum is over. Makeup has been fine since 14:10 (3 "
      "hours ago).");

  /* The next day. */
  session->ended_at_us = aft_test_at ("2026-11-01T22:00:00Z");
  assert_makeup (diary, "2026-11-02T06:00:00Z", title,
                 "Makeup is fine again: the 8-hour minimum is over.");
  assert_makeup (diary, "2026-11-02T09:00:00Z", title,
                 "Makeup has been fine since 06:00 (3 hours ago).");
  session->makeup_wait_hours = 24.0;
  assert_makeup (diary, "2026-11-02T22:00:00Z", title, "Your wait is over: makeup is fine again.");

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  assert_makeup (diary, "2026-11-02T22:00:00Z", title,
                 "Makeup is fine again: the wait your clinic set is over.");
}

/* Rule 1: a notification never says that makeup is fine if there is a warning sign, even when it is
 * late. */
static void
test_makeup_flagged (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  aft_test_diary_home (diary, "2026-11-01T06:10:00Z", 14.0);
  aft_test_diary_flags (diary, "2026-11-01T10:00:00Z", AFT_FLAG_DISCHARGE, AFT_FLAG_NONE);
  assert_makeup (diary, "2026-11-01T14:10:00Z", "Makeup: ask a clinician first",
                 "8 hours have passed, but you ticked discharge: ask a clinician first.");
  assert_makeup (diary, "2026-11-01T20:10:00Z", "Makeup: ask a clinician first",
                 "8 hours have passed, but you ticked discharge: ask a clinician first.");
}

#define CAUTIONS                                                                             \
  "Before you start: not over active acne, including blackheads and whiteheads; not during " \
  "pregnancy; not for keloid scars. If you’re breastfeeding, ask your doctor."

static void
assert_next (AftTestDiary *diary, const char *now, const char *title, const char *body)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *actual_title = aft_words_next_reminder_title (plan);
  g_autofree char *actual_body = aft_words_next_reminder_body (
      plan, diary->time_zone, plan->next_at_us, plan->now_us - plan->next_at_us);

  g_assert_cmpstr (actual_title, ==, title);
  g_assert_cmpstr (actual_body, ==, body);
}

/* Rules 4 and 7: check your skin first, and the cautions. */
static void
test_next (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  const char *title = "Your rest period is over";

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  assert_next (diary, "2026-11-15T20:00:00Z", title, "Check your skin first. " CAUTIONS);

  /* The same if a check-in ended the hold, because the notification may be days old. */
  aft_test_diary_note (diary, "2026-11-14T20:00:00Z", 0, 0, 0);
  assert_next (diary, "2026-11-15T20:00:59Z", title, "Check your skin first. " CAUTIONS);
  assert_next (diary, "2026-11-15T21:00:00Z", title,
               "Check your skin first. It’s been over since 20:00. " CAUTIONS);
  assert_next (diary, "2026-11-17T21:00:00Z", title,
               "Check your skin first. It’s been over since Sun 15 Nov, 20:00. " CAUTIONS);
}

static void
test_next_held (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  aft_test_diary_note (diary, "2026-11-14T20:00:00Z", 0, 0, 3);
  assert_next (
      diary, "2026-11-15T20:00:00Z", "Your next session is on hold",
      "Check in once your skin is better. Dryness was 3 (moderate) yesterday; it clears once "
      "you check in with 1 or less. Your rest period is over.");
}

/* What a banner shows: the title, and 40 characters of the text. */
static void
assert_cut (const char *title, const char *body, const char *expected)
{
  g_autofree char *cut = g_utf8_substring (body, 0, MIN (40, g_utf8_strlen (body, -1)));
  g_autofree char *banner = g_strdup_printf ("%s | %s", title, cut);

  g_assert_cmpstr (banner, ==, expected);
}

static void
assert_makeup_cut (AftTestDiary *diary, const char *now, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *title = aft_words_makeup_reminder_title (plan);
  g_autofree char *body = aft_words_makeup_reminder_body (
      plan, diary->time_zone, plan->makeup_at_us, plan->now_us - plan->makeup_at_us);

  assert_cut (title, body, expected);
}

static void
assert_next_cut (AftTestDiary *diary, const char *now, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *title = aft_words_next_reminder_title (plan);
  g_autofree char *body = aft_words_next_reminder_body (plan, diary->time_zone, plan->next_at_us,
                                                        plan->now_us - plan->next_at_us);

  assert_cut (title, body, expected);
}

static void
assert_daily_cut (AftTestDiary *diary, const char *now, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *title = aft_words_daily_reminder_title ();
  g_autofree char *body = aft_words_daily_reminder_body (plan);

  assert_cut (title, body, expected);
}

/* What is left of a notification in a banner says what happened, and what to do. */
static void
test_cut (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, "2026-11-01T06:10:00Z", 14.0);

  assert_makeup_cut (diary, "2026-11-01T14:10:00Z",
                     "Your wait for makeup is over | The guide suggests tomorrow. The 8-hour ");
  assert_makeup_cut (diary, "2026-11-01T17:10:00Z",
                     "Your wait for makeup is over | The guide suggests tomorrow. The 8-hour ");
  assert_daily_cut (diary, "2026-11-03T12:00:00Z",
                    "How is your skin today? | You haven’t checked in today. Day 2 of r");
  assert_next_cut (diary, "2026-11-15T06:10:00Z",
                   "Your rest period is over | Check your skin first. Before you start:");
  assert_next_cut (diary, "2026-11-17T06:10:00Z",
                   "Your rest period is over | Check your skin first. It’s been over si");

  session->ended_at_us = aft_test_at ("2026-11-01T22:00:00Z");
  assert_makeup_cut (diary, "2026-11-02T06:00:00Z",
                     "Your wait for makeup is over | Makeup is fine again: the 8-hour minimum");
  assert_makeup_cut (diary, "2026-11-02T09:00:00Z",
                     "Your wait for makeup is over | Makeup has been fine since 06:00 (3 hour");
  session->makeup_wait_hours = 24.0;
  assert_makeup_cut (diary, "2026-11-02T22:00:00Z",
                     "Your wait for makeup is over | Your wait is over: makeup is fine again.");
  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  assert_makeup_cut (diary, "2026-11-02T22:00:00Z",
                     "Your wait for makeup is over | Makeup is fine again: the wait your clin");
  session->place = AFT_PLACE_OF_TREATMENT_HOME;

  aft_test_diary_note (diary, "2026-11-15T20:00:00Z", 0, 0, 3);
  assert_next_cut (diary, "2026-11-15T22:00:00Z",
                   "Your next session is on hold | Check in once your skin is better. Dryne");
  assert_daily_cut (diary, "2026-11-15T22:00:00Z",
                    "How is your skin today? | A check-in can end the hold on your next");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_words_set_clock_format (AFT_CLOCK_24H);

  g_test_add_func ("/words/reminder/makeup", test_makeup);
  g_test_add_func ("/words/reminder/makeup-flagged", test_makeup_flagged);
  g_test_add_func ("/words/reminder/next", test_next);
  g_test_add_func ("/words/reminder/next-held", test_next_held);
  g_test_add_func ("/words/reminder/cut", test_cut);

  return g_test_run ();
}
