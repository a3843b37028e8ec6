/* test-draft.c: tests of drafts: they are kept until their entry is saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-draft.h"
#include "store-fixture.h"

typedef StoreFixture Fixture;

static void
keep (Fixture *fixture, AftDraftKind kind, const char *id, gint64 at_us, const char *text)
{
  GVariantDict dict;
  g_autoptr (AftDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "text", "s", text);
  draft = aft_draft_new (kind, id, 20777, at_us, g_variant_dict_end (&dict));
  aft_db_save_draft (fixture->db, draft, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture, AftDraftKind kind)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = aft_db_list_drafts (fixture->db, kind, &error);

  g_assert_no_error (error);

  return drafts;
}

static void
assert_draft (GPtrArray *drafts, guint i, const char *id, gboolean is_new, const char *text)
{
  const AftDraft *draft = g_ptr_array_index (drafts, i);
  const char *found;

  g_assert_cmpstr (draft->id, ==, id);
  g_assert_cmpint (draft->is_new, ==, is_new);
  g_assert_cmpint (draft->day, ==, 20777);
  g_assert_true (g_variant_lookup (draft->content, "text", "&s", &found));
  g_assert_cmpstr (found, ==, text);
}

static void
assert_count (Fixture *fixture, AftDraftKind kind, guint count)
{
  g_autoptr (GPtrArray) drafts = list (fixture, kind);

  g_assert_cmpuint (drafts->len, ==, count);
}

/* Quotes, text that looks like SQL or GVariant, and non-ASCII text come back unchanged. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *other = g_uuid_string_random ();
  const char *text = "it's \"warm\"\n{'text': <'no'>}; -- \u00e4\u2603\U0001f600";
  g_autoptr (GPtrArray) drafts = NULL;
  guint64 n_writes = fixture->db->n_writes;

  keep (fixture, AFT_DRAFT_NOTE, second, START_US + 2, "later");
  keep (fixture, AFT_DRAFT_NOTE, first, START_US + 1, "wa");
  keep (fixture, AFT_DRAFT_NOTE, first, START_US + 1, text);
  keep (fixture, AFT_DRAFT_SESSION, other, START_US, "session");
  /* Drafts don't require reading the diary again or computing a plan. */
  g_assert_cmpuint (fixture->db->n_writes, ==, n_writes);

  aft_db_close (fixture->db);
  fixture->db = store_fixture_open (fixture->path);
  drafts = list (fixture, AFT_DRAFT_NOTE);
  g_assert_cmpuint (drafts->len, ==, 2);
  assert_draft (drafts, 0, first, TRUE, text);
  assert_draft (drafts, 1, second, TRUE, "later");
  assert_count (fixture, AFT_DRAFT_SESSION, 1);
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  keep (fixture, AFT_DRAFT_NOTE, id, START_US, "warm");
  g_assert_true (aft_db_discard_draft (fixture->db, id, &error));
  assert_count (fixture, AFT_DRAFT_NOTE, 0);
  g_assert_true (aft_db_discard_draft (fixture->db, id, &error));
  g_assert_no_error (error);
}

/* In the same transaction: no crash leaves an entry and its draft. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 2, 1, 0);
  g_autoptr (AftSession) session = make_session (START_US - HOUR_US);
  g_autoptr (AftSession) refused = make_session (START_US + DAY_US);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, AFT_DRAFT_NOTE, note->id, START_US, "warm");
  keep (fixture, AFT_DRAFT_SESSION, session->id, START_US, "calm");
  keep (fixture, AFT_DRAFT_SESSION, refused->id, START_US, "tomorrow");
  save_note (fixture->db, note);
  save_session (fixture->db, session);
  g_assert_false (aft_db_save_session (fixture->db, refused, &error));

  assert_count (fixture, AFT_DRAFT_NOTE, 0);
  drafts = list (fixture, AFT_DRAFT_SESSION);
  g_assert_cmpuint (drafts->len, ==, 1);
  assert_draft (drafts, 0, refused->id, TRUE, "tomorrow");
}

/* A draft of a change names its entry, waits while the entry is in the trash, and is deleted with
 * it. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 2, 1, 0);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  save_note (fixture->db, note);
  keep (fixture, AFT_DRAFT_NOTE, note->id, START_US, "changed");
  drafts = list (fixture, AFT_DRAFT_NOTE);
  g_assert_cmpuint (drafts->len, ==, 1);
  assert_draft (drafts, 0, note->id, FALSE, "changed");

  aft_db_delete (fixture->db, note->id, &error);
  g_assert_no_error (error);
  assert_count (fixture, AFT_DRAFT_NOTE, 0);
  aft_db_restore (fixture->db, note->id, &error);
  g_assert_no_error (error);
  assert_count (fixture, AFT_DRAFT_NOTE, 1);

  aft_db_delete (fixture->db, note->id, &error);
  aft_db_empty_trash (fixture->db, G_MININT64, START_US + DAY_US, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM drafts"), ==, 0);
}

/* A draft that can't be read, because of a later version or a damaged disk, doesn't hide the
 * others. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_uuid_string_random ();
  g_autofree char *bad = g_uuid_string_random ();
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, AFT_DRAFT_NOTE, bad, START_US, "lost");
  keep (fixture, AFT_DRAFT_NOTE, good, START_US + 1, "there");
  sql = g_strdup_printf ("UPDATE drafts SET content = '[1, 2' WHERE id = '%s'", bad);
  g_assert_true (aft_db_exec (fixture->db, sql, &error));

  drafts = list (fixture, AFT_DRAFT_NOTE);
  g_assert_cmpuint (drafts->len, ==, 1);
  assert_draft (drafts, 0, good, TRUE, "there");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func)                                                        \
  g_test_add ("/store/draft/" path, Fixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  ADD ("kept", test_kept);
  ADD ("discarded", test_discarded);
  ADD ("saved", test_saved);
  ADD ("changes", test_changes);
  ADD ("unreadable", test_unreadable);
#undef ADD

  return g_test_run ();
}
