/* aft-json-bytes.c: the bytes that the scanner reads, and its error messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json-bytes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-json.h"
#include "aft-quote.h"

#define CHUNK_BYTES (64 * 1024)

/**
 * aft_json_scanner_get_place:
 *
 * Returns: (transfer full): where the current value is, as messages name it:
 *   "skin_notes[12].redness"; "" at the top
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
          g_autofree char *quoted = aft_quote_for_message (frame->key);

          if (place->len > 0)
            g_string_append_c (place, '.');
          g_string_append_len (place, quoted + 1, (gssize) strlen (quoted) - 2);
        }
    }

  return g_string_free (place, FALSE);
}

/**
 * aft_json_refuse:
 * @format: what is wrong at the current place, translated
 *
 * Sets an %AFT_JSON_ERROR_SYNTAX that names the place; after a failed read, its error instead.
 *
 * Returns: FALSE
 */
gboolean
aft_json_refuse (AftJsonScanner *self, GError **error, const char *format, ...)
{
  g_autofree char *place = aft_json_scanner_get_place (self);
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  g_autofree char *column = NULL;
  va_list arguments;

  if (self->read_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->read_error));
      return FALSE;
    }

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  line = g_strdup_printf ("%" G_GUINT64_FORMAT, self->line);
  column = g_strdup_printf ("%" G_GUINT64_FORMAT, self->column);
  if (place[0] != '\0')
    g_set_error (
        error, AFT_JSON_ERROR, AFT_JSON_ERROR_SYNTAX,
        /* Translators: a place in a file, such as skin_notes[3].text, and what is wrong there */
        _ ("line %1$s, column %2$s, in %3$s: %4$s"), line, column, place, message);
  else
    g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_SYNTAX, _ ("line %1$s, column %2$s: %3$s"),
                 line, column, message);

  return FALSE;
}

/**
 * aft_json_refuse_character:
 * @c: the byte at the current place, %AFT_JSON_END_OF_FILE or %AFT_JSON_FAILED
 * @expected: what should be there instead, translated
 *
 * Sets an error as aft_json_refuse() does.
 *
 * Returns: FALSE
 */
gboolean
aft_json_refuse_character (AftJsonScanner *self, int c, const char *expected, GError **error)
{
  if (c == AFT_JSON_END_OF_FILE)
    /* Translators: in this and the following %s is "a comma or }", "a value" and the like */
    return aft_json_refuse (self, error, _ ("expected %s, but the file ends here"), expected);
  /* UTF-16 and UTF-32 start like this, with or without a byte order mark. */
  if (self->line == 1 && self->column == 1 && (c == 0xff || c == 0xfe || c == 0))
    return aft_json_refuse (self, error,
                            _ ("this is not UTF-8; save the file as UTF-8 and try again"));
  if (c > 0x20 && c < 0x7f)
    return aft_json_refuse (self, error, _ ("expected %1$s, found '%2$c'"), expected, c);

  return aft_json_refuse (self, error, _ ("expected %1$s, found the byte 0x%2$02X"), expected,
                          (guint) c & 0xff);
}

/**
 * aft_json_fill:
 *
 * Reads the next chunk of the stream.
 *
 * Returns: FALSE at the end of the file, or with a read_error
 */
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

/**
 * aft_json_check_captured:
 *
 * Returns: FALSE with an error if the value that is being captured is too long
 */
gboolean
aft_json_check_captured (AftJsonScanner *self, GError **error)
{
  if (self->capturing && self->captured->len > AFT_JSON_MAX_VALUE_BYTES)
    return aft_json_refuse (self, error, _ ("this is larger than the limit of %d bytes"),
                            AFT_JSON_MAX_VALUE_BYTES);

  return TRUE;
}

/**
 * aft_json_start:
 *
 * Reads the first bytes and skips a byte order mark.
 */
void
aft_json_start (AftJsonScanner *self)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };

  self->chunk = g_malloc (CHUNK_BYTES);
  self->line = 1;
  self->column = 1;

  /* A pipe may return one byte at a time. */
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
