/* test-erase.c: tests that no file contains text of the diary after Erase Everything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-draft.h"
#include "aft-erase.h"
#include "aft-snapshot.h"
#include "aft-test-entry.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef StoreFixture Fixture;

/* Text in every place that can contain some: session, notes long enough for separate pages, trash,
 * drafts, a snapshot, and pages that SQLite has freed. */
static void
fill (Fixture *fixture)
{
  g_autoptr (AftSession) session = make_session (START_US - 10 * DAY_US);
  g_autoptr (AftDraft) draft = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  GVariantDict dict;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "zebrastripes ");

  set_string (&session->text, "zebrastripes at the clinic");
  set_string (&session->tool, "zebrastripes roller");
  save_session (fixture->db, session);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * HOUR_US, 2, 1, 0);

      set_string (&note->text, text->str);
      save_note (fixture->db, note);
      if (i % 3 == 0)
        aft_db_delete (fixture->db, note->id, &error);
      g_assert_no_error (error);
    }

  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      gpointer entry = aft_test_entry_new (kind, 0, START_US);
      const AftFieldTable *table = aft_entry_get_fields (kind);

      for (guint i = 0; i < table->n_fields; i++)
        {
          if (table->fields[i].type == AFT_FIELD_TEXT)
            set_string (&AFT_FIELD (entry, &table->fields[i], char *), "zebrastripes of any kind");
        }
      aft_db_save_entry (fixture->db, kind, entry, &error);
      g_assert_no_error (error);
      aft_entry_free (kind, entry);
    }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "text", "s", "zebrastripes draft");
  draft = aft_draft_new (AFT_DRAFT_NOTE, id, 20777, START_US, g_variant_dict_end (&dict));
  aft_db_save_draft (fixture->db, draft, &error);
  g_assert_no_error (error);
  aft_db_take_snapshot (fixture->db, AFT_SNAPSHOT_DAILY, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_files_with (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files_with (path, word);
      else if (g_file_get_contents (path, &contents, &length, NULL) &&
               memmem (contents, length, word, strlen (word)) != NULL)
        n++;
    }

  return n;
}

static void
assert_erased (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *snapshots = aft_snapshot_get_folder (fixture->path);

  g_assert_cmpuint (count_files_with (folder, "zebrastripes"), ==, 0);
  g_assert_false (g_file_test (snapshots, G_FILE_TEST_EXISTS));
}

static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "preferences", "scales",    "sessions",
                                        "notes",       "photos",    "blind_answers",
                                        "tombstones",  "reminders", "drafts" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;
  guint64 n_writes;

  fill (fixture);
  g_assert_cmpuint (count_files_with (folder, "zebrastripes"), >=, 2);
  n_writes = fixture->db->n_writes;

  g_assert_true (aft_db_erase (fixture->db, &error));
  g_assert_no_error (error);
  /* The notifier and the window are notified. */
  g_assert_cmpuint (fixture->db->n_writes, >, n_writes);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", tables[i], NULL);

      g_assert_cmpint (store_fixture_query (fixture->db, sql), ==, 0);
    }
  assert_erased (fixture);

  aft_db_close (fixture->db);
  fixture->db = store_fixture_open (fixture->path);
  assert_erased (fixture);
}

/* It is a diary again: everything that a new entry needs still exists. */
static void
test_begun_anew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - HOUR_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_assert_true (aft_db_erase (fixture->db, &error));
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM reminders"), >, 0);
  g_assert_true (aft_db_erase (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM sessions"), ==, 0);
}

/* While another program is reading, the data it sees can't be overwritten: the error says so, and
 * the next erase does it. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  AftDb *other;
  g_autoptr (GError) error = NULL;
  gboolean begun;

  fill (fixture);
  other = store_fixture_open (fixture->path);
  g_assert_true (aft_db_begin_read (other, &begun, &error));
  g_assert_cmpint (store_fixture_query (other, "SELECT count (*) FROM notes"), ==, 21);

  g_assert_false (aft_db_erase (fixture->db, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY);
  g_clear_error (&error);

  aft_db_end_read (other, begun);
  g_assert_true (aft_db_erase (fixture->db, &error));
  g_assert_no_error (error);
  assert_erased (fixture);
  aft_db_close (other);
}

/* If the folder is a link, its target belongs to someone else. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshots = aft_snapshot_get_folder (fixture->path);
  g_autofree char *elsewhere = g_dir_make_tmp ("aft-erase-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (elsewhere, "letter", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, snapshots), ==, 0);
  g_assert_true (aft_db_erase (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (snapshots, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_unlink (file);
  g_rmdir (elsewhere);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                        \
  g_test_add ("/store/erase/" path, Fixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  ADD ("nothing-left", test_nothing_left);
  ADD ("begun-anew", test_begun_anew);
  ADD ("busy", test_busy);
  ADD ("link", test_link);
#undef ADD

  return g_test_run ();
}
