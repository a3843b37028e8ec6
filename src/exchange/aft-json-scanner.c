/* aft-json-scanner.c: walks a JSON stream in bounded memory and lets nothing doubtful through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 8259 to the letter, and a little less: a string may not hold U+0000 or half a surrogate
 * pair, a number must fit a double or a 64-bit integer, a key stands once in its object, and
 * nothing nests deeper than AFT_JSON_MAX_DEPTH. json-glib 1.6 checks none of these, crashes on
 * deep nesting and builds the whole tree; what has passed here is safe to give to it.
 */
#include "aft-json-scanner.h"

#include <math.h>
#include <string.h>

#include "aft-json.h"

#define CHUNK_BYTES (64 * 1024)
#define END_OF_FILE (-1)
#define FAILED (-2)
#define HASH_ENTRY_BYTES 64 /* what a remembered key costs besides its letters, about */

/* One object or array that is open. */
typedef struct
{
  gboolean is_array;
  gboolean started; /* past its first key or element */
  guint64 index;    /* array: of the present element */
  char *key;        /* object: of the present value; NULL before the first */
  GHashTable *keys; /* object: all keys so far; kept for the next object at this depth */
  gsize keys_bytes;
} Frame;

struct _AftJsonScanner
{
  GInputStream *stream;
  GCancellable *cancellable;
  guint8 *chunk;
  gsize length;
  gsize position;
  gboolean ended;
  GError *read_error;

  guint64 line;
  guint64 column; /* in characters, of the next one */

  Frame frames[AFT_JSON_MAX_DEPTH];
  guint depth;
  gsize keys_bytes;

  gboolean capturing;
  GString *captured;
  GString *decoded; /* the key or number being read */
};

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
      const Frame *frame = &self->frames[i];

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

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (AftJsonScanner *self, GError **error, const char *format, ...)
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
static gboolean
refuse_character (AftJsonScanner *self, int c, const char *expected, GError **error)
{
  if (c == END_OF_FILE)
    return refuse (self, error, "%s was expected, but the file ends here", expected);
  if (c > 0x20 && c < 0x7f)
    return refuse (self, error, "%s was expected, not '%c'", expected, c);

  return refuse (self, error, "%s was expected, not the byte 0x%02X", expected, (guint) c & 0xff);
}

/* --- bytes --------------------------------------------------------------------------------- */

static gboolean
fill (AftJsonScanner *self)
{
  gssize n;

  if (self->ended || self->read_error != NULL)
    return FALSE;

  n = g_input_stream_read (self->stream, self->chunk, CHUNK_BYTES, self->cancellable,
                           &self->read_error);
  self->position = 0;
  self->length = n > 0 ? (gsize) n : 0;
  self->ended = n == 0;

  return n > 0;
}

static inline int
peek_byte (AftJsonScanner *self)
{
  if (self->position == self->length && !fill (self))
    return self->read_error != NULL ? FAILED : END_OF_FILE;

  return self->chunk[self->position];
}

/* Only after peek_byte() has shown a byte. */
static inline void
next_byte (AftJsonScanner *self)
{
  guint8 c = self->chunk[self->position++];

  if (self->capturing)
    g_string_append_c (self->captured, (char) c);
  if (c == '\n')
    {
      self->line++;
      self->column = 1;
    }
  else if ((c & 0xc0) != 0x80)
    {
      self->column++;
    }
}

static int
peek_after_space (AftJsonScanner *self)
{
  int c = peek_byte (self);

  while (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      next_byte (self);
      /* Space in a captured value could otherwise be without end. */
      if (self->capturing && self->captured->len > AFT_JSON_MAX_VALUE_BYTES)
        break;
      c = peek_byte (self);
    }

  return c;
}

static gboolean
check_captured (AftJsonScanner *self, GError **error)
{
  if (self->capturing && self->captured->len > AFT_JSON_MAX_VALUE_BYTES)
    return refuse (self, error, "this is larger than the %d bytes allowed",
                   AFT_JSON_MAX_VALUE_BYTES);

  return TRUE;
}

/* --- strings, numbers, words --------------------------------------------------------------- */

/* The bytes of one character beyond ASCII; RFC 3629, table of section 4. */
static gboolean
scan_multibyte (AftJsonScanner *self, GString *into, GError **error)
{
  int c = peek_byte (self);
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
    return refuse (self, error, "the byte 0x%02X is not UTF-8", (guint) c & 0xff);

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
      next_byte (self);
      if (more-- == 0)
        return TRUE;

      c = peek_byte (self);
      if (c < low || c > high)
        return refuse (self, error, "a character is not complete UTF-8");
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
      int c = peek_byte (self);

      if (c < 0 || !g_ascii_isxdigit (c))
        return refuse_character (self, c, "a hexadecimal digit after \\u", error);
      *value = *value * 16 + (guint) g_ascii_xdigit_value ((char) c);
      next_byte (self);
    }

  return TRUE;
}

/* Past the backslash. */
static gboolean
scan_escape (AftJsonScanner *self, GString *into, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  int c = peek_byte (self);
  const char *letter;
  guint value;
  guint low;

  if (c != 'u')
    {
      letter = c > 0 ? strchr (letters, c) : NULL;
      if (letter == NULL)
        return refuse_character (self, c, "one of \" \\ / b f n r t u after a backslash", error);
      next_byte (self);
      if (into != NULL)
        g_string_append_c (into, meanings[letter - letters]);
      return TRUE;
    }

  next_byte (self);
  if (!scan_hex4 (self, &value, error))
    return FALSE;
  if (value == 0)
    return refuse (self, error, "text may not hold \\u0000");
  if (value >= 0xdc00 && value <= 0xdfff)
    return refuse (self, error, "\\u%04X is the second half of a character without the first",
                   value);
  if (value >= 0xd800 && value <= 0xdbff)
    {
      c = peek_byte (self);
      if (c == '\\')
        {
          next_byte (self);
          c = peek_byte (self);
        }
      else
        {
          c = 0;
        }
      if (c != 'u')
        return refuse (self, error, "\\u%04X is half a character without the other half", value);
      next_byte (self);
      if (!scan_hex4 (self, &low, error))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (self, error, "\\u%04X is half a character without the other half", value);
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
    }
  if (into != NULL)
    g_string_append_unichar (into, value);

  return TRUE;
}

/* @into: (nullable): where the text goes, at most AFT_JSON_MAX_KEY_BYTES of it */
static gboolean
scan_string (AftJsonScanner *self, GString *into, GError **error)
{
  int c;

  next_byte (self); /* the quotation mark */
  while ((c = peek_byte (self)) != '"')
    {
      if (c == '\\')
        {
          next_byte (self);
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
          if (into != NULL)
            g_string_append_c (into, (char) c);
          next_byte (self);
        }
      else if (c >= 0)
        {
          return refuse (self, error, "the byte 0x%02X in a text must be written as \\u%04X",
                         (guint) c, (guint) c);
        }
      else
        {
          return refuse (self, error, "the file ends within a text");
        }

      if (into != NULL && into->len > AFT_JSON_MAX_KEY_BYTES)
        return refuse (self, error, "a key is longer than %d bytes", AFT_JSON_MAX_KEY_BYTES);
      if (!check_captured (self, error))
        return FALSE;
    }
  next_byte (self);

  return TRUE;
}

static gboolean
scan_digits (AftJsonScanner *self, GString *number, GError **error)
{
  int c = peek_byte (self);

  if (c < '0' || c > '9')
    return refuse_character (self, c, "a digit", error);
  while (c >= '0' && c <= '9')
    {
      if (number->len >= AFT_JSON_MAX_NUMBER_BYTES)
        return refuse (self, error, "a number has more than %d digits", AFT_JSON_MAX_NUMBER_BYTES);
      g_string_append_c (number, (char) c);
      next_byte (self);
      c = peek_byte (self);
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

static gboolean
scan_number (AftJsonScanner *self, GError **error)
{
  GString *number = self->decoded;
  guint64 line = self->line;
  guint64 column = self->column;
  gboolean whole = TRUE;
  int c;

  g_string_truncate (number, 0);
  if (peek_byte (self) == '-')
    {
      g_string_append_c (number, '-');
      next_byte (self);
    }
  if (peek_byte (self) == '0')
    {
      g_string_append_c (number, '0');
      next_byte (self);
      c = peek_byte (self);
      if (c >= '0' && c <= '9')
        return refuse (self, error, "a number may not begin with 0 and a digit");
    }
  else if (!scan_digits (self, number, error))
    {
      return FALSE;
    }
  if (peek_byte (self) == '.')
    {
      whole = FALSE;
      g_string_append_c (number, '.');
      next_byte (self);
      if (!scan_digits (self, number, error))
        return FALSE;
    }
  c = peek_byte (self);
  if (c == 'e' || c == 'E')
    {
      whole = FALSE;
      g_string_append_c (number, 'e');
      next_byte (self);
      c = peek_byte (self);
      if (c == '+' || c == '-')
        {
          g_string_append_c (number, (char) c);
          next_byte (self);
        }
      if (!scan_digits (self, number, error))
        return FALSE;
    }
  if (self->read_error != NULL)
    return refuse (self, error, "unreadable");

  if (!number_fits (number->str, whole))
    {
      g_autofree char *place = aft_json_scanner_get_place (self);
      g_autofree char *quoted = aft_json_quote_for_message (number->str);

      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_VALUE,
                   "%s: %.*s is too large a number (line %" G_GUINT64_FORMAT
                   ", column %" G_GUINT64_FORMAT ")",
                   place[0] != '\0' ? place : "top", (int) strlen (quoted) - 2, quoted + 1, line,
                   column);
      return FALSE;
    }

  return check_captured (self, error);
}

static gboolean
scan_word (AftJsonScanner *self, const char *word, GError **error)
{
  for (const char *p = word; *p != '\0'; p++)
    {
      int c = peek_byte (self);

      if (c != *p)
        return refuse_character (self, c, word, error);
      next_byte (self);
    }

  return TRUE;
}

/* --- structure ----------------------------------------------------------------------------- */

static gboolean
push (AftJsonScanner *self, gboolean is_array, GError **error)
{
  Frame *frame;

  if (self->depth == AFT_JSON_MAX_DEPTH)
    return refuse (self, error, "objects and arrays nest more than %d deep", AFT_JSON_MAX_DEPTH);

  frame = &self->frames[self->depth++];
  frame->is_array = is_array;
  frame->started = FALSE;
  frame->index = 0;
  if (!is_array && frame->keys == NULL)
    frame->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  next_byte (self);

  return TRUE;
}

static void
pop (AftJsonScanner *self)
{
  Frame *frame = &self->frames[--self->depth];

  next_byte (self);
  g_clear_pointer (&frame->key, g_free);
  if (frame->keys != NULL)
    g_hash_table_remove_all (frame->keys);
  self->keys_bytes -= frame->keys_bytes;
  frame->keys_bytes = 0;
}

/**
 * aft_json_scanner_peek:
 * @kind: (out): what the next value is
 *
 * Looks at the next value without taking it. Every function of the scanner fails with
 * %AFT_JSON_ERROR or the error of the stream; nothing but free may be called after that.
 *
 * Returns: FALSE where no value stands
 */
gboolean
aft_json_scanner_peek (AftJsonScanner *self, AftJsonKind *kind, GError **error)
{
  int c = peek_after_space (self);

  if (!check_captured (self, error))
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
    return refuse_character (self, c, "a value", error);

  return TRUE;
}

/**
 * aft_json_scanner_begin_object:
 *
 * Enters the object that aft_json_scanner_peek() has just shown.
 *
 * Returns: FALSE with an error when it is nested too deep
 */
gboolean
aft_json_scanner_begin_object (AftJsonScanner *self, GError **error)
{
  g_return_val_if_fail (self->position < self->length && self->chunk[self->position] == '{', FALSE);

  return push (self, FALSE, error);
}

/**
 * aft_json_scanner_next_key:
 * @key: (out) (transfer none): the next key, unescaped, good until the next call; NULL when the
 *   object has ended (and was left)
 *
 * After each key, its value must be taken, skipped or entered.
 *
 * Returns: FALSE with an error, also for a key that stands twice
 */
gboolean
aft_json_scanner_next_key (AftJsonScanner *self, const char **key, GError **error)
{
  Frame *frame = &self->frames[self->depth - 1];
  int c = peek_after_space (self);
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
        return refuse_character (self, c, "a comma or }", error);
      next_byte (self);
      c = peek_after_space (self);
    }
  if (c != '"')
    return refuse_character (self, c, frame->started ? "a key" : "a key or }", error);
  g_clear_pointer (&frame->key, g_free);
  frame->started = TRUE;

  g_string_truncate (self->decoded, 0);
  if (!scan_string (self, self->decoded, error))
    return FALSE;
  cost = self->decoded->len + HASH_ENTRY_BYTES;
  if (self->keys_bytes + cost > AFT_JSON_MAX_KEYS_BYTES)
    return refuse (self, error, "an object has more keys than can be kept in mind");
  if (g_hash_table_contains (frame->keys, self->decoded->str))
    {
      g_autofree char *quoted = aft_json_quote_for_message (self->decoded->str);

      return refuse (self, error, "the key %s stands twice", quoted);
    }
  g_hash_table_add (frame->keys, g_strdup (self->decoded->str));
  self->keys_bytes += cost;
  frame->keys_bytes += cost;
  frame->key = g_strdup (self->decoded->str);

  c = peek_after_space (self);
  if (c != ':')
    return refuse_character (self, c, "a colon", error);
  next_byte (self);
  *key = frame->key;

  return check_captured (self, error);
}

/**
 * aft_json_scanner_begin_array:
 *
 * Enters the array that aft_json_scanner_peek() has just shown.
 *
 * Returns: FALSE with an error when it is nested too deep
 */
gboolean
aft_json_scanner_begin_array (AftJsonScanner *self, GError **error)
{
  g_return_val_if_fail (self->position < self->length && self->chunk[self->position] == '[', FALSE);

  return push (self, TRUE, error);
}

/**
 * aft_json_scanner_next_element:
 * @more: (out): FALSE when the array has ended (and was left)
 *
 * After each TRUE, one value must be taken, skipped or entered.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_scanner_next_element (AftJsonScanner *self, gboolean *more, GError **error)
{
  Frame *frame = &self->frames[self->depth - 1];
  int c = peek_after_space (self);

  *more = FALSE;
  if (c == ']')
    {
      pop (self);
      return TRUE;
    }
  if (frame->started)
    {
      if (c != ',')
        return refuse_character (self, c, "a comma or ]", error);
      next_byte (self);
      frame->index++;
      c = peek_after_space (self);
      if (c == ']')
        return refuse_character (self, c, "a value", error);
    }
  frame->started = TRUE;
  *more = TRUE;

  return check_captured (self, error);
}

/**
 * aft_json_scanner_skip:
 *
 * Checks the next value whole and keeps nothing of it, however long it is.
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
      return scan_string (self, NULL, error);

    case AFT_JSON_KIND_NUMBER:
      return scan_number (self, error);

    case AFT_JSON_KIND_BOOLEAN:
      return scan_word (self, peek_byte (self) == 't' ? "true" : "false", error);

    case AFT_JSON_KIND_NULL:
    default:
      return scan_word (self, "null", error);
    }
}

/**
 * aft_json_scanner_take:
 * @text: (out) (transfer none): the value as it stands in the file, checked, good until the next
 *   call, ended by NUL
 * @length: (out): its bytes
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

  if (!aft_json_scanner_peek (self, &kind, error)) /* leaves the space before it behind */
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
 * Returns: FALSE with an error when anything but space follows
 */
gboolean
aft_json_scanner_finish (AftJsonScanner *self, GError **error)
{
  int c = peek_after_space (self);

  if (c != END_OF_FILE)
    return refuse_character (self, c, "the end of the file", error);

  return TRUE;
}

/**
 * aft_json_scanner_new:
 * @stream: what to read; not closed
 * @cancellable: (nullable): stops a read
 *
 * A byte order mark at the start (some editors write one) is passed over.
 *
 * Returns: (transfer full): a scanner at the start of @stream
 */
AftJsonScanner *
aft_json_scanner_new (GInputStream *stream, GCancellable *cancellable)
{
  static const guint8 mark[] = { 0xef, 0xbb, 0xbf };
  AftJsonScanner *self = g_new0 (AftJsonScanner, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->chunk = g_malloc (CHUNK_BYTES);
  self->captured = g_string_new (NULL);
  self->decoded = g_string_new (NULL);
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
      g_free (self->frames[i].key);
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
