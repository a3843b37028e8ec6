/* aft-diary-live.h: the items of a list that somebody holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-item.h"

G_BEGIN_DECLS

typedef struct _AftDiaryLive AftDiaryLive;

/**
 * AftDiaryLiveFunc:
 * @item: (transfer none): an item, which lives as long as the call
 * @position: where it stands
 */
typedef void (*AftDiaryLiveFunc) (AftDiaryItem *item, guint position, gpointer user_data);

AftDiaryLive *
aft_diary_live_new (void);
void
aft_diary_live_free (AftDiaryLive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDiaryLive, aft_diary_live_free)

void
aft_diary_live_add (AftDiaryLive *self, AftDiaryItem *item, guint position);
AftDiaryItem *
aft_diary_live_get_item (const AftDiaryLive *self, guint position);
gboolean
aft_diary_live_get_position (const AftDiaryLive *self, const AftDiaryItem *item, guint *position);
guint
aft_diary_live_count (const AftDiaryLive *self, guint position, guint n);
void
aft_diary_live_foreach (const AftDiaryLive *self,
                        guint position,
                        guint n,
                        AftDiaryLiveFunc func,
                        gpointer user_data);
void
aft_diary_live_move (AftDiaryLive *self, guint position, guint removed, guint added);

G_END_DECLS
