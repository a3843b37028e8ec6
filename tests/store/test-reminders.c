/* test-reminders.c: tests of one reminder row from promised to seen, and of the two clocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder-private.h"
#include "store-fixture.h"

typedef struct
{
  char *path;
  AftDb *db;
  AftSession *session;
  gint64 id; /* of its makeup row, due 8 h after START_US */
} Fixture;

#define DUE_US (START_US + 8 * HOUR_US)

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
  fixture->session = make_session (START_US);
  save_session (fixture->db, fixture->session);
  fixture->id = store_fixture_query (fixture->db, "SELECT id FROM reminders WHERE kind = 'makeup'");
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  aft_session_unref (fixture->session);
  g_free (fixture->path);
}

/* The makeup row, whatever its state. */
static AftReminder *
get (Fixture *fixture)
{
  for (int state = AFT_REMINDER_PENDING; state <= AFT_REMINDER_CANCELLED; state++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows =
          aft_db_list_reminders (fixture->db, (AftReminderState) state, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < rows->len; i++)
        {
          AftReminder *row = g_ptr_array_index (rows, i);

          g_assert_cmpint (row->state, ==, state);
          if (row->id == fixture->id)
            return g_ptr_array_steal_index (rows, i);
        }
    }
  g_assert_not_reached ();
}

static GTimeSpan
get_remaining (Fixture *fixture)
{
  g_autoptr (AftReminder) row = get (fixture);
  AftClockReading reading = aft_fake_clock_get ();

  return aft_reminder_get_remaining (row, &reading);
}

static void
claim (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_claim_reminder (fixture->db, fixture->id, &error));
  g_assert_no_error (error);
}

static void
show (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  claim (fixture);
  g_assert_true (
      aft_db_reminder_shown (fixture->db, fixture->id, "ready", ":1.42", 4000000000u, &error));
  g_assert_no_error (error);
}

static void
note_clock (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftClockReading reading = aft_fake_clock_get ();

  g_assert_true (aft_db_reminders_note_clock (fixture->db, &reading, &error));
  g_assert_no_error (error);
}

static void
recover (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_reminders_recover (fixture->db, &error));
  g_assert_no_error (error);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_db_list_reminders (fixture->db, AFT_REMINDER_PENDING, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((AftReminder *) g_ptr_array_index (rows, 0))->kind, ==, AFT_REMINDER_MAKEUP);
  g_assert_cmpint (((AftReminder *) g_ptr_array_index (rows, 1))->kind, ==,
                   AFT_REMINDER_NEXT_SESSION);
}

/* The log, newest first: "kind state late-in-seconds [reason or error]". */
static char *
describe_log (Fixture *fixture, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_db_list_delivery_log (fixture->db, limit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);
      const char *word = row->last_error != NULL ? row->last_error : row->close_reason;

      g_string_append_printf (
          text, "%s%s %s %g%s%s", i > 0 ? ", " : "", aft_reminder_kind_to_token (row->kind),
          aft_reminder_state_to_token (row->state), (double) row->late_us / G_USEC_PER_SEC,
          word != NULL ? " " : "", word != NULL ? word : "");
    }

  return g_string_free (text, FALSE);
}

#define assert_log(fixture, limit, expected)                \
  G_STMT_START                                              \
  {                                                         \
    g_autofree char *log = describe_log ((fixture), limit); \
    g_assert_cmpstr (log, ==, expected);                    \
  }                                                         \
  G_STMT_END

/* A delivery is as late as when it was first shown, whatever the clock does afterwards. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  const gint64 next = store_fixture_query (fixture->db, "SELECT id FROM reminders"
                                                        " WHERE kind = 'next_session'");
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (GError) error = NULL;

  assert_log (fixture, 0, "");

  aft_fake_clock_step (9 * HOUR_US);
  note_clock (fixture);
  aft_fake_clock_advance (8 * HOUR_US + 3 * G_TIME_SPAN_SECOND);
  claim (fixture);
  g_assert_true (aft_db_reminder_failed (fixture->db, fixture->id, "no server", HOUR_US, &error));
  assert_log (fixture, 0, "makeup pending 0 no server");

  aft_fake_clock_advance (G_TIME_SPAN_SECOND);
  show (fixture);
  row = get (fixture);
  g_assert_cmpint (row->first_shown_at_us, ==, aft_fake_clock_get ().now_us);
  assert_log (fixture, 0, "makeup shown 4");

  /* Shown again after a restart. */
  aft_fake_clock_advance (HOUR_US);
  aft_fake_clock_step (-2 * HOUR_US);
  recover (fixture);
  show (fixture);
  assert_log (fixture, 0, "makeup shown 4");
  g_assert_true (aft_db_reminder_acked (fixture->db, fixture->id, "dismissed", &error));
  assert_log (fixture, 0, "makeup acked 4 dismissed");

  aft_fake_clock_advance (7 * DAY_US);
  g_assert_true (aft_db_reminder_expired (fixture->db, next, &error));
  assert_log (fixture, 0, "next_session cancelled 0 expired, makeup acked 4 dismissed");
  assert_log (fixture, 1, "next_session cancelled 0 expired");
}

/* From another boot: late by the wall clock, even if it first failed in that boot. */
static void
test_log_other_boot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_fake_clock_reboot (9 * HOUR_US);
  claim (fixture);
  g_assert_true (aft_db_reminder_failed (fixture->db, fixture->id, "no server", 0, &error));
  aft_fake_clock_advance (10 * G_TIME_SPAN_SECOND);
  show (fixture);
  assert_log (fixture, 0, "makeup shown 3610");
}

/* Missed, and then replaced by a new session: the log shows that it was never shown. */
static void
test_log_superseded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) early = make_session (START_US + HOUR_US);
  g_autoptr (AftSession) late = make_session (START_US + 10 * HOUR_US);

  aft_fake_clock_advance (HOUR_US);
  save_session (fixture->db, early);
  assert_log (fixture, 0, "");

  aft_fake_clock_advance (9 * HOUR_US);
  save_session (fixture->db, late);
  assert_log (fixture, 0, "makeup cancelled 0 superseded");
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (GError) error = NULL;

  aft_fake_clock_advance_to (DUE_US + 5);
  g_assert_false (aft_db_reminder_shown (fixture->db, fixture->id, "ready", NULL, 0, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
  show (fixture);
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_SHOWN);
  g_assert_cmpint (row->delivered_at_us, ==, DUE_US + 5);
  g_assert_cmpstr (row->shown_state, ==, "ready");
  g_assert_cmpstr (row->daemon_owner, ==, ":1.42");
  g_assert_cmpuint (row->daemon_id, ==, 4000000000u);
  g_assert_cmpint (row->shows, ==, 1);
  g_assert_null (row->close_reason);
}

static void
test_claimed_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  claim (fixture);
  g_assert_false (aft_db_claim_reminder (fixture->db, fixture->id, &error));
  g_assert_no_error (error);
  g_assert_false (aft_db_claim_reminder (fixture->db, 12345, &error));
  g_assert_no_error (error);
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (GError) error = NULL;

  aft_fake_clock_advance_to (DUE_US);
  claim (fixture);
  g_assert_true (aft_db_reminder_failed (fixture->db, fixture->id, "no daemon",
                                         30 * G_TIME_SPAN_SECOND, &error));
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_PENDING);
  g_assert_cmpint (row->attempts, ==, 1);
  g_assert_cmpstr (row->last_error, ==, "no daemon");
  g_assert_cmpint (row->due_us, ==, DUE_US);
  g_assert_cmpint (get_remaining (fixture), ==, 30 * G_TIME_SPAN_SECOND);
  aft_fake_clock_advance (30 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (get_remaining (fixture), ==, 0);
  show (fixture);
  g_clear_pointer (&row, aft_reminder_free);
  row = get (fixture);
  g_assert_cmpint (row->attempts, ==, 0);
  g_assert_null (row->last_error);

  g_assert_false (aft_db_reminder_failed (fixture->db, fixture->id, "no", 0, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
}

/* A row of another boot fails: its retries count in this boot, and a reboot resets them. */
static void
test_failed_in_other_boot (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_reboot (9 * HOUR_US);
  claim (fixture);
  g_assert_true (
      aft_db_reminder_failed (fixture->db, fixture->id, NULL, 30 * G_TIME_SPAN_SECOND, NULL));
  g_assert_cmpint (get_remaining (fixture), ==, 30 * G_TIME_SPAN_SECOND);
  aft_fake_clock_step (-9 * HOUR_US);
  g_assert_cmpint (get_remaining (fixture), ==, 30 * G_TIME_SPAN_SECOND);
  aft_fake_clock_step (9 * HOUR_US);
  aft_fake_clock_reboot (G_TIME_SPAN_SECOND);
  g_assert_cmpint (get_remaining (fixture), <, 0);
}

static void
test_acked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (aft_db_reminder_acked (fixture->db, fixture->id, "dismissed", &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  show (fixture);
  aft_fake_clock_advance (7);
  g_assert_true (aft_db_reminder_acked (fixture->db, fixture->id, "dismissed", &error));
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_ACKED);
  g_assert_cmpstr (row->close_reason, ==, "dismissed");
  g_assert_cmpint (row->dismissed_at_us, ==, START_US + 7);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  show (fixture);
  g_assert_true (aft_db_reminder_closed (fixture->db, fixture->id, "expired", NULL));
  recover (fixture);
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_SHOWN);
  g_assert_cmpstr (row->close_reason, ==, "expired");
}

static void
test_snoozed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  AftClockReading reading;

  aft_fake_clock_advance_to (DUE_US);
  show (fixture);
  aft_fake_clock_advance (HOUR_US);
  g_assert_true (aft_db_reminder_snoozed (fixture->db, fixture->id, DUE_US + DAY_US, NULL));
  row = get (fixture);
  reading = aft_fake_clock_get ();
  g_assert_cmpint (row->state, ==, AFT_REMINDER_PENDING);
  g_assert_cmpint (row->due_us, ==, DUE_US + DAY_US);
  g_assert_cmpint (row->deadline_us, ==, DUE_US);
  g_assert_cmpint (row->shows, ==, 0);
  g_assert_cmpint (get_remaining (fixture), ==, 23 * HOUR_US);
  g_assert_cmpint (row->anchor_due_boot_us, ==, reading.boot_us + 23 * HOUR_US);
  g_assert_false (aft_db_reminder_snoozed (fixture->db, fixture->id, DUE_US, NULL));
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  g_assert_true (aft_db_reminder_expired (fixture->db, fixture->id, NULL));
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_CANCELLED);
  g_assert_cmpstr (row->close_reason, ==, "expired");
  g_assert_cmpint (row->cancelled_at_us, ==, START_US);
  g_assert_false (aft_db_reminder_expired (fixture->db, fixture->id, NULL));
}

/* Killed between claiming it and recording that it was shown. */
static void
test_recover_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  claim (fixture);
  aft_db_close (fixture->db);
  fixture->db = store_fixture_open (fixture->path);
  recover (fixture);
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_PENDING);
}

static void
test_recover_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  aft_fake_clock_advance_to (DUE_US);
  for (int i = 0; i < AFT_REMINDER_MAX_SHOWS; i++)
    {
      show (fixture);
      recover (fixture);
    }
  /* It was shown three times: from now on, only the window shows it. */
  row = get (fixture);
  g_assert_cmpint (row->state, ==, AFT_REMINDER_SHOWN);
  g_assert_cmpint (row->shows, ==, AFT_REMINDER_MAX_SHOWS);
}

static void
test_elapsed (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (get_remaining (fixture), ==, 8 * HOUR_US);
  aft_fake_clock_advance (8 * HOUR_US - 1);
  g_assert_cmpint (get_remaining (fixture), ==, 1);
  aft_fake_clock_advance (2);
  g_assert_cmpint (get_remaining (fixture), ==, -1);
}

/* The wall clock is set in the same boot: the wait is still eight hours. */
static void
test_step_same_boot (Fixture *fixture, gconstpointer data)
{
  const GTimeSpan steps[] = { 9 * HOUR_US, -2 * HOUR_US };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      aft_fake_clock_step (steps[i]);
      g_assert_cmpint (get_remaining (fixture), ==, 8 * HOUR_US);
      note_clock (fixture);
      g_assert_cmpint (get_remaining (fixture), ==, 8 * HOUR_US);
    }
}

/* The clock wasn't set: another boot uses the wall clock. */
static void
test_reboot (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_reboot (3 * HOUR_US);
  g_assert_cmpint (get_remaining (fixture), ==, 5 * HOUR_US);
  note_clock (fixture);
  recover (fixture);
  g_assert_cmpint (get_remaining (fixture), ==, 5 * HOUR_US);
}

/* The clock is set forward, the step is recorded, then the computer restarts: the row includes the
 * step. */
static void
test_step_then_reboot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  aft_fake_clock_step (9 * HOUR_US);
  recover (fixture); /* the notifier starts after the step, in the same boot */
  row = get (fixture);
  g_assert_cmpint (row->shift_us, ==, 9 * HOUR_US);
  g_assert_cmpint (row->due_us, ==, DUE_US);
  aft_fake_clock_reboot (HOUR_US);
  g_assert_cmpint (get_remaining (fixture), ==, 7 * HOUR_US);

  /* A second check adds nothing. */
  note_clock (fixture);
  note_clock (fixture);
  g_assert_cmpint (get_remaining (fixture), ==, 7 * HOUR_US);
}

/* Correcting a clock that was wrong at boot doesn't postpone a row of an earlier boot. */
static void
test_step_in_later_boot (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_reboot (HOUR_US - 50 * 365 * DAY_US);
  recover (fixture);
  aft_fake_clock_step (50 * 365 * DAY_US);
  note_clock (fixture);
  g_assert_cmpint (get_remaining (fixture), ==, 7 * HOUR_US);
}

/* A row created after a step that isn't recorded yet isn't shifted by it. */
static void
test_step_then_insert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) second = NULL;

  aft_fake_clock_step (9 * HOUR_US);
  second = make_session (START_US + 9 * HOUR_US);
  save_session (fixture->db, second);
  note_clock (fixture);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT max (shift_us) FROM reminders"
                                                     " WHERE state = 'pending'"),
                   ==, 0);
}

static void
test_slew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  gint64 version;
  AftDb *other = store_fixture_open (fixture->path);

  note_clock (fixture);
  version = aft_db_get_data_version (other);
  aft_fake_clock_step (G_TIME_SPAN_SECOND);
  note_clock (fixture);
  row = get (fixture);
  g_assert_cmpint (row->shift_us, ==, 0);
  /* Without a step nothing is written: a wake-up costs no write. */
  g_assert_cmpint (aft_db_get_data_version (other), ==, version);
  aft_fake_clock_step (1);
  note_clock (fixture);
  g_clear_pointer (&row, aft_reminder_free);
  row = get (fixture);
  g_assert_cmpint (row->shift_us, ==, G_TIME_SPAN_SECOND + 1);
  aft_db_close (other);
}

/* Without a boot id, everything uses the wall clock. */
static void
test_no_boot_id (Fixture *fixture, gconstpointer data)
{
  AftReminder row = { .due_us = START_US + 10, .anchor_boot_id = (char *) "" };
  AftClockReading reading = { .now_us = START_US };

  g_assert_cmpint (aft_reminder_get_remaining (&row, &reading), ==, 10);
}

typedef struct
{
  const char *path;
  gint64 id;
  gint *n_winners;
} Claimer;

static gpointer
claim_thread (gpointer data)
{
  const Claimer *claimer = data;
  AftDb *db = store_fixture_open (claimer->path);
  g_autoptr (GError) error = NULL;

  if (aft_db_claim_reminder (db, claimer->id, &error))
    g_atomic_int_inc (claimer->n_winners);
  g_assert_no_error (error);
  aft_db_close (db);

  return NULL;
}

/* However many notifiers try, only one shows it. */
static void
test_claimers (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 10; round++)
    {
      GThread *threads[6];
      gint n_winners = 0;
      Claimer claimer = { fixture->path, fixture->id, &n_winners };

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("claim", claim_thread, &claimer);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      g_assert_cmpint (n_winners, ==, 1);
      recover (fixture);
    }
}

#define ADD(name, func) \
  g_test_add ("/store/reminders/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("order", test_order);
  ADD ("shown", test_shown);
  ADD ("log", test_log);
  ADD ("log-other-boot", test_log_other_boot);
  ADD ("log-superseded", test_log_superseded);
  ADD ("claimed-once", test_claimed_once);
  ADD ("failed", test_failed);
  ADD ("failed-in-other-boot", test_failed_in_other_boot);
  ADD ("acked", test_acked);
  ADD ("closed", test_closed);
  ADD ("snoozed", test_snoozed);
  ADD ("expired", test_expired);
  ADD ("recover-sending", test_recover_sending);
  ADD ("recover-shown", test_recover_shown);
  ADD ("elapsed", test_elapsed);
  ADD ("step-same-boot", test_step_same_boot);
  ADD ("reboot", test_reboot);
  ADD ("step-then-reboot", test_step_then_reboot);
  ADD ("step-in-later-boot", test_step_in_later_boot);
  ADD ("step-then-insert", test_step_then_insert);
  ADD ("slew", test_slew);
  ADD ("no-boot-id", test_no_boot_id);
  ADD ("claimers", test_claimers);

  return g_test_run ();
}
