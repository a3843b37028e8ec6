/* aft-self-check.h: reports the status of the reminders, and shows a test notification
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-dbus-notifier.h"
#include "aft-notification-backend.h"
#include "aft-reminder-service.h"

G_BEGIN_DECLS

#define AFT_TYPE_SELF_CHECK (aft_self_check_get_type ())
G_DECLARE_FINAL_TYPE (AftSelfCheck, aft_self_check, AFT, SELF_CHECK, GObject)

/* The longest delay of a test. */
#define AFT_SELF_CHECK_MAX_S 3600

/* Signal "open" (activation token: string or NULL), on the main loop: the test notification was clicked. */

AftSelfCheck *aft_self_check_new                 (AftNotificationBackend *backend,
                                                  AftReminderService     *service);
void          aft_self_check_send_test           (AftSelfCheck           *self,
                                                  guint                   seconds);
void          aft_self_check_complete_get_status (AftSelfCheck           *self,
                                                  AftDBusNotifier        *interface,
                                                  GDBusMethodInvocation  *invocation);
GVariant     *aft_self_check_new_idle_status     (const char             *lead_error);

G_END_DECLS
