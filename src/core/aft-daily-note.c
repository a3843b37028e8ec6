/* aft-daily-note.c: when to remind of the daily check-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-daily-note.h"

#include "aft-check.h"

/**
 * aft_daily_note_is_active:
 * @plan: the current plan
 * @preferences: what the person has set
 *
 * The daily reminder ends with the recovery (rule 8): it continues during the rest before the next
 * session, and while that is held, because a check-in can release it. It doesn't resume if the skin
 * was ready and then had no check-in for three days. If the clinic's figure isn't known, neither is
 * the end; then it continues for the guide's range, 14 x 24 hours.
 *
 * Returns: whether there is a daily reminder now
 */
gboolean
aft_daily_note_is_active (const AftPlan *plan, const AftPreferences *preferences)
{
  g_return_val_if_fail (plan != NULL && preferences != NULL, FALSE);

  if (!preferences->daily_note || plan->session == NULL)
    return FALSE;

  switch (plan->next_state)
    {
    case AFT_NEXT_RESTING:
    case AFT_NEXT_HELD:
      return TRUE;

    case AFT_NEXT_ASK_CLINIC:
      return plan->now_us - plan->session->ended_at_us <
             (gint64) (AFT_HOME_REST_DAYS_GUIDE_MAX * G_TIME_SPAN_DAY);

    case AFT_NEXT_NONE:
    case AFT_NEXT_CHECK_SKIN:
    case AFT_NEXT_READY:
    default:
      return FALSE;
    }
}

/**
 * aft_daily_note_instant:
 * @day: a day as the person counts it
 * @preferences: what the person has set
 * @time_zone: where they are
 *
 * A time of day before the start of the day belongs to the night at its end. In local time; see
 * aft_day_instant() for when the clocks change.
 *
 * Returns: when that day's reminder is due, microseconds since 1970 UTC
 */
gint64
aft_daily_note_instant (AftDay day, const AftPreferences *preferences, GTimeZone *time_zone)
{
  g_return_val_if_fail (day != AFT_DAY_NONE && preferences != NULL && time_zone != NULL, 0);

  if (preferences->daily_note_minutes < preferences->day_start_minutes)
    day++;

  return aft_day_instant (day, time_zone, preferences->daily_note_minutes);
}

/**
 * aft_daily_note_next:
 * @plan: the current plan
 * @preferences: what the person has set
 * @time_zone: where they are
 * @noted: whether the plan's day has a note with a value
 * @day: (out) (optional): the person's day that the reminder is for; %AFT_DAY_NONE if there is none
 *
 * Returns: when the next daily reminder after the time of @plan is due; 0 if there is none
 */
gint64
aft_daily_note_next (const AftPlan *plan,
                     const AftPreferences *preferences,
                     GTimeZone *time_zone,
                     gboolean noted,
                     AftDay *day)
{
  AftDay found = AFT_DAY_NONE;
  gint64 at_us = 0;

  g_return_val_if_fail (time_zone != NULL, 0);

  if (aft_daily_note_is_active (plan, preferences))
    {
      found = noted ? plan->day + 1 : plan->day;
      at_us = aft_daily_note_instant (found, preferences, time_zone);
      if (at_us <= plan->now_us)
        at_us = aft_daily_note_instant (++found, preferences, time_zone);
    }
  if (day != NULL)
    *day = found;

  return at_us;
}
