/* aft-db-merge.c: the rule by which two diaries become one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each ID the later of modified_at_us and the time of deletion wins; on a tie a deletion wins, and of
 * two entries the one with the larger bytes in the exchange format. So all computers end with the same
 * diary, in whatever order they merge. What a file of version 1 lacks keeps the present value.
 */
#include "aft-config.h"

#include "aft-db-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-entry-json.h"
#include "aft-reminder-private.h"

/* --- SQL ----------------------------------------------------------------------------------- */

/* The value of @column after the merge: that of the staged row i, or of the row here where i lacks it. */
static void
append_merged (GString *sql, const char *column)
{
  if (aft_table_may_lack (column))
    g_string_append_printf (sql, "ifnull (i.%1$s, here.%1$s)", column);
  else if (g_str_has_suffix (column, "flags"))
    /* Version 1 has no lasting lump. */
    g_string_append_printf (
        sql, "(i.%1$s | CASE WHEN i.products IS NULL THEN here.%1$s & %2$d ELSE 0 END)", column,
        AFT_FLAG_LASTING_LUMP);
  else
    g_string_append_printf (sql, "i.%s", column);
}

/* @merged: a list of the values after the merge
 * @here: a list of the present ones
 * @assignments: what sets the former */
typedef struct
{
  GString *merged;
  GString *here;
  GString *assignments;
} MergeSql;

static void
merge_sql_clear (MergeSql *self)
{
  g_string_free (self->merged, TRUE);
  g_string_free (self->here, TRUE);
  g_string_free (self->assignments, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MergeSql, merge_sql_clear)

static void
merge_sql_init (MergeSql *self, AftEntryKind kind)
{
  g_auto (GStrv) columns = g_strsplit (aft_tables[kind].columns, ", ", -1);
  const char *comma = "";

  self->merged = g_string_new (NULL);
  self->here = g_string_new (NULL);
  self->assignments = g_string_new (NULL);
  for (char **column = columns; *column != NULL; column++)
    {
      g_string_append (self->merged, comma);
      append_merged (self->merged, *column);
      g_string_append_printf (self->here, "%shere.%s", comma, *column);
      g_string_append_printf (self->assignments, "%s%s = ", comma, *column);
      append_merged (self->assignments, *column);
      comma = ", ";
    }
}

/* Runs SQL and adds the number of rows it changed to @count. */
static gboolean
change (AftDb *self, guint *count, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
change (AftDb *self, guint *count, GError **error, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  if (!aft_db_exec (self, sql, error))
    return FALSE;
  if (count != NULL)
    *count += (guint) sqlite3_changes (self->handle);

  return TRUE;
}

/* --- IDs ----------------------------------------------------------------------------------- */

/**
 * aft_db_merge_check_kinds:
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_INVALID if an ID belongs to entries of different kinds
 */
gboolean
aft_db_merge_check_kinds (AftDb *self, guint kinds, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (AftStatement) statement = NULL;
  int code;

  for (AftEntryKind there = 0; there < AFT_N_ENTRY_KINDS; there++)
    {
      for (AftEntryKind here = 0; here < AFT_N_ENTRY_KINDS; here++)
        {
          if (here == there || (kinds & AFT_ENTRY_BIT (there)) == 0)
            continue;
          g_string_append_printf (
              sql, "%sSELECT id FROM temp.import_%s WHERE id IN (SELECT id FROM main.%s)",
              sql->len > 0 ? " UNION ALL " : "", aft_tables[there].name, aft_tables[here].name);
        }
    }
  if (sql->len == 0)
    return TRUE;

  g_string_append (sql, " LIMIT 1");
  statement = aft_db_prepare (self, sql->str, error);
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
                 _ ("the ID %s belongs to different kinds of entries in the two diaries"),
                 (const char *) sqlite3_column_text (statement, 0));

  return code == SQLITE_DONE;
}

/* --- ties ---------------------------------------------------------------------------------- */

static gboolean
add_win (AftDb *self, const char *id, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self, "INSERT INTO " AFT_MERGE_WINS " VALUES (:id)", error);

  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":id", id);

  return aft_db_run (self, statement, error);
}

/* @statement: at a row with the merged entry and then the present one */
static gboolean
check_tie (AftDb *self, AftEntryKind kind, AftStatement *statement, guint *n_wins, GError **error)
{
  gpointer there = aft_entry_read (kind, statement, 0);
  gpointer here = aft_entry_read (kind, statement, (int) aft_entry_get_fields (kind)->n_fields);
  gboolean wins = aft_entry_compare_json (kind, there, here) > 0;
  gboolean ok = !wins || add_win (self, aft_entry_get_id (here), error);

  if (wins)
    (*n_wins)++;
  aft_entry_free (kind, there);
  aft_entry_free (kind, here);

  return ok;
}

/**
 * aft_db_merge_find_wins:
 * @n_wins: (out): how many staged entries win over one that was changed at the same time
 *
 * Collects their IDs in %AFT_MERGE_WINS. Nearly all ties are the same entry, which SQLite sees by itself.
 */
gboolean
aft_db_merge_find_wins (AftDb *self, AftEntryKind kind, guint *n_wins, GError **error)
{
  g_auto (MergeSql) columns = { NULL };
  g_autofree char *sql = NULL;
  g_autoptr (AftStatement) statement = NULL;
  int code;

  *n_wins = 0;
  merge_sql_init (&columns, kind);
  sql = g_strdup_printf ("SELECT %1$s, %2$s FROM temp.import_%3$s AS i"
                         " JOIN main.%3$s AS here ON here.id = i.id"
                         " WHERE here.trashed_at_us IS NULL"
                         "   AND i.modified_at_us = here.modified_at_us AND (%1$s) IS NOT (%2$s)",
                         columns.merged->str, columns.here->str, aft_tables[kind].name);
  if (!aft_db_exec (self, "DELETE FROM " AFT_MERGE_WINS, error))
    return FALSE;
  statement = aft_db_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      if (!check_tie (self, kind, statement, n_wins, error))
        return FALSE;
    }

  return code == SQLITE_DONE;
}

/* --- the merge ----------------------------------------------------------------------------- */

/* Live rows go to the trash with the deletion's time; what was deleted already keeps the later of
 * the two times, so that merging in any order ends the same. */
static gboolean
merge_deleted (AftDb *self, AftEntryKind kind, AftImportCounts *counts, GError **error)
{
  const char *table = aft_tables[kind].name;

  return change (self, &counts->deleted, error,
                 "UPDATE %1$s SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = %1$s.id AND trashed_at_us IS NULL AND d.at >= modified_at_us",
                 table) &&
         change (self, NULL, error,
                 "UPDATE %1$s SET trashed_at_us = d.at FROM temp.import_deleted AS d"
                 " WHERE d.id = %1$s.id AND d.at > trashed_at_us",
                 table);
}

static gboolean
remember_deleted (AftDb *self, GError **error)
{
  g_autofree char *unknown = aft_db_unite_tables ("id NOT IN (SELECT id FROM %s)", " AND ");

  return change (self, NULL, error,
                 "INSERT INTO tombstones (id, deleted_at_us)"
                 " SELECT id, at FROM temp.import_deleted WHERE %s"
                 " ON CONFLICT (id) DO UPDATE SET deleted_at_us = excluded.deleted_at_us"
                 "   WHERE excluded.deleted_at_us > deleted_at_us",
                 unknown);
}

#define INSERT_NEW                                                \
  "INSERT INTO %1$s (%2$s)"                                       \
  " SELECT %2$s FROM temp.import_%1$s AS i"                       \
  " WHERE NOT EXISTS (SELECT 1 FROM %1$s AS n WHERE n.id = i.id)" \
  "   AND NOT EXISTS (SELECT 1 FROM tombstones AS t"              \
  "     WHERE t.id = i.id AND t.deleted_at_us >= i.modified_at_us)"

/* There may be very many, and others wait: what the trigger words_of_new_notes does for each, the only
 * trigger that an inserted note has, is done for all of them at once, which takes a third less. */
static gboolean
insert_notes (AftDb *self, guint *added, GError **error)
{
  const AftTable *table = &aft_tables[AFT_ENTRY_NOTE];
  gint64 last;
  gboolean ok;

  if (!aft_db_get_int64 (self, "SELECT max (rowid) FROM main.notes", &last, error))
    return FALSE;

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  ok = change (self, added, error, INSERT_NEW, table->name, table->columns);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);

  return ok && change (self, NULL, error,
                       "INSERT INTO word_queue (at_us, id) SELECT noted_at_us, id FROM notes"
                       " WHERE rowid > %" G_GINT64_FORMAT " AND text <> ''"
                       " ON CONFLICT DO NOTHING",
                       last);
}

/* The trash is small: going through it, and not through what is staged, keeps the lock short. */
static gboolean
merge_rows (AftDb *self, AftEntryKind kind, AftImportCounts *counts, GError **error)
{
  const AftTable *table = &aft_tables[kind];
  g_auto (MergeSql) columns = { NULL };
  guint n_wins;

  merge_sql_init (&columns, kind);

  if (!change (self, &counts->added, error,
               "UPDATE %1$s AS here INDEXED BY %1$s_in_trash SET %2$s, trashed_at_us = NULL"
               " FROM temp.import_%1$s AS i"
               " WHERE i.id = here.id AND here.trashed_at_us IS NOT NULL"
               "   AND i.modified_at_us > here.trashed_at_us",
               table->name, columns.assignments->str) ||
      !aft_db_merge_find_wins (self, kind, &n_wins, error) ||
      !change (self, &counts->updated, error,
               "UPDATE %1$s AS here SET %2$s FROM temp.import_%1$s AS i"
               " WHERE i.id = here.id AND here.trashed_at_us IS NULL"
               "   AND (i.modified_at_us > here.modified_at_us%3$s)",
               table->name, columns.assignments->str,
               n_wins > 0 ? " OR i.id IN (SELECT id FROM " AFT_MERGE_WINS ")" : ""))
    return FALSE;

  return kind == AFT_ENTRY_NOTE
             ? insert_notes (self, &counts->added, error)
             : change (self, &counts->added, error, INSERT_NEW, table->name, table->columns);
}

/**
 * aft_db_merge_staged:
 * @counts: what has changed is added to it
 *
 * Merges what is staged, within a transaction that the caller has begun, and brings the reminders in line.
 */
gboolean
aft_db_merge_staged (AftDb *self, guint kinds, AftImportCounts *counts, GError **error)
{
  AftClockReading reading;
  g_autofree char *present = aft_db_unite_tables ("id IN (SELECT id FROM %s)", " OR ");

  aft_clock_read (&reading);

  if (!aft_db_merge_check_kinds (self, kinds, error))
    return FALSE;
  /* Every ID is staged once, so the order of the parts doesn't matter. */
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      if (!merge_deleted (self, kind, counts, error) ||
          ((kinds & AFT_ENTRY_BIT (kind)) != 0 && !merge_rows (self, kind, counts, error)))
        return FALSE;
    }

  return remember_deleted (self, error) &&
         /* What came back is no longer deleted. */
         change (self, NULL, error, "DELETE FROM tombstones WHERE %s", present) &&
         aft_db_sync_locked (self, &reading, error);
}
