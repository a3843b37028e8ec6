/* aft-guide.c: the lines of the Guide by phase, each with its source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which line belongs where, and where it comes from; its text is in words. Nothing is attributed
 * to the guide (the aftercare article that this program is based on) that it doesn't say: it
 * announces a list of what to use and one of what to avoid, but both are empty.
 */
#include "aft-guide.h"

#include "aft-plan-private.h"

/* Guide: "at the very least wait 8 hours". */
#define FIRST_HOURS_US ((GTimeSpan) AFT_HOME_MAKEUP_HOURS_MIN * G_TIME_SPAN_HOUR)

#define BEFORE (1u << AFT_GUIDE_BEFORE)
#define FIRST (1u << AFT_GUIDE_FIRST_HOURS)
#define D01 (1u << AFT_GUIDE_DAY_0_1)
#define D27 (1u << AFT_GUIDE_DAY_2_7)
#define RESTED (1u << AFT_GUIDE_RESTED)
#define CALL (1u << AFT_GUIDE_CALL)

#define LINE(id, token, phases, kind, places, provenance, reference) \
  [id] = { id, token, phases, kind, places, provenance, reference }

/* clang-format off */
static const AftGuideLine lines[AFT_N_GUIDE_LINES] = {
  LINE (AFT_GUIDE_LINE_CLINIC_FIRST, "clinic-first", BEFORE | FIRST | D01 | D27 | RESTED,
        AFT_GUIDE_CLINIC, AFT_GUIDE_IN_CLINIC, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_CLINIC_WAITS, "clinic-waits", FIRST | D01 | D27,
        AFT_GUIDE_CLINIC, AFT_GUIDE_IN_CLINIC, AFT_PROVENANCE_CLINIC, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_CLINIC_REST, "clinic-rest", D27 | RESTED,
        AFT_GUIDE_CLINIC, AFT_GUIDE_IN_CLINIC, AFT_PROVENANCE_CLINIC, AFT_REFERENCE_NONE),

  LINE (AFT_GUIDE_LINE_FEVER, "fever", CALL,
        AFT_GUIDE_CALL_TODAY, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_DISCHARGE, "discharge", CALL,
        AFT_GUIDE_CALL_TODAY, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_SPREADING_REDNESS, "spreading-redness", CALL,
        AFT_GUIDE_CALL_TODAY, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_RETURNING_REDNESS, "returning-redness", CALL,
        AFT_GUIDE_CALL_SOON, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_GROWING_SWELLING, "growing-swelling", CALL,
        AFT_GUIDE_CALL_SOON, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_WORSE_PAIN, "worse-pain", CALL,
        AFT_GUIDE_CALL_SOON, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_COLD_SORE, "cold-sore", CALL,
        AFT_GUIDE_CALL_SOON, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_WORSE_AFTER_WEEK, "worse-after-week", CALL,
        AFT_GUIDE_CALL_SOON, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),

  LINE (AFT_GUIDE_LINE_ACTIVE_ACNE, "active-acne", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_PREGNANCY, "pregnancy", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_BREASTFEEDING, "breastfeeding", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_OPEN_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_KELOID_SCARS, "keloid-scars", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_PRONE_TO_KELOIDS, "prone-to-keloids", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NOT_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_FLARE, "flare", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_OPEN_WOUNDS, "open-wounds", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_SUNBURN, "sunburn", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_COLD_SORE_BEFORE, "cold-sore-before", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_RECENT_PEEL, "recent-peel", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_BLOOD_THINNERS, "blood-thinners", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_RISKS, "risks", BEFORE | RESTED,
        AFT_GUIDE_WAIT_IF, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_CHU_2021),

  LINE (AFT_GUIDE_LINE_REDNESS, "redness", FIRST | D01,
        AFT_GUIDE_NORMAL, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_TINGLING, "tingling", FIRST | D01,
        AFT_GUIDE_NORMAL, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_DRYNESS, "dryness", D01 | D27,
        AFT_GUIDE_NORMAL, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_NO_DOWNTIME, "no-downtime", FIRST | D01,
        AFT_GUIDE_NORMAL, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_DOWNTIME, "downtime", FIRST | D01 | D27,
        AFT_GUIDE_NORMAL, AFT_GUIDE_IN_CLINIC, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_EXPECTED_WEEK, "expected-week", D01 | D27,
        AFT_GUIDE_NORMAL, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_CHU_2021),
  LINE (AFT_GUIDE_LINE_WATER_LOSS, "water-loss", FIRST | D01 | D27,
        AFT_GUIDE_NORMAL, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_SASAKI_2019),

  LINE (AFT_GUIDE_LINE_CARE, "care", FIRST | D01 | D27,
        AFT_GUIDE_DO, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_CLEAN, "clean", FIRST | D01,
        AFT_GUIDE_DO, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_SUNSCREEN, "sunscreen", D01 | D27,
        AFT_GUIDE_DO, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_REST, "rest", D27 | RESTED,
        AFT_GUIDE_DO, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_DISINFECT, "disinfect", BEFORE | FIRST | RESTED,
        AFT_GUIDE_DO, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_WORN_TOOL, "worn-tool", BEFORE | RESTED,
        AFT_GUIDE_DO, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),

  LINE (AFT_GUIDE_LINE_MAKEUP, "makeup", FIRST | D01,
        AFT_GUIDE_AVOID, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_EXERCISE, "exercise", FIRST | D01 | D27,
        AFT_GUIDE_AVOID, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_SUN, "sun", FIRST | D01 | D27,
        AFT_GUIDE_AVOID, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_ACTIVES, "actives", FIRST | D01 | D27,
        AFT_GUIDE_AVOID, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_EMPTY_IN_GUIDE),
  LINE (AFT_GUIDE_LINE_RADIO_FREQUENCY, "radio-frequency", BEFORE,
        AFT_GUIDE_AVOID, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),

  LINE (AFT_GUIDE_LINE_MAKEUP_LONGER, "makeup-longer", FIRST | D01,
        AFT_GUIDE_DISPUTED, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_VITAMIN_C, "vitamin-c", FIRST | D01 | D27,
        AFT_GUIDE_DISPUTED, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_ISOTRETINOIN, "isotretinoin", BEFORE | RESTED,
        AFT_GUIDE_DISPUTED, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_ISOTRETINOIN),

  LINE (AFT_GUIDE_LINE_HOW_IT_WORKS, "how-it-works", BEFORE,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_USES, "uses", BEFORE,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_AUTHORISED_USES, "authorised-uses", BEFORE,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_FDA),
  LINE (AFT_GUIDE_LINE_NEEDLES, "needles", BEFORE,
        AFT_GUIDE_KNOW, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_COMMON, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_RARE_HARM, "rare-harm", BEFORE | CALL,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_CHU_2021),
  LINE (AFT_GUIDE_LINE_MY_WAITS, "my-waits", FIRST | D27,
        AFT_GUIDE_KNOW, AFT_GUIDE_AT_HOME, AFT_PROVENANCE_MINE, AFT_REFERENCE_NONE),
  LINE (AFT_GUIDE_LINE_DIARY, "diary", FIRST | D01,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_DIARY_2020),
  LINE (AFT_GUIDE_LINE_SCORES, "scores", FIRST | D01,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_PUBLISHED, AFT_REFERENCE_REDNESS_SCALE),
  LINE (AFT_GUIDE_LINE_RESULTS, "results", BEFORE | RESTED,
        AFT_GUIDE_KNOW, AFT_GUIDE_ANYWHERE, AFT_PROVENANCE_GUIDE, AFT_REFERENCE_NONE),
};
/* clang-format on */

/**
 * aft_guide_get_line:
 * @id: which one
 *
 * Returns: (transfer none): the line, static
 */
const AftGuideLine *
aft_guide_get_line (AftGuideLineId id)
{
  g_return_val_if_fail ((guint) id < AFT_N_GUIDE_LINES, NULL);

  return &lines[id];
}

/**
 * aft_guide_line_applies:
 * @self: a line
 * @phase: the phase to show
 * @places: the places to consider, from aft_plan_get_guide_places()
 *
 * After a session in a clinic, the clinic's instructions replace common advice on makeup, exercise,
 * sun and actives (rule 3).
 *
 * Returns: whether to show the line
 */
gboolean
aft_guide_line_applies (const AftGuideLine *self, AftGuidePhase phase, AftGuidePlaces places)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint) phase < AFT_N_GUIDE_PHASES, FALSE);

  return (self->phases & (1u << phase)) != 0 && (self->places & places) != 0;
}

/**
 * aft_reference_get_pubmed:
 * @reference: a reference
 *
 * Returns: its number in PubMed; 0 if it has none
 */
guint
aft_reference_get_pubmed (AftReference reference)
{
  return reference == AFT_REFERENCE_REDNESS_SCALE ? 26267728 : 0;
}

/**
 * aft_plan_get_guide_phase:
 * @self: a plan
 * @now_us: the present time; may be later than that of the plan
 *
 * Returns: the phase that the person is in; never %AFT_GUIDE_CALL, which applies at any time
 */
AftGuidePhase
aft_plan_get_guide_phase (const AftPlan *self, gint64 now_us)
{
  g_return_val_if_fail (self != NULL, AFT_GUIDE_BEFORE);

  if (self->session == NULL)
    return AFT_GUIDE_BEFORE;

  switch (self->next_state)
    {
    case AFT_NEXT_HELD:
    case AFT_NEXT_CHECK_SKIN:
    case AFT_NEXT_READY:
      return AFT_GUIDE_RESTED;

    case AFT_NEXT_NONE:
    case AFT_NEXT_RESTING:
    case AFT_NEXT_ASK_CLINIC:
    default:
      break;
    }

  if (now_us < aft_add_span (self->session->ended_at_us, FIRST_HOURS_US))
    return AFT_GUIDE_FIRST_HOURS;
  if (self->recovery_day <= 1)
    return AFT_GUIDE_DAY_0_1;

  return AFT_GUIDE_DAY_2_7;
}

/**
 * aft_plan_get_guide_change:
 * @self: a plan
 * @now_us: the present instant
 *
 * The plan itself changes at the start of the other phases, but not at the end of the first 8 hours
 * if the person waits longer for makeup.
 *
 * Returns: when the first 8 hours end; %G_MAXINT64 once they have
 */
gint64
aft_plan_get_guide_change (const AftPlan *self, gint64 now_us)
{
  gint64 end_us;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  if (self->session == NULL)
    return G_MAXINT64;

  end_us = aft_add_span (self->session->ended_at_us, FIRST_HOURS_US);

  return now_us < end_us ? end_us : G_MAXINT64;
}

/**
 * aft_plan_get_guide_places:
 * @self: a plan
 *
 * During the downtime after a clinic, common advice doesn't apply even after a home session (rule
 * 6).
 *
 * Returns: whose lines to show: those for the place of the latest session; all if there is none yet
 */
AftGuidePlaces
aft_plan_get_guide_places (const AftPlan *self)
{
  g_return_val_if_fail (self != NULL, AFT_GUIDE_ANYWHERE);

  if (self->session == NULL)
    return AFT_GUIDE_ANYWHERE;

  return self->downtime || self->session->place == AFT_PLACE_OF_TREATMENT_OFFICE
             ? AFT_GUIDE_IN_CLINIC
             : AFT_GUIDE_AT_HOME;
}
