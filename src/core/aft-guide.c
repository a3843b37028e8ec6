/* aft-guide.c: the phases of the Guide, and where in it the person is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-guide.h"

#include "aft-plan-private.h"

/* Guide: "at the very least wait 8 hours". */
#define FIRST_HOURS_US ((GTimeSpan) AFT_HOME_MAKEUP_HOURS_MIN * G_TIME_SPAN_HOUR)

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
