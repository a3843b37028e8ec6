/* edit-diary.c: writes to the diary like the window, for tests of the notifier
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   edit-diary session makeup SECONDS   a home session whose makeup wait ends in SECONDS
 *   edit-diary session rest SECONDS     a home session whose rest of 7 days ends in SECONDS
 *   edit-diary note R T D               a check-in now; -1: not recorded
 *   edit-diary delete ID
 *   edit-diary tell                     only notifies the notifier
 *   edit-diary status                   prints the status of the notifier, one key per line
 *   edit-diary test SECONDS             requests a test notification
 *
 * Prints the id, and for a session its deadline in microseconds since 1970. Each command except
 * "tell" notifies the notifier, unless QUIET is in the environment.
 */
#include "aft-db.h"
#include "aft-notifier-client.h"
#include "aft-notifier-report.h"

#include <stdlib.h>

#define MAKEUP_US (8 * G_TIME_SPAN_HOUR)
#define REST_US (7 * G_TIME_SPAN_DAY)

static gboolean
add_session (AftDb *db, const char *which, double seconds, GError **error)
{
  g_autoptr (AftSession) session = aft_session_new ();
  gint64 now_us = aft_clock_now ();
  gint64 deadline_us = now_us + (gint64) (seconds * G_USEC_PER_SEC);

  session->ended_at_us = deadline_us - (g_str_equal (which, "rest") ? REST_US : MAKEUP_US);
  session->place = AFT_PLACE_OF_TREATMENT_HOME;
  session->time_zone = (g_free (session->time_zone), g_strdup ("UTC"));
  session->makeup_wait_hours = 8;
  session->rest_days = 7;
  session->created_at_us = now_us;
  session->modified_at_us = now_us;
  g_free (session->text);
  session->text = g_strdup ("SECRET");
  g_print ("%s %" G_GINT64_FORMAT "\n", session->id, deadline_us);

  return aft_db_save_session (db, session, error);
}

static gboolean
add_note (AftDb *db, char *values[], GError **error)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now_us = aft_clock_now ();

  note->noted_at_us = now_us;
  note->day = aft_day_of (now_us, zone, 4 * 60);
  note->time_zone = (g_free (note->time_zone), g_strdup ("UTC"));
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    note->severity[i] = atoi (values[i]);
  note->created_at_us = now_us;
  note->modified_at_us = now_us;
  g_print ("%s\n", note->id);

  return aft_db_save_note (db, note, error);
}

typedef struct
{
  GMainLoop *loop;
  gboolean done;
  GError *error;
} Answer;

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GVariant) status =
      aft_notifier_client_get_status_finish (AFT_NOTIFIER_CLIENT (source), result, &answer->error);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (status != NULL)
    {
      g_variant_iter_init (&iter, status);
      while (g_variant_iter_next (&iter, "{&sv}", &key, &value))
        {
          g_autofree char *text = g_variant_print (value, FALSE);

          g_print ("%s=%s\n", key, text);
          g_variant_unref (value);
        }
      answer->done = TRUE;
    }
  g_main_loop_quit (answer->loop);
}

static void
test_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done =
      aft_notifier_client_send_test_finish (AFT_NOTIFIER_CLIENT (source), result, &answer->error);
  g_main_loop_quit (answer->loop);
}

/* @seconds: (nullable): until the test notification; NULL for the status */
static gboolean
ask_notifier (const char *seconds, GError **error)
{
  g_autoptr (AftNotifierClient) client = aft_notifier_client_new ();
  Answer answer = { g_main_loop_new (NULL, FALSE), FALSE, NULL };

  if (seconds != NULL)
    aft_notifier_client_send_test_async (client, (guint) atoi (seconds), NULL, test_cb, &answer);
  else
    aft_notifier_client_get_status_async (client, NULL, status_cb, &answer);
  g_main_loop_run (answer.loop);
  g_main_loop_unref (answer.loop);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);

  return answer.done;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = aft_db_get_default_path ();
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (argc == 2 && g_str_equal (argv[1], "tell"))
    {
      done = aft_notifier_report_change_sync (&error);
    }
  else if (argc == 2 && g_str_equal (argv[1], "status"))
    {
      done = ask_notifier (NULL, &error);
    }
  else if (argc == 3 && g_str_equal (argv[1], "test"))
    {
      done = ask_notifier (argv[2], &error);
    }
  else
    {
      AftDb *db = aft_db_open (path, TRUE, &error);

      if (db != NULL && argc == 4 && g_str_equal (argv[1], "session"))
        done = add_session (db, argv[2], g_ascii_strtod (argv[3], NULL), &error);
      else if (db != NULL && argc == 5 && g_str_equal (argv[1], "note"))
        done = add_note (db, argv + 2, &error);
      else if (db != NULL && argc == 3 && g_str_equal (argv[1], "delete"))
        done = aft_db_delete (db, argv[2], &error);
      g_clear_pointer (&db, aft_db_close);
      if (done && g_getenv ("QUIET") == NULL)
        done = aft_notifier_report_change_sync (&error);
    }

  if (!done)
    g_printerr ("edit-diary: %s\n", error != NULL ? error->message : "see its first lines");

  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
