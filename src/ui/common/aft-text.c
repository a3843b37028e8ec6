/* aft-text.c: small changes to words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-text.h"

#include <glib/gi18n-lib.h>

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_DIRECTIONAL_ISOLATE 0x2069

/**
 * aft_text_capitalize:
 * @text: words as used within a sentence, "left cheek"; UTF-8
 *
 * Returns: (transfer full): the same at the beginning, "Left cheek"
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
 * @text: a text that a person wrote, UTF-8, up to 64 KiB
 * @lines: how many lines of it to show at most
 * @characters: how many characters of it to show at most
 *
 * A label that ellipsizes counts the lines of each paragraph separately, and lays out all of them.
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

static gboolean
is_right_to_left (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
has_right_to_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_right_to_left (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_text_name:
 * @name: the name of a file, or its path; UTF-8
 *
 * Returns: (transfer full): a form to use within a sentence: on one line, and isolated from the
 *   surrounding words if either is right-to-left; otherwise ".json" would end up before a Hebrew
 *   name
 */
char *
aft_text_name (const char *name)
{
  GString *text;
  gboolean apart;

  g_return_val_if_fail (name != NULL, NULL);

  /* A word in the current language shows its direction. */
  apart = has_right_to_left (name) || has_right_to_left (_ ("Today"));
  text = g_string_new (NULL);
  if (apart)
    g_string_append_unichar (text, FIRST_STRONG_ISOLATE);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        continue; /* it would reverse what follows */
      g_string_append_unichar (text, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  if (apart)
    g_string_append_unichar (text, POP_DIRECTIONAL_ISOLATE);

  return g_string_free (text, FALSE);
}
