/* aft-missed-reminders.h: a reminder that was shown and that nobody has acknowledged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder.h"

G_BEGIN_DECLS

const AftReminder *
aft_missed_reminders_choose (GPtrArray *shown, gint64 now_us);
char *
aft_missed_reminders_describe (const AftReminder *reminder,
                     const AftPlan *plan,
                     gint64 now_us,
                     GTimeZone *time_zone);

G_END_DECLS
