/* aft-preferences-window.h: what the person can set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-notifier-client.h"

G_BEGIN_DECLS

#define AFT_TYPE_PREFERENCES_WINDOW (aft_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    AftPreferencesWindow, aft_preferences_window, AFT, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* Everything is saved at once. The caller tells the notifier when the settings change. Without
 * settings it shows the defaults, which then cannot be changed, and says why. */
GtkWidget *
aft_preferences_window_new (AftDiaryModel *model, AftNotifierClient *notifier);

G_END_DECLS
