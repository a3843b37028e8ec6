/* aft-json-values.c: bytes, strings, numbers and words, checked to the letter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "aft-json.h"
#include "aft-quote.h"

/**
 * aft_json_peek_after_space:
 *
 * Skips space, which is never captured: it means nothing and would make values longer.
 *
 * Returns: the next byte, %AFT_JSON_END_OF_FILE or %AFT_JSON_FAILED
 */
int
aft_json_peek_after_space (AftJsonScanner *self)
{
  gboolean capturing = self->capturing;
  int c = aft_json_peek_byte (self);

  self->capturing = FALSE;
  while (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      aft_json_next_byte (self);
      c = aft_json_peek_byte (self);
    }
  self->capturing = capturing;

  return c;
}

/* The bytes of one character beyond ASCII; RFC 3629, table of section 4. */
static gboolean
scan_multibyte (AftJsonScanner *self, GString *into, GError **error)
{
  int c = aft_json_peek_byte (self);
  int low = 0x80;
  int high = 0xbf;
  guint more;

  if (c >= 0xc2 && c <= 0xdf)
    more = 1;
  else if (c >= 0xe0 && c <= 0xef)
    more = 2;
  else if (c >= 0xf0 && c <= 0xf4)
    more = 3;
  else
    return aft_json_refuse (self, error, _ ("the byte 0x%02X is not valid UTF-8"),
                            (guint) c & 0xff);

  if (c == 0xe0)
    low = 0xa0;
  else if (c == 0xed)
    high = 0x9f;
  else if (c == 0xf0)
    low = 0x90;
  else if (c == 0xf4)
    high = 0x8f;

  while (TRUE)
    {
      if (into != NULL)
        g_string_append_c (into, (char) c);
      aft_json_next_byte (self);
      if (more-- == 0)
        return TRUE;

      c = aft_json_peek_byte (self);
      if (c < low || c > high)
        return aft_json_refuse (self, error, _ ("a UTF-8 character is incomplete"));
      low = 0x80;
      high = 0xbf;
    }
}

static gboolean
scan_hex4 (AftJsonScanner *self, guint *value, GError **error)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      int c = aft_json_peek_byte (self);

      if (c < 0 || !g_ascii_isxdigit (c))
        return aft_json_refuse_character (self, c, _ ("a hexadecimal digit after \\u"), error);
      *value = *value * 16 + (guint) g_ascii_xdigit_value ((char) c);
      aft_json_next_byte (self);
    }

  return TRUE;
}

/* Past the backslash. */
static gboolean
scan_escape (AftJsonScanner *self, GString *into, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  int c = aft_json_peek_byte (self);
  const char *letter;
  guint value;
  guint low;

  if (c != 'u')
    {
      letter = c > 0 ? strchr (letters, c) : NULL;
      if (letter == NULL)
        return aft_json_refuse_character (
            self, c, _ ("one of \" \\ / b f n r t u after a backslash"), error);
      aft_json_next_byte (self);
      if (into != NULL)
        g_string_append_c (into, meanings[letter - letters]);
      return TRUE;
    }

  aft_json_next_byte (self);
  if (!scan_hex4 (self, &value, error))
    return FALSE;
  if (value == 0)
    return aft_json_refuse (self, error, _ ("text must not contain \\u0000"));
  if (value >= 0xdc00 && value <= 0xdfff)
    return aft_json_refuse (self, error,
                            _ ("\\u%04X is the second half of a character, without the first half"),
                            value);
  if (value >= 0xd800 && value <= 0xdbff)
    {
      c = aft_json_peek_byte (self);
      if (c == '\\')
        {
          aft_json_next_byte (self);
          c = aft_json_peek_byte (self);
        }
      else
        {
          c = 0;
        }
      if (c != 'u')
        return aft_json_refuse (
            self, error, _ ("\\u%04X is the first half of a character, without the second half"),
            value);
      aft_json_next_byte (self);
      if (!scan_hex4 (self, &low, error))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return aft_json_refuse (
            self, error, _ ("\\u%04X is the first half of a character, without the second half"),
            value);
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
    }
  if (into != NULL)
    g_string_append_unichar (into, value);

  return TRUE;
}

/* Skips plain ASCII, which is nearly all of a file, as far as it has been read. */
static void
scan_plain (AftJsonScanner *self, GString *into)
{
  const guint8 *run = self->chunk + self->position;
  const guint8 *end = self->chunk + self->length;
  const guint8 *p = run;

  /* Up to one byte more than allowed, so that the caller notices. */
  if (into != NULL)
    end = MIN (end, run + AFT_JSON_MAX_KEY_BYTES + 1 - into->len);
  if (self->capturing)
    end = MIN (end, run + AFT_JSON_MAX_VALUE_BYTES + 1 - self->captured->len);
  while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  if (into != NULL)
    g_string_append_len (into, (const char *) run, p - run);
  if (self->capturing)
    g_string_append_len (self->captured, (const char *) run, p - run);
  self->column += (guint64) (p - run);
  self->position += (gsize) (p - run);
}

/**
 * aft_json_scan_string:
 * @into: (nullable): where to append the text, decoded; %AFT_JSON_MAX_KEY_BYTES at most
 *
 * Takes a string, whose quotation mark is next.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scan_string (AftJsonScanner *self, GString *into, GError **error)
{
  int c;

  aft_json_next_byte (self); /* the quotation mark */
  while ((c = aft_json_peek_byte (self)) != '"')
    {
      if (c == '\\')
        {
          aft_json_next_byte (self);
          if (!scan_escape (self, into, error))
            return FALSE;
        }
      else if (c >= 0x80)
        {
          if (!scan_multibyte (self, into, error))
            return FALSE;
        }
      else if (c >= 0x20)
        {
          scan_plain (self, into);
        }
      else if (c == 0)
        {
          return aft_json_refuse (self, error, _ ("text must not contain the byte 0x00"));
        }
      else if (c >= 0)
        {
          return aft_json_refuse (self, error,
                                  _ ("in text, the byte 0x%1$02X must be written as \\u%2$04X"),
                                  (guint) c, (guint) c);
        }
      else
        {
          return aft_json_refuse (self, error, _ ("the file ends in the middle of a text value"));
        }

      if (into != NULL && into->len > AFT_JSON_MAX_KEY_BYTES)
        return aft_json_refuse (self, error, _ ("a key is longer than %d bytes"),
                                AFT_JSON_MAX_KEY_BYTES);
      if (!aft_json_check_captured (self, error))
        return FALSE;
    }
  aft_json_next_byte (self);

  return TRUE;
}

static gboolean
scan_digits (AftJsonScanner *self, GString *number, GError **error)
{
  int c = aft_json_peek_byte (self);

  if (c < '0' || c > '9')
    return aft_json_refuse_character (self, c, _ ("a digit"), error);
  while (c >= '0' && c <= '9')
    {
      if (number->len >= AFT_JSON_MAX_NUMBER_BYTES)
        return aft_json_refuse (self, error, _ ("a number has more than %d digits"),
                                AFT_JSON_MAX_NUMBER_BYTES);
      g_string_append_c (number, (char) c);
      aft_json_next_byte (self);
      c = aft_json_peek_byte (self);
    }

  return TRUE;
}

static gboolean
number_fits (const char *number, gboolean whole)
{
  gint64 ignored;

  if (whole)
    return g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &ignored, NULL);

  return isfinite (g_ascii_strtod (number, NULL));
}

/**
 * aft_json_scan_number:
 *
 * Takes a number, which must fit a double or a 64-bit integer.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scan_number (AftJsonScanner *self, GError **error)
{
  GString *number = self->decoded;
  guint64 line = self->line;
  guint64 column = self->column;
  gboolean whole = TRUE;
  int c;

  g_string_truncate (number, 0);
  if (aft_json_peek_byte (self) == '-')
    {
      g_string_append_c (number, '-');
      aft_json_next_byte (self);
    }
  if (aft_json_peek_byte (self) == '0')
    {
      g_string_append_c (number, '0');
      aft_json_next_byte (self);
      c = aft_json_peek_byte (self);
      if (c >= '0' && c <= '9')
        return aft_json_refuse (self, error,
                                _ ("a number must not start with 0 followed by another digit"));
    }
  else if (!scan_digits (self, number, error))
    {
      return FALSE;
    }
  if (aft_json_peek_byte (self) == '.')
    {
      whole = FALSE;
      g_string_append_c (number, '.');
      aft_json_next_byte (self);
      if (!scan_digits (self, number, error))
        return FALSE;
    }
  c = aft_json_peek_byte (self);
  if (c == 'e' || c == 'E')
    {
      whole = FALSE;
      g_string_append_c (number, 'e');
      aft_json_next_byte (self);
      c = aft_json_peek_byte (self);
      if (c == '+' || c == '-')
        {
          g_string_append_c (number, (char) c);
          aft_json_next_byte (self);
        }
      if (!scan_digits (self, number, error))
        return FALSE;
    }
  if (self->read_error != NULL)
    return aft_json_refuse (self, error, "unreadable");

  if (!number_fits (number->str, whole))
    {
      g_autofree char *place = aft_json_scanner_get_place (self);
      g_autofree char *quoted = aft_quote_for_message (number->str);
      g_autofree char *number_text = g_strndup (quoted + 1, strlen (quoted) - 2);
      g_autofree char *line_text = g_strdup_printf ("%" G_GUINT64_FORMAT, line);
      g_autofree char *column_text = g_strdup_printf ("%" G_GUINT64_FORMAT, column);
      g_autofree char *message =
          g_strdup_printf (_ ("the number %1$s is too large (line %2$s, column %3$s)"), number_text,
                           line_text, column_text);

      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_VALUE, "%s%s%s", place,
                   place[0] != '\0' ? ": " : "", message);
      return FALSE;
    }

  return aft_json_check_captured (self, error);
}

/**
 * aft_json_scan_word:
 * @word: "true", "false" or "null"
 *
 * Takes exactly @word.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scan_word (AftJsonScanner *self, const char *word, GError **error)
{
  for (const char *p = word; *p != '\0'; p++)
    {
      int c = aft_json_peek_byte (self);

      if (c != *p)
        return aft_json_refuse_character (self, c, word, error);
      aft_json_next_byte (self);
    }

  return TRUE;
}
