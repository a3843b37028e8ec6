/* aft-session-bus.h: a session bus that doesn't answer counts as none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long the bus may take to say hello, and to give a name. */
#define AFT_SESSION_BUS_WAIT_MS 3000

gboolean aft_session_bus_check (void);

G_END_DECLS
