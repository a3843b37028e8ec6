/* aft-json-bytes.c: the bytes that the scanner reads, and how it names the place of what it refuses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-json-scanner-private.h"

#include <string.h>

#include "aft-json.h"

#define CHUNK_BYTES (64 * 1024)

/* --- places and errors --------------------------------------------------------------------- */

/**
 * aft_json_quote_for_message:
 * @text: UTF-8
 *
 * @text in double quotes, fit for one line of a message: what cannot be seen is written as
 * \uXXXX, and what is longer than 60 characters is cut.
 *
 * Returns: (transfer full): the quoted text
 */
char *
aft_json_quote_for_message (const char *text)
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

/**
 * aft_json_scanner_get_place:
 *
 * Where the present value stands, as messages name it: "skin_notes[12].redness".
 *
 * Returns: (transfer full): the place; "" at the top
 */
char *
aft_json_scanner_get_place (AftJsonScanner *self)
{
  GString *place = g_string_new (NULL);

  for (guint i = 0; i < self->depth; i++)
    {
      const AftJsonFrame *frame = &self->frames[i];

      if (frame->is_array)
        {
          g_string_append_printf (place, "[%" G_GUINT64_FORMAT "]", frame->index);
        }
      else if (frame->key != NULL)
        {
          g_autofree char *quoted = aft_json_quote_for_message (frame->key);

          if (place->len > 0)
            g_string_append_c (place, '.');
          g_string_append_len (place, quoted + 1, (gssize) strlen (quoted) - 2);
        }
    }

  return g_string_free (place, FALSE);
}

gboolean
aft_json_refuse (AftJsonScanner *self, GError **error, const char *format, ...)
{
  g_autofree char *place = aft_json_scanner_get_place (self);
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->read_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->read_error));
      return FALSE;
    }

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_SYNTAX,
               "line %" G_GUINT64_FORMAT ", column %" G_GUINT64_FORMAT "%s%s: %s", self->line,
               self->column, place[0] != '\0' ? ", in " : "", place, message);
  return FALSE;
}

/* "…, but the file ends here" / "…, not 'x'". */
gboolean
aft_json_refuse_character (AftJsonScanner *self, int c, const char *expected, GError **error)
{
  if (c == AFT_JSON_END_OF_FILE)
    return aft_json_refuse (self, error, "%s was expected, but the file ends here", expected);
  /* How UTF-16 and UTF-32 begin, with their mark or without. */
  if (self->line == 1 && self->column == 1 && (c == 0xff || c == 0xfe || c == 0))
    return aft_json_refuse (self, error, "this is not UTF-8; save the file as UTF-8 and try again");
  if (c > 0x20 && c < 0x7f)
    return aft_json_refuse (self, error, "%s was expected, not '%c'", expected, c);

  return aft_json_refuse (self, error, "%s was expected, not the byte 0x%02X", expected,
                          (guint) c & 0xff);
}

/* --- bytes --------------------------------------------------------------------------------- */

gboolean
aft_json_fill (AftJsonScanner *self)
{
  gssize n;

  if (self->ended || self->read_error != NULL)
    return FALSE;

  n = g_input_stream_read (self->stream, self->chunk, CHUNK_BYTES, self->cancellable,
                           &self->read_error);
  self->before += self->length;
  self->position = 0;
  self->length = n > 0 ? (gsize) n : 0;
  self->ended = n == 0;

  return n > 0;
}

int
aft_json_peek_after_space (AftJsonScanner *self)
{
  int c = aft_json_peek_byte (self);

  while (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      aft_json_next_byte (self);
      /* Space in a captured value could otherwise be without end. */
      if (self->capturing && self->captured->len > AFT_JSON_MAX_VALUE_BYTES)
        break;
      c = aft_json_peek_byte (self);
    }

  return c;
}

gboolean
aft_json_check_captured (AftJsonScanner *self, GError **error)
{
  if (self->capturing && self->captured->len > AFT_JSON_MAX_VALUE_BYTES)
    return aft_json_refuse (self, error, "this is larger than the %d bytes allowed",
                            AFT_JSON_MAX_VALUE_BYTES);

  return TRUE;
}

/* Reads the first bytes and passes over a byte order mark. */
void
aft_json_start (AftJsonScanner *self)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };

  self->chunk = g_malloc (CHUNK_BYTES);
  self->line = 1;
  self->column = 1;

  /* A pipe may hand over a byte at a time. */
  while (self->length < sizeof mark && !self->ended && self->read_error == NULL)
    {
      gssize n =
          g_input_stream_read (self->stream, self->chunk + self->length, CHUNK_BYTES - self->length,
                               self->cancellable, &self->read_error);

      self->ended = n == 0;
      self->length += n > 0 ? (gsize) n : 0;
    }
  if (self->length >= sizeof mark && memcmp (self->chunk, mark, sizeof mark) == 0)
    self->position = sizeof mark;
}
