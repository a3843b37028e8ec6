/* aft-today-page.h: the check-in, the state of the recovery, and what is next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"
#include "aft-reminder-watch.h"

G_BEGIN_DECLS

#define AFT_TYPE_TODAY_PAGE (aft_today_page_get_type ())
G_DECLARE_FINAL_TYPE (AftTodayPage, aft_today_page, AFT, TODAY_PAGE, GtkWidget)

GtkWidget *aft_today_page_new (AftDiaryModel    *model,
                               AftReminderWatch *watch);
void       aft_today_page_check_in (AftTodayPage *self);
gboolean   aft_today_page_get_at_risk (AftTodayPage *self);

G_END_DECLS
