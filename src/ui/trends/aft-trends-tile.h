/* aft-trends-tile.h: one symptom: its line, its value on a day, and whether it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Properties: "symptom" (int), an AftSymptom; "chart" (AftTrendsChart), whose day the tile shows. */
#define AFT_TYPE_TRENDS_TILE (aft_trends_tile_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsTile, aft_trends_tile, AFT, TRENDS_TILE, GtkToggleButton)

G_END_DECLS
