/* aft-displayed.c: which reminders stand on the screen now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One notification may stand for several rows, and is known to the gate by its tag only. Kept in
 * memory: after a restart the rows say themselves that nobody has seen them.
 */
#include "aft-displayed.h"

struct _AftDisplayed
{
  GHashTable *by_tag; /* tag -> GArray of gint64 row ids, the leading one first */
};

static gboolean
is_shown (GPtrArray *shown, gint64 id)
{
  for (guint i = 0; i < shown->len; i++)
    if (((AftReminder *) g_ptr_array_index (shown, i))->id == id)
      return TRUE;

  return FALSE;
}

/**
 * aft_displayed_new:
 *
 * Returns: (transfer full): an empty screen
 */
AftDisplayed *
aft_displayed_new (void)
{
  AftDisplayed *self = g_new0 (AftDisplayed, 1);

  self->by_tag =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  return self;
}

/**
 * aft_displayed_free:
 * @self: (transfer full): what is displayed, and stays so
 */
void
aft_displayed_free (AftDisplayed *self)
{
  g_hash_table_unref (self->by_tag);
  g_free (self);
}

/**
 * aft_displayed_add:
 * @self: what is displayed
 * @tag: the notification's
 * @ids: (transfer full) (element-type gint64): the rows it stands for, the leading one first
 *
 * A notification of the same tag is replaced, as on the screen.
 */
void
aft_displayed_add (AftDisplayed *self, const char *tag, GArray *ids)
{
  g_hash_table_replace (self->by_tag, g_strdup (tag), ids);
}

/**
 * aft_displayed_take:
 * @self: what is displayed
 * @tag: a notification's that the person has answered, or that was closed
 *
 * Returns: (transfer full) (nullable): the rows it stood for; %NULL when it is none of ours
 */
GArray *
aft_displayed_take (AftDisplayed *self, const char *tag)
{
  g_autofree char *key = NULL;
  GArray *ids = NULL;

  g_hash_table_steal_extended (self->by_tag, tag, (gpointer *) &key, (gpointer *) &ids);

  return ids;
}

/**
 * aft_displayed_forget_all:
 * @self: what is displayed
 *
 * The screen is another one, or no longer of our concern.
 */
void
aft_displayed_forget_all (AftDisplayed *self)
{
  g_hash_table_remove_all (self->by_tag);
}

/**
 * aft_displayed_withdraw_stale:
 * @self: what is displayed
 * @db: the diary
 * @gate: where it is displayed
 *
 * Takes away what is no longer true: edited, deleted or acknowledged in the window.
 */
void
aft_displayed_withdraw_stale (AftDisplayed *self, AftDb *db, AftGate *gate)
{
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer tag, ids;

  if (g_hash_table_size (self->by_tag) == 0)
    return;

  shown = aft_db_list_reminders (db, AFT_REMINDER_SHOWN, &error);
  if (shown == NULL)
    {
      g_warning ("The reminders could not be read: %s", error->message);
      return;
    }

  g_hash_table_iter_init (&iter, self->by_tag);
  while (g_hash_table_iter_next (&iter, &tag, &ids))
    if (!is_shown (shown, g_array_index ((GArray *) ids, gint64, 0)))
      {
        aft_gate_withdraw (gate, tag);
        g_hash_table_iter_remove (&iter);
      }
}
