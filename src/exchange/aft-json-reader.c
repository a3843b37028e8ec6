/* aft-json-reader.c: reads a diary from JSON and stages it, element by element
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-json-entry.h"
#include "aft-json-scanner.h"
#include "aft-quote.h"
#include "aft-uuid.h"

typedef enum
{
  KEY_FORMAT,
  KEY_VERSION,
  KEY_EXPORTED_AT,
  KEY_GENERATOR,
  KEY_ENTRIES, /* one for each kind, in the order of AftEntryKind */
  KEY_DELETED = KEY_ENTRIES + AFT_N_ENTRY_KINDS,
  N_KEYS,
} TopKey;

#define KEY_OF_KIND(kind) (KEY_ENTRIES + (TopKey) (kind))

static const char *
get_name (TopKey key)
{
  static const char *const names[KEY_ENTRIES] = { "format", "version", "exported_at", "generator" };

  if (key < KEY_ENTRIES)
    return names[key];
  if (key < KEY_DELETED)
    return aft_entry_get_fields ((AftEntryKind) (key - KEY_ENTRIES))->key;

  return "deleted";
}

/* Whether version 1 of the format has it too. */
static gboolean
is_in_version_1 (TopKey key)
{
  return key < KEY_ENTRIES || key == KEY_OF_KIND (AFT_ENTRY_SESSION) ||
         key == KEY_OF_KIND (AFT_ENTRY_NOTE) || key == KEY_DELETED;
}

typedef struct
{
  AftJsonScanner *scanner;
  AftJsonReport *report;
  AftDbImport *import; /* NULL after the first error, when nothing more is staged */
  JsonParser *parser;
  GHashTable *ids; /* guint8[16]: the bytes of every id so far */
  gint64 now_us;
  gboolean seen[N_KEYS];
  int version;
  AftProgress *progress;
  GCancellable *cancellable;
} Reader;

/* A UUID as bytes, to keep the set of ids small. */
static gpointer
pack_id (const char *id)
{
  guint8 *bytes = g_malloc (AFT_UUID_BYTES);

  aft_uuid_to_bytes (id, bytes);

  return bytes;
}

static guint
hash_id (gconstpointer id)
{
  guint hash;

  memcpy (&hash, (const guint8 *) id + 12, sizeof hash);

  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, AFT_UUID_BYTES) == 0;
}

static void
stop_staging (Reader *self)
{
  g_clear_pointer (&self->import, aft_db_import_abort);
}

static gboolean
check_id_is_new (Reader *self, AftJsonElement *element, const char *id)
{
  if (g_hash_table_add (self->ids, pack_id (id)))
    return TRUE;
  aft_json_element_add_error (element, "id", _ ("\"%s\" appears twice in the file"), id);

  return FALSE;
}

/* Reads an entry and stages it. FALSE only for errors that aren't in the file. */
static gboolean
take_entry (Reader *self, AftEntryKind kind, AftJsonElement *element, GError **error)
{
  gpointer entry = aft_json_element_to_entry (element, kind);
  gboolean good = TRUE;

  if (entry != NULL && check_id_is_new (self, element, aft_entry_get_id (entry)) &&
      self->import != NULL)
    good = aft_db_import_add (self->import, kind, entry, element->lacking, error);
  aft_entry_free (kind, entry);

  return good;
}

static gboolean
take_deleted (Reader *self, AftJsonElement *element, GError **error)
{
  AftTombstone *tombstone = aft_json_element_to_tombstone (element);
  gboolean good = TRUE;

  if (tombstone != NULL && check_id_is_new (self, element, tombstone->id) && self->import != NULL)
    good = aft_db_import_add_deleted (self->import, tombstone->id, tombstone->deleted_at_us, error);
  g_clear_pointer (&tombstone, aft_tombstone_free);

  return good;
}

/* Reads the next value, which should be an object, and stages it. */
static gboolean
take_element (Reader *self, TopKey key, AftJsonElement *element, GError **error)
{
  AftJsonKind kind;
  const char *text;
  gsize length;
  gboolean good;

  if (!aft_json_scanner_peek (self->scanner, &kind, error) ||
      !aft_json_scanner_take (self->scanner, &text, &length, error))
    return FALSE;
  if (kind != AFT_JSON_KIND_OBJECT)
    {
      aft_json_element_add_error (element, NULL, "%s", _ ("this is not an object"));
      stop_staging (self);
      return TRUE;
    }
  /* The scanner has accepted it as JSON, but json-glib might disagree. */
  if (!json_parser_load_from_data (self->parser, text, (gssize) length, error))
    {
      g_autofree char *place = aft_json_report_get_place (element->array, element->index, NULL);

      g_prefix_error (error, "%s: ", place);
      return FALSE;
    }
  element->lacking = FALSE;
  element->object = json_node_get_object (json_parser_get_root (self->parser));
  good = key == KEY_DELETED ? take_deleted (self, element, error)
                            : take_entry (self, (AftEntryKind) (key - KEY_ENTRIES), element, error);
  if (self->report->n_errors > 0)
    stop_staging (self);
  aft_progress_set (self->progress, aft_json_scanner_get_offset (self->scanner) / 1024);

  return good;
}

static gboolean
read_array (Reader *self, TopKey key, GError **error)
{
  AftJsonElement element = { .report = self->report,
                             .array = get_name (key),
                             .now_us = self->now_us };
  gboolean more;

  if (!aft_json_scanner_begin_array (self->scanner, error))
    return FALSE;

  for (;; element.index++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !aft_json_scanner_next_element (self->scanner, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      if (!take_element (self, key, &element, error))
        return FALSE;
    }
}

/* An object, or null where the diary has none. */
static gboolean
read_preferences (Reader *self, AftJsonKind kind, GError **error)
{
  TopKey key = KEY_OF_KIND (AFT_ENTRY_PREFERENCES);
  AftJsonElement element = {
    .report = self->report,
    .array = get_name (key),
    .index = AFT_JSON_NO_INDEX,
    .now_us = self->now_us,
  };

  return kind == AFT_JSON_KIND_NULL ? aft_json_scanner_skip (self->scanner, error)
                                    : take_element (self, key, &element, error);
}

/* Returns: (transfer full): the next value, which is neither an object nor an array */
static JsonNode *
read_scalar (Reader *self, GError **error)
{
  g_autofree char *document = NULL;
  const char *text;
  gsize length;

  if (!aft_json_scanner_take (self->scanner, &text, &length, error))
    return NULL;
  /* In an array, because older json-glib doesn't accept a scalar as a document. */
  document = g_strdup_printf ("[%s]", text);
  if (!json_parser_load_from_data (self->parser, document, -1, error))
    return NULL;

  return json_node_copy (
      json_array_get_element (json_node_get_array (json_parser_get_root (self->parser)), 0));
}

static gboolean
read_format (Reader *self, GError **error)
{
  g_autoptr (JsonNode) node = read_scalar (self, error);
  g_autofree char *quoted = NULL;

  if (node == NULL)
    return FALSE;
  if (strcmp (json_node_get_string (node), AFT_JSON_FORMAT) == 0)
    return TRUE;

  quoted = aft_quote_for_message (json_node_get_string (node));
  g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT,
               /* Translators: the word before a colon is of the file and stays as it is */
               _ ("format: %1$s is not \"%2$s\", so this is not an Aftercare diary"), quoted,
               AFT_JSON_FORMAT);

  return FALSE;
}

static gboolean
read_version (Reader *self, GError **error)
{
  g_autoptr (JsonNode) node = read_scalar (self, error);
  double version = 0;

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64 ||
      json_node_get_value_type (node) == G_TYPE_DOUBLE)
    version = json_node_get_double (node);

  if (version > AFT_JSON_VERSION)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_set_error (
          error, AFT_JSON_ERROR, AFT_JSON_ERROR_VERSION,
          _ ("version: this diary uses version %1$s of the format, but this program only supports version %2$d; update Aftercare to read it"),
          g_ascii_formatd (text, sizeof text, "%.15g", version), AFT_JSON_VERSION);
      return FALSE;
    }
  self->version = (int) version;
  if (version < 1 || version != self->version)
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT,
                   _ ("version: this must be 1 or %d"), AFT_JSON_VERSION);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_text (Reader *self, TopKey key, GError **error)
{
  g_autoptr (JsonNode) node = read_scalar (self, error);
  gint64 at_us;

  if (node == NULL)
    return FALSE;
  if (key == KEY_EXPORTED_AT && !aft_json_instant_from_string (json_node_get_string (node), &at_us))
    {
      g_autofree char *quoted = aft_quote_for_message (json_node_get_string (node));
      g_autofree char *message =
          g_strdup_printf (_ ("%s is not a time like 2026-11-22T18:30:00Z"), quoted);

      aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s: %s", "exported_at", message);
    }

  return TRUE;
}

/* The error for a value at the top that isn't of this kind. */
static const char *
describe_wrong_kind (AftJsonKind expected)
{
  switch (expected)
    {
    case AFT_JSON_KIND_OBJECT:
      return _ ("this is neither an object nor null");
    case AFT_JSON_KIND_NUMBER:
      return _ ("this is not a number");
    case AFT_JSON_KIND_STRING:
      return _ ("this is not text");
    default:
      return _ ("this is not an array");
    }
}

static gboolean
read_member (Reader *self, const char *name, GError **error)
{
  AftJsonKind kind;
  AftJsonKind expected;
  TopKey key = 0;

  if (!aft_json_scanner_peek (self->scanner, &kind, error))
    return FALSE;
  while (key < N_KEYS && strcmp (get_name (key), name) != 0)
    key++;
  if (key == N_KEYS)
    {
      aft_json_report_warn_key (self->report, NULL, 0, name);
      return aft_json_scanner_skip (self->scanner, error);
    }
  self->seen[key] = TRUE;

  if (key == KEY_VERSION)
    expected = AFT_JSON_KIND_NUMBER;
  else if (key < KEY_ENTRIES)
    expected = AFT_JSON_KIND_STRING;
  else if (key == KEY_OF_KIND (AFT_ENTRY_PREFERENCES))
    expected = AFT_JSON_KIND_OBJECT;
  else
    expected = AFT_JSON_KIND_ARRAY;
  if (kind != expected && (expected != AFT_JSON_KIND_OBJECT || kind != AFT_JSON_KIND_NULL))
    {
      aft_json_report_add (self->report,
                           key < KEY_EXPORTED_AT ? AFT_JSON_ERROR_FORMAT : AFT_JSON_ERROR_VALUE,
                           "%s: %s", name, describe_wrong_kind (expected));
      return aft_json_scanner_skip (self->scanner, error);
    }

  switch (key)
    {
    case KEY_FORMAT:
      return read_format (self, error);
    case KEY_VERSION:
      return read_version (self, error);
    case KEY_EXPORTED_AT:
    case KEY_GENERATOR:
      return read_text (self, key, error);
    case KEY_OF_KIND (AFT_ENTRY_PREFERENCES):
      return read_preferences (self, kind, error);
    default:
      return read_array (self, key, error);
    }
}

static gboolean
read_document (Reader *self, GError **error)
{
  AftJsonKind kind;
  const char *name;

  if (!aft_json_scanner_peek (self->scanner, &kind, error))
    return FALSE;
  if (kind != AFT_JSON_KIND_OBJECT)
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT, "%s",
                   _ ("this is not an Aftercare diary"));
      return FALSE;
    }
  if (!aft_json_scanner_begin_object (self->scanner, error))
    return FALSE;
  while (TRUE)
    {
      if (!aft_json_scanner_next_key (self->scanner, &name, error))
        return FALSE;
      if (name == NULL)
        break;
      if (!read_member (self, name, error))
        return FALSE;
      if (self->report->n_errors > 0)
        stop_staging (self);
    }
  if (!aft_json_scanner_finish (self->scanner, error))
    return FALSE;

  if (!self->seen[KEY_FORMAT])
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT, "%s",
                   _ ("format: missing, so this is not an Aftercare diary"));
      return FALSE;
    }
  for (TopKey key = KEY_VERSION; key < N_KEYS; key++)
    {
      if (!self->seen[key] && (self->version > 1 || is_in_version_1 (key)))
        aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s: %s", get_name (key),
                             _ ("missing"));
    }
  if (self->version > 1)
    aft_json_report_refuse_lacking (self->report);

  return TRUE;
}

/* Adds the error that ended the reading to those found before it. */
static gboolean
report_failure (Reader *self, GError *failure, GError **error)
{
  /* In a newer or another format, earlier errors mean nothing. Errors that aren't in the file aren't
   * mixed with those that are. */
  if (failure->domain != AFT_JSON_ERROR || failure->code == AFT_JSON_ERROR_VERSION ||
      failure->code == AFT_JSON_ERROR_FORMAT)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  aft_json_report_add_error (self->report, failure);
  g_error_free (failure);

  return aft_json_report_to_error (self->report, error);
}

/* The size of @stream in bytes; 0 if unknown. */
static guint64
get_size (GInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = NULL;

  if (G_IS_FILE_INPUT_STREAM (stream))
    info = g_file_input_stream_query_info (G_FILE_INPUT_STREAM (stream),
                                           G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);

  return info != NULL ? (guint64) MAX (0, g_file_info_get_size (info)) : 0;
}

/**
 * aft_json_read_diary:
 * @db: the diary; not to be used for anything else until the import has ended
 * @stream: a diary in JSON; not closed
 * @now_us: the present time, microseconds since 1970 UTC
 * @progress: (nullable): is told how much was read
 * @cancellable: (nullable): stops the reading
 * @report: takes the warnings
 * @error: as for aft_json_import_new()
 *
 * Returns: (transfer full) (nullable): the staged rows
 */
AftDbImport *
aft_json_read_diary (AftDb *db,
                     GInputStream *stream,
                     gint64 now_us,
                     AftProgress *progress,
                     GCancellable *cancellable,
                     AftJsonReport *report,
                     GError **error)
{
  g_autoptr (AftJsonScanner) scanner = aft_json_scanner_new (stream, cancellable);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (hash_id, equal_ids, g_free, NULL);
  Reader self = {
    .scanner = scanner,
    .report = report,
    .parser = parser,
    .ids = ids,
    .now_us = now_us,
    .progress = progress,
    .cancellable = cancellable,
  };
  GError *failure = NULL;
  gboolean good;

  aft_progress_begin (progress, get_size (stream, cancellable) / 1024);
  self.import = aft_db_import_begin (db, error);
  if (self.import == NULL)
    return NULL;

  if (read_document (&self, &failure))
    good = aft_json_report_to_error (report, error) &&
           !g_cancellable_set_error_if_cancelled (cancellable, error);
  else
    good = report_failure (&self, failure, error);
  if (!good)
    stop_staging (&self);

  return self.import;
}
