/* aft-session-bus.c: a session bus, or a GVfs on it, that doesn't answer counts as none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib puts no limit on how long a bus may take to say hello, and waits half a minute for the name of
 * the program. One that takes connections and then is silent, or falls silent after hello, would stop
 * the window before it is there, and whatever asks GVfs for a file.
 */
#include "aft-config.h"

#include "aft-session-bus.h"

#include <sys/stat.h>

#define NO_BUS "unix:path=/dev/null/no-bus"
/* Nobody looks for this one. */
#define NAME APP_ID ".Greeting"
#define DO_NOT_QUEUE 4u
/* Says which GVfs GIO uses; where it is set, somebody has decided already. */
#define USE_VFS "GIO_USE_VFS"

typedef struct
{
  gboolean answered; /* well or badly */
  gboolean late;     /* nobody waits any more */
  gboolean works;    /* the bus does */
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

/* GLib's module for GVfs waits half a minute for a daemon that hangs, the first time that a file is
 * named. It starts the daemon, too, so this costs nothing that would not be paid anyway. */
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

/* Where GLib would look; NULL where it would have to start a bus first. */
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
 * Where the session bus is silent, this process does without: nothing in it waits for that bus from
 * then on. Where only GVfs is, it does without GVfs, and sees files of this computer alone. To be
 * called before there are other threads and before the first #GFile. Takes some milliseconds, and
 * %AFT_SESSION_BUS_WAIT_MS at most.
 *
 * Returns: %FALSE when there is a bus that doesn't answer
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
  /* It may still take half a minute to give up, and nobody waits for that: @greeting stays. */
  g_cancellable_cancel (greeting->cancellable);

  return greeting->works;
}
