/* aft-report-window.h: a report for the clinician: its days, a preview, and buttons to print or
 * save it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

#define AFT_TYPE_REPORT_WINDOW (aft_report_window_get_type ())
G_DECLARE_FINAL_TYPE (AftReportWindow, aft_report_window, AFT, REPORT_WINDOW, AdwWindow)

GtkWidget *aft_report_window_new (AftDiaryModel  *model,
                                  AftProgressBox *box);

G_END_DECLS
