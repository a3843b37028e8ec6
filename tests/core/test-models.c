/* test-models.c: tests of sessions, notes, tokens, preferences and needles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

#include "aft-time-zone.h"

static void
test_session_new (void)
{
  g_autoptr (AftSession) session = aft_session_new ();
  g_autoptr (AftSession) other = aft_session_new ();

  g_assert_true (g_uuid_string_is_valid (session->id));
  g_assert_cmpstr (session->id, !=, other->id);
  g_assert_cmpstr (session->time_zone, ==, "UTC");
  g_assert_cmpint (session->place, ==, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_cmpfloat (session->needle_mm, ==, AFT_UNSET);
  g_assert_cmpfloat (session->makeup_wait_hours, ==, 8.0);
  g_assert_cmpfloat (session->rest_days, ==, AFT_UNSET);
  g_assert_cmpstr (session->tool, ==, "");
  g_assert_cmpstr (session->clinic_instructions, ==, "");
  g_assert_cmpstr (session->text, ==, "");
}

/* Compares every field: a copy with one changed field is another session. */
static void
test_session_equal (void)
{
  g_autoptr (AftSession) session = aft_session_new ();
  g_autoptr (AftSession) copy = aft_session_copy (session);

  g_assert_true (aft_session_equal (session, copy));
  g_assert_true (session->id != copy->id && session->text != copy->text);

#define ASSERT_COUNTS(field, value)                              \
  G_STMT_START                                                   \
  {                                                              \
    g_autoptr (AftSession) changed = aft_session_copy (session); \
    changed->field = value;                                      \
    g_assert_false (aft_session_equal (session, changed));       \
  }                                                              \
  G_STMT_END
#define ASSERT_TEXT_COUNTS(field)                                \
  G_STMT_START                                                   \
  {                                                              \
    g_autoptr (AftSession) changed = aft_session_copy (session); \
    g_free (changed->field);                                     \
    changed->field = g_strdup ("else");                          \
    g_assert_false (aft_session_equal (session, changed));       \
  }                                                              \
  G_STMT_END

  ASSERT_COUNTS (ended_at_us, 1);
  ASSERT_COUNTS (place, AFT_PLACE_OF_TREATMENT_OFFICE);
  ASSERT_COUNTS (needle_mm, 0.25);
  ASSERT_COUNTS (zones, AFT_ZONE_CHIN);
  ASSERT_COUNTS (makeup_wait_hours, 9.0);
  ASSERT_COUNTS (rest_days, 7.0);
  ASSERT_COUNTS (next_session_date, 1);
  ASSERT_COUNTS (created_at_us, 1);
  ASSERT_COUNTS (modified_at_us, 1);
  ASSERT_TEXT_COUNTS (id);
  ASSERT_TEXT_COUNTS (time_zone);
  ASSERT_TEXT_COUNTS (tool);
  ASSERT_TEXT_COUNTS (clinic_instructions);
  ASSERT_TEXT_COUNTS (text);

#undef ASSERT_COUNTS
#undef ASSERT_TEXT_COUNTS
}

static void
test_note_equal (void)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (AftSkinNote) copy = aft_skin_note_copy (note);

  g_assert_true (g_uuid_string_is_valid (note->id));
  g_assert_true (aft_skin_note_equal (note, copy));

#define ASSERT_COUNTS(field, value)                              \
  G_STMT_START                                                   \
  {                                                              \
    g_autoptr (AftSkinNote) changed = aft_skin_note_copy (note); \
    changed->field = value;                                      \
    g_assert_false (aft_skin_note_equal (note, changed));        \
  }                                                              \
  G_STMT_END

  ASSERT_COUNTS (noted_at_us, 1);
  ASSERT_COUNTS (day, 1);
  ASSERT_COUNTS (severity[AFT_SYMPTOM_REDNESS], 0);
  ASSERT_COUNTS (severity[AFT_SYMPTOM_TINGLING], 0);
  ASSERT_COUNTS (severity[AFT_SYMPTOM_DRYNESS], 0);
  ASSERT_COUNTS (flags, AFT_FLAG_FEVER);
  ASSERT_COUNTS (resolved_flags, AFT_FLAG_FEVER);
  ASSERT_COUNTS (created_at_us, 1);
  ASSERT_COUNTS (modified_at_us, 1);

#undef ASSERT_COUNTS

  g_free (copy->text);
  copy->text = g_strdup ("else");
  g_assert_false (aft_skin_note_equal (note, copy));
}

static void
test_note_empty (void)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();

  g_assert_true (aft_skin_note_is_empty (note));
  g_assert_false (aft_skin_note_has_value (note));

  g_free (note->text);
  note->text = g_strdup (" \n\t\u2003");
  g_assert_true (aft_skin_note_is_empty (note));

  g_free (note->text);
  note->text = g_strdup (" x");
  g_assert_false (aft_skin_note_is_empty (note));
  g_assert_false (aft_skin_note_has_value (note));

  g_free (note->text);
  note->text = g_strdup ("");
  note->resolved_flags = AFT_FLAG_FEVER;
  g_assert_false (aft_skin_note_is_empty (note));

  note->resolved_flags = AFT_FLAG_NONE;
  note->flags = AFT_FLAG_FEVER;
  g_assert_false (aft_skin_note_is_empty (note));

  /* 0 is a value: the person recorded "none". */
  note->flags = AFT_FLAG_NONE;
  note->severity[AFT_SYMPTOM_DRYNESS] = 0;
  g_assert_false (aft_skin_note_is_empty (note));
  g_assert_true (aft_skin_note_has_value (note));
}

static void
test_compare (void)
{
  g_autoptr (AftSession) a = aft_session_new ();
  g_autoptr (AftSession) b = aft_session_copy (a);
  g_autoptr (AftSkinNote) c = aft_skin_note_new ();
  g_autoptr (AftSkinNote) d = aft_skin_note_copy (c);

  g_assert_cmpint (aft_session_compare (&a, &b), ==, 0);
  a->ended_at_us = G_MININT64;
  b->ended_at_us = G_MAXINT64;
  g_assert_cmpint (aft_session_compare (&a, &b), <, 0);
  g_assert_cmpint (aft_session_compare (&b, &a), >, 0);
  b->ended_at_us = a->ended_at_us;
  a->id[0] = '0';
  b->id[0] = '1';
  g_assert_cmpint (aft_session_compare (&a, &b), <, 0);

  g_assert_cmpint (aft_skin_note_compare (&c, &d), ==, 0);
  c->noted_at_us = G_MININT64;
  d->noted_at_us = G_MAXINT64;
  g_assert_cmpint (aft_skin_note_compare (&c, &d), <, 0);
  g_assert_cmpint (aft_skin_note_compare (&d, &c), >, 0);
  d->noted_at_us = c->noted_at_us;
  c->id[0] = '0';
  d->id[0] = '1';
  g_assert_cmpint (aft_skin_note_compare (&c, &d), <, 0);
}

static void
test_note_find_last (void)
{
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);
  g_autoptr (AftSkinNote) last = NULL;
  g_autoptr (AftSkinNote) last_with_value = NULL;

  g_assert_null (aft_skin_note_find_last (notes, 7, FALSE));
  /* On day 7: one note with a value, a later one with only text, an earlier one. On day 8: one
   * note. */
  for (guint i = 0; i < 4; i++)
    {
      AftSkinNote *note = aft_skin_note_new ();

      note->day = i == 3 ? 8 : 7;
      note->noted_at_us = (gint64[]){ 20, 30, 10, 40 }[i];
      if (i != 1)
        note->severity[AFT_SYMPTOM_DRYNESS] = 1;
      g_ptr_array_add (notes, note);
    }
  last = aft_skin_note_find_last (notes, 7, FALSE);
  g_assert_true (last == g_ptr_array_index (notes, 1));
  last_with_value = aft_skin_note_find_last (notes, 7, TRUE);
  g_assert_true (last_with_value == g_ptr_array_index (notes, 0));
  g_assert_null (aft_skin_note_find_last (notes, 6, FALSE));
}

static gpointer
ref_many_times (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    aft_session_unref (aft_session_ref (data));

  return NULL;
}

/* A reference count that isn't atomic would get out of step, and the session would be freed too
 * early or never. */
static void
test_session_threads (void)
{
  g_autoptr (AftSession) session = aft_session_new ();
  g_autofree char *id = g_strdup (session->id);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ref", ref_many_times, session);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpstr (session->id, ==, id);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  AftSession *session = aft_session_new ();

  g_value_init (&value, AFT_TYPE_SESSION);
  g_value_take_boxed (&value, session);
  g_assert_true (g_value_get_boxed (&value) == session);
  g_assert_cmpstr (g_type_name (AFT_TYPE_SKIN_NOTE), ==, "AftSkinNote");
  g_assert_cmpstr (g_type_name (AFT_TYPE_PLAN), ==, "AftPlan");
}

/* The exact tokens of the JSON format. */
static void
test_tokens (void)
{
  static const char *const flags[] = { "spreading_redness", "growing_swelling",
                                       "discharge",         "fever",
                                       "worse_pain",        "cold_sore",
                                       "lasting_lump" };
  static const char *const zones[] = { "forehead",  "temples", "nose", "left_cheek", "right_cheek",
                                       "upper_lip", "chin",    "neck", "body" };
  AftPlaceOfTreatment place = AFT_PLACE_OF_TREATMENT_OFFICE;

  g_assert_cmpstr (aft_place_of_treatment_to_token (AFT_PLACE_OF_TREATMENT_HOME), ==, "home");
  g_assert_cmpstr (aft_place_of_treatment_to_token (AFT_PLACE_OF_TREATMENT_OFFICE), ==, "office");
  g_assert_true (aft_place_of_treatment_from_token ("home", &place));
  g_assert_cmpint (place, ==, AFT_PLACE_OF_TREATMENT_HOME);
  g_assert_false (aft_place_of_treatment_from_token ("Home", &place));
  g_assert_false (aft_place_of_treatment_from_token (NULL, &place));

  g_assert_cmpstr (aft_symptom_to_token (AFT_SYMPTOM_REDNESS), ==, "redness");
  g_assert_cmpstr (aft_symptom_to_token (AFT_SYMPTOM_TINGLING), ==, "tingling");
  g_assert_cmpstr (aft_symptom_to_token (AFT_SYMPTOM_DRYNESS), ==, "dryness");

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      g_assert_cmpstr (aft_flag_to_token (1u << i), ==, flags[i]);
      g_assert_cmpstr (aft_flag_tokens[i], ==, flags[i]);
    }
  g_assert_null (aft_flag_tokens[AFT_N_FLAGS]);
  g_assert_null (aft_flag_to_token (AFT_FLAG_NONE));
  g_assert_null (aft_flag_to_token (AFT_FLAGS_ALL));

  for (guint i = 0; i < AFT_N_ZONES; i++)
    {
      g_assert_cmpstr (aft_zone_to_token (1u << i), ==, zones[i]);
      g_assert_cmpstr (aft_zone_tokens[i], ==, zones[i]);
    }
  g_assert_null (aft_zone_to_token (AFT_ZONES_ALL));

  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_GUIDE), ==, "guide");
  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_PUBLISHED), ==, "published");
  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_COMMON), ==, "common");
  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_READING), ==, "reading");
  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_CLINIC), ==, "clinic");
  g_assert_cmpstr (aft_provenance_to_token (AFT_PROVENANCE_MINE), ==, "mine");
}

/* Rule 2: the larger of the person's preference and the default of the needle. */
static void
test_rest_default (void)
{
  static const struct
  {
    double preferred;
    double needle_mm;
    double days;
  } cases[] = {
    { AFT_UNSET, 0.2, 7.0 },
    { AFT_UNSET, 0.25, 7.0 },
    { AFT_UNSET, 0.3, 7.0 },
    { AFT_UNSET, 0.1 + 0.2, 7.0 },
    { AFT_UNSET, 0.31, 14.0 },
    { AFT_UNSET, 0.5, 14.0 },
    { AFT_UNSET, AFT_UNSET, 14.0 },
    { AFT_UNSET, 0.99, 14.0 },
    { AFT_UNSET, 1.0, 28.0 },
    { AFT_UNSET, 0.1 * 10, 28.0 },
    { AFT_UNSET, 1.5, 28.0 },
    { 21.0, 1.5, 28.0 },
    { 30.0, 1.5, 30.0 },
    { 10.0, 0.25, 10.0 },
    { 10.0, 0.5, 14.0 },
    { 21.0, 0.5, 21.0 },
    { 21.0, 0.25, 21.0 },
    { 7.0, AFT_UNSET, 14.0 },
  };
  AftPreferences preferences;

  aft_preferences_init (&preferences);
  g_assert_cmpfloat (preferences.makeup_wait_hours, ==, 8.0);
  g_assert_cmpfloat (preferences.rest_days, ==, AFT_UNSET);
  g_assert_cmpint (preferences.day_start_minutes, ==, 240);
  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    g_assert_cmpint (preferences.usual[i], ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      preferences.rest_days = cases[i].preferred;
      g_assert_cmpfloat (aft_preferences_get_rest_default (&preferences, cases[i].needle_mm), ==,
                         cases[i].days);
    }
}

static void
test_needle_advice (void)
{
  static const struct
  {
    double needle_mm;
    AftNeedleAdvice advice;
  } cases[] = {
    { AFT_UNSET, AFT_NEEDLE_ADVICE_NONE },
    { 0.3, AFT_NEEDLE_ADVICE_NONE },
    { 0.49, AFT_NEEDLE_ADVICE_NONE },
    { 0.5, AFT_NEEDLE_ADVICE_LONGER_REST },
    { 0.99, AFT_NEEDLE_ADVICE_LONGER_REST },
    { 1.0, AFT_NEEDLE_ADVICE_CLINIC_ONLY },
    { 0.1 * 10, AFT_NEEDLE_ADVICE_CLINIC_ONLY },
    { 2.5, AFT_NEEDLE_ADVICE_CLINIC_ONLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (aft_needle_get_advice (AFT_PLACE_OF_TREATMENT_HOME, cases[i].needle_mm), ==,
                       cases[i].advice);
      g_assert_cmpint (aft_needle_get_advice (AFT_PLACE_OF_TREATMENT_OFFICE, cases[i].needle_mm),
                       ==, AFT_NEEDLE_ADVICE_NONE);
    }
}

static void
test_session_day (void)
{
  g_autoptr (AftSession) session = aft_session_new ();

  session->ended_at_us = aft_test_at ("2026-11-22T23:30:00Z");
  g_assert_cmpuint (aft_session_get_day (session, 0), ==, aft_day_new (2026, 11, 22));

  g_free (session->time_zone);
  session->time_zone = g_strdup ("Asia/Tokyo");
  g_assert_cmpuint (aft_session_get_day (session, 0), ==, aft_day_new (2026, 11, 23));
  g_assert_cmpuint (aft_session_get_day (session, 600), ==, aft_day_new (2026, 11, 22));

  g_free (session->time_zone);
  session->time_zone = g_strdup ("Mars/Olympus");
  g_assert_cmpuint (aft_session_get_day (session, 0), ==, aft_day_new (2026, 11, 22));
}

static void
test_note_for_day (void)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new ("Europe/Berlin");
  AftDay day = aft_day_new (2026, 11, 22);
  g_autoptr (AftSkinNote) note = aft_skin_note_new_for_day (day, 1000, zone, 2000);

  g_assert_true (g_uuid_string_is_valid (note->id));
  g_assert_cmpuint (note->day, ==, day);
  g_assert_cmpint (note->noted_at_us, ==, 1000);
  g_assert_cmpint (note->created_at_us, ==, 2000);
  g_assert_cmpint (note->modified_at_us, ==, 2000);
  g_assert_cmpstr (note->time_zone, ==, "Europe/Berlin");
  g_assert_true (aft_skin_note_is_empty (note));
}

/* Keeps what is exactly at the limit, and the order. */
static void
test_filter_until (void)
{
  g_autoptr (GPtrArray) sessions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);
  g_autoptr (GPtrArray) past_sessions = NULL;
  g_autoptr (GPtrArray) past_notes = NULL;

  for (gint64 at_us = 1; at_us <= 3; at_us++)
    {
      AftSession *session = aft_session_new ();
      AftSkinNote *note = aft_skin_note_new ();

      session->ended_at_us = at_us;
      note->noted_at_us = at_us;
      g_ptr_array_add (sessions, session);
      g_ptr_array_add (notes, note);
    }

  past_sessions = aft_session_filter_until (sessions, 2);
  past_notes = aft_skin_note_filter_until (notes, 2);
  g_assert_cmpint (past_sessions->len, ==, 2);
  g_assert_cmpint (past_notes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (past_sessions->pdata[i] == sessions->pdata[i]);
      g_assert_true (past_notes->pdata[i] == notes->pdata[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/models/session-new", test_session_new);
  g_test_add_func ("/models/session-equal", test_session_equal);
  g_test_add_func ("/models/session-threads", test_session_threads);
  g_test_add_func ("/models/note-equal", test_note_equal);
  g_test_add_func ("/models/note-empty", test_note_empty);
  g_test_add_func ("/models/note-find-last", test_note_find_last);
  g_test_add_func ("/models/session-day", test_session_day);
  g_test_add_func ("/models/note-for-day", test_note_for_day);
  g_test_add_func ("/models/filter-until", test_filter_until);
  g_test_add_func ("/models/compare", test_compare);
  g_test_add_func ("/models/boxed", test_boxed);
  g_test_add_func ("/models/tokens", test_tokens);
  g_test_add_func ("/models/rest-default", test_rest_default);
  g_test_add_func ("/models/needle-advice", test_needle_advice);

  return g_test_run ();
}
