/* aft-plan-activities.c: "What may I do now?": activities that have to wait or have a condition
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan-private.h"

static void
add (AftPlanBuild *self,
     AftActivityKind activity,
     AftActivityState state,
     gint64 at_us,
     AftProvenance provenance)
{
  AftActivity entry = { activity, state, at_us, provenance };

  g_array_append_val (self->plan->activities, entry);
  if (at_us != 0)
    aft_plan_build_add_change (self, at_us);
}

/* The wait first; after it, open flags, then the rest of the day of a home session. */
static void
add_makeup (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;

  switch (plan->makeup_state)
    {
    case AFT_MAKEUP_WAITING:
      add (self, AFT_ACTIVITY_MAKEUP, AFT_ACTIVITY_STATE_WAITING, plan->makeup_at_us,
           plan->makeup_provenance);
      break;

    case AFT_MAKEUP_ASK_CLINIC:
      /* Once the next session may take place, the wait for makeup after this one no longer
       * matters. */
      if (plan->next_state == AFT_NEXT_RESTING || plan->next_state == AFT_NEXT_ASK_CLINIC)
        add (self, AFT_ACTIVITY_MAKEUP, AFT_ACTIVITY_STATE_ASK_CLINIC, 0, AFT_PROVENANCE_CLINIC);
      break;

    case AFT_MAKEUP_READY:
      /* Rule 1. To ask about a warning sign first is common advice. Like every hold, it lasts
       * until the sign is recorded as gone. */
      if (plan->open_flags != AFT_FLAG_NONE)
        add (self, AFT_ACTIVITY_MAKEUP, AFT_ACTIVITY_STATE_FLAGGED, 0, AFT_PROVENANCE_COMMON);

      /* Guide: "makeup from the next day; at the very least wait 8 hours". */
      else if (plan->session->place == AFT_PLACE_OF_TREATMENT_HOME && plan->recovery_day == 0)
        add (self, AFT_ACTIVITY_MAKEUP, AFT_ACTIVITY_STATE_SUGGESTED,
             aft_day_instant (self->session_day + 1, self->time_zone,
                              self->preferences->day_start_minutes),
             AFT_PROVENANCE_GUIDE);
      break;

    case AFT_MAKEUP_NONE:
    default:
      break;
    }
}

/* Rule 3: nothing is guessed during the downtime after a clinic, not even after a home session
 * in that time (rule 6). */
static void
add_exercise_sun_and_actives (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  gint64 ended_at_us = plan->session->ended_at_us;
  gint64 exercise_us = aft_add_span (ended_at_us, AFT_EXERCISE_WAIT_US);
  gint64 sun_us = aft_add_span (ended_at_us, AFT_SUN_WAIT_US);
  gint64 actives_us = aft_add_span (ended_at_us, AFT_ACTIVES_WAIT_US);
  gint64 spf_us = aft_add_span (ended_at_us, 14 * G_TIME_SPAN_DAY);

  if (plan->downtime)
    {
      add (self, AFT_ACTIVITY_EXERCISE, AFT_ACTIVITY_STATE_ASK_CLINIC, 0, AFT_PROVENANCE_CLINIC);
      add (self, AFT_ACTIVITY_SUN, AFT_ACTIVITY_STATE_ASK_CLINIC, 0, AFT_PROVENANCE_CLINIC);
      add (self, AFT_ACTIVITY_ACTIVES, AFT_ACTIVITY_STATE_ASK_CLINIC, 0, AFT_PROVENANCE_CLINIC);
      return;
    }

  if (plan->session->place != AFT_PLACE_OF_TREATMENT_HOME)
    return;

  if (plan->now_us < exercise_us)
    add (self, AFT_ACTIVITY_EXERCISE, AFT_ACTIVITY_STATE_WAITING, exercise_us,
         AFT_PROVENANCE_COMMON);

  /* Until the rest is over, or for two weeks, whichever is sooner. */
  if (plan->next_at_us != 0)
    spf_us = MIN (spf_us, plan->next_at_us);

  if (plan->now_us < sun_us)
    add (self, AFT_ACTIVITY_SUN, AFT_ACTIVITY_STATE_WAITING, sun_us, AFT_PROVENANCE_COMMON);
  else if (plan->now_us < spf_us)
    add (self, AFT_ACTIVITY_SUN, AFT_ACTIVITY_STATE_ONLY_WITH_SPF, spf_us, AFT_PROVENANCE_COMMON);

  if (plan->now_us < actives_us)
    add (self, AFT_ACTIVITY_ACTIVES, AFT_ACTIVITY_STATE_WAITING, actives_us, AFT_PROVENANCE_COMMON);
}

/* The guide says that skin should heal before the next session; to ask about a warning sign is
 * common advice. */
static void
add_next_session (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;

  switch (plan->next_state)
    {
    case AFT_NEXT_RESTING:
      add (self, AFT_ACTIVITY_NEXT_SESSION, AFT_ACTIVITY_STATE_WAITING, plan->next_at_us,
           plan->next_provenance);
      break;

    case AFT_NEXT_HELD:
      add (self, AFT_ACTIVITY_NEXT_SESSION, AFT_ACTIVITY_STATE_HELD, 0,
           plan->open_flags != AFT_FLAG_NONE ? AFT_PROVENANCE_COMMON : AFT_PROVENANCE_GUIDE);
      break;

    case AFT_NEXT_CHECK_SKIN:
      add (self, AFT_ACTIVITY_NEXT_SESSION, AFT_ACTIVITY_STATE_CHECK_SKIN, 0, AFT_PROVENANCE_GUIDE);
      break;

    case AFT_NEXT_ASK_CLINIC:
      add (self, AFT_ACTIVITY_NEXT_SESSION, AFT_ACTIVITY_STATE_ASK_CLINIC, 0,
           AFT_PROVENANCE_CLINIC);
      break;

    case AFT_NEXT_NONE:
    case AFT_NEXT_READY:
    default:
      break;
    }
}

static int
compare_activities (gconstpointer a, gconstpointer b)
{
  const AftActivity *left = a;
  const AftActivity *right = b;

  if ((left->at_us == 0) != (right->at_us == 0))
    return left->at_us == 0 ? 1 : -1;
  if (left->at_us != right->at_us)
    return left->at_us < right->at_us ? -1 : 1;

  return (int) left->kind - (int) right->kind;
}

/**
 * aft_plan_build_activities:
 * @self: a plan that is complete except for its activities
 *
 * Fills in the activities, soonest first and unknown ends last. An activity that isn't in the list
 * is allowed.
 */
void
aft_plan_build_activities (AftPlanBuild *self)
{
  if (self->plan->session == NULL)
    return;

  add_makeup (self);
  add_exercise_sun_and_actives (self);
  add_next_session (self);

  g_array_sort (self->plan->activities, compare_activities);
}
