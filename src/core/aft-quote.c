/* aft-quote.c: text from a file, in a message about that file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-quote.h"

/**
 * aft_quote_for_message:
 * @text: UTF-8
 *
 * Quotes @text for one line of a message: escapes invisible characters as \uXXXX and cuts the text
 * after 60 characters.
 *
 * Returns: (transfer full): the quoted text
 */
char *
aft_quote_for_message (const char *text)
{
  GString *quoted = g_string_new ("\"");
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == 60)
        {
          g_string_append (quoted, "…");
          break;
        }
      if (g_unichar_isprint (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "\\u%04X", c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}
