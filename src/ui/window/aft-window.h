/* aft-window.h: the window: pages, header, menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-reminder-watch.h"

G_BEGIN_DECLS

#define AFT_TYPE_WINDOW (aft_window_get_type ())
G_DECLARE_FINAL_TYPE (AftWindow, aft_window, AFT, WINDOW, AdwApplicationWindow)

AftWindow *aft_window_new         (GtkApplication   *application,
                                   AftDiaryModel    *model,
                                   AftReminderWatch *watch);
void       aft_window_show_page   (AftWindow        *self,
                                   const char       *page);
void       aft_window_find        (AftWindow        *self,
                                   const char       *text);
void       aft_window_check_in    (AftWindow        *self);
void       aft_window_log_session (AftWindow        *self);

G_END_DECLS
