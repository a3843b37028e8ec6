/* aft-diary-live.c: the items of a list that somebody holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view holds some two hundred items of a list of any length. Only these are known here, without
 * being kept alive, so that the same line has the same item as long as it is looked at.
 */
#include "aft-config.h"

#include "aft-diary-live.h"

/** An item that somebody holds. */
typedef struct
{
  AftDiaryItem *item; /* weak */
  guint position;
} Live;

struct _AftDiaryLive
{
  GArray *items; /* Live */
};

static void
gone_cb (gpointer data, GObject *item)
{
  AftDiaryLive *self = data;

  for (guint i = 0; i < self->items->len; i++)
    {
      if ((GObject *) g_array_index (self->items, Live, i).item == item)
        {
          g_array_remove_index_fast (self->items, i);
          return;
        }
    }
}

static gboolean
is_within (const Live *live, guint position, guint n)
{
  return live->position >= position && live->position - position < n;
}

/**
 * aft_diary_live_new:
 *
 * Returns: (transfer full): nothing is held yet
 */
AftDiaryLive *
aft_diary_live_new (void)
{
  AftDiaryLive *self = g_new0 (AftDiaryLive, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Live));
  return self;
}

/** aft_diary_live_free: forgets the items; who holds them keeps them. */
void
aft_diary_live_free (AftDiaryLive *self)
{
  for (guint i = 0; i < self->items->len; i++)
    g_object_weak_unref (G_OBJECT (g_array_index (self->items, Live, i).item), gone_cb, self);
  g_array_unref (self->items);
  g_free (self);
}

/**
 * aft_diary_live_add:
 * @item: a new item; no reference is kept, and it is forgotten with its last one
 * @position: where it stands; no other item stands there
 */
void
aft_diary_live_add (AftDiaryLive *self, AftDiaryItem *item, guint position)
{
  Live live = { item, position };

  g_object_weak_ref (G_OBJECT (item), gone_cb, self);
  g_array_append_val (self->items, live);
}

/**
 * aft_diary_live_get_item:
 *
 * Returns: (transfer none) (nullable): the item at @position, %NULL while nobody holds it
 */
AftDiaryItem *
aft_diary_live_get_item (const AftDiaryLive *self, guint position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Live *live = &g_array_index (self->items, Live, i);

      if (live->position == position)
        return live->item;
    }

  return NULL;
}

/**
 * aft_diary_live_get_position:
 * @position: (out): where @item stands; as it was where it stands nowhere
 *
 * Returns: whether @item stands anywhere: its line may have gone
 */
gboolean
aft_diary_live_get_position (const AftDiaryLive *self, const AftDiaryItem *item, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Live *live = &g_array_index (self->items, Live, i);

      if (live->item == item)
        {
          *position = live->position;
          return TRUE;
        }
    }

  return FALSE;
}

/** aft_diary_live_count: how many of the @n lines from @position on have an item that is held. */
guint
aft_diary_live_count (const AftDiaryLive *self, guint position, guint n)
{
  guint count = 0;

  for (guint i = 0; i < self->items->len; i++)
    count += is_within (&g_array_index (self->items, Live, i), position, n) ? 1 : 0;

  return count;
}

/**
 * aft_diary_live_foreach:
 * @func: called for each item held in the @n lines from @position on, in no order; what it does may
 *   make a view let go of items, and ask for others
 */
void
aft_diary_live_foreach (
    const AftDiaryLive *self, guint position, guint n, AftDiaryLiveFunc func, gpointer user_data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->items->len; i++)
    {
      const Live *live = &g_array_index (self->items, Live, i);

      if (!is_within (live, position, n))
        continue;
      g_ptr_array_add (items, g_object_ref (live->item));
      g_array_append_val (positions, live->position);
    }
  for (guint i = 0; i < items->len; i++)
    func (g_ptr_array_index (items, i), g_array_index (positions, guint, i), user_data);
}

/**
 * aft_diary_live_move:
 *
 * Follows the list where @added lines take the place of the @removed ones at @position. The items
 * of lines that are no more are forgotten.
 */
void
aft_diary_live_move (AftDiaryLive *self, guint position, guint removed, guint added)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      Live *live = &g_array_index (self->items, Live, i - 1);

      if (live->position >= position + removed)
        live->position += added - removed;
      else if (live->position >= position)
        {
          g_object_weak_unref (G_OBJECT (live->item), gone_cb, self);
          g_array_remove_index_fast (self->items, i - 1);
        }
    }
}
