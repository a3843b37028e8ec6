/* aft-date-parser.c: dates and times as a person types them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

#include <langinfo.h>
#include <string.h>

#include "aft-typed.h"
#include "aft-date-parser.h"

/* No time zone has ever been further from UTC than this. */
#define ZONE_SEARCH_SECONDS (26 * 60 * 60)

/* The parts of a date, up to three, in the order in which they were typed. */
typedef struct
{
  int numbers[3];
  int digits[3]; /* the number of digits; 0 for the name of a month */
  int n;
} DateParts;

/* The locale's order of day, month and year as three letters of "dmy". */
static void
get_date_order (char order[4])
{
  const char *format = nl_langinfo (D_FMT);
  int n = 0;

  for (const char *p = format; *p != '\0' && n < 3; p++)
    {
      char found = '\0';

      if (*p != '%')
        continue;
      p++;
      while (*p != '\0' && strchr ("EO-_0^#", *p) != NULL)
        p++;
      if (*p == '\0')
        break;
      if (*p == 'D')
        {
          strcpy (order, "mdy");
          return;
        }
      if (*p == 'F')
        {
          strcpy (order, "ymd");
          return;
        }
      if (strchr ("de", *p) != NULL)
        found = 'd';
      else if (strchr ("mbBh", *p) != NULL)
        found = 'm';
      else if (strchr ("yYCG", *p) != NULL)
        found = 'y';
      if (found != '\0' && memchr (order, found, (size_t) n) == NULL)
        order[n++] = found;
    }
  if (n == 3)
    order[3] = '\0';
  else
    strcpy (order, "dmy");
}

/* The locale's text for @item, which may be in another encoding than UTF-8. */
static char *
fold_item (nl_item item)
{
  g_autofree char *text = g_locale_to_utf8 (nl_langinfo (item), -1, NULL, NULL, NULL);

  return text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");
}

/* The names of @month in the language of the program and in that of the locale. */
static void
list_names (int month, char *names[AFT_N_MONTH_NAMES + 2])
{
  static const nl_item long_names[] = { MON_1, MON_2, MON_3, MON_4,  MON_5,  MON_6,
                                        MON_7, MON_8, MON_9, MON_10, MON_11, MON_12 };
  static const nl_item short_names[] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                         ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };

  for (int i = 0; i < AFT_N_MONTH_NAMES; i++)
    names[i] = g_utf8_casefold (aft_words_month (month, (AftMonthName) i), -1);
  names[AFT_N_MONTH_NAMES] = fold_item (long_names[month - 1]);
  names[AFT_N_MONTH_NAMES + 1] = fold_item (short_names[month - 1]);
}

/* The month that has the name @word or starts with it; 0 if there is none or more than one. */
static int
find_month (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  gboolean may_begin = g_utf8_strlen (folded, -1) >= 3;
  int named = 0;
  int begun = 0;

  for (int month = 1; month <= 12; month++)
    {
      char *names[AFT_N_MONTH_NAMES + 2];

      list_names (month, names);
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          /* "Tháng 1" and "1月" start alike, or with a number, which split_date() takes. */
          if (named == 0 && g_str_equal (folded, names[i]))
            named = month;
          else if (may_begin && g_str_has_prefix (names[i], folded))
            begun = begun == 0 || begun == month ? month : -1;
          g_free (names[i]);
        }
    }

  return named != 0 ? named : MAX (begun, 0);
}

static gboolean
is_weekday (const char *word)
{
  static const nl_item long_names[] = { DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7, DAY_1 };
  static const nl_item short_names[] = { ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5,
                                         ABDAY_6, ABDAY_7, ABDAY_1 };
  g_autofree char *folded = g_utf8_casefold (word, -1);
  gboolean found = FALSE;

  for (int day = 1; day <= 7 && !found; day++)
    {
      char *names[] = { g_utf8_casefold (aft_words_weekday (day, TRUE), -1),
                        g_utf8_casefold (aft_words_weekday (day, FALSE), -1),
                        fold_item (long_names[day - 1]), fold_item (short_names[day - 1]) };

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          found |= g_str_has_prefix (names[i], folded);
          g_free (names[i]);
        }
    }

  return found;
}

/* The least length of a word that has a meaning. "2026年" and "24 de noviembre" have shorter
 * words that may be ignored, but 令和8年 is the eighth year of an era. */
static glong
get_least_length (const char *word)
{
  return g_unichar_get_script (g_utf8_get_char (word)) == G_UNICODE_SCRIPT_HAN ? 2 : 3;
}

/* Splits @text into numbers and names of months; skips weekdays, short words and punctuation.
 * FALSE if it has more parts than a date, or a word that may be a month in an unknown language:
 * "5 mars 10" isn't 10 May. */
static gboolean
split_date (const char *text, DateParts *parts, int *month)
{
  const char *p = text;

  gboolean unknown = FALSE;

  *parts = (DateParts){ 0 };
  *month = 0;
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        {
          int number = 0;
          int digits = 0;

          for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p), digits++)
            if (digits < 8)
              number = number * 10 + g_unichar_digit_value (g_utf8_get_char (p));
          if (parts->n == 3 || digits > 4)
            return FALSE;
          parts->numbers[parts->n] = number;
          parts->digits[parts->n++] = digits;
        }
      else if (g_unichar_isalpha (c))
        {
          const char *start = p;
          g_autofree char *word = NULL;
          int named;

          while (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          word = g_strndup (start, (gsize) (p - start));
          named = find_month (word);
          if (named != 0 && *month != 0)
            return FALSE;
          if (named != 0)
            *month = named;
          else if (g_utf8_strlen (word, -1) >= get_least_length (word) && !is_weekday (word))
            unknown = TRUE;
        }
      else
        {
          p = g_utf8_next_char (p);
        }
    }
  return *month != 0 || !unknown;
}

/* "26" means the closest year to today that ends in it. */
static int
complete_year (int year, int digits, int this_year)
{
  int full;

  if (digits > 2)
    return year;
  full = this_year - this_year % 100 + year;
  if (full > this_year + 50)
    full -= 100;
  else if (full <= this_year - 50)
    full += 100;
  return full;
}

static AftDay
make_day (int year, int month, int day)
{
  return year >= 1900 ? aft_day_new (year, month, day) : AFT_DAY_NONE;
}

/**
 * aft_date_parser_parse_date:
 * @text: what was typed: "2026-11-24"; the order of the locale with any separators, "24.11.26" or
 *   "11/24/2026"; the name of a month, "24 Nov 2026"; without a year, the nearest such day; "today"
 *   and "yesterday" in the person's language
 * @today: the current calendar day
 * @ahead: whether to look for a day without a year from @today on, or before
 *
 * Returns: the day; %AFT_DAY_NONE if @text isn't one
 */
AftDay
aft_date_parser_parse_date (const char *text, AftDay today, gboolean ahead)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *word_today = NULL;
  g_autofree char *word_yesterday = NULL;
  DateParts parts;
  GDate date;
  char order[4] = "dmy";
  int values[3] = { -1, -1, -1 }; /* day, month, year */
  int year_digits = 4;
  int year;
  int month;
  AftDay day;

  g_return_val_if_fail (text != NULL, AFT_DAY_NONE);
  g_return_val_if_fail (g_date_valid_julian (today), AFT_DAY_NONE);

  if (!g_utf8_validate (text, -1, NULL))
    return AFT_DAY_NONE;
  stripped = aft_typed_to_plain (text);
  folded = g_utf8_casefold (stripped, -1);
  /* Translators: what a person may type into the entry for a date */
  word_today = g_utf8_casefold (_ ("today"), -1);
  /* Translators: what a person may type into the entry for a date */
  word_yesterday = g_utf8_casefold (_ ("yesterday"), -1);
  if (g_str_equal (folded, word_today))
    return today;
  if (g_str_equal (folded, word_yesterday))
    return today - 1;

  if (!split_date (stripped, &parts, &month) || parts.n + (month != 0 ? 1 : 0) < 2)
    return AFT_DAY_NONE;
  if (parts.n > 0 && parts.digits[0] > 2)
    strcpy (order, "ymd");
  /* "5 Nov 2026", also where the year comes first. */
  else if (month != 0 && parts.n == 2 && parts.digits[1] > 2)
    strcpy (order, "dmy");
  else
    get_date_order (order);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today);
  for (int i = 0, used = 0; i < 3 && used < parts.n; i++)
    {
      gboolean year_missing = parts.n + (month != 0 ? 1 : 0) == 2;

      if (order[i] == 'm' && month != 0)
        continue;
      if (order[i] == 'y' && year_missing)
        continue;
      values[order[i] == 'd' ? 0 : order[i] == 'm' ? 1 : 2] = parts.numbers[used];
      if (order[i] == 'y')
        year_digits = parts.digits[used];
      used++;
    }
  if (month != 0)
    {
      if (values[1] != -1 || parts.n == 3)
        return AFT_DAY_NONE;
      values[1] = month;
    }
  /* "Nov 2026" and "24 2026" aren't days. */
  if (values[0] == -1 || values[1] == -1)
    return AFT_DAY_NONE;

  year = g_date_get_year (&date);
  if (values[2] != -1)
    return make_day (complete_year (values[2], year_digits, year), values[1], values[0]);
  /* 29 February comes after up to eight years. */
  day = make_day (year, values[1], values[0]);
  for (int i = 1; i <= 8 && (day == AFT_DAY_NONE || (ahead ? day < today : day > today)); i++)
    day = make_day (ahead ? year + i : year - i, values[1], values[0]);
  return day;
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_date_parser_format_date:
 * @day: a day, not %AFT_DAY_NONE
 *
 * Returns: (transfer full): the day in the short form of the locale, with the year in full; as
 *   YYYY-MM-DD if that form has words, which may be in another language than the program, or if
 *   aft_date_parser_parse_date() wouldn't understand it
 */
char *
aft_date_parser_format_date (AftDay day)
{
  g_autoptr (GDateTime) noon = aft_day_get_noon (day);
  g_autofree char *local_format = NULL;
  g_autofree char *text = NULL;
  GString *format;
  char order[4];

  g_return_val_if_fail (noon != NULL, g_strdup (""));

  get_date_order (order);
  local_format = g_locale_to_utf8 (nl_langinfo (D_FMT), -1, NULL, NULL, NULL);
  format = g_string_new (local_format != NULL ? local_format : "%Y-%m-%d");
  g_string_replace (format, "%y", "%Y", 0);
  g_string_replace (format, "%D", "%m/%d/%Y", 0);
  text = g_date_time_format (noon, format->str);
  g_string_free (format, TRUE);
  if (text == NULL || has_letters (text) || aft_date_parser_parse_date (text, day, FALSE) != day)
    return g_date_time_format (noon, "%Y-%m-%d");
  return g_steal_pointer (&text);
}

/* 1 for "AM", 2 for "PM", 0 for neither. */
static int
find_half (const char *word)
{
  g_autofree char *morning = fold_item (AM_STR);
  g_autofree char *afternoon = fold_item (PM_STR);
  const char *marks[] = {
    "am", "pm", morning, afternoon, aft_words_half_day (FALSE), aft_words_half_day (TRUE), "a", "p"
  };
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *mark = g_utf8_casefold (marks[i], -1);
      g_autoptr (GString) plain = g_string_new (mark);

      g_string_replace (plain, ".", "", 0);
      g_string_replace (plain, " ", "", 0);
      if (plain->len > 0 && g_str_equal (folded, plain->str))
        return 1 + (int) (i % 2);
    }
  return 0;
}

/**
 * aft_date_parser_format_time:
 * @minutes: after midnight, 0 to 1439
 *
 * Returns: (transfer full): that time of day, as aft_date_parser_parse_time() takes it
 */
char *
aft_date_parser_format_time (int minutes)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  /* On the first day of 1970 in UTC, where local time is the time of day. */
  return aft_words_time (minutes * G_TIME_SPAN_MINUTE, utc);
}

/**
 * aft_date_parser_parse_time:
 * @text: what was typed: "9:5", "09:05", "21.10", "2110", "9", "9:10 pm"
 * @minutes: (out): minutes after midnight, 0 to 1439; untouched on failure
 *
 * Returns: %FALSE if @text isn't a time of day
 */
gboolean
aft_date_parser_parse_time (const char *text, int *minutes)
{
  int numbers[2] = { 0, 0 };
  int n = 0;
  int digits[2] = { 0, 0 };
  int half = 0;
  g_autofree char *plain = NULL;
  g_autoptr (GString) word = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (minutes != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  word = g_string_new (NULL);
  plain = aft_typed_to_plain (text);
  for (const char *p = plain; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        {
          if (n == 2)
            return FALSE;
          for (; g_unichar_isdigit (c = g_utf8_get_char (p)); p = g_utf8_next_char (p))
            {
              if (++digits[n] > 4)
                return FALSE;
              numbers[n] = numbers[n] * 10 + g_unichar_digit_value (c);
            }
          n++;
          continue;
        }
      if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        g_string_append_unichar (word, c);
      else if (c == '-' || c == '+' || c == '/')
        return FALSE;
      p = g_utf8_next_char (p);
    }
  if (n == 0)
    return FALSE;
  if (n == 1 && digits[0] > 2)
    {
      numbers[1] = numbers[0] % 100;
      numbers[0] = numbers[0] / 100;
      digits[0] = digits[1] = 2;
    }
  if (digits[0] > 2 || digits[1] > 2)
    return FALSE;
  if (word->len > 0)
    {
      half = find_half (word->str);
      /* "21h10", "21 Uhr": only a word for the hour may follow. */
      if (half == 0)
        {
          g_autofree char *folded = g_utf8_casefold (word->str, -1);
          /* Translators: the word or letter that may stand with an hour, as in "21 o'clock" */
          g_autofree char *hour_word = g_utf8_casefold (C_ ("time of day", "oclock"), -1);

          if (!g_str_equal (folded, "h") && !g_str_equal (folded, hour_word))
            return FALSE;
        }
    }
  if (half != 0)
    {
      if (numbers[0] < 1 || numbers[0] > 12)
        return FALSE;
      numbers[0] = numbers[0] % 12 + (half == 2 ? 12 : 0);
    }
  if (numbers[0] > 23 || numbers[1] > 59)
    return FALSE;
  *minutes = numbers[0] * 60 + numbers[1];
  return TRUE;
}

/**
 * aft_date_parser_resolve:
 * @day: a calendar day
 * @minutes: minutes after midnight in local time, 0 to 1439
 * @time_zone: the time zone
 * @at_us: (out caller-allocates): the instants, earlier first; microseconds since 1970 UTC
 *
 * Most times of day happen once. Some are skipped when the clocks go forward, and some happen twice
 * when they go back.
 *
 * Returns: how many instants there are: 0, 1 or 2
 */
int
aft_date_parser_resolve (AftDay day, int minutes, GTimeZone *time_zone, gint64 at_us[2])
{
  gint64 wall;
  gint64 found[2] = { 0, 0 };
  int n = 0;

  g_return_val_if_fail (g_date_valid_julian (day), 0);
  g_return_val_if_fail (time_zone != NULL, 0);
  g_return_val_if_fail (minutes >= 0 && minutes < 24 * 60, 0);

  /* 719163 is the day number of 1 January 1970. */
  wall = ((gint64) day - 719163) * 24 * 60 * 60 + (gint64) minutes * 60;
  for (int i = -1; i <= 1; i++)
    {
      int near = g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL,
                                            wall + i * (gint64) ZONE_SEARCH_SECONDS);
      gint64 at = wall - g_time_zone_get_offset (time_zone, near);
      int interval = g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, at);

      if (at + g_time_zone_get_offset (time_zone, interval) != wall)
        continue;
      if ((n > 0 && found[0] == at) || (n > 1 && found[1] == at) || n == 2)
        continue;
      found[n++] = at;
    }
  if (n == 2 && found[0] > found[1])
    {
      gint64 later = found[0];

      found[0] = found[1];
      found[1] = later;
    }
  for (int i = 0; i < n; i++)
    at_us[i] = found[i] * G_USEC_PER_SEC;
  return n;
}
