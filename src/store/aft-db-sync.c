/* aft-db-sync.c: which reminders there have to be, by the plan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the latest session has reminders: one for the end of the makeup wait and one for the end of
 * the rest, each while its deadline is known; and the daily one (aft-db-sync-daily.c).
 *
 * - A row made for the plan's deadline stays as it is, whatever became of it.
 * - Another deadline: open rows are cancelled ("edited"), and a new generation is made if the new
 *   deadline is still ahead. Deadlines that are past when they are first seen notify nobody.
 * - A session that the clock was set back behind (rule 8) does not count, but what was promised for it
 *   was: its rows count elapsed time, and stay.
 * - A shown makeup row is cancelled ("expired") a day after its deadline.
 * - A session deleted or superseded: its open rows are cancelled ("deleted", "superseded"), except
 *   that a new session is what a shown next_session row asked for, which acknowledges it.
 * - Undo puts a row that was cancelled so back into the state it was in, anchors and snooze
 *   included: nothing promised is lost, and nothing delivered comes twice. It does so while the
 *   row is not yet due, for a day after it was due, and for a day after it was cancelled; later
 *   than that a notification would come out of the blue, and the window tells it anyway.
 * - Held and released: once a row has shown "held", the release makes exactly one more row, due at
 *   once. If the skin holds again before that one was delivered it is taken back ("held"); the
 *   next release makes another. A row that will still speak for itself (snoozed, or to be shown
 *   again) needs no other.
 */
#include "aft-check.h"
#include "aft-reminder-private.h"

/* How long after its deadline, or after it was cancelled, an undo still revives a reminder. */
#define REVIVE_WITHIN_US G_TIME_SPAN_DAY
/* A check-in this long before a notification still answers it: it speaks of the same day. */
#define ANSWER_WITHIN_US G_TIME_SPAN_DAY

/* WHERE clause of the rows that may still be shown or are on the screen. */
#define IS_OPEN "state IN ('pending', 'sending', 'shown')"
#define CANCEL                                                                                   \
  "UPDATE reminders SET state = 'cancelled', close_reason = :reason, cancelled_at_us = :now_us," \
  " cancelled_from = CASE state WHEN 'shown' THEN 'shown' ELSE 'pending' END"

/* Not of a session that is ahead of the clock; but a day is asked for once. */
#define IS_SUPERSEDED                                      \
  "session_id IS NOT :latest_id"                           \
  " AND ((kind = 'daily_note' AND :latest_id IS NOT NULL)" \
  "   OR session_id NOT IN (SELECT id FROM sessions"       \
  "     WHERE trashed_at_us IS NULL AND ended_at_us > :limit_us))"

/* What is known about one kind while it is brought in line. */
typedef struct
{
  AftDb *db;
  const AftClockReading *reading;
  const char *session_id;
  AftReminderKind kind;
  gint64 deadline_us; /* 0: none is known */
} Sync;

/* Prepares @sql, with :now_us bound if it has that. */
static AftStatement *
prepare (AftDb *db, const char *sql, const AftClockReading *reading, GError **error)
{
  AftStatement *statement = aft_db_prepare (db, sql, error);

  if (statement != NULL && sqlite3_bind_parameter_index (statement, ":now_us") > 0)
    aft_bind_int64 (statement, ":now_us", reading->now_us);

  return statement;
}

/* @latest_id: (nullable) */
static gboolean
close_others (AftDb *self, const char *latest_id, const AftClockReading *reading, GError **error)
{
  static const struct
  {
    const char *sql;
    const char *reason;
  } steps[] = {
    { CANCEL " WHERE " IS_OPEN " AND session_id IS NOT :latest_id AND session_id IN"
             "   (SELECT id FROM sessions WHERE trashed_at_us IS NOT NULL)",
      "deleted" },
    { "UPDATE reminders SET state = 'acked', close_reason = :reason, dismissed_at_us = :now_us"
      " WHERE state = 'shown' AND kind = 'next_session' AND " IS_SUPERSEDED,
      "logged" },
    { CANCEL " WHERE " IS_OPEN " AND " IS_SUPERSEDED, "superseded" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (AftStatement) statement = prepare (self, steps[i].sql, reading, error);

      if (statement == NULL)
        return FALSE;
      aft_bind_text (statement, ":reason", steps[i].reason);
      aft_bind_text (statement, ":latest_id", latest_id);
      if (sqlite3_bind_parameter_index (statement, ":limit_us") > 0)
        aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (reading->now_us));
      if (!aft_db_run (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Returns: (transfer full) (nullable): the rows of this session and kind, by generation */
static GPtrArray *
list_rows (const Sync *sync, GError **error)
{
  g_autoptr (AftStatement) statement = prepare (sync->db,
                                                "SELECT " AFT_REMINDER_COLUMNS " FROM reminders"
                                                " WHERE session_id = :session_id AND kind = :kind"
                                                " ORDER BY generation",
                                                sync->reading, error);

  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":session_id", sync->session_id);
  aft_bind_text (statement, ":kind", aft_reminder_kind_to_token (sync->kind));

  return aft_db_query_reminders (sync->db, statement, error);
}

/* Runs a change of one row. */
static gboolean
change_row (const Sync *sync, const char *sql, gint64 id, const char *reason, GError **error)
{
  g_autoptr (AftStatement) statement = prepare (sync->db, sql, sync->reading, error);

  if (statement == NULL)
    return FALSE;
  aft_bind_int64 (statement, ":id", id);
  if (reason != NULL)
    aft_bind_text (statement, ":reason", reason);

  return aft_db_run (sync->db, statement, error);
}

/* @wait: from now until it is due, which with a clock that was set back is less than @due_us says */
static gboolean
insert_row (const Sync *sync, gint64 due_us, GTimeSpan wait, GError **error)
{
  g_autoptr (AftStatement) statement =
      prepare (sync->db,
               "INSERT INTO reminders (session_id, kind, generation, deadline_us, due_us,"
               "   anchor_boot_id, anchor_due_boot_us, state)"
               " SELECT :session_id, :kind, 1 + ifnull (max (generation), 0), :deadline_us,"
               "   :due_us, :boot_id, :due_boot_us, 'pending'"
               " FROM reminders WHERE session_id = :session_id AND kind = :kind",
               sync->reading, error);

  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":session_id", sync->session_id);
  aft_bind_text (statement, ":kind", aft_reminder_kind_to_token (sync->kind));
  aft_bind_int64 (statement, ":deadline_us", sync->deadline_us);
  aft_bind_int64 (statement, ":due_us", due_us);
  aft_bind_text (statement, ":boot_id", sync->reading->boot_id);
  aft_bind_int64 (statement, ":due_boot_us", sync->reading->boot_us + wait);

  return aft_db_run (sync->db, statement, error);
}

static gboolean
is_to_be_revived (const AftReminder *row, const AftClockReading *reading)
{
  static const char *const undoable[] = { "deleted", "superseded", "edited", NULL };

  return row->state == AFT_REMINDER_CANCELLED && row->close_reason != NULL &&
         g_strv_contains (undoable, row->close_reason) &&
         (aft_reminder_get_remaining (row, reading) > -REVIVE_WITHIN_US ||
          reading->now_us - row->cancelled_at_us < REVIVE_WITHIN_US);
}

static gboolean
sync_deadline (const Sync *sync, GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (sync, error);
  gboolean found = FALSE;

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      if (sync->deadline_us != 0 && row->deadline_us == sync->deadline_us)
        {
          found = TRUE;
          if (is_to_be_revived (row, sync->reading) &&
              !change_row (sync,
                           "UPDATE reminders SET state = cancelled_from, cancelled_from = NULL,"
                           "   cancelled_at_us = NULL, close_reason = NULL WHERE id = :id",
                           row->id, NULL, error))
            return FALSE;
        }
      else if (aft_reminder_is_open (row) &&
               !change_row (sync, CANCEL " WHERE id = :id", row->id, "edited", error))
        return FALSE;
    }
  if (!found && sync->deadline_us > sync->reading->now_us)
    return insert_row (sync, sync->deadline_us, sync->deadline_us - sync->reading->now_us, error);

  return TRUE;
}

static gboolean
sync_release (const Sync *sync, AftNextState next_state, GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (sync, error);
  const AftReminder *delivered = NULL;
  gboolean released = next_state == AFT_NEXT_READY || next_state == AFT_NEXT_CHECK_SKIN;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      if (row->delivered_at_us != 0)
        delivered = row;
    }
  if (delivered == NULL ||
      g_strcmp0 (delivered->shown_state, aft_next_state_to_token (AFT_NEXT_HELD)) != 0 ||
      delivered->state == AFT_REMINDER_PENDING || delivered->state == AFT_REMINDER_SENDING)
    return TRUE;

  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      if (row->generation <= delivered->generation || row->state == AFT_REMINDER_CANCELLED)
        continue;
      /* A release that is not delivered yet, and true no more. */
      if (next_state == AFT_NEXT_HELD && row->state == AFT_REMINDER_PENDING &&
          row->due_us > row->deadline_us)
        return change_row (sync, CANCEL " WHERE id = :id", row->id, "held", error);
      return TRUE;
    }

  if (!released)
    return TRUE;
  if (delivered->state == AFT_REMINDER_SHOWN &&
      !change_row (sync,
                   "UPDATE reminders SET state = 'acked', close_reason = :reason,"
                   "   dismissed_at_us = :now_us WHERE id = :id",
                   delivered->id, "released", error))
    return FALSE;

  /* After the deadline in any case: that tells a release from the row of the deadline. */
  return insert_row (sync, MAX (sync->reading->now_us, sync->deadline_us + 1), 0, error);
}

/*
 * A row counts elapsed time, so with a clock that was set back it was delivered before the clock
 * shows its deadline. What it showed counts: the plan's state is then that of the deadline, or the
 * release that a check-in brings would wait for the clock.
 */
static gboolean
find_next_state (const Sync *next, const AftPlan *plan, AftNextState *state, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  *state = plan->next_state;
  if (plan->next_state != AFT_NEXT_RESTING)
    return TRUE;

  rows = list_rows (next, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);
      g_autoptr (AftPlan) then = NULL;

      if (row->deadline_us != plan->next_at_us || row->delivered_at_us == 0)
        continue;
      then = aft_db_make_plan (next->db, NULL, plan->next_at_us, error);
      if (then == NULL)
        return FALSE;
      *state = then->next_state;
      return TRUE;
    }

  return TRUE;
}

/* One that hangs on the screen is of no more use then, as one that was missed is. */
static gboolean
expire_makeup (AftDb *self, const AftClockReading *reading, GError **error)
{
  g_autoptr (AftStatement) expire =
      prepare (self,
               CANCEL " WHERE state = 'shown' AND kind = 'makeup'"
                      "   AND deadline_us + shift_us < :now_us - :expires_us",
               reading, error);
  g_autoptr (AftStatement) next = NULL;
  int code;

  if (expire == NULL)
    return FALSE;
  aft_bind_int64 (expire, ":expires_us", AFT_REMINDER_MAKEUP_EXPIRES_US);
  aft_bind_text (expire, ":reason", "expired");
  if (!aft_db_run (self, expire, error))
    return FALSE;

  next = prepare (self,
                  "SELECT deadline_us + shift_us FROM reminders"
                  " WHERE state = 'shown' AND kind = 'makeup'",
                  reading, error);
  if (next == NULL)
    return FALSE;
  while ((code = aft_db_step (self, next, error)) == SQLITE_ROW)
    self->sync_again_us = MIN (self->sync_again_us,
                               sqlite3_column_int64 (next, 0) + AFT_REMINDER_MAKEUP_EXPIRES_US + 1);

  return code == SQLITE_DONE;
}

/*
 * aft_db_sync_locked:
 *
 * Inside a write transaction: makes the plan and brings the table of reminders in line with it.
 */
gboolean
aft_db_sync_locked (AftDb *self, const AftClockReading *reading, GError **error)
{
  g_autoptr (AftPlan) plan = NULL;
  Sync makeup = { self, reading, NULL, AFT_REMINDER_MAKEUP, 0 };
  Sync next = { self, reading, NULL, AFT_REMINDER_NEXT_SESSION, 0 };
  AftNextState next_state;

  /* First, or a step of the clock from before would shift the rows that are made here. */
  if (!aft_db_note_clock_locked (self, reading, error))
    return FALSE;

  plan = aft_db_make_plan (self, NULL, reading->now_us, error);
  if (plan == NULL)
    return FALSE;
  self->sync_again_us = plan->changes_at_us;
  if (!close_others (self, plan->session != NULL ? plan->session->id : NULL, reading, error) ||
      !expire_makeup (self, reading, error))
    return FALSE;
  if (plan->session == NULL)
    return TRUE;

  makeup.session_id = next.session_id = plan->session->id;
  makeup.deadline_us = plan->makeup_at_us;
  next.deadline_us = plan->next_at_us;

  return sync_deadline (&makeup, error) && sync_deadline (&next, error) &&
         find_next_state (&next, plan, &next_state, error) &&
         sync_release (&next, next_state, error) &&
         aft_db_sync_daily_locked (self, plan, reading, error);
}

/*
 * aft_db_acknowledge_reminder_locked:
 * @note: a check-in that is being saved
 *
 * Inside a write transaction: acknowledges the reminder that asked for @note.
 */
gboolean
aft_db_acknowledge_reminder_locked (AftDb *self,
                                    const AftSkinNote *note,
                                    const AftClockReading *reading,
                                    GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  /* Recording a warning sign as gone is what a hold by that sign asked for. */
  if (!aft_skin_note_has_value (note) && note->resolved_flags == AFT_FLAG_NONE)
    return TRUE;

  statement = prepare (self,
                       "UPDATE reminders SET state = 'acked', close_reason = 'logged',"
                       "   dismissed_at_us = :now_us"
                       " WHERE state = 'shown' AND kind = 'next_session'"
                       "   AND said IN ('held', 'check_skin') AND delivered_at_us < :until_us",
                       reading, error);
  if (statement == NULL)
    return FALSE;
  aft_bind_int64 (statement, ":until_us", note->noted_at_us + ANSWER_WITHIN_US);

  return aft_db_run (self, statement, error);
}
