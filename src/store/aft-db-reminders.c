/* aft-db-reminders.c: the outbox: the states of each reminder, from promised to seen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder-private.h"

/* A change to one row, in a write transaction of its own. */
typedef struct
{
  AftDb *db;
  gint64 id;
  AftStatement *statement;
  AftClockReading reading;
} Change;

/* Begins the transaction and prepares @sql, an UPDATE with :id; binds the readings that it names. */
static gboolean
begin_change (Change *change, AftDb *db, gint64 id, const char *sql, GError **error)
{
  change->db = db;
  change->id = id;
  aft_clock_read (&change->reading);
  if (!aft_db_begin (db, error))
    return FALSE;
  change->statement = aft_db_prepare (db, sql, error);
  if (change->statement == NULL)
    return aft_db_end (db, FALSE, error);

  aft_bind_int64 (change->statement, ":id", id);
  if (sqlite3_bind_parameter_index (change->statement, ":now_us") > 0)
    aft_bind_int64 (change->statement, ":now_us", change->reading.now_us);
  if (sqlite3_bind_parameter_index (change->statement, ":boot_us") > 0)
    aft_bind_int64 (change->statement, ":boot_us", change->reading.boot_us);
  if (sqlite3_bind_parameter_index (change->statement, ":boot_id") > 0)
    aft_bind_text (change->statement, ":boot_id", change->reading.boot_id);

  return TRUE;
}

/* @expected: the state that the row must be in, for the error message */
static gboolean
run_change (const Change *change, const char *expected, GError **error)
{
  if (!aft_db_run (change->db, change->statement, error))
    return FALSE;
  if (sqlite3_changes (change->db->handle) > 0)
    return TRUE;

  g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND,
               "Reminder %" G_GINT64_FORMAT " is not %s (any more)", change->id, expected);

  return FALSE;
}

static gboolean
end_change (Change *change, gboolean ok, GError **error)
{
  aft_statement_free (change->statement);

  return aft_db_end (change->db, ok, error);
}

/**
 * aft_db_claim_reminder:
 * @id: of a row
 *
 * pending -> sending. If several processes try, exactly one succeeds.
 *
 * Returns: whether the caller now owns it. %FALSE without an error: it was no longer pending
 */
gboolean
aft_db_claim_reminder (AftDb *self, gint64 id, GError **error)
{
  Change change;
  gboolean ok;
  gboolean claimed;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!begin_change (&change, self, id,
                     "UPDATE reminders SET state = 'sending' WHERE id = :id AND state = 'pending'",
                     error))
    return FALSE;
  ok = aft_db_run (self, change.statement, error);
  claimed = ok && sqlite3_changes (self->handle) == 1;

  return end_change (&change, ok, error) && claimed;
}

/**
 * aft_db_reminder_shown:
 * @shown_state: token of the plan's state that was shown, such as "held"
 * @daemon_owner: (nullable): unique bus name of the notification daemon
 * @daemon_id: its number for the notification
 *
 * sending -> shown. A hold that was released between the notification and this call gets its one more
 * reminder here.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: no longer being sent, for
 *   example because the session was deleted meanwhile; withdraw the notification
 */
gboolean
aft_db_reminder_shown (AftDb *self,
                       gint64 id,
                       const char *shown_state,
                       const char *daemon_owner,
                       guint32 daemon_id,
                       GError **error)
{
  Change change;
  gboolean ok;

  g_return_val_if_fail (self != NULL && shown_state != NULL, FALSE);

  if (!begin_change (&change, self, id,
                     "UPDATE reminders SET state = 'shown', said = :said,"
                     "   delivered_at_us = :now_us, shows = shows + 1, attempts = 0,"
                     "   first_shown_at_us = CASE shows WHEN 0 THEN :now_us"
                     "     ELSE first_shown_at_us END,"
                     "   late_us = CASE WHEN shows > 0 THEN late_us"
                     "     WHEN anchor_boot_id = :boot_id"
                     "     THEN max (0, :boot_us - anchor_due_boot_us)"
                     "     ELSE max (0, :now_us - due_us - shift_us) END,"
                     "   retry_at_us = 0, last_error = NULL, close_reason = NULL,"
                     "   daemon_owner = :daemon_owner, daemon_id = :daemon_id"
                     " WHERE id = :id AND state = 'sending'",
                     error))
    return FALSE;
  aft_bind_text (change.statement, ":said", shown_state);
  aft_bind_text (change.statement, ":daemon_owner", daemon_owner);
  aft_bind_int64 (change.statement, ":daemon_id", daemon_id);
  ok = run_change (&change, "being sent", error);
  if (ok && g_str_equal (shown_state, aft_next_state_to_token (AFT_NEXT_HELD)))
    ok = aft_db_sync_locked (self, &change.reading, error);

  return end_change (&change, ok, error);
}

/**
 * aft_db_reminder_failed:
 * @message: why, for the log
 * @retry_after: how long to wait before it is due again, microseconds of elapsed time
 *
 * sending -> pending. The row is anchored in this boot, because its retry is counted in it.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: no longer being sent
 */
gboolean
aft_db_reminder_failed (
    AftDb *self, gint64 id, const char *message, GTimeSpan retry_after, GError **error)
{
  Change change;

  g_return_val_if_fail (self != NULL, FALSE);

  /* It was due, by either clock: from here on it counts in this boot, and stays as late as it
   * is. */
  if (!begin_change (
          &change, self, id,
          "UPDATE reminders SET state = 'pending', attempts = attempts + 1, last_error = :message,"
          "   retry_at_us = :boot_us + :retry_after,"
          "   anchor_due_boot_us = CASE WHEN anchor_boot_id = :boot_id THEN anchor_due_boot_us"
          "     ELSE :boot_us - max (0, :now_us - due_us - shift_us) END,"
          "   anchor_boot_id = :boot_id"
          " WHERE id = :id AND state = 'sending'",
          error))
    return FALSE;
  aft_bind_text (change.statement, ":message", message);
  aft_bind_int64 (change.statement, ":retry_after", MAX (retry_after, 0));

  return end_change (&change, run_change (&change, "being sent", error), error);
}

/**
 * aft_db_reminder_acked:
 * @close_reason: how it was acknowledged, such as "dismissed" or the name of the action
 *
 * shown -> acked.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not shown (any more)
 */
gboolean
aft_db_reminder_acked (AftDb *self, gint64 id, const char *close_reason, GError **error)
{
  Change change;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!begin_change (&change, self, id,
                     "UPDATE reminders SET state = 'acked', dismissed_at_us = :now_us,"
                     "   close_reason = :close_reason"
                     " WHERE id = :id AND state = 'shown'",
                     error))
    return FALSE;
  aft_bind_text (change.statement, ":close_reason", close_reason);

  return end_change (&change, run_change (&change, "shown", error), error);
}

/**
 * aft_db_reminder_closed:
 * @close_reason: why the daemon closed it; %AFT_REMINDER_DROPPED: it never showed it
 *
 * shown -> shown. This doesn't prove that anybody saw it, so the window's banner stays; but
 * aft_db_reminders_recover() doesn't show it again, unless it was dropped.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not shown (any more)
 */
gboolean
aft_db_reminder_closed (AftDb *self, gint64 id, const char *close_reason, GError **error)
{
  Change change;

  g_return_val_if_fail (self != NULL && close_reason != NULL, FALSE);

  if (!begin_change (&change, self, id,
                     "UPDATE reminders SET"
                     "   shows = shows - (:close_reason = '" AFT_REMINDER_DROPPED "'),"
                     "   close_reason = CASE close_reason"
                     "     WHEN '" AFT_REMINDER_DROPPED "' THEN close_reason"
                     "     ELSE :close_reason END"
                     " WHERE id = :id AND state = 'shown'",
                     error))
    return FALSE;
  aft_bind_text (change.statement, ":close_reason", close_reason);

  return end_change (&change, run_change (&change, "shown", error), error);
}

/**
 * aft_db_reminder_snoozed:
 * @due_us: when to show it again
 *
 * shown -> pending, anchored anew. deadline_us stays the plan's.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not shown (any more)
 */
gboolean
aft_db_reminder_snoozed (AftDb *self, gint64 id, gint64 due_us, GError **error)
{
  Change change;
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!begin_change (
          &change, self, id,
          "UPDATE reminders SET state = 'pending', due_us = :due_us, shift_us = 0,"
          "   anchor_boot_id = :boot_id, anchor_due_boot_us = :due_boot_us, retry_at_us = 0,"
          "   shows = 0, attempts = 0, close_reason = NULL, dismissed_at_us = NULL"
          " WHERE id = :id AND state = 'shown'",
          error))
    return FALSE;
  aft_bind_int64 (change.statement, ":due_us", due_us);
  aft_bind_int64 (change.statement, ":due_boot_us",
                  change.reading.boot_us + (due_us - change.reading.now_us));
  ok = aft_db_note_clock_locked (self, &change.reading, error) &&
       run_change (&change, "shown", error);

  return end_change (&change, ok, error);
}

/**
 * aft_db_reminder_expired:
 *
 * pending, sending or shown -> cancelled, with close_reason "expired": no longer worth showing.
 *
 * Returns: %TRUE once this is on disk. %AFT_STORE_ERROR_NOT_FOUND: not open (any more)
 */
gboolean
aft_db_reminder_expired (AftDb *self, gint64 id, GError **error)
{
  Change change;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!begin_change (&change, self, id,
                     "UPDATE reminders SET state = 'cancelled', close_reason = 'expired',"
                     "   cancelled_at_us = :now_us"
                     " WHERE id = :id AND state IN ('pending', 'sending', 'shown')",
                     error))
    return FALSE;

  return end_change (&change, run_change (&change, "open", error), error);
}

/**
 * aft_db_reminders_recover:
 *
 * For the start of the notifier, with the leader lock held: what was being sent may never have been
 * shown, and what was shown may have vanished with its daemon. sending -> pending; shown and never
 * closed -> pending, unless it was shown %AFT_REMINDER_MAX_SHOWS times; dropped -> pending. Also notes
 * the clock.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_reminders_recover (AftDb *self, GError **error)
{
  g_autofree char *sql = NULL;
  AftClockReading reading;
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);

  sql = g_strdup_printf ("UPDATE reminders SET state = 'pending', retry_at_us = 0,"
                         "   close_reason = NULL"
                         " WHERE state = 'sending'"
                         "   OR (state = 'shown' AND close_reason = '" AFT_REMINDER_DROPPED "')"
                         "   OR (state = 'shown' AND close_reason IS NULL AND shows < %d)",
                         AFT_REMINDER_MAX_SHOWS);
  aft_clock_read (&reading);
  if (!aft_db_begin (self, error))
    return FALSE;
  ok = aft_db_note_clock_locked (self, &reading, error) && aft_db_exec (self, sql, error);

  return aft_db_end (self, ok, error);
}

/**
 * aft_db_reminders_redeliver:
 *
 * Call this with the leader lock held, once Do Not Disturb is off. Shown and dropped -> pending, due
 * immediately.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_reminders_redeliver (AftDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return aft_db_begin (self, error) &&
         aft_db_end (self,
                     aft_db_exec (self,
                                  "UPDATE reminders SET state = 'pending', retry_at_us = 0,"
                                  "   close_reason = NULL"
                                  " WHERE state = 'shown'"
                                  "   AND close_reason = '" AFT_REMINDER_DROPPED "'",
                                  error),
                     error);
}

/**
 * aft_db_reminders_release:
 *
 * Call this with the leader lock held, and nothing on its way to a notification server. sending ->
 * pending, due immediately.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_reminders_release (AftDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return aft_db_begin (self, error) &&
         aft_db_end (self,
                     aft_db_exec (self,
                                  "UPDATE reminders SET state = 'pending', retry_at_us = 0"
                                  " WHERE state = 'sending'",
                                  error),
                     error);
}

/**
 * aft_db_reminders_sync:
 *
 * Brings the rows in line with the plan after preferences have changed. Writing sessions and notes
 * does this by itself.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_reminders_sync (AftDb *self, GError **error)
{
  AftClockReading reading;

  g_return_val_if_fail (self != NULL, FALSE);

  aft_clock_read (&reading);

  return aft_db_begin (self, error) &&
         aft_db_end (self, aft_db_sync_locked (self, &reading, error), error);
}

/**
 * aft_db_reminders_get_sync_again:
 *
 * The passing of time changes the plan: a day ends, the last check-in is too long ago, an entry is
 * no longer ahead of the clock. A write through this connection may change the time returned.
 *
 * Returns: when aft_db_reminders_sync() will have something to do, microseconds since 1970 UTC; 0
 *   before it was called, %G_MAXINT64 for never
 */
gint64
aft_db_reminders_get_sync_again (AftDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sync_again_us;
}
