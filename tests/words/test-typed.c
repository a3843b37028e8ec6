/* test-typed.c: tests of digits and numbers in any script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>

#include "aft-tokens.h"
#include "aft-typed.h"

#define REFUSED (-2.0)

static void
test_number (void)
{
  static const struct
  {
    const char *text;
    double value;
  } cases[] = {
    { "", AFT_UNSET },
    { "  ", AFT_UNSET },
    { "\u200f", AFT_UNSET },
    { "24", 24 },
    { "0", 0 },
    { "0.25", 0.25 },
    { "0,25", 0.25 },
    { "21,5", 21.5 },
    { ".5", 0.5 },
    { "5.", 5 },
    { "0.125", 0.125 },
    { "\u00a00.5\u202f", 0.5 },
    /* Full-width, as typed on Japanese and Chinese keyboards, each with its separators. */
    { "０．５", 0.5 },
    { "０，５", 0.5 },
    { "０。５", 0.5 },
    { "１４", 14 },
    /* Arabic-Indic, Persian, Devanagari, Bengali, Thai, Burmese */
    { "٠٫٥", 0.5 },
    { "٢١،٥", 21.5 },
    { "۰٫۵", 0.5 },
    { "०.५", 0.5 },
    { "১৪", 14 },
    { "๑๔", 14 },
    { "၁၄", 14 },
    { "\u200e14\u200f", 14 },
    /* With the unit of the field. */
    { "0.5 mm", 0.5 },
    { "0,5mm", 0.5 },
    { "０．５ＭＭ", 0.5 },
    { "0.5㎜", 0.5 },
    /* With another unit, with more than a number, or without one. */
    { "2 weeks", REFUSED },
    { "0.5 cm", REFUSED },
    { "2x3", REFUSED },
    { "-1", REFUSED },
    { "−1", REFUSED },
    { "－１", REFUSED },
    { "1.2.3", REFUSED },
    { "1,2,3", REFUSED },
    { "1 4", REFUSED },
    { ".", REFUSED },
    { "mm", REFUSED },
    { "nan", REFUSED },
    { "1e3", REFUSED },
    { "0x10", REFUSED },
    { "many", REFUSED },
    { "5²", REFUSED },
    { "½", REFUSED },
    { "①", REFUSED },
    /* One or a thousand? */
    { "1,000", REFUSED },
    { "1.000", REFUSED },
    { "12345678901234567890", REFUSED },
    { "\xff", REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = REFUSED;
      gboolean good = cases[i].value > REFUSED;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (aft_typed_parse_number (cases[i].text, "mm", &value), ==, good);
      g_assert_cmpfloat_with_epsilon (value, cases[i].value, 1e-12);
    }
  for (guint i = 0; i < 3; i++)
    {
      static const char *const with_unit[] = { "14 mm", "14 days", "14 d" };
      double value = REFUSED;

      g_assert_false (aft_typed_parse_number (with_unit[i], NULL, &value));
      g_assert_cmpfloat (value, ==, REFUSED);
    }
}

/* A number written to a field is read back as the same number. */
static void
test_round_trip (void)
{
  static const double numbers[] = { 0, 0.05, 0.125, 0.25, 1.5, 7, 21.5, 99, 168, 730 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = aft_typed_format_number (numbers[i]);
      double value = REFUSED;

      g_assert_true (aft_typed_parse_number (text, NULL, &value));
      g_assert_cmpfloat_with_epsilon (value, numbers[i], 1e-9);
    }
}

static void
test_plain (void)
{
  g_autofree char *full = aft_typed_to_plain ("　２０２６－０８－２４ ");
  g_autofree char *arabic = aft_typed_to_plain ("\u200f٢٠٢٦-٠٨-٢٤");

  g_assert_cmpstr (full, ==, "2026-08-24");
  g_assert_cmpstr (arabic, ==, "2026-08-24");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/words/typed/number", test_number);
  g_test_add_func ("/words/typed/round-trip", test_round_trip);
  g_test_add_func ("/words/typed/plain", test_plain);
  return g_test_run ();
}
