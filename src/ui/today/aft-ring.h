/* aft-ring.h: how much of the rest is over, as a ring around the day of recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_RING (aft_ring_get_type ())
G_DECLARE_FINAL_TYPE (AftRing, aft_ring, AFT, RING, GtkWidget)

GtkWidget *aft_ring_new          (void);
/* @progress: 0.0 to 1.0. Turns there smoothly, or at once where the person wants no motion. */
void       aft_ring_set_progress (AftRing    *self,
                                  double      progress);
/* @caption: (nullable): small, above @text: "Day". Both plain text. */
void       aft_ring_set_text     (AftRing    *self,
                                  const char *caption,
                                  const char *text);
/* @icon_name: (nullable): shown instead of the text. */
void       aft_ring_set_icon     (AftRing    *self,
                                  const char *icon_name);

G_END_DECLS
