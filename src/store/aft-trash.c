/* aft-trash.c: what was deleted and can still be brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-trash.h"

#include "aft-db-rows-private.h"
#include "aft-store-private.h"

/**
 * aft_trash_entry_free:
 * @self: (nullable) (transfer full)
 */
void
aft_trash_entry_free (AftTrashEntry *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->session, aft_session_unref);
  g_clear_pointer (&self->note, aft_skin_note_unref);
  g_free (self);
}

/** aft_trash_entry_get_id: the ID to pass to aft_store_restore_async(). */
const char *
aft_trash_entry_get_id (const AftTrashEntry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session != NULL ? self->session->id : self->note->id;
}

static gboolean
list_kind (AftDb *self, const char *sql, gboolean sessions, GPtrArray *entries, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      AftTrashEntry *entry = g_new0 (AftTrashEntry, 1);

      if (sessions)
        entry->session = aft_session_read (statement);
      else
        entry->note = aft_skin_note_read (statement);
      entry->trashed_at_us = sqlite3_column_int64 (statement, sqlite3_column_count (statement) - 1);
      g_ptr_array_add (entries, entry);
    }

  return code == SQLITE_DONE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const AftTrashEntry *one = *(const AftTrashEntry *const *) a;
  const AftTrashEntry *other = *(const AftTrashEntry *const *) b;

  if (one->trashed_at_us != other->trashed_at_us)
    return one->trashed_at_us > other->trashed_at_us ? -1 : 1;

  return g_strcmp0 (aft_trash_entry_get_id (one), aft_trash_entry_get_id (other));
}

/**
 * aft_db_list_trash:
 *
 * Returns: (transfer full) (element-type AftTrashEntry) (nullable): the latest deletion first;
 *   %NULL with @error set if it can't be read
 */
GPtrArray *
aft_db_list_trash (AftDb *self, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trash_entry_free);
  gboolean begun;
  gboolean ok;

  g_return_val_if_fail (self != NULL, NULL);

  if (!aft_db_begin_read (self, &begun, error))
    return NULL;
  ok = list_kind (self,
                  "SELECT " AFT_SESSION_COLUMNS ", trashed_at_us FROM sessions"
                  " WHERE trashed_at_us IS NOT NULL",
                  TRUE, entries, error) &&
       list_kind (self,
                  "SELECT " AFT_NOTE_COLUMNS ", trashed_at_us FROM notes"
                  " WHERE trashed_at_us IS NOT NULL",
                  FALSE, entries, error);
  aft_db_end_read (self, begun);
  if (!ok)
    return NULL;
  g_ptr_array_sort (entries, compare);

  return g_steal_pointer (&entries);
}

/* If the clock is ahead, entries may only seem to have been in the trash for this long. */
#define DOUBTED_US (2 * AFT_TRASH_KEPT_US)
/* A clock that has kept its time for this long is trusted. */
#define BELIEVED_US (7 * G_TIME_SPAN_DAY)
#define DOUBT_KEY "trash-doubted-since"

/* @since_us: (out): since when the trash has had entries that old; 0 if that isn't noted */
static gboolean
read_doubt (AftDb *self, gint64 *since_us, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (
      self, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = '" DOUBT_KEY "'", error);
  int code;

  *since_us = 0;
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    *since_us = sqlite3_column_int64 (statement, 0);

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* @since_us: 0: no longer in doubt */
static gboolean
write_doubt (AftDb *self, gint64 since_us, GError **error)
{
  g_autofree char *sql = NULL;

  if (since_us == 0)
    sql = g_strdup ("DELETE FROM meta WHERE key = '" DOUBT_KEY "'");
  else
    sql = g_strdup_printf ("INSERT INTO meta (key, value)"
                           " VALUES ('" DOUBT_KEY "', '%" G_GINT64_FORMAT "')"
                           " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                           since_us);

  return aft_db_begin (self, error) && aft_db_end (self, aft_db_exec (self, sql, error), error);
}

static gboolean
has_doubted (AftDb *self, gint64 before_us, gboolean *found, GError **error)
{
  g_autofree char *condition = g_strdup_printf (
      "EXISTS (SELECT 1 FROM %%s WHERE trashed_at_us < %" G_GINT64_FORMAT ")", before_us);
  g_autofree char *any = aft_db_unite_tables (condition, " OR ");
  g_autofree char *sql = g_strconcat ("SELECT ", any, NULL);
  gint64 value = 0;

  if (!aft_db_get_int64 (self, sql, &value, error))
    return FALSE;
  *found = value != 0;

  return TRUE;
}

/**
 * aft_db_expire_trash:
 * @now_us: the present time
 *
 * Deletes entries for good that were deleted more than %AFT_TRASH_KEPT_US ago. But a clock that is
 * years ahead must not empty the trash: if an entry seems to have been there for twice as long,
 * either the clock was set, or the program wasn't used for a month. Such an entry is deleted only
 * if the clock still says so a week later. A read-only diary is left as it is.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_expire_trash (AftDb *self, gint64 now_us, GError **error)
{
  gint64 since_us = now_us - DOUBTED_US;
  gint64 doubted_since_us;
  gboolean doubted;

  g_return_val_if_fail (self != NULL, FALSE);

  if (aft_db_is_read_only (self))
    return TRUE;

  if (!has_doubted (self, since_us, &doubted, error) ||
      !read_doubt (self, &doubted_since_us, error))
    return FALSE;

  if (doubted && doubted_since_us != 0 && doubted_since_us <= now_us - BELIEVED_US)
    {
      since_us = G_MININT64;
      doubted = FALSE;
    }

  if (!aft_db_empty_trash (self, since_us, now_us - AFT_TRASH_KEPT_US, error))
    return FALSE;

  if (!doubted)
    return doubted_since_us == 0 || write_doubt (self, 0, error);
  if (doubted_since_us == 0 || doubted_since_us > now_us)
    return write_doubt (self, now_us, error);

  return TRUE;
}

/* --- on the worker ----------------------------------------------------------------------------- */

static gboolean
list_job (AftStoreJob *job, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!aft_db_expire_trash (job->worker->db, aft_clock_now (), &failure))
    g_message ("The trash was not emptied: %s", failure->message);
  job->result = aft_db_list_trash (job->worker->db, error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;

  return job->result != NULL;
}

static gboolean
empty_job (AftStoreJob *job, GError **error)
{
  /* All of it, even entries deleted while the clock was ahead. */
  return aft_db_empty_trash (job->worker->db, G_MININT64, G_MAXINT64, error);
}

/**
 * aft_store_list_trash_async:
 *
 * See aft_db_list_trash(). First deletes entries older than %AFT_TRASH_KEPT_US.
 */
void
aft_store_list_trash_async (AftStore *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push (self, list_job, NULL, NULL, aft_store_list_trash_async, cancellable, callback,
                  user_data);
}

/**
 * aft_store_list_trash_finish:
 *
 * Returns: (transfer full) (element-type AftTrashEntry) (nullable): errors as of
 *   aft_db_list_trash()
 */
GPtrArray *
aft_store_list_trash_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_list_trash_async, error);
}

/**
 * aft_store_empty_trash_async:
 *
 * Deletes for good all that is in the trash. See aft_db_empty_trash().
 */
void
aft_store_empty_trash_async (AftStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push (self, empty_job, NULL, NULL, aft_store_empty_trash_async, cancellable, callback,
                  user_data);
}

/**
 * aft_store_empty_trash_finish:
 *
 * Returns: %TRUE once this is on disk; errors as for aft_db_empty_trash()
 */
gboolean
aft_store_empty_trash_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_empty_trash_async, error);
}
