/* aft-words-activities.c: the lines of "What may I do now?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/**
 * aft_words_activity:
 * @activity: an activity
 *
 * Returns: its name as a title, static
 */
const char *
aft_words_activity (AftActivityKind activity)
{
  switch (activity)
    {
    case AFT_ACTIVITY_MAKEUP:
      return _ ("Makeup");
    case AFT_ACTIVITY_EXERCISE:
      return _ ("Exercise and sweating");
    case AFT_ACTIVITY_SUN:
      return _ ("Sun");
    case AFT_ACTIVITY_ACTIVES:
      return _ ("Retinoids, acids and scrubs");
    case AFT_ACTIVITY_NEXT_SESSION:
      return _ ("Next session");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_activity_state:
 * @activity: an activity of @plan
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the state of the activity, without a full stop
 */
char *
aft_words_activity_state (const AftActivity *activity, const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *moment = NULL;

  g_return_val_if_fail (activity != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  if (activity->at_us != 0)
    moment = aft_words_moment (activity->at_us, plan->now_us, time_zone);

  switch (activity->state)
    {
    case AFT_ACTIVITY_STATE_WAITING:
      /* Translators: %s is a time such as "today at 23:10" or "Sat 29 Nov, 09:00" */
      return g_strdup_printf (_ ("Wait until %s"), moment);

    case AFT_ACTIVITY_STATE_SUGGESTED:
      return aft_words_suggested (plan);

    case AFT_ACTIVITY_STATE_FLAGGED:
      return aft_words_flagged (plan);

    case AFT_ACTIVITY_STATE_ONLY_WITH_SPF:
      /* Translators: sun; %s is a time such as "today at 23:10" or "Sat 29 Nov, 09:00" */
      return g_strdup_printf (_ ("Only with SPF until %s"), moment);

    case AFT_ACTIVITY_STATE_HELD:
      if (plan->open_flags != AFT_FLAG_NONE)
        {
          g_autofree char *flags = aft_words_flags (plan->open_flags);

          /* Translators: %s is one or more warning signs such as "discharge" */
          return g_strdup_printf (_ ("On hold because you ticked %s"), flags);
        }
      return g_strdup (_ ("On hold until your skin has calmed down"));

    case AFT_ACTIVITY_STATE_CHECK_SKIN:
      return g_strdup (_ ("Check your skin first"));

    case AFT_ACTIVITY_STATE_ASK_CLINIC:
      return g_strdup (_ ("Ask your clinic"));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static const char *
get_makeup_source (const AftActivity *activity)
{
  if (activity->state == AFT_ACTIVITY_STATE_FLAGGED)
    return _ ("Common advice: call a clinician about a warning sign. Ask before you wear makeup.");

  switch (activity->provenance)
    {
    case AFT_PROVENANCE_CLINIC:
      return _ ("Your clinic told you how long to wait.");
    case AFT_PROVENANCE_MINE:
      return _ ("You chose this wait. The guide says to wait 8 hours at the very least.");
    case AFT_PROVENANCE_GUIDE:
    case AFT_PROVENANCE_PUBLISHED:
    case AFT_PROVENANCE_COMMON:
    case AFT_PROVENANCE_READING:
    default:
      return _ (
          "The guide: makeup from the next day on, and 8 hours after a session at the very earliest.");
    }
}

/* Rule 2: the guide's range as dates, to compare with what the person chose. */
static char *
get_rest_source (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *source = aft_words_rest_source (plan);
  g_autofree char *earliest = NULL;
  g_autofree char *end = NULL;

  if (plan->earliest_us == 0 || plan->next_session != plan->session)
    return g_steal_pointer (&source);

  earliest = aft_words_moment (plan->earliest_us, plan->now_us, time_zone);
  end = aft_words_moment (plan->guide_end_us, plan->now_us, time_zone);

  /* Translators: a sentence on the rest; then two moments such as "Sat 29 Nov, 09:00" */
  return g_strdup_printf (_ ("%s One week: %s. Two weeks: %s."), source, earliest, end);
}

static char *
get_next_source (const AftActivity *activity, const AftPlan *plan, GTimeZone *time_zone)
{
  switch (activity->state)
    {
    case AFT_ACTIVITY_STATE_HELD:
      if (plan->open_flags != AFT_FLAG_NONE)
        return g_strdup (_ (
            "Common advice: call a clinician about a warning sign. Your next session is on hold until you record the sign as gone."));
      return g_strdup (_ (
          "The guide: skin needs time to heal before the next session. From what you noted, it hasn’t healed yet."));

    case AFT_ACTIVITY_STATE_CHECK_SKIN:
      return g_strdup (_ (
          "The guide: skin needs time to heal before the next session. You can only tell whether it has by looking at it."));

    case AFT_ACTIVITY_STATE_WAITING:
    case AFT_ACTIVITY_STATE_SUGGESTED:
    case AFT_ACTIVITY_STATE_FLAGGED:
    case AFT_ACTIVITY_STATE_ONLY_WITH_SPF:
    case AFT_ACTIVITY_STATE_ASK_CLINIC:
    default:
      return get_rest_source (plan, time_zone);
    }
}

/**
 * aft_words_activity_source:
 * @activity: an activity of @plan
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the source of that state, in a sentence or two
 */
char *
aft_words_activity_source (const AftActivity *activity, const AftPlan *plan, GTimeZone *time_zone)
{
  g_return_val_if_fail (activity != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  if (activity->state == AFT_ACTIVITY_STATE_ASK_CLINIC)
    return g_strdup (_ (
        "After a session at a clinic, the clinic’s own advice counts. Aftercare can’t guess it, so ask your clinic and add the answer to the session."));

  switch (activity->kind)
    {
    case AFT_ACTIVITY_MAKEUP:
      return g_strdup (get_makeup_source (activity));

    case AFT_ACTIVITY_EXERCISE:
      return g_strdup (
          _ ("Common advice: no exercise, sweating, sauna or swimming for 48 hours. Some "
             "say 24."));

    case AFT_ACTIVITY_SUN:
      return g_strdup (_ (
          "Common advice: no strong sun for 48 hours at the least (some say two weeks), and after that only with SPF 30 or higher."));

    case AFT_ACTIVITY_ACTIVES:
      return g_strdup (_ ("Common advice: no retinoids, acids or scrubs for about a week."));

    case AFT_ACTIVITY_NEXT_SESSION:
      return get_next_source (activity, plan, time_zone);

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}
