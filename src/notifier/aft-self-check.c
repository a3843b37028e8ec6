/* aft-self-check.c: reports the status of the reminders, and shows a test notification
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-self-check.h"

#include <glib/gi18n-lib.h>

#include "aft-surroundings.h"

#define TEST_TAG "aftercare-test"

struct _AftSelfCheck
{
  GObject parent_instance;

  AftNotificationBackend *backend; /* NULL once disposed of */
  AftReminderService *service;     /* NULL once disposed of */
  guint test_id;
  char *test_error; /* (nullable): why the last test could not be shown */
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftSelfCheck, aft_self_check, G_TYPE_OBJECT)

/* --- the test ---------------------------------------------------------------------------------- */

static void
test_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftSelfCheck) self = user_data;
  g_autoptr (AftMessage) message = aft_message_new (TEST_TAG);
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  guint32 id;

  message->title = g_strdup (_ ("This is a test"));
  message->body = g_strdup (_ ("This is how reminders will reach you."));
  aft_message_add_button (message, AFT_REMINDER_SERVICE_OPEN, message->default_label);

  g_clear_pointer (&self->test_error, g_free);
  if (!aft_notification_backend_check_finish (AFT_NOTIFICATION_BACKEND (source), result, &error) ||
      !aft_notification_backend_show (AFT_NOTIFICATION_BACKEND (source), message, &owner, &id,
                                      &error))
    {
      g_message ("The test notification could not be shown: %s", error->message);
      self->test_error = g_strdup (error->message);
    }
}

static gboolean
test_due_cb (gpointer user_data)
{
  AftSelfCheck *self = user_data;

  self->test_id = 0;
  aft_notification_backend_check_async (self->backend, NULL, test_checked_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
action_cb (AftNotificationBackend *backend,
           const char *tag,
           const char *button,
           const char *token,
           AftSelfCheck *self)
{
  if (g_str_equal (tag, TEST_TAG))
    g_signal_emit (self, signals[OPEN], 0, token);
}

/* --- the status -------------------------------------------------------------------------------- */

typedef struct
{
  AftSelfCheck *self;
  AftDBusNotifier *interface;
  GDBusMethodInvocation *invocation; /* owned by the method that completes it */
} StatusCall;

static void
status_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree StatusCall *call = user_data;
  g_autoptr (AftSelfCheck) self = call->self;
  g_autoptr (AftDBusNotifier) interface = call->interface;
  g_autoptr (GError) error = NULL;
  gboolean answers =
      aft_notification_backend_check_finish (AFT_NOTIFICATION_BACKEND (source), result, &error);
  GVariantDict status;
  AftNotificationBackendServer server;
  const char *last_error = self->test_error;

  if (self->service == NULL)
    {
      aft_dbus_notifier_complete_get_status (interface, call->invocation,
                                             aft_self_check_new_idle_status (NULL));
      return;
    }

  g_variant_dict_init (&status, NULL);
  aft_surroundings_describe (&status);
  g_variant_dict_insert (&status, "leading", "b", TRUE);
  g_variant_dict_insert (&status, "server-answers", "b", answers);
  if (answers && aft_notification_backend_get_server (self->backend, &server))
    {
      g_variant_dict_insert (&status, "server-name", "s", server.name);
      g_variant_dict_insert (&status, "server-vendor", "s", server.vendor);
      g_variant_dict_insert (&status, "server-version", "s", server.version);
    }
  if (aft_reminder_service_get_last_error (self->service) != NULL)
    last_error = aft_reminder_service_get_last_error (self->service);
  if (!answers)
    last_error = error->message;
  g_variant_dict_insert (&status, "last-error", "s", last_error != NULL ? last_error : "");
  aft_reminder_service_describe (self->service, &status);
  aft_dbus_notifier_complete_get_status (interface, call->invocation, g_variant_dict_end (&status));
}

static void
aft_self_check_dispose (GObject *object)
{
  AftSelfCheck *self = AFT_SELF_CHECK (object);

  g_clear_handle_id (&self->test_id, g_source_remove);
  if (self->backend != NULL)
    g_signal_handlers_disconnect_by_data (self->backend, self);
  g_clear_object (&self->backend);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (aft_self_check_parent_class)->dispose (object);
}

static void
aft_self_check_finalize (GObject *object)
{
  AftSelfCheck *self = AFT_SELF_CHECK (object);

  g_free (self->test_error);

  G_OBJECT_CLASS (aft_self_check_parent_class)->finalize (object);
}

static void
aft_self_check_class_init (AftSelfCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_self_check_dispose;
  object_class->finalize = aft_self_check_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
aft_self_check_init (AftSelfCheck *self)
{
}

/**
 * aft_self_check_new:
 * @backend: where notifications go
 * @service: runs the reminders
 *
 * Returns: (transfer full): a self-check; to be disposed of before @backend and @service end
 */
AftSelfCheck *
aft_self_check_new (AftNotificationBackend *backend, AftReminderService *service)
{
  AftSelfCheck *self = g_object_new (AFT_TYPE_SELF_CHECK, NULL);

  self->backend = g_object_ref (backend);
  self->service = g_object_ref (service);
  g_signal_connect (backend, "action", G_CALLBACK (action_cb), self);

  return self;
}

/**
 * aft_self_check_send_test:
 * @self: a self-check
 * @seconds: the delay; %AFT_SELF_CHECK_MAX_S at most
 *
 * Shows a test notification after the delay; cancels an earlier test that is still waiting. The text
 * doesn't mention skin, so it is the same in discreet mode.
 */
void
aft_self_check_send_test (AftSelfCheck *self, guint seconds)
{
  g_return_if_fail (AFT_IS_SELF_CHECK (self));

  g_clear_handle_id (&self->test_id, g_source_remove);
  /* Not g_timeout_add_seconds(), which may be more than a second late. */
  self->test_id = g_timeout_add (MIN (seconds, AFT_SELF_CHECK_MAX_S) * 1000, test_due_cb, self);
}

/**
 * aft_self_check_complete_get_status:
 * @self: a self-check
 * @interface: the interface that was called
 * @invocation: (transfer full): of GetStatus()
 *
 * Returns the status to the caller within 3 s: as soon as the notification server has answered, or
 * doesn't.
 */
void
aft_self_check_complete_get_status (AftSelfCheck *self,
                                    AftDBusNotifier *interface,
                                    GDBusMethodInvocation *invocation)
{
  StatusCall *call;

  g_return_if_fail (AFT_IS_SELF_CHECK (self));

  call = g_new0 (StatusCall, 1);
  call->self = g_object_ref (self);
  call->interface = g_object_ref (interface);
  call->invocation = invocation;
  aft_notification_backend_check_async (self->backend, NULL, status_checked_cb, call);
}

/**
 * aft_self_check_new_idle_status:
 * @lead_error: (nullable): why it can't lead; %NULL when another notifier leads
 *
 * Returns: (transfer floating): the status of a notifier that doesn't lead, for GetStatus()
 */
GVariant *
aft_self_check_new_idle_status (const char *lead_error)
{
  GVariantDict status;

  g_variant_dict_init (&status, NULL);
  aft_surroundings_describe (&status);
  g_variant_dict_insert (&status, "last-error", "s", lead_error != NULL ? lead_error : "");
  g_variant_dict_insert (&status, "leading", "b", FALSE);

  return g_variant_dict_end (&status);
}
