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
} AftJsonElement;

void     aft_json_element_add_error         (AftJsonElement     *self,
                                             const char         *key,
                                             const char         *format,
                                             ...) G_GNUC_PRINTF (3, 4);
void     aft_json_element_warn_unknown_keys (AftJsonElement     *self,
                                             const char *const  *known);
char    *aft_json_element_get_id            (AftJsonElement     *self);
void     aft_json_element_get_text          (AftJsonElement     *self,
                                             const char         *key,
                                             char              **text);
void     aft_json_element_get_instant       (AftJsonElement     *self,
                                             const char         *key,
                                             gint64             *at_us);
void     aft_json_element_get_time_zone     (AftJsonElement     *self,
                                             char              **time_zone);
void     aft_json_element_get_day           (AftJsonElement     *self,
                                             const char         *key,
                                             gboolean            nullable,
                                             AftDay             *day);
void     aft_json_element_get_figure        (AftJsonElement     *self,
                                             const char         *key,
                                             double              minimum,
                                             double              maximum,
                                             double             *value);
void     aft_json_element_get_severity      (AftJsonElement     *self,
                                             AftSymptom          symptom,
                                             int                *severity);
void     aft_json_element_get_place         (AftJsonElement      *self,
                                             AftPlaceOfTreatment *place);
guint    aft_json_element_get_set           (AftJsonElement     *self,
                                             const char         *key,
                                             gboolean          (*from_token) (const char *token,
                                                                              guint      *bit),
                                             const char         *words);
gboolean aft_json_instant_from_string       (const char         *text,
                                             gint64             *at_us);

G_END_DECLS
