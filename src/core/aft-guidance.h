/* aft-guidance.h: the waits for activities and the cautions, each with its source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-tokens.h"

G_BEGIN_DECLS

/* common: no exercise, sweating, sauna or strong sun for 48 hours (some sources say 24). */
#define AFT_EXERCISE_WAIT_US (48 * G_TIME_SPAN_HOUR)
#define AFT_SUN_WAIT_US (48 * G_TIME_SPAN_HOUR)
/* common: no retinoids, acids or scrubs for about a week. */
#define AFT_ACTIVES_WAIT_US (7 * G_TIME_SPAN_DAY)
/* guide: in-office downtime, days. */
#define AFT_DOWNTIME_MIN_DAYS 3
#define AFT_DOWNTIME_MAX_DAYS 7

/** Reasons not to have a session at all; shown whenever the next one is possible. */
typedef enum
{
  AFT_CAUTION_ACTIVE_ACNE,   /* guide; blackheads and whiteheads included */
  AFT_CAUTION_PREGNANCY,     /* guide */
  AFT_CAUTION_KELOID_SCARS,  /* guide */
  AFT_CAUTION_BREASTFEEDING, /* common: ask your doctor; the guide leaves it open */
} AftCaution;
#define AFT_N_CAUTIONS 4

AftProvenance aft_caution_get_provenance (AftCaution caution);

/** Advice on a needle for home use. */
typedef enum
{
  AFT_NEEDLE_ADVICE_NONE,
  AFT_NEEDLE_ADVICE_LONGER_REST, /* 0.5 mm: the guide's 1-2 weeks are for short home needles */
  AFT_NEEDLE_ADVICE_CLINIC_ONLY, /* 1.0 mm and more: for clinics only, by common advice */
} AftNeedleAdvice;

AftNeedleAdvice aft_needle_get_advice (AftPlaceOfTreatment place,
                                       double              needle_mm);

G_END_DECLS
