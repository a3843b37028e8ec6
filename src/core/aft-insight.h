/* aft-insight.h: how this recovery compares with the last ones, in one word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-trends.h"

G_BEGIN_DECLS

/** With fewer recoveries to compare with, nothing is said. */
#define AFT_INSIGHT_EARLIER_MIN 3
/** More than the last of them are not looked at. */
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
 * @kind: what the comparison says; with %AFT_INSIGHT_NONE nothing else is set
 * @day: the day since the session that is compared, 0 to 7
 * @symptoms: which symptoms are compared: a bit for each, 1 << #AftSymptom; at least one
 * @value: their values of that day, added up
 * @n_earlier: how many earlier recoveries, %AFT_INSIGHT_EARLIER_MIN to %AFT_INSIGHT_EARLIER_MAX
 * @earlier: the same of theirs, latest first
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
