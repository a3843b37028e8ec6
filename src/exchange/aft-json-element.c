/* aft-json-element.c: the fields of a JSON object, checked for their types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field that is missing, of another type or not one of the allowed words adds an error to the
 * report, so that a person learns of all errors at once.
 */
#include "aft-config.h"

#include "aft-json-element.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "aft-check.h"
#include "aft-iso-date.h"
#include "aft-json-write.h"
#include "aft-quote.h"
#include "aft-time-zone.h"

/* What a value should be. */
typedef enum
{
  EXPECTED_ARRAY,
  EXPECTED_TEXT,
  EXPECTED_UUID,
  EXPECTED_INSTANT,
  EXPECTED_TIME_ZONE,
  EXPECTED_DAY,
  EXPECTED_DAY_OR_NULL,
  EXPECTED_NUMBER_OR_NULL,
  EXPECTED_SEVERITY,
  EXPECTED_WHOLE_NUMBER,
  EXPECTED_WORD,
} Expected;

/**
 * aft_json_element_add_error:
 * @key: (nullable): the field, or NULL for the whole element
 * @format: what is wrong with it, translated
 *
 * Adds an error to the report.
 */
void
aft_json_element_add_error (AftJsonElement *self, const char *key, const char *format, ...)
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

/* Returns: (transfer full): a value as messages name it: 7, "high", null, […] */
static char *
describe_value (JsonNode *node)
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

/* @node: (nullable): the value; NULL for that of the field @key
 * @words: (nullable): for EXPECTED_WORD, the allowed ones */
static void
add_value_error (
    AftJsonElement *self, const char *key, JsonNode *node, Expected expected, const char *words)
{
  g_autofree char *what =
      describe_value (node != NULL ? node : json_object_get_member (self->object, key));

  switch (expected)
    {
    case EXPECTED_ARRAY:
      /* Translators: this and the following stand after the place in a file and a colon; %s is what is there, as the file has it: 7, "high", null, […] */
      aft_json_element_add_error (self, key, _ ("%s is not an array"), what);
      break;
    case EXPECTED_TEXT:
      aft_json_element_add_error (self, key, _ ("%s is not text"), what);
      break;
    case EXPECTED_UUID:
      aft_json_element_add_error (self, key, _ ("%s is not a UUID"), what);
      break;
    case EXPECTED_INSTANT:
      aft_json_element_add_error (self, key, _ ("%s is not a time like 2026-11-22T18:30:00Z"),
                                  what);
      break;
    case EXPECTED_TIME_ZONE:
      aft_json_element_add_error (self, key, _ ("%s is not a time zone name like Europe/Berlin"),
                                  what);
      break;
    case EXPECTED_DAY:
      aft_json_element_add_error (self, key, _ ("%s is not a date like 2026-11-22"), what);
      break;
    case EXPECTED_DAY_OR_NULL:
      aft_json_element_add_error (self, key, _ ("%s is neither a date like 2026-11-22 nor null"),
                                  what);
      break;
    case EXPECTED_NUMBER_OR_NULL:
      aft_json_element_add_error (self, key, _ ("%s is neither a number nor null"), what);
      break;
    case EXPECTED_SEVERITY:
      aft_json_element_add_error (self, key,
                                  _ ("%s is neither a whole number from 0 to 4 nor null"), what);
      break;
    case EXPECTED_WHOLE_NUMBER:
      aft_json_element_add_error (self, key, _ ("%s is not a whole number"), what);
      break;
    case EXPECTED_WORD:
      /* Translators: "elbow" is none of these: "chin", "nose" */
      aft_json_element_add_error (self, key, _ ("%1$s is not one of these: %2$s"), what, words);
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * aft_json_element_warn_unknown_keys:
 * @known: NULL-terminated
 *
 * Adds a warning for each key that isn't one of @known.
 */
void
aft_json_element_warn_unknown_keys (AftJsonElement *self, const char *const *known)
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

static JsonNode *
get_node (AftJsonElement *self, const char *key)
{
  JsonNode *node = json_object_get_member (self->object, key);

  if (node == NULL)
    /* Translators: "sessions[2].time_zone: is missing" */
    aft_json_element_add_error (self, key, "%s", _ ("missing"));

  return node;
}

/* @expected, @words: what it should be, for the error message */
static const char *
get_string (AftJsonElement *self, const char *key, Expected expected, const char *words)
{
  JsonNode *node = get_node (self, key);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      add_value_error (self, key, node, expected, words);
      return NULL;
    }

  return json_node_get_string (node);
}

/**
 * aft_json_element_get_text:
 * @key: a field
 * @text: where to put its text, "" if it is missing or anything else
 */
void
aft_json_element_get_text (AftJsonElement *self, const char *key, char **text)
{
  const char *value = get_string (self, key, EXPECTED_TEXT, NULL);

  g_free (*text);
  *text = g_strdup (value != NULL ? value : "");
}

/**
 * aft_json_element_get_id:
 *
 * Returns: (transfer full) (nullable): the field "id" in lower case; NULL if it isn't a UUID
 */
char *
aft_json_element_get_id (AftJsonElement *self)
{
  const char *value = get_string (self, "id", EXPECTED_UUID, NULL);

  if (value == NULL)
    return NULL;
  if (!g_uuid_string_is_valid (value))
    {
      add_value_error (self, "id", NULL, EXPECTED_UUID, NULL);
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

/**
 * aft_json_element_get_instant:
 * @key: a field
 * @at_us: where to put its instant, microseconds since 1970 UTC; else untouched
 */
void
aft_json_element_get_instant (AftJsonElement *self, const char *key, gint64 *at_us)
{
  const char *value = get_string (self, key, EXPECTED_INSTANT, NULL);

  if (value != NULL && !aft_json_instant_from_string (value, at_us))
    add_value_error (self, key, NULL, EXPECTED_INSTANT, NULL);
}

/**
 * aft_json_element_get_time_zone:
 * @time_zone: where to put the name in the field "time_zone"; else untouched
 */
void
aft_json_element_get_time_zone (AftJsonElement *self, char **time_zone)
{
  const char *value = get_string (self, "time_zone", EXPECTED_TIME_ZONE, NULL);

  if (value == NULL)
    return;
  if (!aft_time_zone_is_valid (value))
    {
      add_value_error (self, "time_zone", NULL, EXPECTED_TIME_ZONE, NULL);
      return;
    }
  g_free (*time_zone);
  *time_zone = g_strdup (value);
}

/**
 * aft_json_element_get_day:
 * @key: a field
 * @nullable: whether it may be null, which is %AFT_DAY_NONE
 * @day: where to put its day; else untouched
 */
void
aft_json_element_get_day (AftJsonElement *self, const char *key, gboolean nullable, AftDay *day)
{
  Expected expected = nullable ? EXPECTED_DAY_OR_NULL : EXPECTED_DAY;
  const char *value;
  AftDay read;

  if (nullable && json_object_has_member (self->object, key) &&
      json_object_get_null_member (self->object, key))
    {
      *day = AFT_DAY_NONE;
      return;
    }
  value = get_string (self, key, expected, NULL);
  if (value == NULL)
    return;
  read = aft_day_from_string (value);
  if (read == AFT_DAY_NONE)
    add_value_error (self, key, NULL, expected, NULL);
  else
    *day = read;
}

/**
 * aft_json_element_get_figure:
 * @key: a field
 * @minimum: the least value, for the error message
 * @maximum: the greatest value, for the error message
 * @value: where to put its number; %AFT_UNSET for null; else untouched
 *
 * Refuses numbers below 0, so that -1 doesn't pass for %AFT_UNSET.
 */
void
aft_json_element_get_figure (
    AftJsonElement *self, const char *key, double minimum, double maximum, double *value)
{
  JsonNode *node = get_node (self, key);
  GType type;
  double read;

  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_NULL (node))
    {
      *value = AFT_UNSET;
      return;
    }
  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      add_value_error (self, key, node, EXPECTED_NUMBER_OR_NULL, NULL);
      return;
    }
  read = json_node_get_double (node);
  if (read < 0)
    {
      g_autofree char *what = describe_value (node);
      char low[G_ASCII_DTOSTR_BUF_SIZE];
      char high[G_ASCII_DTOSTR_BUF_SIZE];

      aft_json_element_add_error (self, key, _ ("%1$s is not between %2$s and %3$s"), what,
                                  aft_json_double_to_string (minimum, low),
                                  aft_json_double_to_string (maximum, high));
      return;
    }
  *value = read + 0.0; /* turns -0 into 0 */
}

/**
 * aft_json_element_get_severity:
 * @symptom: the symptom whose field to read
 * @severity: where to put its score, 0 to 4; untouched for null and anything else
 */
void
aft_json_element_get_severity (AftJsonElement *self, AftSymptom symptom, int *severity)
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
      add_value_error (self, key, node, EXPECTED_SEVERITY, NULL);
      return;
    }
  read = json_node_get_double (node);
  if (read < 0 || read > AFT_SEVERITY_MAX)
    {
      g_autofree char *what = describe_value (node);
      g_autofree char *max = g_strdup_printf ("%d", AFT_SEVERITY_MAX);

      aft_json_element_add_error (self, key, _ ("%1$s is not between %2$s and %3$s"), what, "0",
                                  max);
    }
  else if (read != floor (read))
    {
      add_value_error (self, key, node, EXPECTED_WHOLE_NUMBER, NULL);
    }
  else
    {
      *severity = (int) read;
    }
}

/**
 * aft_json_element_get_place:
 * @place: where to put the place in the field "setting"; else untouched
 */
void
aft_json_element_get_place (AftJsonElement *self, AftPlaceOfTreatment *place)
{
  static const char words[] = "\"home\", \"office\"";
  const char *value = get_string (self, "setting", EXPECTED_WORD, words);

  if (value != NULL && !aft_place_of_treatment_from_token (value, place))
    add_value_error (self, "setting", NULL, EXPECTED_WORD, words);
}

/**
 * aft_json_element_get_set:
 * @key: a field, which has an array of words
 * @from_token: the bit of a word; FALSE if there is no such word
 * @words: all the words, for the error message
 *
 * Returns: the bits of its words, each of which may appear once
 */
guint
aft_json_element_get_set (AftJsonElement *self,
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
      add_value_error (self, key, node, EXPECTED_ARRAY, NULL);
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
        add_value_error (self, place, item, EXPECTED_WORD, words);
      else if (set & bit)
        aft_json_element_add_error (self, place, _ ("\"%s\" appears twice in this list"),
                                    json_node_get_string (item));
      set |= bit;
    }

  return set;
}
