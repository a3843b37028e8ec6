/* aft-toggle.h: toggle buttons whose state a screen reader speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_toggle_set_role (GtkToggleButton  *button,
                          GtkAccessibleRole role);

G_END_DECLS
