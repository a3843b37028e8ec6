/* test-background.c: tests of requests to the Background portal, and of its responses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-background.h"

#include <gio/gio.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_XML                                                   \
  "<node><interface name='org.freedesktop.portal.Background'>"       \
  "<method name='RequestBackground'>"                                \
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>" \
  "<arg type='o' direction='out'/>"                                  \
  "</method></interface></node>"

enum
{
  RESPONSE_SUCCESS,
  RESPONSE_CANCELLED,
  RESPONSE_OTHER
};

/* A portal on a separate connection, and a file that makes this look like a Flatpak. */
typedef struct
{
  GDBusConnection *portal;
  guint response;
  gboolean background;
  gboolean autostart;
  GVariant *options; /* of the last call */
  gboolean done;
  gboolean granted;
  GError *error;
} Fixture;

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
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  const char *token = NULL;
  GVariantDict results;

  g_clear_pointer (&fixture->options, g_variant_unref);
  fixture->options = g_variant_get_child_value (parameters, 1);
  g_assert_true (g_variant_lookup (fixture->options, "handle_token", "&s", &token));
  handle = g_strdup_printf (PORTAL_PATH "/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));

  g_variant_dict_init (&results, NULL);
  g_variant_dict_insert (&results, "background", "b", fixture->background);
  g_variant_dict_insert (&results, "autostart", "b", fixture->autostart);
  g_dbus_connection_emit_signal (
      connection, sender, handle, "org.freedesktop.portal.Request", "Response",
      g_variant_new ("(u@a{sv})", fixture->response, g_variant_dict_end (&results)), NULL);
}

static void
start_portal (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (PORTAL_XML, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  fixture->portal =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (fixture->portal, PORTAL_PATH, node->interfaces[0], &vtable,
                                     fixture, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (fixture->portal, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", PORTAL, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->portal != NULL)
    g_assert_true (g_dbus_connection_close_sync (fixture->portal, NULL, NULL));
  g_clear_object (&fixture->portal);
  g_clear_pointer (&fixture->options, g_variant_unref);
  g_clear_error (&fixture->error);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->granted = aft_background_request_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
request (Fixture *fixture, gboolean sandboxed, gboolean autostart)
{
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  aft_background_request_async (sandboxed, autostart, NULL, requested_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);

  return fixture->granted;
}

static void
test_not_needed (Fixture *fixture, gconstpointer data)
{
  start_portal (fixture);
  g_assert_true (request (fixture, FALSE, TRUE));
  g_assert_null (fixture->options);
}

#ifdef HAVE_LIBPORTAL
static void
test_granted (Fixture *fixture, gconstpointer data)
{
  g_autofree const char **command = NULL;
  gboolean autostart = FALSE;
  const char *reason = "";

  start_portal (fixture);
  fixture->background = fixture->autostart = TRUE;
  g_assert_true (request (fixture, TRUE, TRUE));
  g_assert_true (g_variant_lookup (fixture->options, "autostart", "b", &autostart));
  g_assert_true (autostart);
  g_assert_true (g_variant_lookup (fixture->options, "reason", "&s", &reason));
  g_assert_cmpstr (reason, !=, "");
  g_assert_true (g_variant_lookup (fixture->options, "commandline", "^a&s", &command));
  g_assert_true (g_str_has_suffix (command[0], "/aftercare-notifier"));
  g_assert_null (command[1]);
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  gboolean autostart = TRUE;

  /* Also after the person refused running in the background at all. */
  start_portal (fixture);
  g_assert_true (request (fixture, TRUE, FALSE));
  g_assert_true (g_variant_lookup (fixture->options, "autostart", "b", &autostart));
  g_assert_false (autostart);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  start_portal (fixture);
  fixture->response = RESPONSE_CANCELLED;
  g_assert_false (request (fixture, TRUE, TRUE));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Running in the background was granted, but not starting at login. */
  fixture->response = RESPONSE_SUCCESS;
  fixture->background = TRUE;
  g_assert_false (request (fixture, TRUE, TRUE));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_fails (Fixture *fixture, gconstpointer data)
{
  /* A desktop without that portal. */
  g_assert_false (request (fixture, TRUE, TRUE));
  g_assert_error (fixture->error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);

  start_portal (fixture);
  fixture->response = RESPONSE_OTHER;
  g_assert_false (request (fixture, TRUE, TRUE));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_no_bus (Fixture *fixture, gconstpointer data)
{
  /* In a separate process: the other tests have a bus, and GDBus remembers it. */
  if (g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      g_assert_false (request (fixture, TRUE, TRUE));
      g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}
#else
static void
test_not_built (Fixture *fixture, gconstpointer data)
{
  g_assert_false (request (fixture, TRUE, TRUE));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}
#endif

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

#define ADD(name, func) \
  g_test_add ("/reminders/background/" name, Fixture, NULL, NULL, func, tear_down)
  ADD ("not-needed", test_not_needed);
#ifdef HAVE_LIBPORTAL
  ADD ("granted", test_granted);
  ADD ("taken-back", test_taken_back);
  ADD ("refused", test_refused);
  ADD ("fails", test_fails);
  ADD ("no-bus", test_no_bus);
#else
  ADD ("not-built", test_not_built);
#endif
#undef ADD

  status = g_test_run ();
  g_test_dbus_down (bus);

  return status;
}
