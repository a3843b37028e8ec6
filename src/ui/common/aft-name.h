/* aft-name.h: what a screen reader calls a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void aft_name_widget      (GtkWidget     *widget,
                           const char    *name);
void aft_name_menu        (GtkMenuButton *button);
void aft_name_menu_button (GtkMenuButton *button,
                           const char    *name);
void aft_name_entry_row   (AdwEntryRow   *row);
void aft_name_hide_types  (void);

G_END_DECLS
