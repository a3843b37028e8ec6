/* test-late-signs.c: tests of the lump or sore that comes weeks after a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-late-signs.h"
#include "aft-test-diary.h"

#define SESSION "2026-03-02T20:00:00Z"
#define AFTER_4_WEEKS "2026-03-30T20:00:00Z"
#define AFTER_7_WEEKS "2026-04-20T20:00:00Z"
#define AFTER_8_WEEKS "2026-04-27T20:00:00Z"

static gboolean
is_possible (AftTestDiary *diary, gint64 at_us)
{
  return aft_late_signs_possible (diary->sessions, at_us);
}

/* For 8 weeks after a session, whatever came since. */
static void
test_possible (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  g_assert_false (is_possible (diary, aft_test_at (SESSION)));
  aft_test_diary_home (diary, SESSION, 7.0);
  g_assert_false (is_possible (diary, aft_test_at (SESSION) - 1));
  g_assert_true (is_possible (diary, aft_test_at (SESSION)));
  g_assert_true (is_possible (diary, aft_test_at (AFTER_8_WEEKS) - 1));
  g_assert_false (is_possible (diary, aft_test_at (AFTER_8_WEEKS)));

  aft_test_diary_office (diary, "2026-06-01T10:00:00Z");
  g_assert_true (is_possible (diary, aft_test_at (AFTER_8_WEEKS) - 1));
  g_assert_false (is_possible (diary, aft_test_at (AFTER_8_WEEKS)));
  g_assert_true (is_possible (diary, aft_test_at ("2026-06-01T10:00:00Z")));
}

static void
assert_question (AftTestDiary *diary, const char *now, int offset, const char *since)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);

  g_assert_cmpint (aft_plan_get_late_question (plan, plan->now_us + offset), ==,
                   since != NULL ? aft_test_at (since) : 0);
}

/* Two questions, each until the next one or the end of the 8 weeks. */
static void
test_question (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  assert_question (diary, SESSION, 0, NULL);
  aft_test_diary_home (diary, SESSION, 7.0);
  assert_question (diary, AFTER_4_WEEKS, -1, NULL);
  assert_question (diary, AFTER_4_WEEKS, 0, AFTER_4_WEEKS);
  assert_question (diary, AFTER_7_WEEKS, -1, AFTER_4_WEEKS);
  assert_question (diary, AFTER_7_WEEKS, 0, AFTER_7_WEEKS);
  assert_question (diary, AFTER_8_WEEKS, -1, AFTER_7_WEEKS);
  assert_question (diary, AFTER_8_WEEKS, 0, NULL);

  /* The series goes on. */
  aft_test_diary_home (diary, "2026-03-20T20:00:00Z", 7.0);
  assert_question (diary, AFTER_4_WEEKS, 0, NULL);
  assert_question (diary, "2026-04-17T20:00:00Z", 0, "2026-04-17T20:00:00Z");
}

static void
test_change (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) empty = aft_test_diary_plan (diary, SESSION);
  g_autoptr (AftPlan) plan = NULL;

  g_assert_cmpint (aft_plan_get_late_change (empty, empty->now_us), ==, G_MAXINT64);
  aft_test_diary_home (diary, SESSION, 7.0);
  plan = aft_test_diary_plan (diary, SESSION);
  g_assert_cmpint (aft_plan_get_late_change (plan, plan->now_us), ==, aft_test_at (AFTER_4_WEEKS));
  g_assert_cmpint (aft_plan_get_late_change (plan, aft_test_at (AFTER_4_WEEKS)), ==,
                   aft_test_at (AFTER_7_WEEKS));
  g_assert_cmpint (aft_plan_get_late_change (plan, aft_test_at (AFTER_7_WEEKS)), ==,
                   aft_test_at (AFTER_8_WEEKS));
  g_assert_cmpint (aft_plan_get_late_change (plan, aft_test_at (AFTER_8_WEEKS)), ==, G_MAXINT64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/late-signs/possible", test_possible);
  g_test_add_func ("/late-signs/question", test_question);
  g_test_add_func ("/late-signs/change", test_change);

  return g_test_run ();
}
