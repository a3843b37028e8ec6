/* aft-plan-advice.c: when to talk to a clinician
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan-private.h"

/* Mild to moderate: values below need no advice on any day. */
#define NOTABLE_VALUE 2

/* The first days of recovery on which a notable value is no longer expected (rule 5). */
#define REDNESS_FROM_DAY 2
/* At home, published reports expect redness for 72 hours (Martin 2021) or up to 7 days (Chu 2021). */
#define REDNESS_EXPECTED_US (72 * G_TIME_SPAN_HOUR)
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
  { AFT_FLAG_LASTING_LUMP, AFT_ADVICE_LASTING_LUMP, FALSE },
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
                           .provenance = flag_advice[i].flag == AFT_FLAG_LASTING_LUMP
                                             ? AFT_PROVENANCE_READING
                                             : AFT_PROVENANCE_COMMON };

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

/* Whether redness on that note is still expected after the session at home, by some papers. */
static gboolean
is_early (const AftSkinNote *note, const AftSession *session)
{
  return note != NULL && session->place == AFT_PLACE_OF_TREATMENT_HOME &&
         note->noted_at_us < aft_add_span (session->ended_at_us, REDNESS_EXPECTED_US);
}

/**
 * aft_plan_build_advice:
 * @self: a plan that is being built, with waits and skin filled in
 *
 * Fills in the advice (rule 5), most urgent first. A value counts by the day on which it was noted,
 * until a newer value replaces it; a flag counts until it is recorded as gone.
 *
 * Sources: the guide says that redness is "usually gone by the next day" and that a clinic means 3
 * to 7 days of downtime. A case report expects redness for 72 hours (Martin 2021), a review for up to
 * 7 days (Chu 2021), so before 72 hours there is no reason to call anyone, only a note on what is
 * expected. The guide expects "some" tingling and drier skin without naming days; day 3 and day 7
 * are our reading, within Chu's 7 days. Advice on flags and rising scores is common, but that on a
 * lasting lump is our reading of cases after other procedures (Zeng 2025, Ma 2024).
 */
void
aft_plan_build_advice (AftPlanBuild *self)
{
  const AftSkinSummary *skin = &self->skin;
  const AftSession *session = self->waits.latest;
  const AftSkinNote *redness = skin->latest[AFT_SYMPTOM_REDNESS];
  gboolean office = session != NULL && session->place == AFT_PLACE_OF_TREATMENT_OFFICE;

  add_flags (self);

  add_symptom (self, skin->rebound[AFT_SYMPTOM_REDNESS], AFT_SYMPTOM_REDNESS,
               AFT_ADVICE_REDNESS_REBOUND, AFT_PROVENANCE_COMMON, 0);
  add_symptom (self, skin->rebound[AFT_SYMPTOM_TINGLING], AFT_SYMPTOM_TINGLING,
               AFT_ADVICE_TINGLING_REBOUND, AFT_PROVENANCE_COMMON, 0);
  add_symptom (self, skin->rebound[AFT_SYMPTOM_DRYNESS], AFT_SYMPTOM_DRYNESS,
               AFT_ADVICE_DRYNESS_REBOUND, AFT_PROVENANCE_COMMON, 0);

  add_symptom (self, redness, AFT_SYMPTOM_REDNESS,
               is_early (redness, session) ? AFT_ADVICE_REDNESS_BEFORE_72_HOURS
                                           : AFT_ADVICE_REDNESS_AFTER_DAY_1,
               AFT_PROVENANCE_READING, office ? REDNESS_FROM_DAY_OFFICE : REDNESS_FROM_DAY);
  add_symptom (self, skin->latest[AFT_SYMPTOM_TINGLING], AFT_SYMPTOM_TINGLING,
               AFT_ADVICE_TINGLING_AFTER_DAY_3, AFT_PROVENANCE_READING, TINGLING_FROM_DAY);
  add_symptom (self, skin->latest[AFT_SYMPTOM_DRYNESS], AFT_SYMPTOM_DRYNESS,
               AFT_ADVICE_DRYNESS_AFTER_DAY_7, AFT_PROVENANCE_READING, DRYNESS_FROM_DAY);
}
