/* aft-words-advice.c: advice, cautions and needles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/* From this day of recovery on, no symptoms are expected, not even after a clinic. */
#define EXPECTED_DAYS AFT_DOWNTIME_MAX_DAYS

/**
 * aft_words_advice:
 * @advice: a piece of advice
 *
 * Returns: (transfer full): the reason, whom to talk to and the source; never a diagnosis
 */
char *
aft_words_advice (const AftAdvice *advice)
{
  g_return_val_if_fail (advice != NULL, NULL);

  switch (advice->kind)
    {
    case AFT_ADVICE_REDNESS_AFTER_DAY_1:
      if (advice->recovery_day > EXPECTED_DAYS)
        return g_strdup_printf (
            /* Translators: a score of 0 to 4, and days since the session */
            _ ("Redness was %d on day %d. According to the guide, it should have been gone by then. Talk to a clinician."),
            advice->value, advice->recovery_day);

      /* Translators: a score of 0 to 4, and days since the session */
      return g_strdup_printf (
          _ ("Redness was %d on day %d. According to the guide, it’s usually gone by the next day. Talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_REDNESS_BEFORE_72_HOURS:
      return g_strdup_printf (
          /* Translators: a score of 0 to 4, and days since the session */
          _ ("Redness was %d on day %d. That’s longer than the guide expects; published reports expect it for up to 72 hours or 7 days."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_TINGLING_AFTER_DAY_3:
      /* Translators: a score of 0 to 4, and days since the session */
      return g_strdup_printf (
          _ ("Tingling was %d on day %d. The guide expects some tingling, but doesn’t say for how long. To be on the safe side, talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_DRYNESS_AFTER_DAY_7:
      /* Translators: a score of 0 to 4, and days since the session */
      return g_strdup_printf (
          _ ("Dryness was %d on day %d. A published review expects dryness for up to seven days. Talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_REDNESS_REBOUND:
      return g_strdup_printf (
          /* Translators: a score of 0 to 4, and days since the session */
          _ ("Redness had calmed down but rose again to %d on day %d. Common advice is to talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_TINGLING_REBOUND:
      return g_strdup_printf (
          /* Translators: a score of 0 to 4, and days since the session */
          _ ("Tingling had calmed down but rose again to %d on day %d. Common advice is to talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_DRYNESS_REBOUND:
      return g_strdup_printf (
          /* Translators: a score of 0 to 4, and days since the session */
          _ ("Dryness had calmed down but rose again to %d on day %d. Common advice is to talk to a clinician."),
          advice->value, advice->recovery_day);

    case AFT_ADVICE_GROWING_SWELLING:
      return g_strdup (_ ("You ticked growing swelling. Common advice is to talk to a clinician."));

    case AFT_ADVICE_WORSE_PAIN:
      return g_strdup (_ ("You ticked worse pain. Common advice is to talk to a clinician."));

    case AFT_ADVICE_COLD_SORE:
      return g_strdup (_ ("You ticked a cold sore. Common advice is to talk to a clinician."));

    case AFT_ADVICE_LASTING_LUMP:
      return g_strdup (_ (
          "You ticked a new lump or sore that stays. See a clinician and mention your session. The published cases of late infection followed other cosmetic procedures."));

    case AFT_ADVICE_FEVER:
      return g_strdup (_ ("You ticked fever. Common advice is to contact a clinician today."));

    case AFT_ADVICE_DISCHARGE:
      return g_strdup (_ ("You ticked discharge. Common advice is to contact a clinician today."));

    case AFT_ADVICE_SPREADING_REDNESS:
      return g_strdup (
          _ ("You ticked spreading redness. Common advice is to contact a clinician today."));

    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * aft_words_cautions_line:
 *
 * Returns: (transfer full): rule 7 in one line
 */
char *
aft_words_cautions_line (void)
{
  return g_strdup (_ (
      "Before you start: not over active acne, including blackheads and whiteheads; not during pregnancy; not for keloid scars. If you’re breastfeeding, ask your doctor."));
}

/**
 * aft_words_downtime:
 * @plan: a plan
 *
 * Returns: (transfer full) (nullable): what to expect in the days after a clinic; NULL on other
 *   days
 */
char *
aft_words_downtime (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  if (!plan->downtime)
    return NULL;

  return g_strdup_printf (
      /* Translators: days after a session at a clinic, always 3 and 7 */
      _ ("The guide says to expect %d to %d days of downtime after a session at a clinic."),
      AFT_DOWNTIME_MIN_DAYS, AFT_DOWNTIME_MAX_DAYS);
}

/**
 * aft_words_needle_advice:
 * @advice: from aft_needle_get_advice()
 *
 * Returns: (transfer full) (nullable): the advice in a sentence or two; NULL for none
 */
char *
aft_words_needle_advice (AftNeedleAdvice advice)
{
  switch (advice)
    {
    case AFT_NEEDLE_ADVICE_LONGER_REST:
      return g_strdup (_ (
          "The guide’s 1 to 2 weeks of rest apply to short home needles. For a needle of this length, choose the longer rest."));

    case AFT_NEEDLE_ADVICE_CLINIC_ONLY:
      return g_strconcat (
          _ ("Common advice is to leave needles of 1.0 mm or longer to a clinic."), " ",
          _ ("Published protocols at clinics space sessions by 20 to 30 days, so our reading is 28 days of rest."),
          NULL);

    case AFT_NEEDLE_ADVICE_NONE:
    default:
      return NULL;
    }
}
