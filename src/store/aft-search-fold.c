/* aft-search-fold.c: normalizes texts for the search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same word may be written differently by two people, or by one person on two keyboards.
 * Indexed texts, searched texts and typed words are all folded here, so that they never disagree.
 * If you change this, rebuild the index: see version 6 of the schema.
 */
#include "aft-search-private.h"

#include <string.h>

/* Marks that most people leave out or that keyboards add: accents, Hebrew and Arabic vowels,
 * tatweel, direction marks, joiners, emoji variation selectors. Not the marks of Indian and
 * South-East Asian scripts, nor those of kana: leaving them out gives a different word. */
static gboolean
is_left_out (gunichar c)
{
  static const struct
  {
    gunichar first;
    gunichar last;
  } RANGES[] = {
    { 0x00ad, 0x00ad }, { 0x0300, 0x036f }, { 0x0483, 0x0487 }, { 0x0591, 0x05bd },
    { 0x05bf, 0x05bf }, { 0x05c1, 0x05c2 }, { 0x05c4, 0x05c5 }, { 0x05c7, 0x05c7 },
    { 0x0610, 0x061a }, { 0x061c, 0x061c }, { 0x0640, 0x0640 }, { 0x064b, 0x065f },
    { 0x0670, 0x0670 }, { 0x06d6, 0x06dc }, { 0x06df, 0x06e4 }, { 0x06e7, 0x06e8 },
    { 0x06ea, 0x06ed }, { 0x08d3, 0x08e1 }, { 0x08e3, 0x08ff }, { 0x1ab0, 0x1aff },
    { 0x1dc0, 0x1dff }, { 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2066, 0x2069 },
    { 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (RANGES) && c >= RANGES[i].first; i++)
    {
      if (c <= RANGES[i].last)
        return TRUE;
    }

  return FALSE;
}

/* Letters that aren't a plain letter with a mark, but are typed as the plain letter. */
static const char *
get_plain (gunichar c)
{
  switch (c)
    {
    case 0x00c6: /* Æ */
    case 0x00e6:
      return "ae";
    case 0x00d8: /* Ø */
    case 0x00f8:
      return "o";
    case 0x0110: /* Đ */
    case 0x0111:
      return "d";
    case 0x0131: /* dotless i: I, İ and i are one letter to a person who searches */
      return "i";
    case 0x0141: /* Ł */
    case 0x0142:
      return "l";
    case 0x0152: /* Œ */
    case 0x0153:
      return "oe";
    case 0x0629: /* ta marbuta */
      return "\u0647";
    case 0x0649: /* alef maksura, Persian yeh */
    case 0x06cc:
      return "\u064a";
    case 0x0671: /* alef wasla */
      return "\u0627";
    case 0x06a9: /* Persian kaf */
      return "\u0643";
    default:
      return NULL;
    }
}

static gboolean
is_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isprint (*p) && !g_ascii_isspace (*p))
        return FALSE;
    }

  return TRUE;
}

/*
 * aft_search_fold:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text without differences that are only in the way of writing: case,
 *   with ß as ss, all Turkish i's as one and both sigmas as one; ligatures; accents; Hebrew and
 *   Arabic vowels; forms of alef; width; digits of other scripts; composed or not
 */
char *
aft_search_fold (const char *text)
{
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = NULL;

  if (is_ascii (text))
    return g_ascii_strdown (text, -1);

  apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  plain = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *instead = get_plain (c);

      if (c < 0x80)
        g_string_append_c (plain, *p);
      else if (instead != NULL)
        g_string_append (plain, instead);
      else if (g_unichar_isdigit (c))
        g_string_append_c (plain, (char) ('0' + g_unichar_digit_value (c)));
      else if (!is_left_out (c))
        g_string_append_unichar (plain, c);
    }
  folded = g_utf8_casefold (plain->str, (gssize) plain->len);

  /* Compose syllables of Hangul and kana with their marks into one character again. */
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

static void
fold_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  g_autofree char *valid = NULL;

  (void) n_values;
  if (text == NULL)
    return;
  /* LIKE ignores the case of ASCII letters. */
  if (is_ascii (text))
    {
      sqlite3_result_value (context, values[0]);
      return;
    }
  valid = g_utf8_make_valid (text, -1);
  sqlite3_result_text (context, aft_search_fold (valid), -1, g_free);
}

/*
 * aft_search_add_fold:
 *
 * Lets queries of @handle use "aft_fold (text)".
 */
void
aft_search_add_fold (sqlite3 *handle)
{
  sqlite3_create_function_v2 (handle, "aft_fold", 1,
                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, fold_cb,
                              NULL, NULL, NULL);
}
