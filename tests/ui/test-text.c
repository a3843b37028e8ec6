/* test-text.c: small changes to words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
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
    { "one\ntwo\n \n", "one\ntwo" }, /* nothing is left out but blanks */
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/text/capitalize", test_capitalize);
  g_test_add_func ("/ui/text/preview", test_preview);
  return g_test_run ();
}
