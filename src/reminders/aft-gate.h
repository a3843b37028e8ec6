/* aft-gate.h: the one way to the desktop's notifications
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
 * @tag: names what is said: a message with the same tag takes the place of the former one
 * @title: plain text
 * @body: plain text
 * @buttons: (element-type AftMessageButton): left out where the server has no buttons
 * @former_owner: (nullable): unique bus name of the server that showed it last
 * @former_id: its id there, or 0
 *
 * What a notification is to say. Pressing it anywhere but on a button is the action "default".
 */
typedef struct
{
  char   *tag;
  char   *title;
  char   *body;
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
  AFT_GATE_CLOSED_EXPIRED = 1,
  AFT_GATE_CLOSED_DISMISSED = 2, /* by the person: the only proof that somebody saw it */
  AFT_GATE_CLOSED_BY_CALL = 3,
  AFT_GATE_CLOSED_UNDEFINED = 4,
} AftGateClosedReason;

/** AftGateServer: who shows the notifications, in its own words. Owned by the gate. */
typedef struct
{
  const char *name;
  const char *vendor;
  const char *version;
} AftGateServer;

#define AFT_GATE_ACTION_DEFAULT "default"

#define AFT_TYPE_GATE (aft_gate_get_type ())
G_DECLARE_INTERFACE (AftGate, aft_gate, AFT, GATE, GObject)

/**
 * AftGateInterface:
 * @check_async: asks whether a server answers, starting one where that can be done
 * @check_finish: TRUE: show it now; an error within 3 s otherwise
 * @show: shows @message; returns the server's unique bus name and the id it gave
 * @withdraw: takes a message away, if it is (still) displayed
 * @withdraw_former: the same for what another process of this program had shown
 * @get_server: says who answered; FALSE while nobody has
 *
 * Signals, all on the main loop:
 * - "available" (owner: string): a server has appeared, or one that hung answers again
 * - "action" (tag: string, button: string, activation token: string or NULL)
 * - "closed" (tag: string, reason: #AftGateClosedReason as int)
 * After "action", a message is forgotten: no "closed" follows.
 */
struct _AftGateInterface
{
  GTypeInterface parent_interface;

  void     (*check_async)  (AftGate             *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
  gboolean (*check_finish) (AftGate             *self,
                            GAsyncResult        *result,
                            GError             **error);
  gboolean (*show)         (AftGate             *self,
                            const AftMessage    *message,
                            char               **owner,
                            guint32             *id,
                            GError             **error);
  void     (*withdraw)     (AftGate             *self,
                            const char          *tag);
  gboolean (*withdraw_former) (AftGate          *self,
                            const char          *owner,
                            guint32              id);
  gboolean (*get_server)   (AftGate             *self,
                            AftGateServer       *server);
};

void     aft_gate_check_async    (AftGate             *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean aft_gate_check_finish   (AftGate             *self,
                                  GAsyncResult        *result,
                                  GError             **error);
gboolean aft_gate_show           (AftGate             *self,
                                  const AftMessage    *message,
                                  char               **owner,
                                  guint32             *id,
                                  GError             **error);
void     aft_gate_withdraw       (AftGate             *self,
                                  const char          *tag);
gboolean aft_gate_withdraw_former (AftGate            *self,
                                  const char          *owner,
                                  guint32              id);
gboolean aft_gate_get_server     (AftGate             *self,
                                  AftGateServer       *server);

/* For implementations. */
void     aft_gate_emit_available (AftGate             *self,
                                  const char          *owner);
void     aft_gate_emit_action    (AftGate             *self,
                                  const char          *tag,
                                  const char          *button,
                                  const char          *activation_token);
void     aft_gate_emit_closed    (AftGate             *self,
                                  const char          *tag,
                                  AftGateClosedReason  reason);

G_END_DECLS
