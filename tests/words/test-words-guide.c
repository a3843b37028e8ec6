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

  for (int id = 0; id < AFT_N_GUIDE_LINES; id++)
    {
      const AftGuideLine *line = aft_guide_get_line ((AftGuideLineId) id);
      const char *words = aft_words_guide_line ((AftGuideLineId) id);
      g_autofree char *source = aft_words_guide_source (line);

      g_test_message ("%s: %s (%s)", line->token, words, source);
      g_assert_cmpuint (strlen (words), >, 8);
      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_true (g_hash_table_add (known, (char *) words));
      g_assert_cmpuint (strlen (source), >, 8);
      g_assert_true (g_str_has_suffix (source, "."));
    }
}

/* A published line names its paper or page; a line that isn't from the guide says so. */
static void
test_sources (void)
{
  static const struct
  {
    AftGuideLineId id;
    const char *names;
  } cases[] = {
    { AFT_GUIDE_LINE_EXPECTED_WEEK, "Chu, 2021" },
    { AFT_GUIDE_LINE_DIARY, "Journal of Clinical and Aesthetic Dermatology, 2020" },
    { AFT_GUIDE_LINE_SCORES, "26267728" },
    { AFT_GUIDE_LINE_WATER_LOSS, "Sasaki, 2019" },
    { AFT_GUIDE_LINE_AUTHORISED_USES, "FDA" },
    { AFT_GUIDE_LINE_ISOTRETINOIN, "(ASDS), 2017" },
    { AFT_GUIDE_LINE_BREASTFEEDING, "doesn’t answer it" },
    { AFT_GUIDE_LINE_PRONE_TO_KELOIDS, "The guide mentions keloid scars" },
    { AFT_GUIDE_LINE_CARE, "leaves it empty" },
    { AFT_GUIDE_LINE_ACTIVES, "isn’t authoritative" },
    { AFT_GUIDE_LINE_REDNESS, "aftercare article" },
    { AFT_GUIDE_LINE_CLINIC_WAITS, "can’t guess it" },
    { AFT_GUIDE_LINE_MY_WAITS, "You set this" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = aft_words_guide_source (aft_guide_get_line (cases[i].id));

      g_test_message ("%s", source);
      g_assert_nonnull (strstr (source, cases[i].names));
    }
}

/* The exact figures of the sources: a typo here would be wrong advice. */
static void
test_figures (void)
{
  static const struct
  {
    AftGuideLineId id;
    const char *figure;
  } cases[] = {
    { AFT_GUIDE_LINE_MAKEUP, "8 hours at the very least" },
    { AFT_GUIDE_LINE_MAKEUP_LONGER, "12, 24 or 48 hours" },
    { AFT_GUIDE_LINE_REST, "1 to 2 weeks" },
    { AFT_GUIDE_LINE_DOWNTIME, "3 to 7 days" },
    { AFT_GUIDE_LINE_EXPECTED_WEEK, "up to 7 days" },
    { AFT_GUIDE_LINE_WATER_LOSS, "48 hours" },
    { AFT_GUIDE_LINE_EXERCISE, "48 hours. Some say 24" },
    { AFT_GUIDE_LINE_SUN, "48 hours" },
    { AFT_GUIDE_LINE_ACTIVES, "about a week" },
    { AFT_GUIDE_LINE_SUNSCREEN, "SPF 30 or higher" },
    { AFT_GUIDE_LINE_NEEDLES, "0.2, 0.25, 0.3 or 0.5 mm" },
    { AFT_GUIDE_LINE_WORN_TOOL, "10 to 15 uses" },
    { AFT_GUIDE_LINE_AUTHORISED_USES, "aged 22" },
    { AFT_GUIDE_LINE_ISOTRETINOIN, "6 months" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_nonnull (strstr (aft_words_guide_line (cases[i].id), cases[i].figure));
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
  g_test_add_func ("/words/guide/figures", test_figures);
  g_test_add_func ("/words/guide/headings", test_headings);
  g_test_add_func ("/words/guide/here", test_here);

  return g_test_run ();
}
