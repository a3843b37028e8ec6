/* aft-quick-check-in.c: the check-in of a notification's button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-quick-check-in.h"

#include "aft-local-zone.h"

/**
 * aft_quick_check_in_is_offered:
 * @plan: the present plan
 *
 * Not while the next session is on hold or a warning sign is open: skin that wasn't calm needs answers to
 * all three questions, and a check of the signs.
 *
 * Returns: whether one press may log a calm day
 */
gboolean
aft_quick_check_in_is_offered (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return plan->session != NULL && plan->next_state != AFT_NEXT_HELD &&
         plan->open_flags == AFT_FLAG_NONE;
}

/**
 * aft_quick_check_in_log:
 * @db: the diary
 * @preferences: what the person set
 * @day: the person's day that they were asked about
 * @error: that of the database; %G_IO_ERROR_INVALID_DATA when it is not offered (any more)
 *
 * Logs redness, tingling and dryness 0 on that day, in the local zone: now, or where the day has
 * ended, at its end.
 *
 * Returns: TRUE once this is on disk
 */
gboolean
aft_quick_check_in_log (AftDb *db, const AftPreferences *preferences, AftDay day, GError **error)
{
  g_autoptr (AftSkinNote) note = NULL;
  g_autoptr (GTimeZone) local = aft_local_zone_new ();
  g_autoptr (AftPlan) plan = NULL;
  gint64 now_us = aft_clock_now ();
  gint64 noted_at_us = now_us;

  plan = aft_db_make_plan (db, local, now_us, error);
  if (plan == NULL)
    return FALSE;
  if (!aft_quick_check_in_is_offered (plan))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "the skin is not calm by the diary");
      return FALSE;
    }

  if (day < aft_day_of (now_us, local, preferences->day_start_minutes))
    noted_at_us = MIN (now_us, aft_day_instant (day + 1, local, preferences->day_start_minutes) -
                                   G_TIME_SPAN_SECOND);
  note = aft_skin_note_new_for_day (day, noted_at_us, local, now_us);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    note->severity[i] = 0;

  return aft_db_save_note (db, note, error);
}
