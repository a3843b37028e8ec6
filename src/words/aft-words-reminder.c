/* aft-words-reminder.c: the texts of notifications
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A banner may show only the title and the first 40 characters of the text: they say what happened and
 * what to do.
 */
#include "aft-words-private.h"

/* How soon after its deadline a reminder still counts as on time. */
#define ON_TIME_US G_TIME_SPAN_MINUTE

/* Returns: (transfer full): that makeup may wait until tomorrow, and why */
static char *
make_suggestion (const AftPlan *plan)
{
  if (aft_words_is_minimum (plan))
    return g_strdup (_ ("The guide suggests tomorrow. The 8-hour minimum is over."));

  /* Translators: the guide suggests waiting until tomorrow with makeup */
  return g_strdup (_ ("The guide suggests tomorrow."));
}

/**
 * aft_words_makeup_reminder_title:
 * @plan: the plan when it is shown
 *
 * Returns: (transfer full): the title of the notification for the end of the makeup wait
 */
char *
aft_words_makeup_reminder_title (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->open_flags != AFT_FLAG_NONE)
    return g_strdup (_ ("Makeup: ask a clinician first"));

  return g_strdup (_ ("Your wait for makeup is over"));
}

/**
 * aft_words_makeup_reminder_body:
 * @plan: the plan when it is shown
 * @time_zone: where the person is
 * @due_us: the deadline that it reminds of
 * @late: how long after the deadline it is shown, microseconds; 0 if on time
 *
 * Returns: (transfer full): the text of that notification (rule 1)
 */
char *
aft_words_makeup_reminder_body (const AftPlan *plan,
                                GTimeZone *time_zone,
                                gint64 due_us,
                                GTimeSpan late)
{
  g_autofree char *since = NULL;
  g_autofree char *ago = NULL;
  g_autofree char *suggested = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->open_flags != AFT_FLAG_NONE)
    {
      g_autofree char *flagged = aft_words_flagged (plan);

      return g_strdup_printf (C_ ("sentence", "%s."), flagged);
    }

  if (plan->session != NULL && plan->session->place == AFT_PLACE_OF_TREATMENT_HOME &&
      plan->recovery_day == 0)
    suggested = make_suggestion (plan);

  if (late >= ON_TIME_US)
    {
      since = aft_words_since (due_us, due_us + late, time_zone);
      ago = aft_words_span (late);

      text = g_strdup_printf (_ ("Makeup has been fine since %s (%s ago)."), since, ago);

      return suggested != NULL ? g_strdup_printf ("%s %s", suggested, text)
                               : g_steal_pointer (&text);
    }

  if (suggested != NULL)
    return g_steal_pointer (&suggested);

  if (plan->makeup_provenance == AFT_PROVENANCE_CLINIC)
    return g_strdup (_ ("Makeup is fine again: the wait your clinic set is over."));

  if (aft_words_is_minimum (plan))
    return g_strdup (_ ("Makeup is fine again: the 8-hour minimum is over."));

  return g_strdup (_ ("Your wait is over: makeup is fine again."));
}

/**
 * aft_words_next_reminder_title:
 * @plan: the plan when it is shown
 *
 * Returns: (transfer full): the title of the notification for the next session
 */
char *
aft_words_next_reminder_title (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->next_state == AFT_NEXT_HELD)
    return g_strdup (_ ("Your next session is on hold"));

  return g_strdup (_ ("Your rest period is over"));
}

/**
 * aft_words_next_reminder_body:
 * @plan: the plan when it is shown
 * @time_zone: where the person is
 * @due_us: the deadline that it reminds of
 * @late: how long after the deadline it is shown, microseconds; 0 if on time
 *
 * If it is held: that it is, why, and what would release it (rule 4). Else only that it is time to
 * check the skin, and the cautions (rule 7).
 *
 * Returns: (transfer full): the text of that notification
 */
char *
aft_words_next_reminder_body (const AftPlan *plan,
                              GTimeZone *time_zone,
                              gint64 due_us,
                              GTimeSpan late)
{
  g_autofree char *reason = NULL;
  g_autofree char *cautions = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->next_state == AFT_NEXT_HELD)
    {
      reason = aft_words_next_reason (plan, time_zone);

      /* Translators: %s is one or more sentences: why the next session is held */
      return g_strdup_printf (_ ("Check in once your skin is better. %s Your rest period is over."),
                              reason);
    }

  cautions = aft_words_cautions_line ();
  if (late >= ON_TIME_US)
    {
      since = aft_words_since (due_us, due_us + late, time_zone);

      /* Translators: the first %s is a time such as "14:10" or "Sat 29 Nov, 09:00", the second
       * one or two sentences of cautions */
      return g_strdup_printf (_ ("Check your skin first. It’s been over since %s. %s"), since,
                              cautions);
    }

  /* Translators: %s is one or two sentences of cautions */
  return g_strdup_printf (_ ("Check your skin first. %s"), cautions);
}

/**
 * aft_words_daily_reminder_title:
 *
 * Returns: (transfer full): the title of the daily reminder
 */
char *
aft_words_daily_reminder_title (void)
{
  return g_strdup (_ ("How is your skin today?"));
}

/**
 * aft_words_daily_reminder_body:
 * @plan: the plan when it is shown
 *
 * Returns: (transfer full): the text of the daily reminder, which is clear even below another
 *   notification
 */
char *
aft_words_daily_reminder_body (const AftPlan *plan)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->next_state == AFT_NEXT_HELD)
    return g_strdup (_ ("A check-in can end the hold on your next session."));

  day = aft_words_recovery_day (plan->recovery_day);

  /* Translators: %s is such as "Day 3 of recovery" */
  return g_strdup_printf (_ ("You haven’t checked in today. %s."), day);
}

/**
 * aft_words_discreet_title:
 *
 * Returns: (transfer full): the only text of any notification in discreet mode
 */
char *
aft_words_discreet_title (void)
{
  return g_strdup (_ ("Aftercare: something is ready"));
}
