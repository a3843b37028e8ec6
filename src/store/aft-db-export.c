/* aft-db-export.c: the diary row by row, in one state and in a fixed order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-rows-private.h"

static gboolean
export_sessions (AftDb *self, AftSessionFunc func, gpointer user_data, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self,
                      "SELECT " AFT_SESSION_COLUMNS " FROM sessions"
                      " WHERE trashed_at_us IS NULL ORDER BY ended_at_us, id",
                      error);
  int code = SQLITE_ERROR;

  while (statement != NULL && (code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      g_autoptr (AftSession) session = aft_session_read (statement);

      if (!func (session, user_data, error))
        return FALSE;
    }

  return code == SQLITE_DONE;
}

static gboolean
export_notes (AftDb *self, AftNoteFunc func, gpointer user_data, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self,
                      "SELECT " AFT_NOTE_COLUMNS " FROM notes"
                      " WHERE trashed_at_us IS NULL ORDER BY noted_at_us, id",
                      error);
  int code = SQLITE_ERROR;

  while (statement != NULL && (code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      g_autoptr (AftSkinNote) note = aft_skin_note_read (statement);

      if (!func (note, user_data, error))
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
 * @counts: (out): how many sessions and notes are not in the trash
 *
 * Returns: %FALSE with @error set when the diary cannot be read
 */
gboolean
aft_db_count (AftDb *self, AftDbCounts *counts, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  statement = aft_db_prepare (self,
                              "SELECT (SELECT count (*) FROM sessions WHERE trashed_at_us IS NULL),"
                              " (SELECT count (*) FROM notes WHERE trashed_at_us IS NULL)",
                              error);
  if (statement == NULL || aft_db_step (self, statement, error) != SQLITE_ROW)
    return FALSE;
  counts->n_sessions = (guint64) sqlite3_column_int64 (statement, 0);
  counts->n_notes = (guint64) sqlite3_column_int64 (statement, 1);

  return TRUE;
}

/**
 * aft_db_export:
 * @session_func: (scope call) (nullable): called for each session that is not in the trash
 * @note_func: (scope call) (nullable): then for each note that is not in the trash
 * @deleted_func: (scope call) (nullable): then for what is in the trash or deleted for good
 * @user_data: for each of them
 *
 * Each kind by time, then id. All of it is one state of the diary, whatever others write
 * meanwhile. The functions must not use @self.
 *
 * Returns: %TRUE at the end; %FALSE with @error set when the diary cannot be read, or with that of
 *   the first function that returned %FALSE
 */
gboolean
aft_db_export (AftDb *self,
               AftSessionFunc session_func,
               AftNoteFunc note_func,
               AftDeletedFunc deleted_func,
               gpointer user_data,
               GError **error)
{
  gboolean begun;
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!aft_db_begin_read (self, &begun, error))
    return FALSE;
  ok = (session_func == NULL || export_sessions (self, session_func, user_data, error)) &&
       (note_func == NULL || export_notes (self, note_func, user_data, error)) &&
       (deleted_func == NULL || export_deleted (self, deleted_func, user_data, error));
  aft_db_end_read (self, begun);

  return ok;
}
