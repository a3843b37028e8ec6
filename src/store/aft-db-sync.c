/* aft-db-sync.c: which reminders there must be according to the plan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only the latest session has reminders: one for the end of the makeup wait and one for the end of
 * the rest, each while its deadline is known; and the daily one (aft-db-sync-daily.c).
 *
 * - A row for the plan's deadline stays as it is, whatever became of it.
 * - If the deadline changes, open rows are cancelled ("edited"), and a new generation is created if
 *   the new deadline is still ahead. Deadlines that have already passed when first seen don't cause
 *   a notification.
 * - If the clock is set back to before a session, the session doesn't count (rule 8), but its
 *   reminders were promised: its rows count elapsed time, and stay.
 * - A shown makeup row is cancelled ("expired") a day after its deadline.
 * - If a session is deleted or superseded, its open rows are cancelled ("deleted", "superseded").
 *   But a new session acknowledges a shown next_session row, which asked for it.
 * - Undo restores the previous state of a row cancelled this way, including anchors and snooze, so
 *   that nothing promised is lost and nothing is delivered twice. It does so until a day after the
 *   row was due or was cancelled; later, a notification would be a surprise, and the window shows
 *   it anyway.
 * - Held and released: once a row has shown "held", the release creates exactly one more row, due
 *   immediately. If the session is held again before that one was delivered, it is cancelled
 *   ("held"); the next release creates another. A row that will be shown again anyway (such as a
 *   snoozed one) doesn't need another.
 */
#include "aft-check.h"
#include "aft-reminder-private.h"

/* How long after its deadline or cancellation an undo still revives a reminder. */
#define REVIVE_WITHIN_US G_TIME_SPAN_DAY
/* A check-in this long before a notification still acknowledges it: it is about the same day. */
#define ANSWER_WITHIN_US G_TIME_SPAN_DAY

/* WHERE clause for rows that may still be shown, or are on the screen. */
#define IS_OPEN "state IN ('pending', 'sending', 'shown')"
#define CANCEL                                                                                   \
  "UPDATE reminders SET state = 'cancelled', close_reason = :reason, cancelled_at_us = :now_us," \
  " cancelled_from = CASE state WHEN 'shown' THEN 'shown' ELSE 'pending' END"

/* Not for a session that is ahead of the clock; but each day is asked for only once. */
#define IS_SUPERSEDED                                      \
  "session_id IS NOT :latest_id"                           \
  " AND ((kind = 'daily_note' AND :latest_id IS NOT NULL)" \
  "   OR session_id NOT IN (SELECT id FROM sessions"       \
  "     WHERE trashed_at_us IS NULL AND ended_at_us > :limit_us))"

/* What is known about one kind of reminder while its rows are updated. */
typedef struct
{
  AftDb *db;
  const AftClockReading *reading;
  const char *session_id;
  AftReminderKind kind;
  gint64 deadline_us; /* 0: unknown */
} Sync;

/* Prepares @sql, and binds :now_us if it is used. */
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

/* @wait: from now until it is due, which is less than @due_us says if the clock was set back */
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
      /* A release that wasn't delivered yet and is no longer true. */
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

  /* Always after the deadline: this distinguishes a release from the row of the deadline. */
  return insert_row (sync, MAX (sync->reading->now_us, sync->deadline_us + 1), 0, error);
}

/*
 * A row counts elapsed time, so if the clock was set back, it was delivered before the clock shows
 * its deadline. What it showed counts: use the plan's state at the deadline, or a release after a
 * check-in would wait for the clock.
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

/* One that is still on the screen is no longer of use then, just like a missed one. */
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
 * Inside a write transaction: makes the plan and updates the table of reminders to match it.
 */
gboolean
aft_db_sync_locked (AftDb *self, const AftClockReading *reading, GError **error)
{
  g_autoptr (AftPlan) plan = NULL;
  Sync makeup = { self, reading, NULL, AFT_REMINDER_MAKEUP, 0 };
  Sync next = { self, reading, NULL, AFT_REMINDER_NEXT_SESSION, 0 };
  AftNextState next_state;

  /* First, or an earlier step of the clock would shift the rows created here. */
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

  /* A hold because of a warning sign asks to record the sign as gone. */
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
