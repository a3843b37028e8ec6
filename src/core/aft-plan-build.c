/* aft-plan-build.c: works out a plan from the diary, by rules 1 to 8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments all over the program refer to these rules by number:
 *
 * 1. Makeup: a number of hours after the session, at least 8 at home (guide).
 * 2. Next session at home: 7 to 90 times 24 hours after the last. The figures that were saved with
 *    a session stay with it.
 * 3. In a clinic: its figures apply. The program asks for them and never guesses.
 * 4. Symptoms can only postpone. Once the rest is over, a symptom 2 or more above the usual, or an
 *    open flag, holds the next session. Else, without a value for 3 days: check the skin first. Else
 *    ready.
 * 5. Advice: talk to a clinician, or contact one today; never a diagnosis.
 * 6. Several sessions: the latest deadline that is still ahead applies.
 * 7. Before you start: the cautions, see aft-guidance.h.
 * 8. Days: points in time are UTC; a person's day starts at an hour that they choose. Nobody can
 *    enter anything in the future, apart from small differences between clocks. An entry that is
 *    there anyway, because a clock was or is wrong, has no effect until its time.
 */
#include "aft-plan-private.h"

/* Rule 4: a symptom this far above the usual holds the next session. */
#define HOLDING_EXCESS 2

/* Rule 4: how long a recorded value shows the state of the skin. */
#define VALUE_LASTS_US (3 * G_TIME_SPAN_DAY)

/* How long instructions of a clinic apply at most if it named no date: the guide's range. */
#define INSTRUCTIONS_LAST_US (14 * G_TIME_SPAN_DAY)

static void
set_days (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  int start = self->preferences->day_start_minutes;

  plan->day = aft_day_of (plan->now_us, self->time_zone, start);
  plan->recovery_day = -1;
  aft_plan_build_add_change (self, aft_day_next_change (plan->now_us, self->time_zone, start));

  if (self->waits.latest != NULL)
    {
      /* The session's day is counted where it took place, today where the person is now. */
      self->session_day = aft_session_get_day (self->waits.latest, start);
      plan->session = aft_session_ref (self->waits.latest);
      plan->recovery_day =
          plan->day > self->session_day ? (int) (plan->day - self->session_day) : 0;
    }

  if (self->waits.office != NULL)
    {
      AftDay office_day = aft_session_get_day (self->waits.office, start);

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
  aft_plan_build_add_change (self, wait->at_us);
}

static void
add_holds (AftPlanBuild *self)
{
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      const AftSkinNote *note = self->skin.latest[s];
      AftReason reason = { .kind = AFT_REASON_SYMPTOM, .symptom = (AftSymptom) s };

      if (note == NULL)
        continue;

      reason.value = note->severity[s];
      reason.usual = aft_plan_build_get_usual (self, (AftSymptom) s);
      reason.since_us = note->noted_at_us;
      reason.day = note->day;
      if (reason.value - reason.usual >= HOLDING_EXCESS)
        g_array_append_val (self->plan->reasons, reason);
    }

  for (guint f = 0; f < AFT_N_FLAGS; f++)
    {
      const AftSkinNote *note = self->skin.ticked[f];
      AftReason reason = { .kind = AFT_REASON_FLAG, .flag = (AftFlags) (1u << f) };

      if (note == NULL)
        continue;

      reason.since_us = note->noted_at_us;
      reason.day = note->day;
      g_array_append_val (self->plan->reasons, reason);
    }
}

/* Rule 4, once the rest is over. */
static void
set_next_after_rest (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;
  const AftSkinNote *latest = self->skin.latest_value;
  AftReason reason = { .kind = AFT_REASON_NO_RECENT_VALUE };

  add_holds (self);
  if (plan->reasons->len > 0)
    {
      plan->next_state = AFT_NEXT_HELD;
      return;
    }

  if (latest != NULL)
    {
      gint64 until_us = aft_add_span (latest->noted_at_us, VALUE_LASTS_US);

      if (plan->now_us < until_us)
        {
          plan->next_state = AFT_NEXT_READY;
          aft_plan_build_add_change (self, until_us);
          return;
        }

      reason.since_us = latest->noted_at_us;
      reason.day = latest->day;
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
  aft_plan_build_add_change (self, wait->at_us);
}

static void
set_last_values (AftPlanBuild *self)
{
  AftPlan *plan = self->plan;

  plan->open_flags = self->skin.open_flags;

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      const AftSkinNote *note = self->skin.latest[s];

      plan->last_value[s] = note != NULL ? note->severity[s] : AFT_SEVERITY_UNSET;
      plan->last_value_day[s] = note != NULL ? note->day : AFT_DAY_NONE;
    }

  if (self->skin.latest_value != NULL)
    plan->last_value_us = self->skin.latest_value->noted_at_us;
}

/* They apply until the end of the rest that the clinic named, whatever was done at home meanwhile;
 * if it named none, until another session, but no longer than the guide's range. */
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
  aft_plan_build_add_change (self, until_us);
}

/* An entry ahead of the clock takes effect as soon as aft_session_check() would accept it. */
static void
add_ahead (AftPlanBuild *self, gint64 at_us)
{
  self->plan->n_ahead++;
  aft_plan_build_add_change (self, aft_add_span (at_us, -AFT_CLOCK_SKEW_US));
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
 * @preferences: what the person has set
 * @time_zone: where the person is now
 * @now_us: the present time, microseconds since 1970 UTC
 *
 * Applies all the rules. A wait is over at its deadline. Entries up to %AFT_CLOCK_SKEW_US after
 * @now_us count as if they were made now; later ones don't count before their time.
 *
 * Takes a millisecond or two for two thousand sessions and a hundred thousand notes, and in
 * proportion for others. May be called from any thread.
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
  self.plan->activities = g_array_new (FALSE, TRUE, sizeof (AftActivity));

  aft_waits_init (&self.waits, sessions, limit_us);
  set_days (&self);
  aft_skin_summary_init (&self.skin, notes, limit_us, self.waits.latest, self.session_day);
  set_ahead (&self, sessions, notes, limit_us);

  set_last_values (&self);
  set_makeup (&self);
  set_next (&self);
  set_clinic_instructions (&self);
  aft_plan_build_advice (&self);
  aft_plan_build_activities (&self);

  return self.plan;
}
