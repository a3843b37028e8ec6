/* aft-db-diary.c: sessions and notes: listed, saved, deleted and brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-private.h"

#include "aft-check.h"
#include "aft-local-zone.h"
#include "aft-trends.h"

typedef gpointer (*ReadFunc) (AftStatement *statement);

static GPtrArray *
collect (AftDb *self, AftStatement *statement, ReadFunc read, GDestroyNotify free, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free);
  int code;

  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (rows, read (statement));

  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * aft_db_list_sessions:
 *
 * Returns: (transfer full) (element-type AftSession) (nullable): all that are not in the trash,
 *   newest last; %NULL with @error set when they cannot be read
 */
GPtrArray *
aft_db_list_sessions (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_SESSION_COLUMNS " FROM sessions"
                              " WHERE trashed_at_us IS NULL ORDER BY ended_at_us, id",
                              error);
  if (statement == NULL)
    return NULL;

  return collect (self, statement, (ReadFunc) aft_session_read, (GDestroyNotify) aft_session_unref,
                  error);
}

/* No wait for makeup is longer, and a clinic's figure that is missing counts for less (rule 6). */
#define RECENT_US ((gint64) (AFT_OFFICE_MAKEUP_HOURS_MAX * G_TIME_SPAN_HOUR))

/**
 * aft_db_list_plan_sessions:
 * @now_us: the instant that the plan is for; what is ahead of it is listed too, but is not the latest
 *
 * What aft_plan_new() can tell a difference from, without reading years of sessions: a wait that was
 * over before the latest session is outlasted by its own.
 *
 * Returns: (transfer full) (element-type AftSession) (nullable): the latest session and those of the
 *   month before it, every older one whose rest went on until then, and the latest in an office;
 *   newest last
 */
GPtrArray *
aft_db_list_plan_sessions (AftDb *self, gint64 now_us, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 limit_us = aft_check_get_limit (now_us);
  g_autofree char *sql =
      g_strdup_printf ("SELECT max (ended_at_us) FROM sessions"
                       " WHERE trashed_at_us IS NULL AND ended_at_us <= %" G_GINT64_FORMAT,
                       limit_us);
  gint64 latest_us;

  g_return_val_if_fail (self != NULL, NULL);

  if (!aft_db_get_int64 (self, sql, &latest_us, error))
    return NULL;

  /* One more day, so that neither rounding nor a time zone leaves one out. */
  latest_us -= G_TIME_SPAN_DAY;
  statement = aft_db_prepare (
      self,
      "SELECT " AFT_SESSION_COLUMNS " FROM sessions"
      " WHERE trashed_at_us IS NULL AND (ended_at_us >= :recent_us"
      "   OR ended_at_us + rest_days * 86400e6 >= :latest_us"
      "   OR next_session_day >= :latest_day"
      "   OR ended_at_us > :limit_us"
      "   OR id = (SELECT id FROM sessions WHERE trashed_at_us IS NULL AND setting = 'office'"
      "     AND ended_at_us <= :limit_us"
      "     ORDER BY ended_at_us DESC, created_at_us DESC, id DESC LIMIT 1))"
      " ORDER BY ended_at_us, id",
      error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":limit_us", limit_us);
  aft_bind_int64 (statement, ":latest_us", latest_us);
  aft_bind_int64 (statement, ":recent_us", latest_us - RECENT_US);
  aft_bind_int64 (statement, ":latest_day", (gint64) aft_day_of (latest_us, utc, 0) - 1);

  return collect (self, statement, (ReadFunc) aft_session_read, (GDestroyNotify) aft_session_unref,
                  error);
}

static GPtrArray *
collect_notes (AftDb *self, AftStatement *statement, GError **error)
{
  return collect (self, statement, (ReadFunc) aft_skin_note_read,
                  (GDestroyNotify) aft_skin_note_unref, error);
}

/**
 * aft_db_list_notes:
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): all that are not in the trash,
 *   newest last; %NULL with @error set when they cannot be read
 */
GPtrArray *
aft_db_list_notes (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_NOTE_COLUMNS " FROM notes"
                              " WHERE trashed_at_us IS NULL ORDER BY noted_at_us, id",
                              error);
  if (statement == NULL)
    return NULL;

  return collect_notes (self, statement, error);
}

/**
 * aft_db_list_plan_notes:
 * @now_us: as for aft_db_list_plan_sessions()
 *
 * What aft_plan_new() can tell a difference from, without reading years of notes.
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): the notes since the latest
 *   session, and every older one that ticks or resolves a flag, newest last
 */
GPtrArray *
aft_db_list_plan_notes (AftDb *self, gint64 now_us, GError **error)
{
  return aft_db_list_recent_notes (self, G_MAXINT64, now_us, error);
}

/**
 * aft_db_list_recent_notes:
 * @since_us: an instant
 * @now_us: as for aft_db_list_plan_sessions()
 *
 * What a plan and the present days need, however long the diary is.
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): the notes since @since_us or since
 *   the latest session, whichever is earlier, and every older one that ticks or resolves a flag,
 *   newest last
 */
GPtrArray *
aft_db_list_recent_notes (AftDb *self, gint64 since_us, gint64 now_us, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Two halves, so that each can use its index. */
  statement =
      aft_db_prepare (self,
                      "WITH latest (at) AS (SELECT min (:since_us, ifnull (max (ended_at_us),"
                      "   9223372036854775807)) FROM sessions"
                      "   WHERE trashed_at_us IS NULL AND ended_at_us <= :limit_us)"
                      " SELECT " AFT_NOTE_COLUMNS " FROM notes"
                      "   WHERE trashed_at_us IS NULL AND noted_at_us >= (SELECT at FROM latest)"
                      " UNION ALL"
                      " SELECT " AFT_NOTE_COLUMNS " FROM notes"
                      "   WHERE trashed_at_us IS NULL AND (flags | resolved_flags) <> 0"
                      "     AND noted_at_us < (SELECT at FROM latest)"
                      " ORDER BY noted_at_us, id",
                      error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":since_us", since_us);
  aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (now_us));

  return collect_notes (self, statement, error);
}

/**
 * aft_db_list_values:
 *
 * Returns: (transfer full) (element-type AftTrendsValue) (nullable): one for each note that is not in
 *   the trash, in any order; %NULL with @error set when they cannot be read
 */
GArray *
aft_db_list_values (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (AftTrendsValue));
  int code;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT noted_at_us, day, redness, tingling, dryness FROM notes"
                              " WHERE trashed_at_us IS NULL",
                              error);
  if (statement == NULL)
    return NULL;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      AftTrendsValue value = { sqlite3_column_int64 (statement, 0),
                               (AftDay) sqlite3_column_int64 (statement, 1),
                               { 0 } };

      for (int s = 0; s < AFT_N_SYMPTOMS; s++)
        value.severity[s] = sqlite3_column_type (statement, 2 + s) == SQLITE_NULL
                                ? AFT_SEVERITY_UNSET
                                : (gint8) sqlite3_column_int (statement, 2 + s);
      g_array_append_val (values, value);
    }

  return code == SQLITE_DONE ? g_steal_pointer (&values) : NULL;
}

/**
 * aft_db_make_plan:
 * @time_zone: (nullable): where the person is; %NULL: the local zone
 * @now_us: the instant that the plan is for
 *
 * Returns: (transfer full) (nullable): the plan of the present diary; %NULL with @error set when
 *   it cannot be read
 */
AftPlan *
aft_db_make_plan (AftDb *self, GTimeZone *time_zone, gint64 now_us, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gboolean begun;

  g_return_val_if_fail (self != NULL, NULL);

  if (!aft_db_begin_read (self, &begun, error))
    return NULL;
  sessions = aft_db_list_plan_sessions (self, now_us, error);
  if (sessions != NULL)
    notes = aft_db_list_plan_notes (self, now_us, error);
  aft_db_end_read (self, begun);
  if (notes == NULL)
    return NULL;

  zone = time_zone != NULL ? g_time_zone_ref (time_zone) : aft_local_zone_new ();

  return aft_plan_new (sessions, notes, &self->preferences, zone, now_us);
}

/**
 * aft_tombstone_new:
 * @id: copied
 * @deleted_at_us: when
 */
AftTombstone *
aft_tombstone_new (const char *id, gint64 deleted_at_us)
{
  AftTombstone *self = g_new0 (AftTombstone, 1);

  self->id = g_strdup (id);
  self->deleted_at_us = deleted_at_us;

  return self;
}

void
aft_tombstone_free (AftTombstone *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

static gpointer
read_tombstone (AftStatement *statement)
{
  return aft_tombstone_new ((const char *) sqlite3_column_text (statement, 0),
                            sqlite3_column_int64 (statement, 1));
}

/**
 * aft_db_list_tombstones:
 *
 * Returns: (transfer full) (element-type AftTombstone) (nullable): what is in the trash and what
 *   was deleted for good, here or in an imported diary; by time, then id
 */
GPtrArray *
aft_db_list_tombstones (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (
      self,
      "SELECT id, deleted_at_us AS at FROM tombstones"
      " UNION ALL SELECT id, trashed_at_us FROM sessions WHERE trashed_at_us IS NOT NULL"
      " UNION ALL SELECT id, trashed_at_us FROM notes WHERE trashed_at_us IS NOT NULL"
      " ORDER BY at, id",
      error);
  if (statement == NULL)
    return NULL;

  return collect (self, statement, read_tombstone, (GDestroyNotify) aft_tombstone_free, error);
}

/* An id belongs to one session or one note for good. */
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

/* The newer change wins a merge, and what was changed by a clock that was ahead, here or elsewhere,
 * must not win over what is changed now. The year 9999 ends at the second figure. */
#define NEWER(table)                                                 \
  "min (max (excluded.modified_at_us, " table ".modified_at_us + 1," \
  " ifnull (" table ".trashed_at_us + 1, " table ".modified_at_us)), " AFT_INSTANT_MAX ")"

#define NEWER_THAN_DELETION(table)                                      \
  "UPDATE " table " SET modified_at_us ="                               \
  " min (max (modified_at_us, deleted_at_us + 1), " AFT_INSTANT_MAX ")" \
  " FROM tombstones WHERE tombstones.id = " table ".id AND " table ".id = :id"

/* An upsert, for INSERT OR REPLACE would delete the row first and its reminders with it. */
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

/* Nothing is entered ahead of the clock. But what stands there already may be changed, and stays where
 * it is or comes nearer; a clock that was wrong is no reason to refuse that. Returns: the time
 * to check against */
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
 * @session: to be inserted, or to replace the one with its id; one in the trash comes back
 *
 * Its modified_at_us is the present instant; a later one is written where the row that it replaces,
 * or the deletion, was of a later one.
 *
 * Returns: %TRUE once it is on disk. %AFT_CHECK_ERROR: refused by aft_session_check();
 *   %AFT_STORE_ERROR_INVALID: its id is that of a note
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
 * @note: to be inserted, or to replace the one with its id; one in the trash comes back
 *
 * Its modified_at_us is the present instant; a later one is written where the row that it replaces,
 * or the deletion, was of a later one.
 *
 * Returns: %TRUE once it is on disk. %AFT_CHECK_ERROR: refused by aft_skin_note_check();
 *   %AFT_STORE_ERROR_INVALID: its id is that of a session
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

/* Runs the same change on sessions and notes; exactly one of them has the id. */
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
 * Moves it to the trash, from where aft_db_restore() brings it back.
 *
 * Returns: %TRUE once that is on disk. %AFT_STORE_ERROR_NOT_FOUND: not in the diary
 */
gboolean
aft_db_delete (AftDb *self, const char *id, GError **error)
{
  /* Never before its last change, or a merge would bring it back (the clock may have been set
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
 * Brings it back. That is a modification: it wins over its deletion in a later merge.
 *
 * Returns: %TRUE once that is on disk. %AFT_STORE_ERROR_NOT_FOUND: not in the trash
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
 * @since_us: what was deleted from this instant on
 * @before_us: and before this one goes
 *
 * Deletes it for good and keeps a tombstone, so that a later import does not bring it back. Takes
 * the write lock only if there is something to delete.
 *
 * Returns: %TRUE once that is on disk
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
