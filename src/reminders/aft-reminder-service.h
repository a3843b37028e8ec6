/* aft-reminder-service.h: shows reminders when they are due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-notification-backend.h"

G_BEGIN_DECLS

/* Buttons, for the signal "action" and the delivery log. */
#define AFT_REMINDER_SERVICE_OPEN "open"
#define AFT_REMINDER_SERVICE_LOG_SESSION "log-session"
#define AFT_REMINDER_SERVICE_SNOOZE "snooze"
#define AFT_REMINDER_SERVICE_ALL_CALM "all-calm"

#define AFT_REMINDER_SERVICE_SNOOZE_US (24 * G_TIME_SPAN_HOUR)

#define AFT_TYPE_REMINDER_SERVICE (aft_reminder_service_get_type ())
G_DECLARE_FINAL_TYPE (AftReminderService, aft_reminder_service, AFT, REMINDER_SERVICE, GObject)

/* Signals, all on the main loop:
 * - "changed" (void): the reminder service has written to the diary's table of reminders
 * - "open" (button: string, activation token: string or NULL): the window is to be opened;
 *   AFT_REMINDER_SERVICE_OPEN or AFT_REMINDER_SERVICE_LOG_SESSION */

AftReminderService *aft_reminder_service_new            (const char             *path,
                                                         AftNotificationBackend *backend);
void                aft_reminder_service_start          (AftReminderService     *self);
void                aft_reminder_service_stop           (AftReminderService     *self);
void                aft_reminder_service_diary_changed  (AftReminderService     *self);
void                aft_reminder_service_zone_changed   (AftReminderService     *self);
void                aft_reminder_service_describe       (AftReminderService     *self,
                                                         GVariantDict           *status);
const char         *aft_reminder_service_get_last_error (AftReminderService     *self);

G_END_DECLS
