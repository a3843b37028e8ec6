/* aft-day.c: calendar days as a person counts them, and instants as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-day.h"

#include <stdio.h>
#include <string.h>

/* Day numbers of GDate. */
#define DAY_1900_01_01 693596
#define DAY_1970_01_01 719163
#define DAY_9999_12_31 3652059

/* What the exchange format allows. */
#define YEAR_MIN 1900
#define YEAR_MAX 9999
#define YEAR_MIN_SECONDS G_GINT64_CONSTANT (-2208988800)  /* 1900-01-01T00:00:00Z */
#define YEAR_END_SECONDS G_GINT64_CONSTANT (253402300800) /* 10000-01-01T00:00:00Z */

#define DAY_SECONDS (24 * 60 * 60)

static gint64
floor_divide (gint64 value, gint64 by)
{
  gint64 quotient = value / by;

  return value % by < 0 ? quotient - 1 : quotient;
}

/* Writes @number with @n_digits decimal digits to @text. (A diary has four dates a row: printf would
 * be most of what an export does.) Returns: the end of it */
static char *
write_number (char *text, guint n_digits, guint number)
{
  for (guint i = n_digits; i > 0; i--)
    {
      text[i - 1] = (char) ('0' + number % 10);
      number /= 10;
    }

  return text + n_digits;
}

/* Writes YYYY-MM-DD. */
static char *
write_day (char *text, AftDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  text = write_number (text, 4, g_date_get_year (&date));
  *text++ = '-';
  text = write_number (text, 2, g_date_get_month (&date));
  *text++ = '-';

  return write_number (text, 2, g_date_get_day (&date));
}

/* Takes @n_digits decimal digits off @text. */
static gboolean
take_number (const char **text, guint n_digits, int *value)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;

      number = number * 10 + g_ascii_digit_value ((*text)[i]);
    }

  *text += n_digits;
  *value = number;
  return TRUE;
}

static gboolean
take_char (const char **text, char wanted)
{
  if (**text != wanted)
    return FALSE;

  (*text)++;
  return TRUE;
}

static AftDay
take_day (const char **text)
{
  int year = 0;
  int month = 0;
  int day = 0;
  GDate date;

  if (!take_number (text, 4, &year) || !take_char (text, '-') || !take_number (text, 2, &month) ||
      !take_char (text, '-') || !take_number (text, 2, &day))
    return AFT_DAY_NONE;

  if (year < YEAR_MIN || year > YEAR_MAX ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return AFT_DAY_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

/**
 * aft_day_from_string:
 * @text: (nullable): a date as YYYY-MM-DD, years 1900 to 9999
 *
 * Returns: the day, or %AFT_DAY_NONE when @text is not exactly such a date or the calendar has
 *   no such day
 */
AftDay
aft_day_from_string (const char *text)
{
  AftDay day;

  if (text == NULL)
    return AFT_DAY_NONE;

  day = take_day (&text);

  return *text == '\0' ? day : AFT_DAY_NONE;
}

/**
 * aft_day_to_string:
 * @day: a day, or %AFT_DAY_NONE
 *
 * Returns: (transfer full) (nullable): the day as YYYY-MM-DD; NULL for %AFT_DAY_NONE and for days
 *   after the year 9999
 */
char *
aft_day_to_string (AftDay day)
{
  char text[sizeof "9999-12-31"];

  if (day == AFT_DAY_NONE || day > DAY_9999_12_31)
    return NULL;

  *write_day (text, day) = '\0';

  return g_strdup (text);
}

/**
 * aft_day_is_writable:
 * @day: any day
 *
 * Returns: whether the exchange format has a date for it: whether it is in the years 1900 to 9999
 */
gboolean
aft_day_is_writable (AftDay day)
{
  return day >= DAY_1900_01_01 && day <= DAY_9999_12_31;
}

static gint64
get_offset (GTimeZone *time_zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return g_time_zone_get_offset (time_zone, interval);
}

/**
 * aft_day_of:
 * @at_us: an instant, microseconds since 1970 UTC
 * @time_zone: where the person is
 * @day_start_minutes: when the person's day starts, minutes after midnight, 0 to 720
 *
 * The day that a person would say it is: the date on the wall, or the one before while the
 * clock on the wall has not reached the start of the day. The clock is read, not an elapsed time
 * subtracted, so that a change to summer time in between moves nothing.
 *
 * Returns: the person's day, from 1 January 1 to 31 December 9999
 */
AftDay
aft_day_of (gint64 at_us, GTimeZone *time_zone, int day_start_minutes)
{
  gint64 seconds;
  gint64 day;

  g_return_val_if_fail (time_zone != NULL, AFT_DAY_NONE);

  seconds = floor_divide (at_us, G_USEC_PER_SEC);
  seconds += get_offset (time_zone, seconds);
  day = DAY_1970_01_01 + floor_divide (seconds, DAY_SECONDS);
  if (seconds - floor_divide (seconds, DAY_SECONDS) * DAY_SECONDS < day_start_minutes * 60)
    day--;

  return (AftDay) CLAMP (day, 1, DAY_9999_12_31);
}

/**
 * aft_day_instant:
 * @day: a day
 * @time_zone: where the person is
 * @minutes: a time of day on the wall, minutes after midnight
 *
 * Where clocks go back and show the time twice, the first of the two is meant. Where they go
 * forward and skip it, the instant of the change is meant, at which the wall clock has passed it.
 *
 * Returns: the instant, microseconds since 1970 UTC; 0 for %AFT_DAY_NONE
 */
gint64
aft_day_instant (AftDay day, GTimeZone *time_zone, int minutes)
{
  gint64 wall;
  gint64 before;
  gint64 after;
  gint64 low;
  gint64 high;

  g_return_val_if_fail (time_zone != NULL, 0);

  if (day == AFT_DAY_NONE)
    return 0;

  wall = ((gint64) MIN (day, DAY_9999_12_31) - DAY_1970_01_01) * DAY_SECONDS + minutes * 60;

  /* No zone is further than a day from UTC, and none changes twice in two days. */
  before = get_offset (time_zone, wall - DAY_SECONDS);
  after = get_offset (time_zone, wall + DAY_SECONDS);
  if (get_offset (time_zone, wall - before) == before)
    return (wall - before) * G_USEC_PER_SEC;
  if (get_offset (time_zone, wall - after) == after)
    return (wall - after) * G_USEC_PER_SEC;

  /* Skipped: look for the change between the two. */
  low = wall - MAX (before, after) - 1;
  high = wall - MIN (before, after);
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (get_offset (time_zone, middle) == before)
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
 * Exact also where the clocks change at the start of a day: what it gives is the first instant after
 * @at_us at which aft_day_of() says another day.
 *
 * Returns: that instant, microseconds since 1970 UTC; %G_MAXINT64 when there is none
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

  seconds = floor_divide (at_us, G_USEC_PER_SEC);
  for (;;)
    {
      gint64 offset = get_offset (time_zone, seconds);
      gint64 start = day_start_minutes * 60;
      gint64 days = floor_divide (seconds + offset - start, DAY_SECONDS);
      gint64 next = (days + 1) * DAY_SECONDS + start - offset;

      if (g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, seconds) ==
          g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, next))
        return next * G_USEC_PER_SEC;

      seconds = find_transition (time_zone, seconds, next);
      if (aft_day_of (seconds * G_USEC_PER_SEC, time_zone, day_start_minutes) != today)
        return seconds * G_USEC_PER_SEC;
    }
}

/**
 * aft_instant_to_string:
 * @at_us: an instant, microseconds since 1970 UTC, in the years 1 to 9999
 *
 * Writes what the exchange format asks for: RFC 3339 in UTC with `Z`, the fraction left out when it
 * is zero and else of six digits. (g_date_time_format_iso8601() writes `+01`, which RFC 3339 has not.)
 *
 * Returns: (transfer full): the text; instants beyond those years are written as the nearest in them
 */
char *
aft_instant_to_string (gint64 at_us)
{
  gint64 seconds = floor_divide (at_us, G_USEC_PER_SEC);
  gint64 days = floor_divide (seconds, DAY_SECONDS);
  gint64 fraction = at_us - seconds * G_USEC_PER_SEC;
  guint time_of_day = (guint) (seconds - days * DAY_SECONDS);
  char text[sizeof "9999-12-31T23:59:59.999999Z"];
  char *end = text;

  if (days + DAY_1970_01_01 < 1)
    return g_strdup ("0001-01-01T00:00:00Z");
  if (days + DAY_1970_01_01 > DAY_9999_12_31)
    return g_strdup ("9999-12-31T23:59:59.999999Z");

  end = write_day (end, (AftDay) (days + DAY_1970_01_01));
  *end++ = 'T';
  end = write_number (end, 2, time_of_day / 3600);
  *end++ = ':';
  end = write_number (end, 2, time_of_day / 60 % 60);
  *end++ = ':';
  end = write_number (end, 2, time_of_day % 60);
  if (fraction != 0)
    {
      *end++ = '.';
      end = write_number (end, 6, (guint) fraction);
    }
  *end++ = 'Z';
  *end = '\0';

  return g_strdup (text);
}

/* Takes ".digits" off @text, if it is there; digits after the sixth are dropped. */
static gboolean
take_fraction (const char **text, int *fraction)
{
  int scale = G_USEC_PER_SEC / 10;

  *fraction = 0;
  if (!take_char (text, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;

  for (; g_ascii_isdigit (**text); (*text)++)
    {
      *fraction += g_ascii_digit_value (**text) * scale;
      scale /= 10;
    }

  return TRUE;
}

/* Takes "Z" or "+hh:mm" off @text. */
static gboolean
take_offset (const char **text, int *offset)
{
  int hours = 0;
  int minutes = 0;
  int sign = 1;

  *offset = 0;
  if (take_char (text, 'Z') || take_char (text, 'z'))
    return TRUE;

  if (take_char (text, '-'))
    sign = -1;
  else if (!take_char (text, '+'))
    return FALSE;

  if (!take_number (text, 2, &hours) || !take_char (text, ':') ||
      !take_number (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;

  *offset = sign * (hours * 60 + minutes) * 60;
  return TRUE;
}

/**
 * aft_instant_from_string:
 * @text: (nullable): an instant as RFC 3339 writes it, with any offset
 * @at_us: (out): where to put the instant, microseconds since 1970 UTC; untouched on failure
 *
 * Strict: the date must exist, date and time are joined by `T` (or `t`), the offset is there. Any
 * number of fraction digits is taken; what is finer than a microsecond is dropped. A leap second,
 * which only 23:59 UTC may have, is the second after it.
 *
 * Returns: whether @text is such an instant, in the years 1900 to 9999 UTC
 */
gboolean
aft_instant_from_string (const char *text, gint64 *at_us)
{
  AftDay day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int fraction = 0;
  int offset = 0;
  gint64 seconds;

  if (text == NULL)
    return FALSE;

  day = take_day (&text);
  if (day == AFT_DAY_NONE)
    return FALSE;

  if (!take_char (&text, 'T') && !take_char (&text, 't'))
    return FALSE;

  if (!take_number (&text, 2, &hour) || !take_char (&text, ':') ||
      !take_number (&text, 2, &minute) || !take_char (&text, ':') ||
      !take_number (&text, 2, &second) || !take_fraction (&text, &fraction) ||
      !take_offset (&text, &offset) || *text != '\0')
    return FALSE;

  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  seconds =
      ((gint64) day - DAY_1970_01_01) * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset;

  if (second == 60 && seconds % DAY_SECONDS != 0)
    return FALSE;

  if (seconds < YEAR_MIN_SECONDS || seconds >= YEAR_END_SECONDS)
    return FALSE;

  *at_us = seconds * G_USEC_PER_SEC + fraction;
  return TRUE;
}

/**
 * aft_time_zone_is_valid:
 * @identifier: (nullable): what a file or a row says
 *
 * The form alone decides, so that a diary is the same on every computer: names of places
 * ("America/Port-au-Prince", "Etc/GMT+5"), whether or not this system has them. Offsets, rules and
 * paths, which GLib would take too, could not be read by other programs.
 *
 * Returns: whether a diary may hold it
 */
gboolean
aft_time_zone_is_valid (const char *identifier)
{
  if (identifier == NULL || !g_ascii_isalpha (identifier[0]) || strstr (identifier, "//") != NULL ||
      strlen (identifier) > 255 || g_str_has_suffix (identifier, "/"))
    return FALSE;

  for (const char *c = identifier; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("/_+-", *c) == NULL)
        return FALSE;
    }

  return !g_str_equal (identifier, "Z");
}

/**
 * aft_time_zone_is_file:
 * @path: a file
 *
 * GLib complains of a programming error when a file that it is to read is something else.
 *
 * Returns: whether it holds a time zone
 */
gboolean
aft_time_zone_is_file (const char *path)
{
  char magic[4];
  FILE *file;
  gboolean found;

  /* Opening a pipe would wait for its other end. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  file = fopen (path, "re");
  if (file == NULL)
    return FALSE;
  found = fread (magic, 1, sizeof magic, file) == sizeof magic && memcmp (magic, "TZif", 4) == 0;
  fclose (file);

  return found;
}

/**
 * aft_time_zone_get_path:
 * @identifier: an IANA name
 *
 * Returns: (transfer full): the file in which the system would have that zone
 */
char *
aft_time_zone_get_path (const char *identifier)
{
  const char *folder = g_getenv ("TZDIR");

  return g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", identifier, NULL);
}

/**
 * aft_time_zone_is_known:
 * @identifier: (nullable): an IANA name
 *
 * Returns: whether this system can tell the time there
 */
gboolean
aft_time_zone_is_known (const char *identifier)
{
  g_autofree char *path = NULL;

  if (!aft_time_zone_is_valid (identifier))
    return FALSE;
  if (g_str_equal (identifier, "UTC"))
    return TRUE;
  /* Files beside the zones that name no place. */
  if (g_str_equal (identifier, "localtime") || g_str_equal (identifier, "posixrules"))
    return FALSE;

  path = aft_time_zone_get_path (identifier);

  return aft_time_zone_is_file (path);
}

/**
 * aft_time_zone_new:
 * @identifier: (nullable): an IANA name, for example "Europe/Berlin" or "UTC"
 *
 * Zones are read from the system once and kept: there are a few hundred, and a diary asks for the
 * same ones again and again. May be called from any thread.
 *
 * Returns: (transfer full): the zone; UTC when the system knows none of that name
 */
GTimeZone *
aft_time_zone_new (const char *identifier)
{
  static GMutex mutex;
  static GHashTable *zones = NULL; /* char * -> GTimeZone */
  GTimeZone *zone;

  if (!aft_time_zone_is_valid (identifier) || g_str_equal (identifier, "UTC"))
    return g_time_zone_new_utc ();

  g_mutex_lock (&mutex);

  if (zones == NULL)
    zones =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);

  zone = g_hash_table_lookup (zones, identifier);
  if (zone == NULL && aft_time_zone_is_known (identifier))
    {
      zone = g_time_zone_new_identifier (identifier);
      if (zone != NULL)
        g_hash_table_insert (zones, g_strdup (identifier), zone);
    }

  if (zone != NULL)
    g_time_zone_ref (zone);

  g_mutex_unlock (&mutex);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * aft_time_zone_get_name:
 * @zone: where the person is
 * @at_us: the instant that is written down with the name, microseconds since 1970 UTC
 *
 * A zone set by a rule ("CET-1CEST"), or copied to /etc/localtime, has no name that other programs
 * know. Where it is whole hours from UTC at @at_us there is a name that tells the same time.
 *
 * Returns: (transfer full): a name that aft_time_zone_is_valid(); "UTC" where none tells the time
 */
char *
aft_time_zone_get_name (GTimeZone *zone, gint64 at_us)
{
  const char *identifier;
  gint64 offset;
  gint64 hours;

  g_return_val_if_fail (zone != NULL, NULL);

  identifier = g_time_zone_get_identifier (zone);
  if (aft_time_zone_is_known (identifier))
    return g_strdup (identifier);

  offset = get_offset (zone, floor_divide (at_us, G_USEC_PER_SEC));
  hours = offset / 3600;
  if (offset == 0 || offset % 3600 != 0 || hours < -12 || hours > 14)
    return g_strdup ("UTC");

  /* POSIX counts them the other way round. */
  return g_strdup_printf ("Etc/GMT%c%d", hours > 0 ? '-' : '+', (int) ABS (hours));
}
