/* aft-words-guide.c: the Guide in our own words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each line is a whole sentence that says no more than its source.
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

/* Symptoms, and when to ask for help. */
static const char *
get_call_words (AftGuideLineId id)
{
  switch (id)
    {
    case AFT_GUIDE_LINE_FEVER:
      return _ ("Fever or chills.");
    case AFT_GUIDE_LINE_DISCHARGE:
      return _ ("Discharge from the skin.");
    case AFT_GUIDE_LINE_SPREADING_REDNESS:
      return _ ("Redness that spreads.");
    case AFT_GUIDE_LINE_RETURNING_REDNESS:
      return _ ("Redness that goes away and comes back.");
    case AFT_GUIDE_LINE_GROWING_SWELLING:
      return _ ("Swelling that grows.");
    case AFT_GUIDE_LINE_WORSE_PAIN:
      return _ ("Pain that gets worse.");
    case AFT_GUIDE_LINE_COLD_SORE:
      return _ ("A cold sore.");
    case AFT_GUIDE_LINE_WORSE_AFTER_WEEK:
      return _ ("Anything that’s worse after a week.");
    default:
      return NULL;
    }
}

/* Reasons not to start. */
static const char *
get_wait_words (AftGuideLineId id)
{
  switch (id)
    {
    case AFT_GUIDE_LINE_ACTIVE_ACNE:
      return aft_words_caution (AFT_CAUTION_ACTIVE_ACNE);
    case AFT_GUIDE_LINE_PREGNANCY:
      return aft_words_caution (AFT_CAUTION_PREGNANCY);
    case AFT_GUIDE_LINE_BREASTFEEDING:
      return aft_words_caution (AFT_CAUTION_BREASTFEEDING);
    case AFT_GUIDE_LINE_KELOID_SCARS:
      return aft_words_caution (AFT_CAUTION_KELOID_SCARS);
    case AFT_GUIDE_LINE_PRONE_TO_KELOIDS:
      return _ ("Not on skin that tends to form keloids.");
    case AFT_GUIDE_LINE_FLARE:
      return _ ("Not during a flare of eczema, psoriasis or rosacea.");
    case AFT_GUIDE_LINE_OPEN_WOUNDS:
      return _ ("Not over open wounds.");
    case AFT_GUIDE_LINE_SUNBURN:
      return _ ("Not on sunburned skin.");
    case AFT_GUIDE_LINE_COLD_SORE_BEFORE:
      return _ ("Not while you have a cold sore.");
    case AFT_GUIDE_LINE_RECENT_PEEL:
      return _ ("Not soon after a peel.");
    case AFT_GUIDE_LINE_BLOOD_THINNERS:
      return _ ("If you take blood thinners, ask your doctor first.");
    case AFT_GUIDE_LINE_RISKS:
      return _ ("An active infection, darker skin and an allergy to metal raise the risk.");
    default:
      return NULL;
    }
}

/* What to expect. */
static const char *
get_normal_words (AftGuideLineId id)
{
  switch (id)
    {
    case AFT_GUIDE_LINE_REDNESS:
      return _ ("Redness for a few hours. It’s usually gone by the next day.");
    case AFT_GUIDE_LINE_TINGLING:
      return _ ("Some tingling.");
    case AFT_GUIDE_LINE_DRYNESS:
      return _ ("Drier skin, while it heals and sheds its outer layer.");
    case AFT_GUIDE_LINE_NO_DOWNTIME:
      return _ ("No downtime after a session at home.");
    case AFT_GUIDE_LINE_DOWNTIME:
      return _ (
          "3 to 7 days of downtime after a session at a clinic, depending on the procedure and its intensity.");
    case AFT_GUIDE_LINE_EXPECTED_WEEK:
      return _ (
          "For up to 7 days: redness or swelling, soreness, dryness and flaking, irritation, and temporarily darker skin.");
    case AFT_GUIDE_LINE_WATER_LOSS:
      return _ ("With 0.5 mm needles, skin loses slightly more water than usual for 48 hours.");
    default:
      return NULL;
    }
}

/* What to do, what to avoid, and what is disputed. */
static const char *
get_care_words (AftGuideLineId id)
{
  switch (id)
    {
    case AFT_GUIDE_LINE_CLINIC_FIRST:
      return _ ("Your doctor’s instructions come first.");
    case AFT_GUIDE_LINE_CLINIC_WAITS:
      return _ (
          "Ask your clinic how long to wait before makeup, exercise, sun, retinoids and acids.");
    case AFT_GUIDE_LINE_CLINIC_REST:
      return _ ("Your clinic decides when you can have your next session.");

    case AFT_GUIDE_LINE_CARE:
      return _ ("Use a gentle cleanser, hyaluronic acid and a bland moisturizer.");
    case AFT_GUIDE_LINE_CLEAN:
      return _ ("Keep your hands and your pillowcase clean.");
    case AFT_GUIDE_LINE_SUNSCREEN:
      return _ ("From the next day on, wear sunscreen with SPF 30 or higher.");
    case AFT_GUIDE_LINE_REST:
      return _ (
          "After a session at home, let your skin rest for 1 to 2 weeks before the next one, so that it has time to heal.");
    case AFT_GUIDE_LINE_DISINFECT:
      return _ ("Disinfect your roller or pen before and after each session.");
    case AFT_GUIDE_LINE_WORN_TOOL:
      return _ ("Replace a roller or cartridge after 10 to 15 uses, because it wears out.");

    case AFT_GUIDE_LINE_MAKEUP:
      return _ ("Makeup until the next day, and for 8 hours at the very least.");
    case AFT_GUIDE_LINE_EXERCISE:
      return _ ("Exercise, sweating, sauna and swimming for 48 hours. Some say 24.");
    case AFT_GUIDE_LINE_SUN:
      return _ ("Strong sun for 48 hours; after that, sun without SPF.");
    case AFT_GUIDE_LINE_ACTIVES:
      return _ ("Retinoids, acids (AHA and BHA) and scrubs for about a week.");
    case AFT_GUIDE_LINE_RADIO_FREQUENCY:
      return _ ("Radio-frequency microneedling at home.");

    case AFT_GUIDE_LINE_MAKEUP_LONGER:
      return _ ("Makeup: stricter sources say 12, 24 or 48 hours. You can set a longer wait.");
    case AFT_GUIDE_LINE_VITAMIN_C:
      return _ ("Vitamin C afterwards: some say to avoid it, others recommend it.");
    case AFT_GUIDE_LINE_ISOTRETINOIN:
      return _ (
          "Isotretinoin: the package insert says to wait 6 months. A 2017 consensus found too little evidence for delaying superficial procedures. Ask your prescriber.");
    default:
      return NULL;
    }
}

/* Background. */
static const char *
get_know_words (AftGuideLineId id)
{
  switch (id)
    {
    case AFT_GUIDE_LINE_HOW_IT_WORKS:
      return _ (
          "The needles make tiny, controlled injuries. Your body responds with collagen and elastin.");
    case AFT_GUIDE_LINE_USES:
      return _ ("People use it for acne scars, fine lines and the look of their skin in general, "
                "mostly on the face.");
    case AFT_GUIDE_LINE_AUTHORISED_USES:
      return _ (
          "In the US, devices are authorized for acne scars and wrinkles on the face and scars on the abdomen, for people aged 22 and over.");
    case AFT_GUIDE_LINE_NEEDLES:
      return _ (
          "Needles sold for home use are 0.2, 0.25, 0.3 or 0.5 mm long. Needles of 1.0 mm or longer are for clinics.");
    case AFT_GUIDE_LINE_RARE_HARM:
      return _ (
          "Rare but serious: skin that stays darker, track-like scars, and small lumps (granulomas).");
    case AFT_GUIDE_LINE_MY_WAITS:
      return _ (
          "The waiting times on Today are the ones you saved with your session. To change them, edit the session in the Diary.");
    case AFT_GUIDE_LINE_DIARY:
      return _ (
          "In one study, people rated their redness, pain and discomfort in a diary that same evening and for up to 7 days. The check-in works in much the same way.");
    case AFT_GUIDE_LINE_SCORES:
      return _ (
          "A five-step scale for rating your own redness was tested in people with rosacea and found to be valid. That’s why the scores here go from 0 to 4.");
    case AFT_GUIDE_LINE_RESULTS:
      return _ (
          "Results last, within the limits of aging skin. They vary from person to person and take patience, and nobody’s skin becomes perfect.");
    default:
      return NULL;
    }
}

/**
 * aft_words_guide_line:
 * @id: a line of the Guide
 *
 * Returns: its text: one to three sentences, static
 */
const char *
aft_words_guide_line (AftGuideLineId id)
{
  static const char *(*const parts[]) (AftGuideLineId) = {
    get_call_words, get_wait_words, get_normal_words, get_care_words, get_know_words,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *words = parts[i](id);

      if (words != NULL)
        return words;
    }

  g_return_val_if_reached ("");
}

/* More about the source than its kind; NULL if there isn't more. */
static const char *
get_reference_words (AftReference reference)
{
  switch (reference)
    {
    case AFT_REFERENCE_CHU_2021:
      return _ ("Chu, 2021: a review of published studies.");
    case AFT_REFERENCE_DIARY_2020:
      return _ ("A study in the Journal of Clinical and Aesthetic Dermatology, 2020.");
    case AFT_REFERENCE_REDNESS_SCALE:
      /* Translators: PubMed is a catalogue of medical papers, and this the number of one */
      return _ ("A validation study, number 26267728 in PubMed.");
    case AFT_REFERENCE_SASAKI_2019:
      return _ ("Sasaki, 2019: a study that measured this.");
    case AFT_REFERENCE_FDA:
      return _ ("The US Food and Drug Administration (FDA).");
    case AFT_REFERENCE_ISOTRETINOIN:
      return _ ("The package insert of isotretinoin, and a consensus of the American Society for "
                "Dermatologic Surgery (ASDS), 2017.");
    case AFT_REFERENCE_OPEN_IN_GUIDE:
      return _ ("The guide raises this question but doesn’t answer it.");
    case AFT_REFERENCE_NOT_IN_GUIDE:
      return _ ("The guide mentions keloid scars, not skin that tends to form them.");
    case AFT_REFERENCE_EMPTY_IN_GUIDE:
      return _ (
          "The guide announces a list of what to use and what to avoid, but leaves it empty.");
    case AFT_REFERENCE_NONE:
    default:
      return NULL;
    }
}

/**
 * aft_words_guide_source:
 * @line: a line of the Guide
 *
 * Returns: (transfer full): the source and how reliable it is, in a sentence or two
 */
char *
aft_words_guide_source (const AftGuideLine *line)
{
  g_autofree char *kind = NULL;
  const char *reference;

  g_return_val_if_fail (line != NULL, NULL);

  if (line->provenance == AFT_PROVENANCE_CLINIC)
    return g_strdup (_ (
        "After a session at a clinic, the clinic’s own advice counts. Aftercare can’t guess it, so ask your clinic and add the answer to the session."));

  kind = aft_words_provenance_long (line->provenance);
  reference = get_reference_words (line->reference);
  if (reference == NULL)
    return g_steal_pointer (&kind);

  /* A published source has its own name, which shows that it is a paper. */
  if (line->provenance == AFT_PROVENANCE_PUBLISHED)
    return g_strdup (reference);

  /* Translators: two sentences on where a piece of advice comes from */
  return g_strdup_printf (C_ ("sentences", "%s %s"), kind, reference);
}
