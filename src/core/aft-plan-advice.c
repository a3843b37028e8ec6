/* aft-plan-advice.c: when to talk to a clinician
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan-private.h"

/* Mild to moderate: values below need no advice on any day. */
#define NOTABLE_VALUE 2

/* The first days of recovery on which a notable value is no longer expected (rule 5). */
#define REDNESS_FROM_DAY 2
#define REDNESS_FROM_DAY_OFFICE (AFT_DOWNTIME_MAX_DAYS + 1)
#define TINGLING_FROM_DAY 4
#define DRYNESS_FROM_DAY 8

/* Most urgent first. */
static const struct
{
  AftFlags flag;
  AftAdviceKind kind;
  gboolean today;
} flag_advice[AFT_N_FLAGS] = {
  { AFT_FLAG_FEVER, AFT_ADVICE_FEVER, TRUE },
  { AFT_FLAG_DISCHARGE, AFT_ADVICE_DISCHARGE, TRUE },
  { AFT_FLAG_SPREADING_REDNESS, AFT_ADVICE_SPREADING_REDNESS, TRUE },
  { AFT_FLAG_GROWING_SWELLING, AFT_ADVICE_GROWING_SWELLING, FALSE },
  { AFT_FLAG_WORSE_PAIN, AFT_ADVICE_WORSE_PAIN, FALSE },
  { AFT_FLAG_COLD_SORE, AFT_ADVICE_COLD_SORE, FALSE },
};

static int
get_recovery_day (AftPlanBuild *self, const AftSkinNote *note)
{
  const AftSession *session = self->waits.latest;

  if (session == NULL || note->noted_at_us < session->ended_at_us)
    return -1;

  return note->day > self->session_day ? (int) (note->day - self->session_day) : 0;
}

static void
add_flags (AftPlanBuild *self)
{
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      const AftSkinNote *note;
      AftAdvice advice = { .kind = flag_advice[i].kind,
                           .today = flag_advice[i].today,
                           .value = AFT_SEVERITY_UNSET,
                           .provenance = AFT_PROVENANCE_COMMON };

      if ((self->skin.open_flags & flag_advice[i].flag) == 0)
        continue;

      note = self->skin.ticked[g_bit_nth_lsf (flag_advice[i].flag, -1)];
      advice.recovery_day = get_recovery_day (self, note);
      advice.since_us = note->noted_at_us;
      g_array_append_val (self->plan->advice, advice);
    }
}

/* Adds no advice on a value that is usual for this skin. */
static void
add_symptom (AftPlanBuild *self,
             const AftSkinNote *note,
             AftSymptom symptom,
             AftAdviceKind kind,
             AftProvenance provenance,
             int from_day)
{
  AftAdvice advice = { .kind = kind, .provenance = provenance };

  if (note == NULL)
    return;

  advice.value = note->severity[symptom];
  advice.recovery_day = get_recovery_day (self, note);
  advice.since_us = note->noted_at_us;

  if (advice.value >= NOTABLE_VALUE && advice.recovery_day >= from_day &&
      advice.value > aft_plan_build_get_usual (self, symptom))
    g_array_append_val (self->plan->advice, advice);
}

/**
 * aft_plan_build_advice:
 * @self: a plan that is being built, with waits and skin filled in
 *
 * Fills in the advice (rule 5), most urgent first. A value counts by the day on which it was noted,
 * until a newer value replaces it; a flag counts until it is recorded as gone.
 *
 * Sources: the guide says that redness is "usually gone by the next day" and that a clinic means 3
 * to 7 days of downtime. It expects "some" tingling without naming days; to ask from the fourth day
 * on is a careful reading. Dryness for up to 7 days is published (Chu 2021). Advice on flags and
 * rising scores is common.
 */
void
aft_plan_build_advice (AftPlanBuild *self)
{
  const AftSkinSummary *skin = &self->skin;
  const AftSession *session = self->waits.latest;
  gboolean office = session != NULL && session->place == AFT_PLACE_OF_TREATMENT_OFFICE;

  add_flags (self);

  add_symptom (self, skin->rebound[AFT_SYMPTOM_REDNESS], AFT_SYMPTOM_REDNESS,
               AFT_ADVICE_REDNESS_REBOUND, AFT_PROVENANCE_COMMON, 0);
  add_symptom (self, skin->rebound[AFT_SYMPTOM_TINGLING], AFT_SYMPTOM_TINGLING,
               AFT_ADVICE_TINGLING_REBOUND, AFT_PROVENANCE_COMMON, 0);
  add_symptom (self, skin->rebound[AFT_SYMPTOM_DRYNESS], AFT_SYMPTOM_DRYNESS,
               AFT_ADVICE_DRYNESS_REBOUND, AFT_PROVENANCE_COMMON, 0);

  add_symptom (self, skin->latest[AFT_SYMPTOM_REDNESS], AFT_SYMPTOM_REDNESS,
               AFT_ADVICE_REDNESS_AFTER_DAY_1, AFT_PROVENANCE_GUIDE,
               office ? REDNESS_FROM_DAY_OFFICE : REDNESS_FROM_DAY);
  add_symptom (self, skin->latest[AFT_SYMPTOM_TINGLING], AFT_SYMPTOM_TINGLING,
               AFT_ADVICE_TINGLING_AFTER_DAY_3, AFT_PROVENANCE_READING, TINGLING_FROM_DAY);
  add_symptom (self, skin->latest[AFT_SYMPTOM_DRYNESS], AFT_SYMPTOM_DRYNESS,
               AFT_ADVICE_DRYNESS_AFTER_DAY_7, AFT_PROVENANCE_READING, DRYNESS_FROM_DAY);
}
