/* aft-diary-item-cache.c: the items of a list that are in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view uses some two hundred items of a list of any length. The cache knows only these, with weak
 * references, so that a line has the same item for as long as the item is in use.
 */
#include "aft-config.h"

#include "aft-diary-item-cache.h"

typedef struct
{
  AftDiaryItem *item; /* weak */
  guint position;
} Entry;

struct _AftDiaryItemCache
{
  GArray *entries; /* Entry */
};

static void
gone_cb (gpointer data, GObject *item)
{
  AftDiaryItemCache *self = data;

  for (guint i = 0; i < self->entries->len; i++)
    {
      if ((GObject *) g_array_index (self->entries, Entry, i).item == item)
        {
          g_array_remove_index_fast (self->entries, i);
          return;
        }
    }
}

static gboolean
is_within (const Entry *entry, guint position, guint n)
{
  return entry->position >= position && entry->position - position < n;
}

/**
 * aft_diary_item_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
AftDiaryItemCache *
aft_diary_item_cache_new (void)
{
  AftDiaryItemCache *self = g_new0 (AftDiaryItemCache, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

/** aft_diary_item_cache_free: forgets the items, which stay as they are. */
void
aft_diary_item_cache_free (AftDiaryItemCache *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    g_object_weak_unref (G_OBJECT (g_array_index (self->entries, Entry, i).item), gone_cb, self);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * aft_diary_item_cache_add:
 * @item: a new item; forgotten when its last reference is dropped
 * @position: its position; no other item has it
 */
void
aft_diary_item_cache_add (AftDiaryItemCache *self, AftDiaryItem *item, guint position)
{
  Entry entry = { item, position };

  g_object_weak_ref (G_OBJECT (item), gone_cb, self);
  g_array_append_val (self->entries, entry);
}

/**
 * aft_diary_item_cache_lookup:
 *
 * Returns: (transfer none) (nullable): the item at @position; %NULL if it isn't in use
 */
AftDiaryItem *
aft_diary_item_cache_lookup (const AftDiaryItemCache *self, guint position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->position == position)
        return entry->item;
    }

  return NULL;
}

/**
 * aft_diary_item_cache_get_position:
 * @position: (out): the position of @item; untouched if there is none
 *
 * Returns: whether @item has a position: its line may have been removed
 */
gboolean
aft_diary_item_cache_get_position (const AftDiaryItemCache *self,
                                   const AftDiaryItem *item,
                                   guint *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->item == item)
        {
          *position = entry->position;
          return TRUE;
        }
    }

  return FALSE;
}

/** aft_diary_item_cache_count: how many of the @n lines from @position on have an item in use. */
guint
aft_diary_item_cache_count (const AftDiaryItemCache *self, guint position, guint n)
{
  guint count = 0;

  for (guint i = 0; i < self->entries->len; i++)
    count += is_within (&g_array_index (self->entries, Entry, i), position, n) ? 1 : 0;

  return count;
}

/**
 * aft_diary_item_cache_foreach:
 * @func: called for each item in use of the @n lines from @position on, in any order; it may make a
 *   view release items and ask for others
 */
void
aft_diary_item_cache_foreach (const AftDiaryItemCache *self,
                              guint position,
                              guint n,
                              AftDiaryItemFunc func,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!is_within (entry, position, n))
        continue;
      g_ptr_array_add (items, g_object_ref (entry->item));
      g_array_append_val (positions, entry->position);
    }
  for (guint i = 0; i < items->len; i++)
    func (g_ptr_array_index (items, i), g_array_index (positions, guint, i), user_data);
}

/**
 * aft_diary_item_cache_splice:
 *
 * Follows a list in which @added lines replace the @removed ones at @position. The items of removed lines
 * are forgotten.
 */
void
aft_diary_item_cache_splice (AftDiaryItemCache *self, guint position, guint removed, guint added)
{
  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i - 1);

      if (entry->position >= position + removed)
        entry->position += added - removed;
      else if (entry->position >= position)
        {
          g_object_weak_unref (G_OBJECT (entry->item), gone_cb, self);
          g_array_remove_index_fast (self->entries, i - 1);
        }
    }
}
