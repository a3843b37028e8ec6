/* test-words-languages.c: tests of sentences in one language with LC_TIME of another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * languages.py runs it with LC_TIME of several countries, and English as the language of the
 * program.
 */
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "aft-date-parser.h"
#include "aft-iso-date.h"
#include "aft-words.h"

#define NOON_US G_GINT64_CONSTANT (1793880000000000) /* 2026-11-05T12:00:00Z */

static void
assert_words (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_dates (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  AftDay day = aft_day_from_string ("2026-11-05");
  AftDay later = aft_day_from_string ("2027-05-01");

  aft_words_set_clock_format (AFT_CLOCK_24H);
  assert_words (aft_words_day (day, day - 30), "Thu 5 Nov");
  assert_words (aft_words_day_long (day), "Thursday 5 November 2026");
  assert_words (aft_words_day_heading (day, day), "Thursday 5 November");
  assert_words (aft_words_day_heading (day, later), "Thursday 5 November 2026");
  assert_words (aft_words_format_day (day, "%OB %Y"), "November 2026");
  assert_words (aft_words_format_day (day, "%a"), "Thu");
  assert_words (aft_words_moment (NOON_US, NOON_US - 9 * G_TIME_SPAN_DAY, utc), "Thu 5 Nov, 12:00");
  aft_words_set_clock_format (AFT_CLOCK_12H);
  assert_words (aft_words_time (NOON_US, utc), "12:00 PM");
  assert_words (aft_words_time (NOON_US - G_TIME_SPAN_HOUR, utc), "11:00 AM");

  for (int month = 0; month < 12; month++)
    {
      g_autofree char *text = aft_words_day_long (later + 31 * month);

      g_assert_true (g_str_is_ascii (text));
    }
}

/* Typed dates are understood in both languages, and written dates contain no words. */
static void
test_typed (void)
{
  AftDay today = aft_day_from_string ("2026-11-20");
  AftDay day = aft_day_from_string ("2026-11-05");
  g_autofree char *short_form = aft_date_parser_format_date (day);
  g_autofree char *there = g_strdup_printf ("5 %s 2026", nl_langinfo (MON_11));
  int minutes = -1;

  for (const char *p = short_form; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_isalpha (g_utf8_get_char (p)));
  g_assert_cmpint (aft_date_parser_parse_date (short_form, today, FALSE), ==, day);
  g_assert_cmpint (aft_date_parser_parse_date ("5 nov 2026", today, FALSE), ==, day);
  g_assert_cmpint (aft_date_parser_parse_date ("5 November", today, FALSE), ==, day);
  /* If a month name contains a number, there is one number too many. */
  if (strpbrk (nl_langinfo (MON_11), "0123456789") == NULL)
    g_assert_cmpint (aft_date_parser_parse_date (there, today, FALSE), ==, day);
  g_assert_true (aft_date_parser_parse_time ("9:10 PM", &minutes));
  g_assert_cmpint (minutes, ==, 21 * 60 + 10);
}

int
main (int argc, char *argv[])
{
  /* In the C locale, the fallback for a missing locale, this test would prove nothing. */
  if (setlocale (LC_ALL, "") == NULL)
    g_error ("LC_TIME=%s doesn't exist", g_getenv ("LC_TIME"));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/words/languages/dates", test_dates);
  g_test_add_func ("/words/languages/typed", test_typed);
  return g_test_run ();
}
