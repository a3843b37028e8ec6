/* aft-db-diary.c: saves, deletes and restores entries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-check.h"
#include "aft-db-rows-private.h"
#include "aft-reminder-private.h"
#include "aft-search-private.h"

/* An ID belongs to one entry for good. */
static gboolean
check_id_is_free (AftDb *self, AftEntryKind kind, const char *id, GError **error)
{
  for (AftEntryKind other = 0; other < AFT_N_ENTRY_KINDS; other++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT 1 FROM %s WHERE id = :id", aft_tables[other].name);
      g_autoptr (AftStatement) statement = NULL;
      int code;

      if (other == kind)
        continue;
      statement = aft_db_prepare (self, sql, error);
      if (statement == NULL)
        return FALSE;
      aft_bind_text (statement, ":id", id);
      code = aft_db_step (self, statement, error);
      if (code == SQLITE_ROW)
        g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
                     "The id %s belongs to an entry of another kind", id);
      if (code != SQLITE_DONE)
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_with_id (AftDb *self, const char *sql, const char *id, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":id", id);

  return aft_db_run (self, statement, error);
}

/* The newer change wins a merge, so a change made now must win over one made with a clock that was
 * ahead, here or elsewhere. The second number is the end of the year 9999. */
#define NEWER                                                   \
  "min (max (excluded.modified_at_us, %1$s.modified_at_us + 1," \
  " ifnull (%1$s.trashed_at_us + 1, %1$s.modified_at_us)), " AFT_INSTANT_MAX ")"

#define NEWER_THAN_DELETION                                             \
  "UPDATE %1$s SET modified_at_us ="                                    \
  " min (max (modified_at_us, deleted_at_us + 1), " AFT_INSTANT_MAX ")" \
  " FROM tombstones WHERE tombstones.id = %1$s.id AND %1$s.id = :id"

/* An upsert: INSERT OR REPLACE would delete the row first, and its reminders with it.
 * Returns: (transfer full) */
static char *
make_save_sql (AftEntryKind kind)
{
  const AftTable *table = &aft_tables[kind];
  g_auto (GStrv) columns = g_strsplit (table->columns, ", ", -1);
  g_autofree char *values = aft_table_get_values (kind);
  g_autofree char *newer = g_strdup_printf (NEWER, table->name);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET ",
                   table->name, table->columns, values);
  for (char **column = columns + 1; *column != NULL; column++)
    {
      if (strcmp (*column, "modified_at_us") == 0)
        g_string_append_printf (sql, "modified_at_us = %s, ", newer);
      else
        g_string_append_printf (sql, "%1$s = excluded.%1$s, ", *column);
    }
  g_string_append (sql, "trashed_at_us = NULL");

  return g_string_free (sql, FALSE);
}

/* The time that an entry is about; 0 for a kind that isn't about one. */
static gint64
get_time (AftEntryKind kind, gconstpointer entry)
{
  const AftField *field = &aft_entry_get_fields (kind)->fields[1];

  return field->type == AFT_FIELD_TIME ? AFT_FIELD (entry, field, gint64) : 0;
}

/* Nothing can be entered ahead of the clock. But an entry that is already ahead may be changed, and
 * keep its time or move closer; a wrong clock is no reason to refuse that. Returns: the time to
 * check against */
static gint64
get_check_time (AftDb *self, AftEntryKind kind, gconstpointer entry, gint64 now_us)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autofree char *sql = NULL;
  gint64 at_us = get_time (kind, entry);

  if (at_us <= aft_check_get_limit (now_us))
    return now_us;

  /* The first column that a kind is sorted by is that time. */
  sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = :id", aft_tables[kind].order,
                         aft_tables[kind].name);
  statement = aft_db_prepare (self, sql, NULL);
  if (statement == NULL)
    return now_us;
  aft_bind_text (statement, ":id", aft_entry_get_id (entry));
  if (aft_db_step (self, statement, NULL) != SQLITE_ROW)
    return now_us;

  return sqlite3_column_int64 (statement, 0) >= at_us ? AFT_CHECK_STORED : now_us;
}

static gboolean
write_entry (AftDb *self, AftEntryKind kind, gconstpointer entry, GError **error)
{
  const char *id = aft_entry_get_id (entry);
  g_autofree char *save_sql = make_save_sql (kind);
  g_autofree char *newer_sql = g_strdup_printf (NEWER_THAN_DELETION, aft_tables[kind].name);
  g_autoptr (AftStatement) statement = aft_db_prepare (self, save_sql, error);

  if (statement == NULL)
    return FALSE;
  aft_entry_bind (kind, entry, FALSE, statement);

  return check_id_is_free (self, kind, id, error) && aft_db_run (self, statement, error) &&
         run_with_id (self, newer_sql, id, error) &&
         run_with_id (self, "DELETE FROM tombstones WHERE id = :id", id, error) &&
         run_with_id (self, "DELETE FROM drafts WHERE id = :id", id, error);
}

/**
 * aft_db_save_entry:
 * @kind: a kind of entry
 * @entry: of that kind: inserted, or replaces the one with the same ID; one in the trash comes back
 *
 * Its modified_at_us must be the present time; a later time is written if the row it replaces, or
 * its deletion, has a later one.
 *
 * Returns: %TRUE once it is on disk. %AFT_CHECK_ERROR: refused by aft_entry_check();
 *   %AFT_STORE_ERROR_INVALID: its ID belongs to an entry of another kind
 */
gboolean
aft_db_save_entry (AftDb *self, AftEntryKind kind, gconstpointer entry, GError **error)
{
  AftClockReading reading;
  gint64 check_us;
  gboolean ok;

  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);

  aft_clock_read (&reading);
  check_us = get_check_time (self, kind, entry, reading.now_us);
  if (!aft_entry_check (kind, entry, check_us, NULL, error) || !aft_db_begin (self, error))
    return FALSE;
  ok = write_entry (self, kind, entry, error) &&
       (kind != AFT_ENTRY_NOTE ||
        aft_db_acknowledge_reminder_locked (self, (AftSkinNote *) entry, &reading, error)) &&
       aft_db_sync_locked (self, &reading, error);

  return aft_db_end (self, ok, error);
}

/** aft_db_save_session: see aft_db_save_entry(). */
gboolean
aft_db_save_session (AftDb *self, AftSession *session, GError **error)
{
  return aft_db_save_entry (self, AFT_ENTRY_SESSION, session, error);
}

/** aft_db_save_note: see aft_db_save_entry(). */
gboolean
aft_db_save_note (AftDb *self, AftSkinNote *note, GError **error)
{
  return aft_db_save_entry (self, AFT_ENTRY_NOTE, note, error);
}

/* Runs the same change on all kinds; exactly one entry has the ID.
 * @format: SQL, with %s for the name of a table */
static gboolean
change_by_id (AftDb *self, const char *format, const char *id, const char *place, GError **error)
{
  AftClockReading reading;
  g_autofree char *all = aft_db_unite_tables (format, ";");
  g_auto (GStrv) sql = g_strsplit (all, ";", -1);
  int n_changed = 0;
  gboolean ok = TRUE;

  aft_clock_read (&reading);
  if (!aft_db_begin (self, error))
    return FALSE;
  for (guint i = 0; ok && sql[i] != NULL; i++)
    {
      g_autoptr (AftStatement) statement = aft_db_prepare (self, sql[i], error);

      ok = statement != NULL;
      if (!ok)
        break;
      aft_bind_text (statement, ":id", id);
      aft_bind_int64 (statement, ":now_us", reading.now_us);
      ok = aft_db_run (self, statement, error);
      n_changed += sqlite3_changes (self->handle);
    }
  if (ok && n_changed == 0)
    {
      g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND,
                   "No entry with the id %s is in the %s", id, place);
      ok = FALSE;
    }
  ok = ok && aft_db_sync_locked (self, &reading, error);

  return aft_db_end (self, ok, error);
}

/**
 * aft_db_delete:
 * @id: of an entry of any kind
 *
 * Moves it to the trash; aft_db_restore() brings it back.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not in the diary
 */
gboolean
aft_db_delete (AftDb *self, const char *id, GError **error)
{
  /* Never earlier than its last change, or a merge would bring it back (the clock may have been set
   * back since). */
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return change_by_id (self,
                       "UPDATE %s SET trashed_at_us = max (:now_us, modified_at_us)"
                       " WHERE id = :id AND trashed_at_us IS NULL",
                       id, "diary", error);
}

/**
 * aft_db_restore:
 * @id: of an entry of any kind in the trash
 *
 * Brings it back. This counts as a change, so it wins over the deletion in a later merge.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not in the trash
 */
gboolean
aft_db_restore (AftDb *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return change_by_id (
      self,
      "UPDATE %s SET modified_at_us = min (max (:now_us, trashed_at_us + 1), " AFT_INSTANT_MAX
      "), trashed_at_us = NULL WHERE id = :id AND trashed_at_us IS NOT NULL",
      id, "trash", error);
}

#define IN_RANGE "trashed_at_us >= :since_us AND trashed_at_us < :before_us"

/**
 * aft_db_empty_trash:
 * @since_us: entries deleted from this time on
 * @before_us: and before this time are removed
 *
 * Deletes them for good and keeps tombstones, so that a later import doesn't bring them back. Takes
 * the write lock only if there is something to delete.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_empty_trash (AftDb *self, gint64 since_us, gint64 before_us, GError **error)
{
  g_autofree char *trashed =
      aft_db_unite_tables ("SELECT id, trashed_at_us FROM %s WHERE " IN_RANGE, " UNION ALL ");
  g_autofree char *remember =
      g_strconcat ("INSERT INTO tombstones (id, deleted_at_us) ", trashed, NULL);
  g_autofree char *delete = aft_db_unite_tables ("DELETE FROM %s WHERE " IN_RANGE, ";");
  g_autofree char *all = g_strconcat (remember, ";", delete, NULL);
  g_auto (GStrv) sql = g_strsplit (all, ";", -1);
  g_autoptr (AftStatement) oldest = NULL;
  int code;
  gboolean ok = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  oldest = aft_db_prepare (self, trashed, error);
  if (oldest == NULL)
    return FALSE;
  aft_bind_int64 (oldest, ":since_us", since_us);
  aft_bind_int64 (oldest, ":before_us", before_us);
  code = aft_db_step (self, oldest, error);
  g_clear_pointer (&oldest, aft_statement_free);
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;

  if (!aft_db_begin (self, error))
    return FALSE;
  for (guint i = 0; ok && sql[i] != NULL; i++)
    {
      g_autoptr (AftStatement) statement = aft_db_prepare (self, sql[i], error);

      ok = statement != NULL;
      if (!ok)
        break;
      aft_bind_int64 (statement, ":since_us", since_us);
      aft_bind_int64 (statement, ":before_us", before_us);
      ok = aft_db_run (self, statement, error);
    }

  ok = aft_db_end (self, ok, error);
  if (ok)
    aft_db_forget_words (self);

  return ok;
}
