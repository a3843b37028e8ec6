/* aft-diary-item.h: one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session.h"
#include "aft-skin-note.h"

G_BEGIN_DECLS

/* Signal "changed" (void): the line shows something else. */
#define AFT_TYPE_DIARY_ITEM (aft_diary_item_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryItem, aft_diary_item, AFT, DIARY_ITEM, GObject)

typedef enum
{
  AFT_DIARY_ITEM_SESSION, /* heads the recovery that it began */
  AFT_DIARY_ITEM_BEFORE,  /* heads the notes before the first session */
  AFT_DIARY_ITEM_DAY,     /* heads the notes of a day */
  AFT_DIARY_ITEM_NOTE,
  AFT_DIARY_ITEM_REMOVED, /* shows nothing, and will soon be removed: see aft-diary-list.c */
} AftDiaryItemKind;

typedef enum
{
  AFT_DIARY_MARK_NONE,
  AFT_DIARY_MARK_LATER, /* written down on another day than its own */
  AFT_DIARY_MARK_AHEAD, /* ahead of the clock: does not count yet (rule 8) */
} AftDiaryMark;

AftDiaryItem     *aft_diary_item_new              (AftDiaryItemKind  kind,
                                                   AftDay            day);
void              aft_diary_item_reset            (AftDiaryItem     *self,
                                                   AftDiaryItemKind  kind,
                                                   AftDay            day);
void              aft_diary_item_set_place        (AftDiaryItem     *self,
                                                   int               recovery_day,
                                                   gboolean          first,
                                                   gboolean          last);
void              aft_diary_item_set_session      (AftDiaryItem     *self,
                                                   AftSession       *session,
                                                   AftDiaryMark      mark);
void              aft_diary_item_set_note         (AftDiaryItem     *self,
                                                   AftSkinNote      *note,
                                                   AftDiaryMark      mark);
AftDiaryItemKind  aft_diary_item_get_kind         (AftDiaryItem     *self);
AftSession       *aft_diary_item_get_session      (AftDiaryItem     *self);
AftSkinNote      *aft_diary_item_get_note         (AftDiaryItem     *self);
const char       *aft_diary_item_get_id           (AftDiaryItem     *self);
AftDay            aft_diary_item_get_day          (AftDiaryItem     *self);
int               aft_diary_item_get_recovery_day (AftDiaryItem     *self);
gboolean          aft_diary_item_get_first        (AftDiaryItem     *self);
gboolean          aft_diary_item_get_last         (AftDiaryItem     *self);
AftDiaryMark      aft_diary_item_get_mark         (AftDiaryItem     *self);

G_END_DECLS
