/* aft-words-guide.c: the headings of the Guide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/**
 * aft_words_guide_phase:
 * @phase: a phase
 *
 * Returns: its name as a title, such as "Day 2 to 7"; static
 */
const char *
aft_words_guide_phase (AftGuidePhase phase)
{
  switch (phase)
    {
    case AFT_GUIDE_BEFORE:
      /* Translators: the time before a session */
      return C_ ("phase", "Before");
    case AFT_GUIDE_FIRST_HOURS:
      /* Translators: the time after a session */
      return C_ ("phase", "First 8 Hours");
    case AFT_GUIDE_DAY_0_1:
      /* Translators: days after a session; its own day is day 0 */
      return C_ ("phase", "Days 0 to 1");
    case AFT_GUIDE_DAY_2_7:
      /* Translators: days after a session; its own day is day 0 */
      return C_ ("phase", "Days 2 to 7");
    case AFT_GUIDE_RESTED:
      /* Translators: the time when the rest after a session is over */
      return C_ ("phase", "Rested");
    case AFT_GUIDE_CALL:
      return _ ("When to Call a Clinician");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_guide_phase_long:
 * @phase: a phase
 *
 * Returns: a description of that time, without a full stop; static
 */
const char *
aft_words_guide_phase_long (AftGuidePhase phase)
{
  switch (phase)
    {
    case AFT_GUIDE_BEFORE:
      return _ ("What to know before a session");
    case AFT_GUIDE_FIRST_HOURS:
      return _ ("Right after a session");
    case AFT_GUIDE_DAY_0_1:
      return _ ("The day of the session and the day after");
    case AFT_GUIDE_DAY_2_7:
      return _ ("While your skin heals and rests");
    case AFT_GUIDE_RESTED:
      return _ ("After the rest period, before you start again");
    case AFT_GUIDE_CALL:
      return _ ("At any time, on any day");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_guide_here:
 * @plan: the plan
 * @time_zone: where the person is
 *
 * Returns: (transfer full) (nullable): the person's phase of the Guide and what is next, without a
 *   full stop; NULL without a session
 */
char *
aft_words_guide_here (const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->session == NULL)
    return NULL;

  day = aft_words_recovery_day (plan->recovery_day);
  title = aft_words_next_title (plan, time_zone);

  /* Translators: "Day 3 of recovery", then "Resting until Sat 29 Nov, 09:00" or the like */
  return g_strdup_printf (_ ("You are here: %s · %s"), day, title);
}

/**
 * aft_words_guide_kind:
 * @kind: a kind of lines
 *
 * Returns: the heading for them, static
 */
const char *
aft_words_guide_kind (AftGuideKind kind)
{
  switch (kind)
    {
    case AFT_GUIDE_CLINIC:
      return _ ("At a clinic");
    case AFT_GUIDE_CALL_TODAY:
      return _ ("Contact a clinician today");
    case AFT_GUIDE_CALL_SOON:
      return _ ("Talk to a clinician");
    case AFT_GUIDE_WAIT_IF:
      return _ ("When not to start");
    case AFT_GUIDE_NORMAL:
      return _ ("What’s normal");
    case AFT_GUIDE_DO:
      /* Translators: heading over what one should do */
      return C_ ("guide", "Do");
    case AFT_GUIDE_AVOID:
      /* Translators: heading over what one should avoid */
      return C_ ("guide", "Avoid");
    case AFT_GUIDE_DISPUTED:
      return _ ("Where sources disagree");
    case AFT_GUIDE_KNOW:
      return _ ("Good to know");
    default:
      g_return_val_if_reached ("");
    }
}
