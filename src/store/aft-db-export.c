/* aft-db-export.c: the diary row by row, in one state and in a fixed order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-rows-private.h"

static gboolean
export_kind (AftDb *self, AftEntryKind kind, AftEntryFunc func, gpointer user_data, GError **error)
{
  const AftTable *table = &aft_tables[kind];
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s WHERE trashed_at_us IS NULL ORDER BY %s", table->columns,
                       table->name, table->order);
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code = SQLITE_ERROR;

  while (statement != NULL && (code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      gpointer entry = aft_entry_read (kind, statement, 0);
      gboolean ok = func (kind, entry, user_data, error);

      aft_entry_free (kind, entry);
      if (!ok)
        return FALSE;
    }

  return code == SQLITE_DONE;
}

static gboolean
export_deleted (AftDb *self, AftDeletedFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) tombstones = aft_db_list_tombstones (self, error);

  for (guint i = 0; tombstones != NULL && i < tombstones->len; i++)
    {
      const AftTombstone *tombstone = g_ptr_array_index (tombstones, i);

      if (!func (tombstone->id, tombstone->deleted_at_us, user_data, error))
        return FALSE;
    }

  return tombstones != NULL;
}

/**
 * aft_db_count:
 * @counts: (out): how many entries of each kind are not in the trash
 *
 * Returns: %FALSE with @error set when the diary cannot be read
 */
gboolean
aft_db_count (AftDb *self, AftDbCounts *counts, GError **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *counted = NULL;
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  counted = aft_db_unite_tables ("(SELECT count (*) FROM %s WHERE trashed_at_us IS NULL)", ", ");
  sql = g_strconcat ("SELECT ", counted, NULL);
  statement = aft_db_prepare (self, sql, error);
  if (statement == NULL || aft_db_step (self, statement, error) != SQLITE_ROW)
    return FALSE;
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    counts->n[kind] = (guint64) sqlite3_column_int64 (statement, (int) kind);

  return TRUE;
}

/**
 * aft_db_export:
 * @kinds: which kinds of entries, by %AFT_ENTRY_BIT
 * @entry_func: (scope call): called for each of them that is not in the trash
 * @deleted_func: (scope call) (nullable): then for what is in the trash or deleted for good
 * @user_data: for both
 *
 * Kind after kind, each by time, then id. All of it is one state of the diary, whatever others write
 * meanwhile. The functions must not use @self.
 *
 * Returns: %TRUE at the end; %FALSE with @error set when the diary cannot be read, or with that of
 *   the first function that returned %FALSE
 */
gboolean
aft_db_export (AftDb *self,
               guint kinds,
               AftEntryFunc entry_func,
               AftDeletedFunc deleted_func,
               gpointer user_data,
               GError **error)
{
  gboolean begun;
  gboolean ok = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!aft_db_begin_read (self, &begun, error))
    return FALSE;
  for (AftEntryKind kind = 0; ok && kind < AFT_N_ENTRY_KINDS; kind++)
    {
      if ((kinds & AFT_ENTRY_BIT (kind)) != 0)
        ok = export_kind (self, kind, entry_func, user_data, error);
    }
  ok = ok && (deleted_func == NULL || export_deleted (self, deleted_func, user_data, error));
  aft_db_end_read (self, begun);

  return ok;
}
