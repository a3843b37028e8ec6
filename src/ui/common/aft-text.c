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

/**
 * aft_text_preview:
 * @text: what somebody wrote, UTF-8, up to 64 KiB
 * @lines: how many lines of it to show at most
 * @characters: how many characters of it to show at most
 *
 * A label that ellipsizes counts the lines of each paragraph on its own, and lays out all of them.
 *
 * Returns: (transfer full): the beginning of @text, with an ellipsis where something is left out
 */
char *
aft_text_preview (const char *text, guint lines, glong characters)
{
  const char *p;
  g_autofree char *start = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  for (p = text; *p != '\0' && characters > 0; p = g_utf8_next_char (p), characters--)
    if (*p == '\n' && --lines == 0)
      break;
  start = g_strchomp (g_strndup (text, (gsize) (p - text)));
  for (; g_ascii_isspace (*p); p++)
    ;
  return *p == '\0' ? g_steal_pointer (&start) : g_strconcat (start, "…", NULL);
}
