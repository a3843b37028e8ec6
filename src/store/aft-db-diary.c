/* aft-db-diary.c: saves, deletes and restores sessions and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-check.h"
#include "aft-db-rows-private.h"
#include "aft-reminder-private.h"
#include "aft-search-private.h"

/* An ID belongs to one session or one note for good. */
static gboolean
check_id_is_free (AftDb *self, const char *sql, const char *id, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":id", id);
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
                 "The id %s belongs to an entry of the other kind", id);

  return code == SQLITE_DONE;
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
#define NEWER(table)                                                 \
  "min (max (excluded.modified_at_us, " table ".modified_at_us + 1," \
  " ifnull (" table ".trashed_at_us + 1, " table ".modified_at_us)), " AFT_INSTANT_MAX ")"

#define NEWER_THAN_DELETION(table)                                      \
  "UPDATE " table " SET modified_at_us ="                               \
  " min (max (modified_at_us, deleted_at_us + 1), " AFT_INSTANT_MAX ")" \
  " FROM tombstones WHERE tombstones.id = " table ".id AND " table ".id = :id"

/* An upsert: INSERT OR REPLACE would delete the row first, and its reminders with it. */
static const char save_session_sql[] =
    "INSERT INTO sessions (" AFT_SESSION_COLUMNS ") VALUES (" AFT_SESSION_VALUES ")"
    " ON CONFLICT (id) DO UPDATE SET ended_at_us = excluded.ended_at_us,"
    "   time_zone = excluded.time_zone, setting = excluded.setting,"
    "   needle_mm = excluded.needle_mm, tool = excluded.tool, zones = excluded.zones,"
    "   makeup_wait_hours = excluded.makeup_wait_hours, rest_days = excluded.rest_days,"
    "   next_session_day = excluded.next_session_day,"
    "   clinic_instructions = excluded.clinic_instructions, text = excluded.text,"
    "   created_at_us = excluded.created_at_us, modified_at_us = " NEWER (
        "sessions") ","
                    "   trashed_at_us = NULL";
static const char save_note_sql[] =
    "INSERT INTO notes (" AFT_NOTE_COLUMNS ") VALUES (" AFT_NOTE_VALUES ")"
    " ON CONFLICT (id) DO UPDATE SET noted_at_us = excluded.noted_at_us,"
    "   time_zone = excluded.time_zone, day = excluded.day, redness = excluded.redness,"
    "   tingling = excluded.tingling, dryness = excluded.dryness, flags = excluded.flags,"
    "   resolved_flags = excluded.resolved_flags, text = excluded.text,"
    "   created_at_us = excluded.created_at_us, modified_at_us = " NEWER (
        "notes") ","
                 "   trashed_at_us = NULL";

/* Nothing can be entered ahead of the clock. But an entry that is already ahead may be changed, and
 * keep its time or move closer; a wrong clock is no reason to refuse that. Returns: the time to
 * check against */
static gint64
get_check_time (AftDb *self, const char *sql, const char *id, gint64 at_us, gint64 now_us)
{
  g_autoptr (AftStatement) statement = NULL;

  if (at_us <= aft_check_get_limit (now_us))
    return now_us;

  statement = aft_db_prepare (self, sql, NULL);
  if (statement == NULL)
    return now_us;
  aft_bind_text (statement, ":id", id);
  if (aft_db_step (self, statement, NULL) != SQLITE_ROW)
    return now_us;

  return sqlite3_column_int64 (statement, 0) >= at_us ? AFT_CHECK_STORED : now_us;
}

static gboolean
write_session (AftDb *self, AftSession *session, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, save_session_sql, error);

  if (statement == NULL)
    return FALSE;
  aft_session_bind (session, statement);

  return check_id_is_free (self, "SELECT 1 FROM notes WHERE id = :id", session->id, error) &&
         aft_db_run (self, statement, error) &&
         run_with_id (self, NEWER_THAN_DELETION ("sessions"), session->id, error) &&
         run_with_id (self, "DELETE FROM tombstones WHERE id = :id", session->id, error) &&
         run_with_id (self, "DELETE FROM drafts WHERE id = :id", session->id, error);
}

static gboolean
write_note (AftDb *self, AftSkinNote *note, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, save_note_sql, error);

  if (statement == NULL)
    return FALSE;
  aft_skin_note_bind (note, statement);

  return check_id_is_free (self, "SELECT 1 FROM sessions WHERE id = :id", note->id, error) &&
         aft_db_run (self, statement, error) &&
         run_with_id (self, NEWER_THAN_DELETION ("notes"), note->id, error) &&
         run_with_id (self, "DELETE FROM tombstones WHERE id = :id", note->id, error) &&
         run_with_id (self, "DELETE FROM drafts WHERE id = :id", note->id, error);
}

/**
 * aft_db_save_session:
 * @session: inserted, or replaces the one with the same ID; one in the trash comes back
 *
 * Its modified_at_us must be the present time; a later time is written if the row it replaces, or
 * its deletion, has a later one.
 *
 * Returns: %TRUE once it is on disk. %AFT_CHECK_ERROR: refused by aft_session_check();
 *   %AFT_STORE_ERROR_INVALID: its ID belongs to a note
 */
gboolean
aft_db_save_session (AftDb *self, AftSession *session, GError **error)
{
  AftClockReading reading;
  gint64 check_us;
  gboolean ok;

  g_return_val_if_fail (self != NULL && session != NULL, FALSE);

  aft_clock_read (&reading);
  check_us = get_check_time (self, "SELECT ended_at_us FROM sessions WHERE id = :id", session->id,
                             session->ended_at_us, reading.now_us);
  if (!aft_session_check (session, check_us, NULL, error) || !aft_db_begin (self, error))
    return FALSE;
  ok = write_session (self, session, error) && aft_db_sync_locked (self, &reading, error);

  return aft_db_end (self, ok, error);
}

/**
 * aft_db_save_note:
 * @note: inserted, or replaces the one with the same ID; one in the trash comes back
 *
 * Its modified_at_us must be the present time; a later time is written if the row it replaces, or
 * its deletion, has a later one.
 *
 * Returns: %TRUE once it is on disk. %AFT_CHECK_ERROR: refused by aft_skin_note_check();
 *   %AFT_STORE_ERROR_INVALID: its ID belongs to a session
 */
gboolean
aft_db_save_note (AftDb *self, AftSkinNote *note, GError **error)
{
  AftClockReading reading;
  gint64 check_us;
  gboolean ok;

  g_return_val_if_fail (self != NULL && note != NULL, FALSE);

  aft_clock_read (&reading);
  check_us = get_check_time (self, "SELECT noted_at_us FROM notes WHERE id = :id", note->id,
                             note->noted_at_us, reading.now_us);
  if (!aft_skin_note_check (note, check_us, NULL, error) || !aft_db_begin (self, error))
    return FALSE;
  ok = write_note (self, note, error) &&
       aft_db_acknowledge_reminder_locked (self, note, &reading, error) &&
       aft_db_sync_locked (self, &reading, error);

  return aft_db_end (self, ok, error);
}

/* Runs the same change on sessions and notes; exactly one of them has the ID. */
static gboolean
change_by_id (
    AftDb *self, const char *const sql[2], const char *id, const char *place, GError **error)
{
  AftClockReading reading;
  int n_changed = 0;
  gboolean ok = TRUE;

  aft_clock_read (&reading);
  if (!aft_db_begin (self, error))
    return FALSE;
  for (int i = 0; ok && i < 2; i++)
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
 * @id: of a session or a note
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
  static const char *const sql[2] = {
    "UPDATE sessions SET trashed_at_us = max (:now_us, modified_at_us)"
    " WHERE id = :id AND trashed_at_us IS NULL",
    "UPDATE notes SET trashed_at_us = max (:now_us, modified_at_us)"
    " WHERE id = :id AND trashed_at_us IS NULL",
  };

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return change_by_id (self, sql, id, "diary", error);
}

/**
 * aft_db_restore:
 * @id: of a session or a note in the trash
 *
 * Brings it back. This counts as a change, so it wins over the deletion in a later merge.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not in the trash
 */
gboolean
aft_db_restore (AftDb *self, const char *id, GError **error)
{
  static const char *const sql[2] = {
    "UPDATE sessions SET modified_at_us = min (max (:now_us, trashed_at_us + 1), " AFT_INSTANT_MAX
    "), trashed_at_us = NULL"
    " WHERE id = :id AND trashed_at_us IS NOT NULL",
    "UPDATE notes SET modified_at_us = min (max (:now_us, trashed_at_us + 1), " AFT_INSTANT_MAX
    "), trashed_at_us = NULL"
    " WHERE id = :id AND trashed_at_us IS NOT NULL",
  };

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return change_by_id (self, sql, id, "trash", error);
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
  static const char *const sql[] = {
    "INSERT INTO tombstones (id, deleted_at_us)"
    " SELECT id, trashed_at_us FROM sessions WHERE " IN_RANGE
    " UNION ALL SELECT id, trashed_at_us FROM notes WHERE " IN_RANGE,
    "DELETE FROM sessions WHERE " IN_RANGE,
    "DELETE FROM notes WHERE " IN_RANGE,
  };
  g_autoptr (AftStatement) oldest = NULL;
  int code;
  gboolean ok = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  oldest = aft_db_prepare (self,
                           "SELECT 1 FROM sessions WHERE " IN_RANGE
                           " UNION ALL SELECT 1 FROM notes WHERE " IN_RANGE,
                           error);
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
  for (gsize i = 0; ok && i < G_N_ELEMENTS (sql); i++)
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
