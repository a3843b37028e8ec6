/* aft-reminder-delivery.h: claims reminders, shows them, and records that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder-store.h"
#include "aft-shown-notifications.h"

G_BEGIN_DECLS

/**
 * AftReminderDelivery:
 * @store: (unowned): the diary
 * @shown: (unowned): the notifications on the screen
 * @backend: (unowned): shows them
 * @server: (nullable): unique bus name of the server that showed the last one
 * @last_error: (nullable): why the last attempt to show something failed, in English
 */
typedef struct
{
  AftReminderStore       *store;
  AftShownNotifications  *shown;
  AftNotificationBackend *backend;
  char                   *server;
  char                   *last_error;
} AftReminderDelivery;

void     aft_reminder_delivery_clear (AftReminderDelivery    *self);
gboolean aft_reminder_delivery_run   (AftReminderDelivery    *self,
                                      GPtrArray              *due,
                                      const AftClockReading  *reading,
                                      gboolean               *changed,
                                      GError                **error);

G_END_DECLS
