/* aft-window.h: the window: pages, header, menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-progress-box.h"
#include "aft-reminder-watch.h"

G_BEGIN_DECLS

#define AFT_TYPE_WINDOW (aft_window_get_type ())
G_DECLARE_FINAL_TYPE (AftWindow, aft_window, AFT, WINDOW, AdwApplicationWindow)

/* Actions: "win.log-session", "win.show-page" (string: "today", "diary", "trends"), "win.search",
 * "win.add-for-day" (uint32: an AftDay), "win.add-for-another-day", "win.trash", "win.export",
 * "win.import", "win.report", "win.undo-delete" (string: an id), "win.undo-last-delete",
 * "win.about". */
AftWindow     *aft_window_new         (GtkApplication   *application,
                                       AftDiaryModel    *model,
                                       AftReminderWatch *watch);
AftDiaryModel *aft_window_get_model   (AftWindow      *self);
/* (transfer none): where long work is shown. */
AftProgressBox *aft_window_get_progress_box (AftWindow *self);
/* @page: "today" or "diary"; anything else is ignored. */
void           aft_window_show_page   (AftWindow      *self,
                                       const char     *page);
/* Looks for @text in the Diary. */
void           aft_window_find        (AftWindow      *self,
                                       const char     *text);
/* Today, with the keyboard in its check-in. */
void           aft_window_check_in    (AftWindow      *self);
/* Opens the Log Session dialog, or brings the one that is open to the front. */
void           aft_window_log_session (AftWindow      *self);

G_END_DECLS
