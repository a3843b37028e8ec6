/* aft-date-parser.h: dates and times as a person types them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forms use these functions; there are no widgets here.
 */
#pragma once

#include "aft-day.h"

G_BEGIN_DECLS

char     *aft_date_parser_format_time (int         minutes);
gboolean  aft_date_parser_parse_time  (const char *text,
                                       int        *minutes);
AftDay    aft_date_parser_parse_date  (const char *text,
                                       AftDay      today,
                                       gboolean    ahead);
char     *aft_date_parser_format_date (AftDay      day);
int       aft_date_parser_resolve     (AftDay      day,
                                       int         minutes,
                                       GTimeZone  *time_zone,
                                       gint64      at_us[2]);

G_END_DECLS
