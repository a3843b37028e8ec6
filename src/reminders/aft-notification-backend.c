/* aft-notification-backend.c: interface to show notifications
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-notification-backend.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (AftNotificationBackend, aft_notification_backend, G_TYPE_OBJECT)

enum
{
  AVAILABLE,
  ACTION,
  CLOSED,
  STOPPED_DROPPING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
aft_notification_backend_default_init (AftNotificationBackendInterface *iface)
{
  signals[AVAILABLE] = g_signal_new ("available", AFT_TYPE_NOTIFICATION_BACKEND, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACTION] =
      g_signal_new ("action", AFT_TYPE_NOTIFICATION_BACKEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", AFT_TYPE_NOTIFICATION_BACKEND, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[STOPPED_DROPPING] = g_signal_new ("stopped-dropping", AFT_TYPE_NOTIFICATION_BACKEND,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
clear_button (gpointer data)
{
  g_free (((AftMessageButton *) data)->label);
}

/**
 * aft_message_new:
 * @tag: identifies the message
 *
 * Returns: (transfer full): a message without text or buttons, which opens the window by default
 */
AftMessage *
aft_message_new (const char *tag)
{
  AftMessage *self = g_new0 (AftMessage, 1);

  self->tag = g_strdup (tag);
  /* Translators: a button of a notification: opens the window */
  self->default_label = g_strdup (_ ("Open"));
  self->buttons = g_array_new (FALSE, FALSE, sizeof (AftMessageButton));
  g_array_set_clear_func (self->buttons, clear_button);

  return self;
}

/**
 * aft_message_add_button:
 * @self: a message
 * @id: (not nullable): a static string, for the signal "action"
 * @label: its label
 */
void
aft_message_add_button (AftMessage *self, const char *id, const char *label)
{
  AftMessageButton button = { .id = id, .label = g_strdup (label) };

  g_array_append_val (self->buttons, button);
}

/**
 * aft_message_free:
 * @self: (transfer full) (nullable): a message
 */
void
aft_message_free (AftMessage *self)
{
  if (self == NULL)
    return;

  g_free (self->tag);
  g_free (self->title);
  g_free (self->body);
  g_free (self->default_label);
  g_array_unref (self->buttons);
  g_free (self->former_owner);
  g_free (self);
}

/**
 * aft_notification_backend_check_async:
 * @self: a notification backend
 * @cancellable: (nullable): stops waiting
 * @callback: called within 3 s
 * @user_data: for @callback
 *
 * Checks whether a notification server responds. After that, aft_notification_backend_show() is quick.
 */
void
aft_notification_backend_check_async (AftNotificationBackend *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (AFT_IS_NOTIFICATION_BACKEND (self));

  AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->check_async (self, cancellable, callback, user_data);
}

/**
 * aft_notification_backend_check_finish:
 * @self: the notification backend
 * @result: of aft_notification_backend_check_async()
 * @error: %G_IO_ERROR_TIMED_OUT for a server that hangs, a D-Bus error where there is none; in both
 *   cases "available" is emitted if that changes
 *
 * Returns: TRUE when a server responds
 */
gboolean
aft_notification_backend_check_finish (AftNotificationBackend *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (AFT_IS_NOTIFICATION_BACKEND (self), FALSE);

  return AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->check_finish (self, result, error);
}

/**
 * aft_notification_backend_show:
 * @self: a notification backend whose check has just succeeded
 * @message: the contents of the notification
 * @owner: (out) (transfer full): unique bus name of the server
 * @id: (out): the server's id for it
 * @error: of the server or the bus
 *
 * Blocks for some milliseconds, or longer if the server has stopped responding since the check.
 *
 * Returns: TRUE when the server has accepted it
 */
gboolean
aft_notification_backend_show (AftNotificationBackend *self,
                               const AftMessage *message,
                               char **owner,
                               guint32 *id,
                               GError **error)
{
  g_return_val_if_fail (AFT_IS_NOTIFICATION_BACKEND (self), FALSE);

  return AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->show (self, message, owner, id, error);
}

/**
 * aft_notification_backend_withdraw:
 * @self: a notification backend
 * @tag: of a message that is no longer true
 *
 * Closes its notification, if there is one, without waiting. No "closed" follows.
 */
void
aft_notification_backend_withdraw (AftNotificationBackend *self, const char *tag)
{
  g_return_if_fail (AFT_IS_NOTIFICATION_BACKEND (self));

  AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->withdraw (self, tag);
}

/**
 * aft_notification_backend_withdraw_former:
 * @self: a notification backend
 * @owner: unique bus name of the server that showed it; nothing happens if that has exited
 * @id: its id there
 *
 * Closes a notification of an earlier process of this program, without waiting.
 *
 * Returns: whether @owner is the present server
 */
gboolean
aft_notification_backend_withdraw_former (AftNotificationBackend *self,
                                          const char *owner,
                                          guint32 id)
{
  g_return_val_if_fail (AFT_IS_NOTIFICATION_BACKEND (self), FALSE);

  return AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->withdraw_former (self, owner, id);
}

/**
 * aft_notification_backend_get_server:
 * @self: a notification backend
 * @server: (out caller-allocates): the server that responded last; its strings are valid until the
 *   main loop runs again
 *
 * Returns: FALSE while no server has responded, or it has exited
 */
gboolean
aft_notification_backend_get_server (AftNotificationBackend *self,
                                     AftNotificationBackendServer *server)
{
  g_return_val_if_fail (AFT_IS_NOTIFICATION_BACKEND (self), FALSE);

  return AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->get_server (self, server);
}

/**
 * aft_notification_backend_is_dropping:
 * @self: a notification backend whose check has just succeeded
 *
 * Returns: whether the desktop's Do Not Disturb is on, and drops what arrives meanwhile.
 *   "stopped-dropping" is emitted when that is over
 */
gboolean
aft_notification_backend_is_dropping (AftNotificationBackend *self)
{
  g_return_val_if_fail (AFT_IS_NOTIFICATION_BACKEND (self), FALSE);

  return AFT_NOTIFICATION_BACKEND_GET_IFACE (self)->is_dropping (self);
}

/**
 * aft_notification_backend_emit_available:
 * @self: a notification backend
 * @owner: unique bus name of the server
 *
 * For implementations, like the next three.
 */
void
aft_notification_backend_emit_available (AftNotificationBackend *self, const char *owner)
{
  g_signal_emit (self, signals[AVAILABLE], 0, owner);
}

/**
 * aft_notification_backend_emit_action:
 * @self: a notification backend
 * @tag: of the message
 * @button: id of the button, or %AFT_NOTIFICATION_BACKEND_ACTION_DEFAULT
 * @activation_token: (nullable): lets a window come to the front
 */
void
aft_notification_backend_emit_action (AftNotificationBackend *self,
                                      const char *tag,
                                      const char *button,
                                      const char *activation_token)
{
  g_signal_emit (self, signals[ACTION], 0, tag, button, activation_token);
}

/**
 * aft_notification_backend_emit_closed:
 * @self: a notification backend
 * @tag: of the message
 * @reason: why
 */
void
aft_notification_backend_emit_closed (AftNotificationBackend *self,
                                      const char *tag,
                                      AftNotificationBackendClosedReason reason)
{
  g_signal_emit (self, signals[CLOSED], 0, tag, (int) reason);
}

/**
 * aft_notification_backend_emit_stopped_dropping:
 * @self: a notification backend
 */
void
aft_notification_backend_emit_stopped_dropping (AftNotificationBackend *self)
{
  g_signal_emit (self, signals[STOPPED_DROPPING], 0);
}
