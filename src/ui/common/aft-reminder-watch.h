/* aft-reminder-watch.h: watches whether reminders can reach the person, while the window is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check-up.h"
#include "aft-notifier-client.h"

G_BEGIN_DECLS

#define AFT_TYPE_REMINDER_WATCH (aft_reminder_watch_get_type ())
G_DECLARE_FINAL_TYPE (AftReminderWatch, aft_reminder_watch, AFT, REMINDER_WATCH, GObject)

AftReminderWatch *aft_reminder_watch_new       (AftNotifierClient *notifier);
void              aft_reminder_watch_check     (AftReminderWatch  *self);
AftCheckUpState   aft_reminder_watch_get_state (AftReminderWatch  *self);

G_END_DECLS
