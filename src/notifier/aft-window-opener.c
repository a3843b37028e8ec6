/* aft-window-opener.c: opens the window from the notifier
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Over org.freedesktop.Application: the bus starts the program where it knows its D-Bus service file.
 * Otherwise this starts the program that belongs to the notifier, and calls it once it is on the bus.
 */
#include "aft-config.h"

#include "aft-window-opener.h"

#include "aft-reminder-service.h"
#include "aft-program-finder.h"

#include <unistd.h>

#define APP_PATH "/org/example/Aftercare"
#define APPLICATION_INTERFACE "org.freedesktop.Application"
#define PROGRAM "aftercare"
/* How long the program may take to appear on the bus. */
#define START_TIMEOUT_S 20

typedef struct
{
  GDBusConnection *connection;
  char *button;
  char *token; /* (nullable) */
  guint watch_id;
  guint timeout_id;
} Opening;

static void
activate (Opening *opening, GDBusCallFlags flags, GAsyncReadyCallback callback);

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->watch_id, g_bus_unwatch_name);
  g_clear_handle_id (&opening->timeout_id, g_source_remove);
  g_object_unref (opening->connection);
  g_free (opening->button);
  g_free (opening->token);
  g_free (opening);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL)
    g_warning ("The window could not be opened: %s", error->message);
  opening_free (user_data);
}

static void
program_appeared_cb (GDBusConnection *connection,
                     const char *name,
                     const char *owner,
                     gpointer user_data)
{
  Opening *opening = user_data;

  g_clear_handle_id (&opening->timeout_id, g_source_remove);
  g_clear_handle_id (&opening->watch_id, g_bus_unwatch_name);
  activate (opening, G_DBUS_CALL_FLAGS_NO_AUTO_START, called_cb);
}

static gboolean
start_timeout_cb (gpointer user_data)
{
  Opening *opening = user_data;

  opening->timeout_id = 0;
  g_warning ("The window did not come up within %d seconds", START_TIMEOUT_S);
  opening_free (opening);

  return G_SOURCE_REMOVE;
}

/* In the child: the window keeps running when the notifier's session ends. */
static void
leave_session (gpointer user_data)
{
  setsid ();
}

static gboolean
start_program (Opening *opening, GError **error)
{
  g_autofree char *path = aft_find_program (PROGRAM, "bin", "app");
  /* Without a path, searched in PATH. */
  const char *argv[] = { path != NULL ? path : PROGRAM, NULL };
  g_auto (GStrv) environ = g_get_environ ();

  /* main () sets it for the notifier only: the window may use files on the network. */
  environ = g_environ_unsetenv (environ, "GIO_USE_VFS");
  if (opening->token != NULL)
    {
      environ = g_environ_setenv (environ, "XDG_ACTIVATION_TOKEN", opening->token, TRUE);
      environ = g_environ_setenv (environ, "DESKTOP_STARTUP_ID", opening->token, TRUE);
    }

  return g_spawn_async (NULL, (char **) argv, environ,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, leave_session, NULL, NULL,
                        error);
}

static void
activated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply != NULL)
    {
      opening_free (opening);
      return;
    }

  g_message ("The window is not to be had by the bus (%s): starting it", error->message);
  g_clear_error (&error);
  if (!start_program (opening, &error))
    {
      g_warning ("The window could not be started: %s", error->message);
      opening_free (opening);
      return;
    }

  opening->timeout_id = g_timeout_add_seconds (START_TIMEOUT_S, start_timeout_cb, opening);
  opening->watch_id =
      g_bus_watch_name_on_connection (opening->connection, APP_ID, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      program_appeared_cb, NULL, opening, NULL);
}

static void
activate (Opening *opening, GDBusCallFlags flags, GAsyncReadyCallback callback)
{
  GVariantBuilder parameters, platform_data;
  const char *action = "log-session";

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (!g_str_equal (opening->button, AFT_REMINDER_SERVICE_LOG_SESSION))
    {
      action = "open-page";
      g_variant_builder_add (&parameters, "v", g_variant_new_string ("today"));
    }

  g_variant_builder_init (&platform_data, G_VARIANT_TYPE_VARDICT);
  if (opening->token != NULL)
    {
      /* GLib reads the first before 2.76, and the second since then. */
      g_variant_builder_add (&platform_data, "{sv}", "desktop-startup-id",
                             g_variant_new_string (opening->token));
      g_variant_builder_add (&platform_data, "{sv}", "activation-token",
                             g_variant_new_string (opening->token));
    }

  g_dbus_connection_call (opening->connection, APP_ID, APP_PATH, APPLICATION_INTERFACE,
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, &platform_data), NULL,
                          flags, -1, NULL, callback, opening);
}

/**
 * aft_window_opener_open:
 * @connection: the session bus
 * @button: AFT_REMINDER_SERVICE_OPEN for the page Today, AFT_REMINDER_SERVICE_LOG_SESSION for the dialog
 * @activation_token: (nullable): of the press, so that the window may take the focus
 *
 * Returns at once; failures go to the log.
 */
void
aft_window_opener_open (GDBusConnection *connection,
                        const char *button,
                        const char *activation_token)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->connection = g_object_ref (connection);
  opening->button = g_strdup (button);
  opening->token = g_strdup (activation_token);
  activate (opening, G_DBUS_CALL_FLAGS_NONE, activated_cb);
}
