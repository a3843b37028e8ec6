/* aft-restore-window.h: "Restore an Earlier Diary"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_RESTORE_WINDOW (aft_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (AftRestoreWindow, aft_restore_window, AFT, RESTORE_WINDOW, AdwWindow)

GtkWidget *aft_restore_window_new (AftDiaryModel *model);

G_END_DECLS
