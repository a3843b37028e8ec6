/* aft-plan.c: what follows from the diary at an instant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules, by the numbers that comments all over the program call them:
 *
 * 1. Makeup: so many hours of elapsed time after the session, at home 8 at least (guide).
 * 2. Next session at home: so many times 24 hours after it, 7 to 90; what was saved with a session
 *    stays with it.
 * 3. In a clinic: its figures win. They are asked for, never guessed.
 * 4. Symptoms can only postpone. Rest over and a symptom 2 or more above the usual, or an open flag:
 *    held. Else no value for 3 days: look at the skin first. Else ready.
 * 5. Advice: talk to a clinician, or contact one today; never a diagnosis.
 * 6. Several sessions: each wait is the latest one still running.
 * 7. Before you start: the cautions, see aft-guidance.h.
 * 8. Days: instants are UTC; the person's own day starts at an hour of theirs. Nothing is entered in
 *    the future but for clocks that differ. What is stored there all the same, because a clock was or
 *    is wrong, rules nothing until its time.
 */
#include "aft-plan-private.h"

/* rule 4: a symptom this much above the usual holds the next session. */
#define HOLDING_STEPS 2

/* rule 4: a look at the skin counts for less than this. */
#define LOOK_LASTS_US (3 * G_TIME_SPAN_DAY)

/* The clinic's instructions apply at most so long where it named no date: the guide's range. */
#define INSTRUCTIONS_LAST_US (14 * G_TIME_SPAN_DAY)

/* The ring while something else than time is missing. */
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
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->clinic_instructions, g_free);
}

/* What is usual for this skin, in its range whatever was set. */
int
aft_plan_build_usual (AftPlanBuild *self, AftSymptom symptom)
{
  return CLAMP (self->preferences->usual[symptom], 0, AFT_USUAL_MAX);
}

/* The plan differs at @at_us, if that is still ahead. */
void
aft_plan_build_change (AftPlanBuild *self, gint64 at_us)
{
  AftPlan *plan = self->plan;

  if (at_us > plan->now_us)
    plan->changes_at_us = MIN (plan->changes_at_us, at_us);
}

static void
set_days (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  int start = self->preferences->day_start_minutes;

  plan->day = aft_day_of (plan->now_us, self->time_zone, start);
  plan->recovery_day = -1;
  aft_plan_build_change (self, aft_day_next_change (plan->now_us, self->time_zone, start));

  if (self->waits.latest != NULL)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (self->waits.latest->time_zone);

      /* The date where the person was then; the date where they are now. */
      self->session_day = aft_day_of (self->waits.latest->ended_at_us, zone, start);
      plan->session = aft_session_ref (self->waits.latest);
      plan->recovery_day =
          plan->day > self->session_day ? (int) (plan->day - self->session_day) : 0;
    }

  if (self->waits.office != NULL)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (self->waits.office->time_zone);
      AftDay office_day = aft_day_of (self->waits.office->ended_at_us, zone, start);

      plan->downtime = plan->day <= office_day + AFT_DOWNTIME_MAX_DAYS;
    }
}

static void
set_makeup (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  const AftWait *wait = &self->waits.makeup;
  AftSession *session = wait->unknown != NULL ? wait->unknown : wait->session;

  if (session == NULL)
    return;

  plan->makeup_session = aft_session_ref (session);
  if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
    plan->makeup_provenance = AFT_PROVENANCE_CLINIC;
  else if (session->makeup_wait_hours > AFT_HOME_MAKEUP_HOURS_MIN)
    plan->makeup_provenance = AFT_PROVENANCE_MINE;

  if (wait->unknown != NULL)
    {
      plan->makeup_state = AFT_MAKEUP_ASK_CLINIC;
      return;
    }

  plan->makeup_at_us = wait->at_us;
  plan->makeup_state = plan->now_us >= wait->at_us ? AFT_MAKEUP_READY : AFT_MAKEUP_WAITING;
  aft_plan_build_change (self, wait->at_us);
}

static void
add_holds (AftPlanBuild *self)
{
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      const AftSkinNote *note = self->findings.latest[s];
      AftReason reason = { .kind = AFT_REASON_SYMPTOM, .symptom = (AftSymptom) s };

      if (note == NULL)
        continue;

      reason.value = note->severity[s];
      reason.usual = aft_plan_build_usual (self, (AftSymptom) s);
      reason.since_us = note->noted_at_us;
      reason.day = note->day;
      if (reason.value - reason.usual >= HOLDING_STEPS)
        g_array_append_val (self->plan->reasons, reason);
    }

  for (guint f = 0; f < AFT_N_FLAGS; f++)
    {
      const AftSkinNote *note = self->findings.ticked[f];
      AftReason reason = { .kind = AFT_REASON_FLAG, .flag = (AftFlags) (1u << f) };

      if (note == NULL)
        continue;

      reason.since_us = note->noted_at_us;
      reason.day = note->day;
      g_array_append_val (self->plan->reasons, reason);
    }
}

/* rule 4, once the rest is over: held, else worth a look, else ready. */
static void
set_next_after_rest (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  const AftSkinNote *look = self->findings.latest_value;
  AftReason reason = { .kind = AFT_REASON_NO_RECENT_VALUE };

  add_holds (self);
  if (plan->reasons->len > 0)
    {
      plan->next_state = AFT_NEXT_HELD;
      return;
    }

  if (look != NULL)
    {
      gint64 until_us = aft_add_span (look->noted_at_us, LOOK_LASTS_US);

      if (plan->now_us < until_us)
        {
          plan->next_state = AFT_NEXT_READY;
          aft_plan_build_change (self, until_us);
          return;
        }

      reason.since_us = look->noted_at_us;
      reason.day = look->day;
    }

  plan->next_state = AFT_NEXT_CHECK_SKIN;
  g_array_append_val (plan->reasons, reason);
}

static void
set_next (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  const AftWait *wait = &self->waits.next;
  AftSession *session = wait->unknown != NULL ? wait->unknown : wait->session;

  if (session == NULL)
    return;

  plan->next_session = aft_session_ref (session);
  plan->next_provenance =
      session->place == AFT_PLACE_OF_TREATMENT_OFFICE ? AFT_PROVENANCE_CLINIC : AFT_PROVENANCE_MINE;

  if (plan->session->place == AFT_PLACE_OF_TREATMENT_HOME)
    {
      plan->earliest_us = aft_add_span (plan->session->ended_at_us,
                                        (GTimeSpan) AFT_HOME_REST_DAYS_MIN * G_TIME_SPAN_DAY);
      plan->guide_end_us = aft_add_span (
          plan->session->ended_at_us, (GTimeSpan) AFT_HOME_REST_DAYS_GUIDE_MAX * G_TIME_SPAN_DAY);
    }

  if (wait->unknown != NULL)
    {
      AftReason reason = { .kind = AFT_REASON_NO_CLINIC_FIGURE };

      plan->next_state = AFT_NEXT_ASK_CLINIC;
      g_array_append_val (plan->reasons, reason);
      return;
    }

  plan->next_at_us = wait->at_us;
  if (plan->now_us >= wait->at_us)
    {
      set_next_after_rest (self);
      return;
    }

  plan->next_state = AFT_NEXT_RESTING;
  aft_plan_build_change (self, wait->at_us);
}

static void
set_last_values (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;

  plan->open_flags = self->findings.open_flags;

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      const AftSkinNote *note = self->findings.latest[s];

      plan->last_value[s] = note != NULL ? note->severity[s] : AFT_SEVERITY_UNSET;
      plan->last_value_day[s] = note != NULL ? note->day : AFT_DAY_NONE;
    }

  if (self->findings.latest_value != NULL)
    plan->last_value_us = self->findings.latest_value->noted_at_us;
}

/* They apply until the rest that the clinic named is over, whatever was done at home meanwhile.
 * Where it named none: until another session, and no longer than the guide's range. */
static void
set_clinic_instructions (AftPlanBuild *self)
{
  const AftSession *office = self->waits.office;
  gint64 until_us;

  if (office == NULL || office->clinic_instructions == NULL || *office->clinic_instructions == '\0')
    return;

  until_us = aft_session_get_rest_end (office);
  if (until_us == 0)
    {
      if (office != self->waits.latest)
        return;

      until_us = aft_add_span (office->ended_at_us, INSTRUCTIONS_LAST_US);
    }

  if (self->plan->now_us >= until_us)
    return;

  self->plan->clinic_instructions = g_strdup (office->clinic_instructions);
  aft_plan_build_change (self, until_us);
}

/* What is ahead of the clock begins to count at its time, as the check would let it in. */
static void
add_ahead (AftPlanBuild *self, gint64 at_us)
{
  self->plan->n_ahead++;
  aft_plan_build_change (self, aft_add_span (at_us, -AFT_CLOCK_SKEW_US));
}

static void
set_ahead (AftPlanBuild *self, GPtrArray *sessions, GPtrArray *notes, gint64 limit_us)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sessions, i);

      if (session->ended_at_us > limit_us)
        add_ahead (self, session->ended_at_us);
    }
  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (notes, i);

      if (note->noted_at_us > limit_us)
        add_ahead (self, note->noted_at_us);
    }
}

/**
 * aft_plan_new:
 * @sessions: (element-type AftSession): all sessions in any order; not changed
 * @notes: (element-type AftSkinNote): all notes in any order; not changed
 * @preferences: what the person set
 * @time_zone: where the person is now
 * @now_us: the present instant, microseconds since 1970 UTC
 *
 * The one pure function that holds all rules (rules 1 to 8). At a deadline itself the wait
 * is over. Entries up to %AFT_CLOCK_SKEW_US after @now_us count like ones of just now; later ones
 * not before their time.
 * Takes time in proportion to the diary; two thousand sessions and a hundred thousand notes are
 * a matter of a millisecond or two. May be called from any thread.
 *
 * Returns: (transfer full): the plan
 */
AftPlan *
aft_plan_new (GPtrArray *sessions,
              GPtrArray *notes,
              const AftPreferences *preferences,
              GTimeZone *time_zone,
              gint64 now_us)
{
  AftPlanBuild self = { .preferences = preferences, .time_zone = time_zone };
  gint64 limit_us = aft_check_get_limit (now_us);

  g_return_val_if_fail (sessions != NULL, NULL);
  g_return_val_if_fail (notes != NULL, NULL);
  g_return_val_if_fail (preferences != NULL, NULL);
  g_return_val_if_fail (time_zone != NULL, NULL);

  self.plan = g_atomic_rc_box_new0 (AftPlan);
  self.plan->now_us = now_us;
  self.plan->changes_at_us = G_MAXINT64;
  self.plan->reasons = g_array_new (FALSE, TRUE, sizeof (AftReason));
  self.plan->advice = g_array_new (FALSE, TRUE, sizeof (AftAdvice));
  self.plan->steps = g_array_new (FALSE, TRUE, sizeof (AftActivity));

  aft_waits_find (&self.waits, sessions, limit_us);
  set_days (&self);
  aft_skin_summary_new (&self.findings, notes, limit_us, self.waits.latest, self.session_day);
  set_ahead (&self, sessions, notes, limit_us);

  set_last_values (&self);
  set_makeup (&self);
  set_next (&self);
  set_clinic_instructions (&self);
  aft_plan_build_advice (&self);
  aft_plan_build_activities (&self);

  return self.plan;
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
 * aft_plan_get_progress:
 * @self: a plan
 * @now_us: the present instant; it may be later than that of the plan
 *
 * How much of the rest is over, for the ring: counted from the session whose rest it is. Full only
 * once time is up and the skin does not hold the next session; a plan of before the deadline does
 * not know that yet.
 *
 * Returns: 0.0 to 1.0; 0.0 without a session and while the clinic's figure is not known
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
