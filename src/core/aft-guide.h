/* aft-guide.h: the lines of the Guide by phase, each with its source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

/** When a line applies. Also an index into arrays. */
typedef enum
{
  AFT_GUIDE_BEFORE,      /* before a session; nothing is logged yet */
  AFT_GUIDE_FIRST_HOURS, /* the first 8 hours after one */
  AFT_GUIDE_DAY_0_1,     /* the rest of its day, and the next day */
  AFT_GUIDE_DAY_2_7,     /* from then on, as long as the rest runs */
  AFT_GUIDE_RESTED,      /* the rest is over */
  AFT_GUIDE_CALL,        /* when to call a clinician: at any time */
} AftGuidePhase;
#define AFT_N_GUIDE_PHASES 6

/** What a line is about; the order of the lines of a phase. */
typedef enum
{
  AFT_GUIDE_CLINIC,     /* after a session in a clinic, whose instructions come first */
  AFT_GUIDE_CALL_TODAY, /* contact a clinician today */
  AFT_GUIDE_CALL_SOON,  /* talk to a clinician */
  AFT_GUIDE_WAIT_IF,    /* reasons not to start */
  AFT_GUIDE_NORMAL,     /* to be expected */
  AFT_GUIDE_DO,
  AFT_GUIDE_AVOID,
  AFT_GUIDE_DISPUTED, /* sources disagree */
  AFT_GUIDE_KNOW,     /* good to know */
} AftGuideKind;
#define AFT_N_GUIDE_KINDS 9

/** For sessions at which places a line is. */
typedef enum
{
  AFT_GUIDE_AT_HOME = 1 << 0,
  AFT_GUIDE_IN_CLINIC = 1 << 1,
  AFT_GUIDE_ANYWHERE = AFT_GUIDE_AT_HOME | AFT_GUIDE_IN_CLINIC,
} AftGuidePlaces;

/** The paper, page or person behind a line, if it is more specific than the provenance. */
typedef enum
{
  AFT_REFERENCE_NONE,
  AFT_REFERENCE_CHU_2021,      /* a review of microneedling */
  AFT_REFERENCE_DIARY_2020,    /* J Clin Aesthet Dermatol 2020 */
  AFT_REFERENCE_REDNESS_SCALE, /* PubMed 26267728 */
  AFT_REFERENCE_SASAKI_2019,
  AFT_REFERENCE_FDA,          /* the US Food and Drug Administration */
  AFT_REFERENCE_ISOTRETINOIN, /* its package insert, and a consensus of the ASDS of 2017 */
  AFT_REFERENCE_OPEN_IN_GUIDE, /* the guide asks, but doesn't answer */
  AFT_REFERENCE_NOT_IN_GUIDE,  /* the guide is about something more specific */
  AFT_REFERENCE_EMPTY_IN_GUIDE, /* the guide announces such a list, but leaves it empty */
} AftReference;
#define AFT_N_REFERENCES 10

typedef enum
{
  AFT_GUIDE_LINE_CLINIC_FIRST,
  AFT_GUIDE_LINE_CLINIC_WAITS,
  AFT_GUIDE_LINE_CLINIC_REST,

  AFT_GUIDE_LINE_FEVER,
  AFT_GUIDE_LINE_DISCHARGE,
  AFT_GUIDE_LINE_SPREADING_REDNESS,
  AFT_GUIDE_LINE_RETURNING_REDNESS,
  AFT_GUIDE_LINE_GROWING_SWELLING,
  AFT_GUIDE_LINE_WORSE_PAIN,
  AFT_GUIDE_LINE_COLD_SORE,
  AFT_GUIDE_LINE_WORSE_AFTER_WEEK,

  AFT_GUIDE_LINE_ACTIVE_ACNE,
  AFT_GUIDE_LINE_PREGNANCY,
  AFT_GUIDE_LINE_BREASTFEEDING,
  AFT_GUIDE_LINE_KELOID_SCARS,
  AFT_GUIDE_LINE_PRONE_TO_KELOIDS,
  AFT_GUIDE_LINE_FLARE,
  AFT_GUIDE_LINE_OPEN_WOUNDS,
  AFT_GUIDE_LINE_SUNBURN,
  AFT_GUIDE_LINE_COLD_SORE_BEFORE,
  AFT_GUIDE_LINE_RECENT_PEEL,
  AFT_GUIDE_LINE_BLOOD_THINNERS,
  AFT_GUIDE_LINE_RISKS,

  AFT_GUIDE_LINE_REDNESS,
  AFT_GUIDE_LINE_TINGLING,
  AFT_GUIDE_LINE_DRYNESS,
  AFT_GUIDE_LINE_NO_DOWNTIME,
  AFT_GUIDE_LINE_DOWNTIME,
  AFT_GUIDE_LINE_EXPECTED_WEEK,
  AFT_GUIDE_LINE_WATER_LOSS,

  AFT_GUIDE_LINE_CARE,
  AFT_GUIDE_LINE_CLEAN,
  AFT_GUIDE_LINE_SUNSCREEN,
  AFT_GUIDE_LINE_REST,
  AFT_GUIDE_LINE_DISINFECT,
  AFT_GUIDE_LINE_WORN_TOOL,

  AFT_GUIDE_LINE_MAKEUP,
  AFT_GUIDE_LINE_EXERCISE,
  AFT_GUIDE_LINE_SUN,
  AFT_GUIDE_LINE_ACTIVES,
  AFT_GUIDE_LINE_RADIO_FREQUENCY,

  AFT_GUIDE_LINE_MAKEUP_LONGER,
  AFT_GUIDE_LINE_VITAMIN_C,
  AFT_GUIDE_LINE_ISOTRETINOIN,

  AFT_GUIDE_LINE_HOW_IT_WORKS,
  AFT_GUIDE_LINE_USES,
  AFT_GUIDE_LINE_AUTHORISED_USES,
  AFT_GUIDE_LINE_NEEDLES,
  AFT_GUIDE_LINE_RARE_HARM,
  AFT_GUIDE_LINE_MY_WAITS,
  AFT_GUIDE_LINE_DIARY,
  AFT_GUIDE_LINE_SCORES,
  AFT_GUIDE_LINE_RESULTS,
} AftGuideLineId;
#define AFT_N_GUIDE_LINES (AFT_GUIDE_LINE_RESULTS + 1)

/**
 * AftGuideLine:
 * @id: the line; aft_words_guide_line() has its text
 * @token: its name, which never changes between versions
 * @phases: the phases in which it applies: bits 1 << #AftGuidePhase
 * @kind: what it is about
 * @places: for sessions at which places
 * @provenance: where it comes from
 * @reference: the paper or page; always set for published lines, rarely for others
 */
typedef struct
{
  AftGuideLineId   id;
  const char      *token;
  guint            phases;
  AftGuideKind     kind;
  AftGuidePlaces   places;
  AftProvenance    provenance;
  AftReference     reference;
} AftGuideLine;

const AftGuideLine *aft_guide_get_line       (AftGuideLineId      id);
gboolean            aft_guide_line_applies   (const AftGuideLine *self,
                                              AftGuidePhase       phase,
                                              AftGuidePlaces      places);
guint               aft_reference_get_pubmed (AftReference        reference);

AftGuidePhase  aft_plan_get_guide_phase  (const AftPlan *self,
                                          gint64         now_us);
gint64         aft_plan_get_guide_change (const AftPlan *self,
                                          gint64         now_us);
AftGuidePlaces aft_plan_get_guide_places (const AftPlan *self);

G_END_DECLS
