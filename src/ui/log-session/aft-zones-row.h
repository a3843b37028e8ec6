/* aft-zones-row.h: a list row that asks which zones were treated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

/* The face map, the zones in words, and buttons for the whole face and for no zone.
 * Signal "changed" (void): other zones were chosen. */
#define AFT_TYPE_ZONES_ROW (aft_zones_row_get_type ())
G_DECLARE_FINAL_TYPE (AftZonesRow, aft_zones_row, AFT, ZONES_ROW, AdwPreferencesRow)

AftZones aft_zones_row_get_zones (AftZonesRow *self);
void     aft_zones_row_set_zones (AftZonesRow *self,
                                  AftZones     zones);

G_END_DECLS
