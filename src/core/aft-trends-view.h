/* aft-trends-view.h: one recovery beside the earlier ones, for chart and table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-trends.h"

G_BEGIN_DECLS

/**
 * AftTrendsView:
 * @trends: all recoveries
 * @index: the one that is shown
 * @n_days: how many days are shown, day 0 included; at least 8
 * @last_day: the last day with a value of this recovery; -1 without one
 * @n_earlier: by #AftSymptom: how many earlier recoveries recorded it
 *
 * Immutable, so that drawing only reads.
 */
typedef struct
{
  AftTrends       *trends;
  guint            index;
  guint            n_days;
  int              last_day;
  guint            n_earlier[AFT_N_SYMPTOMS];
  /*< private >*/
  AftTrendsSpread *spreads;
} AftTrendsView;

AftTrendsView           *aft_trends_view_new          (AftTrends           *trends,
                                                       guint                index);
void                     aft_trends_view_free         (AftTrendsView       *self);
const AftTrendsRecovery *aft_trends_view_get_recovery (const AftTrendsView *self);
gboolean                 aft_trends_view_has_band     (const AftTrendsView *self,
                                                       AftSymptom           symptom);
int                      aft_trends_view_get_value    (const AftTrendsView *self,
                                                       AftSymptom           symptom,
                                                       guint                day);
const AftTrendsSpread   *aft_trends_view_get_spread   (const AftTrendsView *self,
                                                       AftSymptom           symptom,
                                                       guint                day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendsView, aft_trends_view_free)

G_END_DECLS
