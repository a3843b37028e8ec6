/* aft-notifier-client.c: reports changes to the notifier, starts it, and asks for its status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bus starts the notifier where it knows its D-Bus service file. Where it doesn't (run from the
 * build folder, or installed under a prefix that the bus doesn't search), the notifier is started as a
 * program, and reads the diary at its start.
 *
 * This isn't a generated proxy. To create one, GDBusProxy asks the bus for the owner of the name: one
 * more round trip before each first call, with a limit of 25 s instead of 3 s when the bus hangs. A
 * proxy also reports "the name has no owner" as a general failure, and ignores signals of a notifier
 * that waits behind another one for the name.
 */
#include "aft-config.h"

#include "aft-notifier-client.h"

#include "aft-leader.h"
#include "aft-notifier-protocol.h"
#include "aft-notifier-starter.h"

#define REPORT_TIMEOUT_MS 3000
/* The notifier waits for the notification server first, 3 s at most. */
#define STATUS_TIMEOUT_MS 5000

struct _AftNotifierClient
{
  GObject parent_instance;

  GCancellable *cancellable;
  gboolean subscribes;
  GDBusConnection *connection; /* NULL: not subscribed, or no bus yet */
  guint changed_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftNotifierClient, aft_notifier_client, G_TYPE_OBJECT)

static void
changed_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *name,
            GVariant *parameters,
            gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

/* Before the first call, so that no signal that follows it is missed. */
static void
subscribe (AftNotifierClient *self, GDBusConnection *connection)
{
  if (!self->subscribes || self->connection != NULL ||
      g_cancellable_is_cancelled (self->cancellable))
    return;

  self->connection = g_object_ref (connection);
  self->changed_id = g_dbus_connection_signal_subscribe (
      /* From any sender: the notifier of this diary may wait behind another one for the name. */
      connection, NULL, AFT_NOTIFIER_INTERFACE, "Changed", AFT_NOTIFIER_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, self, NULL);
}

/* Returns: (transfer full) (nullable): the session bus */
static GDBusConnection *
get_bus_finish (AftNotifierClient *self, GAsyncResult *result, GError **error)
{
  GDBusConnection *connection = g_bus_get_finish (result, error);

  if (connection != NULL)
    {
      /* The end of the session bus must not end a program in which someone is typing. */
      g_dbus_connection_set_exit_on_close (connection, FALSE);
      subscribe (self, connection);
    }

  return connection;
}

/* --- calls ------------------------------------------------------------------------------------- */

/* A method call that waits for the bus. */
typedef struct
{
  const char *method;
  GVariant *parameters; /* (nullable) */
  GDBusCallFlags flags;
  int timeout_ms;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->parameters, g_variant_unref);
  g_free (call);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) g_variant_unref);
}

static void
bus_for_call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) connection =
      get_bus_finish (g_task_get_source_object (task), result, &error);
  const Call *call = g_task_get_task_data (task);

  if (connection == NULL)
    g_task_return_error (task, error);
  else
    g_dbus_connection_call (connection, AFT_NOTIFIER_NAME, AFT_NOTIFIER_PATH,
                            AFT_NOTIFIER_INTERFACE, call->method, call->parameters, NULL,
                            call->flags, call->timeout_ms, g_task_get_cancellable (task), called_cb,
                            g_object_ref (task));
}

/* @task: (transfer full): returns the reply, a #GVariant; @parameters: (nullable): floating */
static void
call_notifier (
    GTask *task, const char *method, GVariant *parameters, GDBusCallFlags flags, int timeout_ms)
{
  Call *call = g_new0 (Call, 1);

  call->method = method;
  call->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  call->flags = flags;
  call->timeout_ms = timeout_ms;
  g_task_set_task_data (task, call, call_free);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), bus_for_call_cb, task);
}

/* --- reports ----------------------------------------------------------------------------------- */

static gboolean
cannot_be_activated (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         (error->domain == G_DBUS_ERROR && error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
          error->code <= G_DBUS_ERROR_SPAWN_FILE_INVALID);
}

/* The notifier on the bus has another diary: it was started with other folders, by another session or
 * from another installation. This diary gets a notifier of its own, which waits for the name. */
static void
use_own_notifier (const char *lock, GError **error)
{
  if (aft_leader_is_held (lock))
    aft_leader_request_check (lock);
  else
    aft_notifier_start (error);
}

static void
diary_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
report (GTask *task, const char *method, GVariant *parameters)
{
  GTask *call = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                            diary_written_cb, g_object_ref (task));

  g_task_set_source_tag (call, report);
  call_notifier (call, method, parameters, G_DBUS_CALL_FLAGS_NONE, REPORT_TIMEOUT_MS);
}

static void
diary_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *lock = aft_leader_get_default_path ();
  gboolean mine = TRUE;

  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) &&
      g_task_get_task_data (task) == NULL)
    {
      /* An update has left a notifier of an older version running. */
      g_task_set_task_data (task, (gpointer) "older", NULL);
      report (task, "DiaryChanged", NULL);
      return;
    }

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(b)")))
    g_variant_get (reply, "(b)", &mine);
  if (!mine)
    {
      use_own_notifier (lock, &error);
    }
  else if (reply == NULL && cannot_be_activated (error))
    {
      g_clear_error (&error);
      aft_notifier_start (&error);
    }

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Without a bus, such as from a text console, this still reaches a notifier of a session. */
  aft_leader_request_check (lock);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
log_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_notifier_client_report_change_finish (AFT_NOTIFIER_CLIENT (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The notifier could not be notified: %s", error->message);
}

static void
bus_for_client_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifierClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = get_bus_finish (self, result, &error);

  if (connection == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("No session bus, so no reminders: %s", error->message);
}

static void
aft_notifier_client_dispose (GObject *object)
{
  AftNotifierClient *self = AFT_NOTIFIER_CLIENT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->changed_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->changed_id);
  self->changed_id = 0;
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (aft_notifier_client_parent_class)->dispose (object);
}

static void
aft_notifier_client_finalize (GObject *object)
{
  AftNotifierClient *self = AFT_NOTIFIER_CLIENT (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (aft_notifier_client_parent_class)->finalize (object);
}

static void
aft_notifier_client_class_init (AftNotifierClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_notifier_client_dispose;
  object_class->finalize = aft_notifier_client_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_notifier_client_init (AftNotifierClient *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * aft_notifier_client_new:
 *
 * Listens to the notifier without starting it. Without a session bus it does nothing, and logs that.
 * From then on, this process survives the end of the bus.
 *
 * Returns: (transfer full): a client for the main thread
 */
AftNotifierClient *
aft_notifier_client_new (void)
{
  AftNotifierClient *self = g_object_new (AFT_TYPE_NOTIFIER_CLIENT, NULL);

  self->subscribes = TRUE;
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_for_client_cb, g_object_ref (self));

  return self;
}

/**
 * aft_notifier_client_report_change:
 * @self: a client
 *
 * Notifies the notifier that the diary or the settings were written, and starts it if it isn't running.
 * Returns at once; failures go to the log.
 */
void
aft_notifier_client_report_change (AftNotifierClient *self)
{
  aft_notifier_client_report_change_async (self, NULL, log_failure_cb, NULL);
}

/**
 * aft_notifier_client_report_change_async:
 * @self: a client
 * @cancellable: (nullable): stops waiting for the reply
 * @callback: called when the notifier was notified or started, or neither was possible
 * @user_data: for @callback
 *
 * Like aft_notifier_client_report_change(), for callers that need the result.
 */
void
aft_notifier_client_report_change_async (AftNotifierClient *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autofree char *lock = aft_leader_get_default_path ();
  g_autofree char *folder = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AFT_IS_NOTIFIER_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_notifier_client_report_change_async);
  aft_leader_describe_folder (lock, &folder, &id);
  report (task, "DiaryWritten", g_variant_new ("(ss)", folder, id));
}

/**
 * aft_notifier_client_report_change_finish:
 * @self: the client
 * @result: of aft_notifier_client_report_change_async()
 * @error: of the bus, the call (3 s timeout) or the start of the notifier
 *
 * Returns: TRUE when the notifier was notified or started
 */
gboolean
aft_notifier_client_report_change_finish (AftNotifierClient *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * aft_notifier_client_get_status_async:
 * @self: a client
 * @cancellable: (nullable): stops waiting for the reply
 * @callback: called within 5 s
 * @user_data: for @callback
 *
 * Gets the status of a running notifier, which checks the notification server first. Doesn't start
 * one.
 */
void
aft_notifier_client_get_status_async (AftNotifierClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (AFT_IS_NOTIFIER_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_notifier_client_get_status_async);
  call_notifier (task, "GetStatus", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, STATUS_TIMEOUT_MS);
}

/**
 * aft_notifier_client_get_status_finish:
 * @self: the client
 * @result: of aft_notifier_client_get_status_async()
 * @error: %G_DBUS_ERROR_NAME_HAS_NO_OWNER or %G_DBUS_ERROR_SERVICE_UNKNOWN when no notifier is
 *   running; otherwise an error of the bus or of the call
 *
 * Returns: (transfer full) (nullable): a{sv} with the keys in org.example.Aftercare.Notifier.xml
 */
GVariant *
aft_notifier_client_get_status_finish (AftNotifierClient *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_autoptr (GVariant) reply = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  reply = g_task_propagate_pointer (G_TASK (result), error);

  return reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
}

/**
 * aft_notifier_client_send_test_async:
 * @self: a client
 * @seconds: the delay until it is shown, an hour at most
 * @cancellable: (nullable): stops waiting for the reply
 * @callback: called when the notifier has accepted the request
 * @user_data: for @callback
 *
 * Requests a test notification from a running notifier. Doesn't start one.
 */
void
aft_notifier_client_send_test_async (AftNotifierClient *self,
                                     guint seconds,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (AFT_IS_NOTIFIER_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_notifier_client_send_test_async);
  call_notifier (task, "SendTest", g_variant_new ("(u)", seconds), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                 STATUS_TIMEOUT_MS);
}

/**
 * aft_notifier_client_send_test_finish:
 * @self: the client
 * @result: of aft_notifier_client_send_test_async()
 * @error: as for aft_notifier_client_get_status_finish(); %G_DBUS_ERROR_FAILED from a notifier that
 *   doesn't lead
 *
 * Returns: TRUE when the notifier will show it
 */
gboolean
aft_notifier_client_send_test_finish (AftNotifierClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) reply = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  reply = g_task_propagate_pointer (G_TASK (result), error);

  return reply != NULL;
}
