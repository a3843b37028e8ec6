/* aft-damage-banner.h: that the diary was damaged while it is open, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DAMAGE_BANNER (aft_damage_banner_get_type ())
G_DECLARE_FINAL_TYPE (AftDamageBanner, aft_damage_banner, AFT, DAMAGE_BANNER, GtkWidget)

void
aft_damage_banner_set_store (AftDamageBanner *self, AftStore *store);

G_END_DECLS
