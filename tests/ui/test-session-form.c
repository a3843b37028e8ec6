/* test-session-form.c: tests of the defaults of the Log Session dialog, and of what it saves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-session-form.h"
#include "aft-time-zone.h"

#define NOW_US (G_GINT64_CONSTANT (1795632000) * G_USEC_PER_SEC)

typedef struct
{
  GPtrArray *sessions;
  AftPreferences preferences;
  GTimeZone *zone;
} Fixture;

static AftSession *
add_session (
    Fixture *fixture, AftPlaceOfTreatment place, int days_ago, double needle_mm, const char *tool)
{
  AftSession *session = aft_session_new ();

  session->place = place;
  session->ended_at_us = NOW_US - days_ago * G_TIME_SPAN_DAY;
  session->created_at_us = session->modified_at_us = session->ended_at_us;
  session->needle_mm = needle_mm;
  g_free (session->tool);
  session->tool = g_strdup (tool);
  g_free (session->time_zone);
  session->time_zone = g_strdup ("Europe/Berlin");
  session->makeup_wait_hours = 12;
  session->rest_days = 21;
  g_ptr_array_add (fixture->sessions, session);
  return session;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  aft_preferences_init (&fixture->preferences);
  fixture->zone = aft_time_zone_new ("Europe/Berlin");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->sessions);
  g_time_zone_unref (fixture->zone);
}

static AftSessionForm *
new_form (Fixture *fixture, AftSession *editing)
{
  return aft_session_form_new (fixture->sessions, editing, &fixture->preferences);
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = new_form (fixture, NULL);
  g_autoptr (AftSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (form->place, ==, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_cmpfloat (aft_session_form_get (form)->needle_mm, ==, AFT_UNSET);
  g_assert_cmpfloat (form->home_makeup_wait_hours, ==, 8);
  g_assert_cmpfloat (form->home_rest_days, ==, 14); /* the needle is unknown */

  /* The two clicks of the usual case: the defaults can be saved. */
  session = aft_session_form_build (form, NOW_US, fixture->zone, NOW_US + 5);
  g_assert_true (aft_session_check (session, NOW_US, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (session->ended_at_us, ==, NOW_US);
  g_assert_cmpint (session->created_at_us, ==, NOW_US + 5);
  g_assert_cmpint (session->modified_at_us, ==, NOW_US + 5);
  g_assert_cmpstr (session->time_zone, ==, "Europe/Berlin");
}

static void
test_prefilled_by_setting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = NULL;

  add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 30, 0.5, "old roller");
  add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 20, 0.25, "roller")->zones = AFT_ZONE_NOSE;
  add_session (fixture, AFT_PLACE_OF_TREATMENT_OFFICE, 60, 1.5, "pen");
  form = new_form (fixture, NULL);

  g_assert_cmpint (form->place, ==, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_cmpfloat (aft_session_form_get (form)->needle_mm, ==, 0.25);
  g_assert_cmpint (aft_session_form_get (form)->zones, ==, AFT_ZONE_NOSE);
  g_assert_cmpstr (aft_session_form_get (form)->tool, ==, "roller");
  /* From the preferences and the needle, not from the last session. */
  g_assert_cmpfloat (form->home_makeup_wait_hours, ==, 8);
  g_assert_cmpfloat (form->home_rest_days, ==, 7);

  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_OFFICE);
  g_assert_cmpfloat (aft_session_form_get (form)->needle_mm, ==, 1.5);
  g_assert_cmpstr (aft_session_form_get (form)->tool, ==, "pen");
  /* The clinic's figures are asked for, never guessed. */
  g_assert_cmpfloat (form->office_makeup_wait_hours, ==, AFT_UNSET);
  g_assert_cmpfloat (form->office_rest_days, ==, AFT_UNSET);
  g_assert_cmpuint (form->next_session_date, ==, AFT_DAY_NONE);
  g_assert_cmpstr (form->clinic_instructions, ==, "");
}

static void
test_latest_setting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = NULL;

  add_session (fixture, AFT_PLACE_OF_TREATMENT_OFFICE, 3, 1.5, "pen");
  add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 20, 0.25, "roller");
  form = new_form (fixture, NULL);
  g_assert_cmpint (form->place, ==, AFT_PLACE_OF_TREATMENT_OFFICE);
}

static void
test_changes_come_along (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = NULL;

  add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 20, 0.25, "roller");
  add_session (fixture, AFT_PLACE_OF_TREATMENT_OFFICE, 60, 1.5, "pen");
  form = new_form (fixture, NULL);
  aft_session_form_get (form)->zones = AFT_ZONE_CHIN;
  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_OFFICE);
  g_assert_cmpint (aft_session_form_get (form)->zones, ==, AFT_ZONE_CHIN);
  g_assert_cmpstr (aft_session_form_get (form)->tool, ==, "pen");

  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_cmpfloat (aft_session_form_get (form)->needle_mm, ==, 0.25);
  g_assert_cmpint (aft_session_form_get (form)->zones, ==, AFT_ZONE_CHIN);
}

static void
test_rest_follows_needle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = new_form (fixture, NULL);

  aft_session_form_set_needle (form, 0.3);
  g_assert_cmpfloat (form->home_rest_days, ==, 7);
  aft_session_form_set_needle (form, 0.5);
  g_assert_cmpfloat (form->home_rest_days, ==, 14);

  /* Displaying the figure isn't the same as choosing it. */
  aft_session_form_set_rest (form, 14);
  aft_session_form_set_needle (form, 0.25);
  g_assert_cmpfloat (form->home_rest_days, ==, 7);

  aft_session_form_set_rest (form, 10);
  aft_session_form_set_needle (form, 1.0);
  g_assert_cmpfloat (form->home_rest_days, ==, 10);
}

static void
test_preferred_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = NULL;

  fixture->preferences.rest_days = 10;
  fixture->preferences.makeup_wait_hours = 24;
  form = new_form (fixture, NULL);
  aft_session_form_set_needle (form, 0.25);
  g_assert_cmpfloat (form->home_rest_days, ==, 10);
  g_assert_cmpfloat (form->home_makeup_wait_hours, ==, 24);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  AftSession *old = add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 20, 0.25, "roller");
  g_autoptr (AftSessionForm) form = NULL;
  g_autoptr (AftSession) session = NULL;

  old->products = g_strsplit ("Saline\nPetrolatum", "\n", -1);
  add_session (fixture, AFT_PLACE_OF_TREATMENT_HOME, 2, 0.5, "other");
  form = new_form (fixture, old);
  g_assert_cmpstr (aft_session_form_get (form)->tool, ==, "roller");
  g_assert_cmpfloat (form->home_makeup_wait_hours, ==, 12);
  g_assert_cmpfloat (form->home_rest_days, ==, 21);

  /* Figures saved with a session stay, even if the needle is corrected (rule 2). */
  aft_session_form_set_needle (form, 0.5);
  g_assert_cmpfloat (form->home_rest_days, ==, 21);

  session = aft_session_form_build (form, old->ended_at_us, fixture->zone, NOW_US);
  g_assert_cmpstr (session->id, ==, old->id);
  g_assert_cmpint (session->created_at_us, ==, old->created_at_us);
  g_assert_cmpint (session->modified_at_us, ==, NOW_US);
  g_assert_cmpfloat (session->needle_mm, ==, 0.5);
  g_assert_cmpfloat (old->needle_mm, ==, 0.25);
  /* The form doesn't have the products. */
  g_assert_cmpstrv (session->products, old->products);
}

static void
test_build_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = new_form (fixture, NULL);
  g_autoptr (AftSession) office = NULL;
  g_autoptr (AftSession) home = NULL;
  g_autoptr (GError) error = NULL;

  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_OFFICE);
  form->office_makeup_wait_hours = 24;
  form->next_session_date = aft_day_from_string ("2026-12-24");
  g_free (form->clinic_instructions);
  form->clinic_instructions = g_strdup ("Only water today.");
  office = aft_session_form_build (form, NOW_US, fixture->zone, NOW_US);
  g_assert_true (aft_session_check (office, NOW_US, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (office->makeup_wait_hours, ==, 24);
  g_assert_cmpfloat (office->rest_days, ==, AFT_UNSET);
  g_assert_cmpuint (office->next_session_date, ==, aft_day_from_string ("2026-12-24"));
  g_assert_cmpstr (office->clinic_instructions, ==, "Only water today.");

  /* Not in a clinic after all: nothing of it stays. */
  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_HOME);
  home = aft_session_form_build (form, NOW_US, fixture->zone, NOW_US);
  g_assert_true (aft_session_check (home, NOW_US, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (home->next_session_date, ==, AFT_DAY_NONE);
  g_assert_cmpstr (home->clinic_instructions, ==, "");
  g_assert_cmpfloat (home->makeup_wait_hours, ==, 8);
}

/* It was saved as a session in a clinic, but was at home. */
static void
test_edit_setting (Fixture *fixture, gconstpointer data)
{
  AftSession *old = add_session (fixture, AFT_PLACE_OF_TREATMENT_OFFICE, 20, 0.25, "pen");
  g_autoptr (AftSessionForm) form = NULL;
  g_autoptr (AftSession) session = NULL;
  g_autoptr (GError) error = NULL;

  old->next_session_date = aft_day_from_string ("2026-12-24");
  g_free (old->clinic_instructions);
  old->clinic_instructions = g_strdup ("Only water today.");
  form = new_form (fixture, old);
  g_assert_cmpuint (form->next_session_date, ==, old->next_session_date);

  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_HOME);
  session = aft_session_form_build (form, old->ended_at_us, fixture->zone, NOW_US);
  g_assert_true (aft_session_check (session, NOW_US, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (session->next_session_date, ==, AFT_DAY_NONE);
  g_assert_cmpstr (session->clinic_instructions, ==, "");
}

static void
test_equal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSessionForm) form = new_form (fixture, NULL);
  g_autoptr (AftSessionForm) copy = aft_session_form_copy (form);

  g_assert_true (aft_session_form_equal (form, copy));
  /* Values that aren't asked for at home aren't lost. */
  form->office_rest_days = 30;
  g_assert_true (aft_session_form_equal (form, copy));
  aft_session_form_set_rest (form, 9);
  g_assert_false (aft_session_form_equal (form, copy));
  aft_session_form_set_rest (form, 14);
  g_assert_true (aft_session_form_equal (form, copy));
  aft_session_form_set_place (form, AFT_PLACE_OF_TREATMENT_OFFICE);
  g_assert_false (aft_session_form_equal (form, copy));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/ui/session-form/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("first", test_first);
  ADD ("prefilled-by-setting", test_prefilled_by_setting);
  ADD ("latest-setting", test_latest_setting);
  ADD ("changes-come-along", test_changes_come_along);
  ADD ("rest-follows-needle", test_rest_follows_needle);
  ADD ("preferred-rest", test_preferred_rest);
  ADD ("edit", test_edit);
  ADD ("build-office", test_build_office);
  ADD ("edit-setting", test_edit_setting);
  ADD ("equal", test_equal);
#undef ADD
  return g_test_run ();
}
