/* test-json-file.c: tests that an exported file is the old or the complete new one, and private
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-export.h"
#include "aft-json.h"
#include "diary-text.h"
#include "scratch.h"

typedef struct
{
  char *folder;
  AftDb *db;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_make_folder ();
  fixture->db = test_open_db (fixture->folder, "diary.db");
  fixture->path = g_build_filename (fixture->folder, "out.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  test_import (fixture->db, DIARY_TEXT, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  test_remove_folder (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
export_file (Fixture *fixture, GFile *file, GCancellable *cancellable, GError **error)
{
  AftExport export = { .db = fixture->db, .format = AFT_EXPORT_JSON, .now_us = DIARY_NOW_US };

  return aft_export_to_file (&export, file, cancellable, error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_exported (Fixture *fixture, const char *path)
{
  g_autofree char *wanted = test_export (fixture->db, DIARY_NOW_US);
  g_autofree char *got = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &got, NULL, NULL));
  g_assert_cmpstr (got, ==, wanted);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
}

static void
assert_contents (const char *path, const char *wanted)
{
  g_autofree char *got = NULL;

  g_assert_true (g_file_get_contents (path, &got, NULL, NULL));
  g_assert_cmpstr (got, ==, wanted);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_before = count_files (fixture->folder);

  export_file (fixture, fixture->file, NULL, &error);
  g_assert_no_error (error);
  assert_exported (fixture, fixture->path);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_before + 1);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old and readable by all", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  export_file (fixture, fixture->file, NULL, &error);
  g_assert_no_error (error);
  assert_exported (fixture, fixture->path);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (target, "old", -1, NULL));
  g_assert_cmpint (symlink ("target.json", fixture->path), ==, 0);
  export_file (fixture, fixture->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_exported (fixture, target);
}

/* A dangling link is replaced by the file. */
static void
test_dangling_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("target.json", fixture->path), ==, 0);
  export_file (fixture, fixture->file, NULL, &error);
  g_assert_no_error (error);
  assert_exported (fixture, fixture->path);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_before;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  n_before = count_files (fixture->folder);
  g_cancellable_cancel (cancellable);
  g_assert_false (export_file (fixture, fixture->file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_contents (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, n_before);
}

/* The disk is full halfway: the old file is complete, and nothing else is left. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit small;
  guint n_before;
  gboolean good;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  n_before = count_files (fixture->folder);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  good = export_file (fixture, fixture->file, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_false (good);
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  assert_contents (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, n_before);
}

/* The error names a full disk. The test opens the device itself, because an export to its path
 * could replace it with a file. */
static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) full = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_open ("/dev/full", O_WRONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_test_skip ("needs /dev/full");
      return;
    }
  full = g_unix_output_stream_new (fd, TRUE);
  g_assert_false (aft_json_export (fixture->db, full, DIARY_NOW_US, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* Writes to anything that isn't a regular file instead of replacing it. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = test_export (fixture->db, DIARY_NOW_US);
  g_autofree char *got = g_malloc0 (strlen (wanted) + 2);
  g_autoptr (GError) error = NULL;
  struct stat info;
  int fd;

  g_assert_cmpint (mkfifo (fixture->path, 0644), ==, 0);
  fd = g_open (fixture->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  export_file (fixture, fixture->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, got, strlen (wanted) + 1), ==, (gssize) strlen (wanted));
  g_assert_cmpstr (got, ==, wanted);
  g_assert_cmpint (lstat (fixture->path, &info), ==, 0);
  g_assert_true (S_ISFIFO (info.st_mode));
  close (fd);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "out.json", NULL);
  g_autoptr (GFile) missing = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) missing_error = NULL;
  g_autoptr (GError) folder_error = NULL;

  g_assert_false (export_file (fixture, missing, NULL, &missing_error));
  g_assert_error (missing_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (missing_error->message, path));
  g_assert_false (export_file (fixture, folder, NULL, &folder_error));
  g_assert_error (folder_error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/exchange/file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new", test_new);
  ADD ("replace", test_replace);
  ADD ("link", test_link);
  ADD ("dangling-link", test_dangling_link);
  ADD ("cancelled", test_cancelled);
  ADD ("no-room", test_no_room);
  ADD ("disk-full", test_disk_full);
  ADD ("pipe", test_pipe);
  ADD ("nowhere", test_nowhere);

  return g_test_run ();
}
