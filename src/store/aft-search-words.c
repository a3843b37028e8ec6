/* aft-search-words.c: turns what a person typed into a query
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index contains words as unicode61 separates them: at everything that is neither a letter nor
 * a number. In a script without spaces between words, whole sentences would be "words", of which
 * only the beginning could be found. So each character of Chinese, Japanese and Thai becomes a word
 * of its own, and text typed in them a phrase of such words. (A trigram index wouldn't do: its
 * shortest query is three characters, and most words in these scripts are shorter.) The phrase only
 * narrows the search: the index ignores signs between the characters, so the text itself is also
 * compared.
 *
 * Rarer scripts, and signs that aren't words, such as emoji, are only searched for in the texts.
 * This reads and folds every text: it takes some tens of milliseconds for 100,000 of them in
 * English, up to a second in Japanese, on the worker.
 */
#include "aft-search-private.h"

#include <string.h>

static gboolean
is_without_spaces (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Whether the character is a word of its own in the index. Only those that FTS5 considers letters:
 * its tables are from Unicode 6.1, and a phrase with unknown characters finds nothing. */
static gboolean
is_parted (gunichar c)
{
  static const struct
  {
    gunichar first;
    gunichar last;
  } RANGES[] = {
    { 0x0E01, 0x0E30 }, { 0x0E32, 0x0E33 }, { 0x0E40, 0x0E46 }, /* Thai, without its marks */
    { 0x3041, 0x3096 }, { 0x30A1, 0x30FA },                     /* Hiragana, Katakana */
    { 0x3400, 0x4DB5 }, { 0x4E00, 0x9FCC },                     /* Han */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (RANGES); i++)
    {
      if (c >= RANGES[i].first && c <= RANGES[i].last)
        return TRUE;
    }

  return FALSE;
}

/*
 * aft_search_part:
 *
 * Returns: (transfer full): @text in the form that goes into the index
 */
char *
aft_search_part (const char *text)
{
  g_autofree char *folded = aft_search_fold (text);
  GString *parted = g_string_sized_new (strlen (folded) + 1);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = g_utf8_next_char (p) - p;
      gboolean part = length >= 3 && is_parted (g_utf8_get_char (p));

      if (part)
        g_string_append_c (parted, ' ');
      g_string_append_len (parted, p, length);
      if (part)
        g_string_append_c (parted, ' ');
    }

  return g_string_free (parted, FALSE);
}

/* Whether the index can know it. */
static gboolean
is_indexed (const char *word)
{
  gboolean some = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_without_spaces (c))
        return FALSE;
      some |= g_unichar_isalnum (c);
    }

  return some;
}

/* Inside quotes, nothing has a special meaning for FTS5 except the quote, which is doubled. */
static void
add_match (GString *match, const char *word)
{
  if (match->len > 0)
    g_string_append_c (match, ' ');
  g_string_append_c (match, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *p);
    }
  g_string_append (match, "\"*");
}

static char *
make_like (const char *word)
{
  GString *like = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (like, '\\');
      g_string_append_c (like, *p);
    }
  g_string_append_c (like, '%');

  return g_string_free (like, FALSE);
}

/* Makes a phrase of each run of characters that are words of their own. */
static void
add_phrases (GString *match, const char *word)
{
  gboolean within = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_parted (c))
        {
          g_string_append (match, within ? " " : match->len > 0 ? " \"" : "\"");
          g_string_append_unichar (match, c);
        }
      else if (within)
        g_string_append_c (match, '"');
      within = is_parted (c);
    }
  if (within)
    g_string_append_c (match, '"');
}

static void
add_word (AftSearchWords *self, GString *match, const char *word)
{
  if (*word == '\0')
    return;
  if (is_indexed (word))
    add_match (match, word);
  else
    {
      add_phrases (match, word);
      g_ptr_array_add (self->likes, make_like (word));
    }
}

/*
 * aft_search_words_new:
 * @text: (nullable): anything at all; invalid UTF-8 is replaced
 *
 * Words are separated by white space. Each matches the beginning of a word or, in scripts that
 * don't put spaces between words, anywhere.
 */
AftSearchWords *
aft_search_words_new (const char *text)
{
  AftSearchWords *self = g_new0 (AftSearchWords, 1);
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *folded = aft_search_fold (valid);
  int n = 0;

  self->likes = g_ptr_array_new_with_free_func (g_free);
  for (const char *p = folded; *p != '\0' && n < AFT_FILTER_TEXT_MAX; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n++;
      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      add_word (self, match, word->str);
      g_string_truncate (word, 0);
    }
  add_word (self, match, word->str);
  if (match->len > 0)
    self->match = g_strdup (match->str);

  return self;
}

void
aft_search_words_free (AftSearchWords *self)
{
  if (self == NULL)
    return;
  g_free (self->match);
  g_ptr_array_unref (self->likes);
  g_free (self);
}
