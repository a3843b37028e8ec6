/* aft-db-import.c: another diary merged into this one, all or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are staged in temporary tables (SQLite keeps those in a nameless file of their own), so the
 * diary is locked only while the staged rows are merged, by a handful of statements over all.
 * aft-db-merge.c has the rule.
 */
#include "aft-config.h"

#include "aft-check.h"
#include "aft-db-file-private.h"
#include "aft-db-merge-private.h"
#include "aft-iso-date.h"
#include "aft-snapshot.h"

struct _AftDbImport
{
  AftDb *db;
  AftStatement *add_id;
  AftStatement *add_entry[AFT_N_ENTRY_KINDS];
  AftStatement *add_deleted;
  guint n_rows;
  guint kinds;     /* of which there are rows, by AFT_ENTRY_BIT */
  gboolean staged; /* nothing more is added */
};

static gboolean
drop_tables (AftDb *self, GError **error)
{
  g_autofree char *entries = aft_db_unite_tables ("DROP TABLE IF EXISTS temp.import_%s;", "");
  g_autofree char *sql =
      g_strconcat (entries,
                   "DROP TABLE IF EXISTS temp.import_ids; DROP TABLE IF EXISTS temp.import_deleted;"
                   "DROP TABLE IF EXISTS " AFT_MERGE_WINS,
                   NULL);

  return aft_db_exec (self, sql, error);
}

static gboolean
create_tables (AftDb *self, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
      "CREATE TEMP TABLE import_ids (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;"
      "CREATE TEMP TABLE import_deleted (id TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL);"
      "CREATE TABLE " AFT_MERGE_WINS " (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;");

  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    g_string_append_printf (sql,
                            "CREATE TEMP TABLE import_%1$s AS SELECT %2$s FROM main.%1$s WHERE 0;",
                            aft_tables[kind].name, aft_tables[kind].columns);

  return aft_db_exec (self, sql->str, error);
}

static void
import_free (AftDbImport *self)
{
  sqlite3_finalize (self->add_id);
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    sqlite3_finalize (self->add_entry[kind]);
  sqlite3_finalize (self->add_deleted);
  aft_db_rollback (self->db);
  drop_tables (self->db, NULL);
  aft_db_exec (self->db, "PRAGMA main.cache_size = -2000; PRAGMA shrink_memory", NULL);
  g_free (self);
}

static gboolean
prepare_inserts (AftDbImport *self, GError **error)
{
  self->add_id = aft_db_prepare (self->db, "INSERT INTO temp.import_ids VALUES (:id)", error);
  if (self->add_id == NULL)
    return FALSE;
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      g_autofree char *values = aft_table_get_values (kind);
      g_autofree char *sql =
          g_strdup_printf ("INSERT INTO temp.import_%s VALUES (%s)", aft_tables[kind].name, values);

      self->add_entry[kind] = aft_db_prepare (self->db, sql, error);
      if (self->add_entry[kind] == NULL)
        return FALSE;
    }
  self->add_deleted =
      aft_db_prepare (self->db, "INSERT INTO temp.import_deleted VALUES (:id, :at)", error);

  return self->add_deleted != NULL;
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
  if (!drop_tables (self, error) || !create_tables (self, error) ||
      /* Room for what the merge touches: writing pages out halfway would keep others waiting. */
      !aft_db_exec (self, "PRAGMA main.cache_size = -65536", error) ||
      !aft_db_exec (self, "BEGIN", error))
    {
      import_free (import);
      return NULL;
    }
  if (!prepare_inserts (import, error))
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
 * aft_db_import_add:
 * @kind: a kind of entry
 * @entry: of that kind; not kept
 * @lacking: whether it is from a file of version 1: products and scores that are NULL, and the flag
 *   for a lasting lump, are lacking in it and keep their present values
 *
 * Stages @entry. After an error only aft_db_import_abort() makes sense.
 *
 * Returns: whether it is staged. %AFT_CHECK_ERROR: refused by aft_entry_check();
 *   %AFT_STORE_ERROR_INVALID: its ID was staged before
 */
gboolean
aft_db_import_add (
    AftDbImport *self, AftEntryKind kind, gconstpointer entry, gboolean lacking, GError **error)
{
  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  if (!aft_entry_check (kind, entry, AFT_CHECK_STORED, NULL, error) ||
      !add_id (self, aft_entry_get_id (entry), error))
    return FALSE;
  aft_entry_bind (kind, entry, lacking, self->add_entry[kind]);
  self->kinds |= AFT_ENTRY_BIT (kind);

  return aft_db_run (self->db, self->add_entry[kind], error);
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

/* There is nothing to keep of an empty diary. */
static gboolean
keep_present (AftDb *self, GError **error)
{
  g_autofree char *entries = aft_db_unite_tables (" + EXISTS (SELECT 1 FROM %s)", "");
  g_autofree char *sql = g_strconcat ("SELECT EXISTS (SELECT 1 FROM tombstones)", entries, NULL);
  gint64 n_rows;

  if (!aft_db_get_int64 (self, sql, &n_rows, error))
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

/* One pass over what is staged, looking each ID up here, and one for the ties. */
static gboolean
preview_rows (
    AftDb *self, AftEntryKind kind, gint64 now_us, AftImportPreview *preview, GError **error)
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
      aft_tables[kind].name);
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  guint *n_new = kind == AFT_ENTRY_SESSION ? &preview->new_sessions
                 : kind == AFT_ENTRY_NOTE  ? &preview->new_notes
                                           : &preview->new_others;
  guint n_wins;

  if (statement == NULL)
    return FALSE;
  aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (now_us));
  if (aft_db_step (self, statement, error) != SQLITE_ROW)
    return FALSE;
  *n_new += (guint) sqlite3_column_int64 (statement, 0);
  preview->newer += (guint) sqlite3_column_int64 (statement, 1);
  preview->older += (guint) sqlite3_column_int64 (statement, 2);
  preview->same += (guint) sqlite3_column_int64 (statement, 3);
  preview->gone += (guint) sqlite3_column_int64 (statement, 4);
  preview->ahead += (guint) sqlite3_column_int64 (statement, 5);

  if (!aft_db_merge_find_wins (self, kind, &n_wins, error))
    return FALSE;
  preview->newer += n_wins;
  preview->same -= n_wins;

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
 *   %AFT_STORE_ERROR_INVALID: an ID belongs to entries of different kinds
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
  ok = aft_db_merge_check_kinds (db, self->kinds, error);
  for (AftEntryKind kind = 0; ok && kind < AFT_N_ENTRY_KINDS; kind++)
    ok = ((self->kinds & AFT_ENTRY_BIT (kind)) == 0 ||
          preview_rows (db, kind, now_us, &result, error)) &&
         preview_deleted (db, aft_tables[kind].name, &result, error);
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
 * Returns: %TRUE once it is on disk; else nothing is changed. %AFT_STORE_ERROR_INVALID: an ID
 *   belongs to entries of different kinds
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
    ok = aft_db_end (self->db, aft_db_merge_staged (self->db, self->kinds, &result, error), error);
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
