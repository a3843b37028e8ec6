/* test-place.c: tests of a diary whose file is moved away or replaced while it is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "aft-draft.h"
#include "aft-erase.h"
#include "aft-reminder.h"
#include "aft-snapshot.h"
#include "store-fixture.h"

/* How often several programs compete; without a lock, a few rounds suffice to fail. */
#define ROUNDS 20

typedef struct
{
  char *path;
  char *elsewhere; /* another diary, or the place this one moves to */
  AftDb *db;
  AftSession *session; /* already in the diary */
  AftSession *more;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->elsewhere = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
  fixture->session = make_session (START_US - DAY_US);
  fixture->more = make_session (START_US - HOUR_US);
  save_session (fixture->db, fixture->session);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  aft_session_unref (fixture->session);
  aft_session_unref (fixture->more);
  g_free (fixture->path);
  g_free (fixture->elsewhere);
}

static gint64
count_sessions (const char *path)
{
  AftDb *db = store_fixture_open (path);
  gint64 n = store_fixture_query (db, "SELECT count (*) FROM sessions");

  aft_db_close (db);

  return n;
}

/* Another diary with three sessions replaces the open one. */
static void
replace (Fixture *fixture)
{
  AftDb *other = store_fixture_open (fixture->elsewhere);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - i * DAY_US);

      save_session (other, session);
    }
  aft_db_close (other);
  g_assert_cmpint (g_rename (fixture->elsewhere, fixture->path), ==, 0);
}

static void
move_folder (Fixture *fixture)
{
  g_autofree char *from = g_path_get_dirname (fixture->path);
  g_autofree char *to = g_path_get_dirname (fixture->elsewhere);

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
delete_beside (Fixture *fixture, const char *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_refused (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (aft_db_is_in_place (fixture->db));
  g_assert_false (aft_db_save_session (fixture->db, fixture->more, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_in_place (Fixture *fixture, gconstpointer data)
{
  AftDb *second = store_fixture_open (fixture->path);

  /* Other programs open and close it, and checkpoint the log. */
  save_session (second, fixture->more);
  aft_db_close (second);
  g_assert_true (aft_db_is_in_place (fixture->db));
  save_session (fixture->db, fixture->more);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  replace (fixture);
  assert_refused (fixture);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_cmpint (count_sessions (fixture->path), ==, 3);
}

static void
test_folder_moved (Fixture *fixture, gconstpointer data)
{
  move_folder (fixture);
  assert_refused (fixture);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_sessions (fixture->elsewhere), ==, 1);
}

static void
test_log_deleted (Fixture *fixture, gconstpointer suffix)
{
  delete_beside (fixture, suffix);
  assert_refused (fixture);
  /* Its content isn't lost. */
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_cmpint (count_sessions (fixture->path), ==, 1);
}

/* Only the file is moved away; its log stays, but doesn't belong to the next file. */
static void
test_file_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->elsewhere);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (fixture->path, fixture->elsewhere), ==, 0);
  assert_refused (fixture);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_sessions (fixture->elsewhere), ==, 1);
}

/* The new diary is open elsewhere, so this program must not delete its log. */
static void
test_others_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  AftDb *other;

  move_folder (fixture);
  other = store_fixture_open (fixture->path);
  save_session (other, fixture->more);
  assert_refused (fixture);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_true (aft_db_is_in_place (other));
  aft_db_close (other);
  g_assert_cmpint (count_sessions (fixture->path), ==, 1);
}

/* During a write. */
static void
test_replaced_in_between (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 n_writes = fixture->db->n_writes;

  g_assert_true (aft_db_begin (fixture->db, &error));
  replace (fixture);
  g_assert_false (aft_db_end (fixture->db, TRUE, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
  g_assert_cmpuint (fixture->db->n_writes, ==, n_writes);
}

/* With nothing in the log, which SQLite would take for that of the new diary. What is written to the new one
 * must survive the end of the old one. */
static void
test_replaced_folded (Fixture *fixture, gconstpointer data)
{
  AftDb *present;

  g_assert_true (aft_db_fold (fixture->db));
  replace (fixture);
  present = store_fixture_open (fixture->path);
  save_session (present, fixture->session);
  /* The old one is read until its owner notices. */
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM sessions"), ==, 1);
  g_clear_pointer (&fixture->db, aft_db_close);
  save_session (present, fixture->more);
  g_assert_cmpint (count_sessions (fixture->path), ==, 5);
  g_assert_true (aft_db_check (present, NULL));
  aft_db_close (present);
  g_assert_cmpint (count_sessions (fixture->path), ==, 5);
}

static GSubprocess *
start_session (const char *path, const char *id)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                           g_getenv ("TEST_STORE_WORK"), path, "session", id, NULL);

  g_assert_no_error (error);

  return process;
}

/* Window and notifier open the new diary at the same moment, beside the log of the old one. */
static void
test_replaced_for_all (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "11111111-1111-4111-8111-111111111111",
                                     "22222222-2222-4222-8222-222222222222",
                                     "33333333-3333-4333-8333-333333333333" };
  GSubprocess *processes[G_N_ELEMENTS (ids)];

  for (int round = 0; round < ROUNDS; round++)
    {
      save_session (fixture->db, fixture->more);
      replace (fixture);
      for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
        processes[i] = start_session (fixture->path, ids[i]);
      for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr (GError) error = NULL;

          g_subprocess_wait_check (processes[i], NULL, &error);
          g_assert_no_error (error);
          g_object_unref (processes[i]);
        }
      aft_db_close (fixture->db);
      fixture->db = store_fixture_open (fixture->path);
      g_assert_true (aft_db_check (fixture->db, NULL));
      g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM sessions"), ==, 6);
    }
}

static void
test_every_writer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  AftDraft *draft =
      aft_draft_new (AFT_DRAFT_NOTE, "id", 739000, START_US, g_variant_new_parsed ("@a{sv} {}"));
  AftDbImport *import = NULL;
  AftDb *db = fixture->db;

  g_assert_true (aft_db_take_snapshot (db, AFT_SNAPSHOT_IMPORT, &snapshot, NULL));
  replace (fixture);

#define ASSERT_MOVED(call)                                          \
  {                                                                 \
    g_autoptr (GError) error = NULL;                                \
                                                                    \
    g_assert_false (call);                                          \
    g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED); \
  }
  ASSERT_MOVED (aft_db_save_draft (db, draft, &error));
  ASSERT_MOVED (aft_db_discard_draft (db, "id", &error));
  ASSERT_MOVED (aft_db_delete (db, fixture->session->id, &error));
  ASSERT_MOVED (aft_db_restore (db, fixture->session->id, &error));
  ASSERT_MOVED (aft_db_erase (db, &error));
  ASSERT_MOVED (aft_db_reminders_sync (db, &error));
  ASSERT_MOVED (aft_db_reminders_recover (db, &error));
  ASSERT_MOVED (aft_db_claim_reminder (db, 1, &error));
  ASSERT_MOVED (aft_db_restore_snapshot (db, snapshot, &error));
  import = aft_db_import_begin (db, NULL);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_SESSION, fixture->more, FALSE, NULL));
  ASSERT_MOVED (aft_db_import_commit (import, NULL, &error));
#undef ASSERT_MOVED

  /* No copy of the new diary was deleted, nor was one made. */
  g_assert_true (g_file_test (snapshot, G_FILE_TEST_EXISTS));
  snapshots = aft_snapshot_list (fixture->path, NULL);
  g_assert_cmpuint (snapshots->len, ==, 1);
  aft_draft_free (draft);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) \
  g_test_add ("/place/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
  ADD ("in-place", NULL, test_in_place);
  ADD ("replaced", NULL, test_replaced);
  ADD ("folder-moved", NULL, test_folder_moved);
  ADD ("file-moved", NULL, test_file_moved);
  ADD ("log-deleted", "-wal", test_log_deleted);
  ADD ("index-deleted", "-shm", test_log_deleted);
  ADD ("others-log", NULL, test_others_log);
  ADD ("replaced-in-between", NULL, test_replaced_in_between);
  ADD ("replaced-folded", NULL, test_replaced_folded);
  ADD ("replaced-for-all", NULL, test_replaced_for_all);
  ADD ("every-writer", NULL, test_every_writer);
#undef ADD

  return g_test_run ();
}
