/* aft-diary-list.h: the diary as one list, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_LIST (aft_diary_list_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryList, aft_diary_list, AFT, DIARY_LIST, GObject)

/* A GListModel of AftDiaryItem: each session, newest first, followed by the days of its recovery,
 * each followed by its notes. Items are made when they are looked at. */
AftDiaryList *aft_diary_list_new (void);
void aft_diary_list_set (AftDiaryList *self,
                         GPtrArray *sessions,
                         GPtrArray *notes,
                         int day_start_minutes);

G_END_DECLS
