/* aft-reminder-delivery.c: claims reminders, shows them, and records that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In this order, so that a crash in between shows a reminder twice rather than never.
 */
#include "aft-reminder-delivery.h"

#include "aft-reminder-text.h"

/* @failure: (transfer full) (nullable): why it was not @written
 *
 * Returns: TRUE when it was written, or the row is gone: the session may have been deleted since the
 *   claim */
static gboolean
check_written (gboolean written, GError *failure, GError **error)
{
  if (written || g_error_matches (failure, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&failure);
      return TRUE;
    }
  g_clear_error (error);
  g_propagate_error (error, failure);

  return FALSE;
}

static gboolean
report_failed (AftReminderDelivery *self, GPtrArray *claimed, const GError *reason, GError **error)
{
  gboolean good = TRUE;

  g_free (self->last_error);
  self->last_error = g_strdup (reason->message);
  g_message ("%u reminder(s) could not be shown: %s", claimed->len, reason->message);
  for (guint i = 0; i < claimed->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (claimed, i);
      GError *failure = NULL;
      gboolean written =
          aft_db_reminder_failed (self->store->db, row->id, reason->message,
                                  aft_schedule_get_backoff (row->attempts), &failure);

      good = check_written (written, failure, error) && good;
    }

  return good;
}

static gboolean
commit (AftReminderDelivery *self,
        GPtrArray *claimed,
        const char *tag,
        AftReminderText *text,
        const char *owner,
        guint32 id,
        GError **error)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean dropped = aft_notification_backend_is_dropping (self->backend);
  gboolean good = TRUE;

  g_clear_pointer (&self->last_error, g_free);
  for (guint i = 0; i < claimed->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (claimed, i);
      GError *failure = NULL;
      gboolean written = aft_db_reminder_shown (self->store->db, row->id,
                                                aft_reminder_text_get_state_token (text, row),
                                                owner, id, &failure);

      if (written && dropped)
        written = aft_db_reminder_closed (self->store->db, row->id, AFT_REMINDER_DROPPED, &failure);

      good = check_written (written, failure, error) && good;
      /* An earlier run may have shown it separately; only the first row replaces that by its id. */
      if (i > 0 && row->daemon_id != 0 && row->daemon_id != id)
        aft_notification_backend_withdraw_former (self->backend, row->daemon_owner, row->daemon_id);
      g_array_append_val (ids, row->id);
    }
  aft_shown_notifications_add (self->shown, tag, ids);
  /* The session may have been deleted since the claim. */
  if (good)
    aft_shown_notifications_withdraw_stale (self->shown, self->store->db, self->backend);
  g_free (self->server);
  self->server = g_strdup (owner);

  return good;
}

/**
 * aft_reminder_delivery_clear:
 * @self: a delivery
 */
void
aft_reminder_delivery_clear (AftReminderDelivery *self)
{
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->last_error, g_free);
}

/**
 * aft_reminder_delivery_run:
 * @self: a delivery, whose diary is open
 * @due: (element-type AftReminder): the reminders that are due, the most important first
 * @reading: both clocks, now
 * @changed: (out): whether rows were written
 * @error: of the database
 *
 * Claims the reminders, shows them as one notification, and records that. If it can't be recorded,
 * the next aft_reminder_store_update() makes them due again.
 *
 * Returns: TRUE when the result is on the disk, even if nothing could be shown
 */
gboolean
aft_reminder_delivery_run (AftReminderDelivery *self,
                           GPtrArray *due,
                           const AftClockReading *reading,
                           gboolean *changed,
                           GError **error)
{
  g_autoptr (GPtrArray) claimed = g_ptr_array_new ();
  g_autoptr (AftReminderText) text = NULL;
  g_autoptr (AftMessage) message = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *owner = NULL;
  guint32 id = 0;
  gboolean good;

  *changed = FALSE;
  for (guint i = 0; i < due->len; i++)
    {
      AftReminder *row = g_ptr_array_index (due, i);
      g_autoptr (GError) refused = NULL;

      if (aft_db_claim_reminder (self->store->db, row->id, &refused))
        g_ptr_array_add (claimed, row);
      else if (refused != NULL && claimed->len == 0)
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
    }
  *changed = claimed->len > 0;
  if (!*changed)
    return TRUE;

  /* Any program may have changed the settings, such as whether to be discreet. */
  aft_reminder_store_load_preferences (self->store);
  text =
      aft_reminder_text_new (self->store->db, claimed, &self->store->preferences, reading, &reason);
  if (text != NULL)
    message = aft_reminder_text_make_message (text);
  if (message != NULL &&
      aft_notification_backend_show (self->backend, message, &owner, &id, &reason))
    good = commit (self, claimed, message->tag, text, owner, id, error);
  else
    {
      good = report_failed (self, claimed, reason, error);
      /* The rows no longer match the plan. */
      if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        self->store->needs_sync = TRUE;
    }

  if (!good)
    self->store->needs_release = TRUE;

  return good;
}
