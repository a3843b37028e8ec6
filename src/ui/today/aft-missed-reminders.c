/* aft-missed-reminders.c: a reminder that was shown and that nobody has acknowledged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * If a notification expired, was closed by its server or was shown three times, that doesn't prove
 * that anybody saw it. Then the page Today shows it until the person acknowledges it.
 */
#include "aft-config.h"

#include "aft-missed-reminders.h"

#include <glib/gi18n-lib.h>

#include "aft-schedule.h"
#include "aft-words.h"

static gboolean
is_worth_a_line (const AftReminder *reminder, gint64 now_us)
{
  switch (reminder->kind)
    {
    case AFT_REMINDER_NEXT_SESSION:
      return TRUE;
    case AFT_REMINDER_MAKEUP:
      /* As a notification, it wouldn't be shown this late either. */
      return now_us - reminder->deadline_us <= AFT_REMINDER_MAKEUP_EXPIRES_US;
    case AFT_REMINDER_DAILY_NOTE:
    default:
      /* What it asks for is on the page anyway. */
      return FALSE;
    }
}

/**
 * aft_missed_reminders_choose:
 * @shown: (element-type AftReminder): the reminders that were shown and not acknowledged
 * @now_us: the present time
 *
 * Returns: (transfer none) (nullable): the one to show: the next session comes before makeup, later
 *   ones before earlier ones; %NULL if none is worth showing
 */
const AftReminder *
aft_missed_reminders_choose (GPtrArray *shown, gint64 now_us)
{
  const AftReminder *chosen = NULL;

  g_return_val_if_fail (shown != NULL, NULL);

  for (guint i = 0; i < shown->len; i++)
    {
      const AftReminder *one = g_ptr_array_index (shown, i);

      if (!is_worth_a_line (one, now_us))
        continue;
      if (chosen == NULL || (one->kind == chosen->kind ? one->due_us > chosen->due_us
                                                       : one->kind == AFT_REMINDER_NEXT_SESSION))
        chosen = one;
    }

  return chosen;
}

/**
 * aft_missed_reminders_describe:
 * @reminder: from aft_missed_reminders_choose()
 * @plan: the present plan
 * @now_us: the present time
 * @time_zone: where the person is
 *
 * The text follows the present plan: a session that was possible may be on hold since.
 *
 * Returns: (transfer full): what the person was reminded of, and when
 */
char *
aft_missed_reminders_describe (const AftReminder *reminder,
                               const AftPlan *plan,
                               gint64 now_us,
                               GTimeZone *time_zone)
{
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (reminder != NULL && plan != NULL && time_zone != NULL, NULL);

  title = reminder->kind == AFT_REMINDER_MAKEUP ? aft_words_makeup_reminder_title (plan)
                                                : aft_words_next_reminder_title (plan);
  when = aft_words_moment (reminder->delivered_at_us, now_us, time_zone);

  /* Translators: what a notification said that nobody answered, and when it was shown: "Your rest
   * period is over. You were reminded today at 14:10." */
  return g_strdup_printf (_ ("%1$s. You were reminded %2$s."), title, when);
}
