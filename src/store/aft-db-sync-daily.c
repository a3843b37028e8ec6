/* aft-db-sync-daily.c: which daily reminders there must be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There is one row per day, with the person's day as its generation, so that it can be found
 * whatever the time zone and reminder time were when it was created. One row is for the next day to
 * ask about; another may be due or shown.
 *
 * - Unlike other deadlines, this is a local time of day: when the clock is set, or the time zone or
 *   the reminder time changes, a row that wasn't shown yet is anchored again.
 * - A check-in with a value acknowledges the row of its day.
 * - A row is only shown on its own day. If it wasn't shown by then, it expires; if it is still on
 *   the screen, it is withdrawn ("day-over"), because "today" would mean another day.
 * - If daily reminders are no longer active, for example at the end of the recovery, open rows are
 *   cancelled ("ended").
 */
#include "aft-check.h"
#include "aft-daily-note.h"
#include "aft-local-zone.h"
#include "aft-reminder-private.h"

/* Because of its time zone and the start of its day, a note may belong to a different day than its
 * time suggests. */
#define NOTE_WITHIN_US (3 * G_TIME_SPAN_DAY)

typedef struct
{
  AftDb *db;
  const AftClockReading *reading;
  const AftPlan *plan;
  gboolean active;
  gboolean noted; /* the plan's day has a value */
  gint64 today_us;
  AftDay next_day; /* AFT_DAY_NONE: none */
  gint64 next_us;
} Daily;

static gboolean
find_noted (Daily *daily, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (daily->db,
                      "SELECT 1 FROM notes"
                      " WHERE trashed_at_us IS NULL AND noted_at_us BETWEEN :since_us AND :limit_us"
                      "   AND day = :day"
                      "   AND coalesce (redness, tingling, dryness) IS NOT NULL LIMIT 1",
                      error);
  int code;

  if (statement == NULL)
    return FALSE;
  aft_bind_int64 (statement, ":since_us", daily->reading->now_us - NOTE_WITHIN_US);
  aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (daily->reading->now_us));
  aft_bind_int64 (statement, ":day", daily->plan->day);
  code = aft_db_step (daily->db, statement, error);
  daily->noted = code == SQLITE_ROW;

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Runs @sql, and binds those of the usual names that it uses. @row: (nullable) */
static gboolean
run (const Daily *daily,
     const char *sql,
     const AftReminder *row,
     gint64 due_us,
     const char *reason,
     GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (daily->db, sql, error);
  const AftClockReading *reading = daily->reading;
  const struct
  {
    const char *name;
    gint64 value;
  } numbers[] = {
    { ":id", row != NULL ? row->id : 0 },
    { ":now_us", reading->now_us },
    { ":due_us", due_us },
    { ":due_boot_us", reading->boot_us + (due_us - reading->now_us) },
    { ":next_day", daily->next_day },
  };

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (sqlite3_bind_parameter_index (statement, numbers[i].name) > 0)
      aft_bind_int64 (statement, numbers[i].name, numbers[i].value);
  if (sqlite3_bind_parameter_index (statement, ":boot_id") > 0)
    aft_bind_text (statement, ":boot_id", reading->boot_id);
  if (sqlite3_bind_parameter_index (statement, ":session_id") > 0)
    aft_bind_text (statement, ":session_id", daily->plan->session->id);
  if (reason != NULL)
    aft_bind_text (statement, ":reason", reason);

  return aft_db_run (daily->db, statement, error);
}

static gboolean
cancel (const Daily *daily, const AftReminder *row, const char *reason, GError **error)
{
  return run (daily,
              "UPDATE reminders SET state = 'cancelled', close_reason = :reason,"
              "   cancelled_at_us = :now_us,"
              "   cancelled_from = CASE state WHEN 'shown' THEN 'shown' ELSE 'pending' END"
              " WHERE id = :id",
              row, 0, reason, error);
}

static gboolean
answer (const Daily *daily, const AftReminder *row, GError **error)
{
  if (row->delivered_at_us == 0)
    return cancel (daily, row, "logged", error);

  return run (daily,
              "UPDATE reminders SET state = 'acked', close_reason = 'logged',"
              "   dismissed_at_us = :now_us WHERE id = :id",
              row, 0, NULL, error);
}

static gboolean
arm (const Daily *daily, const AftReminder *row, gint64 due_us, GError **error)
{
  return run (daily,
              "UPDATE reminders SET state = 'pending', deadline_us = :due_us, due_us = :due_us,"
              "   shift_us = 0, anchor_boot_id = :boot_id, anchor_due_boot_us = :due_boot_us,"
              "   retry_at_us = 0, close_reason = NULL, cancelled_from = NULL,"
              "   cancelled_at_us = NULL"
              " WHERE id = :id",
              row, due_us, NULL, error);
}

static gboolean
insert (const Daily *daily, GError **error)
{
  return run (daily,
              "INSERT INTO reminders (session_id, kind, generation, deadline_us, due_us,"
              "   anchor_boot_id, anchor_due_boot_us, state)"
              " VALUES (:session_id, 'daily_note', :next_day, :due_us, :due_us, :boot_id,"
              "   :due_boot_us, 'pending')",
              NULL, daily->next_us, NULL, error);
}

/* Keeps the row that asks for a check-in on its day, due at @due_us. */
static gboolean
keep (const Daily *daily, const AftReminder *row, gint64 due_us, GError **error)
{
  gboolean ahead = due_us > daily->reading->now_us;

  if (row->state == AFT_REMINDER_CANCELLED && row->delivered_at_us == 0 && ahead)
    return arm (daily, row, due_us, error);
  if (row->state != AFT_REMINDER_PENDING)
    return TRUE;

  if (row->deadline_us == due_us)
    return row->shift_us == 0 || arm (daily, row, due_us, error);
  if (ahead)
    return arm (daily, row, due_us, error);

  /* Moved to a time in the past: like any past deadline, this doesn't cause a notification. */
  return row->deadline_us <= daily->reading->now_us || cancel (daily, row, "edited", error);
}

static gboolean
sync_row (const Daily *daily, const AftReminder *row, GError **error)
{
  gboolean open = aft_reminder_is_open (row);

  if (!daily->active)
    return !open || cancel (daily, row, "ended", error);

  if (row->generation < daily->plan->day)
    return !open || cancel (daily, row, row->delivered_at_us != 0 ? "day-over" : "expired", error);

  if (row->generation == daily->plan->day)
    {
      if (daily->noted)
        return !open || answer (daily, row, error);
      return keep (daily, row, daily->today_us, error);
    }

  if (row->generation == daily->next_day)
    return keep (daily, row, daily->next_us, error);

  return !open || cancel (daily, row, "edited", error);
}

/* Returns: (transfer full) (nullable): the rows that may have to change */
static GPtrArray *
list_rows (const Daily *daily, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (daily->db,
                      "SELECT " AFT_REMINDER_COLUMNS " FROM reminders"
                      " WHERE session_id = :session_id AND kind = 'daily_note'"
                      "   AND (generation >= :day OR state IN ('pending', 'sending', 'shown'))",
                      error);

  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":session_id", daily->plan->session->id);
  aft_bind_int64 (statement, ":day", daily->plan->day);

  return aft_db_query_reminders (daily->db, statement, error);
}

/* Whether this day was asked for already: then only the next one is, whatever the settings. */
static gboolean
was_asked (const Daily *daily, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      if (row->generation == daily->plan->day && row->delivered_at_us != 0)
        return TRUE;
    }

  return FALSE;
}

/*
 * aft_db_sync_daily_locked:
 *
 * Inside a write transaction: updates the daily reminders of @plan's session to match it.
 */
gboolean
aft_db_sync_daily_locked (AftDb *self,
                          const AftPlan *plan,
                          const AftClockReading *reading,
                          GError **error)
{
  g_autoptr (GTimeZone) zone = aft_local_zone_new ();
  g_autoptr (GPtrArray) rows = NULL;
  Daily daily = { .db = self, .reading = reading, .plan = plan };
  gboolean found = FALSE;

  rows = list_rows (&daily, error);
  if (rows == NULL)
    return FALSE;

  daily.active = aft_daily_note_is_active (plan, &self->preferences);
  if (daily.active)
    {
      if (!find_noted (&daily, error))
        return FALSE;
      daily.today_us = aft_daily_note_instant (plan->day, &self->preferences, zone);
      daily.next_us = aft_daily_note_next (
          plan, &self->preferences, zone, daily.noted || was_asked (&daily, rows), &daily.next_day);
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      found = found || row->generation == daily.next_day;
      if (!sync_row (&daily, row, error))
        return FALSE;
    }

  return !daily.active || found || insert (&daily, error);
}
