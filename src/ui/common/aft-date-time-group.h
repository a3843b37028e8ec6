/* aft-date-time-group.h: asks for a date and time, with quick choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-day.h"

G_BEGIN_DECLS

#define AFT_TYPE_DATE_TIME_GROUP (aft_date_time_group_get_type ())
G_DECLARE_FINAL_TYPE (AftDateTimeGroup, aft_date_time_group, AFT, DATE_TIME_GROUP, AdwPreferencesGroup)

void     aft_date_time_group_set          (AftDateTimeGroup  *self,
                                      GTimeZone     *time_zone,
                                      const char    *zone_name,
                                      gint64         at_us);
gboolean aft_date_time_group_get          (AftDateTimeGroup  *self,
                                      gint64        *at_us,
                                      char         **problem);
gboolean aft_date_time_group_get_changed  (AftDateTimeGroup  *self);
void     aft_date_time_group_show_problem (AftDateTimeGroup  *self,
                                      const char    *problem);

G_END_DECLS
