/* aft-notifier-client.c: tells the notifier that the diary was written, and starts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calling DiaryWritten() on the notifier's name is enough where its D-Bus service file is known to
 * the bus. Where it is not (run from the build folder, or installed under a prefix that the bus
 * does not look at) the notifier is spawned instead, and reads the diary at its start.
 */
#include "aft-config.h"

#include "aft-notifier-client.h"

#include "aft-leader.h"
#include "aft-notifier-protocol.h"
#include "aft-program-finder.h"

#include <unistd.h>

#define CALL_TIMEOUT_MS 3000
/* For what was stopped to have stopped. */
#define STOP_TIMEOUT_MS 500
/* The notifier asks the notification server first, 3 s at most. */
#define STATUS_TIMEOUT_MS 5000
/* A notifier that was just spawned reads the diary by itself. */
#define SPAWN_GRACE_US (5 * G_TIME_SPAN_SECOND)
#define NOTIFIER_PROGRAM "aftercare-notifier"

struct _AftNotifierClient
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *connection; /* NULL: no bus, or not yet */
  guint changed_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftNotifierClient, aft_notifier_client, G_TYPE_OBJECT)

/**
 * aft_notifier_find_program:
 *
 * Beside the running program (its prefix, then its build folder), else where it was installed.
 *
 * Returns: (transfer full): the path of the notifier, there or not
 */
char *
aft_notifier_find_program (void)
{
  char *path = aft_find_program (NOTIFIER_PROGRAM, "libexec", "notifier");

  return path != NULL ? path : g_build_filename (LIBEXECDIR, NOTIFIER_PROGRAM, NULL);
}

/* In the child: out of the terminal's process group, so that Ctrl+C there does not reach it. */
static void
leave_session (gpointer user_data)
{
  setsid ();
}

static gboolean
spawn_notifier (GError **error)
{
  static gint64 spawned_at_us;
  g_autofree char *path = aft_notifier_find_program ();
  const char *argv[] = { path, NULL };
  gint64 now_us = g_get_monotonic_time ();

  if (spawned_at_us != 0 && now_us - spawned_at_us < SPAWN_GRACE_US)
    return TRUE;

  /* Without G_SPAWN_DO_NOT_REAP_CHILD GLib forks twice: init reaps it, nobody waits. Its output
   * goes nowhere, or a shell pipe behind --import would stay open as long as the notifier runs. */
  if (!g_spawn_async ("/", (char **) argv, NULL,
                      G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, leave_session, NULL,
                      NULL, error))
    return FALSE;

  spawned_at_us = now_us;

  return TRUE;
}

static gboolean
cannot_be_activated (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         (error->domain == G_DBUS_ERROR && error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
          error->code <= G_DBUS_ERROR_SPAWN_FILE_INVALID);
}

/* @error: (transfer full) */
static void
fail (GTask *task, GError *error)
{
  g_autofree char *lock = aft_leader_get_default_path ();

  /* From a terminal without a session, a notifier at work in one is still told. */
  aft_leader_poke (lock);
  g_task_return_error (task, error);
}

/* The one on the bus has another diary: it was started with other folders, by another session or
 * from another installation. This diary gets one of its own, behind that one. */
static void
see_to_own (GError **error)
{
  g_autofree char *lock = aft_leader_get_default_path ();

  if (aft_leader_is_held (lock))
    aft_leader_poke (lock);
  else
    spawn_notifier (error);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_for_task (GTask *task, GDBusConnection *connection, const char *method, GVariant *parameters)
{
  g_dbus_connection_call (connection, AFT_NOTIFIER_NAME, AFT_NOTIFIER_PATH, AFT_NOTIFIER_INTERFACE,
                          method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, CALL_TIMEOUT_MS,
                          g_task_get_cancellable (task), told_cb, g_object_ref (task));
}

/* For a notifier of an older version, which an update has left running. */
static void
tell_older (GTask *task, GDBusConnection *connection)
{
  g_task_set_task_data (task, (gpointer) "older", NULL);
  call_for_task (task, connection, "DiaryChanged", NULL);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  gboolean mine = TRUE;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) &&
      g_task_get_task_data (task) == NULL)
    {
      tell_older (task, G_DBUS_CONNECTION (source));
      return;
    }

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(b)")))
    g_variant_get (reply, "(b)", &mine);
  if (!mine)
    {
      see_to_own (&error);
    }
  else if (reply == NULL && cannot_be_activated (error))
    {
      g_clear_error (&error);
      spawn_notifier (&error);
    }

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    fail (task, g_steal_pointer (&error));
}

static void
tell (GTask *task, GDBusConnection *connection)
{
  g_autofree char *lock = aft_leader_get_default_path ();
  g_autofree char *folder = NULL;
  g_autofree char *id = NULL;

  aft_leader_describe_folder (lock, &folder, &id);
  call_for_task (task, connection, "DiaryWritten", g_variant_new ("(ss)", folder, id));
}

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

/* Done by whoever gets the bus first, so that what follows a call is never missed. */
static void
listen (AftNotifierClient *self, GDBusConnection *connection)
{
  if (self->connection != NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->connection = g_object_ref (connection);
  self->changed_id = g_dbus_connection_signal_subscribe (
      /* Whoever says so: the one that has this diary may stand behind another on the bus. */
      connection, NULL, AFT_NOTIFIER_INTERFACE, "Changed", AFT_NOTIFIER_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, self, NULL);
}

static void
bus_for_task_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  /* A session bus that dies must not take a half-written note with it. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  if (g_task_get_source_object (task) != NULL)
    listen (g_task_get_source_object (task), connection);
  tell (task, connection);
}

static void
bus_for_client_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNotifierClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("No session bus, so no reminders: %s", error->message);
      return;
    }

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  listen (self, connection);
}

static void
log_failure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_notifier_client_tell_finish (AFT_NOTIFIER_CLIENT (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The notifier could not be told: %s", error->message);
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
 * Listens for the notifier, without starting it. Without a session bus it does nothing, and says
 * so in the log. From then on the death of the bus no longer ends this process.
 *
 * Returns: (transfer full): a client for the main thread
 */
AftNotifierClient *
aft_notifier_client_new (void)
{
  AftNotifierClient *self = g_object_new (AFT_TYPE_NOTIFIER_CLIENT, NULL);

  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_for_client_cb, g_object_ref (self));

  return self;
}

/**
 * aft_notifier_client_tell:
 * @self: a client
 *
 * Says that the diary or the settings were written, and starts the notifier where it is not
 * running. Returns at once; failures go to the log.
 */
void
aft_notifier_client_tell (AftNotifierClient *self)
{
  aft_notifier_client_tell_async (self, NULL, log_failure_cb, NULL);
}

/**
 * aft_notifier_client_tell_async:
 * @self: a client
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called when the notifier has answered or was spawned, or neither could be
 * @user_data: for @callback
 *
 * As aft_notifier_client_tell(), for callers that want to know.
 */
void
aft_notifier_client_tell_async (AftNotifierClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AFT_IS_NOTIFIER_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_notifier_client_tell_async);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_for_task_cb, g_object_ref (task));
}

/**
 * aft_notifier_client_tell_finish:
 * @self: the client
 * @result: of aft_notifier_client_tell_async()
 * @error: that of the bus, of the call (3 s timeout) or of the spawning
 *
 * Returns: TRUE when the notifier knows, or was spawned and will look
 */
gboolean
aft_notifier_client_tell_finish (AftNotifierClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A method call that waits for the bus. */
typedef struct
{
  const char *method;
  GVariant *parameters; /* (nullable) */
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
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, reply, (GDestroyNotify) g_variant_unref);
}

static void
bus_for_call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  const Call *call = g_task_get_task_data (task);

  if (connection == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_dbus_connection_call (connection, AFT_NOTIFIER_NAME, AFT_NOTIFIER_PATH, AFT_NOTIFIER_INTERFACE,
                          call->method, call->parameters, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          STATUS_TIMEOUT_MS, g_task_get_cancellable (task), called_cb,
                          g_object_ref (task));
}

/* @parameters: (nullable), floating. The task returns the reply. Takes @task. */
static void
call_notifier (GTask *task, const char *method, GVariant *parameters)
{
  Call *call = g_new0 (Call, 1);

  call->method = method;
  call->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  g_task_set_task_data (task, call, call_free);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), bus_for_call_cb, task);
}

/**
 * aft_notifier_client_get_status_async:
 * @self: a client
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called within 5 s
 * @user_data: for @callback
 *
 * Asks a running notifier how it is, which asks the notification server in turn. Does not start
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
  call_notifier (task, "GetStatus", NULL);
}

/**
 * aft_notifier_client_get_status_finish:
 * @self: the client
 * @result: of aft_notifier_client_get_status_async()
 * @error: %G_DBUS_ERROR_NAME_HAS_NO_OWNER or %G_DBUS_ERROR_SERVICE_UNKNOWN when no notifier is
 *   running; an error of the bus or of the call otherwise
 *
 * Returns: (transfer full) (nullable): a{sv} with the keys in aft-notifier-protocol.h
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
 * @seconds: how long to wait before it is shown, an hour at most
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called when the notifier has taken the order
 * @user_data: for @callback
 *
 * Asks a running notifier for a test notification. Does not start one.
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
  call_notifier (task, "SendTest", g_variant_new ("(u)", seconds));
}

/**
 * aft_notifier_client_send_test_finish:
 * @self: the client
 * @result: of aft_notifier_client_send_test_async()
 * @error: as of aft_notifier_client_get_status_finish(); %G_DBUS_ERROR_FAILED from a notifier that
 *   does not lead
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

typedef struct
{
  gatomicrefcount ref_count; /* the caller, and the task */
  GCancellable *cancellable; /* of the task */
  gboolean done;
  gboolean late; /* nobody wants to know any more */
  gboolean told;
  GError *error;
} Waiter;

static void
waiter_unref (Waiter *waiter)
{
  if (!g_atomic_ref_count_dec (&waiter->ref_count))
    return;

  g_clear_error (&waiter->error);
  g_object_unref (waiter->cancellable);
  g_free (waiter);
}

static void
waiter_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  if (!waiter->late)
    waiter->told = g_task_propagate_boolean (G_TASK (result), &waiter->error);
  waiter->done = TRUE;
  waiter_unref (waiter);
}

static gboolean
waiter_timeout_cb (gpointer user_data)
{
  Waiter *waiter = user_data;

  /* What was called holds the connection until it is told to stop, and a moment after that. */
  waiter->late = TRUE;
  waiter->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                       "the notifier did not answer within 3 seconds");
  g_cancellable_cancel (waiter->cancellable);

  return G_SOURCE_REMOVE;
}

/* Even stopping can hang, with a bus that does. */
static gboolean
waiter_leave_cb (gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->done = TRUE;

  return G_SOURCE_REMOVE;
}

static GSource *
waiter_add_timeout (Waiter *waiter, GMainContext *context, guint ms, GSourceFunc func)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, waiter, NULL);
  g_source_attach (source, context);

  return source;
}

/**
 * aft_notifier_tell_sync:
 * @error: that of the bus, of the call or of the spawning; %G_IO_ERROR_TIMED_OUT after 3 s
 *
 * As aft_notifier_client_tell(), for programs without a main loop. Never takes longer than three
 * and a half seconds, not even with a session bus that hangs; what is under way and cannot be
 * stopped then is left behind, so the process should be about to end.
 *
 * Returns: TRUE when the notifier knows, or was spawned and will look
 */
gboolean
aft_notifier_tell_sync (GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) timeout = NULL;
  g_autoptr (GSource) leave = NULL;
  g_autoptr (GTask) task = NULL;
  Waiter *waiter = g_new0 (Waiter, 1);
  gboolean told;

  g_atomic_ref_count_init (&waiter->ref_count);
  g_atomic_ref_count_inc (&waiter->ref_count);
  waiter->cancellable = g_cancellable_new ();
  g_main_context_push_thread_default (context);

  timeout = waiter_add_timeout (waiter, context, CALL_TIMEOUT_MS, waiter_timeout_cb);
  leave = waiter_add_timeout (waiter, context, CALL_TIMEOUT_MS + STOP_TIMEOUT_MS, waiter_leave_cb);
  task = g_task_new (NULL, waiter->cancellable, waiter_told_cb, waiter);
  g_task_set_source_tag (task, aft_notifier_tell_sync);
  g_bus_get (G_BUS_TYPE_SESSION, waiter->cancellable, bus_for_task_cb, g_steal_pointer (&task));

  while (!waiter->done)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (timeout);
  g_source_destroy (leave);
  g_main_context_pop_thread_default (context);

  told = waiter->told;
  if (waiter->error != NULL)
    g_propagate_error (error, g_steal_pointer (&waiter->error));
  waiter_unref (waiter);

  return told;
}
