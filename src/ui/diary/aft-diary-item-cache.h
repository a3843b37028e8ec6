/* aft-diary-item-cache.h: the items of a list that are in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-item.h"

G_BEGIN_DECLS

typedef struct _AftDiaryItemCache AftDiaryItemCache;

/**
 * AftDiaryItemFunc:
 * @item: (transfer none): an item, which lives at least until the function returns
 * @position: its position
 * @user_data: as given to aft_diary_item_cache_foreach()
 */
typedef void (*AftDiaryItemFunc) (AftDiaryItem *item, guint position, gpointer user_data);

AftDiaryItemCache *aft_diary_item_cache_new          (void);
void               aft_diary_item_cache_free         (AftDiaryItemCache       *self);
void               aft_diary_item_cache_add          (AftDiaryItemCache       *self,
                                                      AftDiaryItem            *item,
                                                      guint                    position);
AftDiaryItem      *aft_diary_item_cache_lookup       (const AftDiaryItemCache *self,
                                                      guint                    position);
gboolean           aft_diary_item_cache_get_position (const AftDiaryItemCache *self,
                                                      const AftDiaryItem      *item,
                                                      guint                   *position);
guint              aft_diary_item_cache_count        (const AftDiaryItemCache *self,
                                                      guint                    position,
                                                      guint                    n);
void               aft_diary_item_cache_foreach      (const AftDiaryItemCache *self,
                                                      guint                    position,
                                                      guint                    n,
                                                      AftDiaryItemFunc         func,
                                                      gpointer                 user_data);
void               aft_diary_item_cache_splice       (AftDiaryItemCache       *self,
                                                      guint                    position,
                                                      guint                    removed,
                                                      guint                    added);

G_END_DECLS
