/* test-salvage.c: tests of damaged diaries: never a crash, never a silent loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder.h"
#include "aft-salvage.h"
#include "aft-snapshot.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_NOTES 300
#define N_COPIES 50
#define PAGE_SIZE 4096

/* A closed diary with some long texts. Returns the ids of its notes. */
static GPtrArray *
make_diary (const char *path)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  AftDb *db = store_fixture_open (path);

  g_assert_true (aft_db_begin (db, NULL));
  g_assert_true (aft_db_end (db, TRUE, NULL));
  for (int i = 0; i < N_NOTES; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * HOUR_US, i % 5, 1, 2);
      g_autofree char *text =
          i % 50 == 0 ? g_strnfill (20000, 'x') : g_strdup_printf ("Nothing new on day %d.", i);

      set_string (&note->text, text);
      save_note (db, note);
      g_ptr_array_add (ids, g_strdup (note->id));
    }
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - i * 14 * DAY_US);

      save_session (db, session);
    }
  aft_db_close (db);

  return ids;
}

/* The cheapest way to create many such notes. */
static void
write_copy (const char *path, GBytes *bytes)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

static AftSalvage *
salvage (const char *path)
{
  g_autoptr (GError) error = NULL;
  AftSalvage *result = aft_salvage (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);

  return result;
}

/* The diary now contains what the report says, works, and has only content of the original. */
static void
assert_told (const char *path, const AftSalvage *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  AftDb *db = store_fixture_open (path);

  g_assert_true (aft_db_check (db, &error));
  notes = aft_db_list_notes (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, result->n_notes);
  save_note (db, note);
  aft_db_close (db);
}

/* The damaged file is kept unchanged, and the snapshots too. */
static void
assert_aside (const char *path, const AftSalvage *result, GBytes *damaged)
{
  g_autofree char *folder = aft_snapshot_get_folder (path);
  g_autoptr (GBytes) aside = NULL;

  g_assert_nonnull (result->aside);
  g_assert_true (g_str_has_prefix (result->aside, folder));
  g_assert_nonnull (strstr (result->aside, "20261120T200000Z-damaged.db"));
  aside = store_fixture_read_file (result->aside);
  g_assert_true (g_bytes_equal (aside, damaged));
}

static void
test_sound (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = make_diary (path);
  g_autoptr (AftSalvage) result = salvage (path);

  g_assert_null (result->aside);
  g_assert_cmpuint (result->n_notes, ==, N_NOTES);
  g_assert_cmpuint (result->n_sessions, ==, 3);
}

/* Damages each page in turn: everything from other pages is recovered. */
static void
test_page (void)
{
  g_autofree char *original = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = make_diary (original);
  g_autoptr (GBytes) bytes = store_fixture_read_file (original);
  guint n_pages = (guint) (g_bytes_get_size (bytes) / PAGE_SIZE);
  guint n_whole = 0;

  for (guint page = 1; page <= n_pages; page += 3)
    {
      g_autofree char *path = store_fixture_make_path ();
      g_autoptr (AftSalvage) result = NULL;
      g_autoptr (GBytes) damaged = NULL;

      write_copy (path, bytes);
      store_fixture_damage (path, page);
      damaged = store_fixture_read_file (path);
      result = salvage (path);
      /* An unused page can contain anything. */
      if (result->aside == NULL)
        continue;
      assert_aside (path, result, damaged);
      assert_told (path, result);
      /* A page has about forty notes or sessions. */
      g_assert_cmpuint (result->n_notes, >=, N_NOTES - 60);
      if (result->n_notes == N_NOTES && result->n_sessions == 3)
        n_whole++;
    }
  /* The first page, inner pages and index pages contain no rows. */
  g_assert_cmpuint (n_whole, >, n_pages / 12);
}

/* Rows in the log are recovered like rows in the file. */
static void
test_wal (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *copy = store_fixture_make_path ();
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GPtrArray) ids = make_diary (path);
  g_autoptr (AftSalvage) result = NULL;
  AftDb *db = store_fixture_open (path);

  for (int i = 0; i < 10; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US + i, 1, 1, 1);

      save_note (db, note);
    }
  {
    g_autoptr (GBytes) bytes = store_fixture_read_file (path);
    g_autoptr (GBytes) log = store_fixture_read_file (wal);

    write_copy (copy, bytes);
    write_copy (copy_wal, log);
  }
  aft_db_close (db);

  /* Without the schema, SQLite can't find any row. */
  store_fixture_damage (copy, 1);
  result = salvage (copy);
  g_assert_cmpuint (result->n_notes, ==, N_NOTES + 10);
  assert_told (copy, result);
}

static void
test_not_a_diary (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GBytes) text = g_bytes_new_static ("Dear diary, this is text.\n", 26);
  g_autoptr (AftSalvage) result = NULL;

  write_copy (path, text);
  result = salvage (path);
  assert_aside (path, result, text);
  g_assert_cmpuint (result->n_notes, ==, 0);
  assert_told (path, result);
}

/* Another program has it open, and continues with the rescued diary. */
static void
test_open_elsewhere (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = make_diary (path);
  g_autoptr (AftSalvage) result = NULL;
  AftDb *other;
  sqlite3 *raw;

  /* A table with a broken tree: SQLite still finds part of it. */
  other = store_fixture_open (path);
  g_assert_cmpint (sqlite3_open (path, &raw), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (raw,
                                 "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE"
                                 " name = 'notes_by_time'; PRAGMA writable_schema = OFF",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (raw);

  result = salvage (path);
  g_assert_nonnull (result->aside);
  g_assert_cmpuint (result->n_notes, ==, N_NOTES);
  g_assert_cmpint (store_fixture_query (other, "SELECT count (*) FROM notes"), ==, N_NOTES);
  {
    g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);

    save_note (other, note);
  }
  g_assert_true (aft_db_check (other, NULL));
  aft_db_close (other);
}

/* The same with the first page, without which SQLite finds nothing, and with a log. */
static void
test_header_open_elsewhere (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = make_diary (path);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSalvage) result = NULL;
  AftDb *other = store_fixture_open (path);

  save_note (other, note);
  /* Not with store_fixture_damage(): another descriptor in this process would drop its locks. */
  {
    sqlite3_file *file = NULL;
    static const char rubbish[PAGE_SIZE] = { 1, 2, 3 };

    sqlite3_file_control (other->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    g_assert_cmpint (file->pMethods->xWrite (file, rubbish, PAGE_SIZE, 0), ==, SQLITE_OK);
  }

  result = salvage (path);
  g_assert_nonnull (result->aside);
  g_assert_cmpuint (result->n_notes, ==, N_NOTES + 1);
  g_assert_cmpint (store_fixture_query (other, "SELECT count (*) FROM notes"), ==, N_NOTES + 1);
  g_assert_true (aft_db_check (other, NULL));
  aft_db_close (other);
}

/* Reminders are promises: readable ones are kept, and none is invented. */
static void
test_reminders (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSession) session = make_session (START_US - HOUR_US);
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (AftSalvage) result = NULL;
  AftDb *db = store_fixture_open (path);
  const AftReminder *row;

  save_session (db, session);
  pending = aft_db_list_reminders (db, AFT_REMINDER_PENDING, NULL);
  g_assert_cmpuint (pending->len, >=, 2);
  row = g_ptr_array_index (pending, 0);
  g_assert_true (aft_db_claim_reminder (db, row->id, NULL));
  g_assert_true (aft_db_reminder_shown (db, row->id, "ready", ":1.1", 1, NULL));
  aft_db_close (db);
  store_fixture_damage (path, 1);

  result = salvage (path);
  db = store_fixture_open (path);
  g_assert_cmpint (
      store_fixture_query (db, "SELECT count (*) FROM reminders WHERE state = 'shown'"), ==, 1);
  g_assert_cmpint (
      store_fixture_query (db, "SELECT count (*) FROM reminders WHERE state = 'pending'"), ==,
      pending->len - 1);
  aft_db_close (db);
}

static void
flip_bits (guint8 *data, gsize length)
{
  int n_bits = g_test_rand_int_range (1, 20);

  for (int i = 0; i < n_bits; i++)
    data[(guint32) g_test_rand_int () % length] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
}

/* The end of a page is from another time, as after a power failure during a write. */
static void
tear_page (guint8 *data, gsize length)
{
  gsize n_pages = length / PAGE_SIZE;
  gsize page = (guint32) g_test_rand_int () % n_pages;
  gsize other = (guint32) g_test_rand_int () % n_pages;
  gsize from = 512 * (gsize) g_test_rand_int_range (0, 8);

  memcpy (data + page * PAGE_SIZE + from, data + other * PAGE_SIZE + from, PAGE_SIZE - from);
}

/* Either the damage is reported, or nothing is missing. */
static void
test_copies (gconstpointer data)
{
  void (*damage) (guint8 *, gsize) = data;
  g_autofree char *original = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = make_diary (original);
  g_autoptr (GBytes) bytes = store_fixture_read_file (original);
  guint n_damaged = 0;

  for (int i = 0; i < N_COPIES; i++)
    {
      g_autofree char *path = store_fixture_make_path ();
      g_autofree guint8 *copy =
          g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (AftSalvage) result = NULL;
      g_autoptr (GError) error = NULL;

      damage (copy, g_bytes_get_size (bytes));
      damaged = g_bytes_new (copy, g_bytes_get_size (bytes));
      write_copy (path, damaged);

      result = aft_salvage (path, &error);
      if (result == NULL)
        {
          /* The bytes that identify the program or the version: the error says so, and the file
           * isn't touched. */
          if (!g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FOREIGN) &&
              !g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_TOO_NEW))
            g_assert_no_error (error);
          continue;
        }
      if (result->aside == NULL)
        {
          g_assert_cmpuint (result->n_notes, ==, N_NOTES);
          g_assert_cmpuint (result->n_sessions, ==, 3);
        }
      else
        {
          n_damaged++;
          assert_aside (path, result, damaged);
        }
      assert_told (path, result);
      g_unlink (path);
    }
  g_assert_cmpuint (n_damaged, >, N_COPIES / 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_fake_clock_install (START_US);

  g_test_add_func ("/store/salvage/sound", test_sound);
  g_test_add_func ("/store/salvage/page", test_page);
  g_test_add_func ("/store/salvage/wal", test_wal);
  g_test_add_func ("/store/salvage/not-a-diary", test_not_a_diary);
  g_test_add_func ("/store/salvage/open-elsewhere", test_open_elsewhere);
  g_test_add_func ("/store/salvage/header-open-elsewhere", test_header_open_elsewhere);
  g_test_add_func ("/store/salvage/reminders", test_reminders);
  g_test_add_data_func ("/store/salvage/bits", flip_bits, test_copies);
  g_test_add_data_func ("/store/salvage/torn", tear_page, test_copies);

  return g_test_run ();
}
