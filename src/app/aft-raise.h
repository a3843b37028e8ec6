/* aft-raise.h: brings the window to the front
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean aft_raise_is_allowed (GVariant  *platform_data);
void     aft_raise_window     (GtkWindow *window);

G_END_DECLS
