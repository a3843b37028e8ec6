/* aft-when-group.h: asks for an instant: date, time, and quick choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-day.h"

G_BEGIN_DECLS

#define AFT_TYPE_WHEN_GROUP (aft_when_group_get_type ())
G_DECLARE_FINAL_TYPE (AftWhenGroup, aft_when_group, AFT, WHEN_GROUP, AdwPreferencesGroup)

/* Signal "changed" (void): the instant is another one, be it typed, chosen or the clock going on.
 * Property "quick": whether "Now", "1 Hour Ago" ... are offered. */

void     aft_when_group_set          (AftWhenGroup  *self,
                                      GTimeZone     *time_zone,
                                      const char    *zone_name,
                                      gint64         at_us);
gboolean aft_when_group_get          (AftWhenGroup  *self,
                                      gint64        *at_us,
                                      char         **problem);
gboolean aft_when_group_get_changed  (AftWhenGroup  *self);
void     aft_when_group_show_problem (AftWhenGroup  *self,
                                      const char    *problem);

G_END_DECLS
