/* aft-db-rows.c: converts entries to and from rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is not recorded is NULL. The products and scores of an entry, and the points of a photo, are one
 * text: a line for each product, "scale score" for each score, numbers with spaces between.
 */
#include "aft-db-rows-private.h"

#include <string.h>

#include "aft-own-scores.h"

const AftTable aft_tables[AFT_N_ENTRY_KINDS] = {
  [AFT_ENTRY_PREFERENCES] = { "preferences",
                              "id, makeup_wait_hours, rest_days, usual_redness, usual_tingling,"
                              " usual_dryness, tool_use_limit, day_start_minutes, daily_reminder,"
                              " daily_reminder_minutes, discreet, own_scales, modified_at_us",
                              "id" },
  [AFT_ENTRY_SCALE] = { "scales", "id, name, archived, created_at_us, modified_at_us",
                        "created_at_us, id" },
  [AFT_ENTRY_SESSION] = { "sessions", AFT_SESSION_COLUMNS, "ended_at_us, id" },
  [AFT_ENTRY_NOTE] = { "notes", AFT_NOTE_COLUMNS, "noted_at_us, id" },
  [AFT_ENTRY_PHOTO] = { "photos",
                        "id, taken_at_us, time_zone, day, view, sha256, media_type, width, height,"
                        " eyes, white, text, created_at_us, modified_at_us",
                        "taken_at_us, id" },
  [AFT_ENTRY_BLIND_ANSWER] = { "blind_answers",
                               "id, answered_at_us, time_zone, day, earlier, later, choice,"
                               " created_at_us, modified_at_us",
                               "answered_at_us, id" },
};

/* --- to a row ------------------------------------------------------------------------------ */

static void
bind_text (AftStatement *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_own_scores (AftStatement *statement, int index, const GArray *scores)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; scores != NULL && i < scores->len; i++)
    {
      const AftOwnScore *score = &g_array_index (scores, AftOwnScore, i);

      g_string_append_printf (text, "%s%s %d", i > 0 ? "\n" : "", score->scale, score->score);
    }
  bind_text (statement, index, text->str);
}

static void
bind_lines (AftStatement *statement, int index, char **lines)
{
  if (lines == NULL)
    sqlite3_bind_text (statement, index, "", 0, SQLITE_STATIC);
  else
    sqlite3_bind_text (statement, index, g_strjoinv ("\n", lines), -1, g_free);
}

static void
bind_points (AftStatement *statement, int index, const int *points, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (points[0] < 0)
    return;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", points[i]);
  bind_text (statement, index, text->str);
}

static void
bind_field (AftStatement *statement, int index, const AftField *field, gconstpointer entry)
{
  switch (field->type)
    {
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      sqlite3_bind_int64 (statement, index, AFT_FIELD (entry, field, gint64));
      break;
    case AFT_FIELD_DAY:
      if (AFT_FIELD (entry, field, AftDay) != AFT_DAY_NONE)
        sqlite3_bind_int64 (statement, index, AFT_FIELD (entry, field, AftDay));
      break;
    case AFT_FIELD_CHOICE:
      bind_text (statement, index, field->tokens[AFT_FIELD (entry, field, guint)]);
      break;
    case AFT_FIELD_SET:
    case AFT_FIELD_BOOLEAN:
      sqlite3_bind_int (statement, index, AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_NUMBER:
      if (AFT_FIELD (entry, field, int) >= 0)
        sqlite3_bind_int (statement, index, AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_FIGURE:
      if (AFT_FIELD (entry, field, double) >= 0)
        sqlite3_bind_double (statement, index, AFT_FIELD (entry, field, double));
      break;
    case AFT_FIELD_POINTS:
      bind_points (statement, index, &AFT_FIELD (entry, field, int), (guint) field->maximum);
      break;
    case AFT_FIELD_IDS:
    case AFT_FIELD_PRODUCTS:
      bind_lines (statement, index, AFT_FIELD (entry, field, char **));
      break;
    case AFT_FIELD_OWN_SCORES:
      bind_own_scores (statement, index, AFT_FIELD (entry, field, GArray *));
      break;
    case AFT_FIELD_ID:
    case AFT_FIELD_TIME_ZONE:
    case AFT_FIELD_TEXT:
    case AFT_FIELD_SHA256:
    default:
      bind_text (statement, index, AFT_FIELD (entry, field, char *));
      break;
    }
}

/* Whether nothing is said of @field, as in a file of version 1. */
static gboolean
is_lacking (const AftField *field, gconstpointer entry)
{
  return (field->type == AFT_FIELD_PRODUCTS || field->type == AFT_FIELD_OWN_SCORES) &&
         AFT_FIELD (entry, field, gpointer) == NULL;
}

/**
 * aft_entry_bind:
 * @lacking: whether products and scores that are NULL are lacking, and not just none
 * @statement: whose first parameters are aft_table_get_values()
 *
 * By number: an import looks up no names a million times.
 */
void
aft_entry_bind (AftEntryKind kind, gconstpointer entry, gboolean lacking, AftStatement *statement)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);

  sqlite3_clear_bindings (statement);
  for (guint i = 0; i < table->n_fields; i++)
    {
      if (!lacking || !is_lacking (&table->fields[i], entry))
        bind_field (statement, (int) i + 1, &table->fields[i], entry);
    }
}

/* Returns: whether @column is NULL in a staged row that lacks it */
gboolean
aft_table_may_lack (const char *column)
{
  return strcmp (column, "products") == 0 || strcmp (column, "own_scores") == 0;
}

/* Returns: (transfer full): a parameter for each column */
char *
aft_table_get_values (AftEntryKind kind)
{
  GString *values = g_string_new ("?1");

  for (guint i = 2; i <= aft_entry_get_fields (kind)->n_fields; i++)
    g_string_append_printf (values, ", ?%u", i);

  return g_string_free (values, FALSE);
}

/* --- from a row ---------------------------------------------------------------------------- */

static char **
read_lines (AftStatement *statement, int column)
{
  g_autofree char *text = NULL;

  if (sqlite3_column_bytes (statement, column) == 0)
    return NULL;
  text = aft_column_text (statement, column);

  return g_strsplit (text, "\n", -1);
}

static GArray *
read_own_scores (AftStatement *statement, int column)
{
  g_auto (GStrv) lines = read_lines (statement, column);
  GArray *scores;

  if (lines == NULL)
    return NULL;
  scores = aft_own_scores_new ();
  for (char **line = lines; *line != NULL; line++)
    {
      char *space = strchr (*line, ' ');

      if (space == NULL)
        continue;
      *space = '\0';
      aft_own_scores_set (scores, *line, (int) g_ascii_strtoll (space + 1, NULL, 10));
    }

  return scores;
}

static void
read_points (AftStatement *statement, int column, int *points, guint n)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  char *end = (char *) text;

  for (guint i = 0; text != NULL && i < n; i++)
    points[i] = (int) g_ascii_strtoll (end, &end, 10);
}

static int
read_choice (AftStatement *statement, int column, const char *const *tokens)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  for (int i = 0; text != NULL && tokens[i] != NULL; i++)
    {
      if (strcmp (text, tokens[i]) == 0)
        return i;
    }

  return 0;
}

static gboolean
is_null (AftStatement *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL;
}

static void
read_field (AftStatement *statement, int column, const AftField *field, gpointer entry)
{
  switch (field->type)
    {
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      AFT_FIELD (entry, field, gint64) = sqlite3_column_int64 (statement, column);
      break;
    case AFT_FIELD_DAY:
      AFT_FIELD (entry, field, AftDay) = (AftDay) sqlite3_column_int64 (statement, column);
      break;
    case AFT_FIELD_CHOICE:
      AFT_FIELD (entry, field, int) = read_choice (statement, column, field->tokens);
      break;
    case AFT_FIELD_SET:
    case AFT_FIELD_BOOLEAN:
      AFT_FIELD (entry, field, int) = sqlite3_column_int (statement, column);
      break;
    case AFT_FIELD_NUMBER:
      AFT_FIELD (entry, field, int) =
          is_null (statement, column) ? -1 : sqlite3_column_int (statement, column);
      break;
    case AFT_FIELD_FIGURE:
      AFT_FIELD (entry, field, double) =
          is_null (statement, column) ? AFT_UNSET : sqlite3_column_double (statement, column);
      break;
    case AFT_FIELD_POINTS:
      read_points (statement, column, &AFT_FIELD (entry, field, int), (guint) field->maximum);
      break;
    case AFT_FIELD_IDS:
    case AFT_FIELD_PRODUCTS:
      AFT_FIELD (entry, field, char **) = read_lines (statement, column);
      break;
    case AFT_FIELD_OWN_SCORES:
      AFT_FIELD (entry, field, GArray *) = read_own_scores (statement, column);
      break;
    case AFT_FIELD_ID:
    case AFT_FIELD_TIME_ZONE:
    case AFT_FIELD_TEXT:
    case AFT_FIELD_SHA256:
    default:
      AFT_FIELD (entry, field, char *) = aft_column_text (statement, column);
      break;
    }
}

/**
 * aft_entry_read:
 * @column: of the id; those of aft_tables follow
 *
 * Returns: (transfer full): an entry, for aft_entry_free()
 */
gpointer
aft_entry_read (AftEntryKind kind, AftStatement *statement, int column)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);
  gpointer entry = aft_entry_new (kind);

  for (guint i = 0; i < table->n_fields; i++)
    read_field (statement, column + (int) i, &table->fields[i], entry);

  return entry;
}

/* Reads AFT_SESSION_COLUMNS, which stand first. Returns: (transfer full) */
AftSession *
aft_session_read (AftStatement *statement)
{
  return aft_entry_read (AFT_ENTRY_SESSION, statement, 0);
}

/* Reads AFT_NOTE_COLUMNS, which stand first. Returns: (transfer full) */
AftSkinNote *
aft_skin_note_read (AftStatement *statement)
{
  return aft_entry_read (AFT_ENTRY_NOTE, statement, 0);
}

/*
 * aft_db_unite_tables:
 * @format: SQL, with %s for the name of a table
 *
 * Returns: (transfer full): @format for the table of each kind, with @between between
 */
char *
aft_db_unite_tables (const char *format, const char *between)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (AftEntryKind kind = 0; kind < AFT_N_ENTRY_KINDS; kind++)
    {
      g_auto (GStrv) parts = g_strsplit (format, "%s", -1);
      g_autofree char *one = g_strjoinv (aft_tables[kind].name, parts);

      g_string_append_printf (all, "%s%s", kind > 0 ? between : "", one);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}
