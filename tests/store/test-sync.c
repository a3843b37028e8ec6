/* test-sync.c: tests of the reminders after each change of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-reminder.h"
#include "store-fixture.h"

typedef struct
{
  char *path;
  AftDb *db;
  AftSession *session; /* saved at START_US */
} Fixture;

#define MAKEUP_AT (START_US + 8 * HOUR_US)
#define NEXT_AT (START_US + 7 * DAY_US)

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
  fixture->session = make_session (START_US);
  save_session (fixture->db, fixture->session);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  aft_session_unref (fixture->session);
  g_free (fixture->path);
}

/* Every row of @session_id as "kind generation state due [reason]", in hours after START_US. */
static char *
describe (Fixture *fixture, const char *session_id)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (fixture->db,
                      "SELECT kind, generation, state, (due_us - :start) / 3600000000.0,"
                      " ifnull (close_reason, '') FROM reminders WHERE session_id = :id"
                      " ORDER BY kind, generation",
                      NULL);
  GString *text = g_string_new (NULL);

  aft_bind_int64 (statement, ":start", START_US);
  aft_bind_text (statement, ":id", session_id);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *reason = (const char *) sqlite3_column_text (statement, 4);

      g_string_append_printf (
          text, "%s%s %d %s %g%s%s", text->len > 0 ? ", " : "",
          (const char *) sqlite3_column_text (statement, 0), sqlite3_column_int (statement, 1),
          (const char *) sqlite3_column_text (statement, 2), sqlite3_column_double (statement, 3),
          *reason != '\0' ? " " : "", reason);
    }

  return g_string_free (text, FALSE);
}

#define assert_rows(fixture, session, expected)                \
  G_STMT_START                                                 \
  {                                                            \
    g_autofree char *rows = describe (fixture, (session)->id); \
    g_assert_cmpstr (rows, ==, expected);                      \
  }                                                            \
  G_STMT_END

static AftReminder *
find (Fixture *fixture, AftReminderKind kind, AftReminderState state)
{
  g_autoptr (GPtrArray) rows = aft_db_list_reminders (fixture->db, state, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      AftReminder *row = g_ptr_array_index (rows, i);

      if (row->kind == kind)
        return g_ptr_array_steal_index (rows, i);
    }

  return NULL;
}

/* Delivers the open row of @kind when it is due, like the notifier; @said is from the plan of that
 * moment. */
static void
deliver (Fixture *fixture, AftReminderKind kind)
{
  g_autoptr (AftReminder) row = find (fixture, kind, AFT_REMINDER_PENDING);
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  AftClockReading reading = aft_fake_clock_get ();

  g_assert_nonnull (row);
  g_assert_cmpint (aft_reminder_get_remaining (row, &reading), <=, 0);
  g_assert_true (aft_db_claim_reminder (fixture->db, row->id, &error));
  plan = aft_db_make_plan (fixture->db, NULL, reading.now_us, &error);
  g_assert_no_error (error);
  g_assert_true (aft_db_reminder_shown (fixture->db, row->id,
                                        kind == AFT_REMINDER_NEXT_SESSION
                                            ? aft_next_state_to_token (plan->next_state)
                                            : aft_makeup_state_to_token (plan->makeup_state),
                                        ":1.7", 3, &error));
  g_assert_no_error (error);
}

/* Whether one row of the next session is pending and due now. */
static gboolean
is_next_due (Fixture *fixture)
{
  g_autoptr (AftReminder) row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  AftClockReading reading = aft_fake_clock_get ();

  return row != NULL && aft_reminder_get_remaining (row, &reading) <= 0;
}

static void
log_note (Fixture *fixture, int redness, int tingling, int dryness)
{
  g_autoptr (AftSkinNote) note =
      make_note (aft_fake_clock_get ().now_us, redness, tingling, dryness);

  save_note (fixture->db, note);
}

static void
edit (Fixture *fixture, double makeup_wait_hours, double rest_days)
{
  g_autoptr (AftSession) edited = aft_session_copy (fixture->session);

  edited->makeup_wait_hours = makeup_wait_hours;
  edited->rest_days = rest_days;
  save_session (fixture->db, edited);
}

static void
delete_entry (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_delete (fixture->db, id, &error));
  g_assert_no_error (error);
}

static void
restore_entry (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_restore (fixture->db, id, &error));
  g_assert_no_error (error);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) makeup = find (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  AftClockReading reading = aft_fake_clock_get ();

  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 pending 168");
  g_assert_cmpstr (makeup->session_id, ==, fixture->session->id);
  g_assert_cmpint (makeup->deadline_us, ==, MAKEUP_AT);
  g_assert_cmpint (makeup->due_us, ==, MAKEUP_AT);
  g_assert_cmpint (makeup->shift_us, ==, 0);
  g_assert_cmpint (makeup->attempts, ==, 0);
  g_assert_cmpint (makeup->shows, ==, 0);
  g_assert_cmpint (makeup->delivered_at_us, ==, 0);
  g_assert_null (makeup->shown_state);
  g_assert_cmpstr (makeup->anchor_boot_id, ==, reading.boot_id);
  g_assert_cmpint (makeup->anchor_due_boot_us, ==, reading.boot_us + 8 * HOUR_US);
}

static void
test_past_deadline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) exact = make_session (START_US + 8 * HOUR_US);
  g_autoptr (AftSession) ahead = NULL;

  /* Exactly at the deadline: past. A microsecond before: ahead. */
  aft_fake_clock_advance (16 * HOUR_US);
  save_session (fixture->db, exact);
  assert_rows (fixture, exact, "next_session 1 pending 176");

  ahead = make_session (START_US + 8 * HOUR_US + 1);
  save_session (fixture->db, ahead);
  g_assert_cmpint (store_fixture_query (fixture->db,
                                        "SELECT count (*) FROM reminders"
                                        " WHERE state = 'pending' AND kind = 'makeup'"),
                   ==, 1);
}

static void
test_unchanged_deadline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) edited = aft_session_copy (fixture->session);

  aft_fake_clock_advance_to (MAKEUP_AT);
  deliver (fixture, AFT_REMINDER_MAKEUP);
  aft_fake_clock_advance (HOUR_US);
  set_string (&edited->text, "a word added");
  edited->needle_mm = 0.2;
  save_session (fixture->db, edited);
  log_note (fixture, 1, 1, 1);
  g_assert_true (aft_db_reminders_sync (fixture->db, NULL));
  assert_rows (fixture, fixture->session, "makeup 1 shown 8, next_session 1 pending 168");
}

static void
test_edited (Fixture *fixture, gconstpointer data)
{
  edit (fixture, 10, 7);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 edited, makeup 2 pending 10, next_session 1 pending 168");

  /* And back: the first one is pending again, once. */
  edit (fixture, 8, 7);
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, makeup 2 cancelled 10 edited, next_session 1 pending 168");

  /* To a deadline that has passed. */
  aft_fake_clock_advance (9 * HOUR_US);
  deliver (fixture, AFT_REMINDER_MAKEUP);
  edit (fixture, 8.5, 7);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 edited, makeup 2 cancelled 10 edited,"
               " next_session 1 pending 168");

  /* To one that is ahead: shown again, because it is a new promise. */
  edit (fixture, 12, 7);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 edited, makeup 2 cancelled 10 edited, makeup 3 pending 12,"
               " next_session 1 pending 168");
}

static void
test_figure_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) office = make_session (START_US + HOUR_US);
  g_autoptr (AftSession) asked = NULL;

  aft_fake_clock_advance (HOUR_US);
  office->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  office->makeup_wait_hours = AFT_UNSET;
  office->rest_days = AFT_UNSET;
  save_session (fixture->db, office);
  assert_rows (fixture, office, "");

  asked = aft_session_copy (office);
  asked->makeup_wait_hours = 24;
  asked->next_session_date = aft_day_from_string ("2026-12-20");
  save_session (fixture->db, asked);
  /* 2026-12-20 at 09:00. */
  assert_rows (fixture, office, "makeup 1 pending 25, next_session 1 pending 709");

  save_session (fixture->db, office);
  assert_rows (fixture, office,
               "makeup 1 cancelled 25 edited, next_session 1 cancelled 709 edited");
}

static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) second = NULL;

  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_MAKEUP);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  second = make_session (NEXT_AT);
  save_session (fixture->db, second);

  /* The new session replaces the next one; the makeup reminder of the first is obsolete. */
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 superseded, next_session 1 acked 168 logged");
  assert_rows (fixture, second, "makeup 1 pending 176, next_session 1 pending 336");
}

/* A session logged by mistake, and deleted again. */
static void
test_superseded_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) second = make_session (START_US + HOUR_US);

  aft_fake_clock_advance (HOUR_US);
  save_session (fixture->db, second);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 superseded, next_session 1 cancelled 168 superseded");
  delete_entry (fixture, second->id);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 pending 168");
  assert_rows (fixture, second,
               "makeup 1 cancelled 9 deleted, next_session 1 cancelled 169 deleted");
}

/* A backdated session changes nothing for the latest one. */
static void
test_backdated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) old = make_session (START_US - DAY_US);

  save_session (fixture->db, old);
  assert_rows (fixture, old, "");
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 pending 168");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  delete_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 deleted, next_session 1 cancelled 168 deleted");
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 pending 168");

  /* The deadline passes while it is in the trash, but it was promised. */
  delete_entry (fixture, fixture->session->id);
  aft_fake_clock_advance_to (MAKEUP_AT + 2 * HOUR_US);
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 pending 168");
  deliver (fixture, AFT_REMINDER_MAKEUP);

  /* A shown reminder isn't shown again. */
  delete_entry (fixture, fixture->session->id);
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session, "makeup 1 shown 8, next_session 1 pending 168");

  /* Too late for a new reminder. */
  delete_entry (fixture, fixture->session->id);
  aft_fake_clock_advance_to (NEXT_AT + DAY_US);
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 deleted, next_session 1 cancelled 168 deleted");
}

/* A day after the deadline, minus a microsecond. */
static void
test_undo_limit (Fixture *fixture, gconstpointer data)
{
  delete_entry (fixture, fixture->session->id);
  aft_fake_clock_advance_to (NEXT_AT + DAY_US - 1);
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 deleted, next_session 1 pending 168");

  /* Nothing ran to show it: an immediate undo loses nothing, however old the session is. */
  aft_fake_clock_advance (5 * DAY_US);
  delete_entry (fixture, fixture->session->id);
  aft_fake_clock_advance (DAY_US - 1);
  restore_entry (fixture, fixture->session->id);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 deleted, next_session 1 pending 168");
}

static void
test_undo_keeps_snooze (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (AftReminder) again = NULL;

  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_true (aft_db_reminder_snoozed (fixture->db, row->id, NEXT_AT + DAY_US, NULL));
  delete_entry (fixture, fixture->session->id);
  restore_entry (fixture, fixture->session->id);
  again = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  g_assert_cmpint (again->id, ==, row->id);
  g_assert_cmpint (again->due_us, ==, NEXT_AT + DAY_US);
  g_assert_cmpint (again->deadline_us, ==, NEXT_AT);
  g_assert_cmpint (again->delivered_at_us, ==, NEXT_AT);
}

/* The wall clock is set forward between deleting and undo: the wait is still eight hours. */
static void
test_undo_keeps_anchor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  AftClockReading reading;

  delete_entry (fixture, fixture->session->id);
  aft_fake_clock_step (9 * HOUR_US);
  restore_entry (fixture, fixture->session->id);
  row = find (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  reading = aft_fake_clock_get ();
  g_assert_cmpint (aft_reminder_get_remaining (row, &reading), ==, 8 * HOUR_US);
}

/* At the deadline, dryness is 3: the reminder says that the session is on hold. */
static void
hold (Fixture *fixture)
{
  aft_fake_clock_advance_to (NEXT_AT - HOUR_US);
  log_note (fixture, 0, 0, 3);
  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  g_assert_cmpint (
      store_fixture_query (fixture->db, "SELECT count (*) FROM reminders WHERE said = 'held'"), ==,
      1);
}

static void
test_released_once (Fixture *fixture, gconstpointer data)
{
  hold (fixture);
  g_assert_false (is_next_due (fixture));

  /* Still on hold: nothing new, but the check-in is what the reminder asked for. */
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 0, 0, 2);
  g_assert_false (is_next_due (fixture));
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 acked 168 logged");

  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 0, 0, 1);
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 logged, next_session 2 pending 170");
  /* However often the diary is checked. */
  g_assert_true (aft_db_reminders_sync (fixture->db, NULL));
  log_note (fixture, 0, 0, 0);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT max (generation) FROM reminders"), ==,
                   2);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);

  /* Held and released again: the second hold isn't announced. */
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 4, 0, 0);
  log_note (fixture, 0, 0, 0);
  g_assert_false (is_next_due (fixture));
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 logged, next_session 2 shown 170");
}

/* Released and held again before a reminder was shown: it waits for the final release. */
static void
test_release_taken_back (Fixture *fixture, gconstpointer data)
{
  hold (fixture);
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 0, 0, 0);
  g_assert_true (is_next_due (fixture));
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 3, 0, 0);
  g_assert_false (is_next_due (fixture));
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 0, 0, 0);
  g_assert_true (is_next_due (fixture));
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 logged,"
               " next_session 2 cancelled 169 held, next_session 3 shown 171");
  g_assert_cmpint (
      store_fixture_query (fixture->db, "SELECT count (*) FROM reminders WHERE said = 'ready'"), ==,
      1);
}

/* "Remind me tomorrow" on the hold: tomorrow's reminder announces the release. */
static void
test_release_of_snoozed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  hold (fixture);
  row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_true (aft_db_reminder_snoozed (fixture->db, row->id, NEXT_AT + DAY_US, NULL));
  aft_fake_clock_advance (HOUR_US);
  log_note (fixture, 0, 0, 0);
  g_assert_false (is_next_due (fixture));
  aft_fake_clock_advance (DAY_US);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  g_assert_true (aft_db_reminders_sync (fixture->db, NULL));
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 shown 192");
}

/* Released after the text was made, but before it was shown. */
static void
test_release_while_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  aft_fake_clock_advance_to (NEXT_AT - HOUR_US);
  log_note (fixture, 0, 0, 3);
  aft_fake_clock_advance_to (NEXT_AT);
  row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  g_assert_true (aft_db_claim_reminder (fixture->db, row->id, NULL));
  log_note (fixture, 0, 0, 0);
  g_assert_false (is_next_due (fixture));
  g_assert_true (aft_db_reminder_shown (fixture->db, row->id, "held", NULL, 0, NULL));
  g_assert_true (is_next_due (fixture));
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 released, next_session 2 pending 168");
}

/* The hold is being shown again when the release comes: its text decides. */
static void
test_release_while_sending_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  hold (fixture);
  g_assert_true (aft_db_reminders_recover (fixture->db, NULL));
  row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  g_assert_true (aft_db_claim_reminder (fixture->db, row->id, NULL));
  log_note (fixture, 0, 0, 0);
  g_assert_false (is_next_due (fixture));
  g_assert_true (aft_db_reminder_shown (fixture->db, row->id, "ready", NULL, 0, NULL));
  g_assert_true (aft_db_reminders_sync (fixture->db, NULL));
  g_assert_false (is_next_due (fixture));
}

/* Released by the setting for usual skin, not by a note. */
static void
test_released_by_preferences (Fixture *fixture, gconstpointer data)
{
  AftPreferences preferences;

  hold (fixture);
  aft_preferences_init (&preferences);
  preferences.usual[AFT_SYMPTOM_DRYNESS] = 2;
  aft_db_set_preferences (fixture->db, &preferences);
  g_assert_true (aft_db_reminders_sync (fixture->db, NULL));
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 released, next_session 2 pending 168");
}

static void
test_released_by_flag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) ticked = make_note (START_US, 0, 0, 0);
  g_autoptr (AftSkinNote) gone = NULL;

  ticked->flags = AFT_FLAG_FEVER;
  save_note (fixture->db, ticked);
  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  gone = make_note (NEXT_AT, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET);
  gone->resolved_flags = AFT_FLAG_FEVER;
  save_note (fixture->db, gone);
  /* No check-in for a week, so the release says "check". */
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 logged, next_session 2 pending 168");
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  g_assert_cmpint (store_fixture_query (
                       fixture->db, "SELECT count (*) FROM reminders WHERE said = 'check_skin'"),
                   ==, 1);
}

/* Released before the deadline: only the ordinary reminder. */
static void
test_never_held (Fixture *fixture, gconstpointer data)
{
  log_note (fixture, 4, 4, 4);
  aft_fake_clock_advance_to (NEXT_AT - HOUR_US);
  log_note (fixture, 0, 0, 0);
  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  log_note (fixture, 3, 0, 0);
  log_note (fixture, 0, 0, 0);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 shown 168");
}

static void
test_check_in_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) text = NULL;
  g_autoptr (AftSkinNote) old = NULL;

  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION); /* check_skin: no value at all */
  text = make_note (NEXT_AT, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET);
  set_string (&text->text, "words alone");
  save_note (fixture->db, text);
  old = make_note (NEXT_AT - DAY_US, 1, 1, 1);
  save_note (fixture->db, old);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 shown 168");

  /* A check-in of this morning, entered now. */
  old->noted_at_us++;
  save_note (fixture->db, old);
  assert_rows (fixture, fixture->session, "makeup 1 pending 8, next_session 1 acked 168 logged");
}

/* Acknowledged and expired rows don't change. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) makeup = NULL;
  g_autoptr (AftReminder) next = NULL;

  aft_fake_clock_advance_to (NEXT_AT);
  deliver (fixture, AFT_REMINDER_NEXT_SESSION);
  makeup = find (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  next = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_true (aft_db_reminder_expired (fixture->db, makeup->id, NULL));
  g_assert_true (aft_db_reminder_acked (fixture->db, next->id, "dismissed", NULL));
  delete_entry (fixture, fixture->session->id);
  restore_entry (fixture, fixture->session->id);
  log_note (fixture, 1, 1, 1);
  assert_rows (fixture, fixture->session,
               "makeup 1 cancelled 8 expired, next_session 1 acked 168 dismissed");
}

/* Delivered by elapsed time while the clock was set back: a release takes effect at once. */
static void
test_released_before_deadline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (GError) error = NULL;

  log_note (fixture, 0, 0, 3);
  aft_fake_clock_step (-5 * HOUR_US);
  aft_fake_clock_advance (7 * DAY_US);
  row = find (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  g_assert_true (aft_db_claim_reminder (fixture->db, row->id, &error));
  g_assert_true (aft_db_reminder_shown (fixture->db, row->id, "held", ":1.7", 3, &error));
  g_assert_no_error (error);
  g_assert_false (is_next_due (fixture));

  aft_fake_clock_advance (G_TIME_SPAN_MINUTE);
  log_note (fixture, 0, 0, 2);
  g_assert_false (is_next_due (fixture));
  aft_fake_clock_advance (G_TIME_SPAN_MINUTE);
  log_note (fixture, 0, 0, 1);
  g_assert_true (is_next_due (fixture));
  aft_fake_clock_advance (G_TIME_SPAN_MINUTE);
  log_note (fixture, 0, 0, 2);
  g_assert_false (is_next_due (fixture));
  aft_fake_clock_advance (G_TIME_SPAN_MINUTE);
  log_note (fixture, 0, 0, 0);
  g_assert_true (is_next_due (fixture));
  assert_rows (fixture, fixture->session,
               "makeup 1 pending 8, next_session 1 acked 168 logged, next_session 2 cancelled 168 "
               "held, next_session 3 pending 168");
}

#define ADD(name, func) \
  g_test_add ("/store/sync/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("new", test_new);
  ADD ("past-deadline", test_past_deadline);
  ADD ("unchanged-deadline", test_unchanged_deadline);
  ADD ("edited", test_edited);
  ADD ("figure-unknown", test_figure_unknown);
  ADD ("superseded", test_superseded);
  ADD ("superseded-undone", test_superseded_undone);
  ADD ("backdated", test_backdated);
  ADD ("undo", test_undo);
  ADD ("undo-limit", test_undo_limit);
  ADD ("undo-keeps-snooze", test_undo_keeps_snooze);
  ADD ("undo-keeps-anchor", test_undo_keeps_anchor);
  ADD ("released-once", test_released_once);
  ADD ("release-taken-back", test_release_taken_back);
  ADD ("release-of-snoozed", test_release_of_snoozed);
  ADD ("release-while-sending", test_release_while_sending);
  ADD ("release-while-sending-again", test_release_while_sending_again);
  ADD ("released-by-preferences", test_released_by_preferences);
  ADD ("released-by-flag", test_released_by_flag);
  ADD ("released-before-deadline", test_released_before_deadline);
  ADD ("never-held", test_never_held);
  ADD ("check-in-answers", test_check_in_answers);
  ADD ("settled", test_settled);

  return g_test_run ();
}
