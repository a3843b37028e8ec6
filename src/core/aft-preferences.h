/* aft-preferences.h: what the person set, as the rules need it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

/**
 * AftPreferences:
 * @makeup_wait_hours: the wait before makeup to suggest for a home session, 8 to 168 hours
 * @rest_days: the rest to suggest for a home session, 7 to 90 days of 24 hours; %AFT_UNSET: by the
 *   needle
 * @usual: by #AftSymptom, what is usual for this skin, 0 to %AFT_USUAL_MAX; a value 2 or more above
 *   it holds the next session
 * @tool_use_limit: home sessions with a tool until it should be replaced, 1 to
 *   %AFT_TOOL_USE_LIMIT_MAX; 0: uses aren't counted
 * @day_start_minutes: when the person's day starts, minutes after midnight, 0 to 720
 * @daily_note: whether to remind of the daily check-in during a recovery
 * @daily_note_minutes: when to remind, in local time, minutes after midnight, 0 to 1439
 * @discreet: whether notifications don't mention skin
 * @run_in_background: whether to ask for permission to start reminders at login (Flatpak)
 *
 * A plain value: copy it by assignment.
 */
typedef struct
{
  double   makeup_wait_hours;
  double   rest_days;
  int      usual[AFT_N_SYMPTOMS];
  int      tool_use_limit;
  int      day_start_minutes;
  gboolean daily_note;
  int      daily_note_minutes;
  gboolean discreet;
  gboolean run_in_background;
} AftPreferences;

/** Above this, hardly any value could hold the next session: 4 is the highest score. */
#define AFT_USUAL_MAX 2
#define AFT_DAY_START_MAX_MINUTES (12 * 60)
#define AFT_DAILY_NOTE_MAX_MINUTES (24 * 60 - 1)

void   aft_preferences_init             (AftPreferences       *self);
double aft_preferences_get_rest_default (const AftPreferences *self,
                                         double                needle_mm);

G_END_DECLS
