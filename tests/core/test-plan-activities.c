/* test-plan-steps.c: tests of "What may I do now?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-test-diary.h"

/* One line each, such as "makeup waiting 2026-11-02T04:00:00Z guide". */
static char *
get_lines (const AftPlan *plan)
{
  static const char *const activities[] = { "makeup", "exercise", "sun", "actives", "next" };
  static const char *const states[] = { "waiting", "suggested",  "flagged",   "spf",
                                        "held",    "check_skin", "ask_clinic" };
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < plan->activities->len; i++)
    {
      const AftActivity *step = &g_array_index (plan->activities, AftActivity, i);
      g_autofree char *at = step->at_us != 0 ? aft_instant_to_string (step->at_us) : g_strdup ("-");

      g_string_append_printf (lines, "%s %s %s %s\n", activities[step->kind], states[step->state],
                              at, aft_provenance_to_token (step->provenance));
    }

  return g_string_free (lines, FALSE);
}

static void
assert_steps (AftTestDiary *diary, const char *now, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);
  g_autofree char *lines = get_lines (plan);

  g_test_message ("%s", now);
  g_assert_cmpstr (lines, ==, expected);
}

#define ACTIVES "actives waiting 2026-11-08T10:00:00Z common\n"
#define NEXT "next waiting 2026-11-15T10:00:00Z mine\n"
#define SPF "sun spf 2026-11-15T10:00:00Z common\n"

/* A home session at 10:00, with each wait at its boundary. */
static void
test_home (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 14.0);

  assert_steps (diary, "2026-11-01T17:59:59.999999Z",
                "makeup waiting 2026-11-01T18:00:00Z guide\n"
                "exercise waiting 2026-11-03T10:00:00Z common\n"
                "sun waiting 2026-11-03T10:00:00Z common\n" ACTIVES NEXT);
  /* The minimum is over; the guide suggests tomorrow. */
  assert_steps (diary, "2026-11-01T18:00:00Z",
                "makeup suggested 2026-11-02T04:00:00Z guide\n"
                "exercise waiting 2026-11-03T10:00:00Z common\n"
                "sun waiting 2026-11-03T10:00:00Z common\n" ACTIVES NEXT);
  assert_steps (diary, "2026-11-02T04:00:00Z",
                "exercise waiting 2026-11-03T10:00:00Z common\n"
                "sun waiting 2026-11-03T10:00:00Z common\n" ACTIVES NEXT);
  assert_steps (diary, "2026-11-03T10:00:00Z", ACTIVES SPF NEXT);
  assert_steps (diary, "2026-11-08T09:59:59.999999Z", ACTIVES SPF NEXT);
  assert_steps (diary, "2026-11-08T10:00:00Z", SPF NEXT);
  assert_steps (diary, "2026-11-15T10:00:00Z", "next check_skin - guide\n");

  aft_test_diary_note (diary, "2026-11-15T09:00:00Z", 0, 0, 0);
  assert_steps (diary, "2026-11-15T10:00:00Z", "");

  aft_test_diary_note (diary, "2026-11-15T09:30:00Z", 2, 0, 0);
  assert_steps (diary, "2026-11-15T10:00:00Z", "next held - guide\n");
}

/* Sun: with SPF until the rest is over or for two weeks, whichever is shorter. */
static void
test_sun (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 7.0);

  assert_steps (diary, "2026-11-04T12:00:00Z",
                "sun spf 2026-11-08T10:00:00Z common\n" ACTIVES
                "next waiting 2026-11-08T10:00:00Z mine\n");

  session->rest_days = 30.0;
  assert_steps (diary, "2026-11-15T09:59:59.999999Z",
                SPF "next waiting 2026-12-01T10:00:00Z mine\n");
  assert_steps (diary, "2026-11-15T10:00:00Z", "next waiting 2026-12-01T10:00:00Z mine\n");
}

/* Rule 1: "8 hours are over, but you ticked discharge". */
static void
test_flagged (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 14.0);
  aft_test_diary_flags (diary, "2026-11-01T12:00:00Z", AFT_FLAG_DISCHARGE, AFT_FLAG_NONE);

  assert_steps (diary, "2026-11-01T17:59:59.999999Z",
                "makeup waiting 2026-11-01T18:00:00Z guide\n"
                "exercise waiting 2026-11-03T10:00:00Z common\n"
                "sun waiting 2026-11-03T10:00:00Z common\n" ACTIVES NEXT);
  assert_steps (diary, "2026-11-01T18:00:00Z",
                "exercise waiting 2026-11-03T10:00:00Z common\n"
                "sun waiting 2026-11-03T10:00:00Z common\n" ACTIVES NEXT
                "makeup flagged - common\n");
  assert_steps (diary, "2026-11-20T10:00:00Z", "makeup flagged - common\nnext held - common\n");

  aft_test_diary_flags (diary, "2026-11-02T12:00:00Z", AFT_FLAG_NONE, AFT_FLAG_DISCHARGE);
  assert_steps (diary, "2026-11-20T10:00:00Z", "next check_skin - guide\n");
}

#define ASK_ALL \
  "exercise ask_clinic - clinic\nsun ask_clinic - clinic\nactives ask_clinic - clinic\n"

/* Rule 3: after a session in a clinic, nothing is guessed. */
static void
test_office (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_office (diary, "2026-11-01T10:00:00Z");

  assert_steps (diary, "2026-11-02T10:00:00Z",
                "makeup ask_clinic - clinic\n" ASK_ALL "next ask_clinic - clinic\n");

  /* The downtime ends with the seventh day. */
  session->makeup_wait_hours = 24.0;
  session->rest_days = 28.0;
  assert_steps (diary, "2026-11-02T09:59:59.999999Z",
                "makeup waiting 2026-11-02T10:00:00Z clinic\n"
                "next waiting 2026-11-29T10:00:00Z clinic\n" ASK_ALL);
  assert_steps (diary, "2026-11-09T03:59:59.999999Z",
                "next waiting 2026-11-29T10:00:00Z clinic\n" ASK_ALL);
  assert_steps (diary, "2026-11-09T04:00:00Z", "next waiting 2026-11-29T10:00:00Z clinic\n");

  /* Rule 6: a home session in between doesn't shorten anything. */
  aft_test_diary_home (diary, "2026-11-08T10:00:00Z", 7.0);
  assert_steps (diary, "2026-11-08T20:00:00Z",
                "makeup suggested 2026-11-09T04:00:00Z guide\n"
                "next waiting 2026-11-29T10:00:00Z clinic\n" ASK_ALL);
}

static void
test_downtime (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) during = NULL;
  g_autoptr (AftPlan) after = NULL;

  aft_test_diary_office (diary, "2026-11-01T10:00:00Z");
  during = aft_test_diary_plan (diary, "2026-11-09T03:59:59Z");
  after = aft_test_diary_plan (diary, "2026-11-09T04:00:00Z");
  g_assert_cmpint (during->recovery_day, ==, 7);
  g_assert_true (during->downtime);
  g_assert_false (after->downtime);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/steps/home", test_home);
  g_test_add_func ("/plan/steps/sun", test_sun);
  g_test_add_func ("/plan/steps/flagged", test_flagged);
  g_test_add_func ("/plan/steps/office", test_office);
  g_test_add_func ("/plan/steps/downtime", test_downtime);

  return g_test_run ();
}
