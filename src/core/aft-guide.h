/* aft-guide.h: the phases of the Guide, and where in it the person is
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

AftGuidePhase  aft_plan_get_guide_phase  (const AftPlan *self,
                                          gint64         now_us);
gint64         aft_plan_get_guide_change (const AftPlan *self,
                                          gint64         now_us);
AftGuidePlaces aft_plan_get_guide_places (const AftPlan *self);

G_END_DECLS
