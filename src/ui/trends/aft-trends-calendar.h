/* aft-trends-calendar.h: a month at a glance: sessions, and the highest score of each day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends.h"

G_BEGIN_DECLS

/* Signal "activated" (guint, an AftDay): the person chose a day that has begun. */
#define AFT_TYPE_TRENDS_CALENDAR (aft_trends_calendar_get_type ())
G_DECLARE_FINAL_TYPE (AftTrendsCalendar, aft_trends_calendar, AFT, TRENDS_CALENDAR, GtkWidget)

void aft_trends_calendar_set (AftTrendsCalendar *self,
                              AftTrends         *trends,
                              AftDay             today);

G_END_DECLS
