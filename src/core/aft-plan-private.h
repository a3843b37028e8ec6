/* aft-plan-private.h: the pieces a plan is built from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

/* @at_us + @span; stops at the ends of the range instead of wrapping around. */
static inline gint64
aft_add_span (gint64 at_us, GTimeSpan span)
{
  gint64 sum;

  if (__builtin_add_overflow (at_us, span, &sum))
    return span > 0 ? G_MAXINT64 : G_MININT64;

  return sum;
}

/**
 * AftWait: one of the two waits, over all sessions (rules 3 and 6)
 * @session: (nullable): the session whose deadline is the latest
 * @at_us: that deadline
 * @unknown: (nullable): the office session whose missing figure the clinic has to be asked for
 */
typedef struct
{
  AftSession *session;
  gint64      at_us;
  AftSession *unknown;
} AftWait;

/** AftWaits: what follows from the sessions. Borrows from their array without references. */
typedef struct
{
  AftSession *latest; /* at any place */
  AftSession *office; /* the latest in a clinic */
  AftWait     makeup;
  AftWait     next;
} AftWaits;

/** AftSkinSummary: what follows from the notes. Borrows from their array without references. */
typedef struct
{
  const AftSkinNote *latest[AFT_N_SYMPTOMS];  /* in this recovery, by symptom */
  const AftSkinNote *rebound[AFT_N_SYMPTOMS]; /* the note of the score that rose again, or NULL */
  const AftSkinNote *latest_value;            /* in this recovery, of any symptom */
  const AftSkinNote *ticked[AFT_N_FLAGS];     /* in any recovery; only of open flags */
  AftFlags           open_flags;
} AftSkinSummary;

/** AftPlanBuild: a plan that is being built, and what it is built from. */
typedef struct
{
  AftPlan              *plan;
  const AftPreferences *preferences;
  GTimeZone            *time_zone;
  AftDay                session_day; /* the person's day of the latest session */
  AftWaits              waits;
  AftSkinSummary        skin;
} AftPlanBuild;

/* What is usual for this skin, clamped to its range. */
static inline int
aft_plan_build_get_usual (AftPlanBuild *self, AftSymptom symptom)
{
  return CLAMP (self->preferences->usual[symptom], 0, AFT_USUAL_MAX);
}

/* Notes that the plan will differ at @at_us, if that is still ahead. */
static inline void
aft_plan_build_add_change (AftPlanBuild *self, gint64 at_us)
{
  AftPlan *plan = self->plan;

  if (at_us > plan->now_us)
    plan->changes_at_us = MIN (plan->changes_at_us, at_us);
}

void aft_waits_init            (AftWaits         *self,
                                GPtrArray        *sessions,
                                gint64            limit_us);
void aft_skin_summary_init     (AftSkinSummary   *self,
                                GPtrArray        *notes,
                                gint64            limit_us,
                                const AftSession *session,
                                AftDay            session_day);
void aft_plan_build_advice     (AftPlanBuild     *self);
void aft_plan_build_activities (AftPlanBuild     *self);

G_END_DECLS
