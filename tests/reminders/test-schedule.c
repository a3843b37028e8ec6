/* test-schedule.c: tests of what is due, and of the next wake-up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-schedule.h"

#define NOW_US (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define BOOT_US (5 * G_TIME_SPAN_HOUR)

static const AftClockReading now = { NOW_US, BOOT_US, "boot-1" };
static const AftClockReading just_booted = { NOW_US, 30 * G_TIME_SPAN_SECOND, "boot-1" };

static AftReminder *
row_new (AftReminderKind kind, const char *boot_id, gint64 due_us, gint64 due_boot_us)
{
  static gint64 last_id;
  AftReminder *row = g_new0 (AftReminder, 1);

  row->id = ++last_id;
  row->kind = kind;
  row->state = AFT_REMINDER_PENDING;
  row->deadline_us = due_us;
  row->due_us = due_us;
  row->anchor_boot_id = g_strdup (boot_id);
  row->anchor_due_boot_us = due_boot_us;

  return row;
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) aft_reminder_free);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (AftSchedule) schedule = aft_schedule_new (rows, &now, 0);

  g_assert_cmpuint (schedule->due->len, ==, 0);
  g_assert_cmpint (schedule->wake_real_us, ==, AFT_WAKE_NEVER);
  g_assert_cmpint (schedule->wake_boot_us, ==, AFT_WAKE_NEVER);
}

/* A microsecond before, at, after. */
static void
test_boundary (void)
{
  for (int offset = -1; offset <= 1; offset++)
    {
      g_autoptr (GPtrArray) rows = rows_new ();
      g_autoptr (AftSchedule) schedule = NULL;

      g_ptr_array_add (rows, row_new (AFT_REMINDER_MAKEUP, "boot-1", NOW_US, BOOT_US + offset));
      schedule = aft_schedule_new (rows, &now, 0);
      g_assert_cmpuint (schedule->due->len, ==, offset <= 0);
      g_assert_cmpint (schedule->wake_boot_us, ==, offset <= 0 ? AFT_WAKE_NEVER : BOOT_US + offset);
      g_assert_cmpint (schedule->wake_real_us, ==, AFT_WAKE_NEVER);
    }
}

/* Rows of this boot ignore the wall clock; rows of another boot use it. */
static void
test_clocks (void)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (AftSchedule) schedule = NULL;

  g_ptr_array_add (rows,
                   row_new (AFT_REMINDER_MAKEUP, "boot-1", NOW_US - 1, BOOT_US + G_TIME_SPAN_HOUR));
  g_ptr_array_add (rows,
                   row_new (AFT_REMINDER_NEXT_SESSION, "boot-0", NOW_US + G_TIME_SPAN_MINUTE, 0));
  schedule = aft_schedule_new (rows, &now, 0);

  g_assert_cmpuint (schedule->due->len, ==, 0);
  g_assert_cmpint (schedule->wake_boot_us, ==, BOOT_US + G_TIME_SPAN_HOUR);
  g_assert_cmpint (schedule->wake_real_us, ==, NOW_US + G_TIME_SPAN_MINUTE);
}

static void
test_expired (void)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (AftSchedule) schedule = NULL;
  gint64 day_ago_us = NOW_US - 24 * G_TIME_SPAN_HOUR;

  g_ptr_array_add (rows, row_new (AFT_REMINDER_MAKEUP, "boot-0", day_ago_us - 1, 0));
  g_ptr_array_add (rows, row_new (AFT_REMINDER_MAKEUP, "boot-0", day_ago_us, 0));
  g_ptr_array_add (rows,
                   row_new (AFT_REMINDER_NEXT_SESSION, "boot-0", NOW_US - 1000 * day_ago_us, 0));
  schedule = aft_schedule_new (rows, &now, 0);

  g_assert_cmpuint (schedule->expired->len, ==, 1);
  g_assert_true (schedule->expired->pdata[0] == rows->pdata[0]);
  /* The next-session reminder never expires, and comes first. */
  g_assert_cmpuint (schedule->due->len, ==, 2);
  g_assert_true (schedule->due->pdata[0] == rows->pdata[2]);
  g_assert_true (schedule->due->pdata[1] == rows->pdata[1]);
}

/* Right after a boot, the wall clock may not be set yet. */
static void
test_hold (void)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (AftSchedule) held = NULL;
  g_autoptr (AftSchedule) trusted = NULL;
  g_autoptr (AftSchedule) over = NULL;
  AftClockReading later = just_booted;

  g_ptr_array_add (rows, row_new (AFT_REMINDER_NEXT_SESSION, "boot-0", NOW_US - 1, 0));
  g_ptr_array_add (rows, row_new (AFT_REMINDER_MAKEUP, "boot-1", NOW_US, just_booted.boot_us));

  held = aft_schedule_new (rows, &just_booted, AFT_SCHEDULE_CLOCK_UNSYNCHRONISED);
  /* A row of this boot doesn't need the wall clock. */
  g_assert_cmpuint (held->due->len, ==, 1);
  g_assert_true (held->due->pdata[0] == rows->pdata[1]);
  g_assert_cmpint (held->wake_boot_us, ==, just_booted.boot_us + AFT_SCHEDULE_HOLD_STEP_US);

  trusted = aft_schedule_new (rows, &just_booted, 0);
  g_assert_cmpuint (trusted->due->len, ==, 2);

  later.boot_us = AFT_SCHEDULE_HOLD_BOOT_US;
  over = aft_schedule_new (rows, &later, AFT_SCHEDULE_CLOCK_UNSYNCHRONISED);
  g_assert_cmpuint (over->due->len, ==, 2);
}

static void
test_retry (void)
{
  g_autoptr (GPtrArray) rows = rows_new ();
  g_autoptr (AftSchedule) patient = NULL;
  g_autoptr (AftSchedule) eager = NULL;
  AftReminder *row = row_new (AFT_REMINDER_MAKEUP, "boot-1", NOW_US - 7, BOOT_US - 7);

  row->retry_at_us = BOOT_US + G_TIME_SPAN_MINUTE;
  g_ptr_array_add (rows, row);

  patient = aft_schedule_new (rows, &now, 0);
  g_assert_cmpuint (patient->due->len, ==, 0);
  g_assert_cmpint (patient->wake_boot_us, ==, row->retry_at_us);

  eager = aft_schedule_new (rows, &now, AFT_SCHEDULE_IGNORE_RETRY);
  g_assert_cmpuint (eager->due->len, ==, 1);
  g_assert_cmpint (aft_schedule_get_lateness (row, &now), ==, 7);

  /* When a server appears, nothing is due early. */
  row->anchor_due_boot_us = BOOT_US + 1;
  {
    g_autoptr (AftSchedule) early = aft_schedule_new (rows, &now, AFT_SCHEDULE_IGNORE_RETRY);

    g_assert_cmpuint (early->due->len, ==, 0);
    g_assert_cmpint (aft_schedule_get_lateness (row, &now), ==, 0);
  }
}

static void
test_backoff (void)
{
  g_assert_cmpint (aft_schedule_get_backoff (0), ==, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (aft_schedule_get_backoff (1), ==, 10 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (aft_schedule_get_backoff (6), ==, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (aft_schedule_get_backoff (G_MAXINT), ==, 5 * G_TIME_SPAN_MINUTE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminders/schedule/empty", test_empty);
  g_test_add_func ("/reminders/schedule/boundary", test_boundary);
  g_test_add_func ("/reminders/schedule/clocks", test_clocks);
  g_test_add_func ("/reminders/schedule/expired", test_expired);
  g_test_add_func ("/reminders/schedule/hold", test_hold);
  g_test_add_func ("/reminders/schedule/retry", test_retry);
  g_test_add_func ("/reminders/schedule/backoff", test_backoff);

  return g_test_run ();
}
