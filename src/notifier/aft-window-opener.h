/* aft-window-opener.h: opens the window from the notifier
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
