/* aft-db-import.c: another diary merged into this one, all or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are staged in temporary tables (SQLite keeps those in a nameless file of their own), so the
 * diary is locked only while the staged rows are merged, by a handful of statements over all.
 *
 * The merge, by id: the newer of modified_at_us and of the deletion's time wins; on a tie a
 * deletion wins, else what is here stays.
 */
#include "aft-config.h"

#include "aft-db-rows-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-check.h"
#include "aft-db-file-private.h"
#include "aft-iso-date.h"
#include "aft-reminder-private.h"
#include "aft-snapshot.h"

struct _AftDbImport
{
  AftDb *db;
  AftStatement *add_id;
  AftStatement *add_session;
  AftStatement *add_note;
  AftStatement *add_deleted;
  guint n_rows;
  gboolean staged; /* nothing more is added */
};

static const char drop_sql[] = "DROP TABLE IF EXISTS temp.import_ids;"
                               "DROP TABLE IF EXISTS temp.import_sessions;"
                               "DROP TABLE IF EXISTS temp.import_notes;"
                               "DROP TABLE IF EXISTS temp.import_deleted;";
static const char create_sql[] =
    "CREATE TEMP TABLE import_ids (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;"
    "CREATE TEMP TABLE import_sessions AS"
    "  SELECT " AFT_SESSION_COLUMNS " FROM main.sessions WHERE 0;"
    "CREATE TEMP TABLE import_notes AS SELECT " AFT_NOTE_COLUMNS " FROM main.notes WHERE 0;"
    "CREATE TEMP TABLE import_deleted (id TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL);";

static void
import_free (AftDbImport *self)
{
  sqlite3_finalize (self->add_id);
  sqlite3_finalize (self->add_session);
  sqlite3_finalize (self->add_note);
  sqlite3_finalize (self->add_deleted);
  aft_db_rollback (self->db);
  aft_db_exec (self->db, drop_sql, NULL);
  aft_db_exec (self->db, "PRAGMA main.cache_size = -2000; PRAGMA shrink_memory", NULL);
  g_free (self);
}

/**
 * aft_db_import_begin:
 *
 * Begins to stage another diary, to be merged as a whole or not at all. What is added goes into
 * temporary tables, so that other writers wait only for the commit. Until the import is committed or aborted, @self must be used for
 * nothing else; other connections read and write meanwhile.
 *
 * Returns: (transfer full) (nullable): to be ended by aft_db_import_commit() or
 *   aft_db_import_abort()
 */
AftDbImport *
aft_db_import_begin (AftDb *self, GError **error)
{
  AftDbImport *import;

  g_return_val_if_fail (self != NULL, NULL);

  import = g_new0 (AftDbImport, 1);
  import->db = self;
  /* The transaction only makes the inserts fast: it touches nothing but the temporary tables, and
   * so takes no lock of the diary. */
  if (!aft_db_exec (self, drop_sql, error) || !aft_db_exec (self, create_sql, error) ||
      /* Room for what the merge touches: writing pages out halfway would keep others waiting. */
      !aft_db_exec (self, "PRAGMA main.cache_size = -65536", error) ||
      !aft_db_exec (self, "BEGIN", error))
    {
      import_free (import);
      return NULL;
    }
  import->add_id = aft_db_prepare (self, "INSERT INTO temp.import_ids VALUES (:id)", error);
  if (import->add_id != NULL)
    import->add_session = aft_db_prepare (
        self, "INSERT INTO temp.import_sessions VALUES (" AFT_SESSION_VALUES ")", error);
  if (import->add_session != NULL)
    import->add_note =
        aft_db_prepare (self, "INSERT INTO temp.import_notes VALUES (" AFT_NOTE_VALUES ")", error);
  if (import->add_note != NULL)
    import->add_deleted =
        aft_db_prepare (self, "INSERT INTO temp.import_deleted VALUES (:id, :at)", error);
  if (import->add_deleted == NULL)
    {
      import_free (import);
      return NULL;
    }

  return import;
}

static gboolean
add_id (AftDbImport *self, const char *id, GError **error)
{
  int code;

  aft_bind_text (self->add_id, ":id", id);
  code = sqlite3_step (self->add_id);
  sqlite3_reset (self->add_id);
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    {
      g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
                   "the id %s appears more than once", id);
      return FALSE;
    }
  if (code != SQLITE_DONE)
    return aft_db_fail (self->db, code, error);
  self->n_rows++;

  return TRUE;
}

/**
 * aft_db_import_add_session:
 * @session: not kept
 *
 * Stages @session. After an error only aft_db_import_abort() makes sense.
 *
 * Returns: whether it is staged. %AFT_CHECK_ERROR: refused by aft_session_check();
 *   %AFT_STORE_ERROR_INVALID: its id was staged before
 */
gboolean
aft_db_import_add_session (AftDbImport *self, AftSession *session, GError **error)
{
  g_return_val_if_fail (self != NULL && session != NULL, FALSE);

  if (!aft_session_check (session, AFT_CHECK_STORED, NULL, error) ||
      !add_id (self, session->id, error))
    return FALSE;
  aft_session_bind (session, self->add_session);

  return aft_db_run (self->db, self->add_session, error);
}

/**
 * aft_db_import_add_note:
 * @note: not kept
 *
 * Stages @note. After an error only aft_db_import_abort() makes sense.
 *
 * Returns: whether it is staged. %AFT_CHECK_ERROR: refused by aft_skin_note_check();
 *   %AFT_STORE_ERROR_INVALID: its id was staged before
 */
gboolean
aft_db_import_add_note (AftDbImport *self, AftSkinNote *note, GError **error)
{
  g_return_val_if_fail (self != NULL && note != NULL, FALSE);

  if (!aft_skin_note_check (note, AFT_CHECK_STORED, NULL, error) || !add_id (self, note->id, error))
    return FALSE;
  aft_skin_note_bind (note, self->add_note);

  return aft_db_run (self->db, self->add_note, error);
}

/* A deletion is checked like a note that has nothing but an id and a time. */
static gboolean
check_deleted (const char *id, gint64 deleted_at_us, GError **error)
{
  g_autoptr (AftSkinNote) stand_in = aft_skin_note_new ();

  g_free (stand_in->id);
  stand_in->id = g_strdup (id);
  stand_in->noted_at_us = 0;
  stand_in->day = aft_day_from_string ("1970-01-01");
  stand_in->flags = AFT_FLAG_FEVER;
  stand_in->modified_at_us = deleted_at_us;

  return aft_skin_note_check (stand_in, AFT_CHECK_STORED, NULL, error);
}

/**
 * aft_db_import_add_deleted:
 * @id: of what was deleted; may be unknown here
 * @deleted_at_us: when
 *
 * Stages a deletion. After an error only aft_db_import_abort() makes sense.
 *
 * Returns: whether it is staged. %AFT_CHECK_ERROR: not a UUID, or not an instant that a diary can
 *   hold; %AFT_STORE_ERROR_INVALID: its id was staged before
 */
gboolean
aft_db_import_add_deleted (AftDbImport *self, const char *id, gint64 deleted_at_us, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  if (!check_deleted (id, deleted_at_us, error) || !add_id (self, id, error))
    return FALSE;
  aft_bind_text (self->add_deleted, ":id", id);
  aft_bind_int64 (self->add_deleted, ":at", deleted_at_us);

  return aft_db_run (self->db, self->add_deleted, error);
}

/* Runs @sql and adds the number of rows it changed to @count. */
static gboolean
change (AftDb *self, const char *sql, guint *count, GError **error)
{
  if (!aft_db_exec (self, sql, error))
    return FALSE;
  if (count != NULL)
    *count += (guint) sqlite3_changes (self->handle);

  return TRUE;
}

static gboolean
check_kinds (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  int code;

  statement = aft_db_prepare (
      self,
      "SELECT id FROM temp.import_notes WHERE id IN (SELECT id FROM main.sessions)"
      " UNION ALL SELECT id FROM temp.import_sessions WHERE id IN (SELECT id FROM main.notes)"
      " LIMIT 1",
      error);
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
                 _ ("the ID %s belongs to a session in one diary and to a check-in in the other"),
                 (const char *) sqlite3_column_text (statement, 0));

  return code == SQLITE_DONE;
}

/* Live rows go to the trash with the deletion's time; what was deleted already keeps the later of
 * the two times, so that merging in any order ends the same. */
static gboolean
merge_deleted (AftDb *self, AftImportCounts *counts, GError **error)
{
  return change (self,
                 "UPDATE sessions SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = sessions.id AND trashed_at_us IS NULL AND d.at >= modified_at_us",
                 &counts->deleted, error) &&
         change (self,
                 "UPDATE notes SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = notes.id AND trashed_at_us IS NULL AND d.at >= modified_at_us",
                 &counts->deleted, error) &&
         change (self,
                 "UPDATE sessions SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = sessions.id AND d.at > trashed_at_us",
                 NULL, error) &&
         change (self,
                 "UPDATE notes SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = notes.id AND d.at > trashed_at_us",
                 NULL, error) &&
         change (self,
                 "INSERT INTO tombstones (id, deleted_at_us)"
                 " SELECT id, at FROM temp.import_deleted"
                 "   WHERE id NOT IN (SELECT id FROM sessions) AND id NOT IN (SELECT id FROM notes)"
                 " ON CONFLICT (id) DO UPDATE SET deleted_at_us = excluded.deleted_at_us"
                 "   WHERE excluded.deleted_at_us > deleted_at_us",
                 NULL, error);
}

#define SESSION_ASSIGNMENTS                                                              \
  "ended_at_us = i.ended_at_us, time_zone = i.time_zone, setting = i.setting,"           \
  " needle_mm = i.needle_mm, tool = i.tool, zones = i.zones,"                            \
  " makeup_wait_hours = i.makeup_wait_hours, rest_days = i.rest_days,"                   \
  " next_session_day = i.next_session_day, clinic_instructions = i.clinic_instructions," \
  " text = i.text, created_at_us = i.created_at_us, modified_at_us = i.modified_at_us"
#define NOTE_ASSIGNMENTS                                                                    \
  "noted_at_us = i.noted_at_us, time_zone = i.time_zone, day = i.day, redness = i.redness," \
  " tingling = i.tingling, dryness = i.dryness, flags = i.flags,"                           \
  " resolved_flags = i.resolved_flags, text = i.text, created_at_us = i.created_at_us,"     \
  " modified_at_us = i.modified_at_us"

/* The trash is small: going through it, and not through what is staged, keeps the lock short. */
static gboolean
merge_sessions (AftDb *self, AftImportCounts *counts, GError **error)
{
  return change (self,
                 "UPDATE sessions INDEXED BY sessions_in_trash SET " SESSION_ASSIGNMENTS
                 ", trashed_at_us = NULL"
                 " FROM temp.import_sessions AS i"
                 " WHERE i.id = sessions.id AND trashed_at_us IS NOT NULL"
                 "   AND i.modified_at_us > trashed_at_us",
                 &counts->added, error) &&
         change (self,
                 "UPDATE sessions SET " SESSION_ASSIGNMENTS " FROM temp.import_sessions AS i"
                 " WHERE i.id = sessions.id AND trashed_at_us IS NULL"
                 "   AND i.modified_at_us > sessions.modified_at_us",
                 &counts->updated, error) &&
         change (self,
                 "INSERT INTO sessions (" AFT_SESSION_COLUMNS ")"
                 " SELECT " AFT_SESSION_COLUMNS " FROM temp.import_sessions AS i"
                 " WHERE NOT EXISTS (SELECT 1 FROM sessions AS s WHERE s.id = i.id)"
                 "   AND NOT EXISTS (SELECT 1 FROM tombstones AS t"
                 "     WHERE t.id = i.id AND t.deleted_at_us >= i.modified_at_us)",
                 &counts->added, error);
}

/* There may be very many, and others wait: what the trigger words_of_new_notes does for each, the only
 * trigger that an inserted note has, is done for all of them at once, which takes a third less. */
static gboolean
insert_notes (AftDb *self, guint *added, GError **error)
{
  g_autofree char *queue = NULL;
  gint64 last;
  gboolean ok;

  if (!aft_db_get_int64 (self, "SELECT max (rowid) FROM main.notes", &last, error))
    return FALSE;

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  ok = change (self,
               "INSERT INTO notes (" AFT_NOTE_COLUMNS ")"
               " SELECT " AFT_NOTE_COLUMNS " FROM temp.import_notes AS i"
               " WHERE NOT EXISTS (SELECT 1 FROM notes AS n WHERE n.id = i.id)"
               "   AND NOT EXISTS (SELECT 1 FROM tombstones AS t"
               "     WHERE t.id = i.id AND t.deleted_at_us >= i.modified_at_us)",
               added, error);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);

  queue = g_strdup_printf ("INSERT INTO word_queue (at_us, id) SELECT noted_at_us, id FROM notes"
                           " WHERE rowid > %" G_GINT64_FORMAT " AND text <> ''"
                           " ON CONFLICT DO NOTHING",
                           last);

  return ok && change (self, queue, NULL, error);
}

static gboolean
merge_notes (AftDb *self, AftImportCounts *counts, GError **error)
{
  return change (self,
                 "UPDATE notes INDEXED BY notes_in_trash SET " NOTE_ASSIGNMENTS
                 ", trashed_at_us = NULL"
                 " FROM temp.import_notes AS i"
                 " WHERE i.id = notes.id AND trashed_at_us IS NOT NULL"
                 "   AND i.modified_at_us > trashed_at_us",
                 &counts->added, error) &&
         change (self,
                 "UPDATE notes SET " NOTE_ASSIGNMENTS " FROM temp.import_notes AS i"
                 " WHERE i.id = notes.id AND trashed_at_us IS NULL"
                 "   AND i.modified_at_us > notes.modified_at_us",
                 &counts->updated, error) &&
         insert_notes (self, &counts->added, error);
}

static gboolean
merge (AftDb *self, AftImportCounts *counts, GError **error)
{
  AftClockReading reading;

  aft_clock_read (&reading);

  /* The ids of the three staged tables are disjoint: the order of the parts does not matter. */
  return check_kinds (self, error) && merge_deleted (self, counts, error) &&
         merge_sessions (self, counts, error) && merge_notes (self, counts, error) &&
         /* What came back is deleted no more. */
         change (self,
                 "DELETE FROM tombstones"
                 " WHERE EXISTS (SELECT 1 FROM sessions AS s WHERE s.id = tombstones.id)"
                 "   OR EXISTS (SELECT 1 FROM notes AS n WHERE n.id = tombstones.id)",
                 NULL, error) &&
         aft_db_sync_locked (self, &reading, error);
}

/* There is nothing to keep of an empty diary. */
static gboolean
keep_present (AftDb *self, GError **error)
{
  gint64 n_rows;

  if (!aft_db_get_int64 (self,
                         "SELECT (SELECT count (*) FROM sessions) + (SELECT count (*) FROM notes)"
                         " + (SELECT count (*) FROM tombstones)",
                         &n_rows, error))
    return FALSE;

  return n_rows == 0 || aft_db_take_snapshot (self, AFT_SNAPSHOT_IMPORT, NULL, error);
}

static gboolean
end_staging (AftDbImport *self, GError **error)
{
  if (!self->staged)
    self->staged = aft_db_exec (self->db, "COMMIT", error);

  return self->staged;
}

/* @table: "sessions" or "notes". One pass over what is staged, looking each id up here. */
static gboolean
preview_rows (AftDb *self,
              const char *table,
              gint64 now_us,
              guint *n_new,
              AftImportPreview *preview,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT "
      " coalesce (sum (CASE WHEN here.id IS NULL THEN t.id IS NULL OR t.deleted_at_us <"
      "   i.modified_at_us ELSE here.trashed_at_us < i.modified_at_us END), 0),"
      " coalesce (sum (here.trashed_at_us IS NULL AND i.modified_at_us > here.modified_at_us), 0),"
      " coalesce (sum (here.trashed_at_us IS NULL AND i.modified_at_us < here.modified_at_us), 0),"
      " coalesce (sum (here.trashed_at_us IS NULL AND i.modified_at_us = here.modified_at_us), 0),"
      " coalesce (sum (CASE WHEN here.id IS NULL THEN t.deleted_at_us >= i.modified_at_us"
      "   ELSE here.trashed_at_us >= i.modified_at_us END), 0),"
      " coalesce (sum (here.trashed_at_us IS NULL AND i.modified_at_us < here.modified_at_us"
      "   AND here.modified_at_us > :limit_us), 0)"
      " FROM temp.import_%1$s AS i LEFT JOIN main.%1$s AS here ON here.id = i.id"
      " LEFT JOIN main.tombstones AS t ON t.id = i.id",
      table);
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (now_us));
  if (aft_db_step (self, statement, error) != SQLITE_ROW)
    return FALSE;
  *n_new = (guint) sqlite3_column_int64 (statement, 0);
  preview->newer += (guint) sqlite3_column_int64 (statement, 1);
  preview->older += (guint) sqlite3_column_int64 (statement, 2);
  preview->same += (guint) sqlite3_column_int64 (statement, 3);
  preview->gone += (guint) sqlite3_column_int64 (statement, 4);
  preview->ahead += (guint) sqlite3_column_int64 (statement, 5);

  return TRUE;
}

static gboolean
preview_deleted (AftDb *self, const char *table, AftImportPreview *preview, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM temp.import_deleted AS d JOIN main.%s AS here"
                       " ON here.id = d.id"
                       " WHERE here.trashed_at_us IS NULL AND d.at >= here.modified_at_us",
                       table);
  gint64 n_deleted;

  if (!aft_db_get_int64 (self, sql, &n_deleted, error))
    return FALSE;
  preview->deleted += (guint) n_deleted;

  return TRUE;
}

/**
 * aft_db_import_preview:
 * @now_us: the present instant
 * @preview: (out): what is staged, beside what is here now
 *
 * Counts what aft_db_import_commit() would do. The diary is not locked between the two, so that what
 * others write meanwhile counts then. Rows can no longer be added after this.
 *
 * Returns: %FALSE with @error set, and then only aft_db_import_abort() makes sense.
 *   %AFT_STORE_ERROR_INVALID: an id is that of a session here and of a note there
 */
gboolean
aft_db_import_preview (AftDbImport *self, gint64 now_us, AftImportPreview *preview, GError **error)
{
  AftImportPreview result = { 0 };
  AftDb *db;
  gboolean begun;
  gboolean ok;

  g_return_val_if_fail (self != NULL && preview != NULL, FALSE);

  db = self->db;
  if (!end_staging (self, error) || !aft_db_begin_read (db, &begun, error))
    return FALSE;
  ok = check_kinds (db, error) &&
       preview_rows (db, "sessions", now_us, &result.new_sessions, &result, error) &&
       preview_rows (db, "notes", now_us, &result.new_notes, &result, error) &&
       preview_deleted (db, "sessions", &result, error) &&
       preview_deleted (db, "notes", &result, error);
  aft_db_end_read (db, begun);
  if (ok)
    *preview = result;

  return ok;
}

/**
 * aft_db_import_commit:
 * @self: (transfer full)
 * @counts: (out) (optional): what changed. A row that was in the trash, or deleted for good, and
 *   came back counts as added; a deletion of what is not here counts as kept
 *
 * Merges what is staged, in one transaction, and brings the reminders in line: only deadlines that
 * are still ahead get one. A snapshot of the diary is taken first.
 *
 * Returns: %TRUE once it is on disk; else nothing is changed. %AFT_STORE_ERROR_INVALID: an id is
 *   that of a session here and of a note there
 */
gboolean
aft_db_import_commit (AftDbImport *self, AftImportCounts *counts, GError **error)
{
  AftImportCounts result = { 0, 0, 0, 0 };
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);

  ok = end_staging (self, error) && aft_db_check_may_write (self->db, error) &&
       keep_present (self->db, error) && aft_db_begin (self->db, error);
  if (ok)
    ok = aft_db_end (self->db, merge (self->db, &result, error), error);
  if (ok && counts != NULL)
    {
      result.kept = self->n_rows - result.added - result.updated - result.deleted;
      *counts = result;
    }
  import_free (self);

  return ok;
}

/**
 * aft_db_import_abort:
 * @self: (transfer full) (nullable)
 *
 * Drops what is staged.
 */
void
aft_db_import_abort (AftDbImport *self)
{
  if (self != NULL)
    import_free (self);
}
