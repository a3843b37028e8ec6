/* aft-diary-list-private.h: the list of the diary and its items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-item-cache.h"
#include "aft-diary-lines.h"
#include "aft-diary-list.h"

G_BEGIN_DECLS

struct _AftDiaryList
{
  GObject parent_instance;

  AftStore *store;
  GPtrArray *sessions;
  int day_start_minutes;
  AftFilter *filter;

  AftDiaryLines *lines;      /* as the view knows them */
  AftDiaryLines *next_lines; /* (nullable): will replace @lines */
  guint n_surplus;           /* empty lines after @lines, about to be removed */
  guint surplus_id;
  gboolean complete;         /* there are no more pages */
  GCancellable *search;      /* (nullable): of the current search */

  AftDiaryItemCache *item_cache;
  GHashTable *first_notes;   /* gint64 row -> AftSkinNote, of the first page */
  GPtrArray *pending_items;  /* AftDiaryItem: their notes will be read */
  GArray *pending_rows;      /* gint64, by item */
  guint read_id;
  GCancellable *cancellable; /* of the reading of notes */
};

AftDiaryItem *aft_diary_list_make_item   (AftDiaryList *self,
                                          guint         position);
void          aft_diary_list_fill_items  (AftDiaryList *self,
                                          guint         position);
void          aft_diary_list_reset_items (AftDiaryList *self,
                                          guint         position,
                                          guint         n);

G_END_DECLS
