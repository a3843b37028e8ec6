/* aft-words.h: all texts about the plan, in the person's language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the window, the notifier and the command line, so that they never disagree. All
 * texts are plain UTF-8 without markup: escape them where markup is expected. A `char *` result
 * is transfer full; a `const char *` is static or interned.
 */
#pragma once

#include "aft-guide.h"
#include "aft-insight.h"
#include "aft-ledger.h"
#include "aft-plan.h"
#include "aft-tool.h"

G_BEGIN_DECLS

/* How to write times of day. By default the locale decides (nl_langinfo). */
typedef enum
{
  AFT_CLOCK_LOCALE,
  AFT_CLOCK_24H,
  AFT_CLOCK_12H,
} AftClockFormat;

void        aft_words_init                  (void);
void        aft_words_set_clock_format      (AftClockFormat format);
const char *aft_words_symptom               (AftSymptom symptom);
const char *aft_words_severity              (int severity);
char       *aft_words_symptom_value         (AftSymptom symptom, int severity);
const char *aft_words_flag                  (AftFlags flag);
char       *aft_words_flags                 (AftFlags flags);
const char *aft_words_zone                  (AftZones zone);
char       *aft_words_zones                 (AftZones zones);
const char *aft_words_place_of_treatment    (AftPlaceOfTreatment place);
const char *aft_words_provenance            (AftProvenance provenance);
char       *aft_words_provenance_long       (AftProvenance provenance);
char       *aft_words_needle                (double needle_mm);
char       *aft_words_time                  (gint64 at_us, GTimeZone *time_zone);
char       *aft_words_time_there            (gint64 at_us, const char *time_zone);
char       *aft_words_unknown_zone          (const char *time_zone);
char       *aft_words_day                   (AftDay day, AftDay today);
char       *aft_words_day_long              (AftDay day);
char       *aft_words_day_heading           (AftDay day, AftDay today);
char       *aft_words_format_day            (AftDay day, const char *format);
char       *aft_words_format_time           (GDateTime *time, const char *format);
char       *aft_words_moment                (gint64 at_us, gint64 now_us, GTimeZone *time_zone);
char       *aft_words_span                  (GTimeSpan span);
char       *aft_words_countdown             (gint64 at_us, gint64 now_us);
gint64      aft_words_countdown_changes     (gint64 at_us, gint64 now_us);
char       *aft_words_recovery_day          (int recovery_day);
char       *aft_words_makeup                (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_next_title            (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_next_reason           (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_reason                (const AftReason *reason, AftDay today);
char       *aft_words_advice                (const AftAdvice *advice);
const char *aft_words_activity              (AftActivityKind activity);
char       *aft_words_activity_state        (const AftActivity *activity,
                                             const AftPlan *plan,
                                             GTimeZone *time_zone);
char       *aft_words_activity_source       (const AftActivity *activity,
                                             const AftPlan *plan,
                                             GTimeZone *time_zone);
char       *aft_words_downtime              (const AftPlan *plan);
char       *aft_words_cautions_line         (void);
char       *aft_words_needle_advice         (AftNeedleAdvice advice);
char       *aft_words_tool_uses             (guint uses, guint limit);
const char *aft_words_tool_kind             (AftToolKind kind);
char       *aft_words_tool_worn             (const char *tool,
                                             AftToolKind kind,
                                             guint uses,
                                             guint limit);
const char *aft_words_tool_worn_title       (AftToolKind kind);
char       *aft_words_tool_source           (AftToolKind kind);
char       *aft_words_rest_warning          (gint64 rest_end_us,
                                             gint64 now_us,
                                             GTimeZone *time_zone);
char       *aft_words_check_error           (const GError *error);
char       *aft_words_ahead                 (const AftPlan *plan);
char       *aft_words_status                (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_summary               (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_rest_over             (const AftPlan *plan, GTimeZone *time_zone);
char       *aft_words_insight               (const AftInsight *insight);
char       *aft_words_insight_source        (const AftInsight *insight);
const char *aft_words_guide_phase           (AftGuidePhase phase);
const char *aft_words_guide_phase_long      (AftGuidePhase phase);
char       *aft_words_guide_here            (const AftPlan *plan, GTimeZone *time_zone);
const char *aft_words_guide_kind            (AftGuideKind kind);
const char *aft_words_claim                 (const char *token);
char       *aft_words_more_reasons          (void);
char       *aft_words_claim_provenance      (const AftClaim *claim);
char       *aft_words_source                (const AftSource *source);
char       *aft_words_sources               (void);
char       *aft_words_report_sources        (void);
char       *aft_words_makeup_reminder_title (const AftPlan *plan);
char       *aft_words_makeup_reminder_body  (const AftPlan *plan,
                                             GTimeZone *time_zone,
                                             gint64 due_us,
                                             GTimeSpan late);
char       *aft_words_next_reminder_title   (const AftPlan *plan);
char       *aft_words_next_reminder_body    (const AftPlan *plan,
                                             GTimeZone *time_zone,
                                             gint64 due_us,
                                             GTimeSpan late);
char       *aft_words_daily_reminder_title  (void);
char       *aft_words_daily_reminder_body   (const AftPlan *plan);
char       *aft_words_discreet_title        (void);

G_END_DECLS
