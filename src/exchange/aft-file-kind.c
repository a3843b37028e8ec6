/* aft-file-kind.c: detects the kind of a file by its contents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-file-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-db.h"
#include "aft-json.h"

/** Bytes at an offset that identify a kind. */
typedef struct
{
  AftFileKind kind;
  guint offset;
  const char *bytes;
  guint length;
} Signature;

#define SIGNATURE(kind, offset, bytes)      \
  {                                         \
    kind, offset, bytes, sizeof (bytes) - 1 \
  }

static const Signature signatures[] = {
  SIGNATURE (AFT_FILE_KIND_ZIP, 0, "PK\3\4"),
  SIGNATURE (AFT_FILE_KIND_ZIP, 0, "PK\5\6"),
  SIGNATURE (AFT_FILE_KIND_PDF, 0, "%PDF-"),
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 0, "\x1f\x8b"), /* gzip */
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 0, "BZh"),
  SIGNATURE (AFT_FILE_KIND_ARCHIVE,
             0,
             "\xfd"
             "7zXZ"),
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 0, "\x28\xb5\x2f\xfd"), /* zstd */
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 0, "7z\xbc\xaf\x27\x1c"),
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 0, "Rar!\x1a\x07"),
  SIGNATURE (AFT_FILE_KIND_ARCHIVE, 257, "ustar"),
  SIGNATURE (AFT_FILE_KIND_PICTURE, 0, "\x89PNG\r\n"),
  SIGNATURE (AFT_FILE_KIND_PICTURE, 0, "\xff\xd8\xff"), /* JPEG */
  SIGNATURE (AFT_FILE_KIND_PICTURE, 0, "GIF8"),
  SIGNATURE (AFT_FILE_KIND_PICTURE, 0, "II*\0"), /* TIFF */
  SIGNATURE (AFT_FILE_KIND_PICTURE, 0, "MM\0*"),
  SIGNATURE (AFT_FILE_KIND_PICTURE, 8, "WEBP"),
  SIGNATURE (AFT_FILE_KIND_PICTURE, 4, "ftyp"), /* HEIC, AVIF */
  SIGNATURE (AFT_FILE_KIND_UTF16, 0, "\xff\xfe"),
  SIGNATURE (AFT_FILE_KIND_UTF16, 0, "\xfe\xff"),
  SIGNATURE (AFT_FILE_KIND_UTF16, 0, "\0{"),
  SIGNATURE (AFT_FILE_KIND_UTF16, 0, "{\0"),
  SIGNATURE (AFT_FILE_KIND_UTF16, 0, "\0\0\0{"),
};

#define SQLITE_HEADER "SQLite format 3"
/* The application ID in SQLite's header: https://www.sqlite.org/fileformat2.html */
#define APPLICATION_ID_OFFSET 68
static const char application_id[] = { 0x41, 0x66, 0x74, 0x63 };

static gboolean
has_bytes (const char *bytes, gsize length, gsize offset, const char *expected, gsize n_expected)
{
  return length >= offset + n_expected && memcmp (bytes + offset, expected, n_expected) == 0;
}

static gboolean
begins_with (const char *text, gsize length, const char *prefix)
{
  return length >= strlen (prefix) && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* Names and separators in the first line: JSON doesn't start like this. */
static gboolean
is_table (const char *text, gsize length)
{
  guint n_separators = 0;

  for (gsize i = 0; i < length && text[i] != '\n' && text[i] != '\r'; i++)
    {
      if (i == 0 && strchr ("{[<", text[0]) != NULL)
        return FALSE;
      n_separators += text[i] == ',' || text[i] == ';' || text[i] == '\t';
    }

  return n_separators > 0;
}

static AftFileKind
detect_text (const char *text, gsize length)
{
  const char *content;

  if (has_bytes (text, length, 0, "\xef\xbb\xbf", 3))
    {
      text += 3;
      length -= 3;
    }
  content = text;
  while (length > 0 && g_ascii_isspace (*content))
    {
      content++;
      length--;
    }
  /* May still be anything. */
  if (length == 0)
    return content - text < AFT_FILE_KIND_BYTES / 2 ? AFT_FILE_KIND_EMPTY : AFT_FILE_KIND_TEXT;
  if (memchr (content, '\0', length) != NULL)
    return *content == '{' || *content == '[' ? AFT_FILE_KIND_TEXT : AFT_FILE_KIND_BINARY;
  if (begins_with (content, length, "BEGIN:VCALENDAR"))
    return AFT_FILE_KIND_CALENDAR;
  if (begins_with (content, length, "<svg"))
    return AFT_FILE_KIND_PICTURE;
  if (begins_with (content, length, "<!DOCTYPE html") || begins_with (content, length, "<html"))
    return AFT_FILE_KIND_WEB_PAGE;

  return is_table (content, length) ? AFT_FILE_KIND_TABLE : AFT_FILE_KIND_TEXT;
}

/**
 * aft_file_kind_from_bytes:
 * @bytes: the first bytes of a file, up to %AFT_FILE_KIND_BYTES
 * @length: how many there are
 *
 * Returns: the kind of the file by its contents
 */
AftFileKind
aft_file_kind_from_bytes (const char *bytes, gsize length)
{
  if (length == 0)
    return AFT_FILE_KIND_EMPTY;
  if (has_bytes (bytes, length, 0, SQLITE_HEADER, sizeof SQLITE_HEADER))
    return has_bytes (bytes, length, APPLICATION_ID_OFFSET, application_id, sizeof application_id)
               ? AFT_FILE_KIND_DIARY
               : AFT_FILE_KIND_DATABASE;
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      const Signature *one = &signatures[i];

      if (has_bytes (bytes, length, one->offset, one->bytes, one->length))
        return one->kind;
    }

  return detect_text (bytes, length);
}

/* Returns: (transfer full) (nullable): a whole sentence about what the file is and what to do */
static char *
describe (AftFileKind kind, const char *name)
{
  switch (kind)
    {
    case AFT_FILE_KIND_TEXT:
    case AFT_FILE_KIND_DIARY:
    case AFT_FILE_KIND_ZIP:
      return NULL;
    case AFT_FILE_KIND_DATABASE:
      return g_strdup_printf (
          /* Translators: here and below, %s is the name of a file */
          _ ("“%s” is another program’s database. Choose an Aftercare diary instead."), name);
    case AFT_FILE_KIND_EMPTY:
      return g_strdup_printf (_ ("“%s” is empty. Choose another copy of the diary."), name);
    case AFT_FILE_KIND_TABLE:
      return g_strdup_printf (
          _ ("“%s” is a spreadsheet. Choose the .json file of the diary instead."), name);
    case AFT_FILE_KIND_UTF16:
      return g_strdup_printf (_ ("“%s” is text in UTF-16. Save it as UTF-8, then try again."),
                              name);
    case AFT_FILE_KIND_ARCHIVE:
      return g_strdup_printf (
          _ ("“%s” is compressed. Unpack it, then choose the .json file inside."), name);
    case AFT_FILE_KIND_PDF:
      return g_strdup_printf (
          _ ("“%s” is a PDF document. Choose the .json file of the diary instead."), name);
    case AFT_FILE_KIND_CALENDAR:
      return g_strdup_printf (_ ("“%s” is a calendar. Choose the .json file of the diary instead."),
                              name);
    case AFT_FILE_KIND_PICTURE:
      return g_strdup_printf (_ ("“%s” is a picture. Choose the .json file of the diary instead."),
                              name);
    case AFT_FILE_KIND_WEB_PAGE:
      return g_strdup_printf (
          _ ("“%s” is a web page. Download the .json file itself, then choose it."), name);
    case AFT_FILE_KIND_BINARY:
    default:
      return g_strdup_printf (
          _ ("“%s” isn’t an Aftercare diary. Choose a .json, .zip or .db file of the diary."),
          name);
    }
}

/**
 * aft_file_kind_check:
 * @name: its name to show
 *
 * Returns: whether it can be read; else %AFT_JSON_ERROR_KIND with what it is and what to do
 */
gboolean
aft_file_kind_check (AftFileKind kind, const char *name, GError **error)
{
  g_autofree char *sentence = describe (kind, name);

  if (sentence != NULL)
    g_set_error_literal (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND, sentence);

  return sentence == NULL;
}

/* There is no need to wait for more of a text: a pipe may deliver it line by line. */
static gboolean
is_enough (const char *bytes, gsize length)
{
  return length >= AFT_FILE_KIND_BYTES ||
         (length >= 4 && strchr ("{[", bytes[0]) != NULL && bytes[0] != '\0' && bytes[1] != '\0');
}

/**
 * aft_file_kind_detect:
 * @stream: (inout): what to read; may be replaced by a stream that wraps it, and is read from the
 *   beginning afterwards
 * @kind: (out): its kind
 * @cancellable: (nullable): stops the reading
 *
 * Returns: whether it could be read; errors of *@stream
 */
gboolean
aft_file_kind_detect (GInputStream **stream,
                      AftFileKind *kind,
                      GCancellable *cancellable,
                      GError **error)
{
  char bytes[AFT_FILE_KIND_BYTES];
  gsize length = 0;
  GInputStream *buffered;
  const char *peeked;
  gssize n_read;

  /* It has a size, which is needed to show the progress. */
  if (G_IS_FILE_INPUT_STREAM (*stream) && g_seekable_can_seek (G_SEEKABLE (*stream)))
    {
      if (!g_input_stream_read_all (*stream, bytes, sizeof bytes, &length, cancellable, error) ||
          !g_seekable_seek (G_SEEKABLE (*stream), 0, G_SEEK_SET, cancellable, error))
        return FALSE;
      *kind = aft_file_kind_from_bytes (bytes, length);
      return TRUE;
    }

  buffered = g_buffered_input_stream_new_sized (*stream, AFT_FILE_KIND_BYTES);
  g_object_unref (*stream);
  *stream = buffered;
  do
    {
      n_read =
          g_buffered_input_stream_fill (G_BUFFERED_INPUT_STREAM (*stream), -1, cancellable, error);
      peeked = g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (*stream), &length);
    }
  while (n_read > 0 && !is_enough (peeked, length));
  if (n_read < 0)
    return FALSE;
  *kind = aft_file_kind_from_bytes (peeked, length);

  return TRUE;
}
