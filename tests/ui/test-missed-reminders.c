/* test-missed-reminders.c: tests of which missed reminder the page Today shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-missed-reminders.h"

#define AT(hour) (aft_test_at ("2026-03-08T" hour ":00:00Z"))

/* The index of the one chosen from the first @n of @reminders; -1: none. */
static int
choose (AftReminder *reminders, guint n, gint64 now_us)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  const AftReminder *chosen;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (shown, &reminders[i]);
  chosen = aft_missed_reminders_choose (shown, now_us);

  return chosen != NULL ? (int) (chosen - reminders) : -1;
}

static void
test_choose (void)
{
  AftReminder reminders[] = {
    { .kind = AFT_REMINDER_DAILY_NOTE, .due_us = AT ("11"), .deadline_us = AT ("11") },
    { .kind = AFT_REMINDER_MAKEUP, .due_us = AT ("10"), .deadline_us = AT ("10") },
    { .kind = AFT_REMINDER_NEXT_SESSION, .due_us = AT ("08"), .deadline_us = AT ("08") },
    { .kind = AFT_REMINDER_NEXT_SESSION, .due_us = AT ("09"), .deadline_us = AT ("09") },
  };

  g_assert_cmpint (choose (reminders, 0, AT ("12")), ==, -1);
  g_assert_cmpint (choose (reminders, 1, AT ("12")), ==, -1);
  g_assert_cmpint (choose (reminders, 2, AT ("12")), ==, 1);
  g_assert_cmpint (choose (reminders, 3, AT ("12")), ==, 2);
  g_assert_cmpint (choose (reminders, 4, AT ("12")), ==, 3);

  /* In any order. */
  reminders[2].due_us = AT ("10");
  g_assert_cmpint (choose (reminders, 4, AT ("12")), ==, 2);
}

static void
test_makeup_expires (void)
{
  AftReminder reminder = {
    .kind = AFT_REMINDER_MAKEUP,
    .due_us = AT ("10"),
    .deadline_us = AT ("10"),
  };

  g_assert_cmpint (choose (&reminder, 1, AT ("10") + G_TIME_SPAN_DAY), ==, 0);
  g_assert_cmpint (choose (&reminder, 1, AT ("10") + G_TIME_SPAN_DAY + 1), ==, -1);
}

static void
assert_described (const AftReminder *reminder, AftTestDiary *diary, const char *expected)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, AT ("12"));
  g_autofree char *text =
      aft_missed_reminders_describe (reminder, plan, AT ("12"), diary->time_zone);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftReminder reminder = {
    .kind = AFT_REMINDER_NEXT_SESSION,
    .due_us = AT ("10"),
    .delivered_at_us = AT ("11"),
  };

  aft_test_diary_home (diary, "2026-03-01T10:00:00Z", 7);
  assert_described (&reminder, diary,
                    "Your rest period is over. You were reminded today at 11:00.");

  /* Held since then: it says so. */
  aft_test_diary_note (diary, "2026-03-08T11:30:00Z", 3, 0, 0);
  assert_described (&reminder, diary,
                    "Your next session is on hold. You were reminded today at 11:00.");

  reminder.kind = AFT_REMINDER_MAKEUP;
  assert_described (&reminder, diary,
                    "Your wait for makeup is over. You were reminded today at 11:00.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unseen/choose", test_choose);
  g_test_add_func ("/unseen/makeup-expires", test_makeup_expires);
  g_test_add_func ("/unseen/describe", test_describe);

  return g_test_run ();
}
