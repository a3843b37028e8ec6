/* aft-day.h: calendar days as a person counts them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AftDay:
 *
 * A calendar day without a time zone: the proleptic Julian day number of GDate
 * (1 = 1 January of year 1). 0 (%AFT_DAY_NONE) means no day.
 */
typedef guint32 AftDay;
#define AFT_DAY_NONE ((AftDay) 0)

AftDay     aft_day_from_string (const char *text);
char      *aft_day_to_string   (AftDay      day);
gboolean   aft_day_is_writable (AftDay      day);
AftDay     aft_day_of          (gint64      at_us,
                                GTimeZone  *time_zone,
                                int         day_start_minutes);
gint64     aft_day_next_change (gint64      at_us,
                                GTimeZone  *time_zone,
                                int         day_start_minutes);
gint64     aft_day_instant     (AftDay      day,
                                GTimeZone  *time_zone,
                                int         minutes);
char      *aft_instant_to_string   (gint64      at_us);
gboolean   aft_instant_from_string (const char *text,
                                    gint64     *at_us);
gboolean   aft_time_zone_is_valid  (const char *identifier);
gboolean   aft_time_zone_is_file   (const char *path);
char      *aft_time_zone_get_path  (const char *identifier);
gboolean   aft_time_zone_is_known  (const char *identifier);
GTimeZone *aft_time_zone_new       (const char *identifier);
char      *aft_time_zone_get_name  (GTimeZone  *zone,
                                    gint64      at_us);

G_END_DECLS
