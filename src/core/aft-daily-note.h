/* aft-daily-note.h: when to ask for the day's check-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

gboolean aft_daily_note_is_active (const AftPlan        *plan,
                                   const AftPreferences *preferences);
gint64   aft_daily_note_instant   (AftDay                day,
                                   const AftPreferences *preferences,
                                   GTimeZone            *time_zone);
gint64   aft_daily_note_next      (const AftPlan        *plan,
                                   const AftPreferences *preferences,
                                   GTimeZone            *time_zone,
                                   gboolean              noted,
                                   AftDay               *day);

G_END_DECLS
