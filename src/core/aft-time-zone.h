/* aft-time-zone.h: time zones by their IANA names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   aft_time_zone_is_valid   (const char *identifier);
gboolean   aft_time_zone_is_file    (const char *path);
char      *aft_time_zone_get_path   (const char *identifier);
gboolean   aft_time_zone_is_known   (const char *identifier);
GTimeZone *aft_time_zone_new        (const char *identifier);
char      *aft_time_zone_get_name   (GTimeZone  *zone,
                                     gint64      at_us);
gint64     aft_time_zone_get_offset (GTimeZone  *zone,
                                     gint64      seconds);

G_END_DECLS
