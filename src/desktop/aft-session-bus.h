/* aft-session-bus.h: does without a session bus or GVfs that doesn't respond
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long the bus may take to respond to Hello and to grant a name. */
#define AFT_SESSION_BUS_WAIT_MS 3000

gboolean aft_session_bus_check (void);

G_END_DECLS
