/* aft-csv.c: the diary as tables for a spreadsheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two tables, for sessions and notes have different columns and RFC 4180 gives every row of a file
 * the same. UTF-8 without a byte order mark, CRLF, a heading of the names that the JSON has. What
 * is not recorded is an empty cell; several words in one cell stand apart by a space.
 *
 * A spreadsheet runs a cell that begins like a formula. Text that does gets an apostrophe in front,
 * and so does text that begins with one itself: taking one away from wherever one stands first gives
 * the exact text back. (OWASP, "CSV Injection"; the wide forms are what a Japanese keyboard types.)
 */
#include "aft-csv.h"

#include <string.h>

#include "aft-iso-date.h"
#include "aft-json-write.h"

#define BLOCK_BYTES (64 * 1024)
#define EOL "\r\n"

typedef struct
{
  GOutputStream *stream; /* NULL: not wanted */
  GString *block;
} Table;

typedef struct
{
  Table sessions;
  Table notes;
  GCancellable *cancellable;
  AftProgress *progress;
  guint64 n_done;
} Writer;

static gboolean
flush (Writer *self, Table *table, GError **error)
{
  gboolean good = g_output_stream_write_all (table->stream, table->block->str, table->block->len,
                                             NULL, self->cancellable, error);

  g_string_truncate (table->block, 0);

  return good;
}

/* --- cells --------------------------------------------------------------------------------- */

static gboolean
runs_as_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  const char *p = text;

  /* These two by themselves: some programs drop them and look at what follows. */
  if (*p == '\t' || *p == '\r' || *p == '\'')
    return TRUE;
  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (g_utf8_get_char (p) == starts[i])
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_csv_append_text:
 * @row: where to
 * @text: UTF-8
 *
 * Appends one cell (without a comma) that reads back as @text, but for the apostrophe before what a
 * spreadsheet would run.
 */
void
aft_csv_append_text (GString *row, const char *text)
{
  gboolean armed = runs_as_formula (text);
  gboolean quoted = armed || strpbrk (text, "\",;\t\r\n") != NULL || g_str_has_prefix (text, " ") ||
                    g_str_has_suffix (text, " ");

  if (quoted)
    g_string_append_c (row, '"');
  if (armed)
    g_string_append_c (row, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *p);
    }
  if (quoted)
    g_string_append_c (row, '"');
}

static void
append_text (GString *row, const char *text)
{
  g_string_append_c (row, ',');
  aft_csv_append_text (row, text);
}

static void
append_instant (GString *row, gint64 at_us)
{
  g_autofree char *text = aft_instant_to_string (at_us);

  g_string_append_printf (row, ",%s", text);
}

/* @value: negative is an empty cell, like AFT_UNSET and AFT_SEVERITY_UNSET */
static void
append_figure (GString *row, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (row, ",%s", value < 0 ? "" : aft_json_double_to_string (value, text));
}

static void
append_day (GString *row, AftDay day)
{
  g_autofree char *text = aft_day_to_string (day);

  g_string_append_printf (row, ",%s", text != NULL ? text : "");
}

static void
append_flags (GString *row, AftFlags flags)
{
  gboolean first = TRUE;

  g_string_append_c (row, ',');
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      if ((flags & (1u << i)) == 0)
        continue;
      g_string_append_printf (row, "%s%s", first ? "" : " ",
                              aft_flag_to_token ((AftFlags) (1u << i)));
      first = FALSE;
    }
}

static void
append_zones (GString *row, AftZones zones)
{
  gboolean first = TRUE;

  g_string_append_c (row, ',');
  for (guint i = 0; i < AFT_N_ZONES; i++)
    {
      if ((zones & (1u << i)) == 0)
        continue;
      g_string_append_printf (row, "%s%s", first ? "" : " ",
                              aft_zone_to_token ((AftZones) (1u << i)));
      first = FALSE;
    }
}

/* --- rows ---------------------------------------------------------------------------------- */

static gboolean
end_row (Writer *self, Table *table, GError **error)
{
  g_string_append (table->block, EOL);
  aft_progress_set (self->progress, ++self->n_done);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error) &&
         (table->block->len < BLOCK_BYTES || flush (self, table, error));
}

static gboolean
write_session_cb (AftSession *session, gpointer user_data, GError **error)
{
  Writer *self = user_data;
  GString *row = self->sessions.block;

  g_string_append (row, session->id);
  append_instant (row, session->ended_at_us);
  append_text (row, session->time_zone);
  append_text (row, aft_place_of_treatment_to_token (session->place));
  append_figure (row, session->needle_mm);
  append_text (row, session->tool);
  append_zones (row, session->zones);
  append_figure (row, session->makeup_wait_hours);
  append_figure (row, session->rest_days);
  append_day (row, session->next_session_date);
  append_text (row, session->clinic_instructions);
  append_text (row, session->text);
  append_instant (row, session->created_at_us);
  append_instant (row, session->modified_at_us);

  return end_row (self, &self->sessions, error);
}

static gboolean
write_note_cb (AftSkinNote *note, gpointer user_data, GError **error)
{
  Writer *self = user_data;
  GString *row = self->notes.block;

  g_string_append (row, note->id);
  append_instant (row, note->noted_at_us);
  append_text (row, note->time_zone);
  append_day (row, note->day);
  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    append_figure (row, note->severity[symptom]);
  append_flags (row, note->flags);
  append_flags (row, note->resolved_flags);
  append_text (row, note->text);
  append_instant (row, note->created_at_us);
  append_instant (row, note->modified_at_us);

  return end_row (self, &self->notes, error);
}

static gboolean
finish (Writer *self, Table *table, GError **error)
{
  return table->stream == NULL || (flush (self, table, error) &&
                                   g_output_stream_flush (table->stream, self->cancellable, error));
}

/**
 * aft_csv_export:
 * @db: the diary
 * @sessions: (nullable): where the table of the sessions goes; flushed, not closed
 * @notes: (nullable): where that of the notes goes
 * @progress: (nullable): told of each row
 * @cancellable: (nullable): stops the writing
 *
 * Writes one state of the diary into both, streaming: memory does not grow with it. What was deleted
 * is not in it. Errors: those of the streams, %AFT_STORE_ERROR.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_csv_export (AftDb *db,
                GOutputStream *sessions,
                GOutputStream *notes,
                AftProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GString) sessions_block = g_string_new (
      "id,ended_at,time_zone,setting,needle_mm,tool,zones,makeup_wait_hours,rest_days,"
      "next_session_date,clinic_instructions,text,created_at,modified_at" EOL);
  g_autoptr (GString) notes_block =
      g_string_new ("id,noted_at,time_zone,date,redness,tingling,dryness,flags,resolved_flags,text,"
                    "created_at,modified_at" EOL);
  Writer self = {
    { sessions, sessions_block }, { notes, notes_block }, cancellable, progress, 0,
  };
  AftDbCounts counts;

  if (!aft_db_count (db, &counts, error))
    return FALSE;
  aft_progress_begin (progress, (sessions != NULL ? counts.n_sessions : 0) +
                                    (notes != NULL ? counts.n_notes : 0));
  if (!aft_db_export (db, sessions != NULL ? write_session_cb : NULL,
                      notes != NULL ? write_note_cb : NULL, NULL, &self, error))
    return FALSE;

  return finish (&self, &self.sessions, error) && finish (&self, &self.notes, error);
}
