/* aft-reminder.c: a promised notification, as stored in the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder-private.h"

static const char *const kind_tokens[] = {
  [AFT_REMINDER_MAKEUP] = "makeup",
  [AFT_REMINDER_NEXT_SESSION] = "next_session",
  [AFT_REMINDER_DAILY_NOTE] = "daily_note",
};

static const char *const state_tokens[] = {
  [AFT_REMINDER_PENDING] = "pending",     [AFT_REMINDER_SENDING] = "sending",
  [AFT_REMINDER_SHOWN] = "shown",         [AFT_REMINDER_ACKED] = "acked",
  [AFT_REMINDER_CANCELLED] = "cancelled",
};

const char *
aft_reminder_kind_to_token (AftReminderKind kind)
{
  return kind_tokens[kind];
}

const char *
aft_reminder_state_to_token (AftReminderState state)
{
  return state_tokens[state];
}

/* Returns: whether it may still be shown, or is on the screen */
gboolean
aft_reminder_is_open (const AftReminder *self)
{
  return self->state == AFT_REMINDER_PENDING || self->state == AFT_REMINDER_SENDING ||
         self->state == AFT_REMINDER_SHOWN;
}

/* The table's CHECK allows no other token. */
static guint
find_token (const char *const *tokens, guint n_tokens, const unsigned char *token)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      if (g_strcmp0 (tokens[i], (const char *) token) == 0)
        return i;
    }
  g_return_val_if_reached (0);
}

static AftReminder *
read_reminder (AftStatement *statement)
{
  AftReminder *self = g_new0 (AftReminder, 1);
  int column = 0;

  self->id = sqlite3_column_int64 (statement, column++);
  self->session_id = aft_column_text (statement, column++);
  self->kind = (AftReminderKind) find_token (kind_tokens, G_N_ELEMENTS (kind_tokens),
                                             sqlite3_column_text (statement, column++));
  self->generation = sqlite3_column_int64 (statement, column++);
  self->deadline_us = sqlite3_column_int64 (statement, column++);
  self->due_us = sqlite3_column_int64 (statement, column++);
  self->shift_us = sqlite3_column_int64 (statement, column++);
  self->anchor_boot_id = aft_column_text (statement, column++);
  self->anchor_due_boot_us = sqlite3_column_int64 (statement, column++);
  self->state = (AftReminderState) find_token (state_tokens, G_N_ELEMENTS (state_tokens),
                                               sqlite3_column_text (statement, column++));
  self->retry_at_us = sqlite3_column_int64 (statement, column++);
  self->attempts = sqlite3_column_int (statement, column++);
  self->shows = sqlite3_column_int (statement, column++);
  self->last_error = aft_column_text (statement, column++);
  self->delivered_at_us = sqlite3_column_int64 (statement, column++);
  self->shown_state = aft_column_text (statement, column++);
  self->dismissed_at_us = sqlite3_column_int64 (statement, column++);
  self->close_reason = aft_column_text (statement, column++);
  self->daemon_owner = aft_column_text (statement, column++);
  self->daemon_id = (guint32) sqlite3_column_int64 (statement, column++);
  column++; /* cancelled_from */
  self->cancelled_at_us = sqlite3_column_int64 (statement, column++);
  self->first_shown_at_us = sqlite3_column_int64 (statement, column++);
  self->late_us = sqlite3_column_int64 (statement, column++);

  return self;
}

void
aft_reminder_free (AftReminder *self)
{
  if (self == NULL)
    return;
  g_free (self->session_id);
  g_free (self->anchor_boot_id);
  g_free (self->last_error);
  g_free (self->shown_state);
  g_free (self->close_reason);
  g_free (self->daemon_owner);
  g_free (self);
}

/*
 * aft_db_query_reminders:
 * @statement: selects AFT_REMINDER_COLUMNS
 *
 * Returns: (transfer full) (element-type AftReminder) (nullable)
 */
GPtrArray *
aft_db_query_reminders (AftDb *self, AftStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_reminder_free);
  int code;

  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (rows, read_reminder (statement));

  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * aft_db_list_reminders:
 * @state: which ones
 *
 * Returns: (transfer full) (element-type AftReminder) (nullable): the rows in @state, soonest due
 *   first; %NULL with @error set if they can't be read
 */
GPtrArray *
aft_db_list_reminders (AftDb *self, AftReminderState state, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_REMINDER_COLUMNS " FROM reminders"
                              " WHERE state = :state ORDER BY due_us, id",
                              error);
  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":state", state_tokens[state]);

  return aft_db_query_reminders (self, statement, error);
}

/**
 * aft_db_get_reminder:
 * @id: of a row
 *
 * Returns: (transfer full) (nullable): the row, in any state; %NULL with @error set.
 *   %AFT_STORE_ERROR_NOT_FOUND: there is none
 */
AftReminder *
aft_db_get_reminder (AftDb *self, gint64 id, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement =
      aft_db_prepare (self, "SELECT " AFT_REMINDER_COLUMNS " FROM reminders WHERE id = :id", error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":id", id);
  rows = aft_db_query_reminders (self, statement, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND,
                   "There is no reminder %" G_GINT64_FORMAT, id);
      return NULL;
    }

  return g_ptr_array_steal_index (rows, 0);
}

/**
 * aft_db_list_delivery_log:
 * @limit: how many at most; 0 for all
 *
 * Lists what became of every reminder that was due: shown (and seen, or closed by the server), not
 * shown because it was too late ("expired", or a makeup wait missed until the next session), or
 * failed so far (last_error). Rows cancelled before they were due are left out.
 *
 * Returns: (transfer full) (element-type AftReminder) (nullable): those rows, newest first; %NULL
 *   with @error set if they can't be read
 */
GPtrArray *
aft_db_list_delivery_log (AftDb *self, guint limit, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement =
      aft_db_prepare (self,
                      "SELECT " AFT_REMINDER_COLUMNS " FROM reminders"
                      " WHERE delivered_at_us IS NOT NULL OR close_reason = 'expired'"
                      "   OR last_error IS NOT NULL"
                      "   OR (close_reason = 'superseded' AND kind = 'makeup'"
                      "       AND cancelled_at_us >= due_us + shift_us)"
                      " ORDER BY coalesce (delivered_at_us, cancelled_at_us, due_us) DESC, id DESC"
                      " LIMIT :limit",
                      error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":limit", limit == 0 ? -1 : (gint64) limit);

  return aft_db_query_reminders (self, statement, error);
}

/**
 * aft_reminder_get_remaining:
 * @reminder: a row
 * @reading: both clocks
 *
 * A row anchored in this boot counts elapsed time, so that setting the wall clock forward doesn't
 * make it early. A row from another boot goes by the wall clock, with the steps seen during its own
 * boot. A failed attempt waits for its retry, but only in the same boot.
 *
 * Returns: microseconds until it is due; 0 or less: now
 */
GTimeSpan
aft_reminder_get_remaining (const AftReminder *reminder, const AftClockReading *reading)
{
  gboolean same_boot;

  g_return_val_if_fail (reminder != NULL && reading != NULL, 0);

  same_boot =
      reading->boot_id[0] != '\0' && g_strcmp0 (reminder->anchor_boot_id, reading->boot_id) == 0;
  if (!same_boot)
    return reminder->due_us + reminder->shift_us - reading->now_us;
  if (reminder->retry_at_us != 0)
    return MAX (reminder->anchor_due_boot_us, reminder->retry_at_us) - reading->boot_us;

  return reminder->anchor_due_boot_us - reading->boot_us;
}
