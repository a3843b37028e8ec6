/* aft-words-plan.c: the plan's sentences about makeup and the next session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

#include <math.h>

/* How long after the makeup wait to say since when it is over. */
#define SINCE_IS_NEWS_US G_TIME_SPAN_DAY

/* The makeup wait in whole hours; 0 if it isn't a whole number. */
static int
get_wait_hours (const AftPlan *plan)
{
  double hours = plan->makeup_session != NULL ? plan->makeup_session->makeup_wait_hours : 0.0;

  return hours >= 1.0 && hours <= 720.0 && hours == floor (hours) ? (int) hours : 0;
}

/**
 * aft_words_is_minimum:
 * @plan: a plan
 *
 * Returns: whether the makeup wait is the guide's minimum of 8 hours
 */
gboolean
aft_words_is_minimum (const AftPlan *plan)
{
  return plan->makeup_provenance == AFT_PROVENANCE_GUIDE && get_wait_hours (plan) == 8;
}

/**
 * aft_words_flagged:
 * @plan: a plan with open flags whose makeup wait is over
 *
 * Returns: (transfer full): "8 hours have passed, but you ticked discharge: ask a clinician first"
 */
char *
aft_words_flagged (const AftPlan *plan)
{
  g_autofree char *flags = aft_words_flags (plan->open_flags);
  int hours = get_wait_hours (plan);

  if (hours > 0)
    /* Translators: %d is the wait before makeup, %s one or more warning signs such as "discharge" */
    return g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE, "%d hour has passed, but you ticked %s: ask a clinician first",
            "%d hours have passed, but you ticked %s: ask a clinician first", (gulong) hours),
        hours, flags);

  /* Translators: %s is one or more warning signs such as "discharge" */
  return g_strdup_printf (_ ("The wait is over, but you ticked %s: ask a clinician first"), flags);
}

/**
 * aft_words_suggested:
 * @plan: a plan whose makeup wait is over on the day of a home session
 *
 * Returns: (transfer full): "The 8-hour minimum is over, but the guide suggests waiting until tomorrow"
 */
char *
aft_words_suggested (const AftPlan *plan)
{
  if (aft_words_is_minimum (plan))
    return g_strdup (
        _ ("The 8-hour minimum is over, but the guide suggests waiting until tomorrow"));

  return g_strdup (_ ("Your wait is over, but the guide suggests waiting until tomorrow"));
}

/**
 * aft_words_makeup:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): one sentence on whether makeup may be worn
 */
char *
aft_words_makeup (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *text = NULL;
  g_autofree char *ago = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  switch (plan->makeup_state)
    {
    case AFT_MAKEUP_WAITING:
      text = aft_words_moment (plan->makeup_at_us, plan->now_us, time_zone);
      /* Translators: %s is a time such as "today at 23:10" or "Sat 29 Nov, 09:00" */
      return g_strdup_printf (_ ("No makeup until %s."), text);

    case AFT_MAKEUP_ASK_CLINIC:
      return g_strdup (_ ("Ask your clinic when you may wear makeup."));

    case AFT_MAKEUP_READY:
      if (plan->open_flags != AFT_FLAG_NONE)
        {
          text = aft_words_flagged (plan);
          /* Translators: makes a sentence of "8 hours are over, but you ticked ..." */
          return g_strdup_printf (C_ ("sentence", "%s."), text);
        }

      if (plan->session->place == AFT_PLACE_OF_TREATMENT_HOME && plan->recovery_day == 0)
        {
          text = aft_words_suggested (plan);
          return g_strdup_printf (C_ ("sentence", "%s."), text);
        }

      if (plan->now_us - plan->makeup_at_us >= SINCE_IS_NEWS_US)
        return g_strdup (_ ("Your wait for makeup is over."));

      text = aft_words_since (plan->makeup_at_us, plan->now_us, time_zone);
      if (plan->now_us - plan->makeup_at_us < G_TIME_SPAN_MINUTE)
        /* Translators: %s is a time such as "14:10" or "yesterday at 23:10" */
        return g_strdup_printf (_ ("Makeup has been fine since %s."), text);

      ago = aft_words_span (plan->now_us - plan->makeup_at_us);
      /* Translators: the first %s is a time such as "14:10" or "yesterday at 23:10", the second a
       * span such as "3 hours" */
      return g_strdup_printf (_ ("Makeup has been fine since %s (%s ago)."), text, ago);

    case AFT_MAKEUP_NONE:
    default:
      return g_strdup (_ ("Log a session to see when makeup is fine again."));
    }
}

/**
 * aft_words_next_title:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the state of the next session in a few words, without a full stop
 */
char *
aft_words_next_title (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  switch (plan->next_state)
    {
    case AFT_NEXT_RESTING:
      moment = aft_words_moment (plan->next_at_us, plan->now_us, time_zone);
      /* Translators: %s is a time such as "tomorrow at 08:00" or "Sat 29 Nov, 09:00" */
      return g_strdup_printf (_ ("Resting until %s"), moment);

    case AFT_NEXT_HELD:
      return g_strdup (_ ("Your next session is on hold"));

    case AFT_NEXT_CHECK_SKIN:
      return g_strdup (_ ("Your rest period is over. Check your skin first"));

    case AFT_NEXT_READY:
      return g_strdup (_ ("Ready for your next session"));

    case AFT_NEXT_ASK_CLINIC:
      return g_strdup (_ ("Ask your clinic about your next session"));

    case AFT_NEXT_NONE:
    default:
      return g_strdup (_ ("No session yet"));
    }
}

/**
 * aft_words_rest_source:
 * @plan: a plan
 *
 * Returns: (transfer full): why the rest ends when it does: "You chose 14 days of rest; …", or what
 *   the clinic has set; "" without a session
 */
char *
aft_words_rest_source (const AftPlan *plan)
{
  const AftSession *session = plan->next_session;
  double days = session != NULL ? session->rest_days : AFT_UNSET;
  g_autofree char *number = NULL;
  g_autofree char *date = NULL;

  if (session == NULL)
    return g_strdup ("");

  if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE && session->next_session_date != AFT_DAY_NONE)
    {
      date = aft_words_day_long (session->next_session_date);
      /* Translators: %s is a date such as "Monday 24 November 2026" */
      return g_strdup_printf (_ ("Your clinic set the next session for %s."), date);
    }

  if (!(days >= 0.0))
    return g_strdup (_ ("Ask your clinic, then add its answer to the session."));

  if (days == floor (days))
    {
      if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
        return g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "Your clinic asked for %d day of rest.",
                         "Your clinic asked for %d days of rest.", (gulong) days),
            (int) days);

      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "You chose %d day of rest; the guide says 1 to 2 weeks for home needles.",
                       "You chose %d days of rest; the guide says 1 to 2 weeks for home needles.",
                       (gulong) days),
          (int) days);
    }

  number = aft_words_number (days);
  if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
    /* Translators: %s is a number that is not whole, such as "7.5" */
    return g_strdup_printf (_ ("Your clinic asked for %s days of rest."), number);

  /* Translators: %s is a number that is not whole, such as "7.5" */
  return g_strdup_printf (
      _ ("You chose %s days of rest; the guide says 1 to 2 weeks for home needles."), number);
}

static char *
words_symptom_reason (const AftReason *reason, AftDay today)
{
  g_autofree char *day = aft_words_on_day (reason->day, today);
  int release = reason->usual + 1;

  switch (reason->symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      /* Translators: a score of 0 to 4, its name, a day such as "today" or "on Mon 24 Nov", and the
       * score that releases the next session */
      return g_strdup_printf (
          _ ("Redness was %d (%s) %s; it clears once you check in with %d or less."), reason->value,
          aft_words_severity (reason->value), day, release);

    case AFT_SYMPTOM_TINGLING:
      /* Translators: a score of 0 to 4, its name, a day such as "today" or "on Mon 24 Nov", and the
       * score that releases the next session */
      return g_strdup_printf (
          _ ("Tingling was %d (%s) %s; it clears once you check in with %d or less."),
          reason->value, aft_words_severity (reason->value), day, release);

    case AFT_SYMPTOM_DRYNESS:
    default:
      /* Translators: a score of 0 to 4, its name, a day such as "today" or "on Mon 24 Nov", and the
       * score that releases the next session */
      return g_strdup_printf (
          _ ("Dryness was %d (%s) %s; it clears once you check in with %d or less."), reason->value,
          aft_words_severity (reason->value), day, release);
    }
}

/**
 * aft_words_reason:
 * @reason: a reason
 * @today: the person's current day
 *
 * Returns: (transfer full): one sentence: the reason, and what would release the next session
 */
char *
aft_words_reason (const AftReason *reason, AftDay today)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (reason != NULL, NULL);

  switch (reason->kind)
    {
    case AFT_REASON_SYMPTOM:
      return words_symptom_reason (reason, today);

    case AFT_REASON_FLAG:
      day = aft_words_on_day (reason->day, today);
      /* Translators: a warning sign such as "discharge", and a day such as "on Mon 24 Nov" */
      return g_strdup_printf (
          _ ("You ticked %s %s; it clears once you record it as gone in a check-in."),
          aft_words_flag (reason->flag), day);

    case AFT_REASON_NO_RECENT_VALUE:
      if (reason->day == AFT_DAY_NONE)
        return g_strdup (_ ("You haven’t rated your skin since this session."));

      day = aft_words_on_day (reason->day, today);
      /* Translators: %s is a day such as "on Mon 24 Nov" */
      return g_strdup_printf (_ ("You last rated your skin %s."), day);

    case AFT_REASON_NO_CLINIC_FIGURE:
      return g_strdup (_ (
          "Ask your clinic when you can have your next session, then add its answer to the session."));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* "redness 0", or "redness 0 yesterday". */
static char *
words_value (AftSymptom symptom, int value, const char *day)
{
  g_autofree char *words = NULL;

  switch (symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      /* Translators: within a sentence: a score of 0 to 4 */
      words = g_strdup_printf (_ ("redness %d"), value);
      break;
    case AFT_SYMPTOM_TINGLING:
      /* Translators: within a sentence: a score of 0 to 4 */
      words = g_strdup_printf (_ ("tingling %d"), value);
      break;
    case AFT_SYMPTOM_DRYNESS:
    default:
      /* Translators: within a sentence: a score of 0 to 4 */
      words = g_strdup_printf (_ ("dryness %d"), value);
      break;
    }

  if (day == NULL)
    return g_steal_pointer (&words);

  /* Translators: one or more scores, such as "redness 0", and a day, such as "yesterday" */
  return g_strdup_printf (C_ ("scores", "%s %s"), words, day);
}

/* The last values: "redness 0, tingling 1 and dryness 0 yesterday"; with a day for each if they
 * differ. */
static char *
words_last_values (const AftPlan *plan)
{
  char *values[AFT_N_SYMPTOMS] = { NULL };
  AftDay common_day = AFT_DAY_NONE;
  gboolean same_day = TRUE;
  guint n_values = 0;
  g_autofree char *list = NULL;
  g_autofree char *day = NULL;

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if (plan->last_value[s] == AFT_SEVERITY_UNSET)
        continue;

      if (common_day != AFT_DAY_NONE && plan->last_value_day[s] != common_day)
        same_day = FALSE;
      common_day = plan->last_value_day[s];
    }

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      g_autofree char *its_day = NULL;

      if (plan->last_value[s] == AFT_SEVERITY_UNSET)
        continue;

      if (!same_day)
        its_day = aft_words_on_day (plan->last_value_day[s], plan->day);
      values[n_values++] = words_value ((AftSymptom) s, plan->last_value[s], its_day);
    }

  list = aft_words_join ((const char *const *) values, n_values);
  for (guint i = 0; i < n_values; i++)
    g_free (values[i]);
  if (!same_day)
    return g_steal_pointer (&list);

  day = aft_words_on_day (common_day, plan->day);

  return g_strdup_printf (C_ ("scores", "%s %s"), list, day);
}

/* Both reasons why it is ready: the time and the skin. */
static char *
words_ready (const AftPlan *plan)
{
  int days = (int) ((plan->now_us - plan->next_session->ended_at_us) / G_TIME_SPAN_DAY);
  g_autofree char *values = words_last_values (plan);

  /* Translators: %d is how long the skin has rested; %s are scores and their day, such as "redness
   * 0 and dryness 1 yesterday" */
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          "After %d day of rest, with %s, nothing you noted is a reason to put off your next session.",
          "After %d days of rest, with %s, nothing you noted is a reason to put off your next session.",
          (gulong) days),
      days, values);
}

/**
 * aft_words_rest_over:
 * @plan: a plan whose rest is over
 * @time_zone: where the person is
 *
 * Returns: (transfer full): since when the rest is over, without a full stop
 */
char *
aft_words_rest_over (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  moment = aft_words_moment (plan->next_at_us, plan->now_us, time_zone);

  /* Translators: %s is a past time such as "today at 09:00" or "Sat 29 Nov, 09:00" */
  return g_strdup_printf (_ ("Rest ended %s"), moment);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/**
 * aft_words_next_reason:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): why the next session is in its state and, if it is held, what would
 *   release it; one or more sentences
 */
char *
aft_words_next_reason (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *source = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  for (guint i = 0; i < plan->reasons->len; i++)
    {
      g_autofree char *sentence =
          aft_words_reason (&g_array_index (plan->reasons, AftReason, i), plan->day);

      append_sentence (text, sentence);
    }

  switch (plan->next_state)
    {
    case AFT_NEXT_RESTING:
      source = aft_words_rest_source (plan);
      append_sentence (text, source);
      if (plan->next_session != plan->session)
        append_sentence (text, _ ("The rest period of an earlier session isn’t over yet."));
      break;

    case AFT_NEXT_HELD:
      if (plan->reasons->len > 1)
        append_sentence (text, _ ("All of these must clear first."));
      break;

    case AFT_NEXT_CHECK_SKIN:
      append_sentence (text, _ ("Look at your skin now and check in, then decide."));
      break;

    case AFT_NEXT_READY:
      source = words_ready (plan);
      append_sentence (text, source);
      break;

    case AFT_NEXT_NONE:
      append_sentence (text, _ ("Log your first session to see what you may do and when."));
      break;

    case AFT_NEXT_ASK_CLINIC:
    default:
      break;
    }

  return g_strdup (text->str);
}

/**
 * aft_words_rest_warning:
 * @rest_end_us: from aft_rest_running_at()
 * @now_us: the present time
 * @time_zone: where the person is
 *
 * Returns: (transfer full): that the session falls into a rest, and that it may be logged anyway
 *   (rule 6)
 */
char *
aft_words_rest_warning (gint64 rest_end_us, gint64 now_us, GTimeZone *time_zone)
{
  g_autofree char *moment = aft_words_moment (rest_end_us, now_us, time_zone);

  /* Translators: %s is a time such as "tomorrow at 08:00" or "Sat 29 Nov, 09:00" */
  return g_strdup_printf (
      _ ("This session falls within a rest period that lasts until %s. Skin needs that time to heal. You can still log it: a diary records what happened."),
      moment);
}

/**
 * aft_words_ahead:
 * @plan: the plan
 *
 * Returns: (transfer full) (nullable): that entries are ahead of the clock, and what to do; NULL if
 *   none are
 */
char *
aft_words_ahead (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->n_ahead == 0)
    return NULL;

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   /* Translators: %u is how many */
                   "%u entry is dated ahead of this computer’s clock and doesn’t count yet. "
                   "Correct the date in the diary, or the computer’s clock.",
                   "%u entries are dated ahead of this computer’s clock and don’t count yet. "
                   "Correct the dates in the diary, or the computer’s clock.",
                   plan->n_ahead),
      plan->n_ahead);
}
