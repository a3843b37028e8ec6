/* aft-window-opener.h: brings the window up, from a program that has none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void aft_window_opener_open (GDBusConnection *connection,
                             const char      *button,
                             const char      *activation_token);

G_END_DECLS
