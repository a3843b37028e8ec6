/* aft-service-request.c: has systemd run the notifier
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * systemd restarts its services after a crash, and restricts them. A desktop does neither for what it starts
 * at login.
 */
#include "aft-config.h"

#include "aft-service-request.h"

#include "aft-notifier-protocol.h"

#define UNIT "aftercare-notifier.service"
/* systemd answers at once, but the bus only after the notifier has started. */
#define ASK_TIMEOUT_MS 5000
#define START_TIMEOUT_MS 25000

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDBusConnection *connection = G_DBUS_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (connection, result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Not from systemd: the bus knows its pending starts, so that there is never a second one. */
  g_dbus_connection_call (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "StartServiceByName",
                          g_variant_new ("(su)", AFT_NOTIFIER_NAME, 0), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, START_TIMEOUT_MS, g_task_get_cancellable (task),
                          started_cb, g_object_ref (task));
}

/**
 * aft_service_request_async:
 * @connection: the session bus
 * @cancellable: (nullable): stops waiting
 * @callback: called when a notifier is running, or it is clear that this doesn't start one; after 30 s at
 *   most
 * @user_data: for @callback
 *
 * Makes the bus start the notifier, if systemd has a service for that.
 */
void
aft_service_request_async (GDBusConnection *connection,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_DBUS_CONNECTION (connection));

  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_service_request_async);
  g_dbus_connection_call (connection, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
                          "org.freedesktop.systemd1.Manager", "GetUnitFileState",
                          g_variant_new ("(s)", UNIT), G_VARIANT_TYPE ("(s)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, ASK_TIMEOUT_MS, cancellable, found_cb,
                          g_object_ref (task));
}

/**
 * aft_service_request_finish:
 * @connection: as of aft_service_request_async()
 * @result: of aft_service_request_async()
 * @error: why not: most often, systemd isn't on this bus or doesn't have the service
 *
 * Returns: TRUE when a notifier is running
 */
gboolean
aft_service_request_finish (GDBusConnection *connection, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, connection), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
