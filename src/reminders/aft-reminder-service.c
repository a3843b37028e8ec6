/* aft-reminder-service.c: shows reminders when they are due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The database has all state; each wake-up is only a hint to check it again. Only the notifier that holds
 * the leader lock may start a reminder service.
 */
#include "aft-config.h"

#include "aft-reminder-service.h"

#include "aft-path-watch.h"
#include "aft-reminder-delivery.h"
#include "aft-reminder-response.h"

struct _AftReminderService
{
  GObject parent_instance;

  AftReminderStore store;
  AftNotificationBackend *backend;
  GCancellable *cancellable; /* NULL: not started */
  GSource *wake;
  AftPathWatch *watch; /* NULL: not started */

  AftShownNotifications *shown;
  AftReminderDelivery delivery;
  gboolean checking;
  gboolean appeared; /* a server appeared during the check */
  gboolean ignore_retry;
  int failures; /* in a row, of opening the diary or of finding a server */
  gint64 retry_boot_us;
  char *diary_error; /* (nullable): why the diary can't be opened */
};

enum
{
  CHANGED,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftReminderService, aft_reminder_service, G_TYPE_OBJECT)

static void
aft_reminder_service_run (AftReminderService *self);

/* --- when to check again --------------------------------------------------------------------- */

static void
arm (AftReminderService *self, gint64 real_us, gint64 boot_us)
{
  if (self->retry_boot_us != 0)
    boot_us = MIN (boot_us, self->retry_boot_us);
  aft_wake_source_arm (self->wake, real_us, boot_us);
  aft_reminder_store_fold_later (&self->store);
}

/* Also when nothing is due: the end of a day, for example, cancels its reminder. */
static void
arm_schedule (AftReminderService *self, const AftSchedule *schedule)
{
  arm (self, MIN (schedule->wake_real_us, aft_db_reminders_get_sync_again (self->store.db)),
       schedule->wake_boot_us);
}

static void
failed (AftReminderService *self, const char *what, const GError *error)
{
  AftClockReading reading;
  GTimeSpan wait = aft_schedule_get_backoff (self->failures++);

  g_free (self->delivery.last_error);
  self->delivery.last_error = g_strdup_printf ("%s: %s", what, error->message);
  aft_clock_read (&reading);
  self->retry_boot_us = reading.boot_us + wait;
  g_message ("%s: %s; trying again in %d s", what, error->message, (int) (wait / G_USEC_PER_SEC));
  arm (self, AFT_WAKE_NEVER, AFT_WAKE_NEVER);
}

static AftSchedule *
make_schedule (AftReminderService *self,
               AftClockReading *reading,
               GPtrArray **pending,
               GError **error)
{
  return aft_reminder_store_make_schedule (
      &self->store, self->ignore_retry ? AFT_SCHEDULE_IGNORE_RETRY : 0, reading, pending, error);
}

static void
withdraw_stale (AftReminderService *self)
{
  aft_shown_notifications_withdraw_stale (self->shown, self->store.db, self->backend);
}

/* Everything due was shown: wait for the next reminder. */
static void
arm_next (AftReminderService *self)
{
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (AftSchedule) schedule = NULL;
  g_autoptr (GError) error = NULL;
  AftClockReading reading;

  self->ignore_retry = FALSE;
  schedule = make_schedule (self, &reading, &pending, &error);
  if (schedule == NULL)
    {
      failed (self, "The reminders could not be read", error);
      return;
    }

  /* Another reminder has become due, or could not be claimed: try again a second later. */
  if (schedule->due->len > 0)
    schedule->wake_boot_us = reading.boot_us + G_TIME_SPAN_SECOND;
  arm_schedule (self, schedule);
}

static gboolean
deliver (AftReminderService *self,
         AftSchedule *schedule,
         const AftClockReading *reading,
         GError **error)
{
  gboolean changed;
  gboolean good =
      aft_reminder_delivery_run (&self->delivery, schedule->due, reading, &changed, error);

  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);

  return good;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftReminderService) self = user_data;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (AftSchedule) schedule = NULL;
  g_autoptr (GError) error = NULL;
  AftClockReading reading;
  gboolean answers;

  self->checking = FALSE;
  answers = aft_notification_backend_check_finish (self->backend, result, &error);
  if (self->cancellable == NULL)
    return;
  /* aft_reminder_service_run () did nothing about deletions during the check. */
  if (self->store.db != NULL)
    withdraw_stale (self);
  if (!answers)
    {
      if (self->appeared)
        aft_reminder_service_run (self);
      else
        failed (self, "No notification server", error);
      return;
    }

  self->failures = 0;
  self->retry_boot_us = 0;
  /* Up to three seconds have passed: a due reminder may have been deleted. */
  if (!aft_reminder_store_open (&self->store, &error) ||
      !aft_reminder_store_update (&self->store, &error))
    {
      aft_reminder_service_run (self);
      return;
    }
  schedule = make_schedule (self, &reading, &pending, &error);
  if (schedule == NULL || !deliver (self, schedule, &reading, &error))
    {
      failed (self, "The reminders could not be delivered", error);
      return;
    }

  arm_next (self);
}

/* If the diary can't be read, there is nothing to do until it is replaced. */
static gboolean
open_diary (AftReminderService *self)
{
  g_autoptr (GError) refusal = NULL;
  gboolean temporary;

  g_clear_pointer (&self->diary_error, g_free);
  if (aft_reminder_store_open (&self->store, &refusal))
    {
      aft_path_watch_watch_contents (self->watch, FALSE);
      return TRUE;
    }

  /* If the path ends before the file, the watch notices when that changes. */
  temporary =
      aft_reminder_store_is_temporary_error (refusal) && aft_path_watch_exists (self->watch);
  /* A damaged or too new file may also be repaired in place, maybe right now. */
  if (!temporary && aft_path_watch_exists (self->watch) &&
      aft_path_watch_watch_contents (self->watch, TRUE))
    return open_diary (self);

  self->diary_error = g_strdup (refusal->message);
  self->retry_boot_us = 0;
  if (temporary || aft_path_watch_is_blind (self->watch))
    failed (self, "The diary could not be opened", refusal);
  else
    arm (self, AFT_WAKE_NEVER, AFT_WAKE_NEVER);

  return FALSE;
}

/* Shows what is due according to the database. */
static void
aft_reminder_service_run (AftReminderService *self)
{
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (AftSchedule) schedule = NULL;
  g_autoptr (GError) error = NULL;
  AftClockReading reading;

  if (self->cancellable == NULL || self->checking)
    return;

  if (!open_diary (self))
    return;

  if (self->store.needs_recovery)
    aft_shown_notifications_adopt (self->shown, self->store.db);
  if (aft_reminder_store_update (&self->store, &error))
    schedule = make_schedule (self, &reading, &pending, &error);
  if (schedule == NULL || !aft_reminder_store_expire (&self->store, schedule, &error))
    {
      failed (self, "The reminders could not be read", error);
      return;
    }

  withdraw_stale (self);
  if (schedule->due->len == 0)
    {
      self->failures = 0;
      self->retry_boot_us = 0;
      self->ignore_retry = FALSE;
      arm_schedule (self, schedule);
      return;
    }

  self->checking = TRUE;
  self->appeared = FALSE;
  aft_notification_backend_check_async (self->backend, self->cancellable, checked_cb,
                                        g_object_ref (self));
}

/* --- callbacks ------------------------------------------------------------------------------------ */

static void
woken_cb (AftWakeReason reasons, gpointer user_data)
{
  AftReminderService *self = user_data;

  self->retry_boot_us = 0;
  /* The daily reminder depends on the local time. */
  if (reasons & AFT_WAKE_CLOCK_SET)
    self->store.needs_sync = TRUE;
  aft_reminder_service_run (self);
}

static void
diary_moved_cb (AftPathWatch *watch, AftReminderService *self)
{
  self->failures = 0;
  self->retry_boot_us = 0;
  aft_reminder_service_run (self);
}

static void
available_cb (AftNotificationBackend *backend, const char *owner, AftReminderService *self)
{
  if (self->cancellable == NULL)
    return;

  /* Unacknowledged notifications went away with the earlier server: show them again. */
  if (self->delivery.server != NULL && g_strcmp0 (self->delivery.server, owner) != 0)
    {
      aft_shown_notifications_forget_all (self->shown);
      g_clear_pointer (&self->delivery.server, g_free);
      self->store.needs_recovery = TRUE;
    }

  self->ignore_retry = TRUE;
  self->retry_boot_us = 0;
  self->appeared = self->checking;
  aft_reminder_service_run (self);
}

static void
stopped_dropping_cb (AftNotificationBackend *backend, AftReminderService *self)
{
  self->store.needs_redelivery = TRUE;
  aft_reminder_service_run (self);
}

static void
action_cb (AftNotificationBackend *backend,
           const char *tag,
           const char *button,
           const char *token,
           AftReminderService *self)
{
  g_autoptr (GArray) ids = aft_shown_notifications_take (self->shown, tag);

  if (ids == NULL || self->store.db == NULL)
    return;

  aft_reminder_store_load_preferences (&self->store);
  button = aft_reminder_response_pressed (self->store.db, &self->store.preferences, ids, button);

  g_signal_emit (self, signals[CHANGED], 0);
  if (g_str_equal (button, AFT_REMINDER_SERVICE_LOG_SESSION))
    g_signal_emit (self, signals[OPEN], 0, AFT_REMINDER_SERVICE_LOG_SESSION, token);
  else if (!g_str_equal (button, AFT_REMINDER_SERVICE_SNOOZE) &&
           !g_str_equal (button, AFT_REMINDER_SERVICE_ALL_CALM))
    g_signal_emit (self, signals[OPEN], 0, AFT_REMINDER_SERVICE_OPEN, token);
  aft_reminder_service_run (self);
}

static void
closed_cb (AftNotificationBackend *backend, const char *tag, int reason, AftReminderService *self)
{
  g_autoptr (GArray) ids = aft_shown_notifications_take (self->shown, tag);

  if (ids == NULL || self->store.db == NULL)
    return;

  aft_reminder_response_closed (self->store.db, ids, (AftNotificationBackendClosedReason) reason);
  aft_reminder_store_fold_later (&self->store);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
aft_reminder_service_dispose (GObject *object)
{
  AftReminderService *self = AFT_REMINDER_SERVICE (object);

  aft_reminder_service_stop (self);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (aft_reminder_service_parent_class)->dispose (object);
}

static void
aft_reminder_service_finalize (GObject *object)
{
  AftReminderService *self = AFT_REMINDER_SERVICE (object);

  aft_shown_notifications_free (self->shown);
  aft_reminder_store_clear (&self->store);
  g_free (self->diary_error);
  aft_reminder_delivery_clear (&self->delivery);

  G_OBJECT_CLASS (aft_reminder_service_parent_class)->finalize (object);
}

static void
aft_reminder_service_class_init (AftReminderServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_reminder_service_dispose;
  object_class->finalize = aft_reminder_service_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
aft_reminder_service_init (AftReminderService *self)
{
  self->shown = aft_shown_notifications_new ();
}

/**
 * aft_reminder_service_new:
 * @path: the diary, which may not exist yet
 * @backend: shows the notifications
 *
 * Returns: (transfer full): a reminder service that has not started
 */
AftReminderService *
aft_reminder_service_new (const char *path, AftNotificationBackend *backend)
{
  AftReminderService *self = g_object_new (AFT_TYPE_REMINDER_SERVICE, NULL);

  aft_reminder_store_init (&self->store, path);
  self->backend = g_object_ref (backend);
  self->delivery.store = &self->store;
  self->delivery.shown = self->shown;
  self->delivery.backend = backend;
  g_signal_connect_object (backend, "available", G_CALLBACK (available_cb), self, 0);
  g_signal_connect_object (backend, "stopped-dropping", G_CALLBACK (stopped_dropping_cb), self, 0);
  g_signal_connect_object (backend, "action", G_CALLBACK (action_cb), self, 0);
  g_signal_connect_object (backend, "closed", G_CALLBACK (closed_cb), self, 0);

  return self;
}

/**
 * aft_reminder_service_start:
 * @self: a reminder service
 *
 * Starts to show reminders. Only the notifier that holds the leader lock may call this.
 */
void
aft_reminder_service_start (AftReminderService *self)
{
  g_return_if_fail (AFT_IS_REMINDER_SERVICE (self));
  g_return_if_fail (self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  self->watch = aft_path_watch_new (self->store.path);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (diary_moved_cb), self, 0);
  self->wake = aft_wake_source_new ();
  aft_wake_source_set_callback (self->wake, woken_cb, self, NULL);
  g_source_attach (self->wake, g_main_context_get_thread_default ());
  aft_reminder_service_run (self);
}

/**
 * aft_reminder_service_stop:
 * @self: a reminder service
 *
 * Stops showing reminders and closes the diary. Notifications stay on the screen; the next start takes
 * them over.
 */
void
aft_reminder_service_stop (AftReminderService *self)
{
  g_return_if_fail (AFT_IS_REMINDER_SERVICE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_object (&self->watch);
  aft_shown_notifications_forget_all (self->shown);
  aft_reminder_store_close (&self->store);
}

/**
 * aft_reminder_service_diary_changed:
 * @self: a reminder service
 *
 * Call this when another program has written the diary or the settings.
 */
void
aft_reminder_service_diary_changed (AftReminderService *self)
{
  g_return_if_fail (AFT_IS_REMINDER_SERVICE (self));

  if (self->cancellable == NULL)
    return;

  aft_reminder_store_close_if_damaged (&self->store);
  aft_reminder_store_load_preferences (&self->store);
  /* The other program may have used other settings, or none, when it updated the rows. */
  self->store.needs_sync = TRUE;
  self->retry_boot_us = 0;
  aft_reminder_service_run (self);
}

/**
 * aft_reminder_service_zone_changed:
 * @self: a reminder service
 *
 * Call this when the computer is in another time zone: reminders at a local time are due at another time.
 */
void
aft_reminder_service_zone_changed (AftReminderService *self)
{
  g_return_if_fail (AFT_IS_REMINDER_SERVICE (self));

  if (self->cancellable == NULL)
    return;

  self->store.needs_sync = TRUE;
  aft_reminder_service_run (self);
}

/**
 * aft_reminder_service_describe:
 * @self: a reminder service
 * @status: gets the keys
 *
 * Adds "next-due", "diary-error", "watching" and "exact" of org.example.Aftercare.Notifier.xml.
 */
void
aft_reminder_service_describe (AftReminderService *self, GVariantDict *status)
{
  g_return_if_fail (AFT_IS_REMINDER_SERVICE (self) && status != NULL);
  g_return_if_fail (self->cancellable != NULL);

  g_variant_dict_insert (status, "next-due", "x", aft_reminder_store_get_next_due (&self->store));
  g_variant_dict_insert (status, "diary-error", "s",
                         self->diary_error != NULL ? self->diary_error : "");
  g_variant_dict_insert (status, "watching", "b", !aft_path_watch_is_blind (self->watch));
  g_variant_dict_insert (status, "exact", "b", aft_wake_source_is_exact (self->wake));
}

/**
 * aft_reminder_service_get_last_error:
 * @self: a reminder service
 *
 * Returns: (nullable): why the last attempt to show a reminder failed, for the log, in English;
 *   %NULL when it succeeded, or none was due
 */
const char *
aft_reminder_service_get_last_error (AftReminderService *self)
{
  g_return_val_if_fail (AFT_IS_REMINDER_SERVICE (self), NULL);

  return self->delivery.last_error;
}
