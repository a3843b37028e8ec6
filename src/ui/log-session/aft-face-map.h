/* aft-face-map.h: a face whose zones are chosen by a click
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

/* Property "zones" (uint): the chosen AftZones. */
#define AFT_TYPE_FACE_MAP (aft_face_map_get_type ())
G_DECLARE_FINAL_TYPE (AftFaceMap, aft_face_map, AFT, FACE_MAP, GtkWidget)

GtkWidget *aft_face_map_new       (void);
AftZones   aft_face_map_get_zones (AftFaceMap *self);
void       aft_face_map_set_zones (AftFaceMap *self,
                                   AftZones    zones);

G_END_DECLS
