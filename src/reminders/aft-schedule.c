/* aft-schedule.c: finds out which reminders are due, and when to check again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-schedule.h"

#include <sys/timex.h>

#define BACKOFF_FIRST_US (5 * G_TIME_SPAN_SECOND)
#define BACKOFF_MAX_US (5 * G_TIME_SPAN_MINUTE)

/* The lowest rank provides the title when several are shown as one. */
static int
get_rank (AftReminderKind kind)
{
  switch (kind)
    {
    case AFT_REMINDER_NEXT_SESSION:
      return 0;
    case AFT_REMINDER_MAKEUP:
      return 1;
    case AFT_REMINDER_DAILY_NOTE:
    default:
      return 2;
    }
}

static int
compare_importance (gconstpointer a, gconstpointer b)
{
  const AftReminder *one = *(AftReminder *const *) a;
  const AftReminder *other = *(AftReminder *const *) b;
  int order = get_rank (one->kind) - get_rank (other->kind);

  if (order == 0)
    order = (one->due_us > other->due_us) - (one->due_us < other->due_us);
  if (order == 0)
    order = (one->id > other->id) - (one->id < other->id);

  return order;
}

/* Without the time of the next retry, which the store includes. */
static GTimeSpan
get_promised_remaining (const AftReminder *row, const AftClockReading *reading)
{
  AftReminder plain = *row;

  plain.retry_at_us = 0;

  return aft_reminder_get_remaining (&plain, reading);
}

static void
add_row (AftSchedule *self,
         AftReminder *row,
         const AftClockReading *reading,
         AftScheduleFlags flags)
{
  gboolean this_boot = g_strcmp0 (row->anchor_boot_id, reading->boot_id) == 0;
  GTimeSpan remaining = get_promised_remaining (row, reading);
  GTimeSpan wait = remaining;

  if (row->kind == AFT_REMINDER_MAKEUP && remaining < -AFT_REMINDER_MAKEUP_EXPIRES_US &&
      !(flags & AFT_SCHEDULE_CLOCK_UNSYNCHRONISED))
    {
      g_ptr_array_add (self->expired, row);
      return;
    }

  if (!(flags & AFT_SCHEDULE_IGNORE_RETRY))
    wait = aft_reminder_get_remaining (row, reading);

  if (!this_boot && wait <= 0 && (flags & AFT_SCHEDULE_CLOCK_UNSYNCHRONISED) &&
      reading->boot_us < AFT_SCHEDULE_HOLD_BOOT_US)
    {
      gint64 again_us =
          MIN (reading->boot_us + AFT_SCHEDULE_HOLD_STEP_US, AFT_SCHEDULE_HOLD_BOOT_US);

      self->wake_boot_us = MIN (self->wake_boot_us, again_us);
      return;
    }

  if (wait <= 0)
    g_ptr_array_add (self->due, row);
  else if (this_boot)
    self->wake_boot_us = MIN (self->wake_boot_us, reading->boot_us + wait);
  else
    self->wake_real_us = MIN (self->wake_real_us, reading->now_us + wait);
}

/**
 * aft_schedule_new:
 * @pending: (element-type AftReminder): the rows in the state pending
 * @reading: both clocks, now
 * @flags: what else is known
 *
 * A pure function. A row that was anchored in this boot goes by CLOCK_BOOTTIME, any other by the
 * wall clock, which right after a boot may not be set yet: then those rows are held back.
 *
 * Returns: (transfer full): what to do now, and when to look again; its rows are those of @pending,
 *   which has to outlive it
 */
AftSchedule *
aft_schedule_new (GPtrArray *pending, const AftClockReading *reading, AftScheduleFlags flags)
{
  AftSchedule *self = g_new0 (AftSchedule, 1);

  self->due = g_ptr_array_new ();
  self->expired = g_ptr_array_new ();
  self->wake_real_us = AFT_WAKE_NEVER;
  self->wake_boot_us = AFT_WAKE_NEVER;

  for (guint i = 0; i < pending->len; i++)
    add_row (self, g_ptr_array_index (pending, i), reading, flags);
  g_ptr_array_sort (self->due, compare_importance);

  return self;
}

/**
 * aft_schedule_free:
 * @self: (transfer full) (nullable): a schedule
 */
void
aft_schedule_free (AftSchedule *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->due);
  g_ptr_array_unref (self->expired);
  g_free (self);
}

/**
 * aft_schedule_get_lateness:
 * @row: a reminder
 * @reading: both clocks, now
 *
 * Returns: microseconds since it should have been shown; 0 before that
 */
GTimeSpan
aft_schedule_get_lateness (const AftReminder *row, const AftClockReading *reading)
{
  return MAX (0, -get_promised_remaining (row, reading));
}

/**
 * aft_clock_is_synchronised:
 *
 * Returns: FALSE while nothing has synchronised the clock, as far as the kernel knows (adjtimex(2):
 *   TIME_ERROR)
 */
gboolean
aft_clock_is_synchronised (void)
{
  struct timex state = { .modes = 0 };

  /* If the call is refused, as in some sandboxes, trust the clock. */
  return adjtimex (&state) != TIME_ERROR;
}

/**
 * aft_schedule_get_backoff:
 * @attempts: the number of failed attempts, 0 or more
 *
 * Returns: microseconds to wait before the next attempt: 5 s at first, doubled each time, 5 min at most
 */
GTimeSpan
aft_schedule_get_backoff (int attempts)
{
  GTimeSpan wait = BACKOFF_FIRST_US;

  while (attempts-- > 0 && wait < BACKOFF_MAX_US)
    wait *= 2;

  return MIN (wait, BACKOFF_MAX_US);
}
