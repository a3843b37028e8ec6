/* aft-text.c: small changes to words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-text.h"

/**
 * aft_text_capitalize:
 * @text: words as they stand within a sentence, "left cheek"; UTF-8
 *
 * Returns: (transfer full): the same as they stand alone, "Left cheek"
 */
char *
aft_text_capitalize (const char *text)
{
  g_autofree char *first = NULL;
  g_autofree char *upper = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0')
    return g_strdup ("");
  first = g_utf8_substring (text, 0, 1);
  upper = g_utf8_strup (first, -1);
  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}
