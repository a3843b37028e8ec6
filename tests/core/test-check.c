/* test-check.c: tests of what a diary may contain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

#include <math.h>

#include "aft-iso-date.h"
#include "aft-quote.h"

#define NOW "2026-11-22T12:00:00Z"

static AftSession *
new_session (AftPlaceOfTreatment place)
{
  AftSession *session = aft_session_new ();

  session->ended_at_us = aft_test_at ("2026-11-20T20:00:00Z");
  session->place = place;
  if (place == AFT_PLACE_OF_TREATMENT_OFFICE)
    session->makeup_wait_hours = AFT_UNSET;
  else
    session->rest_days = 14.0;

  return session;
}

static AftSkinNote *
new_note (void)
{
  AftSkinNote *note = aft_skin_note_new ();

  note->noted_at_us = aft_test_at ("2026-11-20T20:00:00Z");
  note->day = aft_day_from_string ("2026-11-20");
  note->severity[AFT_SYMPTOM_REDNESS] = 0;

  return note;
}

static void
assert_session (const AftSession *session, const char *field, int code, const char *message)
{
  const char *where = "untouched";
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    {
      g_assert_true (aft_session_check (session, aft_test_at (NOW), &where, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (where, ==, "untouched");
      return;
    }

  g_assert_false (aft_session_check (session, aft_test_at (NOW), &where, &error));
  g_assert_error (error, AFT_CHECK_ERROR, code);
  g_assert_cmpstr (where, ==, field);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);

  /* Both out arguments are optional. */
  g_assert_false (aft_session_check (session, aft_test_at (NOW), NULL, NULL));
}

static void
assert_note (const AftSkinNote *note, const char *field, int code, const char *message)
{
  const char *where = "untouched";
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    {
      g_assert_true (aft_skin_note_check (note, aft_test_at (NOW), &where, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (where, ==, "untouched");
      return;
    }

  g_assert_false (aft_skin_note_check (note, aft_test_at (NOW), &where, &error));
  g_assert_error (error, AFT_CHECK_ERROR, code);
  g_assert_cmpstr (where, ==, field);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_figures (void)
{
  static const struct
  {
    AftPlaceOfTreatment place;
    double makeup;
    double rest;
    double needle;
    const char *field;
    int code;
    const char *message;
  } cases[] = {
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, AFT_UNSET, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 168.0, 90.0, 5.0, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, 0.05, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 7.999, 7.0, 0.25, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, "7.999 is not between 8 and 168" },
    { AFT_PLACE_OF_TREATMENT_HOME, 168.1, 7.0, 0.25, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, "168.1 is not between 8 and 168" },
    { AFT_PLACE_OF_TREATMENT_HOME, AFT_UNSET, 7.0, 0.25, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, "a number between 8 and 168 is required" },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 6.99, 0.25, "rest_days", AFT_CHECK_ERROR_REST, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 90.01, 0.25, "rest_days", AFT_CHECK_ERROR_REST, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, AFT_UNSET, 0.25, "rest_days", AFT_CHECK_ERROR_REST, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, 0.049, "needle_mm", AFT_CHECK_ERROR_NEEDLE, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, 5.01, "needle_mm", AFT_CHECK_ERROR_NEEDLE, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, 7.0, (double) NAN, "needle_mm", AFT_CHECK_ERROR_NEEDLE,
      NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, (double) NAN, 7.0, 0.2, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, NULL },
    { AFT_PLACE_OF_TREATMENT_HOME, 8.0, (double) INFINITY, 0.2, "rest_days", AFT_CHECK_ERROR_REST,
      NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, AFT_UNSET, AFT_UNSET, AFT_UNSET, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 0.0, 1.0, 1.5, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 720.0, 730.0, 1.5, NULL, 0, NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, -0.5, 1.0, 1.5, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, "-0.5 is not between 0 and 720" },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 720.5, 1.0, 1.5, "makeup_wait_hours",
      AFT_CHECK_ERROR_MAKEUP_WAIT, NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 0.0, 0.5, 1.5, "rest_days", AFT_CHECK_ERROR_REST, NULL },
    { AFT_PLACE_OF_TREATMENT_OFFICE, 0.0, 730.5, 1.5, "rest_days", AFT_CHECK_ERROR_REST, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftSession) session = new_session (cases[i].place);

      g_test_message ("case %u", i);
      session->makeup_wait_hours = cases[i].makeup;
      session->rest_days = cases[i].rest;
      session->needle_mm = cases[i].needle;
      assert_session (session, cases[i].field, cases[i].code, cases[i].message);
    }
}

/* Rule 8: nothing in the future, but clocks differ by up to five minutes. */
static void
test_future (void)
{
  g_autoptr (AftSession) session = new_session (AFT_PLACE_OF_TREATMENT_HOME);
  g_autoptr (AftSkinNote) note = new_note ();

  session->ended_at_us = note->noted_at_us = aft_test_at ("2026-11-22T12:05:00Z");
  assert_session (session, NULL, 0, NULL);
  assert_note (note, NULL, 0, NULL);

  session->ended_at_us++;
  note->noted_at_us++;
  assert_session (session, "ended_at", AFT_CHECK_ERROR_FUTURE,
                  "2026-11-22T12:05:00.000001Z is in the future (it is now 2026-11-22T12:00:00Z)");
  assert_note (note, "noted_at", AFT_CHECK_ERROR_FUTURE, NULL);

  /* When the entry was written, another machine's clock may have been ahead. */
  session->ended_at_us = note->noted_at_us = aft_test_at (NOW);
  session->created_at_us = session->modified_at_us = aft_test_at ("2030-01-01T00:00:00Z");
  note->created_at_us = note->modified_at_us = session->created_at_us;
  assert_session (session, NULL, 0, NULL);
  assert_note (note, NULL, 0, NULL);
}

static void
test_years (void)
{
  gint64 first_us = aft_test_at ("1900-01-01T00:00:00Z");
  gint64 last_us = aft_test_at ("9999-12-31T23:59:59.999999Z");
  g_autoptr (AftSession) session = new_session (AFT_PLACE_OF_TREATMENT_HOME);
  g_autoptr (AftSkinNote) note = new_note ();

  session->ended_at_us = note->noted_at_us = first_us;
  assert_session (session, NULL, 0, NULL);
  assert_note (note, NULL, 0, NULL);

  session->ended_at_us = note->noted_at_us = first_us - 1;
  assert_session (session, "ended_at", AFT_CHECK_ERROR_TIME, NULL);
  assert_note (note, "noted_at", AFT_CHECK_ERROR_TIME, NULL);

  session->ended_at_us = note->noted_at_us = first_us;
  session->created_at_us = note->created_at_us = last_us;
  assert_session (session, NULL, 0, NULL);
  session->created_at_us = note->created_at_us = last_us + 1;
  assert_session (session, "created_at", AFT_CHECK_ERROR_TIME, NULL);
  assert_note (note, "created_at", AFT_CHECK_ERROR_TIME, NULL);

  session->created_at_us = note->created_at_us = 0;
  session->modified_at_us = note->modified_at_us = G_MININT64;
  assert_session (session, "modified_at", AFT_CHECK_ERROR_TIME, NULL);
  assert_note (note, "modified_at", AFT_CHECK_ERROR_TIME, NULL);

  note->modified_at_us = 0;
  note->day = AFT_DAY_NONE;
  assert_note (note, "date", AFT_CHECK_ERROR_TIME, NULL);
  note->day = 1;
  assert_note (note, "date", AFT_CHECK_ERROR_TIME, NULL);
  note->day = aft_day_from_string ("9999-12-31") + 1;
  assert_note (note, "date", AFT_CHECK_ERROR_TIME, NULL);
}

static void
test_next_date (void)
{
  g_autoptr (AftSession) session = new_session (AFT_PLACE_OF_TREATMENT_OFFICE);

  session->next_session_date = aft_day_from_string ("2026-12-24");
  assert_session (session, NULL, 0, NULL);

  /* The date may be the day of the session, but not the day before. */
  session->next_session_date = aft_day_from_string ("2026-11-20");
  assert_session (session, NULL, 0, NULL);
  session->next_session_date = aft_day_from_string ("2026-11-19");
  assert_session (session, "next_session_date", AFT_CHECK_ERROR_NEXT_DATE, NULL);

  session->place = AFT_PLACE_OF_TREATMENT_HOME;
  session->makeup_wait_hours = 8.0;
  session->rest_days = 14.0;
  session->next_session_date = aft_day_from_string ("2026-12-24");
  assert_session (session, "next_session_date", AFT_CHECK_ERROR_NEXT_DATE, NULL);
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
test_texts (void)
{
  g_autofree char *longest = g_strnfill (AFT_TEXT_MAX_BYTES, 'x');
  g_autofree char *longer = g_strnfill (AFT_TEXT_MAX_BYTES + 1, 'x');
  g_autoptr (AftSession) session = new_session (AFT_PLACE_OF_TREATMENT_HOME);
  g_autoptr (AftSkinNote) note = new_note ();

  replace (&session->text, longest);
  replace (&note->text, longest);
  assert_session (session, NULL, 0, NULL);
  assert_note (note, NULL, 0, NULL);

  replace (&session->text, longer);
  replace (&note->text, longer);
  assert_session (session, "text", AFT_CHECK_ERROR_TEXT, NULL);
  assert_note (note, "text", AFT_CHECK_ERROR_TEXT, NULL);

  replace (&session->text, "");
  replace (&session->tool, "\xff");
  assert_session (session, "tool", AFT_CHECK_ERROR_TEXT, NULL);

  replace (&session->tool, "");
  replace (&session->clinic_instructions, "\xed\xa0\x80");
  assert_session (session, "clinic_instructions", AFT_CHECK_ERROR_TEXT, NULL);
}

static void
test_names (void)
{
  g_autoptr (AftSession) session = new_session (AFT_PLACE_OF_TREATMENT_HOME);
  g_autoptr (AftSkinNote) note = new_note ();

  /* Only the form matters, not what this system knows. */
  replace (&session->time_zone, "Mars/Olympus");
  g_assert_true (aft_session_check (session, aft_test_at (NOW), NULL, NULL));

  replace (&session->time_zone, "+01:00");
  replace (&note->time_zone, "");
  assert_session (session, "time_zone", AFT_CHECK_ERROR_TIME_ZONE,
                  "\"+01:00\" is not a time zone name like Europe/Berlin");
  assert_note (note, "time_zone", AFT_CHECK_ERROR_TIME_ZONE, NULL);

  replace (&session->id, "8B0B7A34-9E5C-4F5A-8A8B-3C8B2B3F0B11");
  replace (&note->id, "note 1");
  assert_session (session, "id", AFT_CHECK_ERROR_ID, NULL);
  assert_note (note, "id", AFT_CHECK_ERROR_ID, NULL);
}

static void
test_severities (void)
{
  static const int bad[] = { -2, 5, 7, G_MAXINT, G_MININT };

  for (int value = AFT_SEVERITY_UNSET; value <= AFT_SEVERITY_MAX; value++)
    {
      g_autoptr (AftSkinNote) note = new_note ();

      note->severity[AFT_SYMPTOM_TINGLING] = value;
      assert_note (note, NULL, 0, NULL);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        {
          g_autoptr (AftSkinNote) note = new_note ();
          g_autofree char *message = g_strdup_printf ("%d is not between 0 and 4", bad[i]);

          note->severity[s] = bad[i];
          assert_note (note, aft_symptom_to_token ((AftSymptom) s), AFT_CHECK_ERROR_SEVERITY,
                       message);
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (AftSkinNote) note = new_note ();

  note->severity[AFT_SYMPTOM_REDNESS] = AFT_SEVERITY_UNSET;
  assert_note (note, "redness", AFT_CHECK_ERROR_EMPTY, NULL);

  replace (&note->text, "calm");
  assert_note (note, NULL, 0, NULL);
}

static void
test_quote (void)
{
  g_autofree char *plain = aft_quote_for_message ("grüß");
  g_autofree char *lines = aft_quote_for_message ("a\nb\x1b[31m\xe2\x80\xae");
  g_autofree char *letters = g_strnfill (59, 'a');
  g_autofree char *long_text = g_strconcat (letters, "éé", NULL);
  g_autofree char *cut = aft_quote_for_message (long_text);

  g_assert_cmpstr (plain, ==, "\"grüß\"");
  g_assert_cmpstr (lines, ==, "\"a\\u000Ab\\u001B[31m\\u202E\"");
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 63);
  g_assert_true (g_str_has_suffix (cut, "é…\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/check/figures", test_figures);
  g_test_add_func ("/check/future", test_future);
  g_test_add_func ("/check/years", test_years);
  g_test_add_func ("/check/next-date", test_next_date);
  g_test_add_func ("/check/texts", test_texts);
  g_test_add_func ("/check/names", test_names);
  g_test_add_func ("/check/severities", test_severities);
  g_test_add_func ("/check/empty", test_empty);
  g_test_add_func ("/check/quote", test_quote);

  return g_test_run ();
}
