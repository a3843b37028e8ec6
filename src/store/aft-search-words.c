/* aft-search-words.c: from what somebody typed to what SQLite is asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index knows words, as unicode61 parts them: at everything that is neither letter nor number.
 * A script that puts no space between words, Chinese or Thai, has whole sentences as "words" there,
 * of which only the beginning could be found. A trigram index would not help: its shortest query is
 * three characters, and most words of these scripts are shorter. So what is typed in them is looked
 * for in the texts themselves, as are signs that are not words at all, such as emoji. That reads
 * every text: some tens of milliseconds for 100,000 of them, on the worker.
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

/* Can the index know it? */
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

/* In quotes nothing has a meaning for FTS5 but the quote, which is doubled. */
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

static void
add_word (AftSearchWords *self, GString *match, const char *word)
{
  if (*word == '\0')
    return;
  if (is_indexed (word))
    add_match (match, word);
  else
    g_ptr_array_add (self->likes, make_like (word));
}

/*
 * aft_search_words_new:
 * @text: (nullable): anything at all; what is not UTF-8 is replaced
 *
 * Words are parted by white space, and each is looked for from its beginning.
 */
AftSearchWords *
aft_search_words_new (const char *text)
{
  AftSearchWords *self = g_new0 (AftSearchWords, 1);
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  /* As keyboards write it. */
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  int n = 0;

  self->likes = g_ptr_array_new_with_free_func (g_free);
  for (const char *p = composed; *p != '\0' && n < AFT_FILTER_TEXT_MAX; p = g_utf8_next_char (p))
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
