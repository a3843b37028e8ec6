/* test-diary-list.c: tests of the diary as one list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-diary-item.h"
#include "aft-diary-list.h"
#include "aft-diary-words.h"
#include "aft-fake-clock.h"
#include "aft-iso-date.h"

#define DAY_START (4 * 60)

typedef struct
{
  AftStore *store;
  AftDiaryList *list;
  GPtrArray *sessions; /* as loaded */
  guint pending;
  guint position, removed, added, changes;
} Fixture;

static gint64
at (const char *text)
{
  gint64 at_us = 0;

  g_assert_true (aft_instant_from_string (text, &at_us));
  return at_us;
}

static void
saved_session_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_store_save_session_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->pending--;
}

static void
saved_note_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_store_save_note_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->pending--;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_store_delete_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->pending--;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_store_open_finish (AFT_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->pending--;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRecentEntries) diary = aft_store_load_finish (AFT_STORE (source), result, &error);

  g_assert_no_error (error);
  g_clear_pointer (&fixture->sessions, g_ptr_array_unref);
  fixture->sessions = g_ptr_array_ref (diary->sessions);
  fixture->pending--;
}

static void
wait_for_store (Fixture *fixture)
{
  while (fixture->pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
save_session (Fixture *fixture, AftSession *session)
{
  fixture->pending++;
  aft_store_save_session_async (fixture->store, session, NULL, saved_session_cb, fixture);
  wait_for_store (fixture);
}

static void
save_note (Fixture *fixture, AftSkinNote *note)
{
  fixture->pending++;
  aft_store_save_note_async (fixture->store, note, NULL, saved_note_cb, fixture);
  wait_for_store (fixture);
}

/* @created_at: (nullable): NULL means the time of the note */
static void
add_session (Fixture *fixture, const char *ended_at, const char *created_at)
{
  g_autoptr (AftSession) session = aft_session_new ();

  session->ended_at_us = at (ended_at);
  session->created_at_us = session->modified_at_us = at (created_at ? created_at : ended_at);
  session->makeup_wait_hours = 8;
  session->rest_days = 7;
  g_free (session->time_zone);
  session->time_zone = g_strdup ("UTC");
  save_session (fixture, session);
}

static AftSkinNote *
add_note (Fixture *fixture, const char *noted_at, const char *day, const char *created_at)
{
  AftSkinNote *note = aft_skin_note_new ();

  note->noted_at_us = at (noted_at);
  note->created_at_us = note->modified_at_us = at (created_at ? created_at : noted_at);
  note->severity[AFT_SYMPTOM_REDNESS] = 1;
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->day = aft_day_from_string (day);
  save_note (fixture, note);

  return note; /* owned by the caller */
}

#define ADD_NOTE(...) aft_skin_note_unref (add_note (fixture, __VA_ARGS__))

static void
delete_entry (Fixture *fixture, const char *id)
{
  fixture->pending++;
  aft_store_delete_async (fixture->store, id, NULL, deleted_cb, fixture);
  wait_for_store (fixture);
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
  fixture->changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), id, "diary.db", NULL);

  aft_fake_clock_install (at ("2025-12-24T12:00:00Z"));
  fixture->store = aft_store_new (path);
  fixture->pending++;
  aft_store_open_async (fixture->store, NULL, opened_cb, fixture);
  wait_for_store (fixture);
  fixture->list = aft_diary_list_new (fixture->store);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

/* A pending read keeps a reference to the object until it is done. With a leak, this waits
 * forever. @object: (transfer full) */
static void
wait_until_gone (gpointer object)
{
  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (object != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->sessions, g_ptr_array_unref);
  wait_until_gone (fixture->list);
  aft_store_close (fixture->store);
  wait_until_gone (fixture->store);
}

static void
load (Fixture *fixture, int day_start_minutes)
{
  fixture->pending++;
  aft_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  wait_for_store (fixture);
  aft_diary_list_load (fixture->list, fixture->sessions, day_start_minutes);
}

/* Waits until everything is found, and what was looked at is read. */
static void
wait_for_list (Fixture *fixture)
{
  gboolean answered = FALSE;
  gulong id =
      g_signal_connect_swapped (fixture->list, "loaded", G_CALLBACK (g_atomic_int_inc), &answered);

  while (!answered || !aft_diary_list_get_complete (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->list, id);
}

static const char *
get_mark (AftDiaryItem *item)
{
  static const char *const marks[] = { "", "+", "!" };

  return marks[aft_diary_item_get_mark (item)];
}

/* The list in short: S for a session, B for before the first session, D for a day with its day of
 * recovery, n for a note, with "[" for the first and "]" for the last of its day, "+" if it was
 * added later, and "!" if it is ahead of the clock. */
static char *
describe (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (AftDiaryItem) item = g_list_model_get_item (model, i);

      switch (aft_diary_item_get_kind (item))
        {
        case AFT_DIARY_ITEM_SESSION:
          g_string_append_printf (text, "S%s ", get_mark (item));
          break;
        case AFT_DIARY_ITEM_BEFORE:
          g_string_append (text, "B ");
          break;
        case AFT_DIARY_ITEM_DAY:
          g_string_append_printf (text, "D%d ", aft_diary_item_get_recovery_day (item));
          break;
        case AFT_DIARY_ITEM_NOTE:
        default:
          g_string_append_printf (text, "%sn%s%s ", aft_diary_item_get_first (item) ? "[" : "",
                                  get_mark (item), aft_diary_item_get_last (item) ? "]" : "");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  load (fixture, DAY_START);
  wait_for_list (fixture);
  text = describe (fixture);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  assert_list (fixture, "");
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 0));
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2025-11-10T20:00:00Z", NULL);
  add_session (fixture, "2025-11-20T20:00:00Z", NULL);
  ADD_NOTE ("2025-11-09T20:00:00Z", "2025-11-09", NULL);
  ADD_NOTE ("2025-11-10T09:00:00Z", "2025-11-10", NULL);
  ADD_NOTE ("2025-11-11T09:00:00Z", "2025-11-11", NULL);
  ADD_NOTE ("2025-11-20T09:00:00Z", "2025-11-20", NULL);
  ADD_NOTE ("2025-11-20T20:00:00Z", "2025-11-20", NULL); /* the exact time: after it */
  ADD_NOTE ("2025-11-21T08:00:00Z", "2025-11-21", NULL);
  ADD_NOTE ("2025-11-21T12:00:00Z", "2025-11-21", NULL);
  ADD_NOTE ("2025-11-22T01:00:00Z", "2025-11-21", NULL); /* before 04:00 */

  assert_list (fixture, "S D1 [n n n] D0 [n] "
                        "S D10 [n] D1 [n] "
                        "B D-1 [n] D-1 [n] ");
}

static void
test_no_session (Fixture *fixture, gconstpointer data)
{
  ADD_NOTE ("2025-11-09T20:00:00Z", "2025-11-09", NULL);
  assert_list (fixture, "B D-1 [n] ");
}

static void
test_added_later (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2025-11-10T20:00:00Z", "2025-11-11T04:00:00Z");
  add_session (fixture, "2025-11-15T20:00:00Z", "2025-11-16T03:59:59.999999Z");
  ADD_NOTE ("2025-11-16T20:00:00Z", "2025-11-16", "2025-11-17T03:59:59.999999Z");
  ADD_NOTE ("2025-11-17T20:00:00Z", "2025-11-17", "2025-11-18T04:00:00Z");
  assert_list (fixture, "S D2 [n+] D1 [n] S+ ");
}

/* Entries dated ahead by a wrong clock are shown, and marked while they are ahead. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2025-11-10T20:00:00Z", NULL);
  ADD_NOTE ("2025-11-11T20:00:00Z", "2025-11-11", NULL);
  aft_fake_clock_step (7 * 365 * G_TIME_SPAN_DAY);
  add_session (fixture, "2031-11-15T20:00:00Z", NULL);
  ADD_NOTE ("2031-11-16T20:00:00Z", "2031-11-16", NULL);
  aft_fake_clock_step (-7 * 365 * G_TIME_SPAN_DAY);
  assert_list (fixture, "S! D1 [n!] S D1 [n] ");
}

/* Going west over the date line must not give day -1. */
static void
test_journey (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2025-11-20T20:00:00Z", NULL);
  ADD_NOTE ("2025-11-20T21:00:00Z", "2025-11-19", NULL);
  assert_list (fixture, "S D0 [n] ");
}

static void
test_only_the_difference (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) gone = NULL;
  g_autoptr (AftSkinNote) first = NULL;
  g_autoptr (AftSkinNote) changed = NULL;
  g_autoptr (AftDiaryItem) held = NULL;
  g_autoptr (AftDiaryItem) again = NULL;

  add_session (fixture, "2025-11-10T20:00:00Z", NULL);
  add_session (fixture, "2025-11-16T20:00:00Z", NULL);
  first = add_note (fixture, "2025-11-11T09:00:00Z", "2025-11-11", NULL);
  gone = add_note (fixture, "2025-11-12T09:00:00Z", "2025-11-12", NULL);
  ADD_NOTE ("2025-11-17T09:00:00Z", "2025-11-17", NULL);
  assert_list (fixture, "S D1 [n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->added, ==, 8);

  /* Loaded again, without changes. */
  fixture->changes = 0;
  assert_list (fixture, "S D1 [n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->changes, ==, 0);

  /* Another note on a day: the one before it is no longer the first, but the same item. */
  held = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  ADD_NOTE ("2025-11-17T10:00:00Z", "2025-11-17", NULL);
  assert_list (fixture, "S D1 [n n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->position, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3);
  g_assert_true (again == held);

  /* A changed entry: the lines stay, and the item has new text. */
  fixture->changes = 0;
  g_clear_object (&held);
  held = g_list_model_get_item (G_LIST_MODEL (fixture->list), 8);
  changed = aft_skin_note_copy (first);
  changed->modified_at_us++;
  changed->severity[AFT_SYMPTOM_REDNESS] = 4;
  save_note (fixture, changed);
  assert_list (fixture, "S D1 [n n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->changes, ==, 0);
  g_assert_cmpint (aft_diary_item_get_note (held)->severity[AFT_SYMPTOM_REDNESS], ==, 4);

  /* A day disappears. */
  delete_entry (fixture, gone->id);
  assert_list (fixture, "S D1 [n n] S D1 [n] ");
  g_assert_cmpuint (fixture->removed, ==, 2);
  g_assert_cmpuint (fixture->added, ==, 0);
}

static void
test_day_start_changes (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2025-11-16T20:00:00Z", NULL);
  ADD_NOTE ("2025-11-17T20:00:00Z", "2025-11-17", "2025-11-18T02:00:00Z");
  assert_list (fixture, "S D1 [n] ");
  load (fixture, 60);
  wait_for_list (fixture);
  {
    g_autofree char *text = describe (fixture);

    g_assert_cmpstr (text, ==, "S D1 [n+] ");
  }
}

/* Longer than some pages: what is looked at is read, and is right. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);

  for (int i = 0; i < 250; i++)
    {
      g_autofree char *day = aft_day_to_string (aft_day_from_string ("2025-01-01") + i);
      g_autofree char *noted_at = g_strconcat (day, "T12:00:00Z", NULL);

      ADD_NOTE (noted_at, day, NULL);
    }
  load (fixture, DAY_START);
  wait_for_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1 + 2 * 250);
  g_assert_cmpuint (aft_diary_list_get_n_notes (fixture->list), ==, 250);
  for (guint i = 2; i < 501; i += 62)
    {
      g_autoptr (AftDiaryItem) item = g_list_model_get_item (model, i);

      while (aft_diary_item_get_note (item) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (aft_diary_item_get_note (item)->day, ==,
                        aft_day_from_string ("2025-01-01") + 250 - i / 2);
      g_assert_cmpuint (aft_diary_item_get_day (item), ==, aft_diary_item_get_note (item)->day);
    }
}

/* Only the result of the last request is used. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autofree char *text = NULL;

  add_session (fixture, "2025-11-10T20:00:00Z", NULL);
  add_session (fixture, "2025-11-16T20:00:00Z", NULL);
  ADD_NOTE ("2025-11-11T09:00:00Z", "2025-11-11", NULL);
  ADD_NOTE ("2025-11-17T09:00:00Z", "2025-11-17", NULL);
  assert_list (fixture, "S D1 [n] S D1 [n] ");

  filter->from = aft_day_from_string ("2025-11-17");
  aft_diary_list_set_filter (fixture->list, filter);
  filter->from = AFT_DAY_NONE;
  filter->to = aft_day_from_string ("2025-11-11");
  aft_diary_list_set_filter (fixture->list, filter);
  fixture->changes = 0;
  wait_for_list (fixture);
  text = describe (fixture);
  g_assert_cmpstr (text, ==, "S D1 [n] ");
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_cmpuint (aft_diary_list_get_n_sessions (fixture->list), ==, 1);
}

static void
lowest_cb (GListModel *list, guint position, guint removed, guint added, guint *lowest)
{
  *lowest = MIN (*lowest, position);
}

/* A day with one note for each of @n days, starting with @first_day. */
static void
add_days (Fixture *fixture, AftDay first_day, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = aft_day_to_string (first_day + i);
      g_autofree char *noted_at = g_strconcat (day, "T12:00:00Z", NULL);

      ADD_NOTE (noted_at, day, NULL);
    }
}

/* Items held by a view get the entry found at their position, and pending reads for the old entry
 * don't change them. */
static void
test_turned (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  AftDay first_day = aft_day_from_string ("2025-01-01");
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  guint lowest = G_MAXUINT;

  add_days (fixture, first_day, 250);
  load (fixture, DAY_START);
  wait_for_list (fixture);
  /* The later ones aren't read yet. */
  for (guint i = 0; i < 360; i++)
    g_ptr_array_add (held, g_list_model_get_item (model, i));
  filter->to = first_day + 179;
  aft_diary_list_set_filter (fixture->list, filter);
  g_signal_connect (model, "items-changed", G_CALLBACK (lowest_cb), &lowest);
  wait_for_list (fixture);
  g_signal_handlers_disconnect_by_data (model, &lowest);

  /* As many as on the first page. */
  g_assert_cmpuint (lowest, >=, 201);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1 + 2 * 180);
  for (guint i = 1; i < 201; i++)
    {
      g_autoptr (AftDiaryItem) item = g_list_model_get_item (model, i);
      AftDay day = first_day + 180 - (i + 1) / 2;

      g_assert_true (item == g_ptr_array_index (held, i));
      g_assert_cmpuint (aft_diary_item_get_day (item), ==, day);
      if (i % 2 == 1)
        {
          g_assert_cmpint (aft_diary_item_get_kind (item), ==, AFT_DIARY_ITEM_DAY);
          g_assert_null (aft_diary_item_get_note (item));
          continue;
        }
      while (aft_diary_item_get_note (item) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (aft_diary_item_get_note (item)->day, ==, day);
    }
}

/* Holds every item, like a view holds those near the visible ones. */
static void
follow_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *held)
{
  if (removed > 0)
    {
      g_ptr_array_remove_range (held, position, removed);
      /* A view also needs time for that. */
      g_usleep (500);
    }
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (held, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (held->len, ==, g_list_model_get_n_items (model));
}

/* Loads a diary of @n days into a view that holds every item. */
static void
follow_days (Fixture *fixture, AftDay first_day, guint n, GPtrArray *held)
{
  add_days (fixture, first_day, n);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (follow_cb), held);
  load (fixture, DAY_START);
  wait_for_list (fixture);
  g_assert_cmpuint (held->len, ==, 1 + 2 * n);
}

static void
assert_held (GListModel *model, GPtrArray *held)
{
  g_assert_cmpuint (held->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < held->len; i++)
    {
      g_autoptr (AftDiaryItem) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (held, i));
    }
}

static void
most_removed_cb (GListModel *model, guint position, guint removed, guint added, guint *most)
{
  *most = MAX (*most, removed);
}

/* Items held by a view but not found by a search show nothing, and are removed a few at a time. */
static void
test_left_over (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  AftDay first_day = aft_day_from_string ("2025-01-01");
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  guint most = 0;
  guint n;

  follow_days (fixture, first_day, 60, held);
  g_signal_connect (model, "items-changed", G_CALLBACK (most_removed_cb), &most);
  filter->to = first_day;
  aft_diary_list_set_filter (fixture->list, filter);
  wait_for_list (fixture);
  g_assert_cmpuint (aft_diary_list_get_n_notes (fixture->list), ==, 1);
  n = g_list_model_get_n_items (model);
  g_assert_cmpuint (n, >, 3);
  assert_held (model, held);
  for (guint i = 0; i < n; i++)
    g_assert_true ((aft_diary_item_get_kind (g_ptr_array_index (held, i)) ==
                    AFT_DIARY_ITEM_REMOVED) == (i >= 3));

  while (g_list_model_get_n_items (model) > 3)
    g_main_context_iteration (NULL, TRUE);
  assert_held (model, held);
  g_assert_cmpuint (most, <=, 10);
  g_signal_handlers_disconnect_by_data (model, &most);
  g_signal_handlers_disconnect_by_data (model, held);
}

/* Whatever is searched, and however soon after another search, a view has the right lines. */
static void
test_left_over_meanwhile (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  AftDay first_day = aft_day_from_string ("2025-01-01");
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  follow_days (fixture, first_day, 250, held);
  for (int i = 0; i < 100; i++)
    {
      int from = g_test_rand_bit () ? 0 : g_test_rand_int_range (0, 250);
      int n_days = g_test_rand_int_range (0, 2) == 0 ? g_test_rand_int_range (1, 4)
                                                     : g_test_rand_int_range (1, 251);

      filter->from = first_day + from;
      filter->to = filter->from + n_days - 1;
      n_days = MIN (n_days, 250 - from);
      /* Entries already found aren't searched again. */
      if (aft_filter_equal (filter, aft_diary_list_get_filter (fixture->list)))
        continue;
      aft_diary_list_set_filter (fixture->list, filter);
      if (g_test_rand_bit ())
        {
          for (int left = g_test_rand_int_range (0, 30); left > 0; left--)
            g_main_context_iteration (NULL, FALSE);
          assert_held (model, held);
          continue;
        }
      wait_for_list (fixture);
      assert_held (model, held);
      g_assert_cmpuint (aft_diary_list_get_n_notes (fixture->list), ==, n_days);
      if (g_test_rand_bit ())
        load (fixture, DAY_START);
      while (held->len != 1 + 2 * (guint) n_days)
        g_main_context_iteration (NULL, TRUE);
      assert_held (model, held);
      for (guint j = 1; j < held->len; j++)
        {
          AftDiaryItem *item = g_ptr_array_index (held, j);

          g_assert_cmpint (aft_diary_item_get_kind (item), ==,
                           j % 2 == 1 ? AFT_DIARY_ITEM_DAY : AFT_DIARY_ITEM_NOTE);
          g_assert_cmpuint (aft_diary_item_get_day (item), ==,
                            first_day + from + n_days - (j + 1) / 2);
        }
    }
  g_signal_handlers_disconnect_by_data (model, held);
}

/* Last year's days would look like those of this year. */
static void
test_year (void)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  AftDay today = aft_day_of (aft_clock_now (), here, 0);
  g_autofree char *present = aft_diary_words_day (today);
  g_autofree char *former = aft_diary_words_day (today - 400);
  GDate date;
  g_autofree char *year = NULL;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today - 400);
  year = g_strdup_printf (" %u", (guint) g_date_get_year (&date));
  g_assert_false (g_ascii_isdigit (present[strlen (present) - 1]));
  g_assert_true (g_str_has_suffix (former, year));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_fake_clock_install (at ("2025-12-31T12:00:00Z"));

#define ADD(path, func) g_test_add ("/ui/diary-list/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("groups", test_groups);
  ADD ("no-session", test_no_session);
  ADD ("added-later", test_added_later);
  ADD ("ahead", test_ahead);
  ADD ("journey", test_journey);
  ADD ("only-the-difference", test_only_the_difference);
  ADD ("day-start-changes", test_day_start_changes);
  ADD ("long", test_long);
  ADD ("filter", test_filter);
  ADD ("turned", test_turned);
  ADD ("left-over", test_left_over);
  ADD ("left-over-meanwhile", test_left_over_meanwhile);
#undef ADD
  g_test_add_func ("/ui/diary-list/year", test_year);

  return g_test_run ();
}
