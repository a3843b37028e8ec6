/* aft-diary-page.h: what was logged, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_PAGE (aft_diary_page_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryPage, aft_diary_page, AFT, DIARY_PAGE, GtkWidget)

GtkWidget *aft_diary_page_new    (AftDiaryModel *model);
void       aft_diary_page_search (AftDiaryPage  *self);
void       aft_diary_page_find   (AftDiaryPage  *self,
                                  const char    *text);

G_END_DECLS
