/* aft-reminder-store.c: the diary as the reminder service keeps it open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file may be created later, replaced or deleted, so it is checked before each use. Its rows may
 * need an update: a notifier that was killed leaves some unfinished, and a change of the settings
 * makes others wrong.
 */
#include "aft-reminder-store.h"

#include "aft-desktop-clock.h"
#include "aft-preferences-file.h"

/* How long after the last write the log is folded into the diary, and how often that is tried while
 * another program is reading. */
#define FOLD_AFTER_S 5
#define FOLD_TRIES 5

static void
stop_folding (AftReminderStore *self)
{
  if (self->fold != NULL)
    g_source_destroy (self->fold);
  g_clear_pointer (&self->fold, g_source_unref);
}

static gboolean
fold_cb (gpointer user_data)
{
  AftReminderStore *self = user_data;

  if (self->db != NULL && !aft_db_fold (self->db) && ++self->fold_tries < FOLD_TRIES)
    return G_SOURCE_CONTINUE;
  stop_folding (self);

  return G_SOURCE_REMOVE;
}

/**
 * aft_reminder_store_init:
 * @self: (out caller-allocates): the diary
 * @path: its path; it may not exist yet
 */
void
aft_reminder_store_init (AftReminderStore *self, const char *path)
{
  *self = (AftReminderStore){
    .path = g_strdup (path),
    .needs_recovery = TRUE,
    .needs_sync = TRUE,
  };
  aft_preferences_init (&self->preferences);
}

/**
 * aft_reminder_store_clear:
 * @self: a diary
 *
 * Closes it, and frees its memory.
 */
void
aft_reminder_store_clear (AftReminderStore *self)
{
  aft_reminder_store_close (self);
  g_clear_pointer (&self->path, g_free);
}

/**
 * aft_reminder_store_open:
 * @self: a diary
 * @error: of the file; %G_IO_ERROR_NOT_FOUND when there is none
 *
 * Opens the file at the path, unless it is already open.
 *
 * Returns: TRUE when it is open
 */
gboolean
aft_reminder_store_open (AftReminderStore *self, GError **error)
{
  if (self->db != NULL && aft_db_is_current (self->db))
    return TRUE;

  aft_reminder_store_close (self);
  self->db = aft_db_open (self->path, FALSE, error);
  if (self->db == NULL)
    return FALSE;

  aft_reminder_store_load_preferences (self);

  return TRUE;
}

/**
 * aft_reminder_store_is_temporary_error:
 * @error: of aft_reminder_store_open()
 *
 * Logs what no other program reports.
 *
 * Returns: whether it makes sense to try again before a change of the diary is reported
 */
gboolean
aft_reminder_store_is_temporary_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return FALSE; /* the program that creates the diary reports it */

  if (error->domain == AFT_STORE_ERROR &&
      (error->code == AFT_STORE_ERROR_CORRUPT || error->code == AFT_STORE_ERROR_FOREIGN ||
       error->code == AFT_STORE_ERROR_TOO_NEW))
    {
      g_warning ("No reminders from this diary: %s", error->message);
      return FALSE;
    }

  return TRUE;
}

/**
 * aft_reminder_store_close:
 * @self: a diary
 *
 * Closes it, if it is open.
 */
void
aft_reminder_store_close (AftReminderStore *self)
{
  stop_folding (self);
  g_clear_pointer (&self->db, aft_db_close);
  self->needs_recovery = TRUE;
  self->needs_release = FALSE;
  self->needs_redelivery = FALSE;
  self->needs_sync = TRUE;
}

/**
 * aft_reminder_store_close_if_damaged:
 * @self: a diary
 *
 * Closes it when the file was damaged since it was opened. SQLite doesn't read pages again that it has
 * cached, so a damaged file would stay open, and the window could not rescue it.
 */
void
aft_reminder_store_close_if_damaged (AftReminderStore *self)
{
  g_autoptr (GError) error = NULL;
  AftDb *second;

  if (self->db == NULL)
    return;

  second = aft_db_open (self->path, FALSE, &error);
  aft_db_close (second);
  if (!g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    return;

  g_clear_pointer (&self->db, aft_db_abandon);
  aft_reminder_store_close (self);
}

/**
 * aft_reminder_store_load_preferences:
 * @self: a diary; when it is not open, only the desktop's settings are read
 *
 * Reads the settings again, including the desktop's time format: any program may have changed them.
 */
void
aft_reminder_store_load_preferences (AftReminderStore *self)
{
  g_autoptr (GSettings) desktop = aft_desktop_clock_open ();
  g_autoptr (GSettings) settings = NULL;

  aft_desktop_clock_apply (desktop);
  if (self->db == NULL)
    return;

  settings = aft_preferences_open_settings ();
  aft_preferences_load (&self->preferences, settings);
  aft_db_set_preferences (self->db, &self->preferences);
}

/**
 * aft_reminder_store_update:
 * @self: an open diary
 * @error: that of the database
 *
 * Updates the rows of the reminders: completes those that an earlier run left unfinished, releases
 * those whose result could not be written or that were dropped, and matches all with the plan after a change of the
 * settings or when time has changed the plan.
 *
 * Returns: TRUE when they are up to date
 */
gboolean
aft_reminder_store_update (AftReminderStore *self, GError **error)
{
  if (self->needs_recovery && !aft_db_reminders_recover (self->db, error))
    return FALSE;
  self->needs_recovery = FALSE;

  if (self->needs_release && !aft_db_reminders_release (self->db, error))
    return FALSE;
  self->needs_release = FALSE;

  if (self->needs_redelivery && !aft_db_reminders_redeliver (self->db, error))
    return FALSE;
  self->needs_redelivery = FALSE;

  if (aft_clock_now () >= aft_db_reminders_get_sync_again (self->db))
    self->needs_sync = TRUE;
  if (self->needs_sync && !aft_db_reminders_sync (self->db, error))
    return FALSE;
  self->needs_sync = FALSE;

  return TRUE;
}

/**
 * aft_reminder_store_make_schedule:
 * @self: an open diary
 * @flags: without %AFT_SCHEDULE_CLOCK_UNSYNCHRONISED, which is added here if it applies
 * @reading: (out): both clocks, now
 * @pending: (out) (transfer full) (element-type AftReminder): the rows, which must outlive the schedule
 * @error: that of the database
 *
 * Returns: (transfer full) (nullable): the schedule; %NULL on error
 */
AftSchedule *
aft_reminder_store_make_schedule (AftReminderStore *self,
                                  AftScheduleFlags flags,
                                  AftClockReading *reading,
                                  GPtrArray **pending,
                                  GError **error)
{
  aft_clock_read (reading);
  if (!aft_db_reminders_note_clock (self->db, reading, error))
    return NULL;
  *pending = aft_db_list_reminders (self->db, AFT_REMINDER_PENDING, error);
  if (*pending == NULL)
    return NULL;

  if (reading->boot_us < AFT_SCHEDULE_HOLD_BOOT_US && !aft_clock_is_synchronised ())
    flags |= AFT_SCHEDULE_CLOCK_UNSYNCHRONISED;

  return aft_schedule_new (*pending, reading, flags);
}

/**
 * aft_reminder_store_expire:
 * @self: an open diary
 * @schedule: of aft_reminder_store_make_schedule()
 * @error: that of the database
 *
 * Marks the reminders that are too late to be shown.
 *
 * Returns: TRUE once this is on disk
 */
gboolean
aft_reminder_store_expire (AftReminderStore *self, AftSchedule *schedule, GError **error)
{
  for (guint i = 0; i < schedule->expired->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (schedule->expired, i);

      if (!aft_db_reminder_expired (self->db, row->id, error))
        return FALSE;
      g_message ("Reminder %" G_GINT64_FORMAT " was missed by more than a day: not shown", row->id);
    }

  return TRUE;
}

/**
 * aft_reminder_store_get_next_due:
 * @self: a diary, open or not
 *
 * Returns: when the next reminder is due, microseconds since 1970 UTC by the present clock, in the past
 *   for one that waits for a notification server; 0 when none is scheduled or the diary can't be read
 */
gint64
aft_reminder_store_get_next_due (AftReminderStore *self)
{
  g_autoptr (GPtrArray) pending = NULL;
  GTimeSpan soonest = G_MAXINT64;
  AftClockReading reading;

  if (self->db != NULL)
    pending = aft_db_list_reminders (self->db, AFT_REMINDER_PENDING, NULL);
  if (pending == NULL || pending->len == 0)
    return 0;

  aft_clock_read (&reading);
  for (guint i = 0; i < pending->len; i++)
    {
      AftReminder *row = g_ptr_array_index (pending, i);

      /* Not for later attempts. */
      row->retry_at_us = 0;
      soonest = MIN (soonest, aft_reminder_get_remaining (row, &reading));
    }

  return reading.now_us + soonest;
}

/**
 * aft_reminder_store_fold_later:
 * @self: a diary, open or not
 *
 * Folds the write-ahead log into the diary five seconds after the last call. Sets no timer when there
 * is nothing to fold.
 */
void
aft_reminder_store_fold_later (AftReminderStore *self)
{
  stop_folding (self);
  if (self->db == NULL || aft_db_is_folded (self->db))
    return;
  self->fold_tries = 0;
  self->fold = g_timeout_source_new_seconds (FOLD_AFTER_S);
  g_source_set_static_name (self->fold, "[aftercare] fold the log in");
  g_source_set_callback (self->fold, fold_cb, self, NULL);
  g_source_attach (self->fold, g_main_context_get_thread_default ());
}
