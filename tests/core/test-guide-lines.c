/* test-guide-lines.c: tests of the lines of the Guide and of its phases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-guide.h"
#include "aft-test-diary.h"

/* If you add a line, add it here too. */
static void
test_lines (void)
{
  g_autoptr (GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);

  for (int id = 0; id < AFT_N_GUIDE_LINES; id++)
    {
      const AftGuideLine *line = aft_guide_get_line ((AftGuideLineId) id);

      g_test_message ("%d %s", id, line->token);
      g_assert_cmpint (line->id, ==, id);
      g_assert_cmpuint (strlen (line->token), >, 0);
      g_assert_true (g_hash_table_add (tokens, (char *) line->token));
      g_assert_cmpuint (line->phases, >, 0);
      g_assert_cmpuint (line->phases, <, 1u << AFT_N_GUIDE_PHASES);
      g_assert_cmpuint (line->kind, <, AFT_N_GUIDE_KINDS);
      g_assert_cmpuint (line->places, >, 0);
      g_assert_cmpuint (line->places, <=, AFT_GUIDE_ANYWHERE);
      g_assert_cmpuint (line->reference, <, AFT_N_REFERENCES);

      /* A published source has a name. */
      g_assert_cmpint (line->provenance == AFT_PROVENANCE_PUBLISHED, ==,
                       line->reference >= AFT_REFERENCE_CHU_2021 &&
                           line->reference <= AFT_REFERENCE_ISOTRETINOIN);
      /* Only the section about calling has lines about calling. */
      if (line->kind == AFT_GUIDE_CALL_TODAY || line->kind == AFT_GUIDE_CALL_SOON)
        g_assert_cmpuint (line->phases, ==, 1u << AFT_GUIDE_CALL);
    }

  g_assert_cmpuint (aft_reference_get_pubmed (AFT_REFERENCE_REDNESS_SCALE), ==, 26267728);
  g_assert_cmpuint (aft_reference_get_pubmed (AFT_REFERENCE_CHU_2021), ==, 0);
}

/* The guide's own lists of what to use and what to avoid are empty. It mentions only makeup and
 * rest. */
static void
test_guide_lists (void)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (int id = 0; id < AFT_N_GUIDE_LINES; id++)
    {
      const AftGuideLine *line = aft_guide_get_line ((AftGuideLineId) id);

      if ((line->kind == AFT_GUIDE_DO || line->kind == AFT_GUIDE_AVOID) &&
          line->provenance == AFT_PROVENANCE_GUIDE)
        g_string_append_printf (said, "%s ", line->token);
    }

  g_assert_cmpstr (said->str, ==, "rest makeup ");
}

/* A caution has the same text and source in the Guide as everywhere else. */
static void
test_cautions (void)
{
  static const AftGuideLineId ids[AFT_N_CAUTIONS] = {
    [AFT_CAUTION_ACTIVE_ACNE] = AFT_GUIDE_LINE_ACTIVE_ACNE,
    [AFT_CAUTION_PREGNANCY] = AFT_GUIDE_LINE_PREGNANCY,
    [AFT_CAUTION_KELOID_SCARS] = AFT_GUIDE_LINE_KELOID_SCARS,
    [AFT_CAUTION_BREASTFEEDING] = AFT_GUIDE_LINE_BREASTFEEDING,
  };

  for (int i = 0; i < AFT_N_CAUTIONS; i++)
    {
      const AftGuideLine *line = aft_guide_get_line (ids[i]);

      g_assert_cmpint (line->provenance, ==, aft_caution_get_provenance ((AftCaution) i));
      g_assert_true (aft_guide_line_applies (line, AFT_GUIDE_BEFORE, AFT_GUIDE_AT_HOME));
      g_assert_true (aft_guide_line_applies (line, AFT_GUIDE_RESTED, AFT_GUIDE_IN_CLINIC));
      g_assert_false (aft_guide_line_applies (line, AFT_GUIDE_CALL, AFT_GUIDE_ANYWHERE));
    }
}

static void
assert_phase (AftTestDiary *diary, const char *now, AftGuidePhase phase)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);

  g_test_message ("%s", now);
  g_assert_cmpint (aft_plan_get_guide_phase (plan, plan->now_us), ==, phase);
}

static void
test_phases (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session;

  assert_phase (diary, "2026-11-01T10:00:00Z", AFT_GUIDE_BEFORE);

  session = aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 14.0);
  assert_phase (diary, "2026-11-01T10:00:00Z", AFT_GUIDE_FIRST_HOURS);
  assert_phase (diary, "2026-11-01T17:59:59.999999Z", AFT_GUIDE_FIRST_HOURS);
  assert_phase (diary, "2026-11-01T18:00:00Z", AFT_GUIDE_DAY_0_1);
  /* A day starts at 04:00. */
  assert_phase (diary, "2026-11-03T03:59:59Z", AFT_GUIDE_DAY_0_1);
  assert_phase (diary, "2026-11-03T04:00:00Z", AFT_GUIDE_DAY_2_7);
  assert_phase (diary, "2026-11-08T12:00:00Z", AFT_GUIDE_DAY_2_7);
  /* Skin isn't rested before the rest is over, however long it is. */
  assert_phase (diary, "2026-11-15T09:59:59.999999Z", AFT_GUIDE_DAY_2_7);
  assert_phase (diary, "2026-11-15T10:00:00Z", AFT_GUIDE_RESTED);

  session->rest_days = 7.0;
  assert_phase (diary, "2026-11-08T10:00:00Z", AFT_GUIDE_RESTED);
  aft_test_diary_note (diary, "2026-11-08T09:00:00Z", 3, 0, 0);
  assert_phase (diary, "2026-11-08T10:00:00Z", AFT_GUIDE_RESTED);
  aft_test_diary_home (diary, "2026-11-08T11:00:00Z", 7.0);
  assert_phase (diary, "2026-11-08T12:00:00Z", AFT_GUIDE_FIRST_HOURS);
}

/* A plan is in one phase until it changes: the 8 hours end while makeup still has to wait. */
static void
test_change (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) empty = aft_test_diary_plan (diary, "2026-11-01T10:00:00Z");
  g_autoptr (AftPlan) plan = NULL;
  gint64 end_us = aft_test_at ("2026-11-01T18:00:00Z");

  g_assert_cmpint (aft_plan_get_guide_change (empty, empty->now_us), ==, G_MAXINT64);

  aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 14.0)->makeup_wait_hours = 48.0;
  plan = aft_test_diary_plan (diary, "2026-11-01T11:00:00Z");
  g_assert_cmpint (plan->changes_at_us, >, end_us);
  g_assert_cmpint (aft_plan_get_guide_change (plan, plan->now_us), ==, end_us);
  g_assert_cmpint (aft_plan_get_guide_phase (plan, end_us - 1), ==, AFT_GUIDE_FIRST_HOURS);
  g_assert_cmpint (aft_plan_get_guide_phase (plan, end_us), ==, AFT_GUIDE_DAY_0_1);
  g_assert_cmpint (aft_plan_get_guide_change (plan, end_us), ==, G_MAXINT64);
}

static void
assert_places (AftTestDiary *diary, const char *now, AftGuidePlaces places)
{
  g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, now);

  g_assert_cmpint (aft_plan_get_guide_places (plan), ==, places);
}

static gboolean
is_shown (AftGuideLineId id, AftGuidePhase phase, AftGuidePlaces places)
{
  return aft_guide_line_applies (aft_guide_get_line (id), phase, places);
}

/* Rule 3: after a session in a clinic, the clinic's instructions count, and general figures don't
 * replace them. */
static void
test_clinic (void)
{
  static const AftGuideLineId guesses[] = {
    AFT_GUIDE_LINE_MAKEUP,   AFT_GUIDE_LINE_MAKEUP_LONGER, AFT_GUIDE_LINE_EXERCISE,
    AFT_GUIDE_LINE_SUN,      AFT_GUIDE_LINE_ACTIVES,       AFT_GUIDE_LINE_SUNSCREEN,
    AFT_GUIDE_LINE_MY_WAITS, AFT_GUIDE_LINE_REST,
  };
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  assert_places (diary, "2026-11-01T10:00:00Z", AFT_GUIDE_ANYWHERE);
  aft_test_diary_office (diary, "2026-11-01T10:00:00Z");
  assert_places (diary, "2026-11-01T11:00:00Z", AFT_GUIDE_IN_CLINIC);
  assert_places (diary, "2026-12-01T11:00:00Z", AFT_GUIDE_IN_CLINIC);
  /* A home session in between doesn't end the downtime early. */
  aft_test_diary_home (diary, "2026-11-03T10:00:00Z", 14.0);
  assert_places (diary, "2026-11-08T12:00:00Z", AFT_GUIDE_IN_CLINIC);
  assert_places (diary, "2026-11-09T12:00:00Z", AFT_GUIDE_AT_HOME);

  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      for (int phase = 0; phase < AFT_N_GUIDE_PHASES; phase++)
        g_assert_false (is_shown (guesses[i], (AftGuidePhase) phase, AFT_GUIDE_IN_CLINIC));
    }

  for (int phase = AFT_GUIDE_FIRST_HOURS; phase <= AFT_GUIDE_RESTED; phase++)
    {
      g_assert_true (
          is_shown (AFT_GUIDE_LINE_CLINIC_FIRST, (AftGuidePhase) phase, AFT_GUIDE_IN_CLINIC));
      g_assert_false (
          is_shown (AFT_GUIDE_LINE_CLINIC_FIRST, (AftGuidePhase) phase, AFT_GUIDE_AT_HOME));
    }
  g_assert_true (is_shown (AFT_GUIDE_LINE_CLINIC_WAITS, AFT_GUIDE_DAY_2_7, AFT_GUIDE_IN_CLINIC));
  g_assert_true (is_shown (AFT_GUIDE_LINE_DOWNTIME, AFT_GUIDE_DAY_0_1, AFT_GUIDE_IN_CLINIC));
  g_assert_false (is_shown (AFT_GUIDE_LINE_NO_DOWNTIME, AFT_GUIDE_DAY_0_1, AFT_GUIDE_IN_CLINIC));
  g_assert_true (is_shown (AFT_GUIDE_LINE_EXERCISE, AFT_GUIDE_DAY_0_1, AFT_GUIDE_AT_HOME));
}

/* The page is never empty, wherever the session was. */
static void
test_no_empty_phase (void)
{
  for (int phase = 0; phase < AFT_N_GUIDE_PHASES; phase++)
    {
      guint n_home = 0;
      guint n_clinic = 0;

      for (int id = 0; id < AFT_N_GUIDE_LINES; id++)
        {
          n_home += is_shown ((AftGuideLineId) id, (AftGuidePhase) phase, AFT_GUIDE_AT_HOME);
          n_clinic += is_shown ((AftGuideLineId) id, (AftGuidePhase) phase, AFT_GUIDE_IN_CLINIC);
        }
      g_assert_cmpuint (n_home, >, 3);
      g_assert_cmpuint (n_clinic, >, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/guide/lines", test_lines);
  g_test_add_func ("/guide/guide-lists", test_guide_lists);
  g_test_add_func ("/guide/cautions", test_cautions);
  g_test_add_func ("/guide/phases", test_phases);
  g_test_add_func ("/guide/change", test_change);
  g_test_add_func ("/guide/clinic", test_clinic);
  g_test_add_func ("/guide/no-empty-phase", test_no_empty_phase);

  return g_test_run ();
}
