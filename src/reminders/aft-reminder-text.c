/* aft-reminder-text.c: the text of a notification, made when it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-reminder-text.h"

#include "aft-quick-check-in.h"
#include "aft-daily-note.h"
#include "aft-reminder-service.h"
#include "aft-local-zone.h"
#include "aft-schedule.h"
#include "aft-words.h"

#include <glib/gi18n-lib.h>

struct _AftReminderText
{
  GPtrArray *rows; /* AftReminder, borrowed; the first one leads */
  AftClockReading reading;
  AftPreferences preferences;
  AftPlan *plan;
  GTimeZone *time_zone;
};

/* Returns: whether the plan agrees with the row; FALSE when the diary was changed by another program */
static gboolean
fits_plan (const AftReminder *row, const AftPlan *plan, const AftPreferences *preferences)
{
  switch (row->kind)
    {
    case AFT_REMINDER_MAKEUP:
      return plan->makeup_state == AFT_MAKEUP_READY;
    case AFT_REMINDER_NEXT_SESSION:
      return plan->next_state == AFT_NEXT_HELD || plan->next_state == AFT_NEXT_CHECK_SKIN ||
             plan->next_state == AFT_NEXT_READY;
    case AFT_REMINDER_DAILY_NOTE:
      return aft_daily_note_is_active (plan, preferences);
    default:
      return FALSE;
    }
}

static char *
make_title (const AftReminderText *self, const AftReminder *row)
{
  if (self->preferences.discreet)
    return aft_words_discreet_title ();

  switch (row->kind)
    {
    case AFT_REMINDER_MAKEUP:
      return aft_words_makeup_reminder_title (self->plan);
    case AFT_REMINDER_DAILY_NOTE:
      return aft_words_daily_reminder_title ();
    case AFT_REMINDER_NEXT_SESSION:
    default:
      return aft_words_next_reminder_title (self->plan);
    }
}

static char *
make_body (const AftReminderText *self, const AftReminder *row)
{
  GTimeSpan late = aft_schedule_get_lateness (row, &self->reading);

  /* A snoozed reminder isn't late at first; once it is, it counts from the deadline. */
  late = late < AFT_REMINDER_LATE_US ? 0 : late + (row->due_us - row->deadline_us);

  if (row->kind == AFT_REMINDER_DAILY_NOTE)
    return aft_words_daily_reminder_body (self->plan);

  return row->kind == AFT_REMINDER_MAKEUP
             ? aft_words_makeup_reminder_body (self->plan, self->time_zone, row->deadline_us, late)
             : aft_words_next_reminder_body (self->plan, self->time_zone, row->deadline_us, late);
}

static void
add_buttons (const AftReminderText *self, const AftReminder *row, AftMessage *message)
{
  gboolean discreet = self->preferences.discreet;

  if (!discreet && row->kind == AFT_REMINDER_DAILY_NOTE &&
      aft_quick_check_in_is_offered (self->plan))
    /* Translators: a button of the daily reminder: logs redness, tingling and dryness 0 */
    aft_message_add_button (message, AFT_REMINDER_SERVICE_ALL_CALM, _ ("All Calm"));

  if (!discreet && row->kind == AFT_REMINDER_NEXT_SESSION &&
      self->plan->next_state != AFT_NEXT_HELD)
    /* Translators: a button of the notification that the next session is possible */
    aft_message_add_button (message, AFT_REMINDER_SERVICE_LOG_SESSION, _ ("Log Session"));
  else
    aft_message_add_button (message, AFT_REMINDER_SERVICE_OPEN, message->default_label);

  if (row->kind == AFT_REMINDER_NEXT_SESSION)
    /* Translators: a button of a notification: show it again in 24 hours */
    aft_message_add_button (message, AFT_REMINDER_SERVICE_SNOOZE, _ ("Remind Me Tomorrow"));
}

/**
 * aft_reminder_text_new:
 * @db: the diary
 * @rows: (element-type AftReminder): the due reminders, the leading one first; must outlive the text
 * @preferences: what the person set, as it is now
 * @reading: both clocks, now
 * @error: of the database; %G_IO_ERROR_INVALID_DATA when the plan no longer agrees with a row
 *
 * Makes the plan for the present time, or for the row's own time if the clock was set back since the row
 * was made: the wait is over, whatever the clock says.
 *
 * Returns: (transfer full) (nullable): the text
 */
AftReminderText *
aft_reminder_text_new (AftDb *db,
                       GPtrArray *rows,
                       const AftPreferences *preferences,
                       const AftClockReading *reading,
                       GError **error)
{
  g_autoptr (AftReminderText) self = g_new0 (AftReminderText, 1);
  gint64 now_us = reading->now_us;

  self->rows = g_ptr_array_ref (rows);
  self->reading = *reading;
  self->preferences = *preferences;
  self->time_zone = aft_local_zone_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      now_us = MAX (now_us, row->due_us + aft_schedule_get_lateness (row, reading));
    }

  self->plan = aft_db_make_plan (db, self->time_zone, now_us, error);
  if (self->plan == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    if (!fits_plan (g_ptr_array_index (rows, i), self->plan, preferences))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "the plan says otherwise (makeup %s, next session %s)",
                     aft_makeup_state_to_token (self->plan->makeup_state),
                     aft_next_state_to_token (self->plan->next_state));
        return NULL;
      }

  return g_steal_pointer (&self);
}

/**
 * aft_reminder_text_free:
 * @self: (transfer full) (nullable): a text
 */
void
aft_reminder_text_free (AftReminderText *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_time_zone_unref (self->time_zone);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * aft_reminder_text_make_message:
 * @self: a text
 *
 * Several rows become one message with the title and buttons of the first, and a paragraph for each. In
 * discreet mode it has no text, and all kinds look the same.
 *
 * Returns: (transfer full): the message for the notification backend
 */
AftMessage *
aft_reminder_text_make_message (const AftReminderText *self)
{
  const AftReminder *lead = g_ptr_array_index (self->rows, 0);
  g_autofree char *tag = g_strdup_printf ("aftercare-reminder-%" G_GINT64_FORMAT, lead->id);
  g_autoptr (GString) body = g_string_new (NULL);
  AftMessage *message = aft_message_new (tag);

  for (guint i = 0; i < self->rows->len && !self->preferences.discreet; i++)
    {
      g_autofree char *paragraph = make_body (self, g_ptr_array_index (self->rows, i));

      if (i > 0)
        g_string_append_c (body, '\n');
      g_string_append (body, paragraph);
    }

  message->title = make_title (self, lead);
  message->body = g_strdup (body->str);
  message->former_owner = g_strdup (lead->daemon_owner);
  message->former_id = lead->daemon_id;
  add_buttons (self, lead, message);

  return message;
}

/**
 * aft_reminder_text_get_state_token:
 * @self: a text
 * @row: one of its rows
 *
 * Returns: the state of the plan in the message, as a stable token ("held")
 */
const char *
aft_reminder_text_get_state_token (const AftReminderText *self, const AftReminder *row)
{
  if (row->kind == AFT_REMINDER_DAILY_NOTE)
    return "daily_note";

  return row->kind == AFT_REMINDER_MAKEUP ? aft_makeup_state_to_token (self->plan->makeup_state)
                                          : aft_next_state_to_token (self->plan->next_state);
}
