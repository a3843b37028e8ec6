/* aft-plan-private.h: the pieces a plan is built from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

/** Any instant plus any span: stops at the ends instead of wrapping around. */
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
 * @unknown: (nullable): the office session without a figure that makes the state "ask clinic"
 */
typedef struct
{
  AftSession *session;
  gint64      at_us;
  AftSession *unknown;
} AftWait;

/** AftWaits: what the sessions say. Nothing is referenced: it lives as long as their array. */
typedef struct
{
  AftSession *latest; /* at any place */
  AftSession *office; /* the latest in a clinic */
  AftWait     makeup;
  AftWait     next;
} AftWaits;

/** AftSkinSummary: what the notes say. Nothing is referenced: it lives as long as their array. */
typedef struct
{
  const AftSkinNote *latest[AFT_N_SYMPTOMS];  /* in this recovery, by symptom */
  const AftSkinNote *rebound[AFT_N_SYMPTOMS]; /* the note of the score that rose again, or NULL */
  const AftSkinNote *latest_value;            /* in this recovery, of any symptom */
  const AftSkinNote *ticked[AFT_N_FLAGS];     /* in any recovery; only of open flags */
  AftFlags           open_flags;
} AftSkinSummary;

/** AftPlanBuild: a plan on its way, and what it is made from. */
typedef struct
{
  AftPlan              *plan;
  const AftPreferences *preferences;
  GTimeZone            *time_zone;
  AftDay                session_day; /* the person's day of the latest session */
  AftWaits              waits;
  AftSkinSummary           findings;
} AftPlanBuild;

void aft_waits_find         (AftWaits         *self,
                             GPtrArray        *sessions,
                             gint64            limit_us);
void aft_skin_summary_new      (AftSkinSummary      *self,
                             GPtrArray        *notes,
                             gint64            limit_us,
                             const AftSession *session,
                             AftDay            session_day);

int  aft_plan_build_usual   (AftPlanBuild     *self,
                             AftSymptom        symptom);
void aft_plan_build_change  (AftPlanBuild     *self,
                             gint64            at_us);
void aft_plan_build_advice  (AftPlanBuild     *self);
void aft_plan_build_activities   (AftPlanBuild     *self);

G_END_DECLS
