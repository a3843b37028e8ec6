/* test-libnotify-backend.c: tests of libnotify with a fake server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-libnotify-backend.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

static const char server_xml[] = "<node><interface name='" SERVER_NAME "'>"
                                 "<method name='GetServerInformation'>"
                                 "<arg direction='out' type='s'/><arg direction='out' type='s'/>"
                                 "<arg direction='out' type='s'/><arg direction='out' type='s'/>"
                                 "</method>"
                                 "<method name='GetCapabilities'><arg direction='out' type='as'/>"
                                 "</method>"
                                 "<method name='Notify'><arg direction='in' type='s'/>"
                                 "<arg direction='in' type='u'/><arg direction='in' type='s'/>"
                                 "<arg direction='in' type='s'/><arg direction='in' type='s'/>"
                                 "<arg direction='in' type='as'/><arg direction='in' type='a{sv}'/>"
                                 "<arg direction='in' type='i'/><arg direction='out' type='u'/>"
                                 "</method>"
                                 "<method name='CloseNotification'><arg direction='in' type='u'/>"
                                 "</method>"
                                 "</interface></node>";

typedef struct
{
  GSubprocess *bus;
  char *address;
  AftNotificationBackend *backend;
  GAsyncResult *checked;
  GString *events; /* signals of the notification backend */

  /* The server, on a separate connection and thread. */
  GDBusConnection *connection;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  const char *name;
  const char *capabilities[4];
  GMutex mutex;
  GVariant *notified; /* the last one */
  guint32 next_id;
  guint32 closed_id;
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
  GVariant *reply = NULL;

  g_mutex_lock (&fixture->mutex);
  if (g_str_equal (method, "GetServerInformation"))
    {
      reply = g_variant_new ("(ssss)", fixture->name, "test", "1", "1.2");
    }
  else if (g_str_equal (method, "GetCapabilities"))
    {
      reply = g_variant_new ("(^as)", fixture->capabilities);
    }
  else if (g_str_equal (method, "Notify"))
    {
      g_clear_pointer (&fixture->notified, g_variant_unref);
      fixture->notified = g_variant_ref (parameters);
      reply = g_variant_new ("(u)", ++fixture->next_id);
    }
  else
    {
      g_variant_get (parameters, "(u)", &fixture->closed_id);
    }
  g_mutex_unlock (&fixture->mutex);

  g_dbus_method_invocation_return_value (invocation, reply);
}

static gpointer
serve_thread (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);

  return NULL;
}

static void
answer (Fixture *fixture)
{
  fixture->thread = g_thread_new ("server", serve_thread, fixture);
}

static void
request_name (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", SERVER_NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
connect_server (Fixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (server_xml, NULL);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (fixture->address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (fixture->connection, SERVER_PATH, node->interfaces[0], &vtable,
                                     fixture, NULL, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (fixture->context);
}

static void
emit (Fixture *fixture, const char *signal, GVariant *parameters)
{
  g_dbus_connection_emit_signal (fixture->connection, NULL, SERVER_PATH, SERVER_NAME, signal,
                                 parameters, NULL);
}

static void
available_cb (AftNotificationBackend *backend, const char *owner, Fixture *fixture)
{
  g_string_append (fixture->events, "available ");
}

static void
action_cb (AftNotificationBackend *backend,
           const char *tag,
           const char *button,
           const char *token,
           Fixture *fixture)
{
  g_string_append_printf (fixture->events, "action:%s:%s:%s ", tag, button, token);
}

static void
closed_cb (AftNotificationBackend *backend, const char *tag, int reason, Fixture *fixture)
{
  g_string_append_printf (fixture->events, "closed:%s:%d ", tag, reason);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->checked = g_object_ref (result);
}

static gboolean
check (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->checked);
  aft_notification_backend_check_async (fixture->backend, NULL, checked_cb, fixture);
  while (fixture->checked == NULL)
    g_main_context_iteration (NULL, TRUE);

  return aft_notification_backend_check_finish (fixture->backend, fixture->checked, error);
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Waits for @event; fails after five seconds. */
static void
expect (Fixture *fixture, const char *event)
{
  gboolean over = FALSE;
  guint id = g_timeout_add_seconds (5, timeout_cb, &over);

  while (!over && strstr (fixture->events->str, event) == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
  g_assert_nonnull (strstr (fixture->events->str, event));
}

/* A bus that activates nothing: keeps an installed notification daemon out of this. */
static void
start_bus (Fixture *fixture)
{
  static const char config[] =
      "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
      "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
      "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";
  g_autofree char *path = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("aft-bus-XXXXXX.conf", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, config, -1, &error);
  g_assert_no_error (error);
  fixture->bus = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "dbus-daemon",
      "--nofork", "--print-address=1", "--config-file", path, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->bus));
  fixture->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", fixture->address, TRUE);
  g_unlink (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&fixture->mutex);
  fixture->name = "test";
  fixture->capabilities[0] = "actions";
  fixture->capabilities[1] = "body-markup";
  fixture->events = g_string_new (NULL);
  start_bus (fixture);
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  connect_server (fixture);

  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  fixture->backend = aft_libnotify_backend_new (connection, "Test", "org.example.Test");
  g_signal_connect (fixture->backend, "available", G_CALLBACK (available_cb), fixture);
  g_signal_connect (fixture->backend, "action", G_CALLBACK (action_cb), fixture);
  g_signal_connect (fixture->backend, "closed", G_CALLBACK (closed_cb), fixture);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->checked);
  g_object_run_dispose (G_OBJECT (fixture->backend));
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_object_unref (fixture->backend);
  if (fixture->thread != NULL)
    {
      g_main_context_invoke (fixture->context, quit_cb, fixture->loop);
      g_thread_join (fixture->thread);
    }
  g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_object_unref (fixture->connection);
  g_clear_pointer (&fixture->notified, g_variant_unref);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_string_free (fixture->events, TRUE);
  g_subprocess_force_exit (fixture->bus);
  g_subprocess_wait (fixture->bus, NULL, NULL);
  g_object_unref (fixture->bus);
  g_free (fixture->address);
}

static AftMessage *
make_message (void)
{
  AftMessage *message = aft_message_new ("tag-1");

  message->title = g_strdup ("Redness <2 & falling");
  message->body = g_strdup ("<b>Dryness</b> & more");
  aft_message_add_button (message, "open", "Open");

  return message;
}

static guint32
show (Fixture *fixture, const AftMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;
  guint32 id = 0;

  g_assert_true (check (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (aft_notification_backend_show (fixture->backend, message, &owner, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (owner, ==, g_dbus_connection_get_unique_name (fixture->connection));

  return id;
}

/* Whether the last notification replaces an earlier one by its tag. */
static gboolean
has_stack_tag (Fixture *fixture)
{
  g_autoptr (GVariant) hints = g_variant_get_child_value (fixture->notified, 6);

  return g_variant_lookup (hints, "x-dunst-stack-tag", "&s", NULL);
}

static void
test_escaped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftMessage) message = make_message ();
  g_autofree const char **actions = NULL;
  const char *title, *body;
  guint32 replaces;
  int expires;

  request_name (fixture);
  answer (fixture);
  g_assert_cmpuint (show (fixture, message), ==, 1);
  g_variant_get (fixture->notified, "(&su&s&s&s^a&s@a{sv}i)", NULL, &replaces, NULL, &title, &body,
                 &actions, NULL, &expires);
  g_assert_cmpuint (replaces, ==, 0);
  g_assert_true (has_stack_tag (fixture));
  g_assert_cmpstr (title, ==, message->title);
  g_assert_cmpstr (body, ==, "&lt;b&gt;Dryness&lt;/b&gt; &amp; more");
  g_assert_cmpuint (g_strv_length ((char **) actions), ==, 4);
  g_assert_cmpint (expires, ==, 0);

  /* The same server: reuses the id, without the tag (mako 1.7 crashes if it gets both). */
  message->former_owner = g_strdup (g_dbus_connection_get_unique_name (fixture->connection));
  message->former_id = 77;
  show (fixture, message);
  g_variant_get_child (fixture->notified, 1, "u", &replaces);
  g_assert_cmpuint (replaces, ==, 77);
  g_assert_false (has_stack_tag (fixture));

  /* On another server, the id may belong to another program. */
  g_free (message->former_owner);
  message->former_owner = g_strdup (":1.999");
  show (fixture, message);
  g_variant_get_child (fixture->notified, 1, "u", &replaces);
  g_assert_cmpuint (replaces, ==, 0);
  g_assert_true (has_stack_tag (fixture));
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftMessage) message = make_message ();
  g_autoptr (GVariant) actions = NULL;
  const char *body;

  fixture->capabilities[0] = "body";
  fixture->capabilities[1] = NULL;
  request_name (fixture);
  answer (fixture);
  show (fixture, message);
  g_variant_get_child (fixture->notified, 4, "&s", &body);
  g_assert_cmpstr (body, ==, message->body);
  actions = g_variant_get_child_value (fixture->notified, 5);
  g_assert_cmpuint (g_variant_n_children (actions), ==, 0);
}

/* Returns: (transfer full): what the server got as actions, each as id=label */
static char *
get_actions (Fixture *fixture)
{
  g_autoptr (GVariant) actions = g_variant_get_child_value (fixture->notified, 5);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i + 1 < g_variant_n_children (actions); i += 2)
    {
      const char *id, *label;

      g_variant_get_child (actions, i, "&s", &id);
      g_variant_get_child (actions, i + 1, "&s", &label);
      g_string_append_printf (text, "%s=%s ", id, label);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A server may show the label of the default action; where it does, there is no other button for it. */
static void
test_default_action (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftMessage) message = make_message ();
  g_autofree char *actions = NULL;

  fixture->name = data;
  aft_message_add_button (message, "snooze", "Remind Me Tomorrow");
  request_name (fixture);
  answer (fixture);
  show (fixture, message);
  actions = get_actions (fixture);
  g_assert_cmpstr (actions, ==,
                   g_str_equal (data, "test") ? "default=Open open=Open snooze=Remind Me Tomorrow "
                                              : "default=Open snooze=Remind Me Tomorrow ");
}

/* notify-osd makes a dialog of a notification that never expires or has actions. */
static void
test_notify_osd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftMessage) message = make_message ();
  g_autofree char *actions = NULL;
  guint32 replaces;
  int expires;

  fixture->name = "notify-osd";
  fixture->capabilities[0] = "body";
  request_name (fixture);
  answer (fixture);
  message->former_owner = g_strdup (g_dbus_connection_get_unique_name (fixture->connection));
  message->former_id = 5;
  show (fixture, message);
  actions = get_actions (fixture);
  g_assert_cmpstr (actions, ==, "");
  g_variant_get_child (fixture->notified, 7, "i", &expires);
  g_assert_cmpint (expires, ==, -1);
  g_variant_get_child (fixture->notified, 1, "u", &replaces);
  g_assert_cmpuint (replaces, ==, 5);
}

static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftMessage) message = make_message ();
  guint32 id;

  request_name (fixture);
  answer (fixture);
  id = show (fixture, message);
  emit (fixture, "NotificationClosed", g_variant_new ("(uu)", id + 1, 2));
  emit (fixture, "NotificationClosed", g_variant_new ("(uu)", id, 2));
  expect (fixture, "closed:tag-1:2");

  /* After a press, the closing that follows isn't reported. */
  g_string_truncate (fixture->events, 0);
  id = show (fixture, message);
  emit (fixture, "ActivationToken", g_variant_new ("(us)", id, "token-1"));
  emit (fixture, "ActionInvoked", g_variant_new ("(us)", id, "open"));
  emit (fixture, "NotificationClosed", g_variant_new ("(uu)", id, 2));
  expect (fixture, "action:tag-1:open:token-1");
  id = show (fixture, message);
  g_assert_null (strstr (fixture->events->str, "closed"));
  g_mutex_lock (&fixture->mutex);
  g_assert_cmpuint (fixture->closed_id, ==, id - 1);
  g_mutex_unlock (&fixture->mutex);

  aft_notification_backend_withdraw (fixture->backend, "tag-1");
  g_assert_true (check (fixture, NULL));
  g_mutex_lock (&fixture->mutex);
  g_assert_cmpuint (fixture->closed_id, ==, id);
  g_mutex_unlock (&fixture->mutex);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftMessage) message = make_message ();

  g_assert_false (check (fixture, &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);

  request_name (fixture);
  expect (fixture, "available");
  answer (fixture);
  g_assert_cmpuint (show (fixture, message), ==, 1);
}

/* Three seconds, not twenty-five; once it responds, that is reported without another request. */
static void
test_hung (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us;

  request_name (fixture);
  expect (fixture, "available");
  start_us = g_get_monotonic_time ();
  g_assert_false (check (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 4 * G_TIME_SPAN_SECOND);

  g_string_truncate (fixture->events, 0);
  answer (fixture);
  expect (fixture, "available");
}

/* libnotify keeps its first connection forever, so each test needs a process. */
static void
test_in_subprocess (gconstpointer data)
{
  g_test_trap_subprocess (data, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define PATH "/reminders/libnotify-backend/"
#define ADD_FOR(name, server, func)                                               \
  g_test_add (PATH name "/subprocess", Fixture, server, set_up, func, tear_down); \
  g_test_add_data_func (PATH name, PATH name "/subprocess", test_in_subprocess)
#define ADD(name, func) ADD_FOR (name, NULL, func)
  ADD ("escaped", test_escaped);
  ADD ("plain", test_plain);
  ADD_FOR ("default-action/any", "test", test_default_action);
  ADD_FOR ("default-action/xfce", "Xfce Notify Daemon", test_default_action);
  ADD_FOR ("default-action/lxqt", "lxqt-notificationd", test_default_action);
  ADD ("notify-osd", test_notify_osd);
  ADD ("events", test_events);
  ADD ("absent", test_absent);
  ADD ("hung", test_hung);
#undef ADD
#undef ADD_FOR
#undef PATH

  return g_test_run ();
}
