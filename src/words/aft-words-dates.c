/* aft-words-dates.c: times, days, spans and countdowns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

#include <langinfo.h>
#include <string.h>

#include "aft-iso-date.h"
#include "aft-time-zone.h"

/* A countdown is in minutes up to a day, in hours up to two days, then in days. */
#define COUNTDOWN_MINUTES_US G_TIME_SPAN_DAY
#define COUNTDOWN_HOURS_US (2 * G_TIME_SPAN_DAY)

static AftClockFormat clock_format = AFT_CLOCK_LOCALE;

/**
 * aft_words_set_clock_format:
 * @format: how to write times of day from now on
 *
 * For the desktop's own setting, if it has one. Main thread only.
 */
void
aft_words_set_clock_format (AftClockFormat format)
{
  clock_format = format;
}

/* Whether the locale writes times of day with 12 hours. */
static gboolean
is_twelve_hours (void)
{
  const char *format;

  switch (clock_format)
    {
    case AFT_CLOCK_24H:
      return FALSE;

    case AFT_CLOCK_12H:
      return TRUE;

    case AFT_CLOCK_LOCALE:
    default:
      break;
    }

  if (*nl_langinfo (T_FMT_AMPM) == '\0')
    return FALSE;

  format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL ||
         strstr (format, "%l") != NULL || strstr (format, "%p") != NULL;
}

/* NULL outside the years 1 to 9999. */
static GDateTime *
get_local (gint64 at_us, GTimeZone *time_zone)
{
  gint64 seconds = at_us / G_USEC_PER_SEC - (at_us % G_USEC_PER_SEC < 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);

  return utc != NULL ? g_date_time_to_timezone (utc, time_zone) : NULL;
}

static char *
format_time (GDateTime *local)
{
  if (is_twelve_hours ())
    /* Translators: a time of day on a twelve-hour clock, such as "2:10 PM". See g_date_time_format().
   * xgettext:no-c-format */
    return aft_words_format_time (local, _ ("%-I:%M %p"));

  /* Translators: a time of day on a 24-hour clock, such as "14:10". See g_date_time_format().
   * xgettext:no-c-format */
  return aft_words_format_time (local, _ ("%H:%M"));
}

/**
 * aft_words_time:
 * @at_us: an instant, microseconds since 1970 UTC
 * @time_zone: where the person is
 *
 * Returns: (transfer full): the time of day there, such as "14:10" or "2:10 PM"
 */
char *
aft_words_time (gint64 at_us, GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (time_zone != NULL, NULL);

  local = get_local (at_us, time_zone);

  return local != NULL ? format_time (local) : aft_instant_to_string (at_us);
}

/**
 * aft_words_time_there:
 * @at_us: an instant, microseconds since 1970 UTC
 * @time_zone: the IANA name of where it was
 *
 * Returns: (transfer full): the time of day there; "14:10 UTC" if this system doesn't have the zone
 */
char *
aft_words_time_there (gint64 at_us, const char *time_zone)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new (time_zone);
  g_autofree char *time = aft_words_time (at_us, zone);

  if (aft_time_zone_is_known (time_zone))
    return g_steal_pointer (&time);

  /* Translators: a time of day in Coordinated Universal Time, for %s is the time of day */
  return g_strdup_printf (_ ("%s UTC"), time);
}

/**
 * aft_words_unknown_zone:
 * @time_zone: an IANA name
 *
 * Returns: (transfer full) (nullable): a sentence that says so if this system doesn't have the zone
 */
char *
aft_words_unknown_zone (const char *time_zone)
{
  if (aft_time_zone_is_known (time_zone))
    return NULL;

  return g_strdup_printf (
      /* Translators: %s is the name of a time zone, "US/Pacific" */
      _ ("This computer doesn’t know the time zone “%s”, so times are shown in UTC."), time_zone);
}

/**
 * aft_words_format_day:
 * @day: a day
 * @format: as aft_words_format_time() takes it
 *
 * Returns: (transfer full): the day in that format; "" for %AFT_DAY_NONE
 */
char *
aft_words_format_day (AftDay day, const char *format)
{
  g_autoptr (GDateTime) noon = aft_day_get_noon (day);

  return noon != NULL ? aft_words_format_time (noon, format) : g_strdup ("");
}

static gboolean
is_same_year (AftDay day, AftDay today)
{
  g_autoptr (GDateTime) noon = aft_day_get_noon (day);
  g_autoptr (GDateTime) today_noon = aft_day_get_noon (today);

  return noon != NULL && today_noon != NULL &&
         g_date_time_get_year (noon) == g_date_time_get_year (today_noon);
}

/* "Mon 24 Nov", with the year unless it is this year. */
static char *
format_day (AftDay day, AftDay today)
{
  if (is_same_year (day, today))
    /* Translators: a day of this year, such as "Mon 24 Nov". See g_date_time_format().
   * xgettext:no-c-format */
    return aft_words_format_day (day, _ ("%a %-d %b"));

  /* Translators: a day of another year, such as "Mon 24 Nov 2025". See g_date_time_format().
   * xgettext:no-c-format */
  return aft_words_format_day (day, _ ("%a %-d %b %Y"));
}

/**
 * aft_words_day:
 * @day: a day
 * @today: the person's current day
 *
 * Returns: (transfer full): "Today", "Yesterday", "Tomorrow" or "Mon 24 Nov", with the year unless
 *   it is this year; "" for %AFT_DAY_NONE
 */
char *
aft_words_day (AftDay day, AftDay today)
{
  if (day != AFT_DAY_NONE && day == today)
    return g_strdup (_ ("Today"));
  if (day != AFT_DAY_NONE && day + 1 == today)
    return g_strdup (_ ("Yesterday"));
  if (today != AFT_DAY_NONE && day == today + 1)
    return g_strdup (_ ("Tomorrow"));

  return format_day (day, today);
}

/**
 * aft_words_on_day:
 * @day: a day
 * @today: the person's current day
 *
 * Returns: (transfer full): "today", "yesterday" or "on Mon 24 Nov", within a sentence
 */
char *
aft_words_on_day (AftDay day, AftDay today)
{
  g_autofree char *text = NULL;

  if (day == today)
    /* Translators: the day within a sentence: "Redness was 3 (moderate) today; ..." */
    return g_strdup (C_ ("within a sentence", "today"));
  if (day + 1 == today)
    /* Translators: the day within a sentence: "Redness was 3 (moderate) yesterday; ..." */
    return g_strdup (C_ ("within a sentence", "yesterday"));

  text = format_day (day, today);

  /* Translators: the day within a sentence, %s is for example "Mon 24 Nov":
   * "Redness was 3 (moderate) on Mon 24 Nov; ..." */
  return g_strdup_printf (C_ ("within a sentence", "on %s"), text);
}

/**
 * aft_words_day_long:
 * @day: a day
 *
 * Returns: (transfer full): "Monday 24 November 2026"; "" for %AFT_DAY_NONE
 */
char *
aft_words_day_long (AftDay day)
{
  /* Translators: a day in full, such as "Monday 24 November 2026". See g_date_time_format().
   * xgettext:no-c-format */
  return aft_words_format_day (day, _ ("%A %-d %B %Y"));
}

/**
 * aft_words_day_heading:
 * @day: a day
 * @today: the person's current day
 *
 * Returns: (transfer full): "Monday 24 November", with the year unless it is this year; "" for
 *   %AFT_DAY_NONE
 */
char *
aft_words_day_heading (AftDay day, AftDay today)
{
  if (!is_same_year (day, today))
    return aft_words_day_long (day);

  /* Translators: a day of this year, such as "Monday 24 November". See g_date_time_format().
   * xgettext:no-c-format */
  return aft_words_format_day (day, _ ("%A %-d %B"));
}

/**
 * aft_words_moment:
 * @at_us: an instant, microseconds since 1970 UTC
 * @now_us: the present time
 * @time_zone: where the person is
 *
 * Days start at midnight here: 01:00 tonight is "tomorrow at 01:00".
 *
 * Returns: (transfer full): "today at 23:10", "tomorrow at 08:00", "yesterday at 14:10" or
 *   "Sat 29 Nov, 09:00", with the year unless it is this year; it can follow "until"
 */
char *
aft_words_moment (gint64 at_us, gint64 now_us, GTimeZone *time_zone)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  AftDay day;
  AftDay today;

  g_return_val_if_fail (time_zone != NULL, NULL);

  local = get_local (at_us, time_zone);
  if (local == NULL)
    return aft_instant_to_string (at_us);

  time = format_time (local);
  day = aft_day_of (at_us, time_zone, 0);
  today = aft_day_of (now_us, time_zone, 0);

  if (day == today)
    /* Translators: within a sentence; %s is a time of day: "Resting until today at 23:10" */
    return g_strdup_printf (_ ("today at %s"), time);
  if (day == today + 1)
    /* Translators: within a sentence; %s is a time of day: "Resting until tomorrow at 08:00" */
    return g_strdup_printf (_ ("tomorrow at %s"), time);
  if (day + 1 == today)
    /* Translators: within a sentence; %s is a time of day: "since yesterday at 14:10" */
    return g_strdup_printf (_ ("yesterday at %s"), time);

  text = format_day (day, today);

  /* Translators: a moment; the first %s is a day such as "Sat 29 Nov", the second a time of day */
  return g_strdup_printf (_ ("%s, %s"), text, time);
}

/**
 * aft_words_since:
 * @at_us: a time, microseconds since 1970 UTC
 * @now_us: the present time
 * @time_zone: where the person is
 *
 * Returns: (transfer full): "14:10" today, else as aft_words_moment(); it can follow "since"
 */
char *
aft_words_since (gint64 at_us, gint64 now_us, GTimeZone *time_zone)
{
  if (aft_day_of (at_us, time_zone, 0) == aft_day_of (now_us, time_zone, 0))
    return aft_words_time (at_us, time_zone);

  return aft_words_moment (at_us, now_us, time_zone);
}

static char *
join_spans (char *large, char *small)
{
  g_autofree char *first = large;
  g_autofree char *second = small;

  /* Translators: two parts of one span: "3 hours 20 minutes", "1 day 4 hours" */
  return g_strdup_printf (C_ ("span", "%s %s"), first, second);
}

static char *
words_days (gint64 days)
{
  /* Translators: a span of time */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days),
                          (int) days);
}

static char *
words_hours (gint64 hours)
{
  /* Translators: a span of time */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) hours),
                          (int) hours);
}

static char *
words_minutes (gint64 minutes)
{
  /* Translators: a span of time */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) minutes), (int) minutes);
}

/**
 * aft_words_span:
 * @span: a span in microseconds; below 0 counts as 0
 *
 * Whole units only, rounded down.
 *
 * Returns: (transfer full): "less than a minute", "20 minutes", "3 hours 20 minutes", "1 day 4
 *   hours", "5 days"
 */
char *
aft_words_span (GTimeSpan span)
{
  gint64 days = span / G_TIME_SPAN_DAY;
  gint64 hours = span / G_TIME_SPAN_HOUR % 24;
  gint64 minutes = span / G_TIME_SPAN_MINUTE % 60;

  if (span < G_TIME_SPAN_MINUTE)
    return g_strdup (_ ("less than a minute"));

  if (days >= 2 || (days == 1 && hours == 0))
    return words_days (days);
  if (days == 1)
    return join_spans (words_days (days), words_hours (hours));
  if (hours == 0)
    return words_minutes (minutes);
  if (minutes == 0)
    return words_hours (hours);

  return join_spans (words_hours (hours), words_minutes (minutes));
}

/* The time that is left, without wrapping around. */
static GTimeSpan
get_rest (gint64 at_us, gint64 now_us)
{
  GTimeSpan rest;

  if (__builtin_sub_overflow (at_us, now_us, &rest))
    return at_us > now_us ? G_MAXINT64 : G_MININT64;

  return rest;
}

static gint64
divide_up (gint64 span, gint64 unit)
{
  return span / unit + (span % unit > 0);
}

/* @rest, which is more than COUNTDOWN_HOURS_US, in days, rounded to the nearest; half a day is
 * rounded down. */
static gint64
get_countdown_days (GTimeSpan rest)
{
  return divide_up (rest - G_TIME_SPAN_DAY / 2, G_TIME_SPAN_DAY);
}

/**
 * aft_words_countdown:
 * @at_us: an instant, microseconds since 1970 UTC
 * @now_us: the present time
 *
 * Rounds minutes and hours up, so that a countdown never promises less than the actual time, and
 * days to the nearest.
 *
 * Returns: (transfer full): "now" from @at_us on, "in 20 min", "in 3 h 20 min", "in 30 h", "in 5
 *   days"
 */
char *
aft_words_countdown (gint64 at_us, gint64 now_us)
{
  GTimeSpan rest = get_rest (at_us, now_us);
  int hours;
  int minutes;

  if (rest <= 0)
    /* Translators: a countdown that has ended */
    return g_strdup (_ ("now"));

  if (rest > COUNTDOWN_HOURS_US)
    {
      gint64 days = get_countdown_days (rest);

      /* Translators: a countdown */
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", (gulong) days), (int) days);
    }

  if (rest > COUNTDOWN_MINUTES_US)
    /* Translators: a countdown, short: h is the unit hour */
    return g_strdup_printf (_ ("in %d h"), (int) divide_up (rest, G_TIME_SPAN_HOUR));

  minutes = (int) divide_up (rest, G_TIME_SPAN_MINUTE);
  hours = minutes / 60;
  minutes %= 60;

  if (hours == 0)
    /* Translators: a countdown, short: min is the unit minute */
    return g_strdup_printf (_ ("in %d min"), minutes);
  if (minutes == 0)
    return g_strdup_printf (_ ("in %d h"), hours);

  /* Translators: a countdown, short: h and min are the units hour and minute */
  return g_strdup_printf (_ ("in %d h %d min"), hours, minutes);
}

/**
 * aft_words_countdown_changes:
 * @at_us: an instant, microseconds since 1970 UTC
 * @now_us: the present time
 *
 * Returns: when exactly aft_words_countdown() will next return another text; %G_MAXINT64 from
 * @at_us on
 */
gint64
aft_words_countdown_changes (gint64 at_us, gint64 now_us)
{
  GTimeSpan rest = get_rest (at_us, now_us);
  GTimeSpan next;

  if (rest <= 0)
    return G_MAXINT64;

  if (rest > COUNTDOWN_HOURS_US)
    {
      next = (get_countdown_days (rest) - 1) * G_TIME_SPAN_DAY + G_TIME_SPAN_DAY / 2;
      next = MAX (next, COUNTDOWN_HOURS_US);
    }
  else if (rest > COUNTDOWN_MINUTES_US)
    {
      next = (divide_up (rest, G_TIME_SPAN_HOUR) - 1) * G_TIME_SPAN_HOUR;
    }
  else
    {
      next = (divide_up (rest, G_TIME_SPAN_MINUTE) - 1) * G_TIME_SPAN_MINUTE;
    }

  return at_us - next;
}

/**
 * aft_words_recovery_day:
 * @recovery_day: the person's days since that of the session, which is 0
 *
 * Returns: (transfer full): "Day 3 of recovery"; "" below 0, which means no session
 */
char *
aft_words_recovery_day (int recovery_day)
{
  if (recovery_day < 0)
    return g_strdup ("");

  /* Translators: %d counts days since the session; the day of the session itself is 0 */
  return g_strdup_printf (_ ("Day %d of recovery"), recovery_day);
}
