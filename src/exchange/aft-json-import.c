/* aft-json-import.c: a diary from JSON, element by element, all or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-json-element.h"
#include "aft-json-report.h"
#include "aft-json-scanner.h"
#include "aft-quote.h"

typedef enum
{
  KEY_FORMAT,
  KEY_VERSION,
  KEY_EXPORTED_AT,
  KEY_GENERATOR,
  KEY_SESSIONS,
  KEY_SKIN_NOTES,
  KEY_DELETED,
  N_KEYS,
} TopKey;

static const char *const top_keys[N_KEYS] = {
  "format", "version", "exported_at", "generator", "sessions", "skin_notes", "deleted",
};

typedef struct
{
  AftJsonScanner *scanner;
  AftJsonReport *report;
  AftDbImport *import; /* NULL once an error was found: there is nothing to stage any more */
  JsonParser *parser;
  GHashTable *ids; /* char[16], the bytes of every id so far */
  gint64 now_us;
  gboolean seen[N_KEYS];
  AftProgress *progress;
  GCancellable *cancellable;
} Reader;

struct _AftJsonImport
{
  AftDbImport *staged;
  GStrv warnings;
  AftImportPreview preview;
};

/* The sixteen bytes of a UUID, so that the set of ids stays small. */
static gpointer
pack_id (const char *id)
{
  guint8 *bytes = g_new0 (guint8, 16);
  guint n = 0;

  for (const char *p = id; *p != '\0' && n < 32; p++)
    {
      if (*p == '-')
        continue;
      bytes[n / 2] = (guint8) (bytes[n / 2] << 4 | g_ascii_xdigit_value (*p));
      n++;
    }

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
  return memcmp (a, b, 16) == 0;
}

static void
stop_staging (Reader *self)
{
  g_clear_pointer (&self->import, aft_db_import_abort);
}

static gboolean
check_id_is_new (Reader *self, const AftJsonElement *element, const char *id)
{
  g_autofree char *said = NULL;

  if (g_hash_table_add (self->ids, pack_id (id)))
    return TRUE;

  said = g_strdup_printf (_ ("\"%s\" appears twice in the file"), id);
  aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s[%" G_GUINT64_FORMAT "].id: %s",
                       element->array, element->index, said);
  return FALSE;
}

/* Reads one element and stages it. FALSE only for errors that are not the file's. */
static gboolean
take_element (Reader *self, TopKey key, AftJsonElement *element, GError **error)
{
  g_autoptr (AftSession) session = NULL;
  g_autoptr (AftSkinNote) note = NULL;
  AftTombstone *tombstone = NULL;
  gboolean good = TRUE;

  if (key == KEY_SESSIONS)
    {
      session = aft_json_element_to_session (element);
      if (session != NULL && check_id_is_new (self, element, session->id) && self->import != NULL)
        good = aft_db_import_add_session (self->import, session, error);
    }
  else if (key == KEY_SKIN_NOTES)
    {
      note = aft_json_element_to_note (element);
      if (note != NULL && check_id_is_new (self, element, note->id) && self->import != NULL)
        good = aft_db_import_add_note (self->import, note, error);
    }
  else
    {
      tombstone = aft_json_element_to_tombstone (element);
      if (tombstone != NULL && check_id_is_new (self, element, tombstone->id) &&
          self->import != NULL)
        good = aft_db_import_add_deleted (self->import, tombstone->id, tombstone->deleted_at_us,
                                          error);
      g_clear_pointer (&tombstone, aft_tombstone_free);
    }
  if (self->report->n_errors > 0)
    stop_staging (self);

  return good;
}

static gboolean
read_array (Reader *self, TopKey key, GError **error)
{
  AftJsonElement element = { self->report, top_keys[key], 0, NULL, self->now_us };
  AftJsonKind kind;
  gboolean more;
  const char *text;
  gsize length;

  if (!aft_json_scanner_begin_array (self->scanner, error))
    return FALSE;

  for (;; element.index++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !aft_json_scanner_next_element (self->scanner, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      if (!aft_json_scanner_peek (self->scanner, &kind, error) ||
          !aft_json_scanner_take (self->scanner, &text, &length, error))
        return FALSE;
      if (kind != AFT_JSON_KIND_OBJECT)
        {
          aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s[%" G_GUINT64_FORMAT "]: %s",
                               element.array, element.index, _ ("this is not an object"));
          stop_staging (self);
          continue;
        }
      /* What the scanner lets through is JSON; should json-glib think otherwise, say so. */
      if (!json_parser_load_from_data (self->parser, text, (gssize) length, error))
        {
          g_prefix_error (error, "%s[%" G_GUINT64_FORMAT "]: ", element.array, element.index);
          return FALSE;
        }
      element.object = json_node_get_object (json_parser_get_root (self->parser));
      if (!take_element (self, key, &element, error))
        return FALSE;
      aft_progress_set (self->progress, aft_json_scanner_get_offset (self->scanner) / 1024);
    }
}

/* The scalar that comes next, (transfer full) as json-glib's node. */
static JsonNode *
read_scalar (Reader *self, GError **error)
{
  g_autofree char *document = NULL;
  const char *text;
  gsize length;

  if (!aft_json_scanner_take (self->scanner, &text, &length, error))
    return NULL;
  /* In an array, for older json-glib takes no scalar for a document. */
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
  if (version < AFT_JSON_VERSION)
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT, _ ("version: this must be %d"),
                   AFT_JSON_VERSION);
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
      g_autofree char *said =
          g_strdup_printf (_ ("%s is not a time like 2026-11-22T18:30:00Z"), quoted);

      aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s: %s", "exported_at", said);
    }

  return TRUE;
}

/* What a value at the top is not, when it should be of this kind. */
static const char *
describe_kind_missed (AftJsonKind wanted)
{
  switch (wanted)
    {
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
  AftJsonKind wanted;
  TopKey key = 0;

  if (!aft_json_scanner_peek (self->scanner, &kind, error))
    return FALSE;
  while (key < N_KEYS && strcmp (top_keys[key], name) != 0)
    key++;
  if (key == N_KEYS)
    {
      aft_json_report_warn_key (self->report, NULL, 0, name);
      return aft_json_scanner_skip (self->scanner, error);
    }
  self->seen[key] = TRUE;

  if (key == KEY_VERSION)
    wanted = AFT_JSON_KIND_NUMBER;
  else if (key < KEY_SESSIONS)
    wanted = AFT_JSON_KIND_STRING;
  else
    wanted = AFT_JSON_KIND_ARRAY;
  if (kind != wanted)
    {
      aft_json_report_add (self->report,
                           key < KEY_EXPORTED_AT ? AFT_JSON_ERROR_FORMAT : AFT_JSON_ERROR_VALUE,
                           "%s: %s", name, describe_kind_missed (wanted));
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
      if (!self->seen[key])
        aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s: %s", top_keys[key],
                             _ ("missing"));
    }

  return TRUE;
}

/* Joins what ended the reading with the errors found before it. */
static gboolean
report_failure (Reader *self, GError *failure, GError **error)
{
  /* Of a newer or another format, the errors before mean nothing; and what is not the file's
   * fault is not mixed with what is. */
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

/* How much of @stream there is, in bytes; 0 where nobody can say. */
static guint64
get_size (GInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = NULL;

  if (G_IS_FILE_INPUT_STREAM (stream))
    info = g_file_input_stream_query_info (G_FILE_INPUT_STREAM (stream),
                                           G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);

  return info != NULL ? (guint64) MAX (0, g_file_info_get_size (info)) : 0;
}

/* Reads and stages all of it. */
static gboolean
read_and_stage (Reader *self, GError **error)
{
  GError *failure = NULL;

  if (!read_document (self, &failure))
    return report_failure (self, failure, error);

  return aft_json_report_to_error (self->report, error) &&
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The newer change wins; but where only a clock that was ahead has made it newer, say so. */
static char *
describe_older (const AftImportPreview *preview)
{
  if (preview->ahead == 0)
    return NULL;

  return g_strdup_printf (
      /* Translators: %u is how many */
      ngettext (
          "%u entry in your diary stays as it is, because it was last changed while a computer’s clock was ahead. To correct it, edit it again.",
          "%u entries in your diary stay as they are, because they were last changed while a computer’s clock was ahead. To correct them, edit them again.",
          preview->ahead),
      preview->ahead);
}

/**
 * aft_json_import_new:
 * @db: the diary; to be used for nothing else until the import has ended
 * @stream: a diary in JSON; not closed
 * @now_us: the present instant; entries that are ahead of it are taken, with a warning
 * @progress: (nullable): told how much was read
 * @cancellable: (nullable): stops the reading
 *
 * Reads all of a file and stages it beside the diary, which is not changed or locked by that. Memory
 * does not grow with the file, but for 16 bytes an id.
 *
 * Errors: %AFT_JSON_ERROR with up to %AFT_JSON_MAX_ERRORS lines, each naming its place;
 * %AFT_STORE_ERROR; those of @stream; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): to be ended by aft_json_import_commit() or
 *   aft_json_import_abort()
 */
AftJsonImport *
aft_json_import_new (AftDb *db,
                     GInputStream *stream,
                     gint64 now_us,
                     AftProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (AftJsonScanner) scanner = NULL;
  g_autoptr (AftJsonReport) report = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (AftJsonImport) import = NULL;
  Reader self = { 0 };

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  scanner = aft_json_scanner_new (stream, cancellable);
  report = aft_json_report_new ();
  parser = json_parser_new ();
  ids = g_hash_table_new_full (hash_id, equal_ids, g_free, NULL);
  self.scanner = scanner;
  self.report = report;
  self.parser = parser;
  self.ids = ids;
  self.now_us = now_us;
  self.progress = progress;
  self.cancellable = cancellable;
  aft_progress_begin (progress, get_size (stream, cancellable) / 1024);
  self.import = aft_db_import_begin (db, error);
  if (self.import == NULL)
    return NULL;
  if (!read_and_stage (&self, error))
    {
      stop_staging (&self);
      return NULL;
    }

  import = aft_json_import_new_staged (g_steal_pointer (&self.import), now_us, error);
  if (import == NULL)
    return NULL;
  if (import->warnings[0] != NULL)
    aft_json_report_warn_all (report, import->warnings[0]);
  g_strfreev (import->warnings);
  import->warnings = aft_json_report_get_warnings (report);

  return g_steal_pointer (&import);
}

AftJsonImport *
aft_json_import_new_staged (AftDbImport *staged, gint64 now_us, GError **error)
{
  g_autoptr (AftJsonImport) import = g_new0 (AftJsonImport, 1);

  import->staged = staged;
  import->warnings = g_new0 (char *, 2);
  if (!aft_db_import_preview (staged, now_us, &import->preview, error))
    return NULL;
  import->warnings[0] = describe_older (&import->preview);

  return g_steal_pointer (&import);
}

/**
 * aft_json_import_get_preview:
 *
 * Returns: (transfer none): what merging it would do, as the diary was when the file was read
 */
const AftImportPreview *
aft_json_import_get_preview (AftJsonImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->preview;
}

/**
 * aft_json_import_get_warnings:
 *
 * Returns: (transfer none): what is noteworthy, in the order of the file: keys that are unknown, entries
 *   that are ahead of the clock; and at the end, whether entries of the diary are newer only because of a
 *   clock that was ahead
 */
const char *const *
aft_json_import_get_warnings (AftJsonImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->warnings;
}

/**
 * aft_json_import_commit:
 * @self: (transfer full): what was read
 * @counts: (out) (optional): what has changed
 *
 * Merges by id: the newer modified_at wins, on a tie a deletion wins, else the present row stays.
 * All or nothing; the diary is locked only now.
 *
 * Returns: TRUE when the merged diary is on disk; else it is unchanged, %AFT_STORE_ERROR
 */
gboolean
aft_json_import_commit (AftJsonImport *self, AftImportCounts *counts, GError **error)
{
  AftImportCounts ignored;
  gboolean good;

  g_return_val_if_fail (self != NULL, FALSE);

  good = aft_db_import_commit (g_steal_pointer (&self->staged), counts != NULL ? counts : &ignored,
                               error);
  aft_json_import_abort (self);

  return good;
}

/**
 * aft_json_import_abort:
 * @self: (transfer full): what was read
 *
 * Forgets it.
 */
void
aft_json_import_abort (AftJsonImport *self)
{
  g_clear_pointer (&self->staged, aft_db_import_abort);
  g_strfreev (self->warnings);
  g_free (self);
}

/**
 * aft_json_import:
 * @db: the diary
 * @stream: a diary in JSON; not closed
 * @now_us: the present instant; entries that are ahead of it are taken, with a warning
 * @counts: (out) (optional): what has changed
 * @warnings: (out) (optional) (transfer full): as of aft_json_import_get_warnings()
 * @cancellable: (nullable): heeded until everything is read, not once writing has begun
 *
 * aft_json_import_new() and aft_json_import_commit() in one go.
 *
 * Returns: TRUE when the merged diary is on disk; else it is unchanged, and the errors are theirs
 */
gboolean
aft_json_import (AftDb *db,
                 GInputStream *stream,
                 gint64 now_us,
                 AftImportCounts *counts,
                 GStrv *warnings,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (AftJsonImport) import = NULL;
  g_auto (GStrv) found = NULL;

  import = aft_json_import_new (db, stream, now_us, NULL, cancellable, error);
  if (import == NULL)
    return FALSE;
  found = g_strdupv (import->warnings);
  if (!aft_json_import_commit (g_steal_pointer (&import), counts, error))
    return FALSE;
  if (warnings != NULL)
    *warnings = g_steal_pointer (&found);

  return TRUE;
}
