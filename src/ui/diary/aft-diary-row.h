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

/* Its delete button activates "diary.delete" with the id of the entry. @filler: when to fill it;
 * the row keeps a reference. @list_item: whose child it is to be; activatable when there is an entry
 * to open. */
GtkWidget *aft_diary_row_new (AftIdleBuilder *filler, GtkListItem *list_item);
/* Writes into the row what it is to show: for the filler. Names the list row around it for those
 * who hear it. */
void aft_diary_row_fill (GtkWidget *row);
/* @item: (nullable): what to show, soon; the row keeps a reference */
void aft_diary_row_set_item (AftDiaryRow *self, AftDiaryItem *item);
/* (transfer none) (nullable) */
AftDiaryItem *aft_diary_row_get_item (AftDiaryRow *self);

G_END_DECLS
