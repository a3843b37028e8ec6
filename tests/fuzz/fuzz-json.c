/* fuzz-json.c: feeds arbitrary bytes to the importer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Built with libFuzzer, it runs on random data without end. Built without, it reads the files it is
 * given, so that the corpus is a test. In both cases the importer must respond, not crash, and
 * leave the diary unchanged.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "aft-json.h"

/* 2026-11-22T18:30:00Z */
#define NOW_US (G_GINT64_CONSTANT (1795372200) * G_USEC_PER_SEC)

int
LLVMFuzzerInitialize (int *argc, char ***argv);
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static AftDb *diary;
static char *folder;

static void
remove_diary (void)
{
  static const char *const names[] = { "diary.db", "diary.db-wal", "diary.db-shm" };

  g_clear_pointer (&diary, aft_db_close);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, names[i], NULL);

      g_file_delete (file, NULL, NULL);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static void
clock_cb (AftClockReading *reading, gpointer user_data)
{
  reading->now_us = NOW_US;
  reading->boot_us = G_USEC_PER_SEC;
  g_strlcpy (reading->boot_id, "fuzz", sizeof reading->boot_id);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  aft_clock_replace (clock_cb, NULL);
  folder = g_dir_make_tmp ("aft-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "diary.db", NULL);
  diary = aft_db_open (path, TRUE, &error);
  g_assert_no_error (error);
  atexit (remove_diary);

  return 0;
}

/* The message that a person sees for these bytes, in one line. */
static char *
answer (const guint8 *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (AftJsonImport) import = NULL;
  g_autoptr (GError) error = NULL;
  const AftImportPreview *preview;

  import = aft_json_import_new (diary, stream, NOW_US, NULL, NULL, &error);
  g_assert_true ((import == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_autofree char *line = aft_json_error_to_line (error);

      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (line), >, 0);
      g_assert_null (strchr (line, '\n'));
      return g_strdelimit (g_strdup (error->message), "\n", '|');
    }
  preview = aft_json_import_get_preview (import);

  return g_strdup_printf ("%u sessions and %u notes are new", preview->new_sessions,
                          preview->new_notes);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *line = answer (data, size);
  AftDbCounts counts;

  g_assert_nonnull (line);
  g_assert_true (aft_db_count (diary, &counts, NULL));
  g_assert_cmpuint (counts.n[AFT_ENTRY_SESSION] + counts.n[AFT_ENTRY_NOTE], ==, 0);

  return 0;
}

#ifndef AFT_FUZZING
int
main (int argc, char **argv)
{
  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;
      g_autofree char *name = g_path_get_basename (argv[i]);
      gsize length;

      g_file_get_contents (argv[i], &text, &length, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const guint8 *) text, length);
      line = answer ((const guint8 *) text, length);
      g_print ("%s: %s\n", name, line);
    }

  return 0;
}
#endif
