/* aft-trends-page.h: compares this recovery with earlier ones, and shows a calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_TRENDS_PAGE (aft_trends_page_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsPage, aft_trends_page, AFT, TRENDS_PAGE, GtkWidget)

GtkWidget *aft_trends_page_new (AftDiaryModel *model);

G_END_DECLS
