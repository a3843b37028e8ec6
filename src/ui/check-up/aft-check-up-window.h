/* aft-check-up-window.h: "Reminder Check-Up"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-notifier-client.h"

G_BEGIN_DECLS

#define AFT_TYPE_CHECK_UP_WINDOW (aft_check_up_window_get_type ())
G_DECLARE_FINAL_TYPE (AftCheckUpWindow, aft_check_up_window, AFT, CHECK_UP_WINDOW, AdwWindow)

GtkWidget *
aft_check_up_window_new (AftDiaryModel *model, AftNotifierClient *notifier);

G_END_DECLS
