/* aft-preferences.c: what the person has set, as the rules need it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-preferences.h"

#include "aft-guidance.h"
#include "aft-tool.h"

/* Up to this length, the guide calls a needle short (rule 2). */
#define SHORT_NEEDLE_MM 0.3
#define SHORT_NEEDLE_REST_DAYS 7.0
#define LONGER_NEEDLE_REST_DAYS 14.0
#define CLINIC_NEEDLE_REST_DAYS 28.0

/* Since 0.1 + 0.2 isn't 0.3; far less than the difference between two needles. */
#define MM_EPSILON 1e-6

/**
 * aft_preferences_init:
 * @self: (out caller-allocates): preferences to fill
 *
 * Fills in the defaults: makeup after 8 hours (guide), rest by the needle, a new tool after 12 uses
 * (common: 10 to 15), no usual symptoms, days that start at 04:00, no daily reminder (at 20:00 once
 * it is enabled), notifications with details.
 */
void
aft_preferences_init (AftPreferences *self)
{
  g_return_if_fail (self != NULL);

  *self = (AftPreferences){
    .makeup_wait_hours = 8.0,
    .rest_days = AFT_UNSET,
    .tool_use_limit = AFT_TOOL_USE_LIMIT_DEFAULT,
    .day_start_minutes = 4 * 60,
    .daily_note_minutes = 20 * 60,
    .run_in_background = TRUE,
  };
}

/**
 * aft_preferences_get_rest_default:
 * @self: the preferences
 * @needle_mm: needle length in millimetres, or %AFT_UNSET
 *
 * The rest to suggest for a home session: what the person prefers or what the needle requires,
 * whichever is longer. A needle requires 7 days up to 0.3 mm, 28 days from 1.0 mm on, and 14 days
 * if it is between them or unknown. The guide says only 1-2 weeks, and only for short home needles;
 * published protocols for clinics space sessions by 20 to 30 days (Pakla-Misiur 2021, Ablon 2018,
 * von Dalwig-Nolda 2020). So these figures are our reading, and once saved "mine".
 *
 * Returns: days of 24 hours, 7 to 90
 */
double
aft_preferences_get_rest_default (const AftPreferences *self, double needle_mm)
{
  double by_needle = LONGER_NEEDLE_REST_DAYS;

  g_return_val_if_fail (self != NULL, LONGER_NEEDLE_REST_DAYS);

  if (needle_mm > 0.0 && needle_mm <= SHORT_NEEDLE_MM + MM_EPSILON)
    by_needle = SHORT_NEEDLE_REST_DAYS;
  else if (needle_mm >= AFT_CLINIC_NEEDLE_MM - MM_EPSILON)
    by_needle = CLINIC_NEEDLE_REST_DAYS;

  /* AFT_UNSET is less than both. */
  return MAX (self->rest_days, by_needle);
}
