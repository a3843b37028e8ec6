/* aft-reminder-banner.h: shows what a notification could not, or what nobody saw
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"
#include "aft-reminder-watch.h"

G_BEGIN_DECLS

#define AFT_TYPE_REMINDER_BANNER (aft_reminder_banner_get_type ())
G_DECLARE_FINAL_TYPE (AftReminderBanner, aft_reminder_banner, AFT, REMINDER_BANNER, GtkWidget)

void
aft_reminder_banner_set_up (AftReminderBanner *self,
                            AftDiaryModel *model,
                            AftReminderWatch *watch);
void
aft_reminder_banner_update (AftReminderBanner *self);

G_END_DECLS
