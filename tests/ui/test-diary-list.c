/* test-diary-list.c: the diary as one list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-diary-item.h"
#include "aft-diary-list.h"

#define DAY_START (4 * 60)

typedef struct
{
  GPtrArray *sessions;
  GPtrArray *notes;
  AftDiaryList *list;
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
add_session (Fixture *fixture, const char *ended_at)
{
  AftSession *session = aft_session_new ();

  session->ended_at_us = session->created_at_us = at (ended_at);
  g_free (session->time_zone);
  session->time_zone = g_strdup ("UTC");
  g_ptr_array_add (fixture->sessions, session);
}

static AftSkinNote *
add_note (Fixture *fixture, const char *noted_at, const char *day)
{
  AftSkinNote *note = aft_skin_note_new ();

  note->noted_at_us = note->created_at_us = at (noted_at);
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->day = aft_day_from_string (day);
  g_ptr_array_add (fixture->notes, note);
  return note;
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
  fixture->changes++;
}

static gpointer
ref_session (gconstpointer session, gpointer data)
{
  return aft_session_ref ((AftSession *) session);
}

static gpointer
ref_note (gconstpointer note, gpointer data)
{
  return aft_skin_note_ref ((AftSkinNote *) note);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  fixture->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);
  fixture->list = aft_diary_list_new ();
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->sessions);
  g_ptr_array_unref (fixture->notes);
  g_assert_finalize_object (fixture->list);
}

/* As the live diary does it: the arrays are replaced, not changed. */
static void
replace_arrays (Fixture *fixture)
{
  GPtrArray *sessions = g_ptr_array_copy (fixture->sessions, ref_session, NULL);
  GPtrArray *notes = g_ptr_array_copy (fixture->notes, ref_note, NULL);

  g_ptr_array_set_free_func (sessions, (GDestroyNotify) aft_session_unref);
  g_ptr_array_set_free_func (notes, (GDestroyNotify) aft_skin_note_unref);
  g_ptr_array_unref (fixture->sessions);
  g_ptr_array_unref (fixture->notes);
  fixture->sessions = sessions;
  fixture->notes = notes;
}

/* The list in short: "S"ession, "B"efore, "D"ay with its day of recovery, "n"ote with "[" for the
 * first and "]" for the last of its day, "+" when it was added later. */
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
          g_string_append_printf (text, "S%s ", aft_diary_item_get_added_later (item) ? "+" : "");
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
                                  aft_diary_item_get_added_later (item) ? "+" : "",
                                  aft_diary_item_get_last (item) ? "]" : "");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  aft_diary_list_set (fixture->list, fixture->sessions, fixture->notes, DAY_START);
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
  add_session (fixture, "2026-11-10T20:00:00Z");
  add_session (fixture, "2026-11-22T20:00:00Z");
  add_note (fixture, "2026-11-09T20:00:00Z", "2026-11-09");
  add_note (fixture, "2026-11-10T09:00:00Z", "2026-11-10");
  add_note (fixture, "2026-11-11T09:00:00Z", "2026-11-11");
  add_note (fixture, "2026-11-22T09:00:00Z", "2026-11-22");
  add_note (fixture, "2026-11-22T20:00:00Z", "2026-11-22"); /* the very instant: after it */
  add_note (fixture, "2026-11-24T08:00:00Z", "2026-11-24");
  add_note (fixture, "2026-11-24T12:00:00Z", "2026-11-24");
  add_note (fixture, "2026-11-25T01:00:00Z", "2026-11-24"); /* before 04:00 */

  assert_list (fixture, "S D2 [n n n] D0 [n] "
                        "S D12 [n] D1 [n] "
                        "B D-1 [n] D-1 [n] ");
}

static void
test_no_session (Fixture *fixture, gconstpointer data)
{
  add_note (fixture, "2026-11-09T20:00:00Z", "2026-11-09");
  assert_list (fixture, "B D-1 [n] ");
}

static void
test_added_later (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2026-11-22T20:00:00Z");
  ((AftSession *) g_ptr_array_index (fixture->sessions, 0))->created_at_us =
      at ("2026-11-23T03:59:59.999999Z");
  add_note (fixture, "2026-11-23T20:00:00Z", "2026-11-23")->created_at_us =
      at ("2026-11-24T03:59:59.999999Z");
  add_note (fixture, "2026-11-24T20:00:00Z", "2026-11-24")->created_at_us =
      at ("2026-11-25T04:00:00Z");
  assert_list (fixture, "S D2 [n+] D1 [n] ");

  ((AftSession *) g_ptr_array_index (fixture->sessions, 0))->created_at_us =
      at ("2026-11-23T04:00:00Z");
  assert_list (fixture, "S+ D2 [n+] D1 [n] ");
}

/* Going west over the date line must not give a day -1. */
static void
test_journey (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2026-11-22T20:00:00Z");
  add_note (fixture, "2026-11-22T21:00:00Z", "2026-11-21");
  assert_list (fixture, "S D0 [n] ");
}

static void
test_only_the_difference (Fixture *fixture, gconstpointer data)
{
  AftSkinNote *changed;

  add_session (fixture, "2026-11-10T20:00:00Z");
  add_session (fixture, "2026-11-22T20:00:00Z");
  add_note (fixture, "2026-11-11T09:00:00Z", "2026-11-11");
  add_note (fixture, "2026-11-12T09:00:00Z", "2026-11-12");
  add_note (fixture, "2026-11-23T09:00:00Z", "2026-11-23");
  assert_list (fixture, "S D1 [n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->added, ==, 8);

  /* Loaded again, and nothing is new. */
  fixture->changes = 0;
  replace_arrays (fixture);
  assert_list (fixture, "S D1 [n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->changes, ==, 0);

  /* Another note of a day: the one before it is no longer the first. */
  replace_arrays (fixture);
  add_note (fixture, "2026-11-23T10:00:00Z", "2026-11-23");
  assert_list (fixture, "S D1 [n n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->position, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 2);

  /* One that was changed. */
  replace_arrays (fixture);
  changed = aft_skin_note_copy (g_ptr_array_index (fixture->notes, 0));
  changed->modified_at_us++;
  aft_skin_note_unref (g_ptr_array_index (fixture->notes, 0));
  g_ptr_array_index (fixture->notes, 0) = changed;
  assert_list (fixture, "S D1 [n n] S D2 [n] D1 [n] ");
  g_assert_cmpuint (fixture->position, ==, 8);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);

  /* One day gone. */
  replace_arrays (fixture);
  g_ptr_array_remove_index (fixture->notes, 1);
  assert_list (fixture, "S D1 [n n] S D1 [n] ");
  g_assert_cmpuint (fixture->removed, ==, 2);
  g_assert_cmpuint (fixture->added, ==, 0);
}

static void
test_day_start_changes_all (Fixture *fixture, gconstpointer data)
{
  add_session (fixture, "2026-11-22T20:00:00Z");
  add_note (fixture, "2026-11-23T20:00:00Z", "2026-11-23")->created_at_us =
      at ("2026-11-24T02:00:00Z");
  assert_list (fixture, "S D1 [n] ");
  fixture->changes = 0;
  aft_diary_list_set (fixture->list, fixture->sessions, fixture->notes, 60);
  g_assert_cmpuint (fixture->changes, ==, 1);
  {
    g_autofree char *text = describe (fixture);

    g_assert_cmpstr (text, ==, "S D1 [n+] ");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/ui/diary-list/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("groups", test_groups);
  ADD ("no-session", test_no_session);
  ADD ("added-later", test_added_later);
  ADD ("journey", test_journey);
  ADD ("only-the-difference", test_only_the_difference);
  ADD ("day-start-changes-all", test_day_start_changes_all);
#undef ADD
  return g_test_run ();
}
