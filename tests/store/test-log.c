/* test-log.c: tests of the write-ahead log: checkpointed, and distinguished from that of another
 * diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "aft-db-private.h"
#include "aft-draft.h"
#include "aft-erase.h"
#include "store-fixture.h"

typedef struct
{
  char *path;
  char *copy; /* of the diary with one session */
  AftDb *db;
  AftDb *other; /* (nullable): another program's connection; it prevents a checkpoint on close */
} Fixture;

/* In another process, because closing a file here would drop SQLite's locks on it. */
static void
copy_over (const char *from, const char *to)
{
  const char *const argv[] = { "cp", from, to, NULL };
  g_autofree char *folder = g_path_get_dirname (to);
  g_autoptr (GError) error = NULL;
  int status;

  g_mkdir_with_parents (folder, 0700);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
add_session (AftDb *db)
{
  static int n;
  g_autoptr (AftSession) session = make_session (START_US - ++n * HOUR_US);

  save_session (db, session);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->copy = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
  fixture->other = store_fixture_open (fixture->path);
  add_session (fixture->db);
  g_assert_true (aft_db_fold (fixture->db));
  copy_over (fixture->path, fixture->copy);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  aft_db_close (fixture->other);
  g_free (fixture->path);
  g_free (fixture->copy);
}

/* As if both programs were killed: the log stays. */
static void
leave_log (Fixture *fixture)
{
  g_clear_pointer (&fixture->other, aft_db_abandon);
  g_clear_pointer (&fixture->db, aft_db_abandon);
}

static gint64
get_size (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (name, &status) == 0 ? status.st_size : -1;
}

static gint64
count_sessions (AftDb *db)
{
  return store_fixture_query (db, "SELECT count (*) FROM sessions");
}

/* (transfer full) (nullable): the log that was set aside */
static char *
find_aside (const char *path)
{
  g_autofree char *first = aft_log_take_unreported (path);
  g_autofree char *second = aft_log_take_unreported (path);

  g_assert_null (second);

  return g_steal_pointer (&first);
}

static void
assert_sound (Fixture *fixture, gint64 n_sessions, gboolean set_aside)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  fixture->db = store_fixture_open (fixture->path);
  aside = find_aside (fixture->path);
  g_assert_true (aft_db_check (fixture->db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_sessions (fixture->db), ==, n_sessions);
  g_assert_cmpint (aside != NULL, ==, set_aside);
  if (aside != NULL)
    g_assert_cmpint (get_size (aside, ""), >, 0);
  /* It keeps working. */
  add_session (fixture->db);
  g_assert_cmpint (count_sessions (fixture->db), ==, n_sessions + 1);
}

static void
assert_in_copy (Fixture *fixture, gint64 n_sessions)
{
  g_autofree char *elsewhere = store_fixture_make_path ();
  AftDb *db;

  copy_over (fixture->path, elsewhere);
  db = store_fixture_open (elsewhere);
  g_assert_cmpint (count_sessions (db), ==, n_sessions);
  aft_db_close (db);
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  add_session (fixture->db);
  g_assert_false (aft_db_is_folded (fixture->db));
  g_assert_true (aft_db_is_current (fixture->db) && aft_db_is_current (fixture->other));
  g_assert_true (aft_db_fold (fixture->other));
  g_assert_true (aft_db_is_folded (fixture->db));
  g_assert_true (aft_db_is_current (fixture->db) && aft_db_is_current (fixture->other));
  g_assert_cmpint (get_size (fixture->path, "-wal"), ==, 0);
  assert_in_copy (fixture, 2);
}

static void
test_fold_at_close (Fixture *fixture, gconstpointer data)
{
  add_session (fixture->db);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_assert_cmpint (get_size (fixture->path, "-wal"), ==, 0);
  assert_in_copy (fixture, 2);
}

static void
test_fold_waits_for_nobody (Fixture *fixture, gconstpointer data)
{
  gint64 begun_us;

  add_session (fixture->db);
  g_assert_true (aft_db_begin (fixture->other, NULL));
  begun_us = g_get_monotonic_time ();
  g_assert_false (aft_db_fold (fixture->db));
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, AFT_DB_BUSY_TIMEOUT_MS * 1000 / 2);
  aft_db_rollback (fixture->other);
  g_assert_true (aft_db_fold (fixture->db));
  /* Its busy timeout is unchanged. */
  add_session (fixture->db);
}

static void
test_own_log (Fixture *fixture, gconstpointer data)
{
  add_session (fixture->db);
  add_session (fixture->db);
  leave_log (fixture);
  g_assert_cmpint (get_size (fixture->path, "-wal"), >, 0);
  assert_sound (fixture, 3, FALSE);
}

/* Part of the log is already in the main file, and the log continues. */
static void
test_own_log_half_folded (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    {
      add_session (fixture->db);
      sqlite3_wal_checkpoint_v2 (fixture->db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL,
                                 NULL);
      add_session (fixture->other);
    }
  leave_log (fixture);
  assert_sound (fixture, 7, FALSE);
}

/* Logs of older versions don't contain our marker text. */
static void
test_own_log_without_words (Fixture *fixture, gconstpointer data)
{
  g_assert_true (aft_db_exec (fixture->db, "DELETE FROM meta", NULL));
  sqlite3_wal_checkpoint_v2 (fixture->db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  g_assert_true (aft_db_exec (fixture->db, "INSERT INTO meta VALUES ('a', 'b')", NULL));
  leave_log (fixture);
  assert_sound (fixture, 1, FALSE);
}

/* Erased data isn't in the log of another diary, even if someone is reading it at that moment. */
static void
test_erased (Fixture *fixture, gconstpointer data)
{
  gboolean begun;
  gint64 ignored;

  add_session (fixture->db);
  g_assert_true (aft_db_begin_read (fixture->other, &begun, NULL));
  g_assert_true (aft_db_get_int64 (fixture->other, "SELECT count (*) FROM notes", &ignored, NULL));
  g_assert_false (aft_db_erase (fixture->db, NULL));
  aft_db_end_read (fixture->other, begun);
  add_session (fixture->other);
  leave_log (fixture);
  assert_sound (fixture, 1, FALSE);
}

/* An earlier copy of the same diary is put back, beside the log of the later one. */
static void
test_earlier_copy (Fixture *fixture, gconstpointer data)
{
  add_session (fixture->db);
  g_assert_true (aft_db_fold (fixture->db));
  add_session (fixture->db);
  leave_log (fixture);
  copy_over (fixture->copy, fixture->path);
  assert_sound (fixture, 1, TRUE);
}

static void
test_other_diary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = store_fixture_make_path ();
  AftDb *other = store_fixture_open (elsewhere);

  add_session (other);
  add_session (other);
  aft_db_close (other);
  add_session (fixture->db);
  leave_log (fixture);
  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
  assert_sound (fixture, 2, TRUE);
}

/* A log without our marker text: only the mixture with the main file shows that it belongs to
 * another diary. */
static void
test_foreign_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = store_fixture_make_path ();
  g_autofree char *log = g_strconcat (elsewhere, "-wal", NULL);
  g_autofree char *ours = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *folder = g_path_get_dirname (elsewhere);
  sqlite3 *handle;

  g_clear_pointer (&fixture->other, aft_db_close);
  g_clear_pointer (&fixture->db, aft_db_close);
  g_mkdir_with_parents (folder, 0700);
  g_assert_cmpint (sqlite3_open (elsewhere, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA journal_mode = WAL; CREATE TABLE one (two);"
                                 "INSERT INTO one VALUES (zeroblob (20000))",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  copy_over (log, ours);
  sqlite3_close (handle);
  assert_sound (fixture, 1, TRUE);
}

/* SQLite deletes the log if the main file is missing. */
static void
test_lone_log (Fixture *fixture, gconstpointer data)
{
  add_session (fixture->db);
  leave_log (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  assert_sound (fixture, 0, TRUE);
}

/* Of another length, and with an empty log. */
static void
test_longer_copied_over_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - 1);
  g_autofree char *elsewhere = store_fixture_make_path ();
  AftDb *longer = store_fixture_open (elsewhere);

  for (int i = 0; i < 300; i++)
    add_session (longer);
  aft_db_close (longer);
  add_session (fixture->db);
  g_assert_true (aft_db_fold (fixture->db));
  copy_over (elsewhere, fixture->path);
  g_assert_false (aft_db_save_session (fixture->other, session, NULL));
  g_assert_false (aft_db_save_session (fixture->db, session, NULL));
  g_clear_pointer (&fixture->other, aft_db_close);
  g_clear_pointer (&fixture->db, aft_db_close);
  assert_sound (fixture, 300, FALSE);
}

/* @data: whether the log is empty at that moment */
static void
test_copied_over_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - 1);
  g_autoptr (GError) error = NULL;

  add_session (fixture->db);
  g_assert_true (aft_db_fold (fixture->db));
  if (!GPOINTER_TO_INT (data))
    add_session (fixture->other);
  copy_over (fixture->copy, fixture->path);

  g_assert_false (aft_db_is_current (fixture->db));
  /* Drafts are writes too. */
  g_assert_false (aft_db_discard_draft (fixture->db, session->id, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
  g_clear_error (&error);
  g_assert_false (aft_db_save_session (fixture->db, session, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
  g_assert_false (aft_db_is_in_place (fixture->db));
  g_clear_error (&error);
  /* A process that doesn't know the old file sees the copy, unless there is a log. */
  if (!GPOINTER_TO_INT (data))
    {
      g_assert_false (aft_db_save_session (fixture->other, session, &error));
      g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
    }
  /* Both, because in one process SQLite shares the log index between all connections to the same
   * file. */
  g_clear_pointer (&fixture->other, aft_db_close);
  g_clear_pointer (&fixture->db, aft_db_close);
  assert_sound (fixture, 1, !GPOINTER_TO_INT (data));
}

#define ADD(name, data, func) \
  g_test_add ("/log/" name, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("fold", NULL, test_fold);
  ADD ("fold-at-close", NULL, test_fold_at_close);
  ADD ("fold-waits-for-nobody", NULL, test_fold_waits_for_nobody);
  ADD ("own-log", NULL, test_own_log);
  ADD ("own-log-half-folded", NULL, test_own_log_half_folded);
  ADD ("own-log-without-words", NULL, test_own_log_without_words);
  ADD ("erased", NULL, test_erased);
  ADD ("earlier-copy", NULL, test_earlier_copy);
  ADD ("other-diary", NULL, test_other_diary);
  ADD ("foreign-log", NULL, test_foreign_log);
  ADD ("lone-log", NULL, test_lone_log);
  ADD ("copied-over-open", GINT_TO_POINTER (FALSE), test_copied_over_open);
  ADD ("copied-over-open-folded", GINT_TO_POINTER (TRUE), test_copied_over_open);

  ADD ("longer-copied-over-open", NULL, test_longer_copied_over_open);

  return g_test_run ();
}
