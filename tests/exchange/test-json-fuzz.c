/* test-json-fuzz.c: tests of thousands of damaged diaries, each of which must get a response
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * AFT_FUZZ_ROUNDS sets the number. The seed is that of g_test_rand, which is printed (--seed).
 * Rounds don't depend on each other: each has its own diary.
 */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "aft-json.h"
#include "diary-text.h"
#include "scratch.h"

#define ROUNDS 4000

static const char *const pieces[] = {
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\"",
  "\\",
  "\\u",
  "\\u0000",
  "\\ud800",
  "null",
  "true",
  "1e999",
  "-",
  "0",
  "9999999999999999999",
  "1.5",
  "\xff",
  "\xc3",
  "\xed\xa0\x80",
  "\xf0\x9f\x98\x80",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
  "\"id\":1,",
  "\n",
  "  ",
  "/*",
  "Z",
  "9999-12-31T23:59:59Z",
};

static guint
pick (gsize end)
{
  return (guint) g_test_rand_int_range (0, (gint32) MAX (end, 1));
}

static void
spoil (GString *text)
{
  gsize at = pick (text->len);
  gsize n = pick (400);

  switch (g_test_rand_int_range (0, 7))
    {
    case 0: /* flip one bit */
      text->str[at] = (char) (text->str[at] ^ (1 << pick (8)));
      break;
    case 1: /* change one byte */
      text->str[at] = (char) pick (256);
      break;
    case 2: /* remove a part */
      g_string_erase (text, (gssize) at, (gssize) MIN (n / 10, text->len - at));
      break;
    case 3: /* insert a part */
      g_string_insert (text, (gssize) at, pieces[pick (G_N_ELEMENTS (pieces))]);
      break;
    case 4: /* repeat a part */
      {
        gsize length = MIN (n, text->len - at);
        g_autofree char *part = g_memdup2 (text->str + at, length + 1);

        g_string_insert_len (text, (gssize) pick (text->len), part, (gssize) length);
        break;
      }
    case 5: /* cut the end */
      if (pick (4) == 0)
        g_string_truncate (text, at);
      break;
    default: /* change a digit */
      while (at < text->len && !g_ascii_isdigit (text->str[at]))
        at++;
      if (at < text->len)
        text->str[at] = (char) ('0' + pick (10));
      break;
    }
}

/* Any accepted input is also valid JSON for another parser, and exports as a diary. */
static void
check_accepted (AftDb *db, const GString *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *exported = test_export (db, DIARY_NOW_US);
  g_autoptr (GError) error = NULL;
  AftImportCounts counts;
  const char *start = text->str;

  if (g_str_has_prefix (start, "\xef\xbb\xbf"))
    start += 3;
  json_parser_load_from_data (parser, start, -1, &error);
  g_assert_no_error (error);
  test_import (db, exported, -1, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.added + counts.updated + counts.deleted, ==, 0);
}

/* An empty diary. Copying one is faster than creating one. */
static AftDb *
open_fresh (const char *folder)
{
  g_autofree char *empty_path = g_build_filename (folder, "empty.db", NULL);
  g_autofree char *path = g_build_filename (folder, "a.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  if (!g_file_test (empty_path, G_FILE_TEST_EXISTS))
    aft_db_close (test_open_db (folder, "empty.db"));
  g_file_get_contents (empty_path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  return test_open_db (folder, "a.db");
}

static void
test_fuzz (void)
{
  const char *rounds_text = g_getenv ("AFT_FUZZ_ROUNDS");
  guint rounds = rounds_text != NULL ? (guint) atoi (rounds_text) : ROUNDS;
  guint n_accepted = 0;
  g_autofree char *folder = test_make_folder ();
  AftDb *db = open_fresh (folder);

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GString) text = g_string_new (DIARY_TEXT);
      g_autoptr (GError) error = NULL;
      guint n = 1 + pick (3);

      while (n-- > 0 && text->len > 0)
        spoil (text);

      if (test_import (db, text->str, (gssize) text->len, NULL, &error))
        {
          n_accepted++;
          check_accepted (db, text);
          aft_db_close (db);
          db = open_fresh (folder);
          continue;
        }
      g_assert_true (error->domain == AFT_JSON_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), >, 10);
    }

  /* Some damage is in free text and isn't noticed, but most is. */
  g_test_message ("%u of %u accepted", n_accepted, rounds);
  g_assert_cmpuint (n_accepted, >, 0);
  g_assert_cmpuint (n_accepted, <, rounds / 2);

  aft_db_close (db);
  test_remove_folder (folder);
}

/* Random data without a diary in it. */
static void
test_noise (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint n = pick (60);

      while (n-- > 0)
        g_string_append (text, pieces[pick (G_N_ELEMENTS (pieces))]);
      g_assert_false (test_import (db, text->str, (gssize) text->len, NULL, &error));
      g_assert_true (error->domain == AFT_JSON_ERROR);
    }

  aft_db_close (db);
  test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/fuzz/diary", test_fuzz);
  g_test_add_func ("/exchange/fuzz/noise", test_noise);

  return g_test_run ();
}
