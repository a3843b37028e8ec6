/* test-snapshot.c: tests of snapshots: when they are taken, which are kept, and how one is restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-db-rows-private.h"
#include "aft-reminder.h"
#include "aft-snapshot-private.h"
#include "aft-store.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static GPtrArray *
list (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *snapshots = aft_snapshot_list (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (snapshots);

  return snapshots;
}

static char *
take (AftDb *db, AftSnapshotReason reason)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  g_assert_true (aft_db_take_snapshot (db, reason, &path, &error));
  g_assert_no_error (error);

  return path;
}

static void
restore (AftDb *db, const char *snapshot)
{
  g_autoptr (GError) error = NULL;

  aft_db_restore_snapshot (db, snapshot, &error);
  g_assert_no_error (error);
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

/* Names of the files in the snapshot folder. */
static guint
count_files (const char *path)
{
  g_autofree char *folder = aft_snapshot_get_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
test_take (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = aft_snapshot_get_folder (path);
  g_autoptr (AftSession) session = make_session (START_US - 3 * DAY_US);
  g_autoptr (AftSkinNote) note = make_note (START_US - DAY_US, 1, 2, 3);
  g_autoptr (AftSkinNote) trashed = make_note (START_US - HOUR_US, 4, 4, 4);
  g_autofree char *file = NULL;
  g_autofree char *second = NULL;
  g_autofree char *wal = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  AftSnapshot *snapshot;
  AftDb *db = store_fixture_open (path);

  save_session (db, session);
  save_note (db, note);
  save_note (db, trashed);
  g_assert_true (aft_db_delete (db, trashed->id, NULL));
  file = take (db, AFT_SNAPSHOT_IMPORT);
  /* At the same time: another name. */
  second = take (db, AFT_SNAPSHOT_IMPORT);
  g_assert_cmpstr (file, !=, second);

  snapshots = list (path);
  g_assert_cmpuint (snapshots->len, ==, 2);
  snapshot = g_ptr_array_index (snapshots, 1);
  g_assert_cmpstr (snapshot->path, ==, file);
  g_assert_cmpint (snapshot->taken_at_us, ==, START_US);
  g_assert_cmpint (snapshot->reason, ==, AFT_SNAPSHOT_IMPORT);
  g_assert_cmpuint (snapshot->n_sessions, ==, 1);
  g_assert_cmpuint (snapshot->n_notes, ==, 1);
  g_assert_cmpint (snapshot->first_us, ==, session->ended_at_us);
  g_assert_cmpint (snapshot->last_us, ==, note->noted_at_us);

  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (file), ==, 0600);
  /* Complete: it needs no other file to be read. */
  wal = g_strconcat (file, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (path), ==, 2);
  aft_db_close (db);
}

/* A damaged diary gives no snapshot, and the good ones stay. */
static void
test_damaged_source (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 1, 1, 1);

      save_note (db, note);
    }
  store_fixture_query (db, "PRAGMA wal_checkpoint (TRUNCATE)");
  aft_db_close (db);
  store_fixture_damage (path, 5);

  db = store_fixture_open (path);
  g_assert_false (aft_db_take_snapshot (db, AFT_SNAPSHOT_DAILY, NULL, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  g_assert_cmpuint (count_files (path), ==, 0);
  aft_db_close (db);
}

static void
test_import (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSkinNote) present = make_note (START_US - HOUR_US, 1, 1, 1);
  g_autoptr (AftSkinNote) imported = make_note (START_US - DAY_US, 2, 2, 2);
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) snapshots = NULL;
      AftDbImport *import = aft_db_import_begin (db, &error);

      g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, imported, FALSE, &error));
      g_assert_true (aft_db_import_commit (import, NULL, &error));
      g_assert_no_error (error);
      snapshots = list (path);
      /* An empty diary needs no snapshot. */
      g_assert_cmpuint (snapshots->len, ==, (guint) round);
      if (round == 0)
        {
          g_assert_true (aft_db_delete (db, imported->id, NULL));
          save_note (db, present);
          imported->modified_at_us = aft_clock_now () + 1;
        }
      else
        {
          const AftSnapshot *snapshot = g_ptr_array_index (snapshots, 0);

          g_assert_cmpint (snapshot->reason, ==, AFT_SNAPSHOT_IMPORT);
          g_assert_cmpuint (snapshot->n_notes, ==, 1);
          g_assert_cmpint (
              store_fixture_query (db, "SELECT count (*) FROM notes WHERE trashed_at_us IS NULL"),
              ==, 2);
        }
    }
  aft_db_close (db);
}

/* A diary from an earlier version of this program. */
static AftDb *
make_version_1 (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sql = g_strconcat (aft_migrations[0].sql, "PRAGMA user_version = 1;", NULL);
  AftDb *db = g_new0 (AftDb, 1);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  db->path = g_strdup (path);
  g_assert_cmpint (aft_db_open_private (path, TRUE, &db->handle), ==, SQLITE_OK);
  g_assert_true (aft_db_exec (db, sql, NULL));

  return db;
}

#define INSERT_NOTE                                                                              \
  "INSERT INTO notes (id, noted_at_us, time_zone, day, redness, tingling, dryness, flags,"       \
  " resolved_flags, text, created_at_us, modified_at_us) VALUES"                                 \
  " ('00000000-0000-4000-8000-000000000001', 0, 'UTC', 719163, 1, 2, 3, 0, 0, 'from version 1'," \
  " 0, 0)"

static void
test_migration (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  const AftSnapshot *snapshot;
  AftSnapshotChanges changes;
  AftDb *db = make_version_1 (path);

  g_assert_true (aft_db_exec (db, INSERT_NOTE, NULL));
  aft_db_close (db);

  db = store_fixture_open (path);
  snapshots = list (path);
  g_assert_cmpuint (snapshots->len, ==, 1);
  snapshot = g_ptr_array_index (snapshots, 0);
  g_assert_cmpint (snapshot->reason, ==, AFT_SNAPSHOT_MIGRATION);
  g_assert_cmpuint (snapshot->n_notes, ==, 1);

  /* The snapshot has the old version, but can be compared and restored. */
  g_assert_true (aft_db_exec (db, "UPDATE notes SET text = 'later'", NULL));
  g_assert_true (aft_db_compare_snapshot (db, snapshot->path, &changes, &error));
  g_assert_cmpuint (changes.notes.changed, ==, 1);
  restore (db, snapshot->path);
  g_assert_cmpint (
      store_fixture_query (db, "SELECT count (*) FROM notes WHERE text = 'from version 1'"), ==, 1);
  aft_db_close (db);

  /* Without a migration, none is taken. */
  aft_db_close (store_fixture_open (path));
  g_assert_cmpuint (count_files (path), ==, 2);
}

/* --- which are kept -------------------------------------------------------------------------- */

static void
add (GPtrArray *snapshots, gint64 taken_at_us, AftSnapshotReason reason)
{
  AftSnapshot *snapshot = g_new0 (AftSnapshot, 1);

  snapshot->taken_at_us = taken_at_us;
  snapshot->reason = reason;
  g_ptr_array_add (snapshots, snapshot);
}

static char *
describe_kept (GPtrArray *snapshots, gint64 now_us)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) old = aft_snapshot_choose_old (snapshots, utc, 240, now_us);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (!g_ptr_array_find (old, snapshot, NULL))
        g_string_append_printf (text, "%s%d", text->len > 0 ? " " : "",
                                (int) ((now_us - snapshot->taken_at_us) / DAY_US));
    }

  return g_string_free (text, FALSE);
}

/* A year of days, pruned each day. START_US is a Friday. */
static void
test_kept_days (void)
{
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_snapshot_free);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *kept = NULL;

  for (int day = 365; day >= 0; day--)
    {
      gint64 now_us = START_US - day * DAY_US;
      g_autoptr (GPtrArray) old = NULL;

      /* Two on each day, from two windows. */
      for (int i = 0; i < 2; i++)
        {
          add (snapshots, now_us + i, AFT_SNAPSHOT_DAILY);
          g_ptr_array_insert (snapshots, 0,
                              g_ptr_array_steal_index (snapshots, snapshots->len - 1));
        }
      old = aft_snapshot_choose_old (snapshots, utc, 240, now_us + 1);
      for (guint i = 0; i < old->len; i++)
        g_ptr_array_remove (snapshots, g_ptr_array_index (old, i));
    }

  kept = describe_kept (snapshots, START_US + 1);
  /* Seven days; then the latest earlier one of this week, and the Sundays of the weeks before. */
  g_assert_cmpstr (kept, ==, "0 1 2 3 4 5 6 7 12 19 26");
}

static void
test_kept_gaps (void)
{
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_snapshot_free);
  static const int days[] = { 0, 3, 30, 60, 61, 90, 100, 200, 201, 300, 400, 500, 600 };
  g_autofree char *kept = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    add (snapshots, START_US - days[i] * DAY_US, AFT_SNAPSHOT_DAILY);
  kept = describe_kept (snapshots, START_US);
  /* Counts days with a snapshot, not calendar days; 200 is a Monday, 201 the Sunday of the week
   * before. */
  g_assert_cmpstr (kept, ==, "0 3 30 60 61 90 100 200 201 300 400");
}

static void
test_kept_others (void)
{
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_snapshot_free);
  g_autofree char *kept = NULL;

  for (int i = 0; i < 8; i++)
    add (snapshots, START_US - i * DAY_US, i % 2 == 0 ? AFT_SNAPSHOT_IMPORT : AFT_SNAPSHOT_RESTORE);
  add (snapshots, START_US - 50 * DAY_US, AFT_SNAPSHOT_MIGRATION);
  kept = describe_kept (snapshots, START_US);
  g_assert_cmpstr (kept, ==, "0 1 2 3 4 5 50");
}

/* The clock was years ahead for a while, or is years behind now: snapshots from then must not push
 * out those from now, or the other way round. */
static void
test_kept_clock (void)
{
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_snapshot_free);
  g_autofree char *kept = NULL;

  for (int i = 0; i < 9; i++)
    add (snapshots, START_US + (1000 - i) * DAY_US, AFT_SNAPSHOT_DAILY);
  for (int i = 0; i < 9; i++)
    add (snapshots, START_US - i * DAY_US, AFT_SNAPSHOT_DAILY);
  kept = describe_kept (snapshots, START_US);
  /* 993 is a Thursday, and 992 is in the same week; START_US is a Friday, and 4 days earlier is in
   * its week. */
  g_assert_cmpstr (kept, ==, "-1000 -999 -998 -997 -996 -995 -994 -993 0 1 2 3 4 5 6 7");
}

/* Other files are neither listed nor removed; leftovers of a crash are deleted after a day. */
static void
test_folder (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = aft_snapshot_get_folder (path);
  static const char *const foreign[] = { "notes.txt",
                                         "20261120T200000.000000Z-other.db",
                                         "20261399T200000.000000Z-daily.db",
                                         "20261120T200000.000000Z-daily.db.bak",
                                         "fresh.partial",
                                         "stale.partial",
                                         "20261120T200000.000000Z-daily.db" };
  g_autofree char *stale = g_build_filename (folder, "stale.partial", NULL);
  g_autofree char *made = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  struct timespec times[2] = { { 0 } };
  AftDb *db = store_fixture_open (path);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *file = g_build_filename (folder, foreign[i], NULL);

      g_assert_true (g_file_set_contents (file, "not a database", -1, NULL));
    }
  g_assert_cmpint (utimensat (AT_FDCWD, stale, times, 0), ==, 0);

  made = take (db, AFT_SNAPSHOT_MIGRATION);
  snapshots = list (path);
  g_assert_cmpuint (snapshots->len, ==, 1);
  g_assert_cmpstr (((AftSnapshot *) g_ptr_array_index (snapshots, 0))->path, ==, made);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (path), ==, G_N_ELEMENTS (foreign) - 1 + 1);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  aft_db_close (db);
}

/* --- restoring ----------------------------------------------------------------------------- */

static gint64
count_live (AftDb *db, const char *table)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM %s WHERE trashed_at_us IS NULL", table);

  return store_fixture_query (db, sql);
}

/* A file that only has the name of a snapshot is ignored, and never waited for. An unreadable
 * folder doesn't mean that there are no snapshots. */
static void
test_out_of_reach (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = aft_snapshot_get_folder (path);
  g_autofree char *pipe = g_build_filename (folder, "20261120T200000.000000Z-daily.db", NULL);
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  AftDb *db = store_fixture_open (path);
  AftSnapshotChanges changes;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  snapshots = aft_snapshot_list (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snapshots->len, ==, 0);
  g_assert_false (aft_db_compare_snapshot (db, pipe, &changes, &error));
  g_assert_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_clear_error (&error);

  g_unlink (pipe);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", folder), ==, 0);
  g_assert_null (aft_snapshot_list (path, &error));
  g_assert_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (aft_snapshot_has_today (folder, AFT_SNAPSHOT_DAILY, utc, 240, START_US, &error));
  g_assert_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  aft_db_close (db);
}

static void
test_restore (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *snapshot = NULL;
  g_autoptr (AftSession) kept = make_session (START_US - 9 * DAY_US);
  g_autoptr (AftSkinNote) edited = make_note (START_US - 8 * DAY_US, 1, 1, 1);
  g_autoptr (AftSkinNote) edited_later = NULL;
  g_autoptr (AftSkinNote) deleted = make_note (START_US - 7 * DAY_US, 2, 2, 2);
  g_autoptr (AftSkinNote) added = make_note (START_US - DAY_US, 3, 3, 3);
  g_autoptr (AftSession) added_session = make_session (START_US - HOUR_US);
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  AftSnapshotChanges changes;
  AftDb *db = store_fixture_open (path);
  AftDb *other = store_fixture_open (path);
  gint64 version;

  save_session (db, kept);
  save_note (db, edited);
  save_note (db, deleted);
  snapshot = take (db, AFT_SNAPSHOT_DAILY);

  edited_later = aft_skin_note_copy (edited);
  edited_later->severity[AFT_SYMPTOM_REDNESS] = 4;
  save_note (db, edited_later);
  g_assert_true (aft_db_delete (db, deleted->id, NULL));
  g_assert_true (aft_db_empty_trash (db, G_MININT64, START_US + DAY_US, NULL));
  save_note (db, added);
  save_session (db, added_session);

  g_assert_true (aft_db_compare_snapshot (db, snapshot, &changes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes.sessions.back, ==, 0);
  g_assert_cmpuint (changes.sessions.gone, ==, 1);
  g_assert_cmpuint (changes.sessions.changed, ==, 0);
  g_assert_cmpuint (changes.notes.back, ==, 1);
  g_assert_cmpuint (changes.notes.gone, ==, 1);
  g_assert_cmpuint (changes.notes.changed, ==, 1);
  g_assert_cmpint (count_live (db, "notes"), ==, 2);

  /* Another program has the diary open, and notices the change. */
  version = aft_db_get_data_version (other);
  restore (db, snapshot);
  g_assert_cmpint (aft_db_get_data_version (other), !=, version);
  for (int i = 0; i < 2; i++)
    {
      AftDb *one = i == 0 ? db : other;

      g_assert_cmpint (count_live (one, "sessions"), ==, 1);
      g_assert_cmpint (count_live (one, "notes"), ==, 2);
      g_assert_cmpint (store_fixture_query (one, "SELECT count (*) FROM tombstones"), ==, 0);
      g_assert_cmpint (store_fixture_query (one, "SELECT max (redness) FROM notes"), ==, 2);
      g_assert_cmpint (store_fixture_query (one, "PRAGMA foreign_keys"), ==, 1);
    }
  /* The same as now, so nothing would change. */
  g_assert_true (aft_db_compare_snapshot (db, snapshot, &changes, &error));
  g_assert_cmpuint (changes.notes.back + changes.notes.gone + changes.notes.changed, ==, 0);
  g_assert_cmpuint (changes.sessions.back + changes.sessions.gone, ==, 0);

  /* The replaced diary can be restored too. */
  snapshots = list (path);
  g_assert_cmpuint (snapshots->len, ==, 2);
  for (guint i = 0; i < snapshots->len; i++)
    {
      const AftSnapshot *one = g_ptr_array_index (snapshots, i);

      if (one->reason == AFT_SNAPSHOT_RESTORE)
        restore (db, one->path);
    }
  g_assert_cmpint (count_live (other, "sessions"), ==, 2);
  g_assert_cmpint (store_fixture_query (other, "SELECT count (*) FROM tombstones"), ==, 1);
  g_assert_cmpint (store_fixture_query (other, "SELECT max (redness) FROM notes"), ==, 4);
  aft_db_close (other);
  aft_db_close (db);
}

static gint64
count_reminders (AftDb *db, const char *state)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM reminders WHERE state = '%s'", state);

  return store_fixture_query (db, sql);
}

static void
deliver_makeup (AftDb *db)
{
  g_autoptr (GPtrArray) pending = aft_db_list_reminders (db, AFT_REMINDER_PENDING, NULL);

  for (guint i = 0; i < pending->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (pending, i);

      if (row->kind != AFT_REMINDER_MAKEUP)
        continue;
      g_assert_true (aft_db_claim_reminder (db, row->id, NULL));
      g_assert_true (aft_db_reminder_shown (db, row->id, "ready", ":1.1", 1, NULL));
    }
}

/* Delivered reminders aren't delivered again, however often the diary is restored. */
static void
test_restore_reminders (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *before = NULL;
  g_autofree char *with = NULL;
  g_autoptr (AftSession) old = make_session (START_US - 30 * DAY_US);
  g_autoptr (AftSession) session = make_session (START_US - HOUR_US);
  gint64 n_rows;
  AftDb *db = store_fixture_open (path);

  save_session (db, old);
  before = take (db, AFT_SNAPSHOT_MIGRATION);
  save_session (db, session);
  with = take (db, AFT_SNAPSHOT_MIGRATION); /* its makeup reminder pending */
  aft_fake_clock_advance (8 * HOUR_US);
  deliver_makeup (db);
  g_assert_cmpint (count_reminders (db, "pending"), ==, 1);
  n_rows = store_fixture_query (db, "SELECT count (*) FROM reminders");

  /* Back to before the session: there are no reminders, and years of history add none. */
  restore (db, before);
  g_assert_cmpint (count_reminders (db, "pending"), ==, 0);
  g_assert_cmpint (count_reminders (db, "shown"), ==, 0);

  /* And forward to when it was still pending: shown reminders stay shown, and those still ahead
   * are pending again. */
  restore (db, with);
  g_assert_cmpint (count_live (db, "sessions"), ==, 2);
  g_assert_cmpint (count_reminders (db, "pending"), ==, 1);
  g_assert_cmpint (count_reminders (db, "shown"), ==, 1);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM reminders"), ==, n_rows);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM pragma_foreign_key_check"), ==,
                   0);
  aft_db_close (db);
}

/* Restoring takes a snapshot, which could push out the one being restored. */
static void
test_restore_oldest (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSession) session = make_session (START_US - HOUR_US);
  g_autofree char *oldest = NULL;
  AftDb *db = store_fixture_open (path);

  oldest = take (db, AFT_SNAPSHOT_RESTORE);
  save_session (db, session);
  for (int i = 1; i < AFT_SNAPSHOT_OTHERS; i++)
    g_free (take (db, AFT_SNAPSHOT_RESTORE));

  restore (db, oldest);
  g_assert_false (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_cmpint (count_live (db, "sessions"), ==, 0);
  g_assert_cmpuint (count_files (path), ==, AFT_SNAPSHOT_OTHERS);
  aft_db_close (db);
}

/* A damaged snapshot, or one from a newer version, changes nothing. */
static void
test_restore_refused (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *rotten = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *version =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version () + 1);
  g_autofree char *missing = NULL;
  AftDb *db = store_fixture_open (path);
  sqlite3 *raw;

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 1, 1, 1);

      save_note (db, note);
    }
  rotten = take (db, AFT_SNAPSHOT_IMPORT);
  newer = take (db, AFT_SNAPSHOT_IMPORT);
  missing = g_strconcat (newer, "x", NULL);
  store_fixture_damage (rotten, 5);
  g_assert_cmpint (sqlite3_open (newer, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw, version, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (raw);

  for (int i = 0; i < 3; i++)
    {
      const char *const bad[] = { rotten, newer, missing };
      const int codes[] = { AFT_STORE_ERROR_CORRUPT, AFT_STORE_ERROR_TOO_NEW,
                            AFT_STORE_ERROR_FAILED };
      g_autoptr (GError) error = NULL;
      AftSnapshotChanges changes;

      g_assert_false (aft_db_restore_snapshot (db, bad[i], &error));
      g_assert_error (error, AFT_STORE_ERROR, codes[i]);
      g_assert_nonnull (strstr (error->message, bad[i]));
      g_assert_false (aft_db_compare_snapshot (db, bad[i], &changes, NULL));
      g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 200);
      g_assert_cmpint (store_fixture_query (db, "PRAGMA foreign_keys"), ==, 1);
    }
  aft_db_close (db);
}

/* --- on the worker ------------------------------------------------------------------------- */

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static void
save_in_store (AftStore *store, AftSkinNote *note)
{
  g_autoptr (GAsyncResult) answer = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  aft_store_save_note_async (store, note, NULL, result_cb, &result);
  answer = wait_for (&result);
  g_assert_true (aft_store_save_note_finish (store, answer, &error));
  g_assert_no_error (error);
}

static AftStore *
open_store (const char *path)
{
  AftStore *store = aft_store_new (path);
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  aft_store_open_async (store, NULL, result_cb, &result);
  answer = wait_for (&result);
  g_assert_true (aft_store_open_finish (store, answer, &error));
  g_assert_no_error (error);

  return store;
}

static void
close_store (AftStore *store)
{
  aft_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

/* One a day, of the diary before the first change of that day. */
static void
test_daily (void)
{
  g_autofree char *path = store_fixture_make_path ();
  AftStore *store = open_store (path);

  for (int day = 0; day < 3; day++)
    {
      for (int i = 0; i < 3; i++)
        {
          g_autoptr (AftSkinNote) note = make_note (aft_clock_now (), 1, 1, 1);

          save_in_store (store, note);
          aft_fake_clock_advance (HOUR_US);
        }
      if (day == 1)
        {
          close_store (store);
          store = open_store (path);
        }
      aft_fake_clock_advance (21 * HOUR_US);
    }
  close_store (store);

  {
    g_autoptr (GPtrArray) snapshots = list (path);

    g_assert_cmpuint (snapshots->len, ==, 2);
    for (guint i = 0; i < 2; i++)
      {
        const AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);

        g_assert_cmpint (snapshot->reason, ==, AFT_SNAPSHOT_DAILY);
        g_assert_cmpuint (snapshot->n_notes, ==, 3 * (2 - i));
      }
  }
}

/* An obstacle is reported until there is a snapshot again. */
static void
test_daily_fails (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = aft_snapshot_get_folder (path);
  AftStore *store = open_store (path);

  for (int day = 0; day < 3; day++)
    {
      g_autoptr (AftSkinNote) note = make_note (aft_clock_now (), 1, 1, 1);
      g_autofree char *message = NULL;

      if (day == 1)
        g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
      if (day == 2)
        g_assert_no_errno (g_unlink (folder));
      save_in_store (store, note);
      message = aft_store_get_snapshot_error (store);
      g_assert_true ((message != NULL) == (day == 1));
      aft_fake_clock_advance (24 * HOUR_US);
    }
  close_store (store);
}

static void
test_store (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) compared = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree AftSnapshotChanges *changes = NULL;
  GAsyncResult *result = NULL;
  const char *snapshot;
  AftDb *db = store_fixture_open (path);
  AftStore *store;

  save_note (db, note);
  g_free (take (db, AFT_SNAPSHOT_IMPORT));
  g_assert_true (aft_db_delete (db, note->id, NULL));
  aft_db_close (db);

  store = aft_store_new (path);
  /* Not opened: a damaged diary is in this state. */
  aft_store_list_snapshots_async (store, NULL, result_cb, &result);
  listed = wait_for (&result);
  snapshots = aft_store_list_snapshots_finish (store, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snapshots->len, ==, 1);
  g_clear_object (&listed);
  close_store (store);

  store = open_store (path);
  snapshot = ((AftSnapshot *) g_ptr_array_index (snapshots, 0))->path;
  aft_store_compare_snapshot_async (store, snapshot, NULL, result_cb, &result);
  compared = wait_for (&result);
  changes = aft_store_compare_snapshot_finish (store, compared, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->notes.back, ==, 1);
  aft_store_restore_snapshot_async (store, snapshot, NULL, result_cb, &result);
  restored = wait_for (&result);
  g_assert_true (aft_store_restore_snapshot_finish (store, restored, &error));
  g_assert_no_error (error);
  g_clear_object (&compared);
  g_clear_object (&restored);
  close_store (store);

  db = store_fixture_open (path);
  g_assert_cmpint (count_live (db, "notes"), ==, 1);
  aft_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_fake_clock_install (START_US);

  g_test_add_func ("/store/snapshot/take", test_take);
  g_test_add_func ("/store/snapshot/damaged-source", test_damaged_source);
  g_test_add_func ("/store/snapshot/import", test_import);
  g_test_add_func ("/store/snapshot/migration", test_migration);
  g_test_add_func ("/store/snapshot/kept-days", test_kept_days);
  g_test_add_func ("/store/snapshot/kept-gaps", test_kept_gaps);
  g_test_add_func ("/store/snapshot/kept-others", test_kept_others);
  g_test_add_func ("/store/snapshot/kept-clock", test_kept_clock);
  g_test_add_func ("/store/snapshot/folder", test_folder);
  g_test_add_func ("/store/snapshot/out-of-reach", test_out_of_reach);
  g_test_add_func ("/store/snapshot/restore", test_restore);
  g_test_add_func ("/store/snapshot/restore-reminders", test_restore_reminders);
  g_test_add_func ("/store/snapshot/restore-oldest", test_restore_oldest);
  g_test_add_func ("/store/snapshot/restore-refused", test_restore_refused);
  g_test_add_func ("/store/snapshot/daily", test_daily);
  g_test_add_func ("/store/snapshot/daily-fails", test_daily_fails);
  g_test_add_func ("/store/snapshot/store", test_store);

  return g_test_run ();
}
