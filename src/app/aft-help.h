/* aft-help.h: opens the help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_help_show (GtkWindow *window);

G_END_DECLS
