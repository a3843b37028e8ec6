/* aft-report-page.h: shows one page of the report as it will be printed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-pages.h"

G_BEGIN_DECLS

#define AFT_TYPE_REPORT_PAGE (aft_report_page_get_type ())
G_DECLARE_FINAL_TYPE (AftReportPage, aft_report_page, AFT, REPORT_PAGE, GtkWidget)

GtkWidget *aft_report_page_new (AftPages *pages,
                                guint     page,
                                double    width,
                                double    height);

G_END_DECLS
