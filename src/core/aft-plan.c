/* aft-plan.c: what follows from the diary at a given time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan.h"

/* The ring once the rest is over but the next session is held for another reason. */
#define PROGRESS_HELD 0.97

G_DEFINE_BOXED_TYPE (AftPlan, aft_plan, aft_plan_ref, aft_plan_unref)

static void
aft_plan_clear (gpointer data)
{
  AftPlan *self = data;

  g_clear_pointer (&self->session, aft_session_unref);
  g_clear_pointer (&self->makeup_session, aft_session_unref);
  g_clear_pointer (&self->next_session, aft_session_unref);
  g_clear_pointer (&self->reasons, g_array_unref);
  g_clear_pointer (&self->advice, g_array_unref);
  g_clear_pointer (&self->activities, g_array_unref);
  g_clear_pointer (&self->clinic_instructions, g_free);
}

/**
 * aft_plan_ref:
 * @self: a plan
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
AftPlan *
aft_plan_ref (AftPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * aft_plan_unref:
 * @self: (transfer full): a plan
 *
 * May be called from any thread.
 */
void
aft_plan_unref (AftPlan *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, aft_plan_clear);
}

/**
 * aft_plan_at:
 * @self: a plan
 * @now_us: a later instant, before the plan's changes_at_us
 *
 * For the words of a plan, which go by its now_us: a plan of an hour ago counts down from an hour ago.
 *
 * Returns: (transfer full): @self, with the instant @now_us
 */
AftPlan *
aft_plan_at (const AftPlan *self, gint64 now_us)
{
  AftPlan *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_new (AftPlan);
  *copy = *self;
  copy->now_us = now_us;
  if (copy->session != NULL)
    aft_session_ref (copy->session);
  if (copy->makeup_session != NULL)
    aft_session_ref (copy->makeup_session);
  if (copy->next_session != NULL)
    aft_session_ref (copy->next_session);
  g_array_ref (copy->reasons);
  g_array_ref (copy->advice);
  g_array_ref (copy->activities);
  copy->clinic_instructions = g_strdup (self->clinic_instructions);

  return copy;
}

/**
 * aft_plan_get_progress:
 * @self: a plan
 * @now_us: the present time, microseconds since 1970 UTC; may be later than that of the plan
 *
 * How much of the rest is over since the session that it follows, for the ring. Full only once the
 * rest is over and the skin doesn't hold the next session; a plan from before the deadline can't
 * tell yet.
 *
 * Returns: 0.0 to 1.0; 0.0 without a session or as long as the clinic's figure isn't known
 */
double
aft_plan_get_progress (const AftPlan *self, gint64 now_us)
{
  double whole;
  double over;

  g_return_val_if_fail (self != NULL, 0.0);

  switch (self->next_state)
    {
    case AFT_NEXT_RESTING:
      if (now_us >= self->next_at_us)
        return PROGRESS_HELD;

      whole = (double) self->next_at_us - (double) self->next_session->ended_at_us;
      over = (double) now_us - (double) self->next_session->ended_at_us;

      return CLAMP (over / whole, 0.0, 1.0);

    case AFT_NEXT_HELD:
      return PROGRESS_HELD;

    case AFT_NEXT_CHECK_SKIN:
    case AFT_NEXT_READY:
      return 1.0;

    case AFT_NEXT_NONE:
    case AFT_NEXT_ASK_CLINIC:
    default:
      return 0.0;
    }
}

/**
 * aft_makeup_state_to_token:
 * @state: a state
 *
 * Returns: its word in `--status --json`, static; it never changes between versions
 */
const char *
aft_makeup_state_to_token (AftMakeupState state)
{
  static const char *const tokens[] = { "none", "waiting", "ready", "ask_clinic" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (tokens), NULL);

  return tokens[state];
}

/**
 * aft_next_state_to_token:
 * @state: a state
 *
 * Returns: its word in `--status --json`, static; it never changes between versions
 */
const char *
aft_next_state_to_token (AftNextState state)
{
  static const char *const tokens[] = {
    "none", "resting", "held", "check_skin", "ready", "ask_clinic",
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (tokens), NULL);

  return tokens[state];
}

/**
 * aft_reason_to_token:
 * @reason: a reason
 *
 * Returns: its word in `--status --json`, static: the symptom or flag that holds, or
 *   "no_recent_value" or "no_clinic_figure"; it never changes between versions
 */
const char *
aft_reason_to_token (const AftReason *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  switch (reason->kind)
    {
    case AFT_REASON_SYMPTOM:
      return aft_symptom_to_token (reason->symptom);

    case AFT_REASON_FLAG:
      return aft_flag_to_token (reason->flag);

    case AFT_REASON_NO_RECENT_VALUE:
      return "no_recent_value";

    case AFT_REASON_NO_CLINIC_FIGURE:
      return "no_clinic_figure";

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * aft_advice_to_token:
 * @advice: a piece of advice
 *
 * Returns: its word in `--status --json`, static; it never changes between versions
 */
const char *
aft_advice_to_token (const AftAdvice *advice)
{
  static const char *const tokens[] = {
    [AFT_ADVICE_REDNESS_AFTER_DAY_1] = "redness_after_day_1",
    [AFT_ADVICE_TINGLING_AFTER_DAY_3] = "tingling_after_day_3",
    [AFT_ADVICE_DRYNESS_AFTER_DAY_7] = "dryness_after_day_7",
    [AFT_ADVICE_REDNESS_REBOUND] = "redness_rebound",
    [AFT_ADVICE_TINGLING_REBOUND] = "tingling_rebound",
    [AFT_ADVICE_DRYNESS_REBOUND] = "dryness_rebound",
    [AFT_ADVICE_GROWING_SWELLING] = "growing_swelling",
    [AFT_ADVICE_WORSE_PAIN] = "worse_pain",
    [AFT_ADVICE_COLD_SORE] = "cold_sore",
    [AFT_ADVICE_LASTING_LUMP] = "lasting_lump",
    [AFT_ADVICE_FEVER] = "fever",
    [AFT_ADVICE_DISCHARGE] = "discharge",
    [AFT_ADVICE_SPREADING_REDNESS] = "spreading_redness",
    [AFT_ADVICE_REDNESS_BEFORE_72_HOURS] = "redness_before_72_hours",
  };

  g_return_val_if_fail (advice != NULL, NULL);
  g_return_val_if_fail ((guint) advice->kind < G_N_ELEMENTS (tokens), NULL);

  return tokens[advice->kind];
}
