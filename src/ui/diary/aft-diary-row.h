/* aft-diary-row.h: shows one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-item.h"
#include "aft-idle-builder.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_ROW (aft_diary_row_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryRow, aft_diary_row, AFT, DIARY_ROW, GtkWidget)

GtkWidget    *aft_diary_row_new      (AftIdleBuilder *builder,
                                      GtkListItem    *list_item);
void          aft_diary_row_fill     (GtkWidget      *row);
void          aft_diary_row_set_item (AftDiaryRow    *self,
                                      AftDiaryItem   *item);
AftDiaryItem *aft_diary_row_get_item (AftDiaryRow    *self);

G_END_DECLS
