/* aft-notifier.h: connects to the session bus, takes the lead, and runs the reminders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_NOTIFIER (aft_notifier_get_type ())
G_DECLARE_FINAL_TYPE (AftNotifier, aft_notifier, AFT, NOTIFIER, GObject)

/* Signal "finished" (restart: boolean): the process should end, or start again (@restart), because its
 * session bus is gone or was replaced, or systemd runs a notifier. */

AftNotifier *aft_notifier_new (gboolean at_login);

G_END_DECLS
