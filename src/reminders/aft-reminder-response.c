/* aft-reminder-response.c: records what the person did with a notification
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window may have been quicker: a row that is no longer shown stays unchanged. Failures only go to
 * the log, because the person can't do anything about them; the banner in the window stays.
 */
#include "aft-reminder-response.h"

#include "aft-quick-check-in.h"
#include "aft-reminder-service.h"
#include "aft-reminder.h"

static void
report (gint64 id, const char *what, gboolean written, const GError *error)
{
  if (!written && !g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND))
    g_warning ("Reminder %" G_GINT64_FORMAT " %s, but: %s", id, what, error->message);
}

static void
acknowledge (AftDb *db, gint64 id, const char *how)
{
  g_autoptr (GError) error = NULL;
  gboolean written = aft_db_reminder_acked (db, id, how, &error);

  report (id, "was seen", written, error);
}

static void
snooze (AftDb *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gboolean written =
      aft_db_reminder_snoozed (db, id, aft_clock_now () + AFT_REMINDER_SERVICE_SNOOZE_US, &error);

  report (id, "was put off", written, error);
}

static void
record_closed (AftDb *db, gint64 id, const char *how)
{
  g_autoptr (GError) error = NULL;
  gboolean written = aft_db_reminder_closed (db, id, how, &error);

  report (id, "was closed", written, error);
}

/* For the day of the reminder, which may have ended before the button was pressed. */
static gboolean
log_calm (AftDb *db, const AftPreferences *preferences, gint64 id, GError **error)
{
  g_autoptr (AftReminder) row = aft_db_get_reminder (db, id, error);

  return row != NULL && aft_quick_check_in_log (db, preferences, (AftDay) row->generation, error);
}

/**
 * aft_reminder_response_pressed:
 * @db: the diary
 * @preferences: what the person set
 * @ids: (element-type gint64): the rows of the notification, the leading one first
 * @button: the one pressed
 *
 * Acknowledges the rows, or snoozes the leading one; All Calm also logs a check-in.
 *
 * Returns: @button, or %AFT_REMINDER_SERVICE_OPEN if the check-in could not be logged and the window has to
 *   be opened instead
 */
const char *
aft_reminder_response_pressed (AftDb *db,
                               const AftPreferences *preferences,
                               GArray *ids,
                               const char *button)
{
  g_autoptr (GError) error = NULL;

  /* This also acknowledges the row. */
  if (g_str_equal (button, AFT_REMINDER_SERVICE_ALL_CALM) &&
      !log_calm (db, preferences, g_array_index (ids, gint64, 0), &error))
    {
      g_message ("A calm day could not be logged: %s", error->message);
      button = AFT_REMINDER_SERVICE_OPEN;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      /* The button belongs to the leading row; the others were seen with it. */
      if (i == 0 && g_str_equal (button, AFT_REMINDER_SERVICE_SNOOZE))
        snooze (db, id);
      else
        acknowledge (db, id, button);
    }

  return button;
}

/**
 * aft_reminder_response_closed:
 * @db: the diary
 * @ids: (element-type gint64): the rows of the notification
 * @reason: why it went away
 *
 * Only a dismissed notification has certainly been seen.
 */
void
aft_reminder_response_closed (AftDb *db, GArray *ids, AftNotificationBackendClosedReason reason)
{
  static const char *const reasons[] = { "", "expired-on-screen", "dismissed", "closed",
                                         "undefined" };

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (reason == AFT_NOTIFICATION_BACKEND_CLOSED_DISMISSED)
        acknowledge (db, id, reasons[reason]);
      else
        record_closed (db, id, reasons[reason]);
    }
}
