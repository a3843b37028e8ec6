/* aft-json-element.h: the fields of a JSON object, checked for their types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "aft-json-report.h"

G_BEGIN_DECLS

/* The element that is being read, and its place. */
typedef struct
{
  AftJsonReport *report;
  const char    *array;  /* "skin_notes" */
  guint64        index;
  JsonObject    *object;
  gint64         now_us; /* for a warning about later instants */
  gboolean       lacking; /* it has no value for a key of version 2 */
} AftJsonElement;

/* What a value should be. */
typedef enum
{
  AFT_JSON_EXPECTED_ARRAY,
  AFT_JSON_EXPECTED_TEXT,
  AFT_JSON_EXPECTED_UUID,
  AFT_JSON_EXPECTED_INSTANT,
  AFT_JSON_EXPECTED_TIME_ZONE,
  AFT_JSON_EXPECTED_DAY,
  AFT_JSON_EXPECTED_DAY_OR_NULL,
  AFT_JSON_EXPECTED_NUMBER,
  AFT_JSON_EXPECTED_NUMBER_OR_NULL,
  AFT_JSON_EXPECTED_SEVERITY,
  AFT_JSON_EXPECTED_WHOLE_NUMBER,
  AFT_JSON_EXPECTED_BOOLEAN,
  AFT_JSON_EXPECTED_SHA256,
  AFT_JSON_EXPECTED_OBJECT,
  AFT_JSON_EXPECTED_EYES,
  AFT_JSON_EXPECTED_WHITE,
} AftJsonExpected;

void      aft_json_element_add_error         (AftJsonElement     *self,
                                              const char         *key,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (3, 4);
void      aft_json_element_add_value_error   (AftJsonElement     *self,
                                              const char         *key,
                                              JsonNode           *node,
                                              AftJsonExpected     expected);
void      aft_json_element_add_word_error    (AftJsonElement     *self,
                                              const char         *key,
                                              JsonNode           *node,
                                              const char *const  *words);
void      aft_json_element_warn_unknown_keys (AftJsonElement     *self,
                                              const char *const  *known);
JsonNode *aft_json_element_get_node          (AftJsonElement     *self,
                                              const char         *key);
void      aft_json_element_get_id            (AftJsonElement     *self,
                                              const char         *key,
                                              char              **id);
void      aft_json_element_get_text          (AftJsonElement     *self,
                                              const char         *key,
                                              char              **text);
void      aft_json_element_get_sha256        (AftJsonElement     *self,
                                              const char         *key,
                                              char              **sha256);
void      aft_json_element_get_instant       (AftJsonElement     *self,
                                              const char         *key,
                                              gint64             *at_us);
void      aft_json_element_get_time_zone     (AftJsonElement     *self,
                                              const char         *key,
                                              char              **time_zone);
void      aft_json_element_get_day           (AftJsonElement     *self,
                                              const char         *key,
                                              gboolean            nullable,
                                              AftDay             *day);
void      aft_json_element_get_figure        (AftJsonElement     *self,
                                              const char         *key,
                                              gboolean            nullable,
                                              double              minimum,
                                              double              maximum,
                                              double             *value);
void      aft_json_element_get_number        (AftJsonElement     *self,
                                              const char         *key,
                                              gboolean            nullable,
                                              int                 minimum,
                                              int                 maximum,
                                              int                *value);
void      aft_json_element_get_boolean       (AftJsonElement     *self,
                                              const char         *key,
                                              gboolean           *value);
void      aft_json_element_get_choice        (AftJsonElement     *self,
                                              const char         *key,
                                              const char *const  *words,
                                              int                *value);
gboolean aft_json_instant_from_string       (const char         *text,
                                             gint64             *at_us);

G_END_DECLS
