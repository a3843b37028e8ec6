/* aft-diary-session-card.h: shows a session in the Diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-item.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_SESSION_CARD (aft_diary_session_card_get_type ())
G_DECLARE_FINAL_TYPE (AftDiarySessionCard, aft_diary_session_card, AFT, DIARY_SESSION_CARD, GtkWidget)

GtkWidget *aft_diary_session_card_new      (void);
void       aft_diary_session_card_set_item (AftDiarySessionCard *self,
                                            AftDiaryItem        *item);

G_END_DECLS
