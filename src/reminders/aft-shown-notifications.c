/* aft-shown-notifications.c: the reminders that are on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One notification may belong to several rows; the notification backend only knows its tag. This is in
 * memory only: after a restart, the rows have the state and the server's id of the notification.
 */
#include "aft-shown-notifications.h"

struct _AftShownNotifications
{
  GHashTable *by_tag; /* tag -> GArray of gint64 row ids, the leading one first */
  GPtrArray *former;  /* AftReminder: still on the screen from an earlier run of this program */
};

static gboolean
has_row (GPtrArray *rows, gint64 id)
{
  for (guint i = 0; i < rows->len; i++)
    if (((AftReminder *) g_ptr_array_index (rows, i))->id == id)
      return TRUE;

  return FALSE;
}

static void
forget_former (AftShownNotifications *self, gint64 id)
{
  for (guint i = 0; i < self->former->len; i++)
    if (((AftReminder *) g_ptr_array_index (self->former, i))->id == id)
      g_ptr_array_remove_index (self->former, i--);
}

/* Leaves those that will be shown again: these are replaced. One that was shown often enough goes too: its
 * buttons belong to the earlier run, and the window still has the reminder. */
static void
withdraw_former (AftShownNotifications *self, GPtrArray *pending, AftNotificationBackend *backend)
{
  for (guint i = 0; i < self->former->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (self->former, i);

      if (!has_row (pending, row->id) &&
          aft_notification_backend_withdraw_former (backend, row->daemon_owner, row->daemon_id))
        g_ptr_array_remove_index (self->former, i--);
    }
}

/**
 * aft_shown_notifications_new:
 *
 * Returns: (transfer full): an empty list
 */
AftShownNotifications *
aft_shown_notifications_new (void)
{
  AftShownNotifications *self = g_new0 (AftShownNotifications, 1);

  self->by_tag =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_reminder_free);

  return self;
}

/**
 * aft_shown_notifications_free:
 * @self: (transfer full): the list; notifications stay on the screen
 */
void
aft_shown_notifications_free (AftShownNotifications *self)
{
  g_hash_table_unref (self->by_tag);
  g_ptr_array_unref (self->former);
  g_free (self);
}

/**
 * aft_shown_notifications_adopt:
 * @self: the notifications on the screen
 * @db: the diary, before aft_reminder_store_update()
 *
 * Takes over the notifications that an earlier run of this program left on the screen, to withdraw them
 * when they are no longer true, such as when their day has ended.
 */
void
aft_shown_notifications_adopt (AftShownNotifications *self, AftDb *db)
{
  g_autoptr (GPtrArray) shown = aft_db_list_reminders (db, AFT_REMINDER_SHOWN, NULL);

  g_ptr_array_set_size (self->former, 0);
  for (guint i = 0; shown != NULL && i < shown->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (shown, i);

      if (row->close_reason == NULL && row->daemon_owner != NULL && row->daemon_id != 0)
        g_ptr_array_add (self->former, g_steal_pointer (&g_ptr_array_index (shown, i)));
    }
}

/**
 * aft_shown_notifications_add:
 * @self: the notifications on the screen
 * @tag: of the notification
 * @ids: (transfer full) (element-type gint64): its rows, the leading one first
 *
 * Replaces a notification with the same tag, as on the screen.
 */
void
aft_shown_notifications_add (AftShownNotifications *self, const char *tag, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    forget_former (self, g_array_index (ids, gint64, i));
  g_hash_table_replace (self->by_tag, g_strdup (tag), ids);
}

/**
 * aft_shown_notifications_take:
 * @self: the notifications on the screen
 * @tag: of a notification that the person has responded to, or that was closed
 *
 * Removes it from the list.
 *
 * Returns: (transfer full) (nullable): its rows; %NULL when it isn't in the list
 */
GArray *
aft_shown_notifications_take (AftShownNotifications *self, const char *tag)
{
  g_autofree char *key = NULL;
  GArray *ids = NULL;

  g_hash_table_steal_extended (self->by_tag, tag, (gpointer *) &key, (gpointer *) &ids);

  return ids;
}

/**
 * aft_shown_notifications_forget_all:
 * @self: the notifications on the screen
 *
 * For when another server shows notifications, or the service stops.
 */
void
aft_shown_notifications_forget_all (AftShownNotifications *self)
{
  g_hash_table_remove_all (self->by_tag);
  g_ptr_array_set_size (self->former, 0);
}

/**
 * aft_shown_notifications_withdraw_stale:
 * @self: the notifications on the screen
 * @db: the diary
 * @backend: shows them
 *
 * Withdraws those that are no longer true: edited, deleted or acknowledged in the window.
 */
void
aft_shown_notifications_withdraw_stale (AftShownNotifications *self,
                                        AftDb *db,
                                        AftNotificationBackend *backend)
{
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer tag, ids;

  if (g_hash_table_size (self->by_tag) == 0 && self->former->len == 0)
    return;

  shown = aft_db_list_reminders (db, AFT_REMINDER_SHOWN, &error);
  if (shown != NULL)
    pending = aft_db_list_reminders (db, AFT_REMINDER_PENDING, &error);
  if (pending == NULL)
    {
      g_warning ("The reminders could not be read: %s", error->message);
      return;
    }

  g_hash_table_iter_init (&iter, self->by_tag);
  while (g_hash_table_iter_next (&iter, &tag, &ids))
    if (!has_row (shown, g_array_index ((GArray *) ids, gint64, 0)))
      {
        aft_notification_backend_withdraw (backend, tag);
        g_hash_table_iter_remove (&iter);
      }
  withdraw_former (self, pending, backend);
}
