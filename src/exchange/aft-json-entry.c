/* aft-json-entry.c: entries and deletions from JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aft-json-element.c and aft-json-list.c check the types of the fields. Then aft_entry_check(), which the
 * forms use too, checks the ranges. Both add all errors to the report, so that a person can correct a
 * file in one go.
 */
#include "aft-config.h"

#include "aft-json-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-check.h"
#include "aft-iso-date.h"
#include "aft-json-list.h"

#define NO_SHA256 "0000000000000000000000000000000000000000000000000000000000000000"

static void
set_text (gpointer entry, const AftField *field, char *text)
{
  g_free (AFT_FIELD (entry, field, char *));
  AFT_FIELD (entry, field, char *) = text;
}

/* Gives a field a valid value, so that the check finds no error in it, or the next one. */
static void
set_valid (AftJsonElement *self, AftEntryKind kind, const AftField *field, gpointer entry)
{
  switch (field->type)
    {
    case AFT_FIELD_ID:
      set_text (entry, field,
                field->key == NULL ? g_strdup (AFT_PREFERENCES_ID) : g_uuid_string_random ());
      break;
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      AFT_FIELD (entry, field, gint64) = self->now_us;
      break;
    case AFT_FIELD_TIME_ZONE:
      set_text (entry, field, g_strdup ("UTC"));
      break;
    case AFT_FIELD_DAY:
      AFT_FIELD (entry, field, AftDay) =
          field->nullable ? AFT_DAY_NONE : aft_day_from_string ("2000-01-01");
      break;
    case AFT_FIELD_TEXT:
      set_text (entry, field, g_strdup (field->maximum > 0 ? "?" : ""));
      break;
    case AFT_FIELD_SHA256:
      set_text (entry, field, g_strdup (NO_SHA256));
      break;
    case AFT_FIELD_CHOICE:
      /* The ranges of an office session include those of home. */
      AFT_FIELD (entry, field, int) = kind == AFT_ENTRY_SESSION ? AFT_PLACE_OF_TREATMENT_OFFICE : 0;
      break;
    case AFT_FIELD_FIGURE:
      AFT_FIELD (entry, field, double) = field->fallback;
      break;
    case AFT_FIELD_NUMBER:
      AFT_FIELD (entry, field, int) = (int) field->fallback;
      break;
    case AFT_FIELD_SET:
    case AFT_FIELD_BOOLEAN:
    case AFT_FIELD_POINTS:
    case AFT_FIELD_IDS:
    case AFT_FIELD_PRODUCTS:
    case AFT_FIELD_OWN_SCORES:
    default:
      break;
    }
}

/* The range of a figure, for the error message. */
static void
get_range (
    AftEntryKind kind, const AftField *field, gconstpointer entry, double *minimum, double *maximum)
{
  const AftSession *session = entry;

  *minimum = field->minimum;
  *maximum = field->maximum;
  if (kind != AFT_ENTRY_SESSION || session->place != AFT_PLACE_OF_TREATMENT_HOME)
    return;
  if (field->offset == G_STRUCT_OFFSET (AftSession, makeup_wait_hours))
    {
      *minimum = AFT_HOME_MAKEUP_HOURS_MIN;
      *maximum = AFT_HOME_MAKEUP_HOURS_MAX;
    }
  else if (field->offset == G_STRUCT_OFFSET (AftSession, rest_days))
    {
      *minimum = AFT_HOME_REST_DAYS_MIN;
      *maximum = AFT_HOME_REST_DAYS_MAX;
    }
}

static void
read_value (AftJsonElement *self, AftEntryKind kind, const AftField *field, gpointer entry)
{
  const char *key = field->key;
  double minimum;
  double maximum;

  switch (field->type)
    {
    case AFT_FIELD_TIME:
    case AFT_FIELD_INSTANT:
      aft_json_element_get_instant (self, key, &AFT_FIELD (entry, field, gint64));
      break;
    case AFT_FIELD_DAY:
      aft_json_element_get_day (self, key, field->nullable, &AFT_FIELD (entry, field, AftDay));
      break;
    case AFT_FIELD_CHOICE:
      aft_json_element_get_choice (self, key, field->tokens, &AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_SET:
      AFT_FIELD (entry, field, guint) = aft_json_element_get_set (self, key, field->tokens);
      break;
    case AFT_FIELD_BOOLEAN:
      aft_json_element_get_boolean (self, key, &AFT_FIELD (entry, field, gboolean));
      break;
    case AFT_FIELD_FIGURE:
      get_range (kind, field, entry, &minimum, &maximum);
      aft_json_element_get_figure (self, key, field->nullable, minimum, maximum,
                                   &AFT_FIELD (entry, field, double));
      break;
    case AFT_FIELD_NUMBER:
      aft_json_element_get_number (self, key, field->nullable, (int) field->minimum,
                                   (int) field->maximum, &AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_POINTS:
      aft_json_element_get_points (self, key, (guint) field->maximum,
                                   &AFT_FIELD (entry, field, int));
      break;
    case AFT_FIELD_IDS:
      aft_json_element_get_ids (self, key, (guint) field->maximum,
                                &AFT_FIELD (entry, field, char **));
      break;
    case AFT_FIELD_PRODUCTS:
      aft_json_element_get_products (self, key, &AFT_FIELD (entry, field, char **));
      break;
    case AFT_FIELD_OWN_SCORES:
      aft_json_element_get_own_scores (self, key, &AFT_FIELD (entry, field, GArray *));
      break;
    case AFT_FIELD_ID:
    case AFT_FIELD_TIME_ZONE:
    case AFT_FIELD_TEXT:
    case AFT_FIELD_SHA256:
    default:
      g_return_if_reached ();
    }
}

static void
read_field (AftJsonElement *self, AftEntryKind kind, const AftField *field, gpointer entry)
{
  char **text = &AFT_FIELD (entry, field, char *);

  switch (field->type)
    {
    case AFT_FIELD_ID:
      if (field->key != NULL)
        aft_json_element_get_id (self, field->key, text);
      break;
    case AFT_FIELD_TIME_ZONE:
      aft_json_element_get_time_zone (self, field->key, text);
      break;
    case AFT_FIELD_TEXT:
      aft_json_element_get_text (self, field->key, text);
      break;
    case AFT_FIELD_SHA256:
      aft_json_element_get_sha256 (self, field->key, text);
      break;
    default:
      set_valid (self, kind, field, entry);
      read_value (self, kind, field, entry);
      return;
    }
  if (*text == NULL)
    set_valid (self, kind, field, entry);
}

/* Returns FALSE if the same field was refused before. */
static gboolean
add_check_error (AftJsonElement *self, const char **before, const char *field, const GError *error)
{
  if (field != NULL && *before != NULL && strcmp (field, *before) == 0)
    return FALSE;
  aft_json_element_add_error (self, field, "%s", error->message);
  *before = field;

  return field != NULL;
}

static void
check_entry (AftJsonElement *self, AftEntryKind kind, gpointer entry)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);
  const char *before = NULL;

  for (guint i = 0; i < table->n_fields; i++)
    {
      g_autoptr (GError) error = NULL;
      const char *key = NULL;

      if (aft_entry_check (kind, entry, AFT_CHECK_STORED, &key, &error) ||
          !add_check_error (self, &before, key, error))
        return;
      for (guint f = 0; f < table->n_fields; f++)
        {
          if (g_strcmp0 (table->fields[f].key, key) == 0)
            set_valid (self, kind, &table->fields[f], entry);
        }
    }
}

/* Such an entry is imported, since the clock may be wrong here, or was where it was made. The warning
 * explains why it has no effect yet. */
static void
warn_if_ahead (AftJsonElement *self, const AftField *field, gconstpointer entry)
{
  g_autofree char *at = NULL;
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  if (field->type != AFT_FIELD_TIME ||
      AFT_FIELD (entry, field, gint64) <= aft_check_get_limit (self->now_us))
    return;

  at = aft_instant_to_string (AFT_FIELD (entry, field, gint64));
  now = aft_instant_to_string (self->now_us);
  text = g_strdup_printf (
      /* Translators: both are times, such as 2026-11-22T18:30:00Z */
      _ ("%1$s is ahead of this computer’s clock (%2$s), so this entry doesn’t count until then"),
      at, now);
  aft_json_report_warn (self->report, self->array, self->index, field->key, text);
}

static void
warn_unknown_keys (AftJsonElement *self, const AftFieldTable *table)
{
  const char *known[32];
  guint n = 0;

  g_return_if_fail (table->n_fields < G_N_ELEMENTS (known));

  for (guint i = 0; i < table->n_fields; i++)
    {
      if (table->fields[i].key != NULL)
        known[n++] = table->fields[i].key;
    }
  known[n] = NULL;
  aft_json_element_warn_unknown_keys (self, known);
}

/* If the only value of a note can't be read, the note isn't also reported as empty. */
static void
fill_if_empty (AftSkinNote *note)
{
  if (aft_skin_note_is_empty (note))
    note->severity[0] = 0;
}

/**
 * aft_json_element_to_entry:
 * @kind: what it should be
 *
 * Returns: (transfer full) (nullable): the entry, NULL if there was an error, which is in the report
 */
gpointer
aft_json_element_to_entry (AftJsonElement *self, AftEntryKind kind)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);
  guint64 n_before = self->report->n_errors;
  gpointer entry = aft_entry_new (kind);

  warn_unknown_keys (self, table);
  for (guint i = 0; i < table->n_fields; i++)
    read_field (self, kind, &table->fields[i], entry);

  if (kind == AFT_ENTRY_NOTE && self->report->n_errors > n_before)
    fill_if_empty (entry);
  check_entry (self, kind, entry);
  for (guint i = 0; i < table->n_fields; i++)
    warn_if_ahead (self, &table->fields[i], entry);

  if (self->report->n_errors == n_before)
    return entry;
  aft_entry_free (kind, entry);

  return NULL;
}

/**
 * aft_json_element_to_tombstone:
 *
 * Returns: (transfer full) (nullable): the tombstone, NULL if there was an error, which is in the report
 */
AftTombstone *
aft_json_element_to_tombstone (AftJsonElement *self)
{
  static const char *const keys[] = { "id", "deleted_at", NULL };
  guint64 n_before = self->report->n_errors;
  gint64 deleted_at_us = self->now_us;
  g_autofree char *id = NULL;

  aft_json_element_warn_unknown_keys (self, keys);
  aft_json_element_get_id (self, "id", &id);
  aft_json_element_get_instant (self, "deleted_at", &deleted_at_us);
  if (self->report->n_errors > n_before)
    return NULL;

  return aft_tombstone_new (id, deleted_at_us);
}
