/* test-sync-daily.c: tests of the daily reminders after each change of diary, settings or clock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-reminder-private.h"
#include "store-fixture.h"

typedef struct
{
  char *path;
  AftDb *db;
  AftSession *session; /* saved at START_US, 20:00; rest is over 7 days later */
  AftPreferences preferences;
} Fixture;

static void
sync_rows (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  aft_db_set_preferences (fixture->db, &fixture->preferences);
  g_assert_true (aft_db_reminders_sync (fixture->db, &error));
  g_assert_no_error (error);
}

/* At 21:00 each day, at least an hour after the start of the recovery: 20:00 itself has passed. */
static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
  aft_preferences_init (&fixture->preferences);
  fixture->preferences.daily_note = TRUE;
  fixture->preferences.daily_note_minutes = 21 * 60;
  aft_db_set_preferences (fixture->db, &fixture->preferences);
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

/* Each row as "day state remaining-hours [reason]", counting days from the first. */
static char *
describe (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  AftClockReading reading = aft_fake_clock_get ();
  const AftDay first = aft_day_of (START_US, utc, 240);

  for (gint64 day = first; day < first + 40; day++)
    for (int state = AFT_REMINDER_PENDING; state <= AFT_REMINDER_CANCELLED; state++)
      {
        g_autoptr (GPtrArray) rows =
            aft_db_list_reminders (fixture->db, (AftReminderState) state, NULL);

        for (guint i = 0; i < rows->len; i++)
          {
            const AftReminder *row = g_ptr_array_index (rows, i);

            if (row->kind != AFT_REMINDER_DAILY_NOTE || row->generation != day)
              continue;
            g_string_append_printf (text, "%s%d %s", text->len > 0 ? ", " : "", (int) (day - first),
                                    aft_reminder_state_to_token (row->state));
            if (row->state == AFT_REMINDER_PENDING)
              g_string_append_printf (
                  text, " %g", (double) aft_reminder_get_remaining (row, &reading) / HOUR_US);
            if (row->close_reason != NULL)
              g_string_append_printf (text, " %s", row->close_reason);
          }
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_rows(fixture, expected)          \
  G_STMT_START                                  \
  {                                             \
    g_autofree char *rows = describe (fixture); \
    g_assert_cmpstr (rows, ==, expected);       \
  }                                             \
  G_STMT_END

/* Delivers the reminder that is due, like the notifier. */
static void
deliver (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_db_list_reminders (fixture->db, AFT_REMINDER_PENDING, &error);
  AftClockReading reading = aft_fake_clock_get ();

  for (guint i = 0; i < rows->len; i++)
    {
      const AftReminder *row = g_ptr_array_index (rows, i);

      if (row->kind != AFT_REMINDER_DAILY_NOTE || aft_reminder_get_remaining (row, &reading) > 0)
        continue;
      g_assert_true (aft_db_claim_reminder (fixture->db, row->id, &error));
      g_assert_true (aft_db_reminder_shown (fixture->db, row->id, "daily_note", ":1.7", 3, &error));
      g_assert_no_error (error);
      return;
    }
  g_assert_not_reached ();
}

static void
log_note (Fixture *fixture, int redness)
{
  g_autoptr (AftSkinNote) note = make_note (aft_fake_clock_get ().now_us, redness, -1, -1);

  if (redness < 0)
    set_string (&note->text, "Only words.");
  save_note (fixture->db, note);
}

static void
test_day_by_day (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, "0 pending 1");
  aft_fake_clock_advance (HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 0, 1 pending 24");
  deliver (fixture);
  assert_rows (fixture, "0 shown, 1 pending 24");

  /* The day ends at 04:00; until then the reminder stays. */
  aft_fake_clock_advance (7 * HOUR_US - 1);
  sync_rows (fixture);
  assert_rows (fixture, "0 shown, 1 pending 17");
  aft_fake_clock_advance (1);
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled day-over, 1 pending 17");

  /* A note with only text isn't an answer; one with a value is. */
  log_note (fixture, -1);
  assert_rows (fixture, "0 cancelled day-over, 1 pending 17");
  log_note (fixture, 1);
  assert_rows (fixture, "0 cancelled day-over, 1 cancelled logged, 2 pending 41");
}

static void
test_answered (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_advance (HOUR_US);
  sync_rows (fixture);
  deliver (fixture);
  log_note (fixture, 0);
  assert_rows (fixture, "0 acked logged, 1 pending 24");
}

/* A value on that day counts even if it is older than the session. */
static void
test_noted_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US - 10 * HOUR_US, 1, -1, -1);

  save_note (fixture->db, note);
  assert_rows (fixture, "0 cancelled logged, 1 pending 25");
}

/* The check-in is deleted again before the time of the reminder. */
static void
test_note_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, -1, -1);

  save_note (fixture->db, note);
  assert_rows (fixture, "0 cancelled logged, 1 pending 25");
  g_assert_true (aft_db_delete (fixture->db, note->id, NULL));
  assert_rows (fixture, "0 pending 1, 1 cancelled edited");
}

/* Nothing ran for two days: missed reminders aren't shown on another day. */
static void
test_missed (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_advance (49 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled expired, 3 pending 24");

  /* 23 hours late, but still on its own day, it is valid. */
  aft_fake_clock_advance (25 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled expired, 3 pending -1, 4 pending 23");
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  fixture->preferences.daily_note_minutes = 22 * 60;
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 2");

  /* To a time that has passed today: not today. */
  fixture->preferences.daily_note_minutes = 9 * 60;
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled edited, 1 pending 13");
  fixture->preferences.daily_note_minutes = 21 * 60;
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 1, 1 cancelled edited");

  fixture->preferences.daily_note = FALSE;
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled ended, 1 cancelled edited");
  fixture->preferences.daily_note = TRUE;
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 1, 1 cancelled edited");

  /* A reminder shown today isn't shown again today, whatever is set. */
  aft_fake_clock_advance (HOUR_US);
  sync_rows (fixture);
  deliver (fixture);
  fixture->preferences.daily_note_minutes = 23 * 60;
  sync_rows (fixture);
  assert_rows (fixture, "0 shown, 1 pending 26");
  fixture->preferences.daily_note = FALSE;
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled ended, 1 cancelled ended");
  fixture->preferences.daily_note = TRUE;
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled ended, 1 pending 26");
}

/* In local time: if the clock is set, it comes when the clock shows that time. */
static void
test_clock_set (Fixture *fixture, gconstpointer data)
{
  /* Early enough to be past by each of these clocks. */
  fixture->session->ended_at_us -= 4 * HOUR_US;
  save_session (fixture->db, fixture->session);
  aft_fake_clock_step (HOUR_US / 2);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 0.5");
  aft_fake_clock_step (-3 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 3.5");
  aft_fake_clock_step (5 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending -1.5, 1 pending 22.5");
  aft_fake_clock_reboot (HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending -2.5, 1 pending 21.5");
}

/* Set back to before the session, which then doesn't count. The existing reminder stays. */
static void
test_clock_set_behind_session (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_step (-3 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 1");
  aft_fake_clock_step (3 * HOUR_US);
  sync_rows (fixture);
  assert_rows (fixture, "0 pending 1");
}

static void
test_session_deleted (Fixture *fixture, gconstpointer data)
{
  g_assert_true (aft_db_delete (fixture->db, fixture->session->id, NULL));
  assert_rows (fixture, "0 cancelled deleted");
  g_assert_true (aft_db_restore (fixture->db, fixture->session->id, NULL));
  assert_rows (fixture, "0 pending 1");
}

/* Not after the recovery, but as long as the skin holds the next session. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  aft_fake_clock_advance (7 * DAY_US - 1);
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled expired, 7 pending 1");
  aft_fake_clock_advance (1);
  sync_rows (fixture);
  assert_rows (fixture, "0 cancelled expired, 7 cancelled ended");

  log_note (fixture, 2);
  assert_rows (fixture, "0 cancelled expired, 7 cancelled ended, 8 pending 25");
  aft_fake_clock_advance (DAY_US);
  log_note (fixture, 1);
  assert_rows (fixture, "0 cancelled expired, 7 cancelled ended, 8 cancelled ended");
}

#define ADD(name, func) \
  g_test_add ("/store/sync-daily/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  /* The fixed clock shows 20:00 there, and the reminder is set to 21:00. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("day-by-day", test_day_by_day);
  ADD ("answered", test_answered);
  ADD ("noted-before", test_noted_before);
  ADD ("note-deleted", test_note_deleted);
  ADD ("missed", test_missed);
  ADD ("settings", test_settings);
  ADD ("clock-set", test_clock_set);
  ADD ("clock-set-behind-session", test_clock_set_behind_session);
  ADD ("session-deleted", test_session_deleted);
  ADD ("end", test_end);

  return g_test_run ();
}
