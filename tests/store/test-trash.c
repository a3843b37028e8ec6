/* test-trash.c: tests of the trash, and of deleting its entries for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-trash.h"
#include "store-fixture.h"

static void delete (AftDb *db, const char *id)
{
  g_autoptr (GError) error = NULL;

  aft_db_delete (db, id, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (AftDb *db)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = aft_db_list_trash (db, &error);

  g_assert_no_error (error);

  return entries;
}

/* The last deleted entry comes first, sessions and notes together. */
static void
test_order (void)
{
  g_autofree char *path = store_fixture_make_path ();
  AftDb *db;
  g_autoptr (AftSession) session = NULL;
  g_autoptr (AftSkinNote) first = NULL;
  g_autoptr (AftSkinNote) last = NULL;
  g_autoptr (AftSkinNote) kept = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  aft_fake_clock_install (START_US);
  db = store_fixture_open (path);
  session = make_session (START_US - DAY_US);
  first = make_note (START_US - HOUR_US, 1, 2, 3);
  last = make_note (START_US - 2 * HOUR_US, 3, 2, 1);
  kept = make_note (START_US, 0, 0, 0);
  save_session (db, session);
  save_note (db, first);
  save_note (db, last);
  save_note (db, kept);
  entries = list (db);
  g_assert_cmpuint (entries->len, ==, 0);
  g_clear_pointer (&entries, g_ptr_array_unref);

  delete (db, first->id);
  aft_fake_clock_advance (HOUR_US);
  delete (db, session->id);
  aft_fake_clock_advance (HOUR_US);
  delete (db, last->id);
  entries = list (db);
  g_assert_cmpuint (entries->len, ==, 3);
  {
    const AftTrashEntry *one = g_ptr_array_index (entries, 0);
    const AftTrashEntry *two = g_ptr_array_index (entries, 1);
    const AftTrashEntry *three = g_ptr_array_index (entries, 2);

    g_assert_true (aft_skin_note_equal (one->note, last));
    g_assert_null (one->session);
    g_assert_cmpint (one->trashed_at_us, ==, START_US + 2 * HOUR_US);
    g_assert_true (aft_session_equal (two->session, session));
    g_assert_null (two->note);
    g_assert_cmpint (two->trashed_at_us, ==, START_US + HOUR_US);
    g_assert_cmpstr (aft_trash_entry_get_id (three), ==, first->id);
  }
  aft_db_close (db);
  aft_fake_clock_uninstall ();
}

typedef struct
{
  GPtrArray *entries;
  gboolean done;
} Answer;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (aft_store_open_finish (AFT_STORE (source), result, NULL));
  ((Answer *) data)->done = TRUE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&answer->entries, g_ptr_array_unref);
  answer->entries = aft_store_list_trash_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_store_empty_trash_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Answer *) data)->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
  answer->done = FALSE;
}

static guint
count (AftStore *store, Answer *answer)
{
  aft_store_list_trash_async (store, NULL, listed_cb, answer);
  wait_for (answer);

  return answer->entries->len;
}

/* Nothing stays longer than thirty days, even while the window is open. Emptying the trash also
 * removes entries deleted while the clock was ahead. */
static void
test_goes (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSkinNote) early = NULL;
  g_autoptr (AftSkinNote) late = NULL;
  AftStore *store;
  AftDb *db;
  Answer answer = { NULL, FALSE };

  aft_fake_clock_install (START_US);
  db = store_fixture_open (path);
  early = make_note (START_US - HOUR_US, 1, 2, 3);
  late = make_note (START_US - 2 * HOUR_US, 3, 2, 1);
  save_note (db, early);
  save_note (db, late);
  store = aft_store_new (path);
  aft_store_open_async (store, NULL, opened_cb, &answer);
  wait_for (&answer);

  delete (db, early->id);
  aft_fake_clock_advance (DAY_US);
  delete (db, late->id);
  g_assert_cmpuint (count (store, &answer), ==, 2);
  aft_fake_clock_advance (29 * DAY_US);
  g_assert_cmpuint (count (store, &answer), ==, 2);
  aft_fake_clock_advance (1);
  g_assert_cmpuint (count (store, &answer), ==, 1);
  g_assert_cmpstr (aft_trash_entry_get_id (g_ptr_array_index (answer.entries, 0)), ==, late->id);

  aft_fake_clock_step (-20 * DAY_US);
  aft_store_empty_trash_async (store, NULL, emptied_cb, &answer);
  wait_for (&answer);
  g_assert_cmpuint (count (store, &answer), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM tombstones"), ==, 2);

  g_clear_pointer (&answer.entries, g_ptr_array_unref);
  aft_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
  aft_db_close (db);
  aft_fake_clock_uninstall ();
}

static gint64
count_notes (AftDb *db)
{
  return store_fixture_query (db, "SELECT count (*) FROM notes");
}

static void
expire (AftDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_expire_trash (db, aft_clock_now (), &error));
  g_assert_no_error (error);
}

/* A clock that jumps years ahead doesn't count as thirty days. */
static void
test_clock_ahead (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSkinNote) note = NULL;
  AftDb *db;

  aft_fake_clock_install (START_US);
  db = store_fixture_open (path);
  note = make_note (START_US, 1, 2, 3);
  save_note (db, note);
  delete (db, note->id);

  for (int jump = 0; jump < 2; jump++)
    {
      aft_fake_clock_step (1000 * DAY_US);
      expire (db);
      aft_fake_clock_advance (6 * DAY_US);
      expire (db);
      g_assert_cmpint (count_notes (db), ==, 1);
      aft_fake_clock_step (-1000 * DAY_US);
      expire (db);
      g_assert_cmpint (count_notes (db), ==, 1);
    }

  /* Twelve days have passed; it is still deleted on its day. */
  aft_fake_clock_advance (18 * DAY_US);
  expire (db);
  g_assert_cmpint (count_notes (db), ==, 1);
  aft_fake_clock_advance (1);
  expire (db);
  g_assert_cmpint (count_notes (db), ==, 0);

  aft_db_close (db);
  aft_fake_clock_uninstall ();
}

/* After a long absence, it is deleted a week later. */
static void
test_long_away (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (AftSkinNote) note = NULL;
  AftDb *db;

  aft_fake_clock_install (START_US);
  db = store_fixture_open (path);
  note = make_note (START_US, 1, 2, 3);
  save_note (db, note);
  delete (db, note->id);

  aft_fake_clock_reboot (300 * DAY_US);
  expire (db);
  g_assert_cmpint (count_notes (db), ==, 1);
  aft_fake_clock_advance (7 * DAY_US);
  expire (db);
  g_assert_cmpint (count_notes (db), ==, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM tombstones"), ==, 1);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM meta WHERE key LIKE 'trash%'"),
                   ==, 0);

  aft_db_close (db);
  aft_fake_clock_uninstall ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/trash/order", test_order);
  g_test_add_func ("/store/trash/goes", test_goes);
  g_test_add_func ("/store/trash/clock-ahead", test_clock_ahead);
  g_test_add_func ("/store/trash/long-away", test_long_away);

  return g_test_run ();
}
