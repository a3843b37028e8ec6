/* test-diary.c: tests of saving, listing, deleting and restoring sessions and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-trends.h"
#include "store-fixture.h"

#include <string.h>

#include "aft-iso-date.h"
#include "aft-time-zone.h"

typedef StoreFixture Fixture;

static void
reopen (Fixture *fixture)
{
  aft_db_close (fixture->db);
  fixture->db = store_fixture_open (fixture->path);
}

static GPtrArray *
list_sessions (AftDb *db)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sessions = aft_db_list_sessions (db, &error);

  g_assert_no_error (error);

  return sessions;
}

static GPtrArray *
list_notes (AftDb *db)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notes = aft_db_list_notes (db, &error);

  g_assert_no_error (error);

  return notes;
}

static void
assert_only_session (AftDb *db, AftSession *expected)
{
  g_autoptr (GPtrArray) sessions = list_sessions (db);

  g_assert_cmpuint (sessions->len, ==, 1);
  g_assert_true (aft_session_equal (g_ptr_array_index (sessions, 0), expected));
}

static void
assert_only_note (AftDb *db, AftSkinNote *expected)
{
  g_autoptr (GPtrArray) notes = list_notes (db);

  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (aft_skin_note_equal (g_ptr_array_index (notes, 0), expected));
}

/* Every field has a value that is easily lost. */
static void
test_session_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (-1);
  g_autofree char *long_text = g_strnfill (AFT_TEXT_MAX_BYTES, 'x');

  set_string (&session->time_zone, "America/Argentina/Buenos_Aires");
  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->needle_mm = 0.1 + 0.2;
  set_string (&session->tool, "Roller \"2\" 100% \xf0\x9f\xa7\xb4");
  session->zones = AFT_ZONES_ALL;
  session->makeup_wait_hours = 0;
  session->rest_days = 1.0 / 3.0 + 7;
  session->next_session_date = aft_day_from_string ("2027-02-28");
  set_string (&session->clinic_instructions, long_text);
  set_string (&session->text, "line one\nline two\t'); DROP TABLE sessions; --");
  session->created_at_us = -5;
  session->modified_at_us = 253402300799999999;
  save_session (fixture->db, session);
  reopen (fixture);
  assert_only_session (fixture->db, session);
}

static void
test_session_unset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->makeup_wait_hours = AFT_UNSET;
  session->rest_days = AFT_UNSET;
  save_session (fixture->db, session);
  reopen (fixture);
  assert_only_session (fixture->db, session);
}

static void
test_note_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US + 1, 4, AFT_SEVERITY_UNSET, 0);

  set_string (&note->time_zone, "Pacific/Chatham");
  note->day = aft_day_from_string ("2026-11-21");
  note->flags = AFT_FLAG_COLD_SORE | AFT_FLAG_SPREADING_REDNESS;
  note->resolved_flags = AFT_FLAG_FEVER;
  set_string (&note->text, "h\xc3\xa4utet sich");
  save_note (fixture->db, note);
  reopen (fixture);
  assert_only_note (fixture->db, note);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSession) edited = aft_session_copy (session);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (AftSkinNote) edited_note = aft_skin_note_copy (note);

  save_session (fixture->db, session);
  edited->ended_at_us -= HOUR_US;
  edited->needle_mm = 0.25;
  edited->zones = AFT_ZONE_NECK;
  edited->modified_at_us++;
  save_session (fixture->db, edited);
  assert_only_session (fixture->db, edited);

  save_note (fixture->db, note);
  edited_note->severity[AFT_SYMPTOM_DRYNESS] = 3;
  edited_note->noted_at_us -= HOUR_US;
  edited_note->flags = AFT_FLAG_FEVER;
  edited_note->modified_at_us++;
  save_note (fixture->db, edited_note);
  assert_only_note (fixture->db, edited_note);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  const gint64 times[] = { START_US, START_US - 5, START_US - DAY_US, START_US, START_US - 5 };
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (AftSession) session = make_session (times[i]);
      g_autoptr (AftSkinNote) note = make_note (times[i], 0, 0, 0);

      save_session (fixture->db, session);
      save_note (fixture->db, note);
    }

  sessions = list_sessions (fixture->db);
  notes = list_notes (fixture->db);
  g_assert_cmpuint (sessions->len, ==, G_N_ELEMENTS (times));
  g_assert_cmpuint (notes->len, ==, G_N_ELEMENTS (times));
  for (guint i = 1; i < sessions->len; i++)
    {
      g_assert_cmpint (aft_session_compare (&sessions->pdata[i - 1], &sessions->pdata[i]), <, 0);
      g_assert_cmpint (aft_skin_note_compare (&notes->pdata[i - 1], &notes->pdata[i]), <, 0);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GError) error = NULL;

  session->rest_days = 6.9;
  g_assert_false (aft_db_save_session (fixture->db, session, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_REST);
  g_clear_error (&error);

  note->noted_at_us = START_US + AFT_CLOCK_SKEW_US + 1;
  g_assert_false (aft_db_save_note (fixture->db, note, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_FUTURE);
  g_clear_error (&error);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM notes"), ==, 0);

  /* An id belongs to one entry only. */
  session->rest_days = 7;
  save_session (fixture->db, session);
  note->noted_at_us = START_US;
  set_string (&note->id, session->id);
  g_assert_false (aft_db_save_note (fixture->db, note, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, session->id));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM notes"), ==, 0);
  assert_only_session (fixture->db, session);
}

static void
test_no_nul (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);

  save_session (fixture->db, session);
  /* A C string can't contain NUL, and other programs must not store one either. */
  g_assert_false (
      aft_db_exec (fixture->db, "UPDATE sessions SET text = 'a' || char (0) || 'b'", NULL));
  g_assert_true (aft_db_exec (fixture->db, "UPDATE sessions SET text = 'a'", NULL));
}

static void
delete_entry (AftDb *db, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_delete (db, id, &error));
  g_assert_no_error (error);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) tombstones = NULL;
  g_autoptr (GError) error = NULL;
  const AftTombstone *tombstone;
  const AftSession *restored;

  save_session (fixture->db, session);
  save_note (fixture->db, note);
  aft_fake_clock_advance (HOUR_US);
  delete_entry (fixture->db, session->id);
  assert_only_note (fixture->db, note);
  sessions = list_sessions (fixture->db);
  g_assert_cmpuint (sessions->len, ==, 0);
  g_clear_pointer (&sessions, g_ptr_array_unref);

  tombstones = aft_db_list_tombstones (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tombstones->len, ==, 1);
  tombstone = g_ptr_array_index (tombstones, 0);
  g_assert_cmpstr (tombstone->id, ==, session->id);
  g_assert_cmpint (tombstone->deleted_at_us, ==, START_US + HOUR_US);
  g_clear_pointer (&tombstones, g_ptr_array_unref);

  g_assert_false (aft_db_delete (fixture->db, session->id, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_db_restore (fixture->db, note->id, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* At the exact time of the deletion: the restored entry still wins a merge. */
  g_assert_true (aft_db_restore (fixture->db, session->id, &error));
  g_assert_no_error (error);
  sessions = list_sessions (fixture->db);
  g_assert_cmpuint (sessions->len, ==, 1);
  restored = g_ptr_array_index (sessions, 0);
  g_assert_cmpint (restored->modified_at_us, ==, START_US + HOUR_US + 1);
  session->modified_at_us = restored->modified_at_us;
  g_assert_true (aft_session_equal (restored, session));
  tombstones = aft_db_list_tombstones (fixture->db, &error);
  g_assert_cmpuint (tombstones->len, ==, 0);
}

/* The clock was set back after the last change: the deletion still gets a later time. */
static void
test_delete_clock_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GPtrArray) tombstones = NULL;
  const AftTombstone *tombstone;

  save_note (fixture->db, note);
  aft_fake_clock_step (-2 * HOUR_US);
  delete_entry (fixture->db, note->id);
  tombstones = aft_db_list_tombstones (fixture->db, NULL);
  tombstone = g_ptr_array_index (tombstones, 0);
  g_assert_cmpint (tombstone->deleted_at_us, ==, note->modified_at_us);
}

static gint64
get_modified (Fixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT modified_at_us FROM %s", table);

  return store_fixture_query (fixture->db, sql);
}

/* Written while the clock was a year ahead, and corrected with the right clock: the correction
 * wins a merge with the original, and so does each later one. */
static void
test_correct_what_is_ahead (Fixture *fixture, gconstpointer data)
{
  const gint64 ahead_us = START_US + 365 * 24 * HOUR_US;
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GPtrArray) tombstones = NULL;
  g_autoptr (GError) error = NULL;
  const AftTombstone *tombstone;
  g_autofree char *sql = NULL;

  aft_fake_clock_step (365 * 24 * HOUR_US);
  session->ended_at_us = session->created_at_us = session->modified_at_us = ahead_us;
  note->noted_at_us = note->created_at_us = note->modified_at_us = ahead_us;
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  aft_fake_clock_step (-365 * 24 * HOUR_US);

  /* The time may stay if something else is changed. */
  set_string (&session->text, "other words");
  set_string (&note->text, "other words");
  session->modified_at_us = note->modified_at_us = START_US;
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  g_assert_cmpint (get_modified (fixture, "sessions"), ==, ahead_us + 1);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, ahead_us + 1);

  session->ended_at_us = note->noted_at_us = START_US;
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  g_assert_cmpint (get_modified (fixture, "sessions"), ==, ahead_us + 2);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, ahead_us + 2);

  /* Nothing can be entered further ahead. */
  session->ended_at_us = START_US + HOUR_US;
  g_assert_false (aft_db_save_session (fixture->db, session, &error));
  g_assert_error (error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_FUTURE);
  g_clear_error (&error);

  delete_entry (fixture->db, note->id);
  tombstones = aft_db_list_tombstones (fixture->db, NULL);
  tombstone = g_ptr_array_index (tombstones, 0);
  g_assert_cmpint (tombstone->deleted_at_us, ==, ahead_us + 2);
  g_assert_true (aft_db_restore (fixture->db, note->id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, ahead_us + 3);

  /* Deleted for good while the clock was ahead, and logged again with the same id. */
  sql = g_strdup_printf ("DELETE FROM notes; INSERT INTO tombstones VALUES ('%s', %" G_GINT64_FORMAT
                         ")",
                         note->id, ahead_us + 9);
  g_assert_true (aft_db_exec (fixture->db, sql, NULL));
  save_note (fixture->db, note);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, ahead_us + 10);
}

/* There is no time after the year 9999. */
static void
test_modified_at_the_end (Fixture *fixture, gconstpointer data)
{
  const gint64 last_us = G_GINT64_CONSTANT (253402300799999999);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GError) error = NULL;

  note->modified_at_us = last_us;
  save_note (fixture->db, note);
  note->modified_at_us = START_US;
  save_note (fixture->db, note);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, last_us);
  delete_entry (fixture->db, note->id);
  g_assert_true (aft_db_restore (fixture->db, note->id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_modified (fixture, "notes"), ==, last_us);
}

/* Entries ahead of the clock are listed, and the latest entry is found among the others. */
static void
test_plan_rows_ahead (Fixture *fixture, gconstpointer data)
{
  const gint64 ahead_us = START_US + 365 * 24 * HOUR_US;
  g_autoptr (AftSession) session = make_session (START_US - 24 * HOUR_US);
  g_autoptr (AftSession) ahead = make_session (ahead_us);
  g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 1, 1, 1);
  g_autoptr (AftSkinNote) later = make_note (ahead_us, 4, 4, 4);
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  save_session (fixture->db, session);
  save_note (fixture->db, note);
  aft_fake_clock_step (365 * 24 * HOUR_US);
  save_session (fixture->db, ahead);
  save_note (fixture->db, later);
  aft_fake_clock_step (-365 * 24 * HOUR_US);

  plan = aft_db_make_plan (fixture->db, NULL, START_US, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plan->session->id, ==, session->id);
  g_assert_cmpint (plan->last_value[AFT_SYMPTOM_REDNESS], ==, 1);
  g_assert_cmpuint (plan->n_ahead, ==, 2);
  aft_plan_unref (plan);

  /* Their time has come. */
  plan = aft_db_make_plan (fixture->db, NULL, ahead_us - AFT_CLOCK_SKEW_US, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plan->session->id, ==, ahead->id);
  g_assert_cmpint (plan->last_value[AFT_SYMPTOM_REDNESS], ==, 4);
  g_assert_cmpuint (plan->n_ahead, ==, 0);
}

static void
test_save_revives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) tombstones = NULL;

  save_session (fixture->db, session);
  save_note (fixture->db, note);
  delete_entry (fixture->db, session->id);
  delete_entry (fixture->db, note->id);
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  /* At the exact time of the deletion: in a merge, they still come after it. */
  session->modified_at_us++;
  note->modified_at_us++;
  assert_only_session (fixture->db, session);
  assert_only_note (fixture->db, note);

  /* Deleted for good, and logged again with the same id. */
  sql = g_strdup_printf ("DELETE FROM notes; INSERT INTO tombstones VALUES ('%s', 5)", note->id);
  g_assert_true (aft_db_exec (fixture->db, sql, NULL));
  save_note (fixture->db, note);
  assert_only_note (fixture->db, note);
  tombstones = aft_db_list_tombstones (fixture->db, NULL);
  g_assert_cmpuint (tombstones->len, ==, 0);
}

static void
test_empty_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US);
  g_autoptr (AftSession) kept = make_session (START_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 1, 1);
  g_autoptr (GPtrArray) tombstones = NULL;
  g_autoptr (GError) error = NULL;

  save_session (fixture->db, kept);
  save_session (fixture->db, session);
  save_note (fixture->db, note);
  delete_entry (fixture->db, session->id);
  aft_fake_clock_advance (1);
  delete_entry (fixture->db, note->id);

  g_assert_true (aft_db_empty_trash (fixture->db, G_MININT64, START_US, &error));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM sessions"), ==, 2);
  g_assert_true (aft_db_empty_trash (fixture->db, G_MININT64, START_US + 1, &error));
  g_assert_no_error (error);
  assert_only_session (fixture->db, kept);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM sessions"), ==, 1);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM notes"), ==, 1);
  g_assert_true (aft_db_empty_trash (fixture->db, G_MININT64, START_US + 2, &error));
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM notes"), ==, 0);
  g_assert_false (aft_db_restore (fixture->db, note->id, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);

  /* Other copies of the diary still learn of the deletion, and the reminders are deleted too. */
  tombstones = aft_db_list_tombstones (fixture->db, NULL);
  g_assert_cmpuint (tombstones->len, ==, 2);
  g_assert_cmpstr (((AftTombstone *) g_ptr_array_index (tombstones, 0))->id, ==, session->id);
  g_assert_cmpint (((AftTombstone *) g_ptr_array_index (tombstones, 0))->deleted_at_us, ==,
                   START_US);
  g_assert_cmpint (store_fixture_query (fixture->db,
                                        "SELECT count (*) FROM reminders WHERE session_id NOT IN"
                                        " (SELECT id FROM sessions)"),
                   ==, 0);
}

/* The short list must give the same plan as the whole diary. */
static void
test_plan_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) old = make_session (START_US - 40 * DAY_US);
  g_autoptr (AftSession) latest = make_session (START_US - 10 * DAY_US);
  g_autoptr (AftSession) in_trash = make_session (START_US - DAY_US);
  g_autoptr (AftSkinNote) before = make_note (latest->ended_at_us - 1, 4, 4, 4);
  g_autoptr (AftSkinNote) flagged = make_note (START_US - 39 * DAY_US, 1, 1, 1);
  g_autoptr (AftSkinNote) resolved = make_note (START_US - 38 * DAY_US, 1, 1, 1);
  g_autoptr (AftSkinNote) first = make_note (latest->ended_at_us, 2, 2, 3);
  g_autoptr (AftSkinNote) last = make_note (START_US, 2, 0, 0);
  g_autoptr (AftSkinNote) gone = make_note (START_US, 0, 0, 0);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) all_notes = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (AftPlan) whole_plan = NULL;
  g_autoptr (GPtrArray) recent = NULL;
  g_autoptr (GArray) values = NULL;
  g_autoptr (GError) error = NULL;
  AftSkinNote *const expected[] = { flagged, resolved, first, last };

  flagged->flags = AFT_FLAG_FEVER;
  resolved->resolved_flags = AFT_FLAG_FEVER;
  gone->flags = AFT_FLAG_FEVER;
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    save_note (fixture->db, expected[i]);
  save_note (fixture->db, before);
  save_note (fixture->db, gone);
  delete_entry (fixture->db, gone->id);

  /* Without a session, only flags matter. */
  notes = aft_db_list_plan_notes (fixture->db, aft_clock_now (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 2);
  g_clear_pointer (&notes, g_ptr_array_unref);

  save_session (fixture->db, old);
  save_session (fixture->db, latest);
  save_session (fixture->db, in_trash);
  delete_entry (fixture->db, in_trash->id);
  notes = aft_db_list_plan_notes (fixture->db, aft_clock_now (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < notes->len; i++)
    g_assert_true (aft_skin_note_equal (g_ptr_array_index (notes, i), expected[i]));

  plan = aft_db_make_plan (fixture->db, zone, START_US, &error);
  g_assert_no_error (error);
  sessions = list_sessions (fixture->db);
  all_notes = list_notes (fixture->db);
  whole_plan = aft_plan_new (sessions, all_notes, &fixture->db->preferences, zone, START_US);
  recent = aft_db_list_recent_notes (fixture->db, before->noted_at_us, aft_clock_now (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recent->len, ==, notes->len + 1);
  values = aft_db_list_values (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, all_notes->len);
  for (guint i = 0; i < values->len; i++)
    {
      const AftTrendsValue *value = &g_array_index (values, AftTrendsValue, i);
      guint found = 0;

      for (guint n = 0; n < all_notes->len; n++)
        {
          const AftSkinNote *note = g_ptr_array_index (all_notes, n);

          found += note->noted_at_us == value->noted_at_us && note->day == value->day &&
                   note->severity[0] == value->severity[0] &&
                   note->severity[1] == value->severity[1] &&
                   note->severity[2] == value->severity[2];
        }
      g_assert_cmpuint (found, >, 0);
    }
  g_assert_cmpstr (plan->session->id, ==, latest->id);
  g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
  g_assert_cmpint (plan->next_state, ==, whole_plan->next_state);
  g_assert_cmpint (plan->next_at_us, ==, whole_plan->next_at_us);
  g_assert_cmpint (plan->makeup_at_us, ==, whole_plan->makeup_at_us);
  g_assert_cmpint (plan->open_flags, ==, whole_plan->open_flags);
  g_assert_cmpint (plan->last_value_us, ==, whole_plan->last_value_us);
  g_assert_cmpint (plan->changes_at_us, ==, whole_plan->changes_at_us);
  g_assert_cmpuint (plan->reasons->len, ==, whole_plan->reasons->len);
  g_assert_cmpuint (plan->advice->len, ==, whole_plan->advice->len);
  g_assert_cmpuint (plan->activities->len, ==, whole_plan->activities->len);
  g_assert_cmpmem (plan->last_value, sizeof plan->last_value, whole_plan->last_value,
                   sizeof whole_plan->last_value);
}

/* A session of any kind, with any of the waits that a clinic can give, or none. */
static AftSession *
make_any_session (void)
{
  int age = g_test_rand_bit () ? g_test_rand_int_range (0, 45) : g_test_rand_int_range (0, 1000);
  AftSession *session = make_session (START_US - age * DAY_US - g_test_rand_int_range (0, 9));
  gboolean long_rest = g_test_rand_bit ();

  if (g_test_rand_int_range (0, 4) == 0)
    {
      session->rest_days = g_test_rand_int_range (7, 91);
      return session;
    }

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->makeup_wait_hours = g_test_rand_bit () ? g_test_rand_int_range (0, 721) : AFT_UNSET;
  session->rest_days =
      g_test_rand_bit () ? g_test_rand_int_range (1, long_rest ? 731 : 30) : AFT_UNSET;
  if (g_test_rand_int_range (0, 4) == 0)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (session->time_zone);

      session->next_session_date =
          aft_day_of (session->ended_at_us, zone, 0) + g_test_rand_int_range (0, 1100);
    }
  if (g_test_rand_bit ())
    set_string (&session->clinic_instructions, "Nothing but water.");

  return session;
}

static void
assert_same_plan (const AftPlan *plan, const AftPlan *whole)
{
  const AftSession *const sessions[][2] = {
    { plan->session, whole->session },
    { plan->makeup_session, whole->makeup_session },
    { plan->next_session, whole->next_session },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_assert_cmpint (sessions[i][0] == NULL, ==, sessions[i][1] == NULL);
      if (sessions[i][0] != NULL)
        g_assert_cmpstr (sessions[i][0]->id, ==, sessions[i][1]->id);
    }
  g_assert_cmpint (plan->makeup_state, ==, whole->makeup_state);
  g_assert_cmpint (plan->makeup_at_us, ==, whole->makeup_at_us);
  g_assert_cmpint (plan->next_state, ==, whole->next_state);
  g_assert_cmpint (plan->next_at_us, ==, whole->next_at_us);
  g_assert_cmpint (plan->earliest_us, ==, whole->earliest_us);
  g_assert_cmpint (plan->changes_at_us, ==, whole->changes_at_us);
  g_assert_cmpint (plan->downtime, ==, whole->downtime);
  g_assert_cmpstr (plan->clinic_instructions, ==, whole->clinic_instructions);
  g_assert_cmpuint (plan->reasons->len, ==, whole->reasons->len);
  g_assert_cmpuint (plan->advice->len, ==, whole->advice->len);
  g_assert_cmpuint (plan->activities->len, ==, whole->activities->len);
}

/* The few sessions that are read must give the same plan as all of them, at any time. */
static void
test_plan_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  guint n_read = 0, n_all = 0;

  for (int round = 0; round < 150; round++)
    {
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GPtrArray) notes = g_ptr_array_new ();
      g_autoptr (GPtrArray) few = NULL;
      g_autoptr (GError) error = NULL;
      int n_sessions = g_test_rand_int_range (0, 9);

      g_assert_true (
          aft_db_exec (fixture->db, "DELETE FROM reminders; DELETE FROM sessions", &error));
      for (int i = 0; i < n_sessions; i++)
        {
          g_autoptr (AftSession) session = make_any_session ();

          save_session (fixture->db, session);
        }
      all = list_sessions (fixture->db);
      few = aft_db_list_plan_sessions (fixture->db, aft_clock_now (), &error);
      g_assert_no_error (error);
      n_all += all->len;
      n_read += few->len;

      for (int days = 0; days < 1200; days += g_test_rand_int_range (1, 90))
        {
          gint64 now_us = START_US + days * DAY_US;
          g_autoptr (AftPlan) plan = aft_db_make_plan (fixture->db, zone, now_us, &error);
          g_autoptr (AftPlan) whole =
              aft_plan_new (all, notes, &fixture->db->preferences, zone, now_us);

          g_assert_no_error (error);
          assert_same_plan (plan, whole);
        }
    }
  g_assert_cmpuint (n_read, <, n_all);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - 8 * DAY_US);
  g_autoptr (AftSkinNote) note = make_note (START_US, 2, 0, 0);
  g_autoptr (AftPlan) held = NULL;
  g_autoptr (AftPlan) ready = NULL;
  AftPreferences preferences;

  save_session (fixture->db, session);
  save_note (fixture->db, note);
  held = aft_db_make_plan (fixture->db, NULL, START_US, NULL);
  g_assert_cmpint (held->next_state, ==, AFT_NEXT_HELD);

  aft_preferences_init (&preferences);
  preferences.usual[AFT_SYMPTOM_REDNESS] = 1;
  aft_db_set_preferences (fixture->db, &preferences);
  ready = aft_db_make_plan (fixture->db, NULL, START_US, NULL);
  g_assert_cmpint (ready->next_state, ==, AFT_NEXT_READY);
}

typedef struct
{
  GString *log;
  AftDb *other;
  guint stop_at;
} Export;

static gboolean
export_entry_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  Export *export = user_data;

  g_string_append (export->log, kind == AFT_ENTRY_SESSION ? "s" : "n");
  if (kind == AFT_ENTRY_SESSION)
    return TRUE;
  /* Another program writes meanwhile: this export doesn't include it. */
  if (export->other != NULL)
    {
      g_autoptr (AftSkinNote) late = make_note (START_US, 1, 1, 1);

      save_note (export->other, late);
      g_assert_true (aft_db_delete (export->other, late->id, NULL));
    }
  if (export->stop_at != 0 && export->log->len == export->stop_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full");
      return FALSE;
    }

  return TRUE;
}

static gboolean
export_deleted_cb (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error)
{
  Export *export = user_data;

  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpint (deleted_at_us, ==, START_US);
  g_string_append (export->log, "d");

  return TRUE;
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  Export export = { g_string_new (NULL), NULL, 0 };

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - i);
      g_autoptr (AftSkinNote) note = make_note (START_US - i, 1, 1, 1);

      save_session (fixture->db, session);
      save_note (fixture->db, note);
      if (i == 2)
        {
          delete_entry (fixture->db, session->id);
          delete_entry (fixture->db, note->id);
        }
    }

  export.other = store_fixture_open (fixture->path);
  g_assert_true (aft_db_export (fixture->db, AFT_ENTRY_ALL, export_entry_cb, export_deleted_cb,
                                &export, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (export.log->str, ==, "ssnndd");
  g_clear_pointer (&export.other, aft_db_close);

  g_string_truncate (export.log, 0);
  export.stop_at = 3;
  g_assert_false (aft_db_export (fixture->db, AFT_ENTRY_ALL, export_entry_cb, export_deleted_cb,
                                 &export, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (export.log->str, ==, "ssn");
  /* The connection still works. */
  sessions = list_sessions (fixture->db);
  g_assert_cmpuint (sessions->len, ==, 2);
  delete_entry (fixture->db, ((AftSession *) g_ptr_array_index (sessions, 0))->id);
  g_string_free (export.log, TRUE);
}

/* With ten thousand notes, the short list stays short. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) session = make_session (START_US - DAY_US);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) plan_notes = NULL;
  g_autoptr (GError) error = NULL;
  AftDbImport *import = aft_db_import_begin (fixture->db, &error);
  AftImportCounts counts;

  g_assert_no_error (error);
  for (int i = 0; i < 10000; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * HOUR_US, i % 5, 1, 1);

      g_assert_true (aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, &error));
    }
  g_assert_true (aft_db_import_commit (import, &counts, &error));
  g_assert_cmpuint (counts.added, ==, 10000);
  save_session (fixture->db, session);

  notes = list_notes (fixture->db);
  g_assert_cmpuint (notes->len, ==, 10000);
  plan_notes = aft_db_list_plan_notes (fixture->db, aft_clock_now (), &error);
  g_assert_cmpuint (plan_notes->len, ==, 25);
}

#define ADD(name, func)                                                        \
  g_test_add ("/store/diary/" name, Fixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("session-round-trip", test_session_round_trip);
  ADD ("session-unset", test_session_unset);
  ADD ("note-round-trip", test_note_round_trip);
  ADD ("replace", test_replace);
  ADD ("order", test_order);
  ADD ("refused", test_refused);
  ADD ("no-nul", test_no_nul);
  ADD ("delete", test_delete);
  ADD ("delete-clock-back", test_delete_clock_back);
  ADD ("save-revives", test_save_revives);
  ADD ("correct-what-is-ahead", test_correct_what_is_ahead);
  ADD ("modified-at-the-end", test_modified_at_the_end);
  ADD ("plan-rows-ahead", test_plan_rows_ahead);
  ADD ("empty-trash", test_empty_trash);
  ADD ("plan-notes", test_plan_notes);
  ADD ("plan-sessions", test_plan_sessions);
  ADD ("preferences", test_preferences);
  ADD ("export", test_export);
  ADD ("many", test_many);

  return g_test_run ();
}
