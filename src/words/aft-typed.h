/* aft-typed.h: digits and numbers as people type them, in any script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *aft_typed_to_plain      (const char *text);
gboolean  aft_typed_parse_number  (const char *text,
                                   const char *unit,
                                   double     *value);
char     *aft_typed_format_number (double      value);

G_END_DECLS
