/* test-when.c: tests of dates and times as people type them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>

#include "aft-date-parser.h"
#include "aft-iso-date.h"
#include "aft-time-zone.h"

static void
test_time (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1: without a time */
  } cases[] = {
    { "9:5", 9 * 60 + 5 },
    { "09:05", 9 * 60 + 5 },
    { "21:10", 21 * 60 + 10 },
    { " 21:10 ", 21 * 60 + 10 },
    { "21.10", 21 * 60 + 10 },
    { "21h10", 21 * 60 + 10 },
    { "2110", 21 * 60 + 10 },
    { "905", 9 * 60 + 5 },
    { "9", 9 * 60 },
    { "0:00", 0 },
    { "23:59", 23 * 60 + 59 },
    { "9:10 pm", 21 * 60 + 10 },
    { "9:10 PM", 21 * 60 + 10 },
    { "9:10\xe2\x80\xafp.m.", 21 * 60 + 10 },
    { "9pm", 21 * 60 },
    { "12 am", 0 },
    { "12:30 pm", 12 * 60 + 30 },
    { "\xd9\xa2\xd9\xa1:\xd9\xa1\xd9\xa0", 21 * 60 + 10 }, /* Arabic digits */
    { "２１：１０", 21 * 60 + 10 },
    { "", -1 },
    { "24:00", -1 },
    { "12:60", -1 },
    { "13 pm", -1 },
    { "0 am", -1 },
    { "-9:10", -1 },
    { "9:10:20:30", -1 },
    { "21:10x", -1 },
    { "99999999999999999999", -1 },
    { "soon", -1 },
    { "\xff", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int minutes = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (aft_date_parser_parse_time (cases[i].text, &minutes), ==,
                       cases[i].minutes >= 0);
      g_assert_cmpint (minutes, ==, cases[i].minutes);
    }
}

/* The locale of this test writes month/day/year. */
static void
test_date (void)
{
  static const struct
  {
    const char *text;
    const char *day; /* NULL: not a date */
  } cases[] = {
    { "2026-11-24", "2026-11-24" },
    { "2026-1-4", "2026-01-04" },
    { "2026/11/24", "2026-11-24" },
    { "11/24/2026", "2026-11-24" },
    { "11/24/26", "2026-11-24" },
    { "11.24.26", "2026-11-24" },
    { "1/2/99", "1999-01-02" },
    { "24 Nov 2026", "2026-11-24" },
    { "Nov 24, 2026", "2026-11-24" },
    { "Tuesday, November 24, 2026", "2026-11-24" },
    { "24 nov", "2026-11-24" },
    { "11/20", "2026-11-20" },
    { "11/30", "2025-11-30" }, /* the latest one in the past */
    { "2/29", "2024-02-29" },
    { "today", "2026-11-24" },
    { " Yesterday ", "2026-11-23" },
    { "24/11/2026", NULL },
    { "2026-02-29", NULL },
    { "2026-11-24 12", NULL },
    { "1899-01-01", NULL },
    { "99999-01-01", NULL },
    { "24", NULL },
    { "Nov", NULL },
    { "Nov 2026", NULL },
    { "Nov Dec 3", NULL },
    { "the 24th of November 2026", "2026-11-24" },
    { "Tue 11/24/2026", "2026-11-24" },
    /* Month names in a language other than the current one. */
    { "5 mars 10", NULL },
    { "5 août 2026", NULL },
    { "２０２６年１１月２４日", "2026-11-24" },
    { "令和8年11月24日", NULL },
    { "soon", NULL },
    { "", NULL },
    { "\xff", NULL },
  };
  AftDay today = aft_day_from_string ("2026-11-24");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (aft_date_parser_parse_date (cases[i].text, today, FALSE), ==,
                        aft_day_from_string (cases[i].day));
    }
}

/* The next session is in the future. */
static void
test_date_ahead (void)
{
  static const struct
  {
    const char *text;
    const char *day;
  } cases[] = {
    { "11/24", "2026-11-24" },     { "11/23", "2027-11-23" },      { "1/3", "2027-01-03" },
    { "2/29", "2028-02-29" },      { "2026-11-01", "2026-11-01" }, { "1/3/26", "2026-01-03" },
    { "yesterday", "2026-11-23" },
  };
  AftDay today = aft_day_from_string ("2026-11-24");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (aft_date_parser_parse_date (cases[i].text, today, TRUE), ==,
                        aft_day_from_string (cases[i].day));
    }
}

/* The form must read what it writes: otherwise it couldn't save an entry that nobody changed. */
static void
test_date_round_trip (void)
{
  AftDay first = aft_day_from_string ("1999-12-20");
  g_autofree char *century = aft_date_parser_format_date (first);

  /* The full year, although the locale writes two digits. */
  g_assert_cmpstr (century, ==, "12/20/1999");

  for (AftDay day = first; day < first + 12000; day += 11)
    {
      g_autofree char *text = aft_date_parser_format_date (day);

      g_assert_cmpuint (aft_date_parser_parse_date (text, day + 40, day % 2 == 0), ==, day);
    }
}

static void
assert_instants (
    const char *zone, const char *day, int minutes, const char *first, const char *second)
{
  g_autoptr (GTimeZone) time_zone = aft_time_zone_new (zone);
  gint64 at_us[2] = { 0, 0 };
  int n = aft_date_parser_resolve (aft_day_from_string (day), minutes, time_zone, at_us);
  const char *expected[] = { first, second };

  g_assert_cmpint (n, ==, second != NULL ? 2 : first != NULL ? 1 : 0);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = aft_instant_to_string (at_us[i]);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

static void
test_resolve (void)
{
  assert_instants ("UTC", "2026-11-24", 21 * 60 + 10, "2026-11-24T21:10:00Z", NULL);
  assert_instants ("UTC", "1969-12-31", 23 * 60, "1969-12-31T23:00:00Z", NULL);
  assert_instants ("Europe/Berlin", "2026-11-24", 30, "2026-11-23T23:30:00Z", NULL);
  assert_instants ("Asia/Kathmandu", "2026-11-24", 0, "2026-11-23T18:15:00Z", NULL);

  /* The clock goes from 02:00 to 03:00. */
  assert_instants ("Europe/Berlin", "2026-03-29", 119, "2026-03-29T00:59:00Z", NULL);
  assert_instants ("Europe/Berlin", "2026-03-29", 120, NULL, NULL);
  assert_instants ("Europe/Berlin", "2026-03-29", 179, NULL, NULL);
  assert_instants ("Europe/Berlin", "2026-03-29", 180, "2026-03-29T01:00:00Z", NULL);

  /* The clock goes from 03:00 to 02:00. */
  assert_instants ("Europe/Berlin", "2026-10-25", 119, "2026-10-24T23:59:00Z", NULL);
  assert_instants ("Europe/Berlin", "2026-10-25", 120, "2026-10-25T00:00:00Z",
                   "2026-10-25T01:00:00Z");
  assert_instants ("Europe/Berlin", "2026-10-25", 179, "2026-10-25T00:59:00Z",
                   "2026-10-25T01:59:00Z");
  assert_instants ("Europe/Berlin", "2026-10-25", 180, "2026-10-25T02:00:00Z", NULL);

  /* A change of half an hour, and a skipped day. */
  assert_instants ("Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45:00Z",
                   "2026-04-04T15:15:00Z");
  assert_instants ("Pacific/Apia", "2011-12-30", 12 * 60, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/words/when/time", test_time);
  g_test_add_func ("/words/when/date", test_date);
  g_test_add_func ("/words/when/date-ahead", test_date_ahead);
  g_test_add_func ("/words/when/date-round-trip", test_date_round_trip);
  g_test_add_func ("/words/when/resolve", test_resolve);
  return g_test_run ();
}
