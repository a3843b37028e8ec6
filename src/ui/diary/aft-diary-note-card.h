/* aft-diary-note-card.h: shows a check-in in the Diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-item.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_NOTE_CARD (aft_diary_note_card_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryNoteCard, aft_diary_note_card, AFT, DIARY_NOTE_CARD, GtkWidget)

GtkWidget *aft_diary_note_card_new      (void);
void       aft_diary_note_card_set_item (AftDiaryNoteCard *self,
                                         AftDiaryItem     *item);

G_END_DECLS
