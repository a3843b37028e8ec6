/* test-kinds.c: tests that nothing the diary holds gets lost, whatever its kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-db-rows-private.h"
#include "aft-entry-json.h"
#include "aft-salvage.h"
#include "aft-snapshot.h"
#include "aft-test-entry.h"
#include "aft-trash.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef StoreFixture Fixture;

static void
fill (AftDb *db)
{
  g_autoptr (GError) error = NULL;

  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      gpointer entry = aft_test_entry_new (kind, 0, START_US);

      aft_db_save_entry (db, kind, entry, &error);
      g_assert_no_error (error);
      aft_entry_free (kind, entry);
    }
}

static gboolean
describe_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  GString *text = user_data;

  aft_entry_append_json (kind, entry, 0, text);
  g_string_append_c (text, '\n');

  return TRUE;
}

static gboolean
describe_deleted_cb (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error)
{
  g_string_append_printf (user_data, "deleted %s\n", id);

  return TRUE;
}

/* All of the diary that an export has. */
static char *
describe (AftDb *db)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  aft_db_export (db, AFT_ENTRY_ALL, describe_cb, describe_deleted_cb, text, &error);
  g_assert_no_error (error);

  return g_string_free (text, FALSE);
}

static void
assert_count (AftDb *db, guint n)
{
  AftDbCounts counts;

  g_assert_true (aft_db_count (db, &counts, NULL));
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    g_assert_cmpuint (counts.n[kind], ==, n);
}

typedef struct
{
  AftEntryKind kind;
  gconstpointer entry;
} Wanted;

static gboolean
compare_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  const Wanted *wanted = user_data;

  g_assert_cmpint (kind, ==, wanted->kind);
  g_assert_true (aft_fields_equal (aft_entry_get_fields (kind), entry, wanted->entry));

  return TRUE;
}

/* Each field comes back from its column. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 20; round++)
    {
      for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
        {
          const AftFieldTable *table = aft_entry_get_fields (kind);
          gpointer entry = aft_test_entry_new (kind, 0, START_US);
          Wanted wanted = { kind, entry };
          g_autoptr (GError) error = NULL;

          /* The newest, so that it is written as it is. */
          AFT_FIELD (entry, &table->fields[table->n_fields - 1], gint64) = START_US + round;
          aft_db_save_entry (fixture->db, kind, entry, &error);
          g_assert_no_error (error);
          g_assert_true (
              aft_db_export (fixture->db, AFT_ENTRY_BIT (kind), compare_cb, NULL, &wanted, &error));
          aft_entry_free (kind, entry);
        }
    }
  assert_count (fixture->db, 1);
}

static void
for_each_id (AftDb *db, gboolean (*func) (AftDb *db, const char *id, GError **error))
{
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      gpointer entry = aft_test_entry_new (kind, 0, START_US);
      g_autoptr (GError) error = NULL;

      func (db, aft_entry_get_id (entry), &error);
      g_assert_no_error (error);
      aft_entry_free (kind, entry);
    }
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tombstones = NULL;

  fill (fixture->db);
  for_each_id (fixture->db, aft_db_delete);
  assert_count (fixture->db, 0);
  for_each_id (fixture->db, aft_db_restore);
  assert_count (fixture->db, 1);

  for_each_id (fixture->db, aft_db_delete);
  g_assert_true (aft_db_expire_trash (fixture->db, START_US + AFT_TRASH_KEPT_US + DAY_US, &error));
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", aft_tables[kind].name);

      g_assert_cmpint (store_fixture_query (fixture->db, sql), ==, 0);
    }
  tombstones = aft_db_list_tombstones (fixture->db, &error);
  g_assert_cmpuint (tombstones->len, ==, AFT_N_ENTRY_KINDS);
}

/* The preferences are the first kind, and have an ID of their own. */
static void
test_other_kind (Fixture *fixture, gconstpointer data)
{
  fill (fixture->db);
  for (AftEntryKind kind = AFT_ENTRY_SCALE; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      gpointer entry = aft_test_entry_new (kind, 1, START_US);
      gpointer before = aft_test_entry_new (kind - 1, 0, START_US);
      g_autoptr (GError) error = NULL;

      set_string ((char **) entry, aft_entry_get_id (before));
      g_assert_false (aft_db_save_entry (fixture->db, kind, entry, &error));
      g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
      aft_entry_free (kind, entry);
      aft_entry_free (kind - 1, before);
    }
  assert_count (fixture->db, 1);
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *snapshot = NULL;
  g_autoptr (GError) error = NULL;
  AftSnapshotChanges changes;

  fill (fixture->db);
  before = describe (fixture->db);
  aft_db_take_snapshot (fixture->db, AFT_SNAPSHOT_DAILY, &snapshot, &error);
  g_assert_no_error (error);
  for_each_id (fixture->db, aft_db_delete);

  g_assert_true (aft_db_compare_snapshot (fixture->db, snapshot, &changes, &error));
  g_assert_cmpuint (changes.sessions.back, ==, 1);
  g_assert_cmpuint (changes.notes.back, ==, 1);
  g_assert_cmpuint (changes.n_others, ==, AFT_N_ENTRY_KINDS - 2);
  g_assert_true (aft_db_restore_snapshot (fixture->db, snapshot, &error));
  after = describe (fixture->db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_salvage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSalvage) result = NULL;

  fill (fixture->db);
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      gpointer entry = aft_test_entry_new (kind, 1, START_US);

      aft_db_save_entry (fixture->db, kind, entry, &error);
      g_assert_no_error (error);
      if (kind != AFT_ENTRY_PREFERENCES)
        aft_db_delete (fixture->db, aft_entry_get_id (entry), &error);
      g_assert_no_error (error);
      aft_entry_free (kind, entry);
    }
  before = describe (fixture->db);
  g_clear_pointer (&fixture->db, aft_db_close);

  /* The schema is gone, but no row. */
  store_fixture_damage (fixture->path, 1);
  result = aft_salvage (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result->aside);
  fixture->db = store_fixture_open (fixture->path);
  after = describe (fixture->db);
  g_assert_cmpstr (after, ==, before);
}

#define OLD_ENTRIES                                                                            \
  "INSERT INTO sessions (id, ended_at_us, time_zone, setting, needle_mm, tool, zones,"         \
  " makeup_wait_hours, rest_days, next_session_day, clinic_instructions, text, created_at_us," \
  " modified_at_us) VALUES ('0b6ec4d0-0000-4000-8000-000000000001', 1700000000000000, 'UTC',"  \
  " 'home', 0.3, 'roller', 3, 8, 7, NULL, '', 'old', 1700000000000000, 1700000000000000);"     \
  "INSERT INTO notes (id, noted_at_us, time_zone, day, redness, tingling, dryness, flags,"     \
  " resolved_flags, text, created_at_us, modified_at_us, trashed_at_us) VALUES"                \
  " ('0b6ec4d0-0000-4000-8000-000000000002', 1700100000000000, 'UTC', 738000, 1, NULL, 4, 63," \
  " 1, 'old note', 1700100000000000, 1700100000000000, NULL),"                                 \
  " ('0b6ec4d0-0000-4000-8000-000000000003', 1700100000000000, 'UTC', 738000, 1, 1, 1, 0,"     \
  " 0, 'trashed', 1700100000000000, 1700100000000000, 1700200000000000);"                      \
  "INSERT INTO tombstones VALUES ('0b6ec4d0-0000-4000-8000-000000000004', 1700100000000000);"

/* What a diary of each older version holds is still there, and what is new can be saved. */
static void
test_migrations (void)
{
  for (guint version = 1; version < aft_n_migrations; version++)
    {
      g_autofree char *path = store_fixture_make_path ();
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GPtrArray) notes = NULL;
      g_autoptr (GPtrArray) trash = NULL;
      g_autoptr (GPtrArray) snapshots = NULL;
      g_autoptr (AftSkinNote) note = NULL;
      g_autoptr (GError) error = NULL;
      AftDb old = { .path = path };
      AftDb *db;

      aft_fake_clock_install (START_US);
      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_cmpint (aft_db_open_private (path, TRUE, &old.handle), ==, SQLITE_OK);
      g_assert_true (aft_db_migrate (&old, aft_migrations, version, &error));
      g_assert_true (aft_db_exec (&old, OLD_ENTRIES, &error));
      g_assert_no_error (error);
      sqlite3_close (old.handle);

      db = store_fixture_open (path);
      snapshots = aft_snapshot_list (path, &error);
      g_assert_cmpuint (snapshots->len, ==, 1);
      g_assert_cmpint (((AftSnapshot *) snapshots->pdata[0])->reason, ==, AFT_SNAPSHOT_MIGRATION);
      g_assert_true (aft_db_check (db, &error));
      g_assert_no_error (error);
      notes = aft_db_list_notes (db, &error);
      trash = aft_db_list_trash (db, &error);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_cmpuint (trash->len, ==, 1);
      note = aft_skin_note_copy (g_ptr_array_index (notes, 0));
      g_assert_cmpstr (note->text, ==, "old note");
      g_assert_cmpint (note->flags, ==, 63);
      g_assert_null (note->products);
      note->flags |= AFT_FLAG_LASTING_LUMP;
      save_note (db, note);
      fill (db);
      g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM tombstones"), ==, 1);
      aft_db_close (db);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                        \
  g_test_add ("/store/kinds/" path, Fixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  ADD ("fields", test_fields);
  ADD ("trash", test_trash);
  ADD ("other-kind", test_other_kind);
  ADD ("snapshot", test_snapshot);
  ADD ("salvage", test_salvage);
  g_test_add_func ("/store/kinds/migrations", test_migrations);

  return g_test_run ();
}
