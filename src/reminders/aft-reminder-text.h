/* aft-reminder-text.h: the text of a notification, made when it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder.h"
#include "aft-notification-backend.h"

G_BEGIN_DECLS

/** A reminder that is this late also says since when it has been true. */
#define AFT_REMINDER_LATE_US G_TIME_SPAN_MINUTE

typedef struct _AftReminderText AftReminderText;

AftReminderText *aft_reminder_text_new  (AftDb                  *db,
                                         GPtrArray              *rows,
                                         const AftPreferences   *preferences,
                                         const AftClockReading  *reading,
                                         GError                **error);
void             aft_reminder_text_free (AftReminderText        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReminderText, aft_reminder_text_free)

AftMessage *aft_reminder_text_make_message    (const AftReminderText *self);
const char *aft_reminder_text_get_state_token (const AftReminderText *self,
                                               const AftReminder     *row);

G_END_DECLS
