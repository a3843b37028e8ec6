/* aft-words-names.c: names of months and weekdays, in the language of the sentences around them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * g_date_time_format() takes them from LC_TIME, which may be another language: a German sentence
 * would contain a Japanese month. If the program isn't translated, an English sentence would
 * contain a foreign one. The contexts are those of GLib's own catalog, where translators can
 * find the names.
 */
#include "aft-words-private.h"

#include <string.h>

static const char *const weekdays[2][7] = {
  /* Translators: the weekdays in full, as in "Monday 24 November" */
  { NC_ ("full weekday name", "Monday"), NC_ ("full weekday name", "Tuesday"),
    NC_ ("full weekday name", "Wednesday"), NC_ ("full weekday name", "Thursday"),
    NC_ ("full weekday name", "Friday"), NC_ ("full weekday name", "Saturday"),
    NC_ ("full weekday name", "Sunday") },
  /* Translators: the weekdays in short, as in "Mon 24 Nov" and above a calendar */
  { NC_ ("abbreviated weekday name", "Mon"), NC_ ("abbreviated weekday name", "Tue"),
    NC_ ("abbreviated weekday name", "Wed"), NC_ ("abbreviated weekday name", "Thu"),
    NC_ ("abbreviated weekday name", "Fri"), NC_ ("abbreviated weekday name", "Sat"),
    NC_ ("abbreviated weekday name", "Sun") },
};

static const char *const months[AFT_N_MONTH_NAMES][12] = {
  /* Translators: the months in full beside a day, as in "Monday 24 November": in the genitive case
   * where your language has one there */
  [AFT_MONTH_NAME_WITH_DAY] = { NC_ ("full month name with day", "January"),
                                NC_ ("full month name with day", "February"),
                                NC_ ("full month name with day", "March"),
                                NC_ ("full month name with day", "April"),
                                NC_ ("full month name with day", "May"),
                                NC_ ("full month name with day", "June"),
                                NC_ ("full month name with day", "July"),
                                NC_ ("full month name with day", "August"),
                                NC_ ("full month name with day", "September"),
                                NC_ ("full month name with day", "October"),
                                NC_ ("full month name with day", "November"),
                                NC_ ("full month name with day", "December") },
  /* Translators: the months in full without a day, as in "November 2026" */
  [AFT_MONTH_NAME_ALONE] = { NC_ ("full month name", "January"),
                             NC_ ("full month name", "February"), NC_ ("full month name", "March"),
                             NC_ ("full month name", "April"), NC_ ("full month name", "May"),
                             NC_ ("full month name", "June"), NC_ ("full month name", "July"),
                             NC_ ("full month name", "August"),
                             NC_ ("full month name", "September"),
                             NC_ ("full month name", "October"),
                             NC_ ("full month name", "November"),
                             NC_ ("full month name", "December") },
  /* Translators: the months in short beside a day, as in "Mon 24 Nov" */
  [AFT_MONTH_NAME_SHORT] = { NC_ ("abbreviated month name with day", "Jan"),
                             NC_ ("abbreviated month name with day", "Feb"),
                             NC_ ("abbreviated month name with day", "Mar"),
                             NC_ ("abbreviated month name with day", "Apr"),
                             NC_ ("abbreviated month name with day", "May"),
                             NC_ ("abbreviated month name with day", "Jun"),
                             NC_ ("abbreviated month name with day", "Jul"),
                             NC_ ("abbreviated month name with day", "Aug"),
                             NC_ ("abbreviated month name with day", "Sep"),
                             NC_ ("abbreviated month name with day", "Oct"),
                             NC_ ("abbreviated month name with day", "Nov"),
                             NC_ ("abbreviated month name with day", "Dec") },
};

static const char *const month_contexts[AFT_N_MONTH_NAMES] = {
  [AFT_MONTH_NAME_WITH_DAY] = "full month name with day",
  [AFT_MONTH_NAME_ALONE] = "full month name",
  [AFT_MONTH_NAME_SHORT] = "abbreviated month name with day",
};

/**
 * aft_words_month:
 * @month: 1 to 12
 * @name: where the name is used
 *
 * Returns: the name of the month, static
 */
const char *
aft_words_month (int month, AftMonthName name)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, month_contexts[name], months[name][month - 1]);
}

/**
 * aft_words_weekday:
 * @weekday: 1 for Monday to 7
 * @in_full: whether not to abbreviate it
 *
 * Returns: the name of the weekday, static
 */
const char *
aft_words_weekday (int weekday, gboolean in_full)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, in_full ? "full weekday name" : "abbreviated weekday name",
                       weekdays[in_full ? 0 : 1][weekday - 1]);
}

/**
 * aft_words_half_day:
 * @afternoon: whether it is the afternoon
 *
 * Returns: "AM" or "PM", static
 */
const char *
aft_words_half_day (gboolean afternoon)
{
  if (afternoon)
    /* Translators: the hours after noon on a twelve-hour clock, as in "2:10 PM" */
    return C_ ("time of day", "PM");
  /* Translators: the hours before noon on a twelve-hour clock, as in "2:10 AM" */
  return C_ ("time of day", "AM");
}

/* The text for @directive, a letter after "%"; NULL for what GLib formats. */
static const char *
find_name (GDateTime *time, char directive, gboolean alone)
{
  int month = g_date_time_get_month (time);
  int weekday = g_date_time_get_day_of_week (time);

  switch (directive)
    {
    case 'A':
      return aft_words_weekday (weekday, TRUE);
    case 'a':
      return aft_words_weekday (weekday, FALSE);
    case 'B':
      return aft_words_month (month, alone ? AFT_MONTH_NAME_ALONE : AFT_MONTH_NAME_WITH_DAY);
    case 'b':
    case 'h':
      return aft_words_month (month, AFT_MONTH_NAME_SHORT);
    case 'p':
      return aft_words_half_day (g_date_time_get_hour (time) >= 12);
    default:
      return NULL;
    }
}

/**
 * aft_words_format_time:
 * @time: a date and time
 * @format: a translated format of g_date_time_format()
 *
 * Like g_date_time_format(), but %A, %a, %B, %OB, %b and %p are in the language of the program.
 *
 * Returns: (transfer full): the text
 */
char *
aft_words_format_time (GDateTime *time, const char *format)
{
  g_autoptr (GString) named = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_return_val_if_fail (time != NULL && format != NULL, NULL);

  for (const char *p = format; *p != '\0'; p++)
    {
      const char *directive = p;
      const char *name;

      if (*p == '%')
        directive += 1 + strspn (p + 1, "EO-_0^#");
      if (*p != '%' || *directive == '\0')
        {
          g_string_append_c (named, *p);
          continue;
        }
      name = find_name (time, *directive, directive - p > 1);
      if (name != NULL)
        g_string_append (named, name);
      else
        g_string_append_len (named, p, directive + 1 - p);
      p = directive;
    }
  text = g_date_time_format (time, named->str);

  /* Only if a translation isn't a valid format. */
  return text != NULL ? g_steal_pointer (&text) : g_date_time_format (time, "%Y-%m-%d %H:%M");
}
