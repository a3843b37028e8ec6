/* aft-scroll-into-view.h: scrolls a page to a widget that has just been shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_scroll_into_view (GtkWidget *widget);

G_END_DECLS
