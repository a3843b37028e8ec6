/* aft-guidance.h: the waits for activities and advice on needles, each with its source
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
/* common: needles of this length in millimetres and more are for clinics. */
#define AFT_CLINIC_NEEDLE_MM 1.0

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
