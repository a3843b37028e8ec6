/* aft-json-scanner.c: walks a JSON stream in bounded memory and refuses whatever is doubtful
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accepts RFC 8259 with a few limits: a string may not contain U+0000 or half a surrogate pair, a
 * number must fit a double or a 64-bit integer, a key appears once in its object, and nothing nests
 * deeper than AFT_JSON_MAX_DEPTH. json-glib 1.6 checks none of these, crashes on deep nesting and
 * builds the whole tree; values that pass here are safe for it.
 */
#include "aft-config.h"

#include "aft-json-scanner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-json-values.h"
#include "aft-quote.h"

#define HASH_ENTRY_BYTES 64 /* about what a remembered key costs besides its letters */

static gboolean
push (AftJsonScanner *self, gboolean is_array, GError **error)
{
  AftJsonFrame *frame;

  if (self->depth == AFT_JSON_MAX_DEPTH)
    return aft_json_refuse (self, error,
                            _ ("objects and arrays are nested more than %d levels deep"),
                            AFT_JSON_MAX_DEPTH);

  frame = &self->frames[self->depth++];
  frame->is_array = is_array;
  frame->started = FALSE;
  frame->index = 0;
  if (!is_array && frame->keys == NULL)
    frame->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  aft_json_next_byte (self);

  return TRUE;
}

static void
pop (AftJsonScanner *self)
{
  AftJsonFrame *frame = &self->frames[--self->depth];

  aft_json_next_byte (self);
  frame->key = NULL;
  if (frame->keys != NULL)
    g_hash_table_remove_all (frame->keys);
  self->keys_bytes -= frame->keys_bytes;
  frame->keys_bytes = 0;
}

/**
 * aft_json_scanner_peek:
 * @kind: (out): what the next value is
 *
 * Finds the kind of the next value without taking it. Every function of the scanner fails with
 * %AFT_JSON_ERROR or the error of the stream; only aft_json_scanner_free() may be called after that.
 *
 * Returns: FALSE if no value follows
 */
gboolean
aft_json_scanner_peek (AftJsonScanner *self, AftJsonKind *kind, GError **error)
{
  int c = aft_json_peek_after_space (self);

  if (!aft_json_check_captured (self, error))
    return FALSE;
  if (c == '{')
    *kind = AFT_JSON_KIND_OBJECT;
  else if (c == '[')
    *kind = AFT_JSON_KIND_ARRAY;
  else if (c == '"')
    *kind = AFT_JSON_KIND_STRING;
  else if (c == '-' || (c >= '0' && c <= '9'))
    *kind = AFT_JSON_KIND_NUMBER;
  else if (c == 't' || c == 'f')
    *kind = AFT_JSON_KIND_BOOLEAN;
  else if (c == 'n')
    *kind = AFT_JSON_KIND_NULL;
  else
    /* Translators: this and the following fill "%s was expected" */
    return aft_json_refuse_character (self, c, _ ("a value"), error);

  return TRUE;
}

/**
 * aft_json_scanner_begin_object:
 *
 * Enters the object that aft_json_scanner_peek() has just shown.
 *
 * Returns: FALSE with an error if it is nested too deep
 */
gboolean
aft_json_scanner_begin_object (AftJsonScanner *self, GError **error)
{
  g_return_val_if_fail (self->position < self->length && self->chunk[self->position] == '{', FALSE);

  return push (self, FALSE, error);
}

/**
 * aft_json_scanner_next_key:
 * @key: (out) (transfer none): the next key, unescaped, valid until the next call; NULL once the
 *   object has ended, which leaves it
 *
 * After each key, its value must be taken, skipped or entered.
 *
 * Returns: FALSE with an error, also for a repeated key
 */
gboolean
aft_json_scanner_next_key (AftJsonScanner *self, const char **key, GError **error)
{
  AftJsonFrame *frame = &self->frames[self->depth - 1];
  int c = aft_json_peek_after_space (self);
  char *name;
  gsize cost;

  *key = NULL;
  if (c == '}')
    {
      pop (self);
      return TRUE;
    }
  if (frame->started)
    {
      if (c != ',')
        return aft_json_refuse_character (self, c, _ ("a comma or }"), error);
      aft_json_next_byte (self);
      c = aft_json_peek_after_space (self);
    }
  if (c != '"')
    return aft_json_refuse_character (self, c, frame->started ? _ ("a key") : _ ("a key or }"),
                                      error);
  frame->key = NULL;
  frame->started = TRUE;

  g_string_truncate (self->decoded, 0);
  if (!aft_json_scan_string (self, self->decoded, error))
    return FALSE;
  cost = self->decoded->len + HASH_ENTRY_BYTES;
  if (self->keys_bytes + cost > AFT_JSON_MAX_KEYS_BYTES)
    return aft_json_refuse (self, error, _ ("an object has too many keys"));
  name = g_strdup (self->decoded->str);
  if (!g_hash_table_add (frame->keys, name))
    {
      g_autofree char *quoted = aft_quote_for_message (name);

      return aft_json_refuse (self, error, _ ("the key %s appears twice"), quoted);
    }
  frame->key = name;
  self->keys_bytes += cost;
  frame->keys_bytes += cost;

  c = aft_json_peek_after_space (self);
  if (c != ':')
    return aft_json_refuse_character (self, c, _ ("a colon"), error);
  aft_json_next_byte (self);
  *key = frame->key;

  return aft_json_check_captured (self, error);
}

/**
 * aft_json_scanner_begin_array:
 *
 * Enters the array that aft_json_scanner_peek() has just shown.
 *
 * Returns: FALSE with an error if it is nested too deep
 */
gboolean
aft_json_scanner_begin_array (AftJsonScanner *self, GError **error)
{
  g_return_val_if_fail (self->position < self->length && self->chunk[self->position] == '[', FALSE);

  return push (self, TRUE, error);
}

/**
 * aft_json_scanner_next_element:
 * @more: (out): FALSE once the array has ended, which leaves it
 *
 * After each TRUE, one value must be taken, skipped or entered.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scanner_next_element (AftJsonScanner *self, gboolean *more, GError **error)
{
  AftJsonFrame *frame = &self->frames[self->depth - 1];
  int c = aft_json_peek_after_space (self);

  *more = FALSE;
  if (c == ']')
    {
      pop (self);
      return TRUE;
    }
  if (frame->started)
    {
      if (c != ',')
        return aft_json_refuse_character (self, c, _ ("a comma or ]"), error);
      aft_json_next_byte (self);
      frame->index++;
      c = aft_json_peek_after_space (self);
      if (c == ']')
        /* Translators: this and the following fill "%s was expected" */
        return aft_json_refuse_character (self, c, _ ("a value"), error);
    }
  frame->started = TRUE;
  *more = TRUE;

  return aft_json_check_captured (self, error);
}

/**
 * aft_json_scanner_skip:
 *
 * Checks all of the next value, however long it is, and keeps none of it.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scanner_skip (AftJsonScanner *self, GError **error)
{
  AftJsonKind kind;
  gboolean more;
  const char *key;

  if (!aft_json_scanner_peek (self, &kind, error))
    return FALSE;

  switch (kind)
    {
    case AFT_JSON_KIND_OBJECT:
      if (!aft_json_scanner_begin_object (self, error))
        return FALSE;
      while (TRUE)
        {
          if (!aft_json_scanner_next_key (self, &key, error))
            return FALSE;
          if (key == NULL)
            return TRUE;
          if (!aft_json_scanner_skip (self, error))
            return FALSE;
        }

    case AFT_JSON_KIND_ARRAY:
      if (!aft_json_scanner_begin_array (self, error))
        return FALSE;
      while (TRUE)
        {
          if (!aft_json_scanner_next_element (self, &more, error))
            return FALSE;
          if (!more)
            return TRUE;
          if (!aft_json_scanner_skip (self, error))
            return FALSE;
        }

    case AFT_JSON_KIND_STRING:
      return aft_json_scan_string (self, NULL, error);

    case AFT_JSON_KIND_NUMBER:
      return aft_json_scan_number (self, error);

    case AFT_JSON_KIND_BOOLEAN:
      return aft_json_scan_word (self, aft_json_peek_byte (self) == 't' ? "true" : "false", error);

    case AFT_JSON_KIND_NULL:
    default:
      return aft_json_scan_word (self, "null", error);
    }
}

/**
 * aft_json_scanner_take:
 * @text: (out) (transfer none): the value as in the file, checked and without space; ends with NUL,
 *   valid until the next call
 * @length: (out): its length in bytes
 *
 * Checks the next value and keeps its text, %AFT_JSON_MAX_VALUE_BYTES at most.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scanner_take (AftJsonScanner *self, const char **text, gsize *length, GError **error)
{
  AftJsonKind kind;
  gboolean good;

  if (!aft_json_scanner_peek (self, &kind, error)) /* skips the space before it */
    return FALSE;

  g_string_truncate (self->captured, 0);
  self->capturing = TRUE;
  good = aft_json_scanner_skip (self, error);
  self->capturing = FALSE;
  *text = self->captured->str;
  *length = self->captured->len;

  return good;
}

/**
 * aft_json_scanner_finish:
 *
 * Returns: FALSE with an error if anything but space follows
 */
gboolean
aft_json_scanner_finish (AftJsonScanner *self, GError **error)
{
  int c = aft_json_peek_after_space (self);

  if (c != AFT_JSON_END_OF_FILE)
    return aft_json_refuse_character (self, c, _ ("the end of the file"), error);

  return TRUE;
}

/**
 * aft_json_scanner_get_offset:
 *
 * Returns: how many bytes of the stream have been scanned
 */
guint64
aft_json_scanner_get_offset (AftJsonScanner *self)
{
  return self->before + self->position;
}

/**
 * aft_json_scanner_new:
 * @stream: what to read; not closed
 * @cancellable: (nullable): stops a read
 *
 * Skips a byte order mark at the start, which some editors write.
 *
 * Returns: (transfer full): a scanner at the start of @stream
 */
AftJsonScanner *
aft_json_scanner_new (GInputStream *stream, GCancellable *cancellable)
{
  AftJsonScanner *self = g_new0 (AftJsonScanner, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->captured = g_string_new (NULL);
  self->decoded = g_string_new (NULL);
  aft_json_start (self);

  return self;
}

/**
 * aft_json_scanner_free:
 * @self: (transfer full): a scanner
 */
void
aft_json_scanner_free (AftJsonScanner *self)
{
  for (guint i = 0; i < AFT_JSON_MAX_DEPTH; i++)
    {
      g_clear_pointer (&self->frames[i].keys, g_hash_table_unref);
    }
  g_clear_error (&self->read_error);
  g_string_free (self->captured, TRUE);
  g_string_free (self->decoded, TRUE);
  g_free (self->chunk);
  g_clear_object (&self->cancellable);
  g_object_unref (self->stream);
  g_free (self);
}
