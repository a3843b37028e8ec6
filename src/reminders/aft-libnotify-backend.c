/* aft-libnotify-backend.c: shows notifications with libnotify, without waiting for a server that hangs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * notify_notification_show() blocks until the server replies, for 25 seconds if it hangs. So the server's
 * name is requested first, asynchronously: a server that replies will also accept a notification. The call
 * has no time limit, only those who wait for it do: when a server that hung replies at last, "available"
 * is emitted, without polling.
 *
 * notify_uninit() is never called: it would close notifications with buttons.
 */
#include "aft-libnotify-backend.h"

#include <libnotify/notify.h>

#include "aft-do-not-disturb.h"

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define CHECK_TIMEOUT_MS 3000

struct _AftLibnotifyBackend
{
  GObject parent_instance;

  GDBusConnection *connection;
  char *desktop_entry;
  GCancellable *cancellable;
  guint watch_id;
  char *owner; /* (nullable): unique bus name of the server, by the bus */

  /* From the last reply of a server. */
  char *known_owner;
  char *name;
  char *vendor;
  char *version;
  gboolean has_actions;
  gboolean has_markup;
  AftDoNotDisturb *do_not_disturb; /* NULL: the server doesn't drop what arrives meanwhile */

  gboolean calling;
  gboolean timed_out; /* a check failed meanwhile: a reply is to emit "available" */
  GPtrArray
      *checks; /* GTask: checks that wait for the reply; their data is the GSource of the timeout */

  GHashTable *displayed; /* tag -> NotifyNotification */
};

static void
aft_libnotify_backend_init_iface (AftNotificationBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AftLibnotifyBackend,
                               aft_libnotify_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (AFT_TYPE_NOTIFICATION_BACKEND,
                                                      aft_libnotify_backend_init_iface))

static GQuark
tag_quark (void)
{
  return g_quark_from_static_string ("aft-backend-tag");
}

static const char *
get_tag (NotifyNotification *notification)
{
  return g_object_get_qdata (G_OBJECT (notification), tag_quark ());
}

static void
forget (gpointer data)
{
  NotifyNotification *notification = data;

  g_signal_handlers_disconnect_matched (notification, G_SIGNAL_MATCH_ID,
                                        g_signal_lookup ("closed", NOTIFY_TYPE_NOTIFICATION), 0,
                                        NULL, NULL, NULL);
  notify_notification_clear_actions (notification);
  g_object_unref (notification);
}

/* --- checking the server ------------------------------------------------------------------- */

static void
forget_server (AftLibnotifyBackend *self)
{
  g_clear_pointer (&self->known_owner, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->vendor, g_free);
  g_clear_pointer (&self->version, g_free);
  if (self->do_not_disturb != NULL)
    g_signal_handlers_disconnect_by_data (self->do_not_disturb, self);
  g_clear_object (&self->do_not_disturb);
}

static void
free_timeout (gpointer data)
{
  GSource *timeout = data;

  g_source_destroy (timeout);
  g_source_unref (timeout);
}

/* Completes all checks. @error: (nullable) */
static void
end_checks (AftLibnotifyBackend *self, const GError *error)
{
  g_autoptr (GPtrArray) checks = g_steal_pointer (&self->checks);

  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < checks->len; i++)
    {
      GTask *check = g_ptr_array_index (checks, i);

      g_source_destroy (g_task_get_task_data (check));
      if (error != NULL)
        g_task_return_error (check, g_error_copy (error));
      else
        g_task_return_boolean (check, TRUE);
    }
}

/* The server has replied, or can't. @error: (nullable) */
static void
end_call (AftLibnotifyBackend *self, const GError *error)
{
  gboolean timed_out = self->timed_out;

  self->calling = FALSE;
  self->timed_out = FALSE;
  end_checks (self, error);
  if (error == NULL && timed_out && self->known_owner != NULL)
    aft_notification_backend_emit_available (AFT_NOTIFICATION_BACKEND (self), self->known_owner);
}

static void
do_not_disturb_changed_cb (AftDoNotDisturb *do_not_disturb, AftLibnotifyBackend *self)
{
  if (aft_do_not_disturb_get_state (do_not_disturb) != AFT_DO_NOT_DISTURB_ON)
    aft_notification_backend_emit_stopped_dropping (AFT_NOTIFICATION_BACKEND (self));
}

static void
do_not_disturb_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftLibnotifyBackend) self = user_data;

  aft_do_not_disturb_read_finish (AFT_DO_NOT_DISTURB (source), result);
  end_call (self, NULL);
}

/* Returns: FALSE if the server doesn't drop anything */
static gboolean
watch_do_not_disturb (AftLibnotifyBackend *self)
{
  AftServerKind kind = aft_server_kind_identify (self->name, self->vendor);

  if (!aft_server_kind_drops (kind))
    return FALSE;

  self->do_not_disturb = aft_do_not_disturb_new (self->connection, kind);
  g_signal_connect (self->do_not_disturb, "changed", G_CALLBACK (do_not_disturb_changed_cb), self);
  aft_do_not_disturb_read_async (self->do_not_disturb, self->cancellable, do_not_disturb_read_cb,
                                 g_object_ref (self));

  return TRUE;
}

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftLibnotifyBackend) self = user_data;
  g_autoptr (GVariant) reply = NULL;
  g_autofree const char **names = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL)
    {
      forget_server (self);
      end_call (self, error);
      return;
    }

  g_variant_get (reply, "(^a&s)", &names);
  self->has_actions = g_strv_contains (names, "actions");
  self->has_markup = g_strv_contains (names, "body-markup");
  if (!watch_do_not_disturb (self))
    end_call (self, NULL);
}

/* @body: (nullable): of the server's reply; ignored when it isn't as specified */
static void
read_server_information (AftLibnotifyBackend *self, GVariant *body)
{
  if (body != NULL && g_variant_is_of_type (body, G_VARIANT_TYPE ("(ssss)")))
    g_variant_get (body, "(ssss)", &self->name, &self->vendor, &self->version, NULL);
}

static void
server_information_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftLibnotifyBackend) self = user_data;
  g_autoptr (GDBusMessage) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply =
      g_dbus_connection_send_message_with_reply_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL || g_dbus_message_to_gerror (reply, &error))
    {
      end_call (self, error);
      return;
    }

  /* Its capabilities are already known. */
  if (g_strcmp0 (self->known_owner, g_dbus_message_get_sender (reply)) == 0)
    {
      end_call (self, NULL);
      return;
    }

  forget_server (self);
  self->known_owner = g_strdup (g_dbus_message_get_sender (reply));
  read_server_information (self, g_dbus_message_get_body (reply));
  g_dbus_connection_call (self->connection, self->known_owner, SERVER_PATH, SERVER_NAME,
                          "GetCapabilities", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE,
                          G_MAXINT, self->cancellable, capabilities_cb, g_object_ref (self));
}

static void
call_server (AftLibnotifyBackend *self)
{
  g_autoptr (GDBusMessage) message = NULL;

  if (self->calling)
    return;

  self->calling = TRUE;
  message = g_dbus_message_new_method_call (SERVER_NAME, SERVER_PATH, SERVER_NAME,
                                            "GetServerInformation");
  /* G_MAXINT: no time limit. If the server exits without a reply, the bus returns an error. */
  g_dbus_connection_send_message_with_reply (
      self->connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, G_MAXINT, NULL, self->cancellable,
      server_information_cb, g_object_ref (self));
}

static gboolean
check_timeout_cb (gpointer user_data)
{
  g_autoptr (GTask) check = g_object_ref (user_data);
  AftLibnotifyBackend *self = g_task_get_source_object (check);

  self->timed_out = TRUE;
  g_ptr_array_remove (self->checks, check);
  g_task_return_new_error (check, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           "the notification server did not answer within %d seconds",
                           CHECK_TIMEOUT_MS / 1000);

  return G_SOURCE_REMOVE;
}

static void
aft_libnotify_backend_check_async (AftNotificationBackend *backend,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);
  GTask *check = g_task_new (self, cancellable, callback, user_data);
  GSource *timeout = g_timeout_source_new (CHECK_TIMEOUT_MS);

  g_task_set_source_tag (check, aft_libnotify_backend_check_async);
  g_task_set_task_data (check, timeout, free_timeout);
  g_source_set_callback (timeout, check_timeout_cb, check, NULL);
  g_source_attach (timeout, g_main_context_get_thread_default ());
  g_ptr_array_add (self->checks, check);
  call_server (self);
}

static gboolean
aft_libnotify_backend_check_finish (AftNotificationBackend *backend,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the server appears or vanishes ----------------------------------------------------------- */

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  AftLibnotifyBackend *self = user_data;

  if (g_strcmp0 (self->owner, owner) == 0)
    return;

  /* Ids are valid only for their server: the new one may use them for other programs. */
  g_free (self->owner);
  self->owner = g_strdup (owner);
  g_hash_table_remove_all (self->displayed);
  aft_notification_backend_emit_available (AFT_NOTIFICATION_BACKEND (self), owner);
}

static void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  AftLibnotifyBackend *self = user_data;

  g_clear_pointer (&self->owner, g_free);
  forget_server (self);
  g_hash_table_remove_all (self->displayed);
}

/* --- showing ------------------------------------------------------------------------------- */

static void
closed_cb (NotifyNotification *notification, gpointer user_data)
{
  AftLibnotifyBackend *self = user_data;
  g_autofree char *tag = g_strdup (get_tag (notification));
  int reason = notify_notification_get_closed_reason (notification);

  if (g_hash_table_lookup (self->displayed, tag) != notification)
    return;

  g_hash_table_remove (self->displayed, tag);
  if (reason < AFT_NOTIFICATION_BACKEND_CLOSED_EXPIRED ||
      reason > AFT_NOTIFICATION_BACKEND_CLOSED_UNDEFINED)
    reason = AFT_NOTIFICATION_BACKEND_CLOSED_UNDEFINED;
  aft_notification_backend_emit_closed (AFT_NOTIFICATION_BACKEND (self), tag,
                                        (AftNotificationBackendClosedReason) reason);
}

/* Not notify_notification_close(), which waits for the server. */
static void
close_id (AftLibnotifyBackend *self, guint32 id)
{
  if (self->owner != NULL && id != 0)
    g_dbus_connection_call (self->connection, self->owner, SERVER_PATH, SERVER_NAME,
                            "CloseNotification", g_variant_new ("(u)", id), NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static void
close_by_call (AftLibnotifyBackend *self, NotifyNotification *notification)
{
  guint32 id = 0;

  g_object_get (notification, "id", &id, NULL);
  close_id (self, id);
}

static void
action_cb (NotifyNotification *notification, char *action, gpointer user_data)
{
  g_autoptr (AftLibnotifyBackend) self = g_object_ref (AFT_LIBNOTIFY_BACKEND (user_data));
  g_autofree char *tag = g_strdup (get_tag (notification));
  g_autofree char *button = g_strdup (action);
  g_autofree char *token = g_strdup (notify_notification_get_activation_token (notification));
  g_autofree char *key = NULL;

  if (g_hash_table_lookup (self->displayed, tag) != notification)
    return;

  /* Most servers close it by themselves now; some don't. */
  close_by_call (self, notification);
  /* Not forget (), which would free the action that this callback belongs to. libnotify holds a
   * reference until it returns. */
  g_hash_table_steal_extended (self->displayed, tag, (gpointer *) &key, NULL);
  g_signal_handlers_disconnect_by_data (notification, self);
  g_object_unref (notification);

  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (self), tag, button, token);
}

/* @names: (array zero-terminated=1): as in GetServerInformation */
static gboolean
server_is_one_of (AftLibnotifyBackend *self, const char *const *names)
{
  return self->name != NULL && g_strv_contains (names, self->name);
}

static void
add_actions (AftLibnotifyBackend *self, NotifyNotification *notification, const AftMessage *message)
{
  static const char *const showing_default[] = { "Xfce Notify Daemon", "lxqt-notificationd", NULL };
  gboolean shows_default = server_is_one_of (self, showing_default);

  notify_notification_add_action (notification, AFT_NOTIFICATION_BACKEND_ACTION_DEFAULT,
                                  message->default_label, action_cb, self, NULL);
  for (guint i = 0; i < message->buttons->len; i++)
    {
      const AftMessageButton *button = &g_array_index (message->buttons, AftMessageButton, i);

      /* Not a second button that does the same. */
      if (!shows_default || !g_str_equal (button->label, message->default_label))
        notify_notification_add_action (notification, button->id, button->label, action_cb, self,
                                        NULL);
    }
}

static NotifyNotification *
build (AftLibnotifyBackend *self, const AftMessage *message)
{
  static const char *const expiring[] = { "notify-osd", NULL };
  g_autofree char *escaped = NULL;
  NotifyNotification *notification;

  if (self->has_markup)
    escaped = g_markup_escape_text (message->body, -1);

  notification = notify_notification_new (message->title, escaped != NULL ? escaped : message->body,
                                          self->desktop_entry);
  /* Either of them replaces the earlier one. Never both: mako 1.7 crashes, and loses the notifications of
   * all programs. */
  if (message->former_id != 0 && g_strcmp0 (message->former_owner, self->known_owner) == 0)
    g_object_set (notification, "id", (int) message->former_id, NULL);
  else
    notify_notification_set_hint (notification, "x-dunst-stack-tag",
                                  g_variant_new_string (message->tag));
  g_object_set_qdata_full (G_OBJECT (notification), tag_quark (), g_strdup (message->tag), g_free);
  notify_notification_set_urgency (notification, NOTIFY_URGENCY_NORMAL);
  /* notify-osd opens a dialog for one that never expires, and another each time. */
  notify_notification_set_timeout (notification, server_is_one_of (self, expiring)
                                                     ? NOTIFY_EXPIRES_DEFAULT
                                                     : NOTIFY_EXPIRES_NEVER);
  notify_notification_set_hint (notification, "desktop-entry",
                                g_variant_new_string (self->desktop_entry));

  if (self->has_actions)
    add_actions (self, notification, message);

  return notification;
}

static gboolean
aft_libnotify_backend_show (AftNotificationBackend *backend,
                            const AftMessage *message,
                            char **owner,
                            guint32 *id,
                            GError **error)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);
  NotifyNotification *notification;
  int given = 0;

  if (self->known_owner == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED,
                           "the notification server has gone");
      return FALSE;
    }

  notification = build (self, message);
  if (!notify_notification_show (notification, error))
    {
      g_object_unref (notification);
      return FALSE;
    }

  g_object_get (notification, "id", &given, NULL);
  *id = (guint32) given;
  *owner = g_strdup (self->known_owner);

  g_signal_connect (notification, "closed", G_CALLBACK (closed_cb), self);
  g_hash_table_replace (self->displayed, g_strdup (message->tag), notification);

  return TRUE;
}

static void
aft_libnotify_backend_withdraw (AftNotificationBackend *backend, const char *tag)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);
  NotifyNotification *notification = g_hash_table_lookup (self->displayed, tag);

  if (notification == NULL)
    return;

  close_by_call (self, notification);
  g_hash_table_remove (self->displayed, tag);
}

static gboolean
aft_libnotify_backend_withdraw_former (AftNotificationBackend *backend,
                                       const char *owner,
                                       guint32 id)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);

  /* Another server may have given the same id to another program. */
  if (g_strcmp0 (self->owner, owner) != 0)
    return FALSE;

  close_id (self, id);

  return TRUE;
}

static gboolean
aft_libnotify_backend_get_server (AftNotificationBackend *backend,
                                  AftNotificationBackendServer *server)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);

  if (self->known_owner == NULL)
    return FALSE;

  server->name = self->name != NULL ? self->name : "";
  server->vendor = self->vendor != NULL ? self->vendor : "";
  server->version = self->version != NULL ? self->version : "";

  return TRUE;
}

static gboolean
aft_libnotify_backend_is_dropping (AftNotificationBackend *backend)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (backend);

  return self->do_not_disturb != NULL &&
         aft_do_not_disturb_get_state (self->do_not_disturb) == AFT_DO_NOT_DISTURB_ON;
}

static void
aft_libnotify_backend_dispose (GObject *object)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (object);
  g_autoptr (GError) closed =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the notification backend was closed");

  g_cancellable_cancel (self->cancellable);
  end_checks (self, closed);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_hash_table_remove_all (self->displayed);
  forget_server (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (aft_libnotify_backend_parent_class)->dispose (object);
}

static void
aft_libnotify_backend_finalize (GObject *object)
{
  AftLibnotifyBackend *self = AFT_LIBNOTIFY_BACKEND (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->displayed);
  g_ptr_array_unref (self->checks);
  g_free (self->desktop_entry);
  g_free (self->owner);

  G_OBJECT_CLASS (aft_libnotify_backend_parent_class)->finalize (object);
}

static void
aft_libnotify_backend_class_init (AftLibnotifyBackendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_libnotify_backend_dispose;
  object_class->finalize = aft_libnotify_backend_finalize;
}

static void
aft_libnotify_backend_init (AftLibnotifyBackend *self)
{
  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
  self->displayed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, forget);
}

static void
aft_libnotify_backend_init_iface (AftNotificationBackendInterface *iface)
{
  iface->check_async = aft_libnotify_backend_check_async;
  iface->check_finish = aft_libnotify_backend_check_finish;
  iface->show = aft_libnotify_backend_show;
  iface->withdraw = aft_libnotify_backend_withdraw;
  iface->withdraw_former = aft_libnotify_backend_withdraw_former;
  iface->get_server = aft_libnotify_backend_get_server;
  iface->is_dropping = aft_libnotify_backend_is_dropping;
}

/**
 * aft_libnotify_backend_new:
 * @connection: the shared session bus connection, which libnotify uses too
 * @app_name: the sender, as servers show it
 * @desktop_entry: name of the .desktop file without extension; also the icon's name
 *
 * Notifications stay on the screen when it is disposed of.
 *
 * Returns: (transfer full): the notification backend
 */
AftNotificationBackend *
aft_libnotify_backend_new (GDBusConnection *connection,
                           const char *app_name,
                           const char *desktop_entry)
{
  AftLibnotifyBackend *self = g_object_new (AFT_TYPE_LIBNOTIFY_BACKEND, NULL);

  if (!notify_is_initted ())
    notify_init (app_name);
  self->connection = g_object_ref (connection);
  self->desktop_entry = g_strdup (desktop_entry);
  self->watch_id = g_bus_watch_name_on_connection (
      connection, SERVER_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, vanished_cb, self, NULL);

  return AFT_NOTIFICATION_BACKEND (self);
}
