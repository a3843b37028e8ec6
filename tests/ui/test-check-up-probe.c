/* test-check-up-probe.c: tests of what the check-up finds on private buses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Servers and notifiers are objects of the test on a second connection. All run in one main loop,
 * because the probe doesn't block.
 */
#include "aft-check-up-probe.h"
#include "aft-dbus-notifier.h"
#include "aft-notifier-protocol.h"

#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
/* clang-format off */
#define SERVER_XML(rest)                                                \
  "<node>"                                                              \
  "  <interface name='org.freedesktop.Notifications'>"                  \
  "    <method name='GetServerInformation'>"                            \
  "      <arg type='s' direction='out'/><arg type='s' direction='out'/>" \
  "      <arg type='s' direction='out'/><arg type='s' direction='out'/>" \
  "    </method>"                                                       \
  "    <method name='GetCapabilities'>"                                 \
  "      <arg type='as' direction='out'/>"                              \
  "    </method>"                                                       \
  rest "</node>"
#define TALKATIVE_SERVER_XML SERVER_XML (                               \
  "    <property name='Inhibited' type='b' access='read'/>"             \
  "  </interface>"                                                      \
  "  <interface name='org.dunstproject.cmd0'>"                          \
  "    <property name='paused' type='b' access='readwrite'/>"           \
  "  </interface>")
#define SILENT_SERVER_XML SERVER_XML ("</interface>")
#define XFCONF_XML                                                      \
  "<node><interface name='org.xfce.Xfconf'>"                            \
  "  <method name='GetProperty'>"                                       \
  "    <arg type='s' direction='in'/><arg type='s' direction='in'/>"    \
  "    <arg type='v' direction='out'/>"                                 \
  "  </method>"                                                         \
  "</interface></node>"
/* clang-format on */

typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  AftDBusNotifier *notifier;
  const char *name;      /* (nullable): of the server */
  const char *vendor;    /* (nullable): likewise */
  gboolean hangs;        /* the server */
  gboolean muted;        /* in Xfce's settings */
  GPtrArray *unanswered; /* GDBusMethodInvocation */
  gboolean mute_buttons; /* the server doesn't have the property */
  gboolean failing;      /* the notifier has a last-error */
  gboolean trailing;     /* the notifier doesn't lead */
  gboolean elsewhere;    /* the notifier was started elsewhere */
  gboolean done;
  AftCheckUpFacts *facts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->unanswered = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_check_up_facts_free (fixture->facts);
  g_clear_object (&fixture->notifier);
  g_ptr_array_unref (fixture->unanswered);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_object_unref (fixture->connection);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
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
  Fixture *fixture = user_data;

  if (g_str_equal (method, "GetServerInformation"))
    {
      /* A hanging server never responds. */
      if (fixture->hangs)
        g_ptr_array_add (fixture->unanswered, invocation);
      else
        g_dbus_method_invocation_return_value (
            invocation,
            g_variant_new ("(ssss)", fixture->name != NULL ? fixture->name : "mock",
                           fixture->vendor != NULL ? fixture->vendor : "vendor", "1.5", "1.2"));
      return;
    }

  if (g_str_equal (method, "GetProperty"))
    {
      g_autofree char *name = NULL;

      g_variant_get_child (parameters, 1, "s", &name);
      if (g_str_equal (name, "/do-not-disturb"))
        g_dbus_method_invocation_return_value (invocation,
                                               g_variant_new ("(v)", g_variant_new_boolean (TRUE)));
      else if (fixture->muted)
        g_dbus_method_invocation_return_value (
            invocation, g_variant_new_parsed ("(<[<'Other'>, <'Aftercare'>]>,)"));
      else
        g_dbus_method_invocation_return_dbus_error (
            invocation, "org.xfce.Xfconf.Error.PropertyNotFound", "no such property");
      return;
    }

  if (g_str_equal (method, "GetCapabilities"))
    {
      const char *const capabilities[] = { "body", fixture->mute_buttons ? NULL : "actions", NULL };

      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
    }
}

static gboolean
handle_get_status_cb (AftDBusNotifier *notifier,
                      GDBusMethodInvocation *invocation,
                      Fixture *fixture)
{
  GVariantDict status;

  g_variant_dict_init (&status, NULL);
  g_variant_dict_insert (&status, "leading", "b", !fixture->trailing);
  if (fixture->elsewhere)
    {
      static const char *const keys[] = { "version",     "folder",      "folder-id",
                                          "preferences", "utc-offsets", "language" };

      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        g_variant_dict_insert (&status, keys[i], "s", "elsewhere");
      g_variant_dict_insert (&status, "diary-error", "s", "It is damaged.");
      g_variant_dict_insert (&status, "watching", "b", FALSE);
      g_variant_dict_insert (&status, "exact", "b", FALSE);
    }
  if (!fixture->trailing)
    {
      g_variant_dict_insert (&status, "last-error", "s", fixture->failing ? "out of paper" : "");
      g_variant_dict_insert (&status, "next-due", "x", (gint64) 1234);
    }
  aft_dbus_notifier_complete_get_status (notifier, invocation, g_variant_dict_end (&status));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static GVariant *
property_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *property,
             GError **error,
             gpointer user_data)
{
  /* They differ, so that they can't be mixed up. */
  return g_variant_new_boolean (g_str_equal (property, "paused"));
}

static void
own_name (Fixture *fixture, const char *name)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", name, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
serve_notifier (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->notifier = aft_dbus_notifier_skeleton_new ();
  g_signal_connect (fixture->notifier, "handle-get-status", G_CALLBACK (handle_get_status_cb),
                    fixture);
  g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (fixture->notifier),
                                    fixture->connection, AFT_NOTIFIER_PATH, &error);
  g_assert_no_error (error);
  own_name (fixture, AFT_NOTIFIER_NAME);
}

static void
serve_server (Fixture *fixture, const char *xml, guint n_interfaces)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb,
                                               .get_property = property_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_interfaces; i++)
    {
      g_dbus_connection_register_object (fixture->connection, SERVER_PATH, node->interfaces[i],
                                         &vtable, fixture, NULL, &error);
      g_assert_no_error (error);
    }
  own_name (fixture, SERVER_NAME);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->facts, aft_check_up_facts_free);
  fixture->facts = aft_check_up_probe_finish (AFT_NOTIFIER_CLIENT (source), result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

/* Probes, and returns the longest time that the main loop was blocked, in microseconds. */
static gint64
probe (Fixture *fixture)
{
  g_autoptr (AftNotifierClient) client = aft_notifier_client_new ();
  gint64 worst_us = 0;

  fixture->done = FALSE;
  aft_check_up_probe_async (client, NULL, probed_cb, fixture);
  while (!fixture->done)
    {
      gint64 begun_us;

      /* Without waiting: the rest is work in the loop. */
      begun_us = g_get_monotonic_time ();
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      else
        worst_us = MAX (worst_us, g_get_monotonic_time () - begun_us);
    }

  return worst_us;
}

static void
test_healthy (Fixture *fixture, gconstpointer data)
{
  serve_server (fixture, TALKATIVE_SERVER_XML, 2);
  serve_notifier (fixture);
  probe (fixture);

  g_assert_cmpint (fixture->facts->bus, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->server, ==, AFT_FACT_YES);
  g_assert_cmpstr (fixture->facts->server_name, ==, "mock");
  g_assert_cmpstr (fixture->facts->server_version, ==, "1.5");
  g_assert_cmpint (fixture->facts->server_actions, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->notifier, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->leading, ==, AFT_FACT_YES);
  g_assert_null (fixture->facts->last_error);
  g_assert_null (fixture->facts->other_folder);
  g_assert_null (fixture->facts->diary_error);
  g_assert_cmpint (fixture->facts->keeping, ==, AFT_PREFERENCES_FORGOTTEN);
  g_assert_cmpint (fixture->facts->next_due_us, ==, 1234);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_OFF);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_UNKNOWN);
  g_assert_cmpint (fixture->facts->autostart, ==, AFT_AUTOSTART_MISSING);

  /* Another switch. */
  fixture->name = "dunst";
  probe (fixture);
  g_assert_cmpint (fixture->facts->server_kind, ==, AFT_SERVER_KIND_DUNST);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_ON);
}

static void
write_plasma (const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "plasmanotifyrc", NULL);

  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_plasma (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "plasmanotifyrc", NULL);

  fixture->name = "Plasma";
  serve_server (fixture, TALKATIVE_SERVER_XML, 2);
  serve_notifier (fixture);
  probe (fixture);
  g_assert_cmpint (fixture->facts->server_kind, ==, AFT_SERVER_KIND_PLASMA);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_OFF);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->app_banners, ==, AFT_FACT_YES);

  write_plasma ("[Applications][org.kde.other]\nShowInHistory=false\nShowPopups=false\n\n"
                "[Applications][org.example.Aftercare]\nSeen=true\nShowPopups=false\n\n"
                "[DoNotDisturb]\nShowInHistory=false\n");
  probe (fixture);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->app_banners, ==, AFT_FACT_NO);

  write_plasma ("[Applications][org.example.Aftercare]\nShowInHistory=false\nShowPopups=false\n");
  probe (fixture);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_NO);

  g_unlink (path);
  g_assert_no_errno (g_mkdir (path, 0700));
  probe (fixture);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_UNKNOWN);
  g_rmdir (path);
}

static void
test_xfce (Fixture *fixture, gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (XFCONF_XML, NULL);
  g_autoptr (GError) error = NULL;

  fixture->name = "Xfce Notify Daemon";
  serve_server (fixture, SILENT_SERVER_XML, 1);
  serve_notifier (fixture);
  probe (fixture);
  g_assert_cmpint (fixture->facts->server_kind, ==, AFT_SERVER_KIND_XFCE);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_UNKNOWN);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_UNKNOWN);

  g_dbus_connection_register_object (fixture->connection, "/org/xfce/Xfconf", node->interfaces[0],
                                     &vtable, fixture, NULL, &error);
  g_assert_no_error (error);
  own_name (fixture, "org.xfce.Xfconf");
  probe (fixture);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_ON);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_YES);

  fixture->muted = TRUE;
  probe (fixture);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_NO);
}

static void
test_silent_server (Fixture *fixture, gconstpointer data)
{
  /* A server that has neither property. */
  fixture->failing = TRUE;
  fixture->mute_buttons = TRUE;
  serve_server (fixture, SILENT_SERVER_XML, 1);
  serve_notifier (fixture);
  probe (fixture);

  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_UNKNOWN);
  g_assert_cmpint (fixture->facts->server_actions, ==, AFT_FACT_NO);
  g_assert_cmpstr (fixture->facts->last_error, ==, "out of paper");
}

/* Replaces GLib's function: there must be no notifier here, even if one is installed. */
gboolean
g_spawn_async (const char *working_directory,
               char **argv,
               char **envp,
               GSpawnFlags flags,
               GSpawnChildSetupFunc child_setup,
               gpointer user_data,
               GPid *child_pid,
               GError **error)
{
  g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT, "no %s", argv[0]);

  return FALSE;
}

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "aftercare", NULL);

  fixture->elsewhere = TRUE;
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  serve_server (fixture, TALKATIVE_SERVER_XML, 2);
  serve_notifier (fixture);
  probe (fixture);

  g_assert_cmpstr (fixture->facts->folder, ==, folder);
  g_assert_cmpstr (fixture->facts->other_folder, ==, "elsewhere");
  g_assert_cmpint (fixture->facts->own_notifier, ==, AFT_FACT_NO);
  g_assert_cmpstr (fixture->facts->diary_error, ==, "It is damaged.");
  g_assert_cmpint (fixture->facts->same_version, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->same_preferences, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->same_zone, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->same_language, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->watching, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->exact, ==, AFT_FACT_NO);
  g_rmdir (folder);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  probe (fixture);

  g_assert_cmpint (fixture->facts->bus, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->server, ==, AFT_FACT_NO);
  g_assert_false (fixture->facts->server_hangs);
  g_assert_cmpint (fixture->facts->notifier, ==, AFT_FACT_NO);
}

static void
test_hanging_server (Fixture *fixture, gconstpointer data)
{
  gint64 worst_us;

  fixture->hangs = TRUE;
  fixture->trailing = TRUE;
  serve_server (fixture, TALKATIVE_SERVER_XML, 2);
  serve_notifier (fixture);
  worst_us = probe (fixture);

  g_assert_cmpint (fixture->facts->server, ==, AFT_FACT_NO);
  g_assert_true (fixture->facts->server_hangs);
  g_assert_cmpint (fixture->facts->notifier, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->leading, ==, AFT_FACT_NO);
  /* The server hung for three seconds, but the main loop never did. */
  g_assert_cmpint (worst_us, <, G_USEC_PER_SEC);
}

static void
test_no_bus (void)
{
  Fixture fixture = { 0 };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  probe (&fixture);
  g_assert_cmpint (fixture.facts->bus, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture.facts->server, ==, AFT_FACT_UNKNOWN);
  g_assert_cmpint (fixture.facts->notifier, ==, AFT_FACT_UNKNOWN);
  aft_check_up_facts_free (fixture.facts);
}

/* Accepts the connection, and never responds. */
static void
test_silent_bus (void)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "silent", NULL);
  g_autofree char *name = g_strconcat ("unix:path=", path, NULL);
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);
  Fixture fixture = { 0 };

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700));
  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <,
                    sizeof address.sun_path);
  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (fd, 8));
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", name, TRUE);
  g_assert_cmpint (probe (&fixture), <, G_USEC_PER_SEC);
  g_assert_cmpint (fixture.facts->bus, ==, AFT_FACT_NO);
  g_assert_true (fixture.facts->bus_hangs);
  aft_check_up_facts_free (fixture.facts);
  close (fd);
  g_unlink (path);
}

static gboolean
has_schema (const char *id)
{
  g_autoptr (GSettingsSchema) schema =
      g_settings_schema_source_lookup (g_settings_schema_source_get_default (), id, TRUE);

  return schema != NULL;
}

static void
test_login (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autofree char *path = g_build_filename (folder, "org.example.Aftercare.Notifier.desktop", NULL);
  Fixture fixture = { 0 };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "[Desktop Entry]\nHidden=true\n", -1, NULL));
  probe (&fixture);
  g_assert_cmpint (fixture.facts->autostart, ==, AFT_AUTOSTART_OFF);
  g_assert_cmpstr (fixture.facts->autostart_path, ==, path);
  g_unlink (path);
  aft_check_up_facts_free (fixture.facts);
}

static void
test_gnome (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) all = NULL;
  g_autoptr (GSettings) app = NULL;

  if (!has_schema ("org.gnome.desktop.notifications"))
    {
      g_test_skip ("gsettings-desktop-schemas is not installed");
      return;
    }

  fixture->name = "gnome-shell";
  serve_server (fixture, SILENT_SERVER_XML, 1);
  serve_notifier (fixture);
  all = g_settings_new ("org.gnome.desktop.notifications");
  app = g_settings_new_with_path (
      "org.gnome.desktop.notifications.application",
      "/org/gnome/desktop/notifications/application/org-example-aftercare/");
  probe (fixture);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_OFF);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_YES);
  g_assert_cmpint (fixture->facts->app_banners, ==, AFT_FACT_YES);

  g_settings_set_boolean (all, "show-banners", FALSE);
  g_settings_set_boolean (app, "enable", FALSE);
  probe (fixture);
  g_assert_cmpint (fixture->facts->do_not_disturb, ==, AFT_DO_NOT_DISTURB_ON);
  g_assert_cmpint (fixture->facts->app_enabled, ==, AFT_FACT_NO);
  g_assert_cmpint (fixture->facts->app_banners, ==, AFT_FACT_YES);
}

int
main (int argc, char **argv)
{
  const char *schemas = g_getenv ("GSETTINGS_SCHEMA_DIR");
  g_autofree char *with_desktop =
      g_strdup_printf ("%s%s/usr/share/glib-2.0/schemas", schemas != NULL ? schemas : "",
                       schemas != NULL ? ":" : "");

  /* The desktop's schemas, which the test's folders hide. */
  g_setenv ("GSETTINGS_SCHEMA_DIR", with_desktop, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/check-up-probe/healthy", test_healthy);
  ADD ("/check-up-probe/gnome", test_gnome);
  ADD ("/check-up-probe/plasma", test_plasma);
  ADD ("/check-up-probe/xfce", test_xfce);
  ADD ("/check-up-probe/silent-server", test_silent_server);
  ADD ("/check-up-probe/elsewhere", test_elsewhere);
  ADD ("/check-up-probe/nobody", test_nobody);
  ADD ("/check-up-probe/hanging-server", test_hanging_server);
  g_test_add_func ("/check-up-probe/no-bus", test_no_bus);
  g_test_add_func ("/check-up-probe/login", test_login);
  /* The last one: whatever waits for this bus does so forever. */
  g_test_add_func ("/check-up-probe/silent-bus", test_silent_bus);

  return g_test_run ();
}
