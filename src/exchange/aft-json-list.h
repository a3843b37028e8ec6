/* aft-json-list.h: the fields of a JSON object that are arrays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-element.h"

G_BEGIN_DECLS

guint aft_json_element_get_set        (AftJsonElement     *self,
                                       const char         *key,
                                       const char *const  *words);
void  aft_json_element_get_points     (AftJsonElement     *self,
                                       const char         *key,
                                       guint               n,
                                       int                *points);
void  aft_json_element_get_ids        (AftJsonElement     *self,
                                       const char         *key,
                                       guint               max,
                                       char             ***ids);
void  aft_json_element_get_products   (AftJsonElement     *self,
                                       const char         *key,
                                       char             ***products);
void  aft_json_element_get_own_scores (AftJsonElement     *self,
                                       const char         *key,
                                       GArray            **scores);

G_END_DECLS
