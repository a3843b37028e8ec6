/* test-iso-date.c: tests of days and times in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"

static void
test_day_text (void)
{
  static const char *const good[] = { "1900-01-01", "1970-01-01", "2024-02-29", "9999-12-31" };
  static const char *const bad[] = { "",           "2026-02-29",  "1899-12-31",
                                     "2026-13-01", "2026-00-10",  "2026-04-31",
                                     "2026-1-1",   "20260101",    "2026-01-01 ",
                                     "2026/01/01", "+2026-01-01", "2026-01-01T00:00:00Z",
                                     "10000-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = aft_day_to_string (aft_day_from_string (good[i]));

      g_assert_cmpstr (text, ==, good[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (aft_day_from_string (bad[i]), ==, AFT_DAY_NONE);

  g_assert_cmpuint (aft_day_from_string (NULL), ==, AFT_DAY_NONE);
  g_assert_null (aft_day_to_string (AFT_DAY_NONE));
  g_assert_cmpuint (aft_day_from_string ("1970-01-02"), ==, aft_day_from_string ("1970-01-01") + 1);
}

static void
test_instant_text (void)
{
  static const struct
  {
    const char *text;
    const char *same; /* NULL: invalid */
  } cases[] = {
    { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z" },
    { "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z" },
    { "2026-11-22T18:30:00.000001Z", "2026-11-22T18:30:00.000001Z" },
    { "2026-11-22T18:30:00.000000Z", "2026-11-22T18:30:00Z" },
    { "2026-11-22T18:30:00.0000019Z", "2026-11-22T18:30:00.000001Z" },
    { "2026-11-22t18:30:00z", "2026-11-22T18:30:00Z" },
    { "2026-11-22T18:30:00+01:00", "2026-11-22T17:30:00Z" },
    { "2026-11-22T18:30:00-03:30", "2026-11-22T22:00:00Z" },
    { "2026-11-22T18:30:00-00:00", "2026-11-22T18:30:00Z" },
    { "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z" },
    { "2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z" },
    { "1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z" },
    { "1900-01-01T00:00:00+00:01", NULL },
    { "9999-12-31T23:59:59-00:01", NULL },
    { "2016-12-31T22:59:60Z", NULL },
    { "2026-02-29T00:00:00Z", NULL },
    { "2026-11-22T24:00:00Z", NULL },
    { "2026-11-22T18:60:00Z", NULL },
    { "2026-11-22T18:30:61Z", NULL },
    { "2026-11-22T18:30Z", NULL },
    { "2026-11-22 18:30:00Z", NULL },
    { "2026-11-22T18:30:00", NULL },
    { "2026-11-22T18:30:00.Z", NULL },
    { "2026-11-22T18:30:00,5Z", NULL },
    { "2026-11-22T18:30:00+01", NULL },
    { "2026-11-22T18:30:00+0100", NULL },
    { "2026-11-22T18:30:00+24:00", NULL },
    { "2026-11-22T18:30:00+01:60", NULL },
    { "2026-11-22T18:30:00Z ", NULL },
    { " 2026-11-22T18:30:00Z", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at_us = 4711;

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "NULL");
      if (cases[i].same != NULL)
        {
          g_autofree char *text = NULL;

          g_assert_true (aft_instant_from_string (cases[i].text, &at_us));
          text = aft_instant_to_string (at_us);
          g_assert_cmpstr (text, ==, cases[i].same);
        }
      else
        {
          g_assert_false (aft_instant_from_string (cases[i].text, &at_us));
          g_assert_cmpint (at_us, ==, 4711);
        }
    }
}

static void
test_instant_extremes (void)
{
  g_autofree char *first = aft_instant_to_string (G_MININT64);
  g_autofree char *last = aft_instant_to_string (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999999Z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/iso-date/day", test_day_text);
  g_test_add_func ("/iso-date/instant", test_instant_text);
  g_test_add_func ("/iso-date/instant-extremes", test_instant_extremes);

  return g_test_run ();
}
