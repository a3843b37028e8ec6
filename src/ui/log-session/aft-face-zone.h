/* aft-face-zone.h: one zone of the face map: a toggle button in the shape of the zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

#define AFT_TYPE_FACE_ZONE (aft_face_zone_get_type ())
G_DECLARE_FINAL_TYPE (AftFaceZone, aft_face_zone, AFT, FACE_ZONE, GtkToggleButton)

/* Space around a zone for its outline, its focus ring and a finger that misses it, in pixels. */
#define AFT_FACE_ZONE_MARGIN 5

GtkWidget *aft_face_zone_new       (AftZones     zone);
AftZones   aft_face_zone_get_zone  (AftFaceZone *self);
void       aft_face_zone_set_scale (AftFaceZone *self,
                                    double       scale);

G_END_DECLS
