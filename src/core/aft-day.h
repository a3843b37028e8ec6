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

AftDay     aft_day_new         (int        year,
                                int        month,
                                int        day);
AftDay     aft_day_of          (gint64     at_us,
                                GTimeZone *time_zone,
                                int        day_start_minutes);
gint64     aft_day_next_change (gint64     at_us,
                                GTimeZone *time_zone,
                                int        day_start_minutes);
gint64     aft_day_instant     (AftDay     day,
                                GTimeZone *time_zone,
                                int        minutes);
GDateTime *aft_day_get_noon    (AftDay     day);

G_END_DECLS
