/* test-words-terms.c: tests of the names of things
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-words.h"

static void
assert_words (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* These are also the exact accessible names of the check-in. */
static void
test_severities (void)
{
  g_assert_cmpstr (aft_words_symptom (AFT_SYMPTOM_REDNESS), ==, "Redness");
  g_assert_cmpstr (aft_words_symptom (AFT_SYMPTOM_TINGLING), ==, "Tingling");
  g_assert_cmpstr (aft_words_symptom (AFT_SYMPTOM_DRYNESS), ==, "Dryness");

  assert_words (aft_words_symptom_value (AFT_SYMPTOM_REDNESS, 0), "Redness 0, none");
  assert_words (aft_words_symptom_value (AFT_SYMPTOM_REDNESS, 1), "Redness 1, slight");
  assert_words (aft_words_symptom_value (AFT_SYMPTOM_REDNESS, 2), "Redness 2, mild");
  assert_words (aft_words_symptom_value (AFT_SYMPTOM_TINGLING, 3), "Tingling 3, moderate");
  assert_words (aft_words_symptom_value (AFT_SYMPTOM_DRYNESS, 4), "Dryness 4, severe");
  assert_words (aft_words_symptom_value (AFT_SYMPTOM_DRYNESS, AFT_SEVERITY_UNSET),
                "Dryness, not recorded");
}

static void
test_flags (void)
{
  assert_words (aft_words_flags (AFT_FLAG_NONE), "");
  assert_words (aft_words_flags (AFT_FLAG_DISCHARGE), "discharge");
  assert_words (aft_words_flags (AFT_FLAG_DISCHARGE | AFT_FLAG_FEVER), "fever and discharge");
  assert_words (
      aft_words_flags (AFT_FLAGS_ALL),
      "fever, discharge, spreading redness, growing swelling, worse pain, cold sore and new "
      "lump or sore that stays");
}

static void
test_zones (void)
{
  assert_words (aft_words_zones (AFT_ZONE_NONE), "");
  assert_words (aft_words_zones (AFT_ZONE_NOSE | AFT_ZONE_FOREHEAD), "forehead, nose");
  assert_words (aft_words_zones (AFT_ZONES_ALL),
                "forehead, temples, nose, left cheek, right cheek, upper lip, chin, neck, body");
}

static void
test_others (void)
{
  g_assert_cmpstr (aft_words_place_of_treatment (AFT_PLACE_OF_TREATMENT_HOME), ==, "Home");
  g_assert_cmpstr (aft_words_place_of_treatment (AFT_PLACE_OF_TREATMENT_OFFICE), ==, "Clinic");

  assert_words (aft_words_needle (AFT_UNSET), "");
  assert_words (aft_words_needle (0.25), "0.25 mm");
  assert_words (aft_words_needle (0.3), "0.3 mm");
  assert_words (aft_words_needle (0.1 + 0.2), "0.3 mm");
  assert_words (aft_words_needle (1.0), "1 mm");

  for (int p = AFT_PROVENANCE_GUIDE; p <= AFT_PROVENANCE_MINE; p++)
    {
      g_autofree char *text = aft_words_provenance_long ((AftProvenance) p);

      g_assert_cmpuint (strlen (aft_words_provenance ((AftProvenance) p)), >, 0);
      g_assert_true (g_str_has_suffix (text, "."));
    }

  g_assert_null (aft_words_needle_advice (AFT_NEEDLE_ADVICE_NONE));
  {
    g_autofree char *longer = aft_words_needle_advice (AFT_NEEDLE_ADVICE_LONGER_REST);
    g_autofree char *clinic = aft_words_needle_advice (AFT_NEEDLE_ADVICE_CLINIC_ONLY);

    g_assert_nonnull (strstr (longer, "short home needles"));
    g_assert_nonnull (strstr (clinic, "1.0 mm"));
    g_assert_nonnull (strstr (clinic, "20 to 30 days, so our reading is 28 days"));
  }
}

/* Rule 7 names all four. */
static void
test_cautions (void)
{
  static const char *const words[] = { "acne", "pregnancy", "keloid", "reastfeeding" };
  g_autofree char *line = aft_words_cautions_line ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (line, words[i]));
  g_assert_nonnull (strstr (line, "blackheads and whiteheads"));
  g_assert_null (strchr (line, '\n'));
}

/* Every code has its own sentence, and none is the one for the log. */
static void
test_check_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) other = g_error_new (G_FILE_ERROR, G_FILE_ERROR_IO, "disk on fire");
  g_autofree char *other_words = aft_words_check_error (other);

  for (int code = AFT_CHECK_ERROR_FUTURE; code <= AFT_CHECK_ERROR_ID; code++)
    {
      g_autoptr (GError) error = g_error_new (AFT_CHECK_ERROR, code, "for the log");
      char *text = aft_words_check_error (error);

      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_null (strstr (text, "for the log"));
      g_assert_cmpstr (text, !=, other_words);
      g_assert_true (g_hash_table_add (seen, text));
    }

  g_assert_null (strstr (other_words, "fire"));
}

static void
test_tool (void)
{
  assert_words (aft_words_tool_uses (0, 12), "0 of 12 uses");
  assert_words (aft_words_tool_uses (7, 12), "7 of 12 uses");
  assert_words (aft_words_tool_uses (1, 1), "1 of 1 use");
  g_assert_null (aft_words_tool_worn ("Roller", AFT_TOOL_ROLLER, 11, 12));
  assert_words (aft_words_tool_worn ("Roller", AFT_TOOL_ROLLER, 12, 12),
                "Time for a new roller or stamp: Roller has had 12 of 12 uses.");
  assert_words (aft_words_tool_worn ("Roller", AFT_TOOL_STAMP, 14, 12),
                "Time for a new roller or stamp: Roller has had 14 uses; the limit is 12.");
  g_assert_null (aft_words_tool_worn ("Dr. Pen", AFT_TOOL_PEN, 0, 1));
  assert_words (aft_words_tool_worn ("Dr. Pen", AFT_TOOL_PEN, 1, 1),
                "Use a new cartridge: the one in Dr. Pen has been used.");
  assert_words (aft_words_tool_source (AFT_TOOL_ROLLER),
                "Common advice is to replace a roller or stamp after 10 to 15 uses. We found no "
                "primary source for it.");
  assert_words (aft_words_tool_source (AFT_TOOL_PEN),
                "Common advice: a pen’s cartridge is sterile and for one use.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/words/terms/severities", test_severities);
  g_test_add_func ("/words/terms/flags", test_flags);
  g_test_add_func ("/words/terms/zones", test_zones);
  g_test_add_func ("/words/terms/others", test_others);
  g_test_add_func ("/words/terms/cautions", test_cautions);
  g_test_add_func ("/words/terms/tool", test_tool);
  g_test_add_func ("/words/terms/check-errors", test_check_errors);

  return g_test_run ();
}
