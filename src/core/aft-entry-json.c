/* aft-entry-json.c: an entry as the exchange format writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Has the layout of Python's json.dumps (..., indent=2, ensure_ascii=False). These bytes are also what a
 * merge compares, so they are the same on every computer.
 */
#include "aft-entry-json.h"

#include <string.h>

#include "aft-iso-date.h"
#include "aft-json-write.h"
#include "aft-limits.h"
#include "aft-own-scores.h"

/* A new line. Not by printf, which would take half of the time of an export. */
static void
append_spaces (GString *json, guint n)
{
  static const char spaces[] = "\n            ";

  g_return_if_fail (n < sizeof spaces - 1);

  g_string_append_len (json, spaces, 1 + n);
}

/* A new line inside the value of a field; @depth: 0 for the key itself. */
static void
append_line (GString *json, guint indent, guint depth)
{
  append_spaces (json, indent + 2 * (depth + 1));
}

/* Between the elements of an array or object, and before the first. */
static void
append_next (GString *json, guint indent, guint depth, gboolean first)
{
  if (!first)
    g_string_append_c (json, ',');
  append_line (json, indent, depth);
}

static void
append_end (GString *json, guint indent, gboolean empty)
{
  if (!empty)
    append_line (json, indent, 0);
  g_string_append_c (json, ']');
}

static void
append_figure (GString *json, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (json, aft_json_double_to_string (value, text));
}

static void
append_list (GString *json, guint indent, char **list)
{
  guint n = 0;

  g_string_append_c (json, '[');
  for (; list != NULL && list[n] != NULL; n++)
    {
      append_next (json, indent, 1, n == 0);
      aft_json_append_string (json, list[n]);
    }
  append_end (json, indent, n == 0);
}

static void
append_set (GString *json, guint indent, guint set, const char *const *tokens)
{
  gboolean empty = TRUE;

  g_string_append_c (json, '[');
  for (guint i = 0; set >> i != 0; i++)
    {
      if ((set & 1u << i) == 0)
        continue;
      append_next (json, indent, 1, empty);
      aft_json_append_string (json, tokens[i]);
      empty = FALSE;
    }
  append_end (json, indent, empty);
}

static void
append_points (GString *json, guint indent, const int *points, guint n)
{
  if (points[0] < 0)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    {
      append_next (json, indent, 1, i == 0);
      append_figure (json, (double) points[i] / AFT_POINT_UNIT);
    }
  append_end (json, indent, FALSE);
}

static void
append_own_scores (GString *json, guint indent, const GArray *scores)
{
  guint n = scores != NULL ? scores->len : 0;

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    {
      const AftOwnScore *score = &g_array_index (scores, AftOwnScore, i);

      append_next (json, indent, 1, i == 0);
      g_string_append_c (json, '{');
      append_line (json, indent, 2);
      g_string_append_printf (json, "\"scale\": \"%s\",", score->scale);
      append_line (json, indent, 2);
      g_string_append_printf (json, "\"score\": %d", score->score);
      append_line (json, indent, 1);
      g_string_append_c (json, '}');
    }
  append_end (json, indent, n == 0);
}

static void
append_day (GString *json, AftDay day)
{
  g_autofree char *text = aft_day_to_string (day);

  if (text != NULL)
    aft_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

static void
append_value (GString *json, guint indent, const AftField *field, gconstpointer entry)
{
  switch (field->type)
    {
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      aft_json_append_instant (json, AFT_FIELD (entry, field, gint64));
      break;
    case AFT_FIELD_DAY:
      append_day (json, AFT_FIELD (entry, field, AftDay));
      break;
    case AFT_FIELD_CHOICE:
      aft_json_append_string (json, field->tokens[AFT_FIELD (entry, field, guint)]);
      break;
    case AFT_FIELD_SET:
      append_set (json, indent, AFT_FIELD (entry, field, guint), field->tokens);
      break;
    case AFT_FIELD_BOOLEAN:
      g_string_append (json, AFT_FIELD (entry, field, gboolean) ? "true" : "false");
      break;
    case AFT_FIELD_FIGURE:
      if (AFT_FIELD (entry, field, double) < 0)
        g_string_append (json, "null");
      else
        append_figure (json, AFT_FIELD (entry, field, double));
      break;
    case AFT_FIELD_NUMBER:
      if (AFT_FIELD (entry, field, int) < 0)
        g_string_append (json, "null");
      else
        append_figure (json, AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_POINTS:
      append_points (json, indent, &AFT_FIELD (entry, field, int), (guint) field->maximum);
      break;
    case AFT_FIELD_IDS:
    case AFT_FIELD_PRODUCTS:
      append_list (json, indent, AFT_FIELD (entry, field, char **));
      break;
    case AFT_FIELD_OWN_SCORES:
      append_own_scores (json, indent, AFT_FIELD (entry, field, GArray *));
      break;
    case AFT_FIELD_ID:
    case AFT_FIELD_TIME_ZONE:
    case AFT_FIELD_TEXT:
    case AFT_FIELD_SHA256:
    default:
      aft_json_append_string (json, AFT_FIELD (entry, field, char *));
      break;
    }
}

/**
 * aft_entry_append_json:
 * @kind: a kind of entry
 * @entry: a valid entry of that kind
 * @indent: how many spaces are before its braces
 * @json: where to append it
 *
 * Appends @entry as a JSON object, without white space around it.
 */
void
aft_entry_append_json (AftEntryKind kind, gconstpointer entry, guint indent, GString *json)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < table->n_fields; i++)
    {
      const AftField *field = &table->fields[i];

      if (field->key == NULL)
        continue;
      append_next (json, indent, 0, first);
      g_string_append_c (json, '"');
      g_string_append (json, field->key);
      g_string_append (json, "\": ");
      append_value (json, indent, field, entry);
      first = FALSE;
    }
  append_spaces (json, indent);
  g_string_append_c (json, '}');
}

/**
 * aft_entry_compare_json:
 * @kind: a kind of entry
 * @a: an entry of that kind
 * @b: another
 *
 * Decides which of two versions with the same modified_at is kept in a merge: on each computer the same one.
 *
 * Returns: less than, equal to or greater than 0, by the bytes of both in the exchange format
 */
int
aft_entry_compare_json (AftEntryKind kind, gconstpointer a, gconstpointer b)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);

  aft_entry_append_json (kind, a, 0, left);
  aft_entry_append_json (kind, b, 0, right);

  return strcmp (left->str, right->str);
}
