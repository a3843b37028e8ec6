/* aft-day.c: calendar days as a person counts them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-day-private.h"

#include "aft-time-zone.h"

/**
 * aft_day_new:
 * @year: a year, 1 to 9999
 * @month: a month, 1 to 12
 * @day: a day of the month, 1 to 31
 *
 * Returns: the day; %AFT_DAY_NONE if the calendar has no such day
 */
AftDay
aft_day_new (int year, int month, int day)
{
  GDate date;

  /* GLib's types would let larger numbers wrap around. */
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return AFT_DAY_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

/**
 * aft_day_get_noon:
 * @day: a day, or %AFT_DAY_NONE
 *
 * For functions that take the date of a GDateTime, such as g_date_time_format().
 *
 * Returns: (transfer full) (nullable): 12:00 UTC on @day; NULL for %AFT_DAY_NONE and for days after
 *   the year 9999
 */
GDateTime *
aft_day_get_noon (AftDay day)
{
  GDate date;

  if (day == AFT_DAY_NONE || day > DAY_9999_12_31)
    return NULL;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);

  return g_date_time_new_utc ((int) g_date_get_year (&date), (int) g_date_get_month (&date),
                              (int) g_date_get_day (&date), 12, 0, 0.0);
}

/**
 * aft_day_of:
 * @at_us: an instant, microseconds since 1970 UTC
 * @time_zone: where the person is
 * @day_start_minutes: when the person's day starts, minutes after midnight, 0 to 720
 *
 * The day that a person would say it is: the local date, or the one before until local time reaches
 * the start of the day. Goes by local time and not by a number of hours, so that a change to summer
 * time in between makes no difference.
 *
 * Returns: the person's day, from 1 January 1 to 31 December 9999
 */
AftDay
aft_day_of (gint64 at_us, GTimeZone *time_zone, int day_start_minutes)
{
  gint64 seconds;
  gint64 day;

  g_return_val_if_fail (time_zone != NULL, AFT_DAY_NONE);

  seconds = aft_floor_divide (at_us, G_USEC_PER_SEC);
  seconds += aft_time_zone_get_offset (time_zone, seconds);
  day = DAY_1970_01_01 + aft_floor_divide (seconds, DAY_SECONDS);
  if (seconds - aft_floor_divide (seconds, DAY_SECONDS) * DAY_SECONDS < day_start_minutes * 60)
    day--;

  return (AftDay) CLAMP (day, 1, DAY_9999_12_31);
}

/**
 * aft_day_instant:
 * @day: a day
 * @time_zone: where the person is
 * @minutes: a local time of day, minutes after midnight
 *
 * Where clocks go back and show that time twice, it is the first of the two. Where they go forward
 * and skip it, it is the moment of the change.
 *
 * Returns: the instant, microseconds since 1970 UTC; 0 for %AFT_DAY_NONE
 */
gint64
aft_day_instant (AftDay day, GTimeZone *time_zone, int minutes)
{
  gint64 local;
  gint64 before;
  gint64 after;
  gint64 low;
  gint64 high;

  g_return_val_if_fail (time_zone != NULL, 0);

  if (day == AFT_DAY_NONE)
    return 0;

  local = ((gint64) MIN (day, DAY_9999_12_31) - DAY_1970_01_01) * DAY_SECONDS + minutes * 60;

  /* No zone is further than a day from UTC, and none changes twice in two days. */
  before = aft_time_zone_get_offset (time_zone, local - DAY_SECONDS);
  after = aft_time_zone_get_offset (time_zone, local + DAY_SECONDS);
  if (aft_time_zone_get_offset (time_zone, local - before) == before)
    return (local - before) * G_USEC_PER_SEC;
  if (aft_time_zone_get_offset (time_zone, local - after) == after)
    return (local - after) * G_USEC_PER_SEC;

  /* The clocks skip this time: find the change. */
  low = local - MAX (before, after) - 1;
  high = local - MIN (before, after);
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (aft_time_zone_get_offset (time_zone, middle) == before)
        low = middle;
      else
        high = middle;
    }

  return high * G_USEC_PER_SEC;
}

/* The first second after @from and at or before @to that lies in another interval of the zone. */
static gint64
find_transition (GTimeZone *time_zone, gint64 from, gint64 to)
{
  int interval = g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, from);

  while (to - from > 1)
    {
      gint64 middle = from + (to - from) / 2;

      if (g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, middle) == interval)
        from = middle;
      else
        to = middle;
    }

  return to;
}

/**
 * aft_day_next_change:
 * @at_us: an instant, microseconds since 1970 UTC
 * @time_zone: where the person is
 * @day_start_minutes: when the person's day starts, minutes after midnight, 0 to 720
 *
 * Exact also where the clocks change at the start of a day.
 *
 * Returns: the first instant after @at_us at which aft_day_of() returns another day, microseconds
 *   since 1970 UTC; %G_MAXINT64 if there is none
 */
gint64
aft_day_next_change (gint64 at_us, GTimeZone *time_zone, int day_start_minutes)
{
  gint64 seconds;
  AftDay today;

  g_return_val_if_fail (time_zone != NULL, G_MAXINT64);

  today = aft_day_of (at_us, time_zone, day_start_minutes);
  if (today == 1)
    return aft_day_instant (2, time_zone, day_start_minutes);
  if (today == DAY_9999_12_31)
    return G_MAXINT64;

  seconds = aft_floor_divide (at_us, G_USEC_PER_SEC);
  for (;;)
    {
      gint64 offset = aft_time_zone_get_offset (time_zone, seconds);
      gint64 start = day_start_minutes * 60;
      gint64 days = aft_floor_divide (seconds + offset - start, DAY_SECONDS);
      gint64 next = (days + 1) * DAY_SECONDS + start - offset;

      if (g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, seconds) ==
          g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, next))
        return next * G_USEC_PER_SEC;

      seconds = find_transition (time_zone, seconds, next);
      if (aft_day_of (seconds * G_USEC_PER_SEC, time_zone, day_start_minutes) != today)
        return seconds * G_USEC_PER_SEC;
    }
}
