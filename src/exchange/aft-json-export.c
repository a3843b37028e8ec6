/* aft-json-export.c: the diary as JSON, element by element
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Has the layout of Python's json.dumps (..., indent=2, ensure_ascii=False) and a newline, so
 * that other programs can write the same bytes. Keeps only one block in memory.
 */
#include "aft-json.h"

#include "aft-config.h"
#include "aft-iso-date.h"
#include "aft-json-write.h"

#define BLOCK_BYTES (64 * 1024)

typedef enum
{
  ARRAY_NONE,
  ARRAY_SESSIONS,
  ARRAY_SKIN_NOTES,
  ARRAY_DELETED,
  ARRAY_END,
} Array;

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *block;
  Array array;    /* the open array */
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

/* --- fields -------------------------------------------------------------------------------- */

static void
append_key (Writer *self, const char *key)
{
  gboolean first = self->block->str[self->block->len - 1] == '{';

  g_string_append (self->block, first ? "\n      \"" : ",\n      \"");
  g_string_append (self->block, key);
  g_string_append (self->block, "\": ");
}

static void
append_string (Writer *self, const char *key, const char *text)
{
  append_key (self, key);
  aft_json_append_string (self->block, text);
}

static void
append_instant (Writer *self, const char *key, gint64 at_us)
{
  append_key (self, key);
  aft_json_append_instant (self->block, at_us);
}

/* @value: below 0, such as AFT_UNSET and AFT_SEVERITY_UNSET, for null */
static void
append_figure (Writer *self, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  append_key (self, key);
  g_string_append (self->block, value < 0 ? "null" : aft_json_double_to_string (value, text));
}

static void
append_day (Writer *self, const char *key, AftDay day)
{
  g_autofree char *text = aft_day_to_string (day);

  append_key (self, key);
  if (text != NULL)
    aft_json_append_string (self->block, text);
  else
    g_string_append (self->block, "null");
}

static void
append_set (Writer *self, const char *key, guint set, const char *(*to_token) (guint bit))
{
  gboolean empty = TRUE;

  append_key (self, key);
  g_string_append_c (self->block, '[');
  for (guint bit = 1; bit != 0 && bit <= set; bit <<= 1)
    {
      if ((set & bit) == 0)
        continue;
      g_string_append_printf (self->block, "%s\n        \"%s\"", empty ? "" : ",", to_token (bit));
      empty = FALSE;
    }
  g_string_append (self->block, empty ? "]" : "\n      ]");
}

/* --- elements ------------------------------------------------------------------------------ */

/* Closes the arrays before @array and opens it. */
static void
open_array (Writer *self, Array array)
{
  static const char *const names[] = { NULL, "sessions", "skin_notes", "deleted", NULL };

  while (self->array < array)
    {
      if (self->array != ARRAY_NONE)
        g_string_append (self->block, self->empty ? "]" : "\n  ]");
      self->array++;
      self->empty = TRUE;
      if (self->array != ARRAY_END)
        g_string_append_printf (self->block, ",\n  \"%s\": [", names[self->array]);
    }
}

static void
begin_element (Writer *self, Array array)
{
  open_array (self, array);
  g_string_append (self->block, self->empty ? "\n    {" : ",\n    {");
  self->empty = FALSE;
}

static gboolean
end_element (Writer *self, GError **error)
{
  g_string_append (self->block, "\n    }");
  aft_progress_set (self->progress, ++self->n_done);

  return self->block->len < BLOCK_BYTES || flush (self, error);
}

static gboolean
write_session_cb (AftSession *session, gpointer user_data, GError **error)
{
  Writer *self = user_data;

  begin_element (self, ARRAY_SESSIONS);
  append_string (self, "id", session->id);
  append_instant (self, "ended_at", session->ended_at_us);
  append_string (self, "time_zone", session->time_zone);
  append_string (self, "setting", aft_place_of_treatment_to_token (session->place));
  append_figure (self, "needle_mm", session->needle_mm);
  append_string (self, "tool", session->tool);
  append_set (self, "zones", session->zones, aft_zone_to_token);
  append_figure (self, "makeup_wait_hours", session->makeup_wait_hours);
  append_figure (self, "rest_days", session->rest_days);
  append_day (self, "next_session_date", session->next_session_date);
  append_string (self, "clinic_instructions", session->clinic_instructions);
  append_string (self, "text", session->text);
  append_instant (self, "created_at", session->created_at_us);
  append_instant (self, "modified_at", session->modified_at_us);

  return end_element (self, error);
}

static gboolean
write_note_cb (AftSkinNote *note, gpointer user_data, GError **error)
{
  Writer *self = user_data;

  begin_element (self, ARRAY_SKIN_NOTES);
  append_string (self, "id", note->id);
  append_instant (self, "noted_at", note->noted_at_us);
  append_string (self, "time_zone", note->time_zone);
  append_day (self, "date", note->day);
  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    append_figure (self, aft_symptom_to_token (symptom), note->severity[symptom]);
  append_set (self, "flags", note->flags, aft_flag_to_token);
  append_set (self, "resolved_flags", note->resolved_flags, aft_flag_to_token);
  append_string (self, "text", note->text);
  append_instant (self, "created_at", note->created_at_us);
  append_instant (self, "modified_at", note->modified_at_us);

  return end_element (self, error);
}

static gboolean
write_deleted_cb (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error)
{
  Writer *self = user_data;

  begin_element (self, ARRAY_DELETED);
  append_string (self, "id", id);
  append_instant (self, "deleted_at", deleted_at_us);

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
  Writer self = { stream, cancellable, block, ARRAY_NONE, TRUE, progress, 0 };
  AftDbCounts counts;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  g_string_append_printf (
      block, "{\n  \"format\": \"%s\",\n  \"version\": %d,\n  \"exported_at\": ", AFT_JSON_FORMAT,
      AFT_JSON_VERSION);
  aft_json_append_instant (block, now_us);
  g_string_append (block, ",\n  \"generator\": \"Aftercare " PACKAGE_VERSION "\"");

  if (!aft_db_count (db, &counts, error))
    return FALSE;
  aft_progress_begin (progress, counts.n_sessions + counts.n_notes);
  if (!aft_db_export (db, write_session_cb, write_note_cb, write_deleted_cb, &self, error))
    return FALSE;

  open_array (&self, ARRAY_END);
  g_string_append (block, "\n}\n");

  return flush (&self, error) && g_output_stream_flush (stream, cancellable, error);
}
