/* test-json-merge.c: tests that diaries which exchange their entries end up the same, in whatever order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-entry-json.h"
#include "aft-json.h"
#include "aft-test-entry.h"
#include "diary-text.h"
#include "scratch.h"

#define N_DIARIES 3
#define N_ROUNDS 8

static void
clock_cb (AftClockReading *reading, gpointer user_data)
{
  reading->now_us = DIARY_NOW_US;
  reading->boot_us = G_USEC_PER_SEC;
  g_strlcpy (reading->boot_id, "test", sizeof reading->boot_id);
}

/* A third of the entries are missing, a third are deleted. */
static char *
make_diary (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("made-%u.db", g_random_int ());
  AftDb *db = test_open_db (folder, name);
  AftDbImport *import = aft_db_import_begin (db, &error);
  char *text;

  g_assert_no_error (error);
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      for (int n = 0; n < (kind == AFT_ENTRY_PREFERENCES ? 1 : AFT_TEST_N_IDS); n++)
        {
          gpointer entry = aft_test_entry_new (kind, n, DIARY_NOW_US);
          int state = g_test_rand_int_range (0, 3);

          if (state == 0)
            aft_db_import_add (import, kind, entry, FALSE, &error);
          else if (state == 1 && kind != AFT_ENTRY_PREFERENCES)
            aft_db_import_add_deleted (import, aft_entry_get_id (entry),
                                       aft_test_entry_pick_time (DIARY_NOW_US), &error);
          g_assert_no_error (error);
          aft_entry_free (kind, entry);
        }
    }
  g_assert_true (aft_db_import_commit (import, NULL, &error));
  g_assert_no_error (error);
  text = test_export (db, DIARY_NOW_US);
  aft_db_close (db);

  return text;
}

static void
import_good (AftDb *db, const char *text, AftImportCounts *counts)
{
  g_autoptr (GError) error = NULL;

  test_import (db, text, -1, counts, &error);
  g_assert_no_error (error);
}

/* What a new diary exports once it has imported @texts in the order of @turns. */
static char *
merge (const char *folder, char *const *texts, const int *turns, guint n_turns)
{
  g_autofree char *name = g_strdup_printf ("merged-%u.db", g_random_int ());
  AftDb *db = test_open_db (folder, name);
  char *merged;
  char *again;
  AftImportCounts counts;

  for (guint i = 0; i < n_turns; i++)
    import_good (db, texts[turns[i]], &counts);
  merged = test_export (db, DIARY_NOW_US);

  /* None of them, nor the result, changes anything a second time. */
  for (guint i = 0; i < n_turns; i++)
    {
      import_good (db, texts[turns[i]], &counts);
      g_assert_cmpuint (counts.added + counts.updated + counts.deleted, ==, 0);
    }
  import_good (db, merged, &counts);
  g_assert_cmpuint (counts.added + counts.updated + counts.deleted, ==, 0);
  again = test_export (db, DIARY_NOW_US);
  g_assert_cmpstr (again, ==, merged);
  g_free (again);
  aft_db_close (db);

  return merged;
}

/* Commutative, associative, idempotent. */
static void
test_any_order (void)
{
  static const int orders[][N_DIARIES] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                           { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *folder = test_make_folder ();
      g_autofree char *first = NULL;
      char *texts[N_DIARIES];

      for (guint i = 0; i < N_DIARIES; i++)
        texts[i] = make_diary (folder);
      for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
        {
          g_autofree char *merged = merge (folder, texts, orders[i], N_DIARIES);

          if (first == NULL)
            first = g_strdup (merged);
          g_assert_cmpstr (merged, ==, first);
        }
      {
        /* First two of them, and then the result with the third. */
        char *const pair[] = { texts[1], texts[2] };
        g_autofree char *joined = merge (folder, pair, orders[0], 2);
        char *const rest[] = { texts[0], joined };
        g_autofree char *merged = merge (folder, rest, orders[0], 2);

        g_assert_cmpstr (merged, ==, first);
      }

      for (guint i = 0; i < N_DIARIES; i++)
        g_free (texts[i]);
      test_remove_folder (folder);
    }
}

/* The preview says what the import does, ties included. */
static void
test_preview (void)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *folder = test_make_folder ();
      g_autofree char *here = make_diary (folder);
      g_autofree char *there = make_diary (folder);
      AftDb *db = test_open_db (folder, "preview.db");
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (there, -1, NULL);
      g_autoptr (GError) error = NULL;
      AftJsonImport *import;
      AftImportPreview preview;
      AftImportCounts counts;

      import_good (db, here, NULL);
      import = aft_json_import_new (db, stream, DIARY_NOW_US, NULL, NULL, &error);
      g_assert_no_error (error);
      preview = *aft_json_import_get_preview (import);
      g_assert_true (aft_json_import_commit (import, &counts, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (preview.new_sessions + preview.new_notes + preview.new_others, ==,
                        counts.added);
      g_assert_cmpuint (preview.newer, ==, counts.updated);
      g_assert_cmpuint (preview.deleted, ==, counts.deleted);

      aft_db_close (db);
      test_remove_folder (folder);
    }
}

/* The rule itself: of two versions that were changed at the same time, the one with the larger bytes. */
static void
test_tie (void)
{
  AftScale less = { (char *) "0b6ec4d0-0000-4000-8000-000000000001", (char *) "Itching", FALSE, 1,
                    2 };
  AftScale more = less;

  more.archived = TRUE;
  g_assert_cmpint (aft_entry_compare_json (AFT_ENTRY_SCALE, &less, &less), ==, 0);
  /* false, true */
  g_assert_cmpint (aft_entry_compare_json (AFT_ENTRY_SCALE, &less, &more), <, 0);
  more.name = (char *) "Itch";
  /* Itch", Itching */
  g_assert_cmpint (aft_entry_compare_json (AFT_ENTRY_SCALE, &less, &more), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_clock_replace (clock_cb, NULL);

  g_test_add_func ("/exchange/json-merge/any-order", test_any_order);
  g_test_add_func ("/exchange/json-merge/preview", test_preview);
  g_test_add_func ("/exchange/json-merge/tie", test_tie);

  return g_test_run ();
}
