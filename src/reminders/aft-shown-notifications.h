/* aft-shown-notifications.h: the reminders that are on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-notification-backend.h"
#include "aft-reminder.h"

G_BEGIN_DECLS

typedef struct _AftShownNotifications AftShownNotifications;

AftShownNotifications *aft_shown_notifications_new            (void);
void                   aft_shown_notifications_free           (AftShownNotifications  *self);
void                   aft_shown_notifications_adopt          (AftShownNotifications  *self,
                                                               AftDb                  *db);
void                   aft_shown_notifications_add            (AftShownNotifications  *self,
                                                               const char             *tag,
                                                               GArray                 *ids);
GArray                *aft_shown_notifications_take           (AftShownNotifications  *self,
                                                               const char             *tag);
void                   aft_shown_notifications_forget_all     (AftShownNotifications  *self);
void                   aft_shown_notifications_withdraw_stale (AftShownNotifications  *self,
                                                               AftDb                  *db,
                                                               AftNotificationBackend *backend);

G_END_DECLS
