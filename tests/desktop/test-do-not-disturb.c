/* test-do-not-disturb.c: tests of each desktop's switch, on a private bus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The other side is an object of the test on a second connection. All run in one main loop, because
 * reading the switch doesn't block.
 */
#include "aft-do-not-disturb.h"
#include "aft-other-settings.h"

/* clang-format off */
static const char other_xml[] =
    "<node>"
    "  <interface name='org.xfce.Xfconf'>"
    "    <method name='GetProperty'>"
    "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "      <arg type='v' direction='out'/>"
    "    </method>"
    "  </interface>"
    "  <interface name='org.erikreider.swaync.cc'>"
    "    <method name='GetDnd'><arg type='b' direction='out'/></method>"
    "  </interface>"
    "  <interface name='org.dunstproject.cmd0'>"
    "    <property name='paused' type='b' access='read'/>"
    "  </interface>"
    "  <interface name='org.freedesktop.Notifications'>"
    "    <property name='Inhibited' type='b' access='read'/>"
    "  </interface>"
    "</node>";
/* clang-format on */

typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection; /* of the program */
  GDBusConnection *other;      /* of the desktop */
  gboolean on;
  gboolean unset; /* Xfconf has never stored the switch */
  gboolean hangs;
  GPtrArray *unanswered; /* GDBusMethodInvocation */
  AftDoNotDisturb *do_not_disturb;
  guint n_changed;
  gboolean done;
} Fixture;

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
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
  const char *channel, *property;

  if (fixture->hangs)
    {
      g_ptr_array_add (fixture->unanswered, invocation);
      return;
    }
  if (g_str_equal (method, "GetDnd"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(b)", fixture->on));
      return;
    }

  g_variant_get (parameters, "(&s&s)", &channel, &property);
  g_assert_cmpstr (channel, ==, "xfce4-notifyd");
  g_assert_cmpstr (property, ==, "/do-not-disturb");
  if (fixture->unset)
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.xfce.Xfconf.Error.PropertyNotFound", "no such property");
  else
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(v)", g_variant_new_boolean (fixture->on)));
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
  return g_variant_new_boolean (((Fixture *) user_data)->on);
}

static void
serve (Fixture *fixture, const char *name, const char *path, const char *interface)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb,
                                               .get_property = property_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (other_xml, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (fixture->other, path,
                                     g_dbus_node_info_lookup_interface (node, interface), &vtable,
                                     fixture, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (fixture->other, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", name, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->unanswered = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->connection = connect_to (fixture->bus);
  fixture->other = connect_to (fixture->bus);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->do_not_disturb);
  g_ptr_array_unref (fixture->unanswered);
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_dbus_connection_close_sync (fixture->other, NULL, NULL);
  g_object_unref (fixture->connection);
  g_object_unref (fixture->other);
  g_test_dbus_down (fixture->bus);
  g_object_unref (fixture->bus);
}

static void
changed_cb (AftDoNotDisturb *do_not_disturb, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  aft_do_not_disturb_read_finish (fixture->do_not_disturb, result);
  fixture->done = TRUE;
}

static AftDoNotDisturbState
read_switch (Fixture *fixture, AftServerKind kind)
{
  g_clear_object (&fixture->do_not_disturb);
  fixture->do_not_disturb = aft_do_not_disturb_new (fixture->connection, kind);
  g_signal_connect (fixture->do_not_disturb, "changed", G_CALLBACK (changed_cb), fixture);
  fixture->done = FALSE;
  aft_do_not_disturb_read_async (fixture->do_not_disturb, NULL, read_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  fixture->n_changed = 0;

  return aft_do_not_disturb_get_state (fixture->do_not_disturb);
}

static void
wait_for (Fixture *fixture, AftDoNotDisturbState state)
{
  while (aft_do_not_disturb_get_state (fixture->do_not_disturb) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
emit (Fixture *fixture, const char *signal, GVariant *parameters)
{
  g_dbus_connection_emit_signal (fixture->other, NULL, "/org/xfce/Xfconf", "org.xfce.Xfconf",
                                 signal, parameters, NULL);
}

static void
emit_changed (Fixture *fixture, const char *channel, const char *property, GVariant *value)
{
  emit (fixture, "PropertyChanged", g_variant_new ("(ssv)", channel, property, value));
}

static void
test_xfce (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (read_switch (fixture, AFT_SERVER_KIND_XFCE), ==, AFT_DO_NOT_DISTURB_UNKNOWN);

  serve (fixture, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf");
  fixture->unset = TRUE;
  g_assert_cmpint (read_switch (fixture, AFT_SERVER_KIND_XFCE), ==, AFT_DO_NOT_DISTURB_OFF);
  fixture->unset = FALSE;
  fixture->on = TRUE;
  g_assert_cmpint (read_switch (fixture, AFT_SERVER_KIND_XFCE), ==, AFT_DO_NOT_DISTURB_ON);

  /* Watched; other properties and channels don't matter, nor does a repeated value. */
  emit_changed (fixture, "xfce4-notifyd", "/theme", g_variant_new_string ("Default"));
  emit_changed (fixture, "xfce4-panel", "/do-not-disturb", g_variant_new_boolean (FALSE));
  emit_changed (fixture, "xfce4-notifyd", "/do-not-disturb", g_variant_new_boolean (TRUE));
  emit_changed (fixture, "xfce4-notifyd", "/do-not-disturb", g_variant_new_boolean (FALSE));
  wait_for (fixture, AFT_DO_NOT_DISTURB_OFF);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  emit_changed (fixture, "xfce4-notifyd", "/do-not-disturb", g_variant_new_boolean (TRUE));
  wait_for (fixture, AFT_DO_NOT_DISTURB_ON);
  emit (fixture, "PropertyRemoved", g_variant_new ("(ss)", "xfce4-notifyd", "/do-not-disturb"));
  wait_for (fixture, AFT_DO_NOT_DISTURB_OFF);
  emit_changed (fixture, "xfce4-notifyd", "/do-not-disturb", g_variant_new_string ("maybe"));
  wait_for (fixture, AFT_DO_NOT_DISTURB_UNKNOWN);
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

static void
test_xfce_hangs (Fixture *fixture, gconstpointer data)
{
  fixture->hangs = TRUE;
  serve (fixture, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf");
  g_assert_cmpint (read_switch (fixture, AFT_SERVER_KIND_XFCE), ==, AFT_DO_NOT_DISTURB_UNKNOWN);
}

static void
test_mate (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "do-not-disturb", NULL };
  g_autoptr (GSettings) settings =
      aft_other_settings_open ("org.mate.NotificationDaemon", NULL, keys);

  g_assert_nonnull (settings);
  g_assert_cmpint (read_switch (fixture, AFT_SERVER_KIND_MATE), ==, AFT_DO_NOT_DISTURB_OFF);
  g_settings_set_boolean (settings, "do-not-disturb", TRUE);
  wait_for (fixture, AFT_DO_NOT_DISTURB_ON);
  g_settings_set_boolean (settings, "do-not-disturb", FALSE);
  wait_for (fixture, AFT_DO_NOT_DISTURB_OFF);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_servers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    AftServerKind kind;
    const char *name, *path, *interface;
  } servers[] = {
    { AFT_SERVER_KIND_SWAYNC, "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc",
      "org.erikreider.swaync.cc" },
    { AFT_SERVER_KIND_DUNST, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
      "org.dunstproject.cmd0" },
    { AFT_SERVER_KIND_PLASMA, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
      "org.freedesktop.Notifications" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_assert_cmpint (read_switch (fixture, servers[i].kind), ==, AFT_DO_NOT_DISTURB_UNKNOWN);
      serve (fixture, servers[i].name, servers[i].path, servers[i].interface);
      fixture->on = FALSE;
      g_assert_cmpint (read_switch (fixture, servers[i].kind), ==, AFT_DO_NOT_DISTURB_OFF);
      fixture->on = TRUE;
      g_assert_cmpint (read_switch (fixture, servers[i].kind), ==, AFT_DO_NOT_DISTURB_ON);
    }
}

static void
test_kinds (void)
{
  g_assert_cmpint (aft_server_kind_identify ("Xfce Notify Daemon", "Xfce"), ==,
                   AFT_SERVER_KIND_XFCE);
  g_assert_cmpint (aft_server_kind_identify ("Notification Daemon", "MATE"), ==,
                   AFT_SERVER_KIND_MATE);
  g_assert_cmpint (aft_server_kind_identify ("Notification Daemon", "GNOME"), ==,
                   AFT_SERVER_KIND_OTHER);
  g_assert_cmpint (aft_server_kind_identify (NULL, NULL), ==, AFT_SERVER_KIND_OTHER);
  for (int kind = 0; kind <= AFT_SERVER_KIND_XFCE; kind++)
    g_assert_cmpint (aft_server_kind_drops ((AftServerKind) kind), ==,
                     kind == AFT_SERVER_KIND_XFCE || kind == AFT_SERVER_KIND_MATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/do-not-disturb/xfce", test_xfce);
  ADD ("/do-not-disturb/xfce-hangs", test_xfce_hangs);
  ADD ("/do-not-disturb/mate", test_mate);
  ADD ("/do-not-disturb/servers", test_servers);
  g_test_add_func ("/do-not-disturb/kinds", test_kinds);

  return g_test_run ();
}
