/* test-json-status.c: tests of the exact output of --status --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-json.h"
#include "diary-text.h"

#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

static char *
make_status (AftSession *session, AftSkinNote *note)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (AftPlan) plan = NULL;
  AftPreferences preferences;

  aft_preferences_init (&preferences);
  if (session != NULL)
    g_ptr_array_add (sessions, session);
  if (note != NULL)
    g_ptr_array_add (notes, note);
  plan = aft_plan_new (sessions, notes, &preferences, utc, DIARY_NOW_US);

  return aft_json_status (plan);
}

static AftSession *
make_session (GTimeSpan ago)
{
  AftSession *session = aft_session_new ();

  session->ended_at_us = DIARY_NOW_US - ago;
  session->rest_days = 14;

  return session;
}

static void
test_none (void)
{
  g_autofree char *status = make_status (NULL, NULL);

  g_assert_cmpstr (status, ==,
                   "{\"now\": \"2026-11-22T18:30:00Z\", \"recovery_day\": null, "
                   "\"makeup\": {\"state\": \"none\", \"at\": null}, "
                   "\"next_session\": {\"state\": \"none\", \"at\": null, \"reasons\": []}, "
                   "\"advice\": []}\n");
}

static void
test_waiting (void)
{
  g_autoptr (AftSession) session = make_session (HOUR + 1);
  g_autofree char *status = make_status (session, NULL);

  g_assert_cmpstr (status, ==,
                   "{\"now\": \"2026-11-22T18:30:00Z\", \"recovery_day\": 0, "
                   "\"makeup\": {\"state\": \"waiting\", \"at\": \"2026-11-23T01:29:59.999999Z\"}, "
                   "\"next_session\": {\"state\": \"resting\", \"at\": "
                   "\"2026-12-06T17:29:59.999999Z\", \"reasons\": []}, \"advice\": []}\n");
}

static void
test_held (void)
{
  g_autoptr (AftSession) session = make_session (15 * DAY);
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autofree char *status = NULL;

  note->noted_at_us = DIARY_NOW_US - HOUR;
  note->day = aft_day_from_string ("2026-11-22");
  note->severity[AFT_SYMPTOM_REDNESS] = 1;
  note->severity[AFT_SYMPTOM_DRYNESS] = 3;
  note->flags = AFT_FLAG_FEVER;
  status = make_status (session, note);

  g_assert_cmpstr (
      status, ==,
      "{\"now\": \"2026-11-22T18:30:00Z\", \"recovery_day\": 15, "
      "\"makeup\": {\"state\": \"ready\", \"at\": \"2026-11-08T02:30:00Z\"}, "
      "\"next_session\": {\"state\": \"held\", \"at\": null, \"reasons\": [\"dryness\", "
      "\"fever\"]}, \"advice\": [\"fever\", \"dryness_after_day_7\"]}\n");
}

static void
test_ask_clinic (void)
{
  g_autoptr (AftSession) session = make_session (DAY);
  g_autofree char *status = NULL;

  session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  session->rest_days = AFT_UNSET;
  session->makeup_wait_hours = AFT_UNSET;
  status = make_status (session, NULL);

  g_assert_cmpstr (status, ==,
                   "{\"now\": \"2026-11-22T18:30:00Z\", \"recovery_day\": 1, "
                   "\"makeup\": {\"state\": \"ask_clinic\", \"at\": null}, "
                   "\"next_session\": {\"state\": \"ask_clinic\", \"at\": null, \"reasons\": "
                   "[\"no_clinic_figure\"]}, \"advice\": []}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/status/none", test_none);
  g_test_add_func ("/exchange/status/waiting", test_waiting);
  g_test_add_func ("/exchange/status/held", test_held);
  g_test_add_func ("/exchange/status/ask-clinic", test_ask_clinic);

  return g_test_run ();
}
