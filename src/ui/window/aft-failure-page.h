/* aft-failure-page.h: why the diary could not be opened, and what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_FAILURE_PAGE (aft_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (AftFailurePage, aft_failure_page, AFT, FAILURE_PAGE, GtkWidget)

GtkWidget *aft_failure_page_new (AftDiaryModel *model);

G_END_DECLS
