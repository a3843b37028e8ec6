/* test-text.c: tests of small changes to text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-diary-words.h"
#include "aft-text.h"

static void
test_capitalize (void)
{
  static const char *const cases[][2] = {
    { "left cheek", "Left cheek" },
    { "äußerst", "Äußerst" },
    { "Fever", "Fever" },
    { "", "" },
    { "24 h", "24 h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = aft_text_capitalize (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_preview (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "short", "short" },
    { "one\ntwo", "one\ntwo" },
    { "one\ntwo\n \n", "one\ntwo" }, /* removes only spaces */
    { "one\ntwo\nthree", "one\ntwo…" },
    { "one\n\n\nfour", "one…" },
    { "0123456789", "0123456789" },
    { "01234567890", "0123456789…" },
    { "ääääääääääb", "ääääääääää…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = aft_text_preview (cases[i][0], 2, 10);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* A whole number uses the plural of its language, and a fraction has its own text. */
static void
test_waits (void)
{
  static const struct
  {
    double hours;
    double days;
    const char *words;
  } cases[] = {
    { 8, 7, "Makeup after 8 hours · 7 days of rest" },
    { 1, 1, "Makeup after 1 hour · 1 day of rest" },
    { 7.5, 1.5, "Makeup after 7.5 hours · 1.5 days of rest" },
    { AFT_UNSET, 0.5, "0.5 days of rest" },
    { 1.2, AFT_UNSET, "Makeup after 1.2 hours" },
    { AFT_UNSET, AFT_UNSET, "The clinic’s waiting times aren’t recorded" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftSession) session = aft_session_new ();
      g_autofree char *words = NULL;

      session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
      session->makeup_wait_hours = cases[i].hours;
      session->rest_days = cases[i].days;
      words = aft_diary_words_session_waits (session);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Names of files in a sentence. */
static void
test_name (void)
{
  static const char *const cases[][2] = {
    { "my dates.ics", "my dates.ics" },
    { "Ünïcode “quoted” <b>.json", "Ünïcode “quoted” <b>.json" },
    { "תאריכים.ics", "\u2068תאריכים.ics\u2069" },
    { "a\u202egpj.json", "agpj.json" },
    { "مواعيد\u2069.ics", "\u2068مواعيد.ics\u2069" },
    { "two\nlines\u2028.csv", "two lines .csv" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = aft_text_name (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/text/capitalize", test_capitalize);
  g_test_add_func ("/ui/text/preview", test_preview);
  g_test_add_func ("/ui/text/name", test_name);
  g_test_add_func ("/ui/text/waits", test_waits);
  return g_test_run ();
}
