/* aft-json-write.h: values as the exchange format writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *aft_json_double_to_string (double      value,
                                       char        text[G_ASCII_DTOSTR_BUF_SIZE]);
void        aft_json_append_string    (GString    *json,
                                       const char *text);
void        aft_json_append_instant   (GString    *json,
                                       gint64      at_us);

G_END_DECLS
