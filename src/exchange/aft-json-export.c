/* aft-json-export.c: the diary as JSON, element by element
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Has the layout of Python's json.dumps (..., indent=2, ensure_ascii=False) and a newline, so
 * that other programs can write the same bytes. Keeps only one block in memory.
 */
#include "aft-json.h"

#include "aft-config.h"
#include "aft-entry-json.h"
#include "aft-json-write.h"

#define BLOCK_BYTES (64 * 1024)

/* The values at the top that hold the diary: one for each kind, in the order of AftEntryKind, and then
 * the deletions. */
#define KEY_DELETED AFT_N_ENTRY_KINDS

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *block;
  guint key;      /* the open array */
  gboolean empty; /* so far */
  AftProgress *progress;
  guint64 n_done;
} Writer;

static gboolean
flush (Writer *self, GError **error)
{
  gboolean good = g_output_stream_write_all (self->stream, self->block->str, self->block->len, NULL,
                                             self->cancellable, error);

  g_string_truncate (self->block, 0);

  return good;
}

/* Closes what is open, and opens what belongs to @key; everything between is empty. */
static void
open_key (Writer *self, guint key)
{
  while (self->key < key)
    {
      if (self->key != AFT_ENTRY_PREFERENCES)
        g_string_append (self->block, self->empty ? "]" : "\n  ]");
      else if (self->empty)
        g_string_append (self->block, "null");
      self->key++;
      self->empty = TRUE;
      if (self->key < KEY_DELETED)
        g_string_append_printf (self->block, ",\n  \"%s\": [",
                                aft_entry_get_fields ((AftEntryKind) self->key)->key);
      else if (self->key == KEY_DELETED)
        g_string_append (self->block, ",\n  \"deleted\": [");
    }
}

/* Before an element of the open array. */
static void
begin_element (Writer *self)
{
  g_string_append (self->block, self->empty ? "\n    " : ",\n    ");
  self->empty = FALSE;
}

static gboolean
end_element (Writer *self, GError **error)
{
  aft_progress_set (self->progress, ++self->n_done);

  return self->block->len < BLOCK_BYTES || flush (self, error);
}

static gboolean
write_entry_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  Writer *self = user_data;

  open_key (self, kind);
  if (kind == AFT_ENTRY_PREFERENCES)
    {
      self->empty = FALSE;
      aft_entry_append_json (kind, entry, 2, self->block);
    }
  else
    {
      begin_element (self);
      aft_entry_append_json (kind, entry, 4, self->block);
    }

  return end_element (self, error);
}

static gboolean
write_deleted_cb (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error)
{
  Writer *self = user_data;

  open_key (self, KEY_DELETED);
  begin_element (self);
  g_string_append_printf (self->block, "{\n      \"id\": \"%s\",\n      \"deleted_at\": ", id);
  aft_json_append_instant (self->block, deleted_at_us);
  g_string_append (self->block, "\n    }");

  return end_element (self, error);
}

/**
 * aft_json_export:
 * @db: the diary
 * @stream: where to write it; flushed, not closed
 * @now_us: the time for exported_at
 * @progress: (nullable): is told of each row
 * @cancellable: (nullable): stops the writing
 *
 * Writes one state of the diary. Memory doesn't grow with the diary. The same diary gives the same
 * bytes, apart from exported_at. Errors: those of @stream, %AFT_STORE_ERROR.
 *
 * Returns: FALSE with an error, when a part may have been written
 */
gboolean
aft_json_export (AftDb *db,
                 GOutputStream *stream,
                 gint64 now_us,
                 AftProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GString) block = g_string_sized_new (BLOCK_BYTES + 4096);
  Writer self = { stream, cancellable, block, AFT_ENTRY_PREFERENCES, TRUE, progress, 0 };
  guint64 n_entries = 0;
  AftDbCounts counts;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  g_string_append_printf (
      block, "{\n  \"format\": \"%s\",\n  \"version\": %d,\n  \"exported_at\": ", AFT_JSON_FORMAT,
      AFT_JSON_VERSION);
  aft_json_append_instant (block, now_us);
  g_string_append (block, ",\n  \"generator\": \"Aftercare " PACKAGE_VERSION "\""
                          ",\n  \"preferences\": ");

  if (!aft_db_count (db, &counts, error))
    return FALSE;
  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    n_entries += counts.n[kind];
  aft_progress_begin (progress, n_entries);
  if (!aft_db_export (db, AFT_ENTRY_ALL, write_entry_cb, write_deleted_cb, &self, error))
    return FALSE;

  open_key (&self, KEY_DELETED + 1);
  g_string_append (block, "\n}\n");

  return flush (&self, error) && g_output_stream_flush (stream, cancellable, error);
}
