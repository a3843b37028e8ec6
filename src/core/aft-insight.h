/* aft-insight.h: how this recovery compares with the last ones, in one word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-trends.h"

G_BEGIN_DECLS

/** The least number of earlier recoveries to compare with. */
#define AFT_INSIGHT_EARLIER_MIN 3
/** Only this many of the latest are compared. */
#define AFT_INSIGHT_EARLIER_MAX 4

typedef enum
{
  AFT_INSIGHT_NONE,
  AFT_INSIGHT_CALMER,   /* than each of the others */
  AFT_INSIGHT_SIMILAR,  /* between them, or equal to one */
  AFT_INSIGHT_STRONGER, /* than each of the others */
} AftInsightKind;

/**
 * AftInsight:
 * @kind: the result of the comparison; for %AFT_INSIGHT_NONE no other field is set
 * @day: the day since the session that is compared, 0 to 7
 * @symptoms: the symptoms that are compared, at least one: bits 1 << #AftSymptom
 * @value: the sum of their values on that day
 * @n_earlier: how many earlier recoveries, %AFT_INSIGHT_EARLIER_MIN to %AFT_INSIGHT_EARLIER_MAX
 * @earlier: the same sum for each of those, latest first
 */
typedef struct
{
  AftInsightKind kind;
  guint          day;
  guint          symptoms;
  int            value;
  guint          n_earlier;
  int            earlier[AFT_INSIGHT_EARLIER_MAX];
} AftInsight;

void aft_insight_find (AftInsight      *self,
                       const AftTrends *trends,
                       int              recovery_day);

G_END_DECLS
