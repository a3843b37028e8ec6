/* aft-json-element.c: one session, note or tombstone, from json-glib's object to ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two steps. The readers take care of types: what is missing, of another type, or not one of the
 * words allowed. Then aft_session_check() and aft_skin_note_check(), the same that the forms obey,
 * take care of ranges. Both add to the report, so that a person mends a file in one go.
 */
#include "aft-config.h"

#include "aft-json-element.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "aft-iso-date.h"
#include "aft-json-scanner.h"
#include "aft-json-write.h"
#include "aft-quote.h"
#include "aft-time-zone.h"

static const char *const session_keys[] = {
  "id",
  "ended_at",
  "time_zone",
  "setting",
  "needle_mm",
  "tool",
  "zones",
  "makeup_wait_hours",
  "rest_days",
  "next_session_date",
  "clinic_instructions",
  "text",
  "created_at",
  "modified_at",
  NULL,
};

static const char *const note_keys[] = {
  "id",    "noted_at",       "time_zone", "date",       "redness",     "tingling", "dryness",
  "flags", "resolved_flags", "text",      "created_at", "modified_at", NULL,
};

static const char *const tombstone_keys[] = { "id", "deleted_at", NULL };

/* What a value should be. */
typedef enum
{
  WANTED_ARRAY,
  WANTED_TEXT,
  WANTED_UUID,
  WANTED_INSTANT,
  WANTED_TIME_ZONE,
  WANTED_DAY,
  WANTED_DAY_OR_NULL,
  WANTED_NUMBER_OR_NULL,
  WANTED_SEVERITY,
  WANTED_WHOLE_NUMBER,
  WANTED_WORD,
} Wanted;

/* --- the report ---------------------------------------------------------------------------- */

static void G_GNUC_PRINTF (3, 4)
    complain (AftJsonElement *self, const char *key, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s[%" G_GUINT64_FORMAT "]%s%s: %s",
                       self->array, self->index, key != NULL ? "." : "", key != NULL ? key : "",
                       message);
}

/* (transfer full): a value as a message names it: 7, "high", null, […] */
static char *
describe (JsonNode *node)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("{…}");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("[…]");
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return aft_quote_for_message (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return g_strdup (aft_json_double_to_string (json_node_get_double (node), text));
}

/* @words: (nullable): for WANTED_WORD, those that are allowed */
static void
complain_of_value (
    AftJsonElement *self, const char *key, JsonNode *node, Wanted wanted, const char *words)
{
  g_autofree char *what = describe (node);

  switch (wanted)
    {
    case WANTED_ARRAY:
      /* Translators: this and the following stand after the place in a file and a colon; %s is what is there, as the file has it: 7, "high", null, […] */
      complain (self, key, _ ("%s is not an array"), what);
      break;
    case WANTED_TEXT:
      complain (self, key, _ ("%s is not text"), what);
      break;
    case WANTED_UUID:
      complain (self, key, _ ("%s is not a UUID"), what);
      break;
    case WANTED_INSTANT:
      complain (self, key, _ ("%s is not a time like 2026-11-22T18:30:00Z"), what);
      break;
    case WANTED_TIME_ZONE:
      complain (self, key, _ ("%s is not a time zone name like Europe/Berlin"), what);
      break;
    case WANTED_DAY:
      complain (self, key, _ ("%s is not a date like 2026-11-22"), what);
      break;
    case WANTED_DAY_OR_NULL:
      complain (self, key, _ ("%s is neither a date like 2026-11-22 nor null"), what);
      break;
    case WANTED_NUMBER_OR_NULL:
      complain (self, key, _ ("%s is neither a number nor null"), what);
      break;
    case WANTED_SEVERITY:
      complain (self, key, _ ("%s is neither a whole number from 0 to 4 nor null"), what);
      break;
    case WANTED_WHOLE_NUMBER:
      complain (self, key, _ ("%s is not a whole number"), what);
      break;
    case WANTED_WORD:
      /* Translators: "elbow" is none of these: "chin", "nose" */
      complain (self, key, _ ("%1$s is not one of these: %2$s"), what, words);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
warn_of_unknown_keys (AftJsonElement *self, const char *const *known)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init_ordered (&iter, self->object);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    {
      if (!g_strv_contains (known, key))
        aft_json_report_warn_key (self->report, self->array, self->index, key);
    }
}

/* --- one value each: FALSE, and a complaint, when it is not what it should be --------------- */

static JsonNode *
get_node (AftJsonElement *self, const char *key)
{
  JsonNode *node = json_object_get_member (self->object, key);

  if (node == NULL)
    /* Translators: "sessions[2].time_zone: is missing" */
    complain (self, key, "%s", _ ("missing"));

  return node;
}

/* @wanted, @words: what it should be, for the message */
static const char *
get_string (AftJsonElement *self, const char *key, Wanted wanted, const char *words)
{
  JsonNode *node = get_node (self, key);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      complain_of_value (self, key, node, wanted, words);
      return NULL;
    }

  return json_node_get_string (node);
}

static void
get_text (AftJsonElement *self, const char *key, char **text)
{
  const char *value = get_string (self, key, WANTED_TEXT, NULL);

  g_free (*text);
  *text = g_strdup (value != NULL ? value : "");
}

static char *
get_id (AftJsonElement *self)
{
  const char *value = get_string (self, "id", WANTED_UUID, NULL);

  if (value == NULL)
    return NULL;
  if (!g_uuid_string_is_valid (value))
    {
      complain_of_value (self, "id", json_object_get_member (self->object, "id"), WANTED_UUID,
                         NULL);
      return NULL;
    }

  return g_ascii_strdown (value, -1);
}

/**
 * aft_json_instant_from_string:
 * @text: (nullable): RFC 3339 in UTC, "2026-11-22T18:30:00.5Z"
 * @at_us: (out): microseconds since 1970 UTC; untouched on failure
 *
 * Returns: FALSE for anything else
 */
gboolean
aft_json_instant_from_string (const char *text, gint64 *at_us)
{
  return text != NULL && g_str_has_suffix (text, "Z") && aft_instant_from_string (text, at_us);
}

static void
get_instant (AftJsonElement *self, const char *key, gint64 *at_us)
{
  const char *value = get_string (self, key, WANTED_INSTANT, NULL);

  if (value != NULL && !aft_json_instant_from_string (value, at_us))
    complain_of_value (self, key, json_object_get_member (self->object, key), WANTED_INSTANT, NULL);
}

static void
get_time_zone (AftJsonElement *self, char **time_zone)
{
  const char *value = get_string (self, "time_zone", WANTED_TIME_ZONE, NULL);

  if (value == NULL)
    return;
  if (!aft_time_zone_is_valid (value))
    {
      complain_of_value (self, "time_zone", json_object_get_member (self->object, "time_zone"),
                         WANTED_TIME_ZONE, NULL);
      return;
    }
  g_free (*time_zone);
  *time_zone = g_strdup (value);
}

/* @nullable: null is AFT_DAY_NONE */
static void
get_day (AftJsonElement *self, const char *key, gboolean nullable, AftDay *day)
{
  Wanted wanted = nullable ? WANTED_DAY_OR_NULL : WANTED_DAY;
  const char *value;
  AftDay read;

  if (nullable && json_object_has_member (self->object, key) &&
      json_object_get_null_member (self->object, key))
    {
      *day = AFT_DAY_NONE;
      return;
    }
  value = get_string (self, key, wanted, NULL);
  if (value == NULL)
    return;
  read = aft_day_from_string (value);
  if (read == AFT_DAY_NONE)
    complain_of_value (self, key, json_object_get_member (self->object, key), wanted, NULL);
  else
    *day = read;
}

/* null is AFT_UNSET. FALSE, and *value untouched, when it is no figure at all: the figures of a
 * diary are never negative, and -1 must not pass for AFT_UNSET. */
static gboolean
get_figure (AftJsonElement *self, const char *key, double minimum, double maximum, double *value)
{
  JsonNode *node = get_node (self, key);
  GType type;
  double read;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (node))
    {
      *value = AFT_UNSET;
      return TRUE;
    }
  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      complain_of_value (self, key, node, WANTED_NUMBER_OR_NULL, NULL);
      return FALSE;
    }
  read = json_node_get_double (node);
  if (read < 0)
    {
      g_autofree char *what = describe (node);
      char low[G_ASCII_DTOSTR_BUF_SIZE];
      char high[G_ASCII_DTOSTR_BUF_SIZE];

      complain (self, key, _ ("%1$s is not between %2$s and %3$s"), what,
                aft_json_double_to_string (minimum, low),
                aft_json_double_to_string (maximum, high));
      return FALSE;
    }
  *value = read + 0.0; /* makes -0 plain 0 */

  return TRUE;
}

/* null is AFT_SEVERITY_UNSET; 2.0 is 2 */
static void
get_severity (AftJsonElement *self, AftSymptom symptom, int *severity)
{
  const char *key = aft_symptom_to_token (symptom);
  JsonNode *node = get_node (self, key);
  GType type;
  double read;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      complain_of_value (self, key, node, WANTED_SEVERITY, NULL);
      return;
    }
  read = json_node_get_double (node);
  if (read < 0 || read > AFT_SEVERITY_MAX)
    {
      g_autofree char *what = describe (node);
      g_autofree char *max = g_strdup_printf ("%d", AFT_SEVERITY_MAX);

      complain (self, key, _ ("%1$s is not between %2$s and %3$s"), what, "0", max);
    }
  else if (read != floor (read))
    {
      complain_of_value (self, key, node, WANTED_WHOLE_NUMBER, NULL);
    }
  else
    {
      *severity = (int) read;
    }
}

static void
get_place (AftJsonElement *self, AftPlaceOfTreatment *place)
{
  static const char words[] = "\"home\", \"office\"";
  const char *value = get_string (self, "setting", WANTED_WORD, words);

  if (value != NULL && !aft_place_of_treatment_from_token (value, place))
    complain_of_value (self, "setting", json_object_get_member (self->object, "setting"),
                       WANTED_WORD, words);
}

static gboolean
flag_from_token (const char *token, guint *bit)
{
  AftFlags flag;

  if (!aft_flag_from_token (token, &flag))
    return FALSE;
  *bit = (guint) flag;

  return TRUE;
}

static gboolean
zone_from_token (const char *token, guint *bit)
{
  AftZones zone;

  if (!aft_zone_from_token (token, &zone))
    return FALSE;
  *bit = (guint) zone;

  return TRUE;
}

/* An array of words, each of which is one bit and may stand once. */
static guint
get_set (AftJsonElement *self,
         const char *key,
         gboolean (*from_token) (const char *token, guint *bit),
         const char *words)
{
  JsonNode *node = get_node (self, key);
  JsonArray *array;
  guint set = 0;

  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      complain_of_value (self, key, node, WANTED_ARRAY, NULL);
      return 0;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);
      guint bit = 0;

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING ||
          !from_token (json_node_get_string (item), &bit))
        complain_of_value (self, place, item, WANTED_WORD, words);
      else if (set & bit)
        complain (self, place, _ ("\"%s\" appears twice in this list"),
                  json_node_get_string (item));
      set |= bit;
    }

  return set;
}

/* --- ranges -------------------------------------------------------------------------------- */

static void
clear_text (char **text)
{
  g_free (*text);
  *text = g_strdup ("");
}

/* Puts something harmless where a check has found fault, so that the next check finds the next. */
static void
mend_session (AftSession *session, const char *field, gint64 now_us)
{
  if (strcmp (field, "ended_at") == 0)
    session->ended_at_us = now_us;
  else if (strcmp (field, "needle_mm") == 0)
    session->needle_mm = AFT_UNSET;
  else if (strcmp (field, "tool") == 0)
    clear_text (&session->tool);
  else if (strcmp (field, "makeup_wait_hours") == 0)
    session->makeup_wait_hours = AFT_HOME_MAKEUP_HOURS_MIN;
  else if (strcmp (field, "rest_days") == 0)
    session->rest_days = AFT_HOME_REST_DAYS_MIN;
  else if (strcmp (field, "next_session_date") == 0)
    session->next_session_date = AFT_DAY_NONE;
  else if (strcmp (field, "clinic_instructions") == 0)
    clear_text (&session->clinic_instructions);
  else if (strcmp (field, "text") == 0)
    clear_text (&session->text);
  else if (strcmp (field, "created_at") == 0)
    session->created_at_us = now_us;
  else if (strcmp (field, "modified_at") == 0)
    session->modified_at_us = now_us;
}

static void
mend_note (AftSkinNote *note, const char *field, gint64 now_us)
{
  if (strcmp (field, "noted_at") == 0)
    note->noted_at_us = now_us;
  else if (strcmp (field, "text") == 0)
    clear_text (&note->text);
  else if (strcmp (field, "created_at") == 0)
    note->created_at_us = now_us;
  else if (strcmp (field, "modified_at") == 0)
    note->modified_at_us = now_us;
}

/* Says what the check has found; FALSE when the same was found before. */
static gboolean
complain_of_check (AftJsonElement *self,
                   const char **before,
                   const char *field,
                   const GError *error)
{
  if (field != NULL && *before != NULL && strcmp (field, *before) == 0)
    return FALSE;
  complain (self, field, "%s", error->message);
  *before = field;

  return field != NULL;
}

static void
check_session (AftJsonElement *self, AftSession *session)
{
  const char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (session_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      if (aft_session_check (session, AFT_CHECK_STORED, &field, &error) ||
          !complain_of_check (self, &before, field, error))
        return;
      mend_session (session, field, self->now_us);
    }
}

static void
check_note (AftJsonElement *self, AftSkinNote *note)
{
  const char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (note_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      if (aft_skin_note_check (note, AFT_CHECK_STORED, &field, &error) ||
          !complain_of_check (self, &before, field, error))
        return;
      mend_note (note, field, self->now_us);
    }
}

/* It is taken: the clock may be wrong here, or was there. But it is good to know why nothing follows
 * from it. */
static void
warn_if_ahead (AftJsonElement *self, const char *field, gint64 at_us)
{
  g_autofree char *at = NULL;
  g_autofree char *now = NULL;
  g_autofree char *said = NULL;

  if (at_us <= aft_check_get_limit (self->now_us))
    return;

  at = aft_instant_to_string (at_us);
  now = aft_instant_to_string (self->now_us);
  /* Translators: both are instants, such as 2026-11-22T18:30:00Z */
  said = g_strdup_printf (
      _ ("%1$s is ahead of this computer’s clock (%2$s), so this entry doesn’t count until then"),
      at, now);
  aft_json_report_warn (self->report, self->array, self->index, field, said);
}

/* --- elements ------------------------------------------------------------------------------ */

/**
 * aft_json_element_to_session:
 *
 * Returns: (transfer full) (nullable): the session, or NULL when the report has the reason
 */
AftSession *
aft_json_element_to_session (AftJsonElement *self)
{
  static const char zones[] = "\"forehead\", \"temples\", \"nose\", \"left_cheek\", "
                              "\"right_cheek\", \"upper_lip\", \"chin\", \"neck\", \"body\"";
  g_autoptr (AftSession) session = aft_session_new_blank ();
  guint64 n_before = self->report->n_errors;
  gboolean home;

  warn_of_unknown_keys (self, session_keys);

  /* What cannot be read is something harmless, and the check finds no second fault with it. */
  session->id = get_id (self);
  if (session->id == NULL)
    session->id = g_uuid_string_random ();
  session->ended_at_us = self->now_us;
  get_instant (self, "ended_at", &session->ended_at_us);
  session->time_zone = g_strdup ("UTC");
  get_time_zone (self, &session->time_zone);
  session->place = AFT_PLACE_OF_TREATMENT_OFFICE; /* its ranges hold those of home */
  get_place (self, &session->place);
  home = session->place == AFT_PLACE_OF_TREATMENT_HOME;
  get_figure (self, "needle_mm", AFT_NEEDLE_MM_MIN, AFT_NEEDLE_MM_MAX, &session->needle_mm);
  get_text (self, "tool", &session->tool);
  session->zones = (AftZones) get_set (self, "zones", zone_from_token, zones);
  session->makeup_wait_hours = AFT_HOME_MAKEUP_HOURS_MIN;
  get_figure (
      self, "makeup_wait_hours", home ? AFT_HOME_MAKEUP_HOURS_MIN : AFT_OFFICE_MAKEUP_HOURS_MIN,
      home ? AFT_HOME_MAKEUP_HOURS_MAX : AFT_OFFICE_MAKEUP_HOURS_MAX, &session->makeup_wait_hours);
  session->rest_days = AFT_HOME_REST_DAYS_MIN;
  get_figure (self, "rest_days", home ? AFT_HOME_REST_DAYS_MIN : AFT_OFFICE_REST_DAYS_MIN,
              home ? AFT_HOME_REST_DAYS_MAX : AFT_OFFICE_REST_DAYS_MAX, &session->rest_days);
  get_day (self, "next_session_date", TRUE, &session->next_session_date);
  get_text (self, "clinic_instructions", &session->clinic_instructions);
  get_text (self, "text", &session->text);
  session->created_at_us = self->now_us;
  get_instant (self, "created_at", &session->created_at_us);
  session->modified_at_us = self->now_us;
  get_instant (self, "modified_at", &session->modified_at_us);

  check_session (self, session);
  warn_if_ahead (self, "ended_at", session->ended_at_us);

  return self->report->n_errors == n_before ? g_steal_pointer (&session) : NULL;
}

/**
 * aft_json_element_to_note:
 *
 * Returns: (transfer full) (nullable): the note, or NULL when the report has the reason
 */
AftSkinNote *
aft_json_element_to_note (AftJsonElement *self)
{
  static const char flags[] = "\"spreading_redness\", \"growing_swelling\", \"discharge\", "
                              "\"fever\", \"worse_pain\", \"cold_sore\"";
  g_autoptr (AftSkinNote) note = aft_skin_note_new_blank ();
  guint64 n_before = self->report->n_errors;

  warn_of_unknown_keys (self, note_keys);

  note->id = get_id (self);
  if (note->id == NULL)
    note->id = g_uuid_string_random ();
  note->noted_at_us = self->now_us;
  get_instant (self, "noted_at", &note->noted_at_us);
  note->time_zone = g_strdup ("UTC");
  get_time_zone (self, &note->time_zone);
  note->day = aft_day_from_string ("2000-01-01");
  get_day (self, "date", FALSE, &note->day);
  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    get_severity (self, symptom, &note->severity[symptom]);
  note->flags = (AftFlags) get_set (self, "flags", flag_from_token, flags);
  note->resolved_flags = (AftFlags) get_set (self, "resolved_flags", flag_from_token, flags);
  get_text (self, "text", &note->text);
  note->created_at_us = self->now_us;
  get_instant (self, "created_at", &note->created_at_us);
  note->modified_at_us = self->now_us;
  get_instant (self, "modified_at", &note->modified_at_us);

  /* A note whose only value could not be read is not empty besides. */
  if (self->report->n_errors > n_before && aft_skin_note_is_empty (note))
    note->severity[0] = 0;
  check_note (self, note);
  warn_if_ahead (self, "noted_at", note->noted_at_us);

  return self->report->n_errors == n_before ? g_steal_pointer (&note) : NULL;
}

/**
 * aft_json_element_to_tombstone:
 *
 * Returns: (transfer full) (nullable): the tombstone, or NULL when the report has the reason
 */
AftTombstone *
aft_json_element_to_tombstone (AftJsonElement *self)
{
  guint64 n_before = self->report->n_errors;
  gint64 deleted_at_us = self->now_us;
  g_autofree char *id = NULL;

  warn_of_unknown_keys (self, tombstone_keys);
  id = get_id (self);
  get_instant (self, "deleted_at", &deleted_at_us);
  if (self->report->n_errors > n_before)
    return NULL;

  return aft_tombstone_new (id, deleted_at_us);
}
