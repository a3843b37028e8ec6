/* aft-iso-date.c: days and instants as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"

#include "aft-day-private.h"

/* What the exchange format allows. */
#define YEAR_MIN 1900
#define YEAR_MIN_SECONDS G_GINT64_CONSTANT (-2208988800)  /* 1900-01-01T00:00:00Z */
#define YEAR_END_SECONDS G_GINT64_CONSTANT (253402300800) /* 10000-01-01T00:00:00Z */

/* Writes @number with @n_digits decimal digits to @text, and returns the end of it. (A row of a diary
 * has four dates; an export would spend most of its time in printf.) */
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
take_char (const char **text, char c)
{
  if (**text != c)
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

  if (!take_number (text, 4, &year) || !take_char (text, '-') || !take_number (text, 2, &month) ||
      !take_char (text, '-') || !take_number (text, 2, &day) || year < YEAR_MIN)
    return AFT_DAY_NONE;

  return aft_day_new (year, month, day);
}

/**
 * aft_day_from_string:
 * @text: (nullable): a date as YYYY-MM-DD, years 1900 to 9999
 *
 * Returns: the day; %AFT_DAY_NONE if @text is anything else or the calendar has no such day
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
 * Returns: whether the exchange format can hold it: whether it is in the years 1900 to 9999
 */
gboolean
aft_day_is_writable (AftDay day)
{
  return day >= DAY_1900_01_01 && day <= DAY_9999_12_31;
}

/**
 * aft_instant_to_string:
 * @at_us: an instant, microseconds since 1970 UTC, in the years 1 to 9999
 *
 * Writes RFC 3339 in UTC with `Z`, as the exchange format requires; a fraction has six digits and is
 * omitted if it is zero. (g_date_time_format_iso8601() writes `+01`, which isn't RFC 3339.)
 *
 * Returns: (transfer full): the text; for instants beyond those years, the nearest in them
 */
char *
aft_instant_to_string (gint64 at_us)
{
  gint64 seconds = aft_floor_divide (at_us, G_USEC_PER_SEC);
  gint64 days = aft_floor_divide (seconds, DAY_SECONDS);
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

/* Takes ".digits" off @text, if there; ignores digits after the sixth. */
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
 * @text: (nullable): an instant in RFC 3339, with any offset
 * @at_us: (out): the instant, microseconds since 1970 UTC; untouched on failure
 *
 * The date must exist, `T` or `t` must separate it from the time, and an offset must follow. Digits
 * beyond microseconds are ignored. A leap second, which only 23:59 UTC can have, counts as the
 * second after it.
 *
 * Returns: whether @text is an instant in the years 1900 to 9999 UTC
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
