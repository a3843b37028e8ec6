/* scratch.c: temporary diaries for tests of the JSON format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "scratch.h"

#include <glib/gstdio.h>
#include <string.h>

#include "aft-json.h"
#include "diary-text.h"
#include "trickle-stream.h"

char *
test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("aft-exchange-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/* Deletes a folder and its contents. */
void
test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        test_remove_folder (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The diaries have fixed dates, whatever the current date is. */
static void
read_fixed_clock (AftClockReading *reading, gpointer user_data)
{
  reading->now_us = DIARY_NOW_US;
  reading->boot_us = G_USEC_PER_SEC;
}

AftDb *
test_open_db (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  AftDb *db;

  aft_clock_replace (read_fixed_clock, NULL);
  db = aft_db_open (path, TRUE, &error);
  g_assert_no_error (error);

  return db;
}

char *
test_export (AftDb *db, gint64 now_us)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  aft_json_export (db, stream, now_us, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

gboolean
test_import (AftDb *db, const char *text, gssize length, AftImportCounts *counts, GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GInputStream) stream = test_trickle_stream_new (text, n, 1000, G_MAXSIZE);

  return aft_json_import (db, stream, DIARY_NOW_US, counts, NULL, NULL, error);
}
