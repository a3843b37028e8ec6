/* aft-button.h: buttons with long words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  aft_button_wrap_label  (GtkButton  *button);

G_END_DECLS
