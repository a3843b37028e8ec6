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
#include <string.h>

#include "aft-check.h"
#include "aft-iso-date.h"
#include "aft-json-write.h"
#include "aft-quote.h"
#include "aft-time-zone.h"

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
  g_autofree char *place = aft_json_report_get_place (self->array, self->index, key);
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  aft_json_report_add (self->report, AFT_JSON_ERROR_VALUE, "%s: %s", place, message);
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

/**
 * aft_json_element_add_value_error:
 * @key: the field
 * @node: (nullable): the value; NULL for that of @key
 * @expected: what it should be
 *
 * Adds an error to the report.
 */
void
aft_json_element_add_value_error (AftJsonElement *self,
                                  const char *key,
                                  JsonNode *node,
                                  AftJsonExpected expected)
{
  g_autofree char *what =
      describe_value (node != NULL ? node : json_object_get_member (self->object, key));

  switch (expected)
    {
    case AFT_JSON_EXPECTED_ARRAY:
      /* Translators: this and the following stand after the place in a file and a colon; %s is what is there, as the file has it: 7, "high", null, […] */
      aft_json_element_add_error (self, key, _ ("%s is not an array"), what);
      break;
    case AFT_JSON_EXPECTED_TEXT:
      aft_json_element_add_error (self, key, _ ("%s is not text"), what);
      break;
    case AFT_JSON_EXPECTED_UUID:
      aft_json_element_add_error (self, key, _ ("%s is not a UUID"), what);
      break;
    case AFT_JSON_EXPECTED_INSTANT:
      aft_json_element_add_error (self, key, _ ("%s is not a time like 2026-11-22T18:30:00Z"),
                                  what);
      break;
    case AFT_JSON_EXPECTED_TIME_ZONE:
      aft_json_element_add_error (self, key, _ ("%s is not a time zone name like Europe/Berlin"),
                                  what);
      break;
    case AFT_JSON_EXPECTED_DAY:
      aft_json_element_add_error (self, key, _ ("%s is not a date like 2026-11-22"), what);
      break;
    case AFT_JSON_EXPECTED_DAY_OR_NULL:
      aft_json_element_add_error (self, key, _ ("%s is neither a date like 2026-11-22 nor null"),
                                  what);
      break;
    case AFT_JSON_EXPECTED_NUMBER_OR_NULL:
      aft_json_element_add_error (self, key, _ ("%s is neither a number nor null"), what);
      break;
    case AFT_JSON_EXPECTED_SEVERITY:
      aft_json_element_add_error (self, key,
                                  _ ("%s is neither a whole number from 0 to 4 nor null"), what);
      break;
    case AFT_JSON_EXPECTED_WHOLE_NUMBER:
      aft_json_element_add_error (self, key, _ ("%s is not a whole number"), what);
      break;
    case AFT_JSON_EXPECTED_NUMBER:
      aft_json_element_add_error (self, key, "%s", _ ("this is not a number"));
      break;
    case AFT_JSON_EXPECTED_BOOLEAN:
      aft_json_element_add_error (self, key, _ ("%s is neither true nor false"), what);
      break;
    case AFT_JSON_EXPECTED_SHA256:
      aft_json_element_add_error (self, key, _ ("%s is not a SHA-256 checksum"), what);
      break;
    case AFT_JSON_EXPECTED_OBJECT:
      aft_json_element_add_error (self, key, "%s", _ ("this is not an object"));
      break;
    case AFT_JSON_EXPECTED_EYES:
    case AFT_JSON_EXPECTED_WHITE:
      aft_json_element_add_error (self, key,
                                  _ ("%1$s is neither %2$d numbers from 0 to 1 nor null"), what,
                                  expected == AFT_JSON_EXPECTED_EYES ? 4 : 2);
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * aft_json_element_add_word_error:
 * @key: the field
 * @node: (nullable): the value; NULL for that of @key
 * @words: NULL-terminated: what it may be
 *
 * Adds an error to the report.
 */
void
aft_json_element_add_word_error (AftJsonElement *self,
                                 const char *key,
                                 JsonNode *node,
                                 const char *const *words)
{
  g_autofree char *what =
      describe_value (node != NULL ? node : json_object_get_member (self->object, key));
  g_autofree char *list = g_strjoinv ("\", \"", (char **) words);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", list);

  /* Translators: "elbow" is none of these: "chin", "nose" */
  aft_json_element_add_error (self, key, _ ("%1$s is not one of these: %2$s"), what, quoted);
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

/**
 * aft_json_element_get_node:
 * @key: a field
 *
 * Returns: (transfer none) (nullable): its value; NULL, with an error in the report, if it is missing
 */
JsonNode *
aft_json_element_get_node (AftJsonElement *self, const char *key)
{
  JsonNode *node = json_object_get_member (self->object, key);

  if (node == NULL)
    /* Translators: "sessions[2].time_zone: is missing" */
    aft_json_element_add_error (self, key, "%s", _ ("missing"));

  return node;
}

static const char *
get_string (AftJsonElement *self, const char *key, AftJsonExpected expected)
{
  JsonNode *node = aft_json_element_get_node (self, key);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      aft_json_element_add_value_error (self, key, node, expected);
      return NULL;
    }

  return json_node_get_string (node);
}

/**
 * aft_json_element_get_text:
 * @key: a field
 * @text: where to put its text; else untouched
 */
void
aft_json_element_get_text (AftJsonElement *self, const char *key, char **text)
{
  const char *value = get_string (self, key, AFT_JSON_EXPECTED_TEXT);

  if (value == NULL)
    return;
  g_free (*text);
  *text = g_strdup (value);
}

/**
 * aft_json_element_get_id:
 * @key: a field
 * @id: where to put its UUID, in lower case; else untouched
 */
void
aft_json_element_get_id (AftJsonElement *self, const char *key, char **id)
{
  const char *value = get_string (self, key, AFT_JSON_EXPECTED_UUID);

  if (value == NULL)
    return;
  if (!g_uuid_string_is_valid (value))
    {
      aft_json_element_add_value_error (self, key, NULL, AFT_JSON_EXPECTED_UUID);
      return;
    }
  g_free (*id);
  *id = g_ascii_strdown (value, -1);
}

/**
 * aft_json_element_get_sha256:
 * @key: a field
 * @sha256: where to put its checksum, in lower case; else untouched
 */
void
aft_json_element_get_sha256 (AftJsonElement *self, const char *key, char **sha256)
{
  const char *value = get_string (self, key, AFT_JSON_EXPECTED_SHA256);

  if (value == NULL)
    return;
  if (strlen (value) != 64 || strspn (value, "0123456789abcdefABCDEF") != 64)
    {
      aft_json_element_add_value_error (self, key, NULL, AFT_JSON_EXPECTED_SHA256);
      return;
    }
  g_free (*sha256);
  *sha256 = g_ascii_strdown (value, -1);
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
  const char *value = get_string (self, key, AFT_JSON_EXPECTED_INSTANT);

  if (value != NULL && !aft_json_instant_from_string (value, at_us))
    aft_json_element_add_value_error (self, key, NULL, AFT_JSON_EXPECTED_INSTANT);
}

/**
 * aft_json_element_get_time_zone:
 * @key: a field
 * @time_zone: where to put the name of its zone; else untouched
 */
void
aft_json_element_get_time_zone (AftJsonElement *self, const char *key, char **time_zone)
{
  const char *value = get_string (self, key, AFT_JSON_EXPECTED_TIME_ZONE);

  if (value == NULL)
    return;
  if (!aft_time_zone_is_valid (value))
    {
      aft_json_element_add_value_error (self, key, NULL, AFT_JSON_EXPECTED_TIME_ZONE);
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
  AftJsonExpected expected = nullable ? AFT_JSON_EXPECTED_DAY_OR_NULL : AFT_JSON_EXPECTED_DAY;
  const char *value;
  AftDay read;

  if (nullable && json_object_has_member (self->object, key) &&
      json_object_get_null_member (self->object, key))
    {
      *day = AFT_DAY_NONE;
      return;
    }
  value = get_string (self, key, expected);
  if (value == NULL)
    return;
  read = aft_day_from_string (value);
  if (read == AFT_DAY_NONE)
    aft_json_element_add_value_error (self, key, NULL, expected);
  else
    *day = read;
}

static void
add_range_error (
    AftJsonElement *self, const char *key, JsonNode *node, double minimum, double maximum)
{
  g_autofree char *what = describe_value (node);
  char low[G_ASCII_DTOSTR_BUF_SIZE];
  char high[G_ASCII_DTOSTR_BUF_SIZE];

  aft_json_element_add_error (self, key, _ ("%1$s is not between %2$s and %3$s"), what,
                              aft_json_double_to_string (minimum, low),
                              aft_json_double_to_string (maximum, high));
}

static gboolean
holds_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/**
 * aft_json_element_get_figure:
 * @key: a field
 * @nullable: whether it may be null, which is %AFT_UNSET
 * @minimum: the least value, for the error message
 * @maximum: the greatest value, for the error message
 * @value: where to put its number; else untouched
 *
 * Refuses numbers below 0, so that -1 doesn't pass for %AFT_UNSET.
 */
void
aft_json_element_get_figure (AftJsonElement *self,
                             const char *key,
                             gboolean nullable,
                             double minimum,
                             double maximum,
                             double *value)
{
  JsonNode *node = aft_json_element_get_node (self, key);
  double read;

  if (node == NULL)
    return;
  if (nullable && JSON_NODE_HOLDS_NULL (node))
    {
      *value = AFT_UNSET;
      return;
    }
  if (!holds_number (node))
    {
      aft_json_element_add_value_error (
          self, key, node, nullable ? AFT_JSON_EXPECTED_NUMBER_OR_NULL : AFT_JSON_EXPECTED_NUMBER);
      return;
    }
  read = json_node_get_double (node);
  if (read < 0)
    {
      add_range_error (self, key, node, minimum, maximum);
      return;
    }
  *value = read + 0.0; /* turns -0 into 0 */
}

/**
 * aft_json_element_get_number:
 * @key: a field
 * @nullable: whether it may be null, which leaves @value; only scores may
 * @minimum: the least value
 * @maximum: the greatest value
 * @value: where to put its whole number; else untouched
 */
void
aft_json_element_get_number (
    AftJsonElement *self, const char *key, gboolean nullable, int minimum, int maximum, int *value)
{
  JsonNode *node = aft_json_element_get_node (self, key);
  double read;

  if (node == NULL || (nullable && JSON_NODE_HOLDS_NULL (node)))
    return;
  if (!holds_number (node))
    {
      aft_json_element_add_value_error (
          self, key, node, nullable ? AFT_JSON_EXPECTED_SEVERITY : AFT_JSON_EXPECTED_WHOLE_NUMBER);
      return;
    }
  read = json_node_get_double (node);
  if (read < minimum || read > maximum)
    add_range_error (self, key, node, minimum, maximum);
  else if (read != floor (read))
    aft_json_element_add_value_error (self, key, node, AFT_JSON_EXPECTED_WHOLE_NUMBER);
  else
    *value = (int) read;
}

/**
 * aft_json_element_get_boolean:
 * @key: a field
 * @value: where to put true or false; else untouched
 */
void
aft_json_element_get_boolean (AftJsonElement *self, const char *key, gboolean *value)
{
  JsonNode *node = aft_json_element_get_node (self, key);

  if (node == NULL)
    return;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    aft_json_element_add_value_error (self, key, node, AFT_JSON_EXPECTED_BOOLEAN);
  else
    *value = json_node_get_boolean (node);
}

/**
 * aft_json_element_get_choice:
 * @key: a field
 * @words: NULL-terminated: what it may be
 * @value: where to put the index of its word; else untouched
 */
void
aft_json_element_get_choice (AftJsonElement *self,
                             const char *key,
                             const char *const *words,
                             int *value)
{
  JsonNode *node = aft_json_element_get_node (self, key);
  const char *word;

  if (node == NULL)
    return;
  word = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
  for (int i = 0; word != NULL && words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        {
          *value = i;
          return;
        }
    }
  aft_json_element_add_word_error (self, key, node, words);
}
