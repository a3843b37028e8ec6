/* aft-typed.c: digits and numbers as people type them, in any script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads every number and date that a person types, so that all fields take the same digits.
 * Refuses a text unless it understands all of it: a number that is only partly read is worse
 * than an error.
 */
#include "aft-words-private.h"

#include <string.h>

#include "aft-tokens.h"
#include "aft-typed.h"

/* Long enough for every figure of the diary, and short enough to be exact in a double. */
#define DIGITS_MAX 15

/* The ASCII form of signs in numbers, dates and times that keyboards of other scripts have; 0:
 * to drop. */
static gunichar
to_plain (gunichar c)
{
  if (g_unichar_isdigit (c))
    return (gunichar) ('0' + g_unichar_digit_value (c));
  /* Full-width forms of ASCII. */
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  switch (c)
    {
    case 0x066b: /* Arabic decimal separator */
    case 0x3002: /* ideographic full stop, on the same key */
    case 0xff61:
      return '.';
    case 0x060c: /* Arabic comma */
    case 0x3001: /* ideographic comma */
    case 0xff64:
      return ',';
    case 0x2010: /* hyphens, dashes, minus */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return '-';
    case 0x00ad: /* invisible: soft hyphen, direction marks, joiners */
    case 0x061c:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x200e:
    case 0x200f:
    case 0x202a:
    case 0x202b:
    case 0x202c:
    case 0x202d:
    case 0x202e:
    case 0x2066:
    case 0x2067:
    case 0x2068:
    case 0x2069:
    case 0xfeff:
      return 0;
    default:
      return g_unichar_isspace (c) ? ' ' : c;
    }
}

/**
 * aft_typed_to_plain:
 * @text: what was typed, valid UTF-8
 *
 * Returns: (transfer full): @text with the digits 0 to 9 for those of any script and ASCII for
 *   full-width letters and signs, without invisible characters and without space at its ends
 */
char *
aft_typed_to_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = to_plain (g_utf8_get_char (p));

      if (c != 0)
        g_string_append_unichar (plain, c);
    }

  return g_strstrip (g_string_free (plain, FALSE));
}

/* Whether @text, which follows a number, is nothing but @unit. */
static gboolean
is_unit (const char *text, const char *unit)
{
  g_autofree char *folded = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *form = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  g_strstrip (form);
  if (*form == '\0')
    return TRUE;
  if (unit == NULL)
    return FALSE;
  folded = g_utf8_casefold (form, -1);
  expected = g_utf8_casefold (unit, -1);

  return g_str_equal (folded, expected);
}

/**
 * aft_typed_parse_number:
 * @text: what was typed: "", "24", "0.5", "0,5", "０．５", "٠٫٥"
 * @unit: (nullable): what may follow, "mm"; NULL for nothing, because "2 weeks" aren't 2 days
 * @value: (out): the number, 0 or more; %AFT_UNSET for an empty @text; untouched on failure
 *
 * Refuses "1,000", which is one to some and a thousand to others.
 *
 * Returns: %FALSE if @text isn't a single number
 */
gboolean
aft_typed_parse_number (const char *text, const char *unit, double *value)
{
  g_autofree char *plain = NULL;
  g_autofree char *number = NULL;
  gsize before;
  gsize after = 0;
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  plain = aft_typed_to_plain (text);
  if (*plain == '\0')
    {
      *value = AFT_UNSET;
      return TRUE;
    }

  length = before = strspn (plain, "0123456789");
  if (plain[length] == '.' || plain[length] == ',')
    {
      after = strspn (plain + length + 1, "0123456789");
      length += 1 + after;
    }
  if (before + after == 0 || before + after > DIGITS_MAX || !is_unit (plain + length, unit) ||
      (after == 3 && before > 0 && plain[0] != '0'))
    return FALSE;
  number = g_strndup (plain, length);
  g_strdelimit (number, ",", '.');
  *value = g_ascii_strtod (number, NULL);

  return TRUE;
}

/**
 * aft_typed_format_number:
 * @value: a number, or %AFT_UNSET
 *
 * Returns: (transfer full): "24", "0.25" with the decimal mark of the locale, as
 *   aft_typed_parse_number() takes it; "" if unset
 */
char *
aft_typed_format_number (double value)
{
  /* Exact: this constant is never a computed value. */
  if (value < 0.0)
    return g_strdup ("");
  return g_strdup_printf ("%.6g", value);
}
