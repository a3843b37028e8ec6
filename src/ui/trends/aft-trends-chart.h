/* aft-trends-chart.h: a chart of severity by day since the session, for pointer and keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends-drawing.h"

G_BEGIN_DECLS

/* Properties: "view" (pointer, read-only) and "day" (uint, read-only): see the getters; "symptoms" (uint):
 * what is drawn, a set of bits, 1 << AftSymptom. */
#define AFT_TYPE_TRENDS_CHART (aft_trends_chart_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsChart, aft_trends_chart, AFT, TRENDS_CHART, GtkWidget)

void  aft_trends_chart_set_view    (AftTrendsChart      *self,
                                    const AftTrendsView *view);
guint aft_trends_chart_get_day     (AftTrendsChart      *self);

void  aft_trends_palette_init_from (AftTrendsPalette    *palette,
                                    GtkWidget           *widget);

G_END_DECLS
