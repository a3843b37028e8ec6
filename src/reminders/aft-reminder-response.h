/* aft-reminder-response.h: records what the person did with a notification
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-notification-backend.h"

G_BEGIN_DECLS

const char *aft_reminder_response_pressed (AftDb                              *db,
                                           const AftPreferences               *preferences,
                                           GArray                             *ids,
                                           const char                         *button);
void        aft_reminder_response_closed  (AftDb                              *db,
                                           GArray                             *ids,
                                           AftNotificationBackendClosedReason  reason);

G_END_DECLS
