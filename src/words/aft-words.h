/* aft-words.h: every sentence about the plan that a person reads, in their language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the window, the notifier and the command line, so that they never disagree. All
 * strings are plain text in UTF-8 (no markup): escape them where markup is shown. Functions that
 * return `char *` transfer full; `const char *` is static or interned.
 */
#pragma once

#include "aft-guide.h"
#include "aft-insight.h"
#include "aft-plan.h"

G_BEGIN_DECLS

/* How times of day are written. Until set, the locale decides (nl_langinfo). */
typedef enum
{
  AFT_CLOCK_LOCALE,
  AFT_CLOCK_24H,
  AFT_CLOCK_12H,
} AftClockFormat;

void        aft_words_init               (void); /* bindtextdomain for the GETTEXT_PACKAGE domain */
void        aft_words_set_clock_format   (AftClockFormat format);

/* Terms. "Redness"; "mild"; "Redness 2, mild"; "discharge"; "left cheek"; "at home". */
const char *aft_words_symptom            (AftSymptom    symptom);
const char *aft_words_severity           (int           severity);
char       *aft_words_symptom_value      (AftSymptom    symptom,
                                          int           severity);
const char *aft_words_flag               (AftFlags      flag);
char       *aft_words_flags              (AftFlags      flags);       /* "fever and discharge" */
const char *aft_words_zone               (AftZones      zone);
char       *aft_words_zones              (AftZones      zones);       /* "forehead, nose" */
const char *aft_words_place_of_treatment            (AftPlaceOfTreatment    place);     /* "Home", "Office" */
const char *aft_words_provenance         (AftProvenance provenance);  /* "the guide", "common advice" */
char       *aft_words_provenance_long    (AftProvenance provenance);  /* one sentence on what that means */
char       *aft_words_needle             (double        needle_mm);   /* "0.25 mm"; "" when unset */

/* Dates and spans. @now_us decides "today 23:10", "tomorrow 08:00", "Sat 29 Nov, 09:00" and
 * whether the year is named. */
char       *aft_words_time               (gint64 at_us, GTimeZone *time_zone);
char       *aft_words_time_there         (gint64 at_us, const char *time_zone); /* "14:10 UTC" for an unknown zone */
char       *aft_words_unknown_zone       (const char *time_zone);              /* NULL for a known one */
char       *aft_words_day                (AftDay day, AftDay today);           /* "Today", "Yesterday", "Mon 24 Nov" */
char       *aft_words_day_long           (AftDay day);                         /* "Monday 24 November 2026" */
char       *aft_words_day_heading        (AftDay day, AftDay today);           /* "Monday 24 November" */
char       *aft_words_format_day         (AftDay day, const char *format);     /* as aft_words_format_time() */
char       *aft_words_format_time        (GDateTime *time, const char *format);
char       *aft_words_moment             (gint64 at_us, gint64 now_us, GTimeZone *time_zone);
char       *aft_words_span               (GTimeSpan span);                     /* "3 hours 20 minutes", "5 days" */
char       *aft_words_countdown          (gint64 at_us, gint64 now_us);        /* "in 3 h 20 min", "in 5 days" */
/* When the words of a countdown next change (a minute, an hour or a day boundary of it), so that
 * a label is refreshed on time and no sooner; G_MAXINT64 once the instant has passed. */
gint64      aft_words_countdown_changes  (gint64 at_us, gint64 now_us);
char       *aft_words_recovery_day       (int recovery_day);                   /* "Day 3 of recovery" */

/* The plan. Whole sentences. */
char       *aft_words_makeup             (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_next_title         (const AftPlan *plan, GTimeZone *time_zone); /* hero: "Resting until Sat 29 Nov, 09:00" */
char       *aft_words_next_reason        (const AftPlan *plan, GTimeZone *time_zone); /* why, and what would release a hold */
char       *aft_words_reason             (const AftReason *reason, AftDay today);
char       *aft_words_advice             (const AftAdvice *advice);
const char *aft_words_activity           (AftActivityKind activity);
char       *aft_words_activity_state               (const AftActivity *step, const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_activity_source        (const AftActivity *step, const AftPlan *plan, GTimeZone *time_zone); /* the sentence behind the source button */
const char *aft_words_caution            (AftCaution caution);
char       *aft_words_downtime           (const AftPlan *plan);                /* NULL when there is none */
char       *aft_words_cautions_line      (void);                               /* rule 7 as one line */
char       *aft_words_needle_advice      (AftNeedleAdvice advice);             /* NULL for none */
char       *aft_words_tool_uses          (guint uses, guint limit);            /* "7 of 12 uses" */
char       *aft_words_tool_worn          (const char *tool, guint uses, guint limit); /* NULL below the limit */
char       *aft_words_tool_source        (void);
char       *aft_words_rest_warning       (gint64 rest_end_us, gint64 now_us, GTimeZone *time_zone); /* rule 6 */
char       *aft_words_check_error        (const GError *error);                /* AFT_CHECK_ERROR as a person reads it */
char       *aft_words_ahead              (const AftPlan *plan);                /* what is dated ahead of the clock; NULL for nothing */
/* --status for a person: several lines, ending in a newline. */
char       *aft_words_status             (const AftPlan *plan, GTimeZone *time_zone);

char       *aft_words_rest_over          (const AftPlan *plan, GTimeZone *time_zone); /* "Rest over since today 09:00" */

/* How this recovery compares; NULL where there is nothing to say. */
char       *aft_words_insight            (const AftInsight *insight);          /* "Calmer than your last 4 recoveries on day 3." */
char       *aft_words_insight_source     (const AftInsight *insight);          /* the figures behind it */

/* The Guide. */
const char *aft_words_guide_phase        (AftGuidePhase phase);                /* "Day 2 to 7" */
const char *aft_words_guide_phase_long   (AftGuidePhase phase);                /* "While your skin heals and rests" */
char       *aft_words_guide_here         (const AftPlan *plan, GTimeZone *time_zone); /* NULL without a session */
const char *aft_words_guide_kind         (AftGuideKind kind);                  /* "What is normal" */
const char *aft_words_guide_line         (AftGuideLineId id);
char       *aft_words_guide_source       (const AftGuideLine *line);           /* who says so */

/* Notifications. @late: how long after the deadline it is shown; 0 when on time. Rule 1, 4, 7. */
char       *aft_words_makeup_reminder_title (const AftPlan *plan);
char       *aft_words_makeup_reminder_body  (const AftPlan *plan, GTimeZone *time_zone, gint64 due_us, GTimeSpan late);
char       *aft_words_next_reminder_title   (const AftPlan *plan);
char       *aft_words_next_reminder_body    (const AftPlan *plan, GTimeZone *time_zone, gint64 due_us, GTimeSpan late);
char       *aft_words_daily_reminder_title  (void);
char       *aft_words_daily_reminder_body   (const AftPlan *plan);
/* The title of any of them in discreet mode; there is no text then. */
char       *aft_words_discreet_title        (void);

G_END_DECLS
