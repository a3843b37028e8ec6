/* aft-hero.h: the state of the recovery, at a glance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_HERO (aft_hero_get_type ())
G_DECLARE_FINAL_TYPE (AftHero, aft_hero, AFT, HERO, GtkWidget)

GtkWidget *aft_hero_new (void);

G_END_DECLS
