/* test-import.c: tests of every way to merge two diaries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include <string.h>

#include "aft-iso-date.h"

typedef StoreFixture Fixture;

static AftDbImport *
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftDbImport *import = aft_db_import_begin (fixture->db, &error);

  g_assert_no_error (error);

  return import;
}

static AftImportCounts
commit (AftDbImport *import)
{
  g_autoptr (GError) error = NULL;
  AftImportCounts counts = { 9, 9, 9, 9 };

  g_assert_true (aft_db_import_commit (import, &counts, &error));
  g_assert_no_error (error);

  return counts;
}

#define assert_counts(counts, a, u, k, d)       \
  G_STMT_START                                  \
  {                                             \
    g_assert_cmpuint ((counts).added, ==, a);   \
    g_assert_cmpuint ((counts).updated, ==, u); \
    g_assert_cmpuint ((counts).kept, ==, k);    \
    g_assert_cmpuint ((counts).deleted, ==, d); \
  }                                             \
  G_STMT_END

/* The state here before, and the content of the file; times in microseconds. */
typedef enum
{
  NOTHING,
  ROW,
  TRASHED,   /* as a row, in the trash since that time */
  TOMBSTONE, /* deleted for good at that time */
} Kind;

typedef struct
{
  const char *name;
  Kind here;
  gint64 here_us;
  Kind there; /* ROW or TOMBSTONE */
  gint64 there_us;
  /* expected */
  const char *text;  /* of the live row; NULL: not live */
  gint64 deleted_us; /* 0: no tombstone */
  guint added, updated, kept, deleted;
} Case;

static const Case cases[] = {
  { "nothing-row", NOTHING, 0, ROW, 50, "there", 0, 1, 0, 0, 0 },
  { "nothing-deleted", NOTHING, 0, TOMBSTONE, 50, NULL, 50, 0, 0, 1, 0 },
  { "row-older-row", ROW, 50, ROW, 49, "here", 0, 0, 0, 1, 0 },
  { "row-same-row", ROW, 50, ROW, 50, "there", 0, 0, 1, 0, 0 }, /* the larger bytes */
  { "row-newer-row", ROW, 50, ROW, 51, "there", 0, 0, 1, 0, 0 },
  { "row-older-deleted", ROW, 50, TOMBSTONE, 49, "here", 0, 0, 0, 1, 0 },
  { "row-same-deleted", ROW, 50, TOMBSTONE, 50, NULL, 50, 0, 0, 0, 1 },
  { "row-newer-deleted", ROW, 50, TOMBSTONE, 51, NULL, 51, 0, 0, 0, 1 },
  { "trashed-older-row", TRASHED, 50, ROW, 49, NULL, 50, 0, 0, 1, 0 },
  { "trashed-same-row", TRASHED, 50, ROW, 50, NULL, 50, 0, 0, 1, 0 },
  { "trashed-newer-row", TRASHED, 50, ROW, 51, "there", 0, 1, 0, 0, 0 },
  { "trashed-older-deleted", TRASHED, 50, TOMBSTONE, 49, NULL, 50, 0, 0, 1, 0 },
  { "trashed-same-deleted", TRASHED, 50, TOMBSTONE, 50, NULL, 50, 0, 0, 1, 0 },
  { "trashed-newer-deleted", TRASHED, 50, TOMBSTONE, 51, NULL, 51, 0, 0, 1, 0 },
  { "tombstone-older-row", TOMBSTONE, 50, ROW, 49, NULL, 50, 0, 0, 1, 0 },
  { "tombstone-same-row", TOMBSTONE, 50, ROW, 50, NULL, 50, 0, 0, 1, 0 },
  { "tombstone-newer-row", TOMBSTONE, 50, ROW, 51, "there", 0, 1, 0, 0, 0 },
  { "tombstone-older-deleted", TOMBSTONE, 50, TOMBSTONE, 49, NULL, 50, 0, 0, 1, 0 },
  { "tombstone-same-deleted", TOMBSTONE, 50, TOMBSTONE, 50, NULL, 50, 0, 0, 1, 0 },
  { "tombstone-newer-deleted", TOMBSTONE, 50, TOMBSTONE, 51, NULL, 51, 0, 0, 1, 0 },
};

static void
stage (AftDbImport *import,
       Kind kind,
       gboolean is_session,
       const char *id,
       gint64 at_us,
       const char *text)
{
  g_autoptr (GError) error = NULL;

  if (kind == TOMBSTONE || kind == TRASHED)
    {
      g_assert_true (aft_db_import_add_deleted (import, id, at_us, &error));
    }
  else if (kind == ROW && is_session)
    {
      g_autoptr (AftSession) session = make_session (START_US - DAY_US);

      set_string (&session->id, id);
      set_string (&session->text, text);
      session->modified_at_us = at_us;
      g_assert_true (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, &error));
    }
  else if (kind == ROW)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - DAY_US, 1, 1, 1);

      set_string (&note->id, id);
      set_string (&note->text, text);
      note->modified_at_us = at_us;
      g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
    }
  g_assert_no_error (error);
}

static void
assert_case (Fixture *fixture, const Case *expected, gboolean is_session, const char *id)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (
      fixture->db,
      is_session ? "SELECT text FROM sessions WHERE id = :id AND trashed_at_us IS NULL"
                 : "SELECT text FROM notes WHERE id = :id AND trashed_at_us IS NULL",
      NULL);
  g_autoptr (GPtrArray) tombstones = aft_db_list_tombstones (fixture->db, NULL);

  aft_bind_text (statement, ":id", id);
  if (expected->text != NULL)
    {
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, expected->text);
    }
  else
    g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);

  g_assert_cmpuint (tombstones->len, ==, expected->deleted_us != 0 ? 1 : 0);
  if (expected->deleted_us != 0)
    {
      const AftTombstone *tombstone = g_ptr_array_index (tombstones, 0);

      g_assert_cmpstr (tombstone->id, ==, id);
      g_assert_cmpint (tombstone->deleted_at_us, ==, expected->deleted_us);
    }
}

/* The preview matches the result. */
static void
assert_preview (AftDbImport *import, const Case *c, gboolean is_session)
{
  g_autoptr (GError) error = NULL;
  AftImportPreview preview;
  gboolean rows = c->there == ROW && c->kept > 0;
  gboolean both = rows && c->here == ROW;

  g_assert_true (aft_db_import_preview (import, aft_clock_now (), &preview, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (preview.new_sessions, ==, is_session ? c->added : 0);
  g_assert_cmpuint (preview.new_notes, ==, is_session ? 0 : c->added);
  g_assert_cmpuint (preview.newer, ==, c->updated);
  g_assert_cmpuint (preview.deleted, ==, c->deleted);
  g_assert_cmpuint (preview.older, ==, both && c->there_us < c->here_us);
  g_assert_cmpuint (preview.same, ==, both && c->there_us == c->here_us);
  g_assert_cmpuint (preview.gone, ==, rows && c->here != ROW);
}

static void
run_case (Fixture *fixture, const Case *c, gboolean is_session)
{
  g_autofree char *id = g_uuid_string_random ();
  AftDbImport *import;
  AftImportCounts counts;

  /* The state here was created by an import too; an entry in the trash was a row before. */
  if (c->here == TRASHED)
    {
      import = begin (fixture);
      stage (import, ROW, is_session, id, c->here_us - 10, "here");
      commit (import);
    }
  import = begin (fixture);
  stage (import, c->here, is_session, id, c->here_us, "here");
  commit (import);

  import = begin (fixture);
  stage (import, c->there, is_session, id, c->there_us, "there");
  assert_preview (import, c, is_session);
  counts = commit (import);
  assert_counts (counts, c->added, c->updated, c->kept, c->deleted);
  assert_case (fixture, c, is_session, id);

  /* The same file again changes nothing. */
  import = begin (fixture);
  stage (import, c->there, is_session, id, c->there_us, "there");
  counts = commit (import);
  assert_counts (counts, 0, 0, 1, 0);
  assert_case (fixture, c, is_session, id);
}

static void
test_merge_session (Fixture *fixture, gconstpointer data)
{
  run_case (fixture, data, TRUE);
}

static void
test_merge_note (Fixture *fixture, gconstpointer data)
{
  run_case (fixture, data, FALSE);
}

static guint
count_all (Fixture *fixture)
{
  return (guint) store_fixture_query (
      fixture->db, "SELECT (SELECT count (*) FROM sessions) + (SELECT count (*) FROM notes)"
                   " + (SELECT count (*) FROM tombstones)");
}

/* All fields are kept, and the person's own date stays as given. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - DAY_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 4, AFT_SEVERITY_UNSET, 0);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->needle_mm = 0.3;
  session->zones = AFT_ZONE_NECK | AFT_ZONE_FOREHEAD;
  session->makeup_wait_hours = AFT_UNSET;
  session->rest_days = 28.5;
  session->next_session_date = aft_day_from_string ("2027-01-01");
  set_string (&session->tool, "tool");
  set_string (&session->clinic_instructions, "instructions");
  set_string (&session->text, "text");
  session->created_at_us = START_US - 77;
  note->day = aft_day_from_string ("2026-11-19");
  note->flags = AFT_FLAG_COLD_SORE;
  note->resolved_flags = AFT_FLAG_FEVER;

  /* First as new rows, then over others with the same ids. */
  for (int pass = 0; pass < 2; pass++)
    {
      AftDbImport *import = begin (fixture);

      g_assert_true (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, NULL));
      g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, NULL));
      commit (import);
      sessions = aft_db_list_sessions (fixture->db, NULL);
      notes = aft_db_list_notes (fixture->db, NULL);
      g_assert_cmpuint (sessions->len, ==, 1);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_true (aft_session_equal (g_ptr_array_index (sessions, 0), session));
      g_assert_true (aft_skin_note_equal (g_ptr_array_index (notes, 0), note));
      g_clear_pointer (&sessions, g_ptr_array_unref);
      g_clear_pointer (&notes, g_ptr_array_unref);

      session->place = AFT_PLACE_OF_TREATMENT_HOME;
      session->needle_mm = AFT_UNSET;
      session->zones = AFT_ZONE_NONE;
      session->makeup_wait_hours = 10;
      session->next_session_date = AFT_DAY_NONE;
      session->ended_at_us -= 5;
      session->modified_at_us++;
      note->severity[AFT_SYMPTOM_REDNESS] = AFT_SEVERITY_UNSET;
      note->severity[AFT_SYMPTOM_TINGLING] = 3;
      note->noted_at_us -= 5;
      note->modified_at_us++;
    }
}

static void
test_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSession) twin = make_session (START_US);
  g_autoptr (GError) error = NULL;
  AftDbImport *import = begin (fixture);

  set_string (&twin->id, note->id);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, &error));
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  g_assert_false (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, session->id));
  g_clear_error (&error);
  g_assert_false (aft_db_import_add (import, AFT_ENTRY_SESSION, twin, FALSE, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (aft_db_import_add_deleted (import, note->id, START_US, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  aft_db_import_abort (import);
  g_assert_cmpuint (count_all (fixture), ==, 0);
}

static void
test_other_kind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSkinNote) fine = make_note (START_US, 1, 1, 1);
  g_autoptr (GError) error = NULL;
  AftDbImport *import;

  save_session (fixture->db, session);
  set_string (&note->id, session->id);
  import = begin (fixture);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  g_assert_false (
      aft_db_import_preview (import, aft_clock_now (), &(AftImportPreview){ 0 }, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  g_clear_error (&error);
  aft_db_import_abort (import);

  import = begin (fixture);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, fine, FALSE, &error));
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  g_assert_false (aft_db_import_commit (import, NULL, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, session->id));
  /* All or nothing. */
  g_assert_cmpuint (count_all (fixture), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US + HOUR_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 5, 1, 1);
  g_autoptr (GError) error = NULL;
  AftDbImport *import = begin (fixture);

  session->rest_days = 1;
  g_assert_false (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_REST);
  g_clear_error (&error);
  g_assert_false (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_SEVERITY);
  g_clear_error (&error);
  g_assert_false (aft_db_import_add_deleted (import, "no-uuid", START_US, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_ID);
  g_clear_error (&error);
  g_assert_false (aft_db_import_add_deleted (import, note->id, G_MAXINT64, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_TIME);
  aft_db_import_abort (import);
}

/* While one program stages its file, another writes; an abort leaves nothing behind. */
static void
test_staging_locks_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) staged = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSkinNote) other_note = make_note (START_US, 2, 2, 2);
  g_autoptr (AftSkinNote) third_note = make_note (START_US, 3, 3, 3);
  g_autoptr (GError) error = NULL;
  AftDb *other = store_fixture_open (fixture->path);
  AftDbImport *import = begin (fixture);

  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, staged, FALSE, &error));
  sqlite3_busy_timeout (other->handle, 0);
  save_note (other, other_note);
  aft_db_import_abort (import);
  g_assert_cmpuint (count_all (fixture), ==, 1);

  import = begin (fixture);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, staged, FALSE, &error));
  save_note (other, third_note);
  commit (import);
  g_assert_cmpuint (count_all (fixture), ==, 3);
  aft_db_close (other);
}

/* While a person looks at the preview, others write, and their changes count. */
static void
test_preview_locks_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSkinNote) same = aft_skin_note_copy (note);
  g_autoptr (GError) error = NULL;
  AftDb *other = store_fixture_open (fixture->path);
  AftDbImport *import = begin (fixture);
  AftImportPreview preview;
  AftImportCounts counts;

  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  g_assert_true (aft_db_import_preview (import, aft_clock_now (), &preview, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (preview.new_notes, ==, 1);
  sqlite3_busy_timeout (other->handle, 0);
  same->modified_at_us = note->modified_at_us + 1;
  save_note (other, same);
  /* The preview doesn't block checkpoints either. */
  g_assert_cmpint (store_fixture_query (other, "PRAGMA wal_checkpoint (TRUNCATE)"), ==, 0);

  g_assert_true (aft_db_import_preview (import, aft_clock_now (), &preview, &error));
  g_assert_cmpuint (preview.new_notes, ==, 0);
  g_assert_cmpuint (preview.older, ==, 1);
  counts = commit (import);
  assert_counts (counts, 0, 0, 1, 0);
  aft_db_close (other);
}

/* The search index gets an imported note just like a saved one: once, and only if it has text. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) kept = make_note (START_US - 3, 1, 1, 1);
  g_autoptr (AftSkinNote) silent = make_note (START_US - 2, 1, 1, 1);
  g_autoptr (AftSkinNote) told = make_note (START_US - 1, 1, 1, 1);
  g_autoptr (AftSkinNote) saved = make_note (START_US, 1, 1, 1);
  AftImportCounts counts;
  AftDbImport *import;

  g_free (kept->text);
  kept->text = g_strdup ("here");
  g_free (silent->text);
  silent->text = g_strdup ("");
  g_free (told->text);
  told->text = g_strdup ("there");
  g_free (saved->text);
  saved->text = g_strdup ("later");
  save_note (fixture->db, kept);
  g_assert_true (aft_db_exec (fixture->db, "DELETE FROM word_queue", NULL));

  import = begin (fixture);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, kept, FALSE, NULL));
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, silent, FALSE, NULL));
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, told, FALSE, NULL));
  counts = commit (import);
  assert_counts (counts, 2, 0, 1, 0);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_queue"), ==, 1);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT at_us FROM word_queue"), ==,
                   told->noted_at_us);

  /* The trigger exists again. */
  save_note (fixture->db, saved);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_queue"), ==, 2);
}

/* Another program holds the lock during the commit: nothing changes, and a second attempt works. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GError) error = NULL;
  AftDb *other = store_fixture_open (fixture->path);
  AftDbImport *import = begin (fixture);

  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
  sqlite3_busy_timeout (fixture->db->handle, 1);
  g_assert_true (aft_db_begin (other, NULL));
  g_assert_false (aft_db_import_commit (import, NULL, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY);
  aft_db_rollback (other);
  aft_db_close (other);

  import = begin (fixture);
  g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, NULL));
  commit (import);
  g_assert_cmpuint (count_all (fixture), ==, 1);
}

/* Years of history don't cause many reminders: only deadlines of the latest session that are still
 * ahead do. */
static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  AftDbImport *import = begin (fixture);
  g_autofree char *latest_id = NULL;
  g_autofree char *sql = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - DAY_US - i * 30 * DAY_US);

      if (i == 0)
        latest_id = g_strdup (session->id);
      g_assert_true (aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, NULL));
    }
  commit (import);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM reminders"), ==, 1);
  sql = g_strdup_printf ("SELECT count (*) FROM reminders WHERE state = 'pending'"
                         " AND kind = 'next_session' AND session_id = '%s'",
                         latest_id);
  g_assert_cmpint (store_fixture_query (fixture->db, sql), ==, 1);

  /* The file marks it as deleted, so its reminder is deleted too. */
  import = begin (fixture);
  g_assert_true (aft_db_import_add_deleted (import, latest_id, START_US, NULL));
  commit (import);
  g_assert_cmpint (
      store_fixture_query (fixture->db, "SELECT count (*) FROM reminders WHERE state = 'pending'"),
      ==, 0);
}

#define ADD(name, func)                                                         \
  g_test_add ("/store/import/" name, Fixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *session = g_strdup_printf ("/store/import/session/%s", cases[i].name);
      g_autofree char *note = g_strdup_printf ("/store/import/note/%s", cases[i].name);

      g_test_add (session, Fixture, &cases[i], store_fixture_set_up, test_merge_session,
                  store_fixture_tear_down);
      g_test_add (note, Fixture, &cases[i], store_fixture_set_up, test_merge_note,
                  store_fixture_tear_down);
    }
  ADD ("fields", test_fields);
  ADD ("repeated", test_repeated);
  ADD ("other-kind", test_other_kind);
  ADD ("refused", test_refused);
  ADD ("staging-locks-nobody", test_staging_locks_nobody);
  ADD ("preview-locks-nobody", test_preview_locks_nobody);
  ADD ("words", test_words);
  ADD ("busy", test_busy);
  ADD ("reminders", test_reminders);

  return g_test_run ();
}
