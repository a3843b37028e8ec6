/* aft-trash-window.h: lists deleted entries, and restores them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_TRASH_WINDOW (aft_trash_window_get_type ())
G_DECLARE_FINAL_TYPE (AftTrashWindow, aft_trash_window, AFT, TRASH_WINDOW, AdwWindow)

GtkWidget *aft_trash_window_new (AftDiaryModel *model);

G_END_DECLS
