/* aft-focus.h: the order in which Tab moves through widgets side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_focus_follow_reading (void);

G_END_DECLS
