/* aft-trends-chart.h: severity by day since the session, to point at and to walk through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends-drawing.h"

G_BEGIN_DECLS

#define AFT_TYPE_TRENDS_CHART (aft_trends_chart_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsChart, aft_trends_chart, AFT, TRENDS_CHART, GtkWidget)

/* @view: (nullable): borrowed; the owner sets another one or NULL before it frees this. */
void aft_trends_chart_set_view     (AftTrendsChart      *self,
                                    const AftTrendsView *view);
/* A set of bits, 1 << AftSymptom. */
void aft_trends_chart_set_symptoms (AftTrendsChart      *self,
                                    guint                symptoms);
/* The day whose values are told: the one under the pointer, else the one chosen, else the last
 * with a value. */
guint aft_trends_chart_get_day     (AftTrendsChart      *self);

/* Signal "day-changed" (void): get_day() answers otherwise. */

void aft_trends_palette_init_from  (AftTrendsPalette    *palette,
                                    GtkWidget           *widget);

G_END_DECLS
