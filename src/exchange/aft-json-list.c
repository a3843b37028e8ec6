/* aft-json-list.c: the fields of a JSON object that are arrays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An error names the item: "sessions[3].products[0]".
 */
#include "aft-config.h"

#include "aft-json-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "aft-check.h"
#include "aft-own-scores.h"

/* Returns: (nullable): the items of an array, or NULL with an error in the report */
static JsonArray *
get_array (AftJsonElement *self, const char *key)
{
  JsonNode *node = aft_json_element_get_node (self, key);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      aft_json_element_add_value_error (self, key, node, AFT_JSON_EXPECTED_ARRAY);
      return NULL;
    }

  return json_node_get_array (node);
}

/* As get_array(), for a key that version 1 doesn't have. */
static JsonArray *
get_array_of_version_2 (AftJsonElement *self, const char *key)
{
  if (json_object_has_member (self->object, key))
    return get_array (self, key);
  aft_json_report_add_lacking (self->report, self->array, self->index, key);
  self->lacking = TRUE;

  return NULL;
}

static const char *
get_string (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  return NULL;
}

static void
add_twice_error (AftJsonElement *self, const char *place, const char *text)
{
  aft_json_element_add_error (self, place, _ ("\"%s\" appears twice in this list"), text);
}

/* Returns: whether there are at most @max items */
static gboolean
check_count (AftJsonElement *self, const char *key, JsonArray *array, guint max)
{
  g_autoptr (GError) error = NULL;

  if (aft_check_count (json_array_get_length (array), max, &error))
    return TRUE;
  aft_json_element_add_error (self, key, "%s", error->message);

  return FALSE;
}

/**
 * aft_json_element_get_set:
 * @key: a field, which has an array of words
 * @words: NULL-terminated: those that it may have
 *
 * Returns: the bits of its words, each of which may appear once
 */
guint
aft_json_element_get_set (AftJsonElement *self, const char *key, const char *const *words)
{
  JsonArray *array = get_array (self, key);
  guint set = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      const char *text = get_string (item);
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);
      guint bit = 0;

      while (text != NULL && words[bit] != NULL && !g_str_equal (words[bit], text))
        bit++;
      if (text == NULL || words[bit] == NULL)
        aft_json_element_add_word_error (self, place, item, words);
      else if ((set & 1u << bit) != 0)
        add_twice_error (self, place, text);
      else
        set |= 1u << bit;
    }

  return set;
}

/**
 * aft_json_element_get_points:
 * @key: a field, which has an array of fractions of 1, or null
 * @n: how many
 * @points: where to put them, in units of 1 / %AFT_POINT_UNIT; else untouched
 */
void
aft_json_element_get_points (AftJsonElement *self, const char *key, guint n, int *points)
{
  JsonNode *node = aft_json_element_get_node (self, key);
  JsonArray *array;
  int read[4];
  guint i;

  g_return_if_fail (n <= G_N_ELEMENTS (read));

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (i = 0; array != NULL && json_array_get_length (array) == n && i < n; i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (item) ? json_node_get_value_type (item) : G_TYPE_INVALID;
      double value =
          type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (item) : -1;

      if (!(value >= 0 && value <= 1))
        break;
      read[i] = (int) lround (value * AFT_POINT_UNIT);
    }
  if (i < n)
    {
      aft_json_element_add_value_error (self, key, node,
                                        n == 4 ? AFT_JSON_EXPECTED_EYES : AFT_JSON_EXPECTED_WHITE);
      return;
    }
  for (i = 0; i < n; i++)
    points[i] = read[i];
}

/**
 * aft_json_element_get_ids:
 * @key: a field, which has an array of UUIDs
 * @max: how many it may have
 * @ids: where to put them in lower case, each of which may appear once; else untouched
 */
void
aft_json_element_get_ids (AftJsonElement *self, const char *key, guint max, char ***ids)
{
  JsonArray *array = get_array (self, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (array == NULL || !check_count (self, key, array, max))
    return;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      const char *text = get_string (item);
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);
      g_autofree char *id = NULL;

      if (text == NULL || !g_uuid_string_is_valid (text))
        {
          aft_json_element_add_value_error (self, place, item, AFT_JSON_EXPECTED_UUID);
          continue;
        }
      id = g_ascii_strdown (text, -1);
      g_strv_builder_add (builder, id);
      if (!g_hash_table_add (seen, g_strdup (id)))
        add_twice_error (self, place, text);
    }
  g_strfreev (*ids);
  *ids = g_strv_builder_end (builder);
}

/**
 * aft_json_element_get_products:
 * @key: a field of version 2, which has an array of short texts
 * @products: where to put them; else untouched
 */
void
aft_json_element_get_products (AftJsonElement *self, const char *key, char ***products)
{
  JsonArray *array = get_array_of_version_2 (self, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL || !check_count (self, key, array, AFT_PRODUCTS_MAX))
    return;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      const char *text = get_string (item);
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);
      g_autoptr (GError) error = NULL;

      if (text == NULL)
        aft_json_element_add_value_error (self, place, item, AFT_JSON_EXPECTED_TEXT);
      else if (!aft_check_line (text, 1, AFT_PRODUCT_MAX_CHARS, &error))
        aft_json_element_add_error (self, place, "%s", error->message);
      else
        g_strv_builder_add (builder, text);
    }
  g_strfreev (*products);
  *products = g_strv_builder_end (builder);
}

static void
read_own_score (AftJsonElement *self, const char *place, JsonNode *node, GArray *scores)
{
  static const char *const keys[] = { "scale", "score", NULL };
  g_autofree char *inside = aft_json_report_get_place (self->array, self->index, place);
  AftJsonElement item = {
    .report = self->report, .array = inside, .index = AFT_JSON_NO_INDEX, .now_us = self->now_us
  };
  g_autofree char *scale = NULL;
  int score = AFT_SEVERITY_UNSET;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      aft_json_element_add_value_error (self, place, node, AFT_JSON_EXPECTED_OBJECT);
      return;
    }
  item.object = json_node_get_object (node);
  aft_json_element_warn_unknown_keys (&item, keys);
  aft_json_element_get_id (&item, "scale", &scale);
  aft_json_element_get_number (&item, "score", FALSE, 0, AFT_SEVERITY_MAX, &score);
  if (scale != NULL && score != AFT_SEVERITY_UNSET && !aft_own_scores_set (scores, scale, score))
    add_twice_error (self, place, scale);
}

/**
 * aft_json_element_get_own_scores:
 * @key: a field of version 2, which has an array of scores on scales of the person's own
 * @scores: (element-type AftOwnScore): where to put them, by scale; else untouched
 */
void
aft_json_element_get_own_scores (AftJsonElement *self, const char *key, GArray **scores)
{
  JsonArray *array = get_array_of_version_2 (self, key);

  if (array == NULL || !check_count (self, key, array, AFT_OWN_SCORES_MAX))
    return;
  *scores = aft_own_scores_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", key, i);

      read_own_score (self, place, json_array_get_element (array, i), *scores);
    }
}
