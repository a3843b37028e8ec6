/* test-store.c: tests of the worker: order, results on the main loop, closing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "aft-draft.h"
#include "store-fixture.h"

typedef struct
{
  char *path;
  AftStore *store;
  GPtrArray *log; /* results, in order */
  guint n_changed;
  GError *error;
  AftRecentEntries *diary;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
wait_for (Fixture *fixture, guint n_answers)
{
  while (fixture->log->len < n_answers)
    g_main_context_iteration (NULL, TRUE);
}

static void
note_answer (Fixture *fixture, const char *name, gboolean ok)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_ptr_array_add (fixture->log, g_strdup_printf ("%s %s", name, ok ? "ok" : "failed"));
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "open",
               aft_store_open_finish (AFT_STORE (source), result, &fixture->error));
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->diary, aft_recent_entries_free);
  fixture->diary = aft_store_load_finish (AFT_STORE (source), result, &fixture->error);
  note_answer (fixture, "load", fixture->diary != NULL);
}

static void
check_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "check",
               aft_store_check_finish (AFT_STORE (source), result, &fixture->error));
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "session",
               aft_store_save_session_finish (AFT_STORE (source), result, &fixture->error));
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "note",
               aft_store_save_note_finish (AFT_STORE (source), result, &fixture->error));
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "delete",
               aft_store_delete_finish (AFT_STORE (source), result, &fixture->error));
}

static void
restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "restore",
               aft_store_restore_finish (AFT_STORE (source), result, &fixture->error));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "run", aft_store_run_finish (AFT_STORE (source), result, &fixture->error));
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->store = aft_store_new (fixture->path);
  fixture->log = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
fixture_open (Fixture *fixture)
{
  aft_store_open_async (fixture->store, NULL, open_cb, fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  g_ptr_array_set_size (fixture->log, 0);
}

static void
fixture_check (Fixture *fixture)
{
  aft_store_check_async (fixture->store, NULL, check_cb, fixture);
  wait_for (fixture, 1);
  g_ptr_array_set_size (fixture->log, 0);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    {
      aft_store_close (fixture->store);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (fixture->store);
    }
  g_ptr_array_unref (fixture->log);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->diary, aft_recent_entries_free);
  g_free (fixture->path);
}

static char *
join_log (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fixture->log->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (fixture->log, i));

  return g_string_free (text, FALSE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 2, 1, 0);
  g_autofree char *log = NULL;

  g_assert_cmpstr (aft_store_get_path (fixture->store), ==, fixture->path);

  /* All requested at once: each sees the result of the one before. */
  aft_store_open_async (fixture->store, NULL, open_cb, fixture);
  aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
  aft_store_save_note_async (fixture->store, note, NULL, note_cb, fixture);
  aft_store_delete_async (fixture->store, note->id, NULL, delete_cb, fixture);
  aft_store_delete_async (fixture->store, note->id, NULL, delete_cb, fixture);
  aft_store_restore_async (fixture->store, note->id, NULL, restore_cb, fixture);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  g_assert_cmpuint (fixture->log->len, ==, 0);
  wait_for (fixture, 7);

  log = join_log (fixture);
  g_assert_cmpstr (log, ==,
                   "open ok, session ok, note ok, delete ok, delete failed, restore ok, load ok");
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 1);
  g_assert_cmpuint (fixture->diary->notes->len, ==, 1);
  g_assert_true (aft_session_equal (g_ptr_array_index (fixture->diary->sessions, 0), session));
  /* Only successful writes. */
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

/* Thirty days in the trash. */
static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  AftDb *db = store_fixture_open (fixture->path);

  save_note (db, note);
  g_assert_true (aft_db_delete (db, note->id, NULL));
  aft_fake_clock_advance (30 * DAY_US);
  fixture_open (fixture);
  fixture_check (fixture);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 1);
  aft_store_close (fixture->store);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));

  aft_fake_clock_advance (1);
  fixture->store = aft_store_new (fixture->path);
  fixture_open (fixture);
  fixture_check (fixture);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 0);
  aft_db_close (db);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US + HOUR_US);

  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_FAILED);
  g_ptr_array_set_size (fixture->log, 0);

  fixture_open (fixture);
  aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_FUTURE);
  aft_store_delete_async (fixture->store, session->id, NULL, delete_cb, fixture);
  wait_for (fixture, 2);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* Lets the test decide how long the worker is busy. */
static gboolean
gate_func (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GMutex *gate = user_data;

  g_mutex_lock (gate);
  g_mutex_unlock (gate);

  return TRUE;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GMutex gate;

  fixture_open (fixture);
  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  aft_store_run_async (fixture->store, gate_func, &gate, NULL, NULL, run_cb, fixture);
  aft_store_save_session_async (fixture->store, session, cancellable, session_cb, fixture);
  /* Not started yet: nothing is written. */
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&gate);
  wait_for (fixture, 2);
  g_mutex_clear (&gate);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 3);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 0);
}

/* Cancelled after it is done, but before the callback: it still succeeds. */
static void
test_cancel_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  AftDb *other;

  fixture_open (fixture);
  other = store_fixture_open (fixture->path);
  aft_store_save_session_async (fixture->store, session, cancellable, session_cb, fixture);
  while (store_fixture_query (other, "SELECT count (*) FROM sessions") == 0)
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  aft_db_close (other);
}

/* Jobs requested before closing are done, and their callbacks still run. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  AftDb *db;

  fixture_open (fixture);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i, 1, 1, 1);

      aft_store_save_note_async (fixture->store, note, NULL, note_cb, fixture);
    }
  aft_store_close (fixture->store);
  g_assert_cmpuint (fixture->log->len, ==, 0);

  db = store_fixture_open (fixture->path);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 20);
  aft_db_close (db);

  wait_for (fixture, 20);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_changed, ==, 20);

  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 21);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  aft_store_close (fixture->store);
  aft_store_check_external_changes (fixture->store);
}

/* The caller drops its last reference while jobs are pending. */
static void
test_unref_while_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  GWeakRef weak;

  fixture_open (fixture);
  g_weak_ref_init (&weak, fixture->store);
  aft_store_save_note_async (fixture->store, note, NULL, note_cb, fixture);
  aft_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_assert_cmpuint (fixture->log->len, ==, 0);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (g_weak_ref_get (&weak));
  g_weak_ref_clear (&weak);
}

static gboolean
preferences_func (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  double *seen = user_data;

  *seen = db->preferences.rest_days;

  return TRUE;
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  AftPreferences preferences;
  double first = 0, second = 0;

  fixture_open (fixture);
  aft_preferences_init (&preferences);
  preferences.rest_days = 10;
  aft_store_set_preferences (fixture->store, &preferences);
  aft_store_run_async (fixture->store, preferences_func, &first, NULL, NULL, run_cb, fixture);
  preferences.rest_days = 20;
  aft_store_set_preferences (fixture->store, &preferences);
  aft_store_run_async (fixture->store, preferences_func, &second, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 2);

  /* Each job sees the entries as they were when it was requested. */
  g_assert_cmpfloat (first, ==, 10);
  g_assert_cmpfloat (second, ==, 20);
}

static gboolean
save_func (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return aft_db_save_session (db, user_data, error);
}

static gboolean
fail_func (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No");

  return FALSE;
}

static void
destroy_cb (gpointer data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  aft_session_unref (data);
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture);
  aft_store_run_async (fixture->store, save_func, make_session (START_US), destroy_cb, NULL, run_cb,
                       fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  aft_store_run_async (fixture->store, fail_func, NULL, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 2);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_poke (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  AftDb *other;

  fixture_open (fixture);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 1);
  aft_store_check_external_changes (fixture->store);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 2);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  other = store_fixture_open (fixture->path);
  save_session (other, session);
  aft_db_close (other);
  aft_store_check_external_changes (fixture->store);
  aft_store_check_external_changes (fixture->store);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 3);
  /* Reported once. */
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 1);
}

/* Damages the file in place, like a failing disk. Another connection has written, so the store
 * reads again what it had cached. */
static void
damage_drafts (const char *path)
{
  AftDb *other = store_fixture_open (path);
  gint64 page = store_fixture_query (
      other, "SELECT rootpage FROM sqlite_schema WHERE name = 'drafts' AND type = 'table'");
  gint64 size = store_fixture_query (other, "PRAGMA page_size");
  g_autofree char *garbage = g_malloc (size);
  int fd;

  memset (garbage, 0xa5, size);
  g_assert_cmpint (store_fixture_query (other, "PRAGMA wal_checkpoint (TRUNCATE)"), ==, 0);
  fd = g_open (path, O_WRONLY | O_CLOEXEC);
  g_assert_cmpint (pwrite (fd, garbage, size, (page - 1) * size), ==, size);
  g_assert_cmpint (close (fd), ==, 0);
  g_assert_cmpint (sqlite3_exec (other->handle, "INSERT OR REPLACE INTO meta VALUES ('other', 1)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  aft_db_close (other);
}

static gboolean
draft_func (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (AftDraft) draft =
      aft_draft_new (AFT_DRAFT_NOTE, "c0ffee00-0000-4000-8000-000000000001", 20000, START_US,
                     g_variant_new_parsed ("@a{sv} {}"));

  return aft_db_save_draft (db, draft, error);
}

static void
salvage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (AftSalvage) salvage = NULL;

  g_clear_error (&fixture->error);
  salvage = aft_store_salvage_finish (AFT_STORE (source), result, &fixture->error);
  note_answer (fixture, "salvage", salvage != NULL);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  note_answer (fixture, "snapshot",
               aft_store_restore_snapshot_finish (AFT_STORE (source), result, &fixture->error));
}

static void
damaged_cb (guint *n_told)
{
  (*n_told)++;
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  guint n_told = 0;

  fixture_open (fixture);
  g_signal_connect_swapped (fixture->store, "notify::damaged", G_CALLBACK (damaged_cb), &n_told);
  aft_store_run_async (fixture->store, draft_func, NULL, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);

  /* A diary is intact even if one of its snapshots is damaged. */
  snapshot = g_strconcat (fixture->path, ".copy", NULL);
  g_assert_true (g_file_set_contents (snapshot, "no diary", -1, NULL));
  aft_store_restore_snapshot_async (fixture->store, snapshot, NULL, snapshot_cb, fixture);
  wait_for (fixture, 2);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  g_assert_false (aft_store_get_damaged (fixture->store));

  damage_drafts (fixture->path);
  aft_store_run_async (fixture->store, draft_func, NULL, NULL, NULL, run_cb, fixture);
  aft_store_run_async (fixture->store, draft_func, NULL, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 4);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  g_assert_true (aft_store_get_damaged (fixture->store));
  g_assert_cmpuint (n_told, ==, 1);

  /* Rescued, but not opened yet: nothing can be saved. */
  aft_store_salvage_async (fixture->store, NULL, salvage_cb, fixture);
  aft_store_run_async (fixture->store, draft_func, NULL, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 6);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  g_assert_true (aft_store_get_damaged (fixture->store));

  aft_store_open_async (fixture->store, NULL, open_cb, fixture);
  aft_store_run_async (fixture->store, draft_func, NULL, NULL, NULL, run_cb, fixture);
  wait_for (fixture, 8);
  g_assert_no_error (fixture->error);
  g_assert_false (aft_store_get_damaged (fixture->store));
  g_assert_cmpuint (n_told, ==, 2);

  /* Damage that neither opening nor loading detects. */
  damage_drafts (fixture->path);
  aft_store_check_async (fixture->store, NULL, check_cb, fixture);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 10);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  g_assert_null (fixture->diary);
  g_assert_true (aft_store_get_damaged (fixture->store));
  g_assert_cmpuint (n_told, ==, 3);
}

#define ADD(name, func) \
  g_test_add ("/store/store/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
replaced_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Another diary with two sessions replaces the open one. */
static void
replace (Fixture *fixture)
{
  g_autofree char *elsewhere = store_fixture_make_path ();
  AftDb *other = store_fixture_open (elsewhere);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - i * DAY_US);

      save_session (other, session);
    }
  aft_db_close (other);
  g_assert_cmpint (g_rename (elsewhere, fixture->path), ==, 0);
}

static void
load (Fixture *fixture)
{
  g_ptr_array_set_size (fixture->log, 0);
  aft_store_load_async (fixture->store, NULL, load_cb, fixture);
  wait_for (fixture, 1);
}

/* Nothing is written to the old file, nor unnoticed to the new one. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - 5 * DAY_US);
  guint n_replaced = 0;

  g_signal_connect_swapped (fixture->store, "replaced", G_CALLBACK (replaced_cb), &n_replaced);
  fixture_open (fixture);
  load (fixture);
  replace (fixture);

  g_ptr_array_set_size (fixture->log, 0);
  aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED);
  g_assert_cmpuint (n_replaced, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  load (fixture);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 2);

  g_ptr_array_set_size (fixture->log, 0);
  aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  load (fixture);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 3);
  g_assert_cmpuint (n_replaced, ==, 1);
}

/* Without saving: a check is enough. */
static void
test_replaced_poke (Fixture *fixture, gconstpointer data)
{
  guint n_replaced = 0;

  g_signal_connect_swapped (fixture->store, "replaced", G_CALLBACK (replaced_cb), &n_replaced);
  fixture_open (fixture);
  load (fixture);
  replace (fixture);
  aft_store_check_external_changes (fixture->store);
  load (fixture);
  g_assert_cmpuint (n_replaced, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 2);
}

/* No empty diary is created while the diary is only temporarily elsewhere. */
static void
test_moved_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *elsewhere = g_strconcat (folder, "-elsewhere", NULL);

  fixture_open (fixture);
  aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
  wait_for (fixture, 1);
  g_assert_true (aft_store_get_open (fixture->store));
  g_assert_cmpint (g_rename (folder, elsewhere), ==, 0);

  for (int i = 0; i < 2; i++)
    {
      g_ptr_array_set_size (fixture->log, 0);
      aft_store_save_session_async (fixture->store, session, NULL, session_cb, fixture);
      aft_store_open_async (fixture->store, NULL, open_cb, fixture);
      wait_for (fixture, 2);
      g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      g_assert_false (aft_store_get_open (fixture->store));
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }

  g_assert_cmpint (g_rename (elsewhere, folder), ==, 0);
  g_ptr_array_set_size (fixture->log, 0);
  aft_store_open_async (fixture->store, NULL, open_cb, fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  load (fixture);
  g_assert_cmpuint (fixture->diary->sessions->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* The main context belongs to this thread, as in a program with a main loop. */
  g_main_context_acquire (NULL);

  ADD ("order", test_order);
  ADD ("trash", test_trash);
  ADD ("errors", test_errors);
  ADD ("cancel", test_cancel);
  ADD ("cancel-too-late", test_cancel_too_late);
  ADD ("close", test_close);
  ADD ("unref-while-busy", test_unref_while_busy);
  ADD ("preferences", test_preferences);
  ADD ("run", test_run);
  ADD ("poke", test_poke);
  ADD ("damaged", test_damaged);
  ADD ("replaced", test_replaced);
  ADD ("replaced-poke", test_replaced_poke);
  ADD ("moved-away", test_moved_away);

  return g_test_run ();
}
