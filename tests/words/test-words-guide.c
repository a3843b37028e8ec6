/* test-words-guide.c: tests of the text of the Guide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-words.h"

/* Each line is a sentence, and no two are the same. */
static void
test_lines (void)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  GPtrArray *claims = aft_ledger_get_claims ();

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);
      const char *words = aft_words_claim (claim->token);
      g_autofree char *source = aft_words_claim_provenance (claim);

      g_test_message ("%s: %s (%s)", claim->token, words, source);
      g_assert_cmpuint (strlen (words), >, 8);
      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_true (g_hash_table_add (known, (char *) words));
      g_assert_cmpuint (strlen (source), >, 8);
      g_assert_true (g_str_has_suffix (source, "."));
    }
}

/* A published claim names its paper or page; one that isn't from the guide says so. */
static void
test_sources (void)
{
  static const struct
  {
    const char *token;
    const char *names;
  } cases[] = {
    { "expected-week", "Review · 85 articles" },
    { "diary", "J Clin Aesthet Dermatol 13(8):17-22" },
    { "scores", "Validation of a scale · on the face · not about microneedling" },
    { "water-loss", "Sasaki GH, 2019\n" },
    { "water-loss", "10 people · needles of 0.5 mm, 1.5 mm · at a clinic · on the face and body" },
    { "authorised-uses", "FDA" },
    { "isotretinoin", "Waldman A and others, 2017\n" },
    { "breastfeeding", "doesn’t answer it" },
    { "prone-to-keloids", "The guide mentions keloid scars" },
    { "care", "leaves it empty" },
    { "actives", "isn’t authoritative" },
    { "redness", "aftercare article" },
    { "clinic-waits", "can’t guess it" },
    { "worn-tool", "no primary source" },
    { "tingling-late", "Our reading" },
    { "lasting-lump", "28 people · at a clinic · not about microneedling" },
    { "darker-skin", "Juhasz MLW, Cohen JL, 2020" },
    { "my-waits", "You set this" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AftClaim *claim = aft_ledger_find_claim (cases[i].token);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *provenance = aft_words_claim_provenance (claim);

      g_string_append (text, provenance);
      for (guint n = 0; n < claim->sources->len; n++)
        {
          g_autofree char *source = aft_words_source (g_ptr_array_index (claim->sources, n));

          g_string_append_printf (text, "\n%s", source);
        }
      g_test_message ("%s", text->str);
      g_assert_nonnull (strstr (text->str, cases[i].names));
    }
}

/* The list for a terminal has the text, the identifiers and the scope. */
static void
test_list (void)
{
  g_autofree char *list = aft_words_sources ();
  g_autofree char *report = aft_words_report_sources ();

  g_assert_true (g_str_has_prefix (list, "Your doctor’s instructions come first.\n  From the"));
  g_assert_nonnull (strstr (list, "doi:10.1097/01.dss.0000790428.70373.f6. "
                                  "https://pubmed.ncbi.nlm.nih.gov/34448760/\n"));
  g_assert_nonnull (strstr (list, "  Scope: The scale was validated for the redness of rosacea"));
  g_assert_nonnull (strstr (report, "Tan J, Leoni M, 2015"));
  g_assert_nonnull (strstr (report, "von Dalwig-Nolda D, Ablon G, 2020"));
}

/* The reasons that "Before you start" leaves out, each once, with where they come from. */
static void
test_more_reasons (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  g_autofree char *text = aft_words_more_reasons ();
  guint n_left_out = 0;

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);

      if (claim->kind == AFT_GUIDE_WAIT_IF && strstr (text, aft_words_claim (claim->token)) == NULL)
        n_left_out++;
    }
  g_assert_cmpuint (n_left_out, ==, 4);
  g_assert_null (strstr (text, "pregnancy"));
  g_assert_true (g_str_has_prefix (text, "Clinics and brands commonly say this"));
  g_assert_nonnull (strstr (text, "published paper or an official page.\n• An active infection"));
}

/* The exact figures of the sources: a typo here would be wrong advice. */
static void
test_figures (void)
{
  static const struct
  {
    const char *token;
    const char *figure;
  } cases[] = {
    { "makeup", "8 hours at the very least" },
    { "makeup-longer", "12, 24 or 48 hours" },
    { "rest", "1 to 2 weeks" },
    { "downtime", "3 to 7 days" },
    { "expected-week", "up to 7 days" },
    { "water-loss", "48 hours" },
    { "exercise", "48 hours. Some say 24" },
    { "sun", "48 hours" },
    { "actives", "about a week" },
    { "sunscreen", "SPF 30 or higher" },
    { "needles", "0.2, 0.25, 0.3 or 0.5 mm" },
    { "worn-tool", "10 to 15 uses" },
    { "authorised-uses", "aged 22" },
    { "isotretinoin", "6 months" },
    { "redness-late", "72 hours or 7 days" },
    { "lasting-lump", "8 weeks" },
    { "long-needles", "28 days" },
    { "long-needles", "20 to 30 days" },
    { "barrier", "0.15 and 0.25 mm on the face" },
    { "sun", "48 hours at the least. Some say two weeks" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_nonnull (strstr (aft_words_claim (cases[i].token), cases[i].figure));
}

static void
test_headings (void)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < AFT_N_GUIDE_PHASES; i++)
    {
      g_assert_true (g_hash_table_add (known, (char *) aft_words_guide_phase ((AftGuidePhase) i)));
      g_assert_true (
          g_hash_table_add (known, (char *) aft_words_guide_phase_long ((AftGuidePhase) i)));
    }
  for (int i = 0; i < AFT_N_GUIDE_KINDS; i++)
    g_assert_true (g_hash_table_add (known, (char *) aft_words_guide_kind ((AftGuideKind) i)));
  g_assert_false (g_hash_table_contains (known, ""));
}

static void
test_here (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) empty = aft_test_diary_plan (diary, "2026-11-01T10:00:00Z");
  g_autoptr (AftPlan) plan = NULL;
  g_autofree char *words = NULL;

  g_assert_null (aft_words_guide_here (empty, diary->time_zone));

  aft_test_diary_home (diary, "2026-11-01T10:00:00Z", 7.0);
  plan = aft_test_diary_plan (diary, "2026-11-04T10:00:00Z");
  words = aft_words_guide_here (plan, diary->time_zone);
  g_assert_cmpstr (words, ==, "You are here: Day 3 of recovery · Resting until Sun 8 Nov, 10:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_words_set_clock_format (AFT_CLOCK_24H);

  g_test_add_func ("/words/guide/lines", test_lines);
  g_test_add_func ("/words/guide/sources", test_sources);
  g_test_add_func ("/words/guide/list", test_list);
  g_test_add_func ("/words/guide/more-reasons", test_more_reasons);
  g_test_add_func ("/words/guide/figures", test_figures);
  g_test_add_func ("/words/guide/headings", test_headings);
  g_test_add_func ("/words/guide/here", test_here);

  return g_test_run ();
}
