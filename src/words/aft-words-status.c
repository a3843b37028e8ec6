/* aft-words-status.c: the whole plan in a few sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/**
 * aft_words_summary:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the plan for someone who listens: the day, the next session and makeup, each
 *   in a sentence
 */
char *
aft_words_summary (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *makeup = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (plan != NULL, NULL);

  title = aft_words_next_title (plan, time_zone);
  makeup = aft_words_makeup (plan, time_zone);
  if (plan->recovery_day >= 0)
    {
      day = aft_words_recovery_day (plan->recovery_day);
      g_string_append_printf (text, C_ ("sentence", "%s."), day);
      g_string_append_c (text, ' ');
    }
  g_string_append_printf (text, C_ ("sentence", "%s."), title);
  g_string_append_printf (text, " %s", makeup);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * aft_words_status:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the plan for a terminal: several lines, ending in a newline
 */
char *
aft_words_status (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = NULL;
  g_autofree char *makeup = NULL;
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *ahead = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  title = aft_words_next_title (plan, time_zone);
  reason = aft_words_next_reason (plan, time_zone);

  if (plan->session == NULL)
    {
      g_string_append_printf (text, "%s\n%s\n", title, reason);
    }
  else
    {
      day = aft_words_recovery_day (plan->recovery_day);
      makeup = aft_words_makeup (plan, time_zone);
      g_string_append_printf (text, "%s\n%s\n%s\n%s\n", day, makeup, title, reason);
      if (plan->next_state == AFT_NEXT_READY || plan->next_state == AFT_NEXT_CHECK_SKIN)
        {
          g_autofree char *cautions = aft_words_cautions_line ();

          g_string_append_printf (text, "%s\n", cautions);
        }
      if (plan->downtime)
        {
          g_autofree char *downtime = aft_words_downtime (plan);

          g_string_append_printf (text, "%s\n", downtime);
        }
      if (plan->clinic_instructions != NULL)
        {
          /* Translators: %s is what the clinic said, in the person's own words */
          g_string_append_printf (text, _ ("Your clinic’s instructions: %s"),
                                  plan->clinic_instructions);
          g_string_append_c (text, '\n');
        }
    }

  for (guint i = 0; i < plan->advice->len; i++)
    {
      g_autofree char *advice = aft_words_advice (&g_array_index (plan->advice, AftAdvice, i));

      g_string_append_printf (text, "%s\n", advice);
    }
  ahead = aft_words_ahead (plan);
  if (ahead != NULL)
    g_string_append_printf (text, "%s\n", ahead);

  return g_strdup (text->str);
}
