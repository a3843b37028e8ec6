/* test-notifier-client.c: tests of notifying a notifier that runs, hangs or is missing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-dbus-notifier.h"
#include "aft-notifier-client.h"
#include "aft-notifier-protocol.h"
#include "aft-notifier-report.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

/* A fake notifier, on a separate connection and thread. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  AftDBusNotifier *interface;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  int told; /* atomic */
} Fixture;

static gboolean
handle_diary_written_cb (AftDBusNotifier *interface,
                         GDBusMethodInvocation *invocation,
                         const char *folder,
                         const char *folder_id,
                         Fixture *fixture)
{
  g_atomic_int_inc (&fixture->told);
  aft_dbus_notifier_complete_diary_written (interface, invocation, TRUE);
  aft_dbus_notifier_emit_changed (interface);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
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
serve (Fixture *fixture, gboolean answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  g_main_context_push_thread_default (fixture->context);
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->interface = aft_dbus_notifier_skeleton_new ();
  g_signal_connect (fixture->interface, "handle-diary-written",
                    G_CALLBACK (handle_diary_written_cb), fixture);
  g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (fixture->interface),
                                    fixture->connection, AFT_NOTIFIER_PATH, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (fixture->context);
  reply = g_dbus_connection_call_sync (fixture->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", AFT_NOTIFIER_NAME, 0),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  if (answer)
    fixture->thread = g_thread_new ("notifier", serve_thread, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->thread != NULL)
    {
      g_main_context_invoke (fixture->context, quit_cb, fixture->loop);
      g_thread_join (fixture->thread);
    }
  if (fixture->connection != NULL)
    {
      g_object_unref (fixture->interface);
      g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
      g_object_unref (fixture->connection);
      g_main_loop_unref (fixture->loop);
      g_main_context_unref (fixture->context);
    }
  g_test_dbus_stop (fixture->bus);
  g_object_unref (fixture->bus);
}

static void
count_cb (AftNotifierClient *client, gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      aft_notifier_client_report_change_finish (AFT_NOTIFIER_CLIENT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftNotifierClient) client = NULL;
  AftNotifierClient *alive;
  gboolean told = FALSE;
  int changed = 0;

  serve (fixture, TRUE);
  client = aft_notifier_client_new ();
  g_signal_connect (client, "changed", G_CALLBACK (count_cb), &changed);

  /* Once the client listens, every call returns as a signal. */
  aft_notifier_client_report_change_async (client, NULL, told_cb, &told);
  while (!told || changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_atomic_int_get (&fixture->told), ==, 1);

  aft_notifier_client_report_change (client);
  while (changed < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_atomic_int_get (&fixture->told), ==, 2);

  /* Its request for the bus may still be pending, and holds a reference until then. */
  g_object_add_weak_pointer (G_OBJECT (client), (gpointer *) &alive);
  alive = client;
  g_clear_object (&client);
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_sync (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  serve (fixture, TRUE);
  g_assert_true (aft_notifier_report_change_sync (&error));
  g_assert_no_error (error);
  g_assert_cmpint (g_atomic_int_get (&fixture->told), ==, 1);
}

/* A notifier that never responds costs three seconds, not twenty-five. */
static void
test_hangs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us;

  serve (fixture, FALSE);

  start_us = g_get_monotonic_time ();
  g_assert_false (aft_notifier_report_change_sync (&error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 4 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_atomic_int_get (&fixture->told), ==, 0);
}

/* The bus has no service file: the program beside this one is started. */
static void
test_spawned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self_path);
  g_autofree char *inner = g_build_filename (folder, "../libexec", NULL);
  g_autofree char *program = g_build_filename (inner, "aftercare-notifier", NULL);
  g_autofree char *mark = g_build_filename (inner, "spawned", NULL);
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\necho $$ >'%s.new' && mv '%s.new' '%s'\n", mark, mark, mark);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (inner, 0700);
  g_unlink (mark);
  g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);

  g_assert_true (aft_notifier_report_change_sync (&error));
  g_assert_no_error (error);
  for (int i = 0; i < 500 && !g_file_test (mark, G_FILE_TEST_EXISTS); i++)
    g_usleep (10 * 1000);
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));

  /* A second write right afterwards doesn't start a second notifier. */
  g_unlink (mark);
  g_assert_true (aft_notifier_report_change_sync (&error));
  g_usleep (100 * 1000);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));

  g_unlink (program);
  g_rmdir (inner);
}

static void
test_no_bus (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (aft_notifier_report_change_sync (&error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_unsetenv ("DISPLAY");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminders/notifier-client/no-bus", test_no_bus);
#define ADD(name, func) \
  g_test_add ("/reminders/notifier-client/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("told", test_told);
  ADD ("sync", test_sync);
  ADD ("spawned", test_spawned);
  ADD ("hangs", test_hangs);
#undef ADD

  return g_test_run ();
}
