/* aft-toast.h: short messages in the window of a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void  aft_toast           (GtkWidget    *from,
                           const char   *text);
void  aft_toast_undo      (GtkWidget    *from,
                           const char   *text,
                           const char   *id);
AdwToast *aft_toast_button (GtkWidget   *from,
                           const char   *text,
                           const char   *label);
void  aft_toast_error     (GtkWidget    *from,
                           const char   *text,
                           const GError *error);

char *aft_toast_take_undo (GtkWidget    *from);

G_END_DECLS
