/* recording-daemon.c: a notification daemon that records what it shows, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line for each Notify(): CLOCK_REALTIME and CLOCK_BOOTTIME in seconds, and the summary. In C,
 * because the guest has no display and little time.
 */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define XML                                                                                     \
  "<node><interface name='" NAME "'>"                                                           \
  "<method name='Notify'>"                                                                      \
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"  \
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>" \
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"                            \
  "<arg type='u' direction='out'/></method>"                                                    \
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"                    \
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"                    \
  "<method name='GetServerInformation'>"                                                        \
  "<arg type='s' direction='out'/><arg type='s' direction='out'/>"                              \
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"                     \
  "</interface></node>"

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  static const char *const capabilities[] = { "actions", "body", NULL };
  static guint32 last_id;
  GVariant *answer = NULL;

  if (g_str_equal (method, "Notify"))
    {
      const char *summary;

      g_variant_get_child (parameters, 3, "&s", &summary);
      printf ("%.6f %.6f %s\n", read_clock (CLOCK_REALTIME), read_clock (CLOCK_BOOTTIME), summary);
      fflush (stdout);
      answer = g_variant_new ("(u)", ++last_id);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    {
      answer = g_variant_new ("(^as)", capabilities);
    }
  else if (g_str_equal (method, "GetServerInformation"))
    {
      answer = g_variant_new ("(ssss)", "recorder", "Aftercare", "1", "1.2");
    }

  g_dbus_method_invocation_return_value (invocation, answer);
}

static void
bus_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (XML, NULL);

  g_dbus_connection_register_object (connection, PATH, node->interfaces[0], &vtable, NULL, NULL,
                                     NULL);
}

static void
name_lost_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_printerr ("recording-daemon: %s is not to be had on the session bus\n", name);
  exit (EXIT_FAILURE);
}

int
main (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_bus_own_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, bus_acquired_cb, NULL,
                  name_lost_cb, NULL, NULL);
  g_main_loop_run (loop);

  return EXIT_SUCCESS;
}
