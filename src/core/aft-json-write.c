/* aft-json-write.c: values as the exchange format writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-json-write.h"

#include "aft-iso-date.h"

/**
 * aft_json_double_to_string:
 * @value: a finite number
 * @text: (out caller-allocates): a buffer
 *
 * Writes the shortest decimal that reads back as @value: 0.3 as "0.3", 8 as "8". (A double
 * preserves any decimal of up to 15 digits, so %.15g finds it; json-glib writes
 * 0.29999999999999999.)
 *
 * Returns: @text
 */
const char *
aft_json_double_to_string (double value, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  /* Nearly all numbers; printf and strtod would take half of the time of an export. */
  if (value >= 0 && value < 10 && value == (int) value)
    {
      text[0] = (char) ('0' + (int) value);
      text[1] = '\0';
      return text;
    }

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }

  return text;
}

/**
 * aft_json_append_string:
 * @json: where to append it
 * @text: UTF-8
 *
 * Appends @text as a JSON string, with only the escapes that RFC 8259 requires. (json-glib 1.6
 * doesn't escape U+001F, so the result isn't valid JSON.)
 */
void
aft_json_append_string (GString *json, const char *text)
{
  static const char letters[] = "btn\0fr"; /* of the bytes 0x08 to 0x0d */

  const char *plain = text; /* not yet written from here on */

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, plain, p - plain);
      plain = p + 1;
      if (c >= 0x20)
        g_string_append_printf (json, "\\%c", c);
      else if (c >= 0x08 && c <= 0x0d && c != 0x0b)
        g_string_append_printf (json, "\\%c", letters[c - 0x08]);
      else
        g_string_append_printf (json, "\\u%04x", c);
    }
  g_string_append (json, plain);
  g_string_append_c (json, '"');
}

/**
 * aft_json_append_instant:
 * @json: where to append it
 * @at_us: microseconds since 1970 UTC
 *
 * Appends a time in the form of aft_instant_to_string().
 */
void
aft_json_append_instant (GString *json, gint64 at_us)
{
  g_autofree char *text = aft_instant_to_string (at_us);

  g_string_append_c (json, '"');
  g_string_append (json, text);
  g_string_append_c (json, '"');
}
