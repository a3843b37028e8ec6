/* test-plan-advice.c: tests of rule 5: when to talk to a clinician
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

static char *
get_tokens (const AftPlan *plan)
{
  GString *tokens = g_string_new (NULL);

  for (guint i = 0; i < plan->advice->len; i++)
    g_string_append_printf (tokens, "%s%s", i > 0 ? " " : "",
                            aft_advice_to_token (&g_array_index (plan->advice, AftAdvice, i)));

  return g_string_free (tokens, FALSE);
}

/* One note on a day of the recovery. Days start at 04:00. */
static void
test_thresholds (void)
{
  static const struct
  {
    AftPlaceOfTreatment setting;
    const char *noted_at;
    int values[AFT_N_SYMPTOMS];
    int usual;
    const char *advice;
  } cases[] = {
    /* Day 1 is over, from 04:00 on the second day after: longer than the guide expects. */
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-03T03:59:59Z", { 4, 0, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_HOME,
      "2026-11-03T04:00:00Z",
      { 2, 0, 0 },
      0,
      "redness_before_72_hours" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-03T04:00:00Z", { 1, 0, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-03T04:00:00Z", { 2, 0, 0 }, 2, "" },
    /* 72 hours after: longer than the first paper expects. */
    { AFT_PLACE_OF_TREATMENT_HOME,
      "2026-11-04T19:59:59.999999Z",
      { 4, 0, 0 },
      0,
      "redness_before_72_hours" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-04T20:00:00Z", { 2, 0, 0 }, 0, "redness_after_day_1" },
    { AFT_PLACE_OF_TREATMENT_HOME,
      "2026-11-04T20:00:00.000001Z",
      { 2, 0, 0 },
      0,
      "redness_after_day_1" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-04T20:00:00Z", { 1, 0, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-04T20:00:00Z", { 2, 0, 0 }, 1, "redness_after_day_1" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-04T20:00:00Z", { 2, 0, 0 }, 2, "" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-04T20:00:00Z", { 3, 0, 0 }, 2, "redness_after_day_1" },
    /* After a session in a clinic, redness is expected for a week. */
    { AFT_PLACE_OF_TREATMENT_OFFICE, "2026-11-03T04:00:00Z", { 4, 0, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_OFFICE, "2026-11-09T03:59:59Z", { 4, 0, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_OFFICE,
      "2026-11-09T04:00:00Z",
      { 2, 0, 0 },
      0,
      "redness_after_day_1" },
    /* After day 3. */
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-05T03:59:59Z", { 0, 4, 0 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-05T04:00:00Z", { 0, 2, 0 }, 0, "tingling_after_day_3" },
    { AFT_PLACE_OF_TREATMENT_OFFICE,
      "2026-11-05T04:00:00Z",
      { 0, 2, 0 },
      0,
      "tingling_after_day_3" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-05T04:00:00Z", { 0, 1, 0 }, 0, "" },
    /* After day 7. */
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-09T03:59:59Z", { 0, 0, 4 }, 0, "" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-09T04:00:00Z", { 0, 0, 2 }, 0, "dryness_after_day_7" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-09T04:00:00Z", { 0, 0, 2 }, 2, "" },
    /* All of them. Those of the recovery before don't count. */
    { AFT_PLACE_OF_TREATMENT_HOME,
      "2026-11-09T04:00:00Z",
      { 2, 2, 2 },
      0,
      "redness_after_day_1 tingling_after_day_3 dryness_after_day_7" },
    { AFT_PLACE_OF_TREATMENT_HOME, "2026-11-01T19:00:00Z", { 4, 4, 4 }, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      g_autoptr (AftPlan) plan = NULL;
      g_autofree char *tokens = NULL;

      g_test_message ("case %u", i);
      if (cases[i].setting == AFT_PLACE_OF_TREATMENT_HOME)
        aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
      else
        aft_test_diary_office (diary, "2026-11-01T20:00:00Z");
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        diary->preferences.usual[s] = cases[i].usual;
      aft_test_diary_note (diary, cases[i].noted_at, cases[i].values[0], cases[i].values[1],
                           cases[i].values[2]);

      plan = aft_test_diary_plan (diary, "2026-11-10T12:00:00Z");
      tokens = get_tokens (plan);
      g_assert_cmpstr (tokens, ==, cases[i].advice);
    }
}

static void
test_figures (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  const AftAdvice *advice;

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  aft_test_diary_note (diary, "2026-11-09T10:00:00Z", 3, 2, 4);
  plan = aft_test_diary_plan (diary, "2026-11-12T12:00:00Z");
  g_assert_cmpuint (plan->advice->len, ==, 3);

  advice = &g_array_index (plan->advice, AftAdvice, 0);
  g_assert_cmpint (advice->value, ==, 3);
  g_assert_cmpint (advice->recovery_day, ==, 8);
  g_assert_cmpint (advice->since_us, ==, aft_test_at ("2026-11-09T10:00:00Z"));
  g_assert_cmpint (advice->provenance, ==, AFT_PROVENANCE_READING);
  g_assert_false (advice->today);
  advice = &g_array_index (plan->advice, AftAdvice, 1);
  g_assert_cmpint (advice->value, ==, 2);
  g_assert_cmpint (advice->provenance, ==, AFT_PROVENANCE_READING);
  advice = &g_array_index (plan->advice, AftAdvice, 2);
  g_assert_cmpint (advice->value, ==, 4);
  g_assert_cmpint (advice->provenance, ==, AFT_PROVENANCE_READING);
}

/* A later, calmer value ends the advice. */
static void
test_calmed (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  aft_test_diary_note (diary, "2026-11-09T10:00:00Z", 3, 3, 3);
  aft_test_diary_note (diary, "2026-11-09T20:00:00Z", 1, 1, 1);
  plan = aft_test_diary_plan (diary, "2026-11-10T12:00:00Z");
  g_assert_cmpuint (plan->advice->len, ==, 0);
}

/* Redness by day of recovery ("." is no note, "34" two notes on one day). Which values rise
 * again? */
static void
test_rebounds (void)
{
  static const struct
  {
    const char *days; /* values of the days, separated by spaces */
    int usual;
    gboolean rebound;
  } cases[] = {
    { "3 1 3", 0, TRUE },
    { "3 1 2", 0, FALSE },
    { "2 0 2", 0, TRUE },
    { "2 0 1", 0, FALSE },
    { "4 2 1 0", 0, FALSE },
    { "0 2", 0, FALSE },
    { "0 2 4", 0, FALSE },
    { "1 3 4", 0, FALSE },
    { "3 2 1 2 3", 0, TRUE },
    { "3 1 . . 3", 0, TRUE },
    { "3 1 3 1", 0, FALSE },
    { "3 1 3 3", 0, TRUE },
    { "3 1 3 2", 0, FALSE },
    { "4 1 4 3", 0, TRUE },
    { "1 0 2", 0, TRUE },
    { "3 1 3", 2, TRUE },
    { "2 0 2", 2, FALSE },
    { "1 0 2", 1, TRUE },
    /* With several notes on a day, the highest counts. */
    { "3 13 3", 0, FALSE },
    { "3 1 13", 0, TRUE },
    { "3 1 31", 0, TRUE },
    { "31 3", 0, FALSE },
    { "33 11 33", 0, TRUE },
    { "40", 0, FALSE },
    { "3", 0, FALSE },
    { "3 1", 0, FALSE },
    { ". . .", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        {
          g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
          g_autoptr (AftPlan) plan = NULL;
          guint day = 0;
          guint minute = 0;
          gboolean rebound = FALSE;

          g_test_message ("%s: \"%s\"", aft_symptom_to_token ((AftSymptom) s), cases[i].days);
          diary->preferences.usual[s] = cases[i].usual;
          aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 14.0);

          for (const char *c = cases[i].days; *c != '\0'; c++)
            {
              g_autofree char *at = g_strdup_printf ("2026-11-%02uT12:%02u:00Z", day + 1, minute++);
              int values[AFT_N_SYMPTOMS] = { -1, -1, -1 };

              if (*c == ' ')
                day++;
              else if (*c != '.')
                {
                  values[s] = *c - '0';
                  aft_test_diary_note (diary, at, values[0], values[1], values[2]);
                }
            }

          /* The order of the array doesn't matter. */
          if (diary->notes->len > 1)
            {
              gpointer first = diary->notes->pdata[0];

              diary->notes->pdata[0] = diary->notes->pdata[diary->notes->len - 1];
              diary->notes->pdata[diary->notes->len - 1] = first;
            }

          plan = aft_test_diary_plan (diary, "2026-11-06T12:00:00Z");
          for (guint a = 0; a < plan->advice->len; a++)
            {
              const AftAdvice *advice = &g_array_index (plan->advice, AftAdvice, a);

              if (advice->kind != (AftAdviceKind) (AFT_ADVICE_REDNESS_REBOUND + s))
                continue;

              rebound = TRUE;
              g_assert_cmpint (advice->recovery_day, ==, day);
              g_assert_cmpint (advice->provenance, ==, AFT_PROVENANCE_COMMON);
              g_assert_cmpint (advice->value, >=, 2);
              g_assert_false (advice->today);
            }
          g_assert_cmpint (rebound, ==, cases[i].rebound);
        }
    }
}

/* First what is due today, then the other flags, then scores. */
static void
test_flags (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  g_autofree char *tokens = NULL;

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  aft_test_diary_note (diary, "2026-11-04T10:00:00Z", 2, 0, 0)->flags = AFT_FLAGS_ALL;
  plan = aft_test_diary_plan (diary, "2026-11-20T12:00:00Z");
  tokens = get_tokens (plan);
  g_assert_cmpstr (tokens, ==,
                   "fever discharge spreading_redness growing_swelling worse_pain cold_sore "
                   "lasting_lump redness_before_72_hours");

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      const AftAdvice *advice = &g_array_index (plan->advice, AftAdvice, i);

      g_assert_cmpint (advice->today, ==, i < 3);
      g_assert_cmpint (advice->value, ==, AFT_SEVERITY_UNSET);
      g_assert_cmpint (advice->recovery_day, ==, 3);
      g_assert_cmpint (advice->provenance, ==,
                       i < AFT_N_FLAGS - 1 ? AFT_PROVENANCE_COMMON : AFT_PROVENANCE_READING);
      g_assert_cmpint (advice->since_us, ==, aft_test_at ("2026-11-04T10:00:00Z"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/advice/thresholds", test_thresholds);
  g_test_add_func ("/plan/advice/figures", test_figures);
  g_test_add_func ("/plan/advice/calmed", test_calmed);
  g_test_add_func ("/plan/advice/rebounds", test_rebounds);
  g_test_add_func ("/plan/advice/flags", test_flags);

  return g_test_run ();
}
