/* aft-session-bus.c: does without a session bus or GVfs that doesn't respond
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib has no time limit for a bus to respond to Hello, and waits half a minute for the name of
 * the program. A bus that accepts connections and then doesn't respond, or stops responding
 * after Hello, would block the window from opening, and anything that uses a file through GVfs.
 */
#include "aft-config.h"

#include "aft-session-bus.h"

#include <sys/stat.h>

#define NO_BUS "unix:path=/dev/null/no-bus"
/* An address where there is no bus. */
#define NAME APP_ID ".Greeting"
#define DO_NOT_QUEUE 4u
/* Selects the GVfs that GIO uses; respected if it is set already. */
#define USE_VFS "GIO_USE_VFS"

typedef struct
{
  gboolean answered; /* with or without success */
  gboolean late;     /* the caller has given up */
  gboolean works;    /* the bus responds */
  GCancellable *cancellable;
} Greeting;

static void
pinged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Greeting *greeting = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  greeting->answered = TRUE;
}

/* GLib's module for GVfs waits half a minute for a daemon that hangs, when the first file is
 * used. That also starts the daemon, so this takes no extra time. */
static void
ping_gvfs (GDBusConnection *connection, Greeting *greeting)
{
  g_dbus_connection_call (connection, "org.gtk.vfs.Daemon", "/org/gtk/vfs/Daemon",
                          "org.freedesktop.DBus.Peer", "Ping", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, greeting->cancellable, pinged_cb, greeting);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Greeting *greeting = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  greeting->works = TRUE;
  if (reply != NULL && g_getenv (USE_VFS) == NULL)
    ping_gvfs (G_DBUS_CONNECTION (source), greeting);
  else
    greeting->answered = TRUE;
}

static void
greeted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Greeting *greeting = user_data;
  g_autoptr (GDBusConnection) connection = g_dbus_connection_new_for_address_finish (result, NULL);

  if (connection == NULL)
    {
      greeting->answered = TRUE;
      return;
    }
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_dbus_connection_call (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", NAME, DO_NOT_QUEUE), NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, greeting->cancellable, named_cb, greeting);
}

static gboolean
late_cb (gpointer user_data)
{
  Greeting *greeting = user_data;

  greeting->late = TRUE;

  return G_SOURCE_REMOVE;
}

/* The address that GLib would use; NULL if it would have to start a bus first. */
static char *
get_address (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  struct stat status;

  if (address != NULL)
    return g_strdup (address);
  path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  if (stat (path, &status) != 0 || !S_ISSOCK (status.st_mode))
    return NULL;
  escaped = g_dbus_address_escape_value (path);

  return g_strconcat ("unix:path=", escaped, NULL);
}

/**
 * aft_session_bus_check:
 *
 * If the session bus doesn't respond, makes this process run without it, so that nothing waits for
 * it later. If only GVfs doesn't respond, makes it run without GVfs, so that it only sees files on
 * this computer. Call it before other threads start and before the first #GFile. Takes a few
 * milliseconds, at most %AFT_SESSION_BUS_WAIT_MS.
 *
 * Returns: FALSE if there is a bus that doesn't respond
 */
gboolean
aft_session_bus_check (void)
{
  g_autofree char *address = get_address ();
  g_autoptr (GMainContext) context = NULL;
  g_autoptr (GSource) timeout = NULL;
  Greeting *greeting;

  if (address == NULL || *address == '\0')
    return TRUE;

  context = g_main_context_new ();
  greeting = g_new0 (Greeting, 1);
  greeting->cancellable = g_cancellable_new ();
  g_main_context_push_thread_default (context);
  timeout = g_timeout_source_new (AFT_SESSION_BUS_WAIT_MS);
  g_source_set_callback (timeout, late_cb, greeting, NULL);
  g_source_attach (timeout, context);
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, greeting->cancellable, greeted_cb, greeting);
  while (!greeting->answered && !greeting->late)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  g_main_context_pop_thread_default (context);
  if (greeting->answered)
    {
      g_object_unref (greeting->cancellable);
      g_free (greeting);
      return TRUE;
    }

  if (greeting->works)
    {
      g_message ("GVfs doesn't answer, so only files on this computer can be reached");
      g_setenv (USE_VFS, "local", TRUE);
      g_setenv ("GIO_USE_VOLUME_MONITOR", "unix", TRUE);
    }
  else
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", NO_BUS, TRUE);
  /* The thread may need half a minute to give up, so it keeps @greeting. */
  g_cancellable_cancel (greeting->cancellable);

  return greeting->works;
}
