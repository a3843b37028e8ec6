/* aft-csv.c: the diary as tables for a spreadsheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes two tables, because sessions and notes have different columns, and in RFC 4180 all rows
 * of a file have the same. UTF-8 without a byte order mark, CRLF, and the keys of the JSON as
 * headings. A cell is empty if nothing is recorded; spaces separate several words in a cell.
 *
 * A spreadsheet runs a cell that starts like a formula. Such text gets a leading apostrophe, and
 * so does text that starts with one itself: removing one leading apostrophe restores the exact
 * text. (OWASP, "CSV Injection"; Japanese keyboards type the wide forms.)
 */
#include "aft-csv.h"

#include <string.h>

#include "aft-iso-date.h"
#include "aft-json-write.h"
#include "aft-own-scores.h"

#define BLOCK_BYTES (64 * 1024)
#define EOL "\r\n"

typedef struct
{
  GOutputStream *stream; /* NULL: not written */
  GString *block;
} Table;

typedef struct
{
  Table sessions;
  Table notes;
  GHashTable *scales; /* id: name */
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

  /* These two too: some programs drop them and go by what follows. */
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
 * @row: where to append it
 * @text: UTF-8
 *
 * Appends one cell with @text, without a comma; adds an apostrophe to what a spreadsheet would run.
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

/* @value: below 0, such as AFT_UNSET and AFT_SEVERITY_UNSET, for an empty cell */
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
append_set (GString *row, guint set, const char *(*to_token) (guint bit))
{
  const char *separator = ",";

  if (set == 0)
    g_string_append_c (row, ',');
  for (guint bit = 1; bit != 0 && bit <= set; bit <<= 1)
    {
      if ((set & bit) == 0)
        continue;
      g_string_append_printf (row, "%s%s", separator, to_token (bit));
      separator = " ";
    }
}

/* A line for each, for they contain spaces. */
static void
append_products (GString *row, char **products)
{
  g_autofree char *text = products != NULL ? g_strjoinv ("\n", products) : g_strdup ("");

  append_text (row, text);
}

/* A line for each: "Itching 3". */
static void
append_own_scores (Writer *self, GString *row, const GArray *scores)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; scores != NULL && i < scores->len; i++)
    {
      const AftOwnScore *score = &g_array_index (scores, AftOwnScore, i);
      const char *name = g_hash_table_lookup (self->scales, score->scale);

      g_string_append_printf (text, "%s%s %d", i > 0 ? "\n" : "",
                              name != NULL ? name : score->scale, score->score);
    }
  append_text (row, text->str);
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
write_session (Writer *self, const AftSession *session, GError **error)
{
  GString *row = self->sessions.block;

  g_string_append (row, session->id);
  append_instant (row, session->ended_at_us);
  append_text (row, session->time_zone);
  append_text (row, aft_place_of_treatment_to_token (session->place));
  append_figure (row, session->needle_mm);
  append_text (row, session->tool);
  append_set (row, session->zones, aft_zone_to_token);
  append_figure (row, session->makeup_wait_hours);
  append_figure (row, session->rest_days);
  append_day (row, session->next_session_date);
  append_text (row, session->clinic_instructions);
  append_text (row, session->text);
  append_products (row, session->products);
  append_instant (row, session->created_at_us);
  append_instant (row, session->modified_at_us);

  return end_row (self, &self->sessions, error);
}

static gboolean
write_note (Writer *self, const AftSkinNote *note, GError **error)
{
  GString *row = self->notes.block;

  g_string_append (row, note->id);
  append_instant (row, note->noted_at_us);
  append_text (row, note->time_zone);
  append_day (row, note->day);
  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    append_figure (row, note->severity[symptom]);
  append_set (row, note->flags, aft_flag_to_token);
  append_set (row, note->resolved_flags, aft_flag_to_token);
  append_text (row, note->text);
  append_own_scores (self, row, note->own_scores);
  append_products (row, note->products);
  append_instant (row, note->created_at_us);
  append_instant (row, note->modified_at_us);

  return end_row (self, &self->notes, error);
}

static gboolean
write_entry_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  Writer *self = user_data;
  const AftScale *scale = entry;

  if (kind == AFT_ENTRY_SESSION)
    return write_session (self, entry, error);
  if (kind == AFT_ENTRY_NOTE)
    return write_note (self, entry, error);
  g_hash_table_insert (self->scales, g_strdup (scale->id), g_strdup (scale->name));

  return TRUE;
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
 * @sessions: (nullable): where to write the sessions; flushed, not closed
 * @notes: (nullable): where to write the notes; flushed, not closed
 * @progress: (nullable): counts the rows written
 * @cancellable: (nullable): stops the writing
 *
 * Writes both from the same state of the diary, without what was deleted. Memory doesn't grow with
 * the diary. Errors: those of the streams, %AFT_STORE_ERROR.
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
      "next_session_date,clinic_instructions,text,products,created_at,modified_at" EOL);
  g_autoptr (GString) notes_block =
      g_string_new ("id,noted_at,time_zone,date,redness,tingling,dryness,flags,resolved_flags,text,"
                    "own_scores,products,created_at,modified_at" EOL);
  g_autoptr (GHashTable) scales = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Writer self = {
    { sessions, sessions_block }, { notes, notes_block }, scales, cancellable, progress, 0,
  };
  guint kinds = (sessions != NULL ? AFT_ENTRY_BIT (AFT_ENTRY_SESSION) : 0) |
                (notes != NULL ? AFT_ENTRY_BIT (AFT_ENTRY_NOTE) : 0);
  AftDbCounts counts;

  if (!aft_db_count (db, &counts, error))
    return FALSE;
  aft_progress_begin (progress, (sessions != NULL ? counts.n[AFT_ENTRY_SESSION] : 0) +
                                    (notes != NULL ? counts.n[AFT_ENTRY_NOTE] : 0));
  /* The names of the scales come first. */
  if (!aft_db_export (db, kinds | AFT_ENTRY_BIT (AFT_ENTRY_SCALE), write_entry_cb, NULL, &self,
                      error))
    return FALSE;

  return finish (&self, &self.sessions, error) && finish (&self, &self.notes, error);
}
