/* aft-db-clock.c: what is stored about the clocks, to notice when the wall clock is set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder-private.h"

#define CLOCK_KEY "clock"
/* A wall clock that is only slewed (by NTP) moves less than this between two readings. */
#define STEP_US G_TIME_SPAN_SECOND

static gboolean
read_clock_note (AftDb *self, char **boot_id, gint64 *offset_us, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self, "SELECT value FROM meta WHERE key = '" CLOCK_KEY "'", error);
  int code;

  *boot_id = NULL;
  *offset_us = 0;
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    {
      g_auto (GStrv) parts = g_strsplit ((const char *) sqlite3_column_text (statement, 0), " ", 2);

      if (g_strv_length (parts) == 2)
        {
          *boot_id = g_strdup (parts[0]);
          *offset_us = g_ascii_strtoll (parts[1], NULL, 10);
        }
    }

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* @step_us: (out): how far the wall clock was set since the last note; 0 if by less than a second,
 *   or unknown. @known: (out): whether there is nothing to note. */
static gboolean
get_step (
    AftDb *self, const AftClockReading *reading, gint64 *step_us, gboolean *known, GError **error)
{
  g_autofree char *boot_id = NULL;
  gint64 noted_us;

  *step_us = 0;
  *known = FALSE;
  if (!read_clock_note (self, &boot_id, &noted_us, error))
    return FALSE;
  if (g_strcmp0 (boot_id, reading->boot_id) != 0)
    return TRUE;
  *step_us = reading->now_us - reading->boot_us - noted_us;
  if (ABS (*step_us) <= STEP_US)
    {
      *step_us = 0;
      *known = TRUE;
    }

  return TRUE;
}

/*
 * aft_db_note_clock_locked:
 *
 * Inside a write transaction: if the wall clock was set since the last note, adds the difference to
 * shift_us in the rows anchored in this boot. Rows from an earlier boot go by the wall clock. For
 * them, a step usually corrects a clock that started out wrong, and shifting by it (from 1970, say)
 * would postpone the row for years.
 */
gboolean
aft_db_note_clock_locked (AftDb *self, const AftClockReading *reading, GError **error)
{
  g_autoptr (AftStatement) shift = NULL;
  g_autoptr (AftStatement) note = NULL;
  g_autofree char *value = NULL;
  gint64 step_us;
  gboolean known;

  if (!get_step (self, reading, &step_us, &known, error))
    return FALSE;
  if (known)
    return TRUE;

  if (step_us != 0)
    {
      shift = aft_db_prepare (self,
                              "UPDATE reminders SET shift_us = shift_us + :step_us"
                              " WHERE state IN ('pending', 'sending', 'shown', 'cancelled')"
                              "   AND anchor_boot_id = :boot_id",
                              error);
      if (shift == NULL)
        return FALSE;
      aft_bind_int64 (shift, ":step_us", step_us);
      aft_bind_text (shift, ":boot_id", reading->boot_id);
      if (!aft_db_run (self, shift, error))
        return FALSE;
    }

  value = g_strdup_printf ("%s %" G_GINT64_FORMAT, reading->boot_id,
                           reading->now_us - reading->boot_us);
  note = aft_db_prepare (self,
                         "INSERT INTO meta (key, value) VALUES ('" CLOCK_KEY "', :value)"
                         " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                         error);
  if (note == NULL)
    return FALSE;
  aft_bind_text (note, ":value", value);

  return aft_db_run (self, note, error);
}

/**
 * aft_db_reminders_note_clock:
 * @reading: both clocks
 *
 * Notes how far apart the two clocks are. If the wall clock was set by more than a second since the
 * last note, in the same boot, the difference is added to shift_us in the rows anchored in that
 * boot. Writes only if there is something to write.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_reminders_note_clock (AftDb *self, const AftClockReading *reading, GError **error)
{
  gint64 step_us;
  gboolean known;

  g_return_val_if_fail (self != NULL && reading != NULL, FALSE);

  if (!get_step (self, reading, &step_us, &known, error))
    return FALSE;
  if (known)
    return TRUE;

  /* Read again under the lock: another process may have noted the same step. */
  return aft_db_begin (self, error) &&
         aft_db_end (self, aft_db_note_clock_locked (self, reading, error), error);
}
