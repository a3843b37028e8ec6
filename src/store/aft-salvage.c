/* aft-salvage.c: keeps a damaged diary as it is, and rescues what can be read of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The damaged file is first copied, byte by byte, to the snapshot folder. Every row of the copy
 * that makes sense goes into a new database, which then replaces the damaged one through SQLite:
 * another program may have the file open, and must neither be left with a deleted file nor lose its
 * locks.
 */
#include "aft-config.h"

#include "aft-salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-db-rows-private.h"
#include "aft-file.h"
#include "aft-reminder-private.h"
#include "aft-salvage-private.h"
#include "aft-snapshot-private.h"

/* What a row may belong to, by its number of columns; the STRICT table and its checks decide
 * whether it does. Columns added by a later version may be missing at the end. */
typedef struct
{
  const char *name;
  gboolean has_rowid_alias; /* its first column is the row ID, and NULL in the record */
  gboolean has_modified;    /* of two rows with the same ID, the one changed last counts */
} Table;

static const Table tables[] = {
  { "sessions", FALSE, TRUE },  { "notes", FALSE, TRUE },       { "tombstones", FALSE, FALSE },
  { "reminders", TRUE, FALSE }, { "drafts", FALSE, FALSE },     { "meta", FALSE, FALSE },
  { "photos", FALSE, TRUE },    { "preferences", FALSE, TRUE }, { "blind_answers", FALSE, TRUE },
  { "scales", FALSE, TRUE },
};
/* The most columns that later versions may have added to a table. */
#define MAX_ADDED 4

typedef struct
{
  AftDb db; /* the new one */
  AftStatement *inserts[G_N_ELEMENTS (tables)];
  guint n_columns[G_N_ELEMENTS (tables)];
} Rescue;

void
aft_salvage_free (AftSalvage *self)
{
  if (self == NULL)
    return;
  g_free (self->aside);
  g_free (self);
}

static gboolean
fail_aside (const char *aside, int code, GError **error)
{
  g_set_error (error, AFT_STORE_ERROR, aft_store_error_from_errno (code),
               /* Translators: %1$s is the path of a file, %2$s is the system's own message */
               _ ("Could not save the damaged diary as %1$s: %2$s. Nothing was changed."), aside,
               g_strerror (code));

  return FALSE;
}

/* --- setting it aside ---------------------------------------------------------------------- */

static gboolean
fail_written (const char *aside, const GError *cause, GError **error)
{
  return fail_aside (aside,
                     g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC)   ? ENOSPC
                     : g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS)  ? EROFS
                     : g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
                                                                                 : EIO,
                     error);
}

static gboolean
write_aside (const char *aside, const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (GError) write_error = NULL;

  /* Either complete and on disk, or not at all. */
  if (g_file_set_contents_full (aside, (const char *) bytes, (gssize) n_bytes,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &write_error))
    return TRUE;

  return fail_written (aside, write_error, error);
}

/* Through SQLite's descriptor: closing one of our own would drop SQLite's locks. */
static GBytes *
read_whole (sqlite3 *handle)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  guint8 *bytes;

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == NULL || file->pMethods == NULL ||
      file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return NULL;
  bytes = g_try_malloc0 ((gsize) MAX (size, 1));
  for (sqlite3_int64 at = 0; bytes != NULL && at < size; at += 65536)
    {
      /* A sector that the disk can't read stays zero: the rest is still worth having. */
      file->pMethods->xRead (file, bytes + at, (int) MIN (size - at, 65536), at);
    }

  return bytes != NULL ? g_bytes_new_take (bytes, (gsize) size) : NULL;
}

/* Reads and keeps the damaged file and its log. The log isn't locked: SQLite's locks are
 * elsewhere. */
static char *
set_aside (const char *path, sqlite3 *handle, GBytes **file, GBytes **wal, GError **error)
{
  g_autofree char *folder = aft_snapshot_get_folder (path);
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (aft_clock_now () / G_USEC_PER_SEC);
  g_autofree char *stem = g_date_time_format (now, "%Y%m%dT%H%M%SZ-damaged");
  g_autofree char *name = g_strconcat (stem, ".db", NULL);
  g_autofree char *aside = g_build_filename (folder, name, NULL);
  g_autofree char *aside_wal = g_strconcat (aside, "-wal", NULL);

  if (aft_file_read (wal_path, wal, error) == AFT_FILE_UNKNOWN)
    return NULL;
  *file = read_whole (handle);
  if (*file == NULL)
    {
      g_clear_pointer (wal, g_bytes_unref);
      fail_aside (aside, EIO, error);
      return NULL;
    }

  if ((g_mkdir (folder, 0700) != 0 && errno != EEXIST &&
       fail_aside (aside, errno, error) == FALSE) ||
      !write_aside (aside, g_bytes_get_data (*file, NULL), g_bytes_get_size (*file), error) ||
      (*wal != NULL &&
       !write_aside (aside_wal, g_bytes_get_data (*wal, NULL), g_bytes_get_size (*wal), error)))
    {
      g_clear_pointer (file, g_bytes_unref);
      g_clear_pointer (wal, g_bytes_unref);
      return NULL;
    }

  return g_steal_pointer (&aside);
}

/* --- rescuing ------------------------------------------------------------------------------ */

static void
bind_value (AftStatement *statement, int index, const AftSalvageValue *value)
{
  switch (value->type)
    {
    case AFT_SALVAGE_INTEGER:
      sqlite3_bind_int64 (statement, index, value->integer);
      break;
    case AFT_SALVAGE_REAL:
      sqlite3_bind_double (statement, index, value->real);
      break;
    case AFT_SALVAGE_TEXT:
      {
        char *text = g_utf8_make_valid ((const char *) value->bytes, (gssize) value->n_bytes);

        sqlite3_bind_text (statement, index, text, -1, g_free);
        break;
      }
    case AFT_SALVAGE_BLOB:
      sqlite3_bind_blob64 (statement, index, value->bytes, value->n_bytes, SQLITE_TRANSIENT);
      break;
    case AFT_SALVAGE_NULL:
    default:
      sqlite3_bind_null (statement, index);
      break;
    }
}

static void
row_cb (gint64 rowid, const AftSalvageValue *values, guint n_values, gpointer user_data)
{
  Rescue *rescue = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      AftStatement *insert = rescue->inserts[i];

      if (n_values > rescue->n_columns[i] || n_values + MAX_ADDED < rescue->n_columns[i])
        continue;
      sqlite3_reset (insert);
      sqlite3_clear_bindings (insert);
      for (guint column = 0; column < n_values; column++)
        bind_value (insert, (int) column + 1, &values[column]);
      if (tables[i].has_rowid_alias)
        sqlite3_bind_int64 (insert, 1, rowid);
      /* Refused by a check or by the types of the table: not a row of this table. */
      if (sqlite3_step (insert) == SQLITE_DONE)
        return;
    }
}

/* A column that the row doesn't have yet becomes NULL; those that can't be NULL have a default. */
static AftStatement *
prepare_insert (AftDb *db, const Table *table, guint *n_columns, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) assignments = g_string_new (NULL);
  g_autofree char *sql = NULL;
  int code;

  statement = aft_db_prepare (db, "SELECT name, dflt_value FROM pragma_table_info (:table)", error);
  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":table", table->name);
  *n_columns = 0;
  while ((code = aft_db_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      const char *value = (const char *) sqlite3_column_text (statement, 1);
      const char *comma = (*n_columns)++ > 0 ? ", " : "";

      g_string_append_printf (names, "%s%s", comma, name);
      g_string_append_printf (values, value != NULL ? "%sifnull (?%u, %s)" : "%s?%u", comma,
                              *n_columns, value);
      g_string_append_printf (assignments, "%s%s = excluded.%s", comma, name, name);
    }
  if (code != SQLITE_DONE)
    return NULL;
  sql = table->has_modified
            ? g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s"
                               " WHERE excluded.modified_at_us > modified_at_us",
                               table->name, names->str, values->str, assignments->str)
            : g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING",
                               table->name, names->str, values->str);

  return aft_db_prepare (db, sql, error);
}

/* An ID is either an entry or deleted; a reminder belongs to a session, or did (see
 * aft_db_restore_snapshot()). */
static const char normalize_sql[] =
    "DELETE FROM notes WHERE id IN (SELECT id FROM sessions);"
    "UPDATE reminders SET state = 'pending' WHERE state = 'sending';"
    "DELETE FROM tombstones WHERE id IN (";

static gboolean
rescue_rows (Rescue *rescue, GBytes *file, GBytes *wal, GError **error)
{
  AftClockReading reading;
  g_autofree char *entries = NULL;
  g_autofree char *normalize = NULL;
  gboolean ok;

  aft_clock_read (&reading);
  entries = aft_db_unite_tables ("SELECT id FROM %s", " UNION ALL ");
  normalize = g_strconcat (normalize_sql, entries, ")", NULL);
  ok = aft_db_exec (&rescue->db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", error) &&
       aft_db_migrate (&rescue->db, aft_migrations, aft_n_migrations, error) &&
       aft_db_begin (&rescue->db, error);
  if (!ok)
    return FALSE;
  for (gsize i = 0; ok && i < G_N_ELEMENTS (tables); i++)
    {
      rescue->inserts[i] = prepare_insert (&rescue->db, &tables[i], &rescue->n_columns[i], error);
      ok = rescue->inserts[i] != NULL;
    }
  if (ok)
    {
      aft_salvage_read_rows (file, wal, row_cb, rescue);
      ok = aft_db_exec (&rescue->db, normalize, error) &&
           aft_db_sync_locked (&rescue->db, &reading, error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (&rescue->inserts[i], aft_statement_free);

  return aft_db_end (&rescue->db, ok, error);
}

static gboolean
count_rows (AftDb *db, AftSalvage *result, GError **error)
{
  gint64 n_sessions, n_notes;

  if (!aft_db_get_int64 (db, "SELECT count (*) FROM sessions WHERE trashed_at_us IS NULL",
                         &n_sessions, error) ||
      !aft_db_get_int64 (db, "SELECT count (*) FROM notes WHERE trashed_at_us IS NULL", &n_notes,
                         error))
    return FALSE;
  result->n_sessions = (guint) n_sessions;
  result->n_notes = (guint) n_notes;

  return TRUE;
}

/* --- putting it in place ------------------------------------------------------------------- */

static int
copy_into (sqlite3 *target, sqlite3 *source)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", source, "main");
  int code;

  if (backup == NULL)
    return sqlite3_errcode (target);
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);

  return code;
}

/* In one transaction, if SQLite can make any sense of the damaged file. If it can't, the file is
 * first turned into an empty database; if nothing more happens, aft_salvage_mark_begin() makes sure
 * that the rescue continues. */
static gboolean
put_in_place (AftDb *live, AftDb *rescued, GError **error)
{
  int code;

  sqlite3_exec (live->handle, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
  code = copy_into (live->handle, rescued->handle);
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    {
      sqlite3_db_config (live->handle, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
      code = sqlite3_exec (live->handle, "VACUUM", NULL, NULL, NULL);
      sqlite3_db_config (live->handle, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
      if (code == SQLITE_OK)
        code = copy_into (live->handle, rescued->handle);
    }

  if (code != SQLITE_DONE)
    return aft_db_fail (live, code, error);
  /* Into the file itself, because whoever opens it next reads that first. Another program that is
   * reading may delay this for a while. */
  sqlite3_wal_checkpoint_v2 (live->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return TRUE;
}

/* Returns: whether the diary can be opened and read completely */
static gboolean
is_sound (const char *path, AftSalvage *result, GError **error)
{
  AftDb *db = aft_db_open_unfinished (path, error);
  gboolean sound = db != NULL && aft_db_check (db, error) && count_rows (db, result, error);

  aft_db_close (db);

  return sound;
}

/* What an earlier rescue has kept. */
static gboolean
read_aside (const char *aside, GBytes **file, GBytes **wal, GError **error)
{
  g_autofree char *aside_wal = g_strconcat (aside, "-wal", NULL);

  if (aft_file_read (aside_wal, wal, error) == AFT_FILE_UNKNOWN)
    return FALSE;

  switch (aft_file_read (aside, file, error))
    {
    case AFT_FILE_PRESENT:
      return TRUE;
    case AFT_FILE_ABSENT:
      return fail_aside (aside, ENOENT, error);
    case AFT_FILE_UNKNOWN:
    default:
      return FALSE;
    }
}

/* Returns: whether the damaged diary is kept and the mark that records it is on disk */
static gboolean
keep (AftDb *live, AftSalvage *result, GBytes **file, GBytes **wal, GError **error)
{
  g_autoptr (GError) mark_error = NULL;

  result->aside = set_aside (live->path, live->handle, file, wal, error);
  if (result->aside == NULL)
    return FALSE;
  if (aft_salvage_mark_begin (live->path, result->aside, &mark_error))
    return TRUE;

  return fail_written (result->aside, mark_error, error);
}

/* @aside: (nullable): what an earlier rescue kept but didn't get to put in place */
static gboolean
rescue (AftDb *live, const char *aside, AftSalvage *result, GError **error)
{
  Rescue rescue = { .db = { .path = live->path } };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) wal = NULL;
  int code = aft_db_open_private (live->path, FALSE, &live->handle);
  gboolean ok;

  if (code != SQLITE_OK)
    return aft_db_fail (live, code, error);
  aft_db_wait_for_others (live);
  if (!aft_db_note_place (live, error))
    return FALSE;
  if (aside == NULL)
    ok = keep (live, result, &file, &wal, error);
  else
    ok = read_aside (aside, &file, &wal, error);
  if (!ok)
    return FALSE;
  if (aside != NULL)
    result->aside = g_strdup (aside);

  aft_preferences_init (&rescue.db.preferences);
  code = sqlite3_open_v2 ("", &rescue.db.handle,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  ok = code == SQLITE_OK || aft_db_fail (&rescue.db, code, error);
  ok = ok && rescue_rows (&rescue, file, wal, error) && count_rows (&rescue.db, result, error) &&
       put_in_place (live, &rescue.db, error) && aft_db_check_place (live, error);
  sqlite3_close (rescue.db.handle);

  return ok;
}

/**
 * aft_salvage:
 * @path: the path of a damaged diary: %AFT_STORE_ERROR_CORRUPT
 *
 * Keeps the damaged file, named by date, in the snapshot folder, and replaces it with what can be
 * read of it. This process must not have it open; others may. A diary that turns out to be sound,
 * because another program was quicker, is left as it is. An interrupted rescue is finished, and
 * counts as a new one until aft_salvage_set_reported().
 *
 * Returns: (transfer full) (nullable): the outcome; %NULL with @error set if nothing could be done:
 *   %AFT_STORE_ERROR_FULL, %AFT_STORE_ERROR_READ_ONLY, %AFT_STORE_ERROR_BUSY and others
 */
AftSalvage *
aft_salvage (const char *path, GError **error)
{
  g_autoptr (AftSalvage) result = g_new0 (AftSalvage, 1);
  g_autoptr (GError) damage = NULL;
  g_autoptr (GError) still = NULL;
  g_autofree char *unfinished = NULL;
  AftDb live = { .path = (char *) path };
  gboolean ok;

  g_return_val_if_fail (path != NULL, NULL);

  if (!aft_salvage_mark_get_unfinished (path, &unfinished, error))
    return NULL;
  if (is_sound (path, result, &damage))
    {
      if (unfinished == NULL || result->n_sessions + result->n_notes > 0)
        {
          aft_salvage_mark_end (path);
          result->aside = aft_salvage_get_unreported (path);
          return g_steal_pointer (&result);
        }
      /* Emptied, and no more than that. */
      g_message ("%s: an interrupted rescue goes on", path);
    }
  else if (!g_error_matches (damage, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return NULL;
    }

  /* The file may be half of the empty diary; the damaged one is the file that was kept. */
  ok = rescue (&live, unfinished, result, error);
  sqlite3_close (live.handle);
  if (ok)
    aft_salvage_mark_end (path);
  if (!ok || !is_sound (path, result, &still))
    {
      if (still != NULL)
        g_propagate_error (error, g_steal_pointer (&still));
      return NULL;
    }
  g_message ("%s was damaged (%s). It is kept as %s; %u sessions and %u notes were rescued", path,
             damage != NULL ? damage->message : "made empty", result->aside, result->n_sessions,
             result->n_notes);

  return g_steal_pointer (&result);
}
