/* aft-diary-words.h: the texts of the lines of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All return plain text, transfer full.
 */
#pragma once

#include "aft-diary-item.h"

G_BEGIN_DECLS

/* Separates facts of one kind. */
#define AFT_DIARY_WORDS_BETWEEN " · "

char *aft_diary_words_day (AftDay day);
char *aft_diary_words_session_title (const AftSession *session, AftDay day);
char *aft_diary_words_session_details (const AftSession *session);
char *aft_diary_words_session_waits (const AftSession *session);
char *aft_diary_words_note_time (const AftSkinNote *note);
char *aft_diary_words_note_values (const AftSkinNote *note);
char *aft_diary_words_flag (AftFlags flag, gboolean gone);
const char *aft_diary_words_mark (AftDiaryMark mark);
char *aft_diary_words_text (const char *text);
char *aft_diary_words_item (AftDiaryItem *item);

G_END_DECLS
