/* test-far-file.c: tests that an export through GVfs leaves the old file or the complete new one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-attempt.h"
#include "aft-export.h"
#include "aft-remote-file.h"
#include "diary-text.h"
#include "far-file.h"
#include "scratch.h"

typedef struct
{
  char *folder;
  AftDb *db;
  FarPlace place;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ();
  fixture->db = test_open_db (fixture->folder, "diary.db");
  test_import (fixture->db, DIARY_TEXT, -1, NULL, &error);
  g_assert_no_error (error);
  fixture->place.present = g_string_new ("old");
  fixture->place.room = G_MAXSIZE;
  fixture->file = far_file_new (&fixture->place);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  test_remove_folder (fixture->folder);
  g_object_unref (fixture->file);
  g_string_free (fixture->place.present, TRUE);
  g_free (fixture->folder);
}

static gboolean
export_diary (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  AftExport export = { .db = fixture->db, .format = AFT_EXPORT_JSON, .now_us = DIARY_NOW_US };

  return aft_export_to_file (&export, fixture->file, cancellable, error);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = test_export (fixture->db, DIARY_NOW_US);
  g_autoptr (GError) error = NULL;

  export_diary (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->place.present->str, ==, wanted);
}

static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->place.room = 100;
  g_assert_false (export_diary (fixture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_true (g_str_has_prefix (error->message, "dav://example.org/diary.json"));
  g_assert_cmpstr (fixture->place.present->str, ==, "old");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->place.refuse = TRUE;
  g_assert_false (export_diary (fixture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_true (g_str_has_prefix (error->message, "dav://example.org/diary.json"));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (export_diary (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->place.present->str, ==, "old");
}

/* --- locations that aren't connected yet
 * -------------------------------------------------------- */

static char *
read_all (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) in = aft_remote_file_read (fixture->file, cancellable, error);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (in == NULL ||
      g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, cancellable, error) < 0)
    return NULL;

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_all (fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (fixture->place.n_mounts, ==, 0);
}

static void
test_connected_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = test_export (fixture->db, DIARY_NOW_US);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  fixture->place.away = TRUE;
  text = read_all (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (fixture->place.n_mounts, ==, 1);

  fixture->place.away = TRUE;
  export_diary (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->place.present->str, ==, wanted);
  g_assert_cmpuint (fixture->place.n_mounts, ==, 2);
}

/* Like WebDAV in GVfs. */
static void
test_folder_connected (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = test_export (fixture->db, DIARY_NOW_US);
  g_autoptr (GError) error = NULL;

  fixture->place.away = TRUE;
  fixture->place.only_folder = TRUE;
  export_diary (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->place.present->str, ==, wanted);
  g_assert_cmpuint (fixture->place.n_mounts, ==, 1);
}

static void
assert_told (const GError *error, GQuark domain, int code, const char *what)
{
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, "dav://example.org/diary.json"));
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->place.away = TRUE;
  fixture->place.asks = TRUE;
  g_assert_null (read_all (fixture, NULL, &error));
  assert_told (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED, "in the file manager");
  g_clear_error (&error);
  g_assert_false (export_diary (fixture, NULL, &error));
  assert_told (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED, "a password is needed");
  g_assert_cmpstr (fixture->place.present->str, ==, "old");
}

static void
test_no_gvfs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->place.unknown = TRUE;
  g_assert_null (read_all (fixture, NULL, &error));
  assert_told (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Install GVfs");
  g_clear_error (&error);
  g_assert_false (export_diary (fixture, NULL, &error));
  assert_told (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Install GVfs");
}

static void
test_stopped_while_connecting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture->place.away = TRUE;
  g_cancellable_cancel (cancellable);
  g_assert_null (read_all (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- locations that never respond
 * --------------------------------------------------------------- */

static gboolean
is_read (FarStep step)
{
  return step != FAR_STEP_WRITE && step != FAR_STEP_CLOSE;
}

static gboolean
is_written (FarStep step)
{
  return step != FAR_STEP_READ;
}

static void
gone_cb (gpointer data, GObject *former)
{
  g_atomic_int_set ((int *) data, TRUE);
}

/* An abandoned thread has ended when it has released its file. */
static void
end_silence (Fixture *fixture)
{
  int gone = FALSE;

  far_place_end (&fixture->place);
  g_object_weak_ref (G_OBJECT (fixture->file), gone_cb, &gone);
  g_object_unref (fixture->file);
  while (!g_atomic_int_get (&gone))
    g_usleep (1000);
  fixture->file = far_file_new (&fixture->place);
}

/* Each step in turn, named by its operation; afterwards the location is released. */
static void
try_silent (Fixture *fixture, FarStep step, gboolean reading, GCancellable *cancellable, int code)
{
  g_autoptr (GError) error = NULL;

  fixture->place.silent = step;
  fixture->place.away = step == FAR_STEP_CONNECT;
  fixture->place.refuse = FALSE;
  if (reading)
    g_assert_null (read_all (fixture, cancellable, &error));
  else
    g_assert_false (export_diary (fixture, cancellable, &error));
  if (code == G_IO_ERROR_TIMED_OUT)
    assert_told (error, G_IO_ERROR, code, g_strerror (ETIMEDOUT));
  else
    g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpstr (fixture->place.present->str, ==, "old");
  end_silence (fixture);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  aft_attempt_replace_wait (50 * G_TIME_SPAN_MILLISECOND);
  for (FarStep step = FAR_STEP_CONNECT; step < FAR_N_STEPS; step++)
    {
      if (is_read (step))
        try_silent (fixture, step, TRUE, NULL, G_IO_ERROR_TIMED_OUT);
      if (is_written (step))
        try_silent (fixture, step, FALSE, NULL, G_IO_ERROR_TIMED_OUT);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_cancellable_cancel (data);

  return NULL;
}

/* The person can cancel long before the timeout. */
static void
test_silent_stopped (Fixture *fixture, gconstpointer data)
{
  aft_attempt_replace_wait (G_TIME_SPAN_HOUR);
  for (int reading = FALSE; reading <= TRUE; reading++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

      try_silent (fixture, FAR_STEP_OPEN, reading, cancellable, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
    }
}

/* --- a pipe --------------------------------------------------------------------------------- */

typedef struct
{
  GCancellable *cancellable;
  GInputStream *in;
} Stopper;

/* Cancels the reading once it has started: from then on, an operation of the stream is pending. */
static gpointer
stop_thread (gpointer data)
{
  Stopper *stopper = data;

  while (!g_input_stream_has_pending (stopper->in))
    g_usleep (1000);
  g_cancellable_cancel (stopper->cancellable);

  return NULL;
}

/* Another process holds the pipe open and never writes: cancelling ends the wait. */
static void
test_pipe_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) pipe = g_file_new_for_path (path);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GError) error = NULL;
  Stopper stopper = { cancellable, NULL };
  GThread *thread;
  char byte;
  int writer;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  writer = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (writer, >=, 0);
  in = aft_remote_file_read (pipe, cancellable, &error);
  g_assert_no_error (error);
  stopper.in = in;
  thread = g_thread_new ("stop", stop_thread, &stopper);
  g_assert_cmpint (g_input_stream_read (in, &byte, 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  close (writer);
}

/* The same if another process never reads from it. */
static void
test_pipe_unread (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe.json", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) pipe = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AftExport export = { .db = fixture->db, .format = AFT_EXPORT_JSON, .now_us = DIARY_NOW_US };

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_false (aft_export_to_file (&export, pipe, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/exchange/far-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("whole", test_whole);
  ADD ("no-room", test_no_room);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
  ADD ("read", test_read);
  ADD ("connected-first", test_connected_first);
  ADD ("folder-connected", test_folder_connected);
  ADD ("password", test_password);
  ADD ("no-gvfs", test_no_gvfs);
  ADD ("stopped-while-connecting", test_stopped_while_connecting);
  ADD ("silent", test_silent);
  ADD ("silent-stopped", test_silent_stopped);
  ADD ("pipe-stopped", test_pipe_stopped);
  ADD ("pipe-unread", test_pipe_unread);

  return g_test_run ();
}
