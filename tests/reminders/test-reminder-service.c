/* test-reminder-service.c: tests of claiming, showing and committing, with a real diary, a fake
 * server and fake clocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-check.h"
#include "aft-fake-clock.h"
#include "aft-fake-backend.h"
#include "aft-reminder-service.h"
#include "aft-reminder.h"
#include "aft-preferences-file.h"
#include "aft-wake-source.h"

#include <glib/gstdio.h>

#include "aft-iso-date.h"

#define START_US (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define MAKEUP_US (8 * G_TIME_SPAN_HOUR)
#define REST_US (7 * G_TIME_SPAN_DAY)

typedef struct
{
  char *folder;
  char *path;
  AftDb *db; /* the window's connection */
  AftFakeBackend *backend;
  AftReminderService *service;
  char *session_id;
} Fixture;

static void
settle (void)
{
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* The kernel's timers don't use the fake clocks, so tests wake the service themselves. */
static void
look (Fixture *fixture)
{
  aft_reminder_service_diary_changed (fixture->service);
  settle ();
}

static void
start_service (Fixture *fixture)
{
  fixture->service =
      aft_reminder_service_new (fixture->path, AFT_NOTIFICATION_BACKEND (fixture->backend));
  aft_reminder_service_start (fixture->service);
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  aft_fake_clock_install (START_US);
  fixture->folder = g_dir_make_tmp ("aft-service-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "diary.db", NULL);
  fixture->db = aft_db_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  fixture->backend = aft_fake_backend_new ();
  start_service (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  aft_reminder_service_stop (fixture->service);
  settle ();
  g_assert_finalize_object (fixture->service);
  g_assert_finalize_object (fixture->backend);
  aft_db_close (fixture->db);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (file);
    }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->session_id);
  aft_fake_clock_uninstall ();
}

static void
log_session (Fixture *fixture, gint64 ended_at_us)
{
  g_autoptr (AftSession) session = aft_session_new ();
  g_autoptr (GError) error = NULL;

  session->ended_at_us = ended_at_us;
  g_free (session->time_zone);
  session->time_zone = g_strdup ("UTC");
  session->makeup_wait_hours = 8;
  session->rest_days = 7;
  session->created_at_us = session->modified_at_us = aft_clock_now ();
  aft_db_save_session (fixture->db, session, &error);
  g_assert_no_error (error);
  g_free (fixture->session_id);
  fixture->session_id = g_strdup (session->id);
  look (fixture);
}

static void
log_note (Fixture *fixture, int dryness)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  note->noted_at_us = aft_clock_now ();
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->day = aft_day_of (note->noted_at_us, zone, 4 * 60);
  note->severity[AFT_SYMPTOM_DRYNESS] = dryness;
  note->created_at_us = note->modified_at_us = aft_clock_now ();
  aft_db_save_note (fixture->db, note, &error);
  g_assert_no_error (error);
  look (fixture);
}

/* The only row of @kind in @state; fails unless there is exactly one. */
static AftReminder *
get_row (Fixture *fixture, AftReminderKind kind, AftReminderState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_db_list_reminders (fixture->db, state, &error);
  AftReminder *found = NULL;

  g_assert_no_error (error);
  for (guint i = rows->len; i > 0; i--)
    if (((AftReminder *) g_ptr_array_index (rows, i - 1))->kind == kind)
      {
        g_assert_null (found);
        found = g_ptr_array_steal_index (rows, i - 1);
      }
  g_assert_nonnull (found);

  return found;
}

#define N_SHOWN(fixture) aft_fake_backend_get_n_shown ((fixture)->backend)
#define SHOWN(fixture, number) aft_fake_backend_get_shown ((fixture)->backend, number)

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US - 1);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 0);

  aft_fake_clock_advance (1);
  look (fixture);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (SHOWN (fixture, 0)->buttons, ==, "open");
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
  g_assert_cmpstr (row->shown_state, ==, "ready");
  g_assert_cmpstr (row->daemon_owner, ==, ":fake.1");
  g_assert_cmpuint (row->daemon_id, ==, 1);
}

static void
assert_sending_hook (gpointer user_data)
{
  g_autoptr (AftReminder) row = get_row (user_data, AFT_REMINDER_MAKEUP, AFT_REMINDER_SENDING);

  g_assert_nonnull (row);
}

/* While the server shows it, the row is claimed but not yet committed. */
static void
test_claimed_while_shown (Fixture *fixture, gconstpointer data)
{
  aft_fake_backend_set_hook (fixture->backend, assert_sending_hook, fixture);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

static void
delete_hook (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  aft_db_delete (fixture->db, fixture->session_id, &error);
  g_assert_no_error (error);
}

/* The session is deleted between claim and commit: the notification is withdrawn. */
static void
test_deleted_while_shown (Fixture *fixture, gconstpointer data)
{
  aft_fake_backend_set_hook (fixture->backend, delete_hook, fixture);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
}

static void
move_hook (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_assert_no_errno (g_rename (fixture->path, away));
}

/* The result can't be written: shown or refused, the reminder comes again as soon as possible. */
static void
test_unwritten (Fixture *fixture, gconstpointer data)
{
  gboolean refused = GPOINTER_TO_INT (data);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  g_autoptr (AftReminder) stuck = NULL;
  g_autoptr (AftReminder) shown = NULL;
  g_autoptr (GError) error = NULL;

  aft_fake_backend_set_hook (fixture->backend, move_hook, fixture);
  aft_fake_backend_set_failing (fixture->backend, refused);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_no_errno (g_rename (away, fixture->path));
  /* The service has noticed and closed the diary, and the log was moved too. */
  aft_db_close (fixture->db);
  fixture->db = aft_db_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  stuck = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SENDING);
  g_assert_cmpuint (N_SHOWN (fixture), ==, refused ? 0 : 1);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "");

  aft_fake_backend_set_hook (fixture->backend, NULL, NULL);
  aft_fake_backend_set_failing (fixture->backend, FALSE);
  aft_fake_clock_advance (5 * G_TIME_SPAN_SECOND);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, refused ? 1 : 2);
  shown = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
  g_assert_cmpint (shown->id, ==, stuck->id);
}

/* The wall clock is set: the wait is still 8 hours of elapsed time. */
static void
test_clock_steps (Fixture *fixture, gconstpointer data)
{
  static const GTimeSpan steps[] = { 9 * G_TIME_SPAN_HOUR, -2 * G_TIME_SPAN_HOUR };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      guint before = N_SHOWN (fixture);

      log_session (fixture, aft_clock_now ());
      aft_fake_clock_step (steps[i]);
      look (fixture);
      aft_fake_clock_advance (MAKEUP_US - 1);
      look (fixture);
      g_assert_cmpuint (N_SHOWN (fixture), ==, before);
      aft_fake_clock_advance (1);
      look (fixture);
      g_assert_cmpuint (N_SHOWN (fixture), ==, before + 1);
    }
}

/* The computer was off at the deadline. After three days, the makeup reminder is obsolete, but not
 * the end of the rest. */
static void
test_missed (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US);
  aft_fake_clock_reboot (MAKEUP_US + 3 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);

  log_session (fixture, aft_clock_now ());
  aft_fake_clock_reboot (MAKEUP_US + 25 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  {
    g_autoptr (GPtrArray) rows = aft_db_list_reminders (fixture->db, AFT_REMINDER_CANCELLED, NULL);
    gboolean expired = FALSE;

    for (guint i = 0; i < rows->len; i++)
      expired |= g_strcmp0 (((AftReminder *) rows->pdata[i])->close_reason, "expired") == 0;
    g_assert_true (expired);
  }

  aft_fake_clock_reboot (REST_US + 30 * G_TIME_SPAN_DAY);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_cmpstr (SHOWN (fixture, 1)->buttons, ==, "log-session snooze");
}

/* At a clinic whose figures end a few hours apart. */
static void
save_clinic_session (Fixture *fixture)
{
  g_autoptr (AftSession) session = aft_session_new ();
  g_autoptr (GError) error = NULL;

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->ended_at_us = START_US;
  g_free (session->time_zone);
  session->time_zone = g_strdup ("UTC");
  session->makeup_wait_hours = 20;
  session->rest_days = 1;
  session->created_at_us = session->modified_at_us = START_US;
  aft_db_save_session (fixture->db, session, &error);
  g_assert_no_error (error);
}

/* Several missed reminders are shown in one notification, and one press acknowledges all. */
static void
test_coalesced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) makeup = NULL;
  g_autoptr (AftReminder) next = NULL;
  g_autoptr (AftReminder) acked = NULL;
  g_autoptr (AftReminder) snoozed = NULL;

  save_clinic_session (fixture);

  aft_fake_clock_advance (30 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_nonnull (strchr (SHOWN (fixture, 0)->body, '\n'));
  makeup = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
  next = get_row (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_cmpuint (makeup->daemon_id, ==, next->daemon_id);

  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "snooze", NULL);
  settle ();
  acked = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_ACKED);
  snoozed = get_row (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_PENDING);
  g_assert_cmpint (snoozed->due_us, ==, aft_clock_now () + AFT_REMINDER_SERVICE_SNOOZE_US);

  aft_fake_clock_advance (AFT_REMINDER_SERVICE_SNOOZE_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_null (strchr (SHOWN (fixture, 1)->body, '\n'));
}

/* The old notifier showed two notifications. The next one combines them, and withdraws the
 * other. */
static void
test_coalesced_new_life (Fixture *fixture, gconstpointer data)
{
  save_clinic_session (fixture);

  aft_fake_clock_advance (20 * G_TIME_SPAN_HOUR);
  look (fixture);
  aft_fake_clock_advance (4 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "");

  aft_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  start_service (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 3);
  g_assert_cmpuint (SHOWN (fixture, 2)->replaced, ==, SHOWN (fixture, 1)->id);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "#1");
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) failed = NULL;

  log_session (fixture, START_US);
  aft_fake_backend_set_failing (fixture->backend, TRUE);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  failed = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  g_assert_cmpint (failed->attempts, ==, 1);
  g_assert_cmpstr (failed->last_error, ==, "told to fail");

  /* Not at once, but after the pause. */
  aft_fake_backend_set_failing (fixture->backend, FALSE);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 0);
  aft_fake_clock_advance (5 * G_TIME_SPAN_SECOND);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) kept = NULL;

  aft_fake_backend_set_owner (fixture->backend, NULL);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  kept = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  g_assert_cmpint (kept->attempts, ==, 0);

  aft_fake_backend_set_owner (fixture->backend, ":fake.2");
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

/* A server appears while the reminder service is retrying: it doesn't wait five more seconds. */
static void
test_appears_during_check (Fixture *fixture, gconstpointer data)
{
  aft_fake_backend_set_owner (fixture->backend, NULL);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  aft_reminder_service_diary_changed (fixture->service);
  aft_fake_backend_set_owner (fixture->backend, ":fake.2");
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

/* A new server doesn't know the notifications of the old one: three times in all at most. */
static void
test_new_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);

  /* The same server again, after a hang: nothing new. */
  aft_fake_backend_set_owner (fixture->backend, ":fake.1");
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);

  for (guint i = 2; i <= 5; i++)
    {
      g_autofree char *owner = g_strdup_printf (":fake.%u", i);

      aft_fake_backend_set_owner (fixture->backend, owner);
      settle ();
      g_assert_cmpuint (N_SHOWN (fixture), ==, MIN (i, AFT_REMINDER_MAX_SHOWS));
      g_assert_cmpuint (SHOWN (fixture, N_SHOWN (fixture) - 1)->replaced, ==, 0);
    }
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;

  log_session (fixture, START_US);
  aft_fake_backend_set_dropping (fixture->backend, TRUE);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
  g_assert_cmpstr (row->close_reason, ==, AFT_REMINDER_DROPPED);
  g_assert_cmpint (row->shows, ==, 0);

  /* The server says that it is gone, which nobody saw. */
  aft_notification_backend_emit_closed (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag,
                                        AFT_NOTIFICATION_BACKEND_CLOSED_EXPIRED);

  /* Not shown again while it would be dropped, but once it wouldn't. */
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  aft_fake_clock_advance (G_TIME_SPAN_HOUR);
  aft_fake_backend_set_dropping (fixture->backend, FALSE);
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  aft_reminder_free (row);
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
  g_assert_null (row->close_reason);
  g_assert_cmpint (row->shows, ==, 1);
  g_assert_cmpint (row->late_us, ==, G_TIME_SPAN_HOUR);
  g_assert_cmpint (row->first_shown_at_us, ==, START_US + MAKEUP_US + G_TIME_SPAN_HOUR);

  /* Only once. */
  aft_fake_backend_set_dropping (fixture->backend, FALSE);
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
}

/* However often it was dropped, it is shown in the end. */
static void
test_dropped_new_life (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US);
  aft_fake_backend_set_dropping (fixture->backend, TRUE);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  for (guint i = 0; i < AFT_REMINDER_MAX_SHOWS + 1; i++)
    {
      aft_reminder_service_stop (fixture->service);
      g_clear_object (&fixture->service);
      start_service (fixture);
    }
  aft_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  aft_fake_backend_set_dropping (fixture->backend, FALSE);
  start_service (fixture);
  aft_reminder_free (get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN));
  g_assert_cmpuint (N_SHOWN (fixture), ==, AFT_REMINDER_MAX_SHOWS + 3);
}

/* After a restart of the notifier, a notification that wasn't closed is shown again in its
 * place. */
static void
test_new_life (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  aft_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  start_service (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_cmpuint (SHOWN (fixture, 1)->replaced, ==, 1);
  g_assert_cmpstr (SHOWN (fixture, 1)->tag, ==, SHOWN (fixture, 0)->tag);

  /* Withdrawn by the server: nobody knows whether it was seen, but it isn't repeated. */
  aft_notification_backend_emit_closed (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 1)->tag,
                                        AFT_NOTIFICATION_BACKEND_CLOSED_EXPIRED);
  aft_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  start_service (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
}

/* After the third time, no notification stays whose buttons do nothing; the window has the reminder. */
static void
test_last_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autofree char *last = NULL;

  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  for (int i = 0; i < AFT_REMINDER_MAX_SHOWS; i++)
    {
      g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "");
      aft_reminder_service_stop (fixture->service);
      g_clear_object (&fixture->service);
      start_service (fixture);
    }
  g_assert_cmpuint (N_SHOWN (fixture), ==, AFT_REMINDER_MAX_SHOWS);
  last = g_strdup_printf ("#%u", SHOWN (fixture, AFT_REMINDER_MAX_SHOWS - 1)->id);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, last);
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_SHOWN);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) held = NULL;
  g_autoptr (AftReminder) released = NULL;

  log_session (fixture, START_US);
  aft_fake_clock_advance (REST_US - G_TIME_SPAN_HOUR);
  log_note (fixture, 3);
  aft_fake_clock_advance (G_TIME_SPAN_HOUR);
  look (fixture);
  held = get_row (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_cmpstr (held->shown_state, ==, "held");
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (SHOWN (fixture, 0)->buttons, ==, "open snooze");

  /* The old one is no longer true. */
  log_note (fixture, 0);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_cmpstr (SHOWN (fixture, 1)->buttons, ==, "log-session snooze");
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
  released = get_row (fixture, AFT_REMINDER_NEXT_SESSION, AFT_REMINDER_SHOWN);
  g_assert_cmpstr (released->shown_state, ==, "ready");

  log_note (fixture, 0);
  log_note (fixture, 3);
  log_note (fixture, 0);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
}

static void
open_cb (AftReminderService *service, const char *button, const char *token, gpointer user_data)
{
  char **said = user_data;

  g_free (*said);
  *said = g_strdup_printf ("%s %s", button, token);
}

static void
test_pressed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) row = NULL;
  g_autofree char *said = NULL;

  g_signal_connect (fixture->service, "open", G_CALLBACK (open_cb), &said);
  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "default", "token-1");
  g_assert_cmpstr (said, ==, "open token-1");
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_ACKED);
  g_assert_cmpstr (row->close_reason, ==, "default");

  aft_fake_clock_advance (REST_US);
  look (fixture);
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 1)->tag, "log-session", NULL);
  g_assert_true (g_str_has_prefix (said, "log-session "));
}

/* The file is replaced, as by Erase Everything: the new one counts. */
static void
test_replaced_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char *const endings[] = { "", "-wal", "-shm" };

  log_session (fixture, START_US);
  aft_db_close (fixture->db);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (file);
    }
  look (fixture);
  fixture->db = aft_db_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  aft_fake_clock_advance (G_TIME_SPAN_HOUR);
  log_session (fixture, START_US + G_TIME_SPAN_HOUR);

  aft_fake_clock_advance_to (START_US + MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 0);
  aft_fake_clock_advance (G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

/* --- the daily reminder, and discreet mode
 * ----------------------------------------------------- */

/* START_US is 11:06:40; this is 20:00 of that day. */
#define EVENING_US (8 * G_TIME_SPAN_HOUR + 53 * G_TIME_SPAN_MINUTE + 20 * G_TIME_SPAN_SECOND)

static void
set_settings (gboolean daily_note, gboolean discreet)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();

  g_assert_true (g_settings_set_boolean (settings, "daily-note-enabled", daily_note));
  g_assert_true (g_settings_set_boolean (settings, "discreet", discreet));
}

static void
set_up_daily (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();
  AftPreferences preferences;

  set_settings (TRUE, FALSE);
  set_up (fixture, data);
  aft_preferences_load (&preferences, settings);
  aft_db_set_preferences (fixture->db, &preferences);
}

static void
tear_down_settings (Fixture *fixture, gconstpointer data)
{
  set_settings (FALSE, FALSE);
  tear_down (fixture, data);
}

static void
log_flag (Fixture *fixture)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  note->noted_at_us = note->created_at_us = note->modified_at_us = aft_clock_now ();
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->day = aft_day_of (note->noted_at_us, zone, 4 * 60);
  note->flags = AFT_FLAG_DISCHARGE;
  aft_db_save_note (fixture->db, note, &error);
  g_assert_no_error (error);
}

static void
test_daily (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (AftReminder) acked = NULL;
  g_autoptr (AftReminder) tomorrow = NULL;
  g_autofree char *said = NULL;
  const AftSkinNote *note;

  g_signal_connect (fixture->service, "open", G_CALLBACK (open_cb), &said);
  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US - 1);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 0);
  aft_fake_clock_advance (1);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (SHOWN (fixture, 0)->title, ==, "How is your skin today?");
  g_assert_cmpstr (SHOWN (fixture, 0)->buttons, ==, "all-calm open");

  aft_fake_clock_advance (G_TIME_SPAN_HOUR);
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "all-calm", NULL);
  settle ();
  g_assert_null (said);
  notes = aft_db_list_notes (fixture->db, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    g_assert_cmpint (note->severity[i], ==, 0);
  g_assert_cmpint (note->noted_at_us, ==, aft_clock_now ());
  g_assert_cmpstr (note->time_zone, ==, "UTC");
  g_assert_cmpuint (note->day, ==, aft_day_from_string ("2026-11-18"));
  acked = get_row (fixture, AFT_REMINDER_DAILY_NOTE, AFT_REMINDER_ACKED);
  g_assert_cmpstr (acked->close_reason, ==, "logged");
  tomorrow = get_row (fixture, AFT_REMINDER_DAILY_NOTE, AFT_REMINDER_PENDING);
  g_assert_cmpint (tomorrow->due_us, ==, START_US + EVENING_US + G_TIME_SPAN_DAY);
}

/* After midnight it still belongs to that day; from 04:00 on it isn't shown any more. */
static void
test_daily_missed (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_reboot (EVENING_US + 5 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  aft_fake_clock_reboot (G_TIME_SPAN_DAY + 3 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  /* The notification on the screen was for another day. */
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
}

/* The next time when the notifier wakes up by itself. */
static gint64
get_wake (Fixture *fixture)
{
  return aft_wake_source_get_real (
      g_main_context_find_source_by_user_data (NULL, fixture->service));
}

/* Wakes up by the timer: unlike look(), nothing reports a change. */
static void
wake (Fixture *fixture)
{
  GSource *source = g_main_context_find_source_by_user_data (NULL, fixture->service);

  aft_wake_source_arm (source, 1, AFT_WAKE_NEVER);
  settle ();
}

/* No reminder is due when the day ends, but the old one must be withdrawn. */
static void
test_daily_day_over (Fixture *fixture, gconstpointer data)
{
  const gint64 day_end_us = START_US + EVENING_US + 8 * G_TIME_SPAN_HOUR;
  g_autoptr (AftReminder) over = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpint (get_wake (fixture), <=, day_end_us);

  aft_fake_clock_advance_to (day_end_us - 1);
  wake (fixture);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "");
  g_assert_cmpint (get_wake (fixture), ==, day_end_us);
  aft_fake_clock_advance_to (day_end_us);
  wake (fixture);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
  over = get_row (fixture, AFT_REMINDER_DAILY_NOTE, AFT_REMINDER_CANCELLED);
  g_assert_cmpstr (over->close_reason, ==, "day-over");

  /* If a press is still being delivered, its notification no longer exists. */
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "all-calm", NULL);
  settle ();
  notes = aft_db_list_notes (fixture->db, NULL);
  g_assert_cmpuint (notes->len, ==, 0);
}

/* Pressed before the notifier noticed the end of the day: the question was about yesterday. */
static void
test_daily_answered_late (Fixture *fixture, gconstpointer data)
{
  const gint64 day_end_us = START_US + EVENING_US + 8 * G_TIME_SPAN_HOUR;
  g_autoptr (GPtrArray) notes = NULL;
  const AftSkinNote *note;

  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US);
  look (fixture);
  aft_fake_clock_advance_to (day_end_us + G_TIME_SPAN_MINUTE);
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "all-calm", NULL);
  settle ();
  notes = aft_db_list_notes (fixture->db, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_cmpuint (note->day, ==, aft_day_from_string ("2026-11-18"));
  g_assert_cmpint (note->noted_at_us, ==, day_end_us - G_TIME_SPAN_SECOND);
  g_assert_cmpint (note->created_at_us, ==, day_end_us + G_TIME_SPAN_MINUTE);
}

/* The day ends while no notifier runs: the next one withdraws the old notification. */
static void
test_daily_day_over_new_life (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  aft_reminder_service_stop (fixture->service);
  g_clear_object (&fixture->service);
  aft_fake_clock_advance (9 * G_TIME_SPAN_HOUR);
  start_service (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "#1");
}

/* What has been allowed since yesterday isn't news. */
static void
test_makeup_expires_on_screen (Fixture *fixture, gconstpointer data)
{
  const gint64 over_us = START_US + MAKEUP_US + G_TIME_SPAN_DAY;
  g_autoptr (AftReminder) row = NULL;

  log_session (fixture, START_US);
  aft_fake_clock_advance (MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  aft_fake_clock_advance_to (over_us);
  wake (fixture);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, "");
  g_assert_cmpint (get_wake (fixture), ==, over_us + 1);
  aft_fake_clock_advance (1);
  wake (fixture);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
  row = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_CANCELLED);
  g_assert_cmpstr (row->close_reason, ==, "expired");
}

/* Logged while the clock was an hour ahead, which was corrected before the next start: the session
 * counts from its time on, and so do its reminders. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  const gint64 ahead_us = START_US + G_TIME_SPAN_HOUR;

  aft_fake_clock_step (G_TIME_SPAN_HOUR);
  log_session (fixture, ahead_us);
  aft_fake_clock_step (-G_TIME_SPAN_HOUR);
  aft_fake_clock_reboot (0);
  look (fixture);
  g_assert_cmpint (get_wake (fixture), ==, ahead_us - AFT_CLOCK_SKEW_US);
  aft_fake_clock_advance_to (ahead_us + MAKEUP_US);
  wake (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

/* A check-in in the window, while the notification is on the screen. */
static void
test_daily_answered (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  log_note (fixture, 1);
  g_assert_cmpstr (aft_fake_backend_get_withdrawn (fixture->backend), ==, SHOWN (fixture, 0)->tag);
}

/* One press records a calm day only if nothing contradicts that. */
static void
test_daily_not_calm (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (AftReminder) row = NULL;

  g_signal_connect (fixture->service, "open", G_CALLBACK (open_cb), &said);
  log_session (fixture, START_US - MAKEUP_US);
  aft_fake_clock_advance (EVENING_US);
  look (fixture);
  g_assert_cmpstr (SHOWN (fixture, 0)->buttons, ==, "all-calm open");

  /* A warning sign is ticked elsewhere while the button is visible: the window opens instead. */
  log_flag (fixture);
  aft_notification_backend_emit_action (AFT_NOTIFICATION_BACKEND (fixture->backend),
                                        SHOWN (fixture, 0)->tag, "all-calm", "token-2");
  settle ();
  g_assert_cmpstr (said, ==, "open token-2");
  notes = aft_db_list_notes (fixture->db, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  row = get_row (fixture, AFT_REMINDER_DAILY_NOTE, AFT_REMINDER_ACKED);
  g_assert_cmpstr (row->close_reason, ==, "open");

  aft_fake_clock_advance (G_TIME_SPAN_DAY);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  g_assert_cmpstr (SHOWN (fixture, 1)->buttons, ==, "open");
}

static void
test_daily_held (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US - REST_US);
  log_note (fixture, 3);
  aft_fake_clock_advance (EVENING_US + G_TIME_SPAN_DAY);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_cmpstr (SHOWN (fixture, 0)->title, ==, "How is your skin today?");
  g_assert_cmpstr (SHOWN (fixture, 0)->buttons, ==, "open");
  log_note (fixture, 0);
  aft_fake_clock_advance (G_TIME_SPAN_DAY);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
}

/* After a journey, waits of elapsed time stay, but local times move. */
static void
test_zone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftReminder) before = NULL;
  g_autoptr (AftReminder) after = NULL;
  g_autoptr (AftReminder) daily = NULL;

  log_session (fixture, START_US);
  before = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  aft_reminder_service_zone_changed (fixture->service);
  settle ();
  after = get_row (fixture, AFT_REMINDER_MAKEUP, AFT_REMINDER_PENDING);
  g_assert_cmpint (after->due_us, ==, before->due_us);
  g_assert_cmpint (after->anchor_due_boot_us, ==, before->anchor_due_boot_us);
  daily = get_row (fixture, AFT_REMINDER_DAILY_NOTE, AFT_REMINDER_PENDING);
  g_assert_cmpint (daily->due_us, ==, START_US + EVENING_US - G_TIME_SPAN_HOUR);

  /* Makeup since 19:06 in UTC, 20:06 there. */
  aft_fake_clock_advance (MAKEUP_US + 2 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  g_assert_nonnull (strstr (SHOWN (fixture, 0)->body, "20:06"));
  g_setenv ("TZ", "UTC", TRUE);
}

/* Nothing about skin, in any reminder, alone or combined. */
static void
assert_discreet (const AftFakeNotification *shown, const char *buttons)
{
  g_assert_cmpstr (shown->title, ==, "Aftercare: something is ready");
  g_assert_cmpstr (shown->body, ==, "");
  g_assert_cmpstr (shown->buttons, ==, buttons);
}

static void
test_discreet (Fixture *fixture, gconstpointer data)
{
  log_session (fixture, START_US);
  /* Set by another program, without notifying the notifier. */
  set_settings (TRUE, TRUE);
  aft_fake_clock_advance (MAKEUP_US);
  aft_fake_backend_set_owner (fixture->backend, ":fake.1");
  settle ();
  g_assert_cmpuint (N_SHOWN (fixture), ==, 1);
  assert_discreet (SHOWN (fixture, 0), "open");

  aft_fake_clock_advance (EVENING_US - MAKEUP_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 2);
  assert_discreet (SHOWN (fixture, 1), "open");
  log_note (fixture, 0);

  aft_fake_clock_advance (REST_US - EVENING_US);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 3);
  assert_discreet (SHOWN (fixture, 2), "open snooze");

  log_session (fixture, aft_clock_now ());
  aft_fake_clock_reboot (MAKEUP_US + 2 * G_TIME_SPAN_HOUR);
  look (fixture);
  g_assert_cmpuint (N_SHOWN (fixture), ==, 4);
  assert_discreet (SHOWN (fixture, 3), "open");
}

int
main (int argc, char *argv[])
{
  /* The fixed clock and the times of day are in that zone. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/reminders/service/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("claimed-while-shown", test_claimed_while_shown);
  ADD ("deleted-while-shown", test_deleted_while_shown);
  g_test_add ("/reminders/service/unwritten/shown", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_unwritten, tear_down);
  g_test_add ("/reminders/service/unwritten/refused", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_unwritten, tear_down);
  ADD ("clock-steps", test_clock_steps);
  ADD ("missed", test_missed);
  ADD ("coalesced", test_coalesced);
  ADD ("coalesced-new-life", test_coalesced_new_life);
  ADD ("failing", test_failing);
  ADD ("no-server", test_no_server);
  ADD ("appears-during-check", test_appears_during_check);
  ADD ("new-server", test_new_server);
  ADD ("dropped", test_dropped);
  ADD ("dropped-new-life", test_dropped_new_life);
  ADD ("new-life", test_new_life);
  ADD ("last-life", test_last_life);
  ADD ("held", test_held);
  ADD ("pressed", test_pressed);
  ADD ("replaced-file", test_replaced_file);
  ADD ("makeup-expires-on-screen", test_makeup_expires_on_screen);
  ADD ("ahead", test_ahead);
#undef ADD
#define ADD(name, func) \
  g_test_add ("/reminders/service/" name, Fixture, NULL, set_up_daily, func, tear_down_settings)
  ADD ("daily", test_daily);
  ADD ("daily-missed", test_daily_missed);
  ADD ("daily-day-over", test_daily_day_over);
  ADD ("daily-answered-late", test_daily_answered_late);
  ADD ("daily-day-over-new-life", test_daily_day_over_new_life);
  ADD ("daily-answered", test_daily_answered);
  ADD ("daily-not-calm", test_daily_not_calm);
  ADD ("daily-held", test_daily_held);
  ADD ("zone", test_zone);
  ADD ("discreet", test_discreet);
#undef ADD

  return g_test_run ();
}
