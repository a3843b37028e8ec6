/* aft-ring.h: how much of the rest period is over, as a ring around the day of recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_RING (aft_ring_get_type ())
G_DECLARE_FINAL_TYPE (AftRing, aft_ring, AFT, RING, GtkWidget)

GtkWidget *aft_ring_new (void);

G_END_DECLS
