/* aft-notifier.h: the notifier's life: a bus, a name on it, the lead, and then the reminders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_NOTIFIER (aft_notifier_get_type ())
G_DECLARE_FINAL_TYPE (AftNotifier, aft_notifier, AFT, NOTIFIER, GObject)

/* Signal "over" (again: boolean): the process should end, or be run anew (@again), because the
 * session bus it was made for is gone or there is another one. */

AftNotifier *aft_notifier_new (void);

G_END_DECLS
