/* aft-notification-backend.h: interface to show notifications
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A button. @id is passed back when it is pressed. */
typedef struct
{
  const char *id; /* static */
  char       *label;
} AftMessageButton;

/**
 * AftMessage:
 * @tag: identifies the message: one with the same tag replaces the earlier one
 * @title: plain text
 * @body: plain text
 * @default_label: what a click outside the buttons does, for servers that show this as a button
 * @buttons: (element-type AftMessageButton): not shown where the server has no buttons
 * @former_owner: (nullable): unique bus name of the server that last showed it
 * @former_id: its id there, or 0
 *
 * The contents of a notification. A click outside its buttons is the action "default".
 */
typedef struct
{
  char   *tag;
  char   *title;
  char   *body;
  char   *default_label;
  GArray *buttons;
  char   *former_owner;
  guint32 former_id;
} AftMessage;

AftMessage *aft_message_new        (const char *tag);
void        aft_message_add_button (AftMessage *self,
                                    const char *id,
                                    const char *label);
void        aft_message_free       (AftMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftMessage, aft_message_free)

/** Why a notification went away, in the numbers of the Desktop Notifications Specification. */
typedef enum
{
  AFT_NOTIFICATION_BACKEND_CLOSED_EXPIRED = 1,
  AFT_NOTIFICATION_BACKEND_CLOSED_DISMISSED = 2, /* by the person: the only proof that someone saw it */
  AFT_NOTIFICATION_BACKEND_CLOSED_BY_CALL = 3,
  AFT_NOTIFICATION_BACKEND_CLOSED_UNDEFINED = 4,
} AftNotificationBackendClosedReason;

/** AftNotificationBackendServer: the server, as it describes itself. Owned by the backend. */
typedef struct
{
  const char *name;
  const char *vendor;
  const char *version;
} AftNotificationBackendServer;

#define AFT_NOTIFICATION_BACKEND_ACTION_DEFAULT "default"

#define AFT_TYPE_NOTIFICATION_BACKEND (aft_notification_backend_get_type ())
G_DECLARE_INTERFACE (AftNotificationBackend, aft_notification_backend, AFT, NOTIFICATION_BACKEND, GObject)

/**
 * AftNotificationBackendInterface:
 * @check_async: checks whether a server responds, and starts one if possible
 * @check_finish: TRUE: a notification can be shown now; otherwise an error within 3 s
 * @show: shows @message; returns the server's unique bus name and its id for the notification
 * @withdraw: closes a notification, if it is still shown
 * @withdraw_former: the same for a notification of an earlier process of this program
 * @get_server: describes the server; FALSE while none has responded
 * @is_dropping: whether the server accepts notifications, but never shows them
 *
 * Signals, all on the main loop:
 * - "available" (owner: string): a server has appeared, or one that hung responds again
 * - "action" (tag: string, button: string, activation token: string or NULL)
 * - "stopped-dropping": @is_dropping is FALSE again
 * - "closed" (tag: string, reason: #AftNotificationBackendClosedReason as int)
 * No "closed" follows "action".
 */
struct _AftNotificationBackendInterface
{
  GTypeInterface parent_interface;

  void     (*check_async)  (AftNotificationBackend             *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
  gboolean (*check_finish) (AftNotificationBackend             *self,
                            GAsyncResult        *result,
                            GError             **error);
  gboolean (*show)         (AftNotificationBackend             *self,
                            const AftMessage    *message,
                            char               **owner,
                            guint32             *id,
                            GError             **error);
  void     (*withdraw)     (AftNotificationBackend             *self,
                            const char          *tag);
  gboolean (*withdraw_former) (AftNotificationBackend          *self,
                            const char          *owner,
                            guint32              id);
  gboolean (*get_server)   (AftNotificationBackend             *self,
                            AftNotificationBackendServer       *server);
  gboolean (*is_dropping)  (AftNotificationBackend             *self);
};

void     aft_notification_backend_check_async     (AftNotificationBackend        *self,
                                                   GCancellable                  *cancellable,
                                                   GAsyncReadyCallback            callback,
                                                   gpointer                       user_data);
gboolean aft_notification_backend_check_finish    (AftNotificationBackend        *self,
                                                   GAsyncResult                  *result,
                                                   GError                       **error);
gboolean aft_notification_backend_show            (AftNotificationBackend        *self,
                                                   const AftMessage              *message,
                                                   char                         **owner,
                                                   guint32                       *id,
                                                   GError                       **error);
void     aft_notification_backend_withdraw        (AftNotificationBackend        *self,
                                                   const char                    *tag);
gboolean aft_notification_backend_withdraw_former (AftNotificationBackend        *self,
                                                   const char                    *owner,
                                                   guint32                        id);
gboolean aft_notification_backend_get_server      (AftNotificationBackend        *self,
                                                   AftNotificationBackendServer  *server);
gboolean aft_notification_backend_is_dropping     (AftNotificationBackend        *self);

/* For implementations. */
void aft_notification_backend_emit_available (AftNotificationBackend             *self,
                                              const char                         *owner);
void aft_notification_backend_emit_action    (AftNotificationBackend             *self,
                                              const char                         *tag,
                                              const char                         *button,
                                              const char                         *activation_token);
void aft_notification_backend_emit_closed    (AftNotificationBackend             *self,
                                              const char                         *tag,
                                              AftNotificationBackendClosedReason  reason);
void aft_notification_backend_emit_stopped_dropping
                                             (AftNotificationBackend             *self);

G_END_DECLS
