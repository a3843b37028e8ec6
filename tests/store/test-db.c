/* test-db.c: tests of opening: what is created, what is refused, and what is never touched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-migrations-private.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static void
test_default_path (void)
{
  g_autofree char *path = aft_db_get_default_path ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "aftercare", NULL);
  g_autofree char *expected = g_build_filename (folder, "diary.db", NULL);
  AftDb *db;

  g_assert_cmpstr (path, ==, expected);

  /* Removes permissions from our own folder if someone added too many. */
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  db = store_fixture_open (path);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  aft_db_close (db);
}

static void
test_permissions (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (AftSession) session = make_session (START_US);
  mode_t former = umask (0);
  AftDb *db = store_fixture_open (path);

  g_assert_cmpint (umask (former), ==, 0);
  save_session (db, session);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (wal), ==, 0600);
  g_assert_cmpuint (get_mode (shm), ==, 0600);
  aft_db_close (db);

  /* Removes permissions from a file that was copied back with too many. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  db = store_fixture_open (path);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  aft_db_close (db);
}

/* A folder that merely contains the diary also belongs to others. */
static void
test_foreign_folder (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  AftDb *db;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  db = store_fixture_open (path);
  g_assert_cmpuint (get_mode (folder), ==, 0755);
  aft_db_close (db);
}

static void
test_settings (void)
{
  g_autofree char *path = store_fixture_make_path ();
  AftDb *db = store_fixture_open (path);
  g_autoptr (AftStatement) mode = aft_db_prepare (db, "PRAGMA journal_mode", NULL);

  g_assert_cmpint (sqlite3_step (mode), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (mode, 0), ==, "wal");
  g_clear_pointer (&mode, aft_statement_free);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA synchronous"), ==, 2); /* FULL */
  g_assert_cmpint (store_fixture_query (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA application_id"), ==, AFT_DB_APPLICATION_ID);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==,
                   aft_db_get_newest_version ());
  aft_db_close (db);
}

static void
test_not_found (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (aft_db_open (path, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, path));
  /* Inspecting creates nothing. */
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (aft_db_open ("/proc/aftercare/diary.db", TRUE, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, AFT_STORE_ERROR);
  g_assert_nonnull (strstr (error->message, "/proc/aftercare"));
}

static sqlite3 *
open_raw (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *raw = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &raw), ==, SQLITE_OK);

  return raw;
}

static void
exec_raw (sqlite3 *raw, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (raw, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Copies the file and the files beside it, so that the original can be closed properly. */
static char *
copy_crashed (const char *path)
{
  static const char *const suffixes[] = { "", "-wal" };
  char *copy = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (copy);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (copy, suffixes[i], NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (!g_file_test (from, G_FILE_TEST_EXISTS))
        continue;
      bytes = store_fixture_read_file (from);
      g_assert_true (g_file_set_contents (to, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
    }

  return copy;
}

static guint
count_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
assert_refused (const char *path, AftStoreError code)
{
  g_autoptr (GBytes) before = store_fixture_read_file (path);
  g_autoptr (GBytes) wal_before = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  guint n_files = count_files (path);

  if (g_file_test (wal, G_FILE_TEST_EXISTS))
    wal_before = store_fixture_read_file (wal);

  for (int create = 0; create < 2; create++)
    {
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (aft_db_open (path, create, &error));
      g_assert_error (error, AFT_STORE_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, path));
      after = store_fixture_read_file (path);
      g_assert_true (g_bytes_equal (before, after));
      if (wal_before != NULL)
        {
          g_autoptr (GBytes) wal_after = store_fixture_read_file (wal);

          g_assert_true (g_bytes_equal (wal_before, wal_after));
        }
      else
        g_assert_cmpuint (count_files (path), ==, n_files);
    }
}

static void
test_refuse_text (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Dear diary, this is text.\n", -1, NULL));
  assert_refused (path, AFT_STORE_ERROR_CORRUPT);
}

static void
test_refuse_foreign (void)
{
  g_autofree char *path = store_fixture_make_path ();
  sqlite3 *raw = open_raw (path);

  exec_raw (raw, "CREATE TABLE sessions (id); INSERT INTO sessions VALUES (1)");
  sqlite3_close (raw);
  assert_refused (path, AFT_STORE_ERROR_FOREIGN);
}

/* Another program's file in WAL mode, closed properly, and as left by a crash. */
static void
test_refuse_foreign_wal (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *crashed = NULL;
  sqlite3 *raw = open_raw (path);

  exec_raw (raw, "PRAGMA application_id = 42; PRAGMA journal_mode = WAL; CREATE TABLE a (b)");
  exec_raw (raw, "PRAGMA wal_checkpoint (TRUNCATE); INSERT INTO a VALUES (1)");
  crashed = copy_crashed (path);
  sqlite3_close (raw);

  assert_refused (path, AFT_STORE_ERROR_FOREIGN);
  assert_refused (crashed, AFT_STORE_ERROR_FOREIGN);
}

static void
test_refuse_newer (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *version =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version () + 1);
  g_autofree char *crashed = NULL;
  sqlite3 *raw;

  aft_db_close (store_fixture_open (path));
  raw = open_raw (path);
  exec_raw (raw, version);
  /* The main file still has the old version: only the WAL has the new one. */
  crashed = copy_crashed (path);
  sqlite3_close (raw);

  assert_refused (path, AFT_STORE_ERROR_TOO_NEW);
  assert_refused (crashed, AFT_STORE_ERROR_TOO_NEW);
}

/* A newer program opens the diary while this one has it open. */
static void
test_newer_meanwhile (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *newer =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version () + 1);
  g_autofree char *former =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version ());
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 2, 3);
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);
  sqlite3 *raw = open_raw (path);

  exec_raw (raw, newer);
  g_assert_false (aft_db_save_note (db, note, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 0);

  exec_raw (raw, former);
  sqlite3_close (raw);
  save_note (db, note);
  aft_db_close (db);
}

static void
test_refuse_damaged (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GBytes) bytes = NULL;

  aft_db_close (store_fixture_open (path));
  bytes = store_fixture_read_file (path);
  /* Cut in the middle of its first page. */
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), 700, NULL));
  assert_refused (path, AFT_STORE_ERROR_CORRUPT);
}

static void
put (const char *path, const char *suffix, GBytes *bytes)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

/* Only the first page of the log was copied to the file, and it contains the final size of the
 * file. This happens if a program is killed at that moment, and other programs can see it at that
 * moment. */
static void
test_half_checkpoint (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *half_path = g_strconcat (path, ".half", NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) wal = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GByteArray) half = g_byte_array_new ();
  AftDb *db = store_fixture_open (path);
  gint64 page_size = store_fixture_query (db, "PRAGMA page_size");

  g_assert_cmpint (store_fixture_query (db, "PRAGMA wal_checkpoint (TRUNCATE)"), ==, 0);
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * G_TIME_SPAN_HOUR, 1, 2, 3);

      save_note (db, note);
    }
  file = store_fixture_read_file (path);
  wal = store_fixture_read_file (wal_path);
  aft_db_close (db);
  whole = store_fixture_read_file (path);
  g_assert_cmpuint (g_bytes_get_size (whole), >, g_bytes_get_size (file));

  g_byte_array_append (half, g_bytes_get_data (whole, NULL), (guint) page_size);
  g_byte_array_append (half, (const guint8 *) g_bytes_get_data (file, NULL) + page_size,
                       (guint) (g_bytes_get_size (file) - page_size));
  g_clear_pointer (&file, g_bytes_unref);
  file = g_byte_array_free_to_bytes (g_steal_pointer (&half));
  put (half_path, "-wal", wal);
  put (half_path, "", file);

  db = store_fixture_open (half_path);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 100);
  g_assert_true (aft_db_check (db, NULL));
  aft_db_close (db);

  /* Without the log, it is what it looks like. */
  put (half_path, "", file);
  assert_refused (half_path, AFT_STORE_ERROR_CORRUPT);
}

static void
test_empty_file (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  AftDb *db;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  db = store_fixture_open (path);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM sessions"), ==, 0);
  aft_db_close (db);
}

/* A migration of a later version, and one that fails halfway. */
static void
test_migrate (void)
{
  const int newest = aft_db_get_newest_version ();
  const AftMigration later[] = {
    { newest, "SYNTAX ERROR: this version is there already and must not be run again" },
    { newest + 1, "ALTER TABLE meta ADD COLUMN note TEXT" },
  };
  const AftMigration broken[] = {
    { newest + 2, "CREATE TABLE half (done); INSERT INTO nowhere VALUES (1)" },
  };
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);

  g_assert_true (aft_db_migrate (db, later, G_N_ELEMENTS (later), &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==, newest + 1);
  store_fixture_query (db, "SELECT note FROM meta");

  g_assert_true (aft_db_migrate (db, later, G_N_ELEMENTS (later), &error));
  g_assert_no_error (error);

  g_assert_false (aft_db_migrate (db, broken, G_N_ELEMENTS (broken), &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FAILED);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==, newest + 1);
  g_assert_cmpint (
      store_fixture_query (db, "SELECT count (*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
  aft_db_close (db);
}

#define LATER "CREATE TABLE later (id)"

static gpointer
migrate_thread (gpointer data)
{
  const AftMigration step[] = { { aft_db_get_newest_version () + 1, LATER } };
  AftDb *db = store_fixture_open (data);
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_migrate (db, step, G_N_ELEMENTS (step), &error));
  g_assert_no_error (error);
  aft_db_close (db);

  return NULL;
}

/* Another program runs the same migration while this one waits for the lock. */
static void
test_migrate_at_once (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *version =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version () + 1);
  AftDb *db = store_fixture_open (path);
  GThread *thread;

  g_assert_true (aft_db_begin (db, NULL));
  thread = g_thread_new ("migrate", migrate_thread, path);
  /* Long enough for it to be waiting; otherwise the test would only prove less. */
  g_usleep (100 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (aft_db_exec (db, LATER, NULL));
  g_assert_true (aft_db_exec (db, version, NULL));
  g_assert_true (aft_db_end (db, TRUE, NULL));
  g_thread_join (thread);
  g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==,
                   aft_db_get_newest_version () + 1);
  aft_db_close (db);
}

/* Patient: on a busy disk, the four need more than the second that each waits for the others. */
static gpointer
open_thread (gpointer data)
{
  const char *path = data;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      AftDb *db;

      while ((db = aft_db_open (path, TRUE, &error)) == NULL &&
             g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY))
        g_clear_error (&error);
      g_assert_no_error (error);
      aft_db_close (db);
    }

  return NULL;
}

/* Several programs start at the same moment, without a diary. */
static void
test_open_at_once (void)
{
  for (int round = 0; round < 5; round++)
    {
      g_autofree char *path = store_fixture_make_path ();
      GThread *threads[4];
      AftDb *db;

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("open", open_thread, path);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);

      db = store_fixture_open (path);
      g_assert_cmpint (store_fixture_query (db, "PRAGMA user_version"), ==,
                       aft_db_get_newest_version ());
      aft_db_close (db);
    }
}

static void
test_busy (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);
  AftDb *other = store_fixture_open (path);

  /* Tests only the result of a timeout, without waiting a whole second. */
  sqlite3_busy_timeout (db->handle, 1);
  g_assert_true (aft_db_begin (other, NULL));
  g_assert_false (aft_db_save_session (db, session, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, path));
  aft_db_rollback (other);
  save_session (db, session);

  aft_db_close (other);
  aft_db_close (db);
}

static void
test_data_version (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSession) session = make_session (START_US);
  AftDb *db = store_fixture_open (path);
  AftDb *other = store_fixture_open (path);
  gint64 before = aft_db_get_data_version (db);

  save_session (db, session);
  g_assert_cmpint (aft_db_get_data_version (db), ==, before);
  save_session (other, session);
  g_assert_cmpint (aft_db_get_data_version (db), !=, before);

  aft_db_close (other);
  aft_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_fake_clock_install (START_US);

  g_test_add_func ("/store/db/default-path", test_default_path);
  g_test_add_func ("/store/db/permissions", test_permissions);
  g_test_add_func ("/store/db/foreign-folder", test_foreign_folder);
  g_test_add_func ("/store/db/settings", test_settings);
  g_test_add_func ("/store/db/not-found", test_not_found);
  g_test_add_func ("/store/db/no-folder", test_no_folder);
  g_test_add_func ("/store/db/refuse-text", test_refuse_text);
  g_test_add_func ("/store/db/refuse-foreign", test_refuse_foreign);
  g_test_add_func ("/store/db/refuse-foreign-wal", test_refuse_foreign_wal);
  g_test_add_func ("/store/db/refuse-newer", test_refuse_newer);
  g_test_add_func ("/store/db/newer-meanwhile", test_newer_meanwhile);
  g_test_add_func ("/store/db/refuse-damaged", test_refuse_damaged);
  g_test_add_func ("/store/db/half-checkpoint", test_half_checkpoint);
  g_test_add_func ("/store/db/empty-file", test_empty_file);
  g_test_add_func ("/store/db/migrate", test_migrate);
  g_test_add_func ("/store/db/migrate-at-once", test_migrate_at_once);
  g_test_add_func ("/store/db/open-at-once", test_open_at_once);
  g_test_add_func ("/store/db/busy", test_busy);
  g_test_add_func ("/store/db/data-version", test_data_version);

  return g_test_run ();
}
