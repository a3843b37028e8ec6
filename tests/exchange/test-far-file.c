/* test-far-file.c: an export to a place that GVfs reaches leaves the old file or the whole new one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-export.h"
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

  return g_test_run ();
}
