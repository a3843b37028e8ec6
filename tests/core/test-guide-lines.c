/* test-guide-lines.c: tests of the ledger and of the phases of the Guide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-ledger.h"
#include "aft-test-diary.h"

static void
test_claims (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  g_autoptr (GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (claims->len, >, 50);
  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);

      g_test_message ("%s", claim->token);
      g_assert_true (g_hash_table_add (tokens, (char *) claim->token));
      g_assert_true (aft_ledger_find_claim (claim->token) == claim);
      g_assert_cmpuint (claim->phases, >, 0);
      g_assert_cmpuint (claim->places, >, 0);
      /* Only the section about calling has claims about calling. */
      if (claim->kind == AFT_GUIDE_CALL_TODAY || claim->kind == AFT_GUIDE_CALL_SOON)
        g_assert_cmpuint (claim->phases, ==, 1u << AFT_GUIDE_CALL);
    }
  g_assert_null (aft_ledger_find_claim ("nothing"));
}

static void
assert_uri (const char *token, const char *uri)
{
  const AftClaim *claim = aft_ledger_find_claim (token);
  g_autofree char *found = aft_source_dup_uri (g_ptr_array_index (claim->sources, 0));

  g_assert_cmpstr (found, ==, uri);
}

/* PubMed if there is a number, else the page. The guide has neither. */
static void
test_sources (void)
{
  const AftClaim *claim = aft_ledger_find_claim ("water-loss");
  const AftSource *source = g_ptr_array_index (claim->sources, 0);

  assert_uri ("scores", "https://pubmed.ncbi.nlm.nih.gov/26267728/");
  assert_uri ("expected-week", "https://pubmed.ncbi.nlm.nih.gov/34448760/");
  assert_uri ("diary", "https://jcadonline.com/automated-microneedling-acne-scarring/");
  assert_uri ("redness", NULL);

  g_assert_cmpstr (source->authors, ==, "Sasaki GH");
  g_assert_cmpuint (source->year, ==, 2019);
  g_assert_cmpuint (source->people, ==, 10);
  g_assert_cmpuint (source->n_needles, ==, 2);
  g_assert_cmpfloat (source->needle_mm[1], ==, 1.5);
  g_assert_cmpuint (source->places, ==, AFT_GUIDE_IN_CLINIC);
  g_assert_cmpint (source->body, ==, AFT_BODY_FACE_AND_BODY);
  g_assert_false (source->other_procedures);
}

/* The guide's own lists of what to use and what to avoid are empty. It mentions only makeup and
 * rest. */
static void
test_guide_lists (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);

      if ((claim->kind == AFT_GUIDE_DO || claim->kind == AFT_GUIDE_AVOID) &&
          claim->provenance == AFT_PROVENANCE_GUIDE)
        g_string_append_printf (said, "%s ", claim->token);
    }

  g_assert_cmpstr (said->str, ==, "rest makeup ");
}

static gboolean
is_shown (const char *token, AftGuidePhase phase, AftGuidePlaces places)
{
  return aft_claim_applies (aft_ledger_find_claim (token), phase, places);
}

/* Rule 7's four: the guide's, and the one that it leaves open. */
static void
test_cautions (void)
{
  static const char *const tokens[] = { "active-acne", "pregnancy", "keloid-scars",
                                        "breastfeeding" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_assert_cmpint (aft_ledger_find_claim (tokens[i])->provenance, ==,
                       i < 3 ? AFT_PROVENANCE_GUIDE : AFT_PROVENANCE_COMMON);
      g_assert_true (is_shown (tokens[i], AFT_GUIDE_BEFORE, AFT_GUIDE_AT_HOME));
      g_assert_true (is_shown (tokens[i], AFT_GUIDE_RESTED, AFT_GUIDE_IN_CLINIC));
      g_assert_false (is_shown (tokens[i], AFT_GUIDE_CALL, AFT_GUIDE_ANYWHERE));
    }
}

/* Today and the Guide have the same source for the same advice. */
static void
test_advice (void)
{
  static const struct
  {
    AftAdviceKind kind;
    const char *token;
  } cases[] = {
    { AFT_ADVICE_FEVER, "fever" },
    { AFT_ADVICE_DISCHARGE, "discharge" },
    { AFT_ADVICE_SPREADING_REDNESS, "spreading-redness" },
    { AFT_ADVICE_GROWING_SWELLING, "growing-swelling" },
    { AFT_ADVICE_WORSE_PAIN, "worse-pain" },
    { AFT_ADVICE_COLD_SORE, "cold-sore" },
    { AFT_ADVICE_LASTING_LUMP, "lasting-lump" },
    { AFT_ADVICE_REDNESS_REBOUND, "returning-redness" },
    { AFT_ADVICE_REDNESS_AFTER_DAY_1, "redness-late" },
    { AFT_ADVICE_TINGLING_AFTER_DAY_3, "tingling-late" },
    { AFT_ADVICE_DRYNESS_AFTER_DAY_7, "dryness-late" },
  };
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  guint found = 0;

  aft_test_diary_home (diary, "2026-11-01T20:00:00Z", 14.0);
  aft_test_diary_note (diary, "2026-11-02T10:00:00Z", 3, 0, 0);
  aft_test_diary_note (diary, "2026-11-03T10:00:00Z", 0, 0, 0);
  aft_test_diary_note (diary, "2026-11-10T10:00:00Z", 3, 3, 3)->flags = AFT_FLAGS_ALL;
  plan = aft_test_diary_plan (diary, "2026-11-10T12:00:00Z");

  for (guint i = 0; i < plan->advice->len; i++)
    {
      const AftAdvice *advice = &g_array_index (plan->advice, AftAdvice, i);

      for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
        {
          const AftClaim *claim = aft_ledger_find_claim (cases[n].token);

          if (cases[n].kind != advice->kind)
            continue;
          g_test_message ("%s", claim->token);
          g_assert_cmpint (claim->provenance, ==, advice->provenance);
          g_assert_cmpint (claim->kind == AFT_GUIDE_CALL_TODAY, ==, advice->today);
          found++;
        }
    }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (cases));
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

/* Rule 3: after a session in a clinic, the clinic's instructions count, and general figures don't
 * replace them. */
static void
test_clinic (void)
{
  static const char *const guesses[] = {
    "makeup", "makeup-longer", "exercise", "sun", "actives", "sunscreen", "my-waits", "rest",
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
      g_assert_true (is_shown ("clinic-first", (AftGuidePhase) phase, AFT_GUIDE_IN_CLINIC));
      g_assert_false (is_shown ("clinic-first", (AftGuidePhase) phase, AFT_GUIDE_AT_HOME));
    }
  g_assert_true (is_shown ("clinic-waits", AFT_GUIDE_DAY_2_7, AFT_GUIDE_IN_CLINIC));
  g_assert_true (is_shown ("downtime", AFT_GUIDE_DAY_0_1, AFT_GUIDE_IN_CLINIC));
  g_assert_false (is_shown ("no-downtime", AFT_GUIDE_DAY_0_1, AFT_GUIDE_IN_CLINIC));
  g_assert_true (is_shown ("exercise", AFT_GUIDE_DAY_0_1, AFT_GUIDE_AT_HOME));
}

/* The page is never empty, wherever the session was. */
static void
test_no_empty_phase (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();

  for (int phase = 0; phase < AFT_N_GUIDE_PHASES; phase++)
    {
      guint n_home = 0;
      guint n_clinic = 0;

      for (guint i = 0; i < claims->len; i++)
        {
          const AftClaim *claim = g_ptr_array_index (claims, i);

          n_home += aft_claim_applies (claim, (AftGuidePhase) phase, AFT_GUIDE_AT_HOME);
          n_clinic += aft_claim_applies (claim, (AftGuidePhase) phase, AFT_GUIDE_IN_CLINIC);
        }
      g_assert_cmpuint (n_home, >, 3);
      g_assert_cmpuint (n_clinic, >, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/guide/claims", test_claims);
  g_test_add_func ("/guide/sources", test_sources);
  g_test_add_func ("/guide/guide-lists", test_guide_lists);
  g_test_add_func ("/guide/cautions", test_cautions);
  g_test_add_func ("/guide/advice", test_advice);
  g_test_add_func ("/guide/phases", test_phases);
  g_test_add_func ("/guide/change", test_change);
  g_test_add_func ("/guide/clinic", test_clinic);
  g_test_add_func ("/guide/no-empty-phase", test_no_empty_phase);

  return g_test_run ();
}
