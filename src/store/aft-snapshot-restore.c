/* aft-snapshot-restore.c: compares an earlier diary with the present one, and restores it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Restores row by row in one transaction inside the live database, because other programs have it
 * open and continue with what they find after the commit. Only differences are written.
 *
 * Entries of all kinds and deletions are restored. The table of reminders stays as it is, so that
 * nothing is delivered twice. This is also true for a session that the earlier diary doesn't have:
 * its rows stay without it, closed, in case it comes back.
 */
#include "aft-reminder-private.h"
#include "aft-db-file-private.h"
#include "aft-db-rows-private.h"
#include "aft-db-migrations-private.h"
#include "aft-snapshot-private.h"

#include <glib/gstdio.h>

/* A separate database with the contents of the snapshot at @path, in the present schema. The
 * snapshot itself is never written. */
static char *
make_scratch (const AftDb *db, const char *path, GError **error)
{
  AftDb source = { .path = (char *) path };
  AftDb target = { .path = NULL };
  g_autofree char *folder = aft_snapshot_get_folder (db->path);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, AFT_PARTIAL, NULL);
  g_autofree char *scratch = g_build_filename (folder, name, NULL);
  sqlite3_backup *backup = NULL;
  int code;
  gboolean ok;

  target.path = scratch;
  ok = aft_db_open_immutable (&source, error) && aft_db_check_kind (&source, error);
  if (ok)
    {
      code = aft_db_open_private (scratch, TRUE, &target.handle);
      ok = code == SQLITE_OK || aft_db_fail (&target, code, error);
    }
  if (ok)
    {
      backup = sqlite3_backup_init (target.handle, "main", source.handle, "main");
      code = backup != NULL ? sqlite3_backup_step (backup, -1) : sqlite3_errcode (target.handle);
      sqlite3_backup_finish (backup);
      /* A scratch needn't survive a crash. */
      ok = (code == SQLITE_DONE || aft_db_fail (&target, code, error)) &&
           aft_db_exec (&target, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", error) &&
           aft_db_migrate (&target, aft_migrations, aft_n_migrations, error);
      /* Any fault is in the snapshot. */
      target.path = (char *) path;
      ok = ok && aft_db_check (&target, error);
    }
  sqlite3_close (source.handle);
  sqlite3_close (target.handle);
  if (!ok)
    {
      g_unlink (scratch);
      return NULL;
    }

  return g_steal_pointer (&scratch);
}

static gboolean
attach (AftDb *self, const char *scratch, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autofree char *uri = g_filename_to_uri (scratch, NULL, error);
  g_autofree char *immutable = NULL;

  if (uri == NULL)
    return FALSE;
  immutable = g_strconcat (uri, "?immutable=1", NULL);
  statement = aft_db_prepare (self, "ATTACH :uri AS earlier", error);
  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":uri", immutable);

  return aft_db_run (self, statement, error);
}

typedef gboolean (*EarlierFunc) (AftDb *self, gpointer data, GError **error);

/* Runs @func with the snapshot attached as "earlier". */
static gboolean
with_snapshot (AftDb *self, const char *snapshot, EarlierFunc func, gpointer data, GError **error)
{
  g_autofree char *scratch = make_scratch (self, snapshot, error);
  gboolean ok;

  if (scratch == NULL)
    return FALSE;
  ok = attach (self, scratch, error);
  if (ok)
    {
      ok = func (self, data, error);
      aft_db_exec (self, "DETACH earlier", NULL);
    }
  g_unlink (scratch);

  return ok;
}

/* --- comparing ----------------------------------------------------------------------------- */

/* Whether all columns of both rows are the same. */
static char *
make_same (GStrv columns)
{
  GString *same = g_string_new (NULL);

  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (same, "%snow.%s IS was.%s", i > 0 ? " AND " : "", columns[i],
                            columns[i]);

  return g_string_free (same, FALSE);
}

static gboolean
count (AftDb *self, guint *n, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
count (AftDb *self, guint *n, GError **error, const char *format, ...)
{
  g_autofree char *sql = NULL;
  gint64 value;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  if (!aft_db_get_int64 (self, sql, &value, error))
    return FALSE;
  *n = (guint) value;

  return TRUE;
}

static gboolean
compare_table (AftDb *self, const char *table, AftSnapshotDifference *difference, GError **error)
{
  g_auto (GStrv) columns = aft_db_list_columns (self, table, error);
  g_autofree char *same = NULL;

  if (columns == NULL)
    return FALSE;
  same = make_same (columns);

  return count (self, &difference->back, error,
                "SELECT count (*) FROM earlier.%s AS was WHERE trashed_at_us IS NULL AND NOT EXISTS"
                " (SELECT 1 FROM main.%s AS now WHERE now.id = was.id AND trashed_at_us IS NULL)",
                table, table) &&
         count (
             self, &difference->gone, error,
             "SELECT count (*) FROM main.%s AS now WHERE trashed_at_us IS NULL AND NOT EXISTS"
             " (SELECT 1 FROM earlier.%s AS was WHERE was.id = now.id AND trashed_at_us IS NULL)",
             table, table) &&
         count (self, &difference->changed, error,
                "SELECT count (*) FROM main.%s AS now JOIN earlier.%s AS was ON was.id = now.id"
                " WHERE now.trashed_at_us IS NULL AND was.trashed_at_us IS NULL AND NOT (%s)",
                table, table, same);
}

static gboolean
compare (AftDb *self, gpointer data, GError **error)
{
  AftSnapshotChanges *changes = data;
  gboolean begun;
  gboolean ok = TRUE;

  if (!aft_db_begin_read (self, &begun, error))
    return FALSE;
  for (AftEntryKind kind = 0; ok && kind < AFT_N_ENTRY_KINDS; kind++)
    {
      AftSnapshotDifference difference = { 0 };

      ok = compare_table (self, aft_tables[kind].name, &difference, error);
      if (kind == AFT_ENTRY_SESSION)
        changes->sessions = difference;
      else if (kind == AFT_ENTRY_NOTE)
        changes->notes = difference;
      else
        changes->n_others += difference.back + difference.gone + difference.changed;
    }
  aft_db_end_read (self, begun);

  return ok;
}

/**
 * aft_db_compare_snapshot:
 * @snapshot: the path of a snapshot
 * @changes: (out caller-allocates): what restoring it would do
 *
 * Doesn't change anything.
 *
 * Returns: %FALSE with @error set: %AFT_STORE_ERROR_CORRUPT if @snapshot is damaged,
 *   %AFT_STORE_ERROR_TOO_NEW if it was taken by a newer version of this program
 */
gboolean
aft_db_compare_snapshot (AftDb *self,
                         const char *snapshot,
                         AftSnapshotChanges *changes,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL && changes != NULL, FALSE);

  *changes = (AftSnapshotChanges){ 0 };

  return with_snapshot (self, snapshot, compare, changes, error);
}

/* --- restoring ----------------------------------------------------------------------------- */

static gboolean
restore_table (AftDb *self, const char *table, GError **error)
{
  g_auto (GStrv) columns = aft_db_list_columns (self, table, error);
  g_autofree char *same = NULL;
  g_autofree char *names = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GString) assignments = g_string_new (NULL);

  if (columns == NULL)
    return FALSE;
  same = make_same (columns);
  names = g_strjoinv (", ", columns);
  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (assignments, "%s%s = excluded.%s", i > 0 ? ", " : "", columns[i],
                            columns[i]);
  sql = g_strdup_printf (
      "DELETE FROM main.%s WHERE id NOT IN (SELECT id FROM earlier.%s);"
      "INSERT INTO main.%s (%s) SELECT %s FROM earlier.%s AS was"
      "  WHERE NOT EXISTS (SELECT 1 FROM main.%s AS now WHERE now.id = was.id AND %s)"
      "  ON CONFLICT (id) DO UPDATE SET %s",
      table, table, table, names, names, table, table, same, assignments->str);

  return aft_db_exec (self, sql, error);
}

static gboolean
restore (AftDb *self, gpointer data, GError **error)
{
  AftClockReading reading;
  gboolean ok = TRUE;

  /* Only after the snapshot has been read: afterwards it may be a surplus one. */
  if (!aft_db_check_may_write (self, error) ||
      !aft_db_take_snapshot (self, AFT_SNAPSHOT_RESTORE, NULL, error))
    return FALSE;

  aft_clock_read (&reading);
  /* Otherwise the reminders of a session would go with it. Not possible inside a transaction. */
  if (!aft_db_exec (self, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  if (aft_db_begin (self, error))
    {
      for (AftEntryKind kind = 0; ok && kind < AFT_N_ENTRY_KINDS; kind++)
        ok = restore_table (self, aft_tables[kind].name, error);
      ok = ok && restore_table (self, "tombstones", error);
      ok = aft_db_end (self, ok && aft_db_sync_locked (self, &reading, error), error);
    }
  else
    ok = FALSE;
  aft_db_exec (self, "PRAGMA foreign_keys = ON", NULL);

  return ok;
}

/**
 * aft_db_restore_snapshot:
 * @snapshot: the path of a snapshot
 *
 * Replaces the entries and deletions of the diary with those of @snapshot in one
 * transaction. Takes a snapshot of the diary first. Reminders that were delivered aren't delivered
 * again, and only deadlines that are still ahead get one.
 *
 * Returns: %TRUE once it is on disk; otherwise nothing is changed. %AFT_STORE_ERROR_CORRUPT:
 *   @snapshot is damaged; %AFT_STORE_ERROR_TOO_NEW: it was taken by a newer version of this
 *   program. Others: as for aft_db_take_snapshot()
 */
gboolean
aft_db_restore_snapshot (AftDb *self, const char *snapshot, GError **error)
{
  g_return_val_if_fail (self != NULL && snapshot != NULL, FALSE);

  return with_snapshot (self, snapshot, restore, NULL, error);
}
