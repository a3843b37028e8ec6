/* aft-notifier.c: connects to the session bus, takes the lead, and runs the reminders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Without a session bus no notification can be shown, so the notifier leads only while it has one: a
 * notifier left from an earlier session must not block the one of the next. When the bus goes away, this
 * notifier gives up the lead and looks for a bus at growing intervals. When there is one again, it starts
 * again from main (): GDBus and libnotify keep the closed connection until the process ends.
 */
#include "aft-config.h"

#include "aft-notifier.h"

#include "aft-dbus-notifier.h"
#include "aft-leader.h"
#include "aft-libnotify-backend.h"
#include "aft-local-zone.h"
#include "aft-notifier-protocol.h"
#include "aft-path-watch.h"
#include "aft-reminder-service.h"
#include "aft-self-check.h"
#include "aft-service-request.h"
#include "aft-window-opener.h"

#include <glib/gi18n-lib.h>

#define SEARCH_FIRST_S 1
#define SEARCH_MAX_S 60
/* After this many attempts (ten minutes) the session has ended; the next one starts a new notifier. */
#define SEARCH_ATTEMPTS 15
/* How often to try again when the lock file can't be opened. A folder that appears or becomes writable
 * is noticed, a full disk isn't. Rarely, because a person has to solve that, and each save is reported
 * anyway. */
#define LEAD_RETRY_S 300

struct _AftNotifier
{
  GObject parent_instance;

  GCancellable *cancellable;
  AftLeader *leader;
  AftPathWatch *lock_watch;
  GCancellable *waiting;       /* NULL: not waiting for the lead */
  GDBusConnection *connection; /* NULL: no bus */
  AftDBusNotifier *interface;
  guint name_id;
  AftNotificationBackend *backend;
  AftReminderService *service; /* NULL: not leading */
  AftPathWatch *zone_watch;    /* NULL: not leading */
  AftSelfCheck *self_check;    /* NULL: not leading */

  gboolean at_login; /* try to have systemd run the notifier instead */
  gboolean lost;     /* there was a bus, and it was closed */
  int searches;
  guint find_id;
  guint lead_id;    /* timer to try to lead again */
  char *lead_error; /* (nullable): why it can't lead */
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftNotifier, aft_notifier, G_TYPE_OBJECT)

static void
find_bus_later (AftNotifier *self);
static void
try_to_lead (AftNotifier *self);

/* --- the interface ----------------------------------------------------------------------------- */

/* The diary or the settings were written, whether this notifier leads or not. */
static void
check_again (AftNotifier *self)
{
  aft_dbus_notifier_emit_changed (self->interface);
  /* This may end the lead. */
  aft_leader_reclaim (self->leader);
  if (self->service != NULL)
    {
      aft_reminder_service_diary_changed (self->service);
    }
  else if (self->lead_id != 0)
    {
      try_to_lead (self);
    }
  else
    {
      g_autofree char *lock = aft_leader_get_default_path ();

      /* The leader is on another bus. */
      aft_leader_request_check (lock);
    }
}

static gboolean
handle_diary_changed_cb (AftDBusNotifier *interface,
                         GDBusMethodInvocation *invocation,
                         AftNotifier *self)
{
  aft_dbus_notifier_complete_diary_changed (interface, invocation);
  check_again (self);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_diary_written_cb (AftDBusNotifier *interface,
                         GDBusMethodInvocation *invocation,
                         const char *folder,
                         const char *folder_id,
                         AftNotifier *self)
{
  g_autofree char *lock = aft_leader_get_default_path ();
  gboolean mine = aft_leader_has_folder (lock, folder, folder_id);

  /* First, so that the caller doesn't wait for the rest. */
  aft_dbus_notifier_complete_diary_written (interface, invocation, mine);
  if (mine)
    check_again (self);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_send_test_cb (AftDBusNotifier *interface,
                     GDBusMethodInvocation *invocation,
                     guint seconds,
                     AftNotifier *self)
{
  if (self->self_check == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                     "another notifier holds the reminders");
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  aft_self_check_send_test (self->self_check, seconds);
  aft_dbus_notifier_complete_send_test (interface, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_get_status_cb (AftDBusNotifier *interface,
                      GDBusMethodInvocation *invocation,
                      AftNotifier *self)
{
  if (self->self_check != NULL)
    aft_self_check_complete_get_status (self->self_check, interface, invocation);
  else
    aft_dbus_notifier_complete_get_status (interface, invocation,
                                           aft_self_check_new_idle_status (self->lead_error));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* --- the lead --------------------------------------------------------------------------------- */

static void
service_changed_cb (AftReminderService *service, AftNotifier *self)
{
  aft_dbus_notifier_emit_changed (self->interface);
}

static void
service_open_cb (AftReminderService *service,
                 const char *button,
                 const char *token,
                 AftNotifier *self)
{
  if (self->connection != NULL)
    aft_window_opener_open (self->connection, button, token);
}

static void
self_check_open_cb (AftSelfCheck *self_check, const char *token, AftNotifier *self)
{
  if (self->connection != NULL)
    aft_window_opener_open (self->connection, AFT_REMINDER_SERVICE_OPEN, token);
}

static void
check_requested_cb (AftLeader *leader, AftNotifier *self)
{
  aft_dbus_notifier_emit_changed (self->interface);
  if (self->service != NULL)
    aft_reminder_service_diary_changed (self->service);
}

static void
lead (AftNotifier *self)
{
  g_autofree char *path = aft_db_get_default_path ();

  g_debug ("Leading");
  self->backend = aft_libnotify_backend_new (self->connection, _ ("Aftercare"), APP_ID);
  self->service = aft_reminder_service_new (path, self->backend);
  g_signal_connect_object (self->service, "changed", G_CALLBACK (service_changed_cb), self, 0);
  g_signal_connect_object (self->service, "open", G_CALLBACK (service_open_cb), self, 0);
  aft_reminder_service_start (self->service);
  self->zone_watch = aft_local_zone_watch_new ();
  g_signal_connect_object (self->zone_watch, "changed",
                           G_CALLBACK (aft_reminder_service_zone_changed), self->service,
                           G_CONNECT_SWAPPED);
  self->self_check = aft_self_check_new (self->backend, self->service);
  g_signal_connect_object (self->self_check, "open", G_CALLBACK (self_check_open_cb), self, 0);
  aft_dbus_notifier_set_leading (self->interface, TRUE);
}

static gboolean
lead_cb (gpointer user_data)
{
  AftNotifier *self = user_data;

  self->lead_id = 0;
  try_to_lead (self);

  return G_SOURCE_REMOVE;
}

static void
retry_lead (AftNotifier *self, const GError *error)
{
  g_message ("No reminders for now: %s", error->message);
  g_free (self->lead_error);
  self->lead_error = g_strdup (error->message);
  self->lead_id = g_timeout_add_seconds (LEAD_RETRY_S, lead_cb, self);
}

static void
leader_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifier) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_leader_wait_finish (self->leader, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_clear_object (&self->waiting);
      retry_lead (self, error);
      return;
    }

  g_clear_object (&self->waiting);
  if (self->connection != NULL)
    lead (self);
  else
    aft_leader_resign (self->leader);
}

static void
try_to_lead (AftNotifier *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->lead_id, g_source_remove);
  g_clear_pointer (&self->lead_error, g_free);
  if (aft_leader_try (self->leader, &error))
    {
      lead (self);
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_message ("Another notifier is at work: waiting for it to end");
      self->waiting = g_cancellable_new ();
      aft_leader_wait_async (self->leader, self->waiting, leader_cb, g_object_ref (self));
    }
  else
    {
      retry_lead (self, error);
    }
}

static void
stop_waiting (AftNotifier *self)
{
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
}

static void
stop_leading (AftNotifier *self)
{
  aft_dbus_notifier_set_leading (self->interface, FALSE);
  if (self->self_check != NULL)
    g_object_run_dispose (G_OBJECT (self->self_check));
  g_clear_object (&self->self_check);
  g_clear_object (&self->zone_watch);
  if (self->service != NULL)
    aft_reminder_service_stop (self->service);
  g_clear_object (&self->service);
  g_clear_object (&self->backend);
}

/* The lock file was replaced, and another notifier holds the new one. */
static void
lost_cb (AftLeader *leader, AftNotifier *self)
{
  stop_leading (self);
  try_to_lead (self);
}

/* The folder of the diary was created or replaced: there may be no leader there yet. */
static void
lock_moved_cb (AftPathWatch *watch, AftNotifier *self)
{
  if (self->service != NULL)
    {
      aft_leader_reclaim_if_moved (self->leader);
    }
  else if (self->connection != NULL)
    {
      stop_waiting (self);
      try_to_lead (self);
    }
}

/* --- the bus ----------------------------------------------------------------------------------- */

static void
leave_bus (AftNotifier *self)
{
  stop_waiting (self);
  stop_leading (self);
  aft_leader_resign (self->leader);
  g_clear_handle_id (&self->lead_id, g_source_remove);

  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  if (self->connection != NULL)
    {
      g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->interface));
      g_signal_handlers_disconnect_by_data (self->connection, self);
    }
  g_clear_object (&self->connection);
}

static void
closed_cb (GDBusConnection *connection, gboolean by_peer, GError *error, AftNotifier *self)
{
  g_message ("The session bus has gone%s%s", error != NULL ? ": " : "",
             error != NULL ? error->message : "");
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  leave_bus (self);
  self->lost = TRUE;
  self->searches = 0;
  find_bus_later (self);
}

static gboolean
use_bus (AftNotifier *self, GDBusConnection *connection, GError **error)
{
  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->interface), connection,
                                         AFT_NOTIFIER_PATH, error))
    return FALSE;

  self->connection = g_object_ref (connection);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);
  /* If another notifier owns the name, this one waits for it, as for the lead. */
  self->name_id = g_bus_own_name_on_connection (
      connection, AFT_NOTIFIER_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);

  return TRUE;
}

static void
start_on_bus (AftNotifier *self, GDBusConnection *connection)
{
  g_autoptr (GError) error = NULL;

  self->lost = g_dbus_connection_is_closed (connection);
  if (!self->lost && use_bus (self, connection, &error))
    {
      try_to_lead (self);
      return;
    }

  g_message ("The session bus can't be used: %s", error != NULL ? error->message : "it is closed");
  find_bus_later (self);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifier) self = user_data;
  GDBusConnection *connection = G_DBUS_CONNECTION (source);
  g_autoptr (GError) error = NULL;

  if (aft_service_request_finish (connection, result, &error))
    {
      g_signal_emit (self, signals[FINISHED], 0, FALSE);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("Not run by systemd: %s", error->message);
  start_on_bus (self, connection);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (connection == NULL)
    {
      if (self->searches == 0)
        g_message ("No session bus, so no notifications: %s", error->message);
      find_bus_later (self);
      return;
    }

  /* Otherwise this process would end with the bus, instead of looking for the next one. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (self->at_login)
    aft_service_request_async (connection, self->cancellable, requested_cb, g_object_ref (self));
  else
    start_on_bus (self, connection);
}

/* Only to test the bus: the process-wide connection stays the closed one. */
static void
probe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifier) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) probe = g_dbus_connection_new_for_address_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (probe != NULL)
    g_signal_emit (self, signals[FINISHED], 0, TRUE);
  else
    find_bus_later (self);
}

static void
find_bus (AftNotifier *self)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->lost)
    {
      g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, g_object_ref (self));
      return;
    }

  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, self->cancellable, &error);
  if (address == NULL)
    find_bus_later (self);
  else
    g_dbus_connection_new_for_address (address,
                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                           G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                       NULL, self->cancellable, probe_cb, g_object_ref (self));
}

static gboolean
find_bus_cb (gpointer user_data)
{
  AftNotifier *self = user_data;

  self->find_id = 0;
  find_bus (self);

  return G_SOURCE_REMOVE;
}

static void
find_bus_later (AftNotifier *self)
{
  guint wait = SEARCH_FIRST_S << MIN (self->searches, 6);

  if (self->searches++ >= SEARCH_ATTEMPTS)
    {
      g_message ("No session bus for ten minutes: ending");
      g_signal_emit (self, signals[FINISHED], 0, FALSE);
      return;
    }

  self->find_id = g_timeout_add_seconds (MIN (wait, SEARCH_MAX_S), find_bus_cb, self);
}

static void
aft_notifier_dispose (GObject *object)
{
  AftNotifier *self = AFT_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->find_id, g_source_remove);
  leave_bus (self);
  g_clear_object (&self->lock_watch);

  G_OBJECT_CLASS (aft_notifier_parent_class)->dispose (object);
}

static void
aft_notifier_finalize (GObject *object)
{
  AftNotifier *self = AFT_NOTIFIER (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->interface);
  g_object_unref (self->leader);
  g_free (self->lead_error);

  G_OBJECT_CLASS (aft_notifier_parent_class)->finalize (object);
}

static void
aft_notifier_class_init (AftNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_notifier_dispose;
  object_class->finalize = aft_notifier_finalize;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
aft_notifier_init (AftNotifier *self)
{
  g_autofree char *lock = aft_leader_get_default_path ();

  self->cancellable = g_cancellable_new ();
  self->interface = aft_dbus_notifier_skeleton_new ();
  g_signal_connect_object (self->interface, "handle-diary-changed",
                           G_CALLBACK (handle_diary_changed_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-diary-written",
                           G_CALLBACK (handle_diary_written_cb), self, 0);
  g_signal_connect_object (self->interface, "handle-send-test", G_CALLBACK (handle_send_test_cb),
                           self, 0);
  g_signal_connect_object (self->interface, "handle-get-status", G_CALLBACK (handle_get_status_cb),
                           self, 0);
  self->leader = aft_leader_new (lock);
  g_signal_connect_object (self->leader, "check-requested", G_CALLBACK (check_requested_cb), self,
                           0);
  g_signal_connect_object (self->leader, "lost", G_CALLBACK (lost_cb), self, 0);
  self->lock_watch = aft_path_watch_new (lock);
  g_signal_connect_object (self->lock_watch, "changed", G_CALLBACK (lock_moved_cb), self, 0);
}

/**
 * aft_notifier_new:
 * @at_login: whether the desktop starts it at login: if systemd has a service for it, that is started
 *   instead
 *
 * Starts at once: connects to the bus, owns the name, tries to lead, and runs the reminders.
 *
 * Returns: (transfer full): a notifier, which needs a main loop
 */
AftNotifier *
aft_notifier_new (gboolean at_login)
{
  AftNotifier *self = g_object_new (AFT_TYPE_NOTIFIER, NULL);

  self->at_login = at_login;
  find_bus (self);

  return self;
}
