/* aft-guide-page.h: what is normal, what to do and what to avoid, phase by phase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_GUIDE_PAGE (aft_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (AftGuidePage, aft_guide_page, AFT, GUIDE_PAGE, GtkWidget)

GtkWidget *aft_guide_page_new (AftDiaryModel *model);

G_END_DECLS
