/* aft-css.h: style classes of widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_css_set_class (GtkWidget  *widget,
                        const char *name,
                        gboolean    set);

G_END_DECLS
