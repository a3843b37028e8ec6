/* aft-plan.h: what follows from the diary at a given time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check.h"
#include "aft-guidance.h"
#include "aft-preferences.h"
#include "aft-session.h"
#include "aft-skin-note.h"

G_BEGIN_DECLS

#define AFT_TYPE_PLAN (aft_plan_get_type ())

typedef enum
{
  AFT_MAKEUP_NONE,       /* no session yet */
  AFT_MAKEUP_WAITING,    /* the wait runs until at_us */
  AFT_MAKEUP_READY,      /* it was over at at_us; an open flag may still advise against makeup */
  AFT_MAKEUP_ASK_CLINIC, /* the clinic's figure is not known */
} AftMakeupState;

typedef enum
{
  AFT_NEXT_NONE,       /* no session yet */
  AFT_NEXT_RESTING,    /* the rest runs until at_us */
  AFT_NEXT_HELD,       /* the rest is over, but the skin isn't ready: see the reasons */
  AFT_NEXT_CHECK_SKIN, /* the rest is over and nothing holds it; no value within 3 days */
  AFT_NEXT_READY,
  AFT_NEXT_ASK_CLINIC, /* the clinic's figure is not known */
} AftNextState;

typedef enum
{
  AFT_REASON_SYMPTOM,          /* symptom at value, 2 or more above usual: holds */
  AFT_REASON_FLAG,             /* flag ticked and not recorded as gone: holds */
  AFT_REASON_NO_RECENT_VALUE,  /* check_skin: since_us is the last value's time, 0 without one */
  AFT_REASON_NO_CLINIC_FIGURE, /* ask_clinic */
} AftReasonKind;

/** Why the next session is in its state. Fields that don't apply to @kind are 0. */
typedef struct
{
  AftReasonKind kind;
  AftSymptom    symptom;
  AftFlags      flag;
  int           value;    /* 0-4 */
  int           usual;    /* 0-2; a check-in at usual + 1 or less releases */
  gint64        since_us; /* when the value or flag was noted */
  AftDay        day;      /* the person's day of that note */
} AftReason;

typedef enum
{
  AFT_ADVICE_REDNESS_AFTER_DAY_1,    /* at home: 72 hours after the session or later */
  AFT_ADVICE_TINGLING_AFTER_DAY_3,
  AFT_ADVICE_DRYNESS_AFTER_DAY_7,
  AFT_ADVICE_REDNESS_REBOUND,
  AFT_ADVICE_TINGLING_REBOUND,
  AFT_ADVICE_DRYNESS_REBOUND,
  AFT_ADVICE_GROWING_SWELLING,
  AFT_ADVICE_WORSE_PAIN,
  AFT_ADVICE_COLD_SORE,
  AFT_ADVICE_LASTING_LUMP,
  AFT_ADVICE_FEVER,            /* this and the next two: contact a clinician today */
  AFT_ADVICE_DISCHARGE,
  AFT_ADVICE_SPREADING_REDNESS,
  AFT_ADVICE_REDNESS_BEFORE_72_HOURS, /* only what is expected; no reason to talk to a clinician */
} AftAdviceKind;

typedef struct
{
  AftAdviceKind kind;
  gboolean      today;        /* TRUE: contact a clinician today; FALSE: talk to one */
  int           value;        /* the score that it is about, 0-4; AFT_SEVERITY_UNSET for flags */
  int           recovery_day; /* the day of recovery it was noted on; -1 when before the session */
  gint64        since_us;
  AftProvenance provenance;
} AftAdvice;

typedef enum
{
  AFT_ACTIVITY_MAKEUP,
  AFT_ACTIVITY_EXERCISE,
  AFT_ACTIVITY_SUN,
  AFT_ACTIVITY_ACTIVES,
  AFT_ACTIVITY_NEXT_SESSION,
} AftActivityKind;

typedef enum
{
  AFT_ACTIVITY_STATE_WAITING,       /* until at_us */
  AFT_ACTIVITY_STATE_SUGGESTED,     /* makeup: allowed, but the guide suggests at_us */
  AFT_ACTIVITY_STATE_FLAGGED,       /* makeup: the wait is over, but a flag is open */
  AFT_ACTIVITY_STATE_ONLY_WITH_SPF, /* sun, until at_us */
  AFT_ACTIVITY_STATE_HELD,          /* next session */
  AFT_ACTIVITY_STATE_CHECK_SKIN,    /* next session */
  AFT_ACTIVITY_STATE_ASK_CLINIC,    /* no at_us */
} AftActivityState;

/** One line of "What may I do now?". An activity that isn't listed is allowed. */
typedef struct
{
  AftActivityKind  kind;
  AftActivityState state;
  gint64           at_us; /* 0 if unknown */
  AftProvenance    provenance;
} AftActivity;

/**
 * AftPlan:
 * @now_us: the time that the plan is for, microseconds since 1970 UTC
 * @session: (nullable): the latest session, whose recovery this is
 * @recovery_day: the person's days since that of @session, which is 0; -1 without a session
 * @day: the person's day at @now_us
 * @makeup_state: may makeup be worn
 * @makeup_at_us: when its wait ends or ended; 0 in the states none and ask_clinic
 * @makeup_session: (nullable): the session whose wait that is, not always the latest (rule 6)
 * @makeup_provenance: guide (8 h), mine (longer) or clinic
 * @next_state: may the next session take place
 * @next_at_us: when the rest ends or ended; 0 in the states none and ask_clinic
 * @next_session: (nullable): the session whose rest that is
 * @next_provenance: mine or clinic
 * @earliest_us: 7 x 24 h after a home @session (guide), else 0
 * @guide_end_us: 14 x 24 h after a home @session (guide), else 0
 * @reasons: (element-type AftReason): why @next_state is what it is; empty when resting or ready
 * @advice: (element-type AftAdvice): most urgent first
 * @activities: (element-type AftActivity): what has to wait or has a condition, soonest first,
 *   unknown ends last
 * @open_flags: flags ticked and not recorded as gone, from any recovery
 * @last_value: by #AftSymptom, the latest value in this recovery, or %AFT_SEVERITY_UNSET
 * @last_value_day: by #AftSymptom, the person's day of that value; %AFT_DAY_NONE without one
 * @last_value_us: the time of the latest note with a value in this recovery; 0 if there is none
 * @clinic_instructions: (nullable): of the latest office session, while they apply
 * @n_ahead: how many entries are ahead of the clock and don't count yet (rule 8)
 * @downtime: TRUE during the days 0 to 7 after an office session, where visible skin is expected
 * @changes_at_us: when a plan from the same diary will next differ in more than @now_us; G_MAXINT64
 *   for never
 *
 * Reference counted (atomically), immutable.
 */
typedef struct
{
  gint64         now_us;
  AftSession    *session;
  int            recovery_day;
  AftDay         day;

  AftMakeupState makeup_state;
  gint64         makeup_at_us;
  AftSession    *makeup_session;
  AftProvenance  makeup_provenance;

  AftNextState   next_state;
  gint64         next_at_us;
  AftSession    *next_session;
  AftProvenance  next_provenance;
  gint64         earliest_us;
  gint64         guide_end_us;

  GArray        *reasons;
  GArray        *advice;
  GArray        *activities;

  AftFlags       open_flags;
  int            last_value[AFT_N_SYMPTOMS];
  AftDay         last_value_day[AFT_N_SYMPTOMS];
  gint64         last_value_us;
  char          *clinic_instructions;
  guint          n_ahead;
  gboolean       downtime;
  gint64         changes_at_us;
} AftPlan;

GType aft_plan_get_type (void) G_GNUC_CONST;

AftPlan *aft_plan_new   (GPtrArray            *sessions,
                         GPtrArray            *notes,
                         const AftPreferences *preferences,
                         GTimeZone            *time_zone,
                         gint64                now_us);
AftPlan *aft_plan_ref   (AftPlan              *self);
void     aft_plan_unref (AftPlan              *self);
AftPlan *aft_plan_at    (const AftPlan        *self,
                         gint64                now_us);

double aft_plan_get_progress (const AftPlan *self,
                              gint64         now_us);

const char *aft_makeup_state_to_token (AftMakeupState   state);
const char *aft_next_state_to_token   (AftNextState     state);
const char *aft_reason_to_token       (const AftReason *reason);
const char *aft_advice_to_token       (const AftAdvice *advice);

gint64 aft_session_get_makeup_end (const AftSession     *session);
gint64 aft_session_get_rest_end   (const AftSession     *session);
gint64 aft_rest_running_at        (GPtrArray            *sessions,
                                   const char           *except_id,
                                   const AftPreferences *preferences,
                                   GTimeZone            *time_zone,
                                   gint64                at_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPlan, aft_plan_unref)

G_END_DECLS
