/* aft-trends-tile.h: one symptom: its line, its value on a day, and whether it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends-view.h"

G_BEGIN_DECLS

#define AFT_TYPE_TRENDS_TILE (aft_trends_tile_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsTile, aft_trends_tile, AFT, TRENDS_TILE, GtkToggleButton)

GtkWidget *aft_trends_tile_new (AftSymptom           symptom);
void       aft_trends_tile_set (AftTrendsTile       *self,
                                const AftTrendsView *view,
                                guint                day);

G_END_DECLS
