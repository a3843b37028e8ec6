/* aft-name.h: what a screen reader calls a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_name_widget (GtkWidget     *widget,
                      const char    *name);
void aft_name_menu   (GtkMenuButton *button);

G_END_DECLS
