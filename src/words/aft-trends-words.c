/* aft-trends-words.c: the texts of chart, table and calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-trends-words.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

/* "redness 2, mild", within a sentence. */
static char *
format_value (AftSymptom symptom, int severity)
{
  const char *word = aft_words_severity (severity);

  switch (symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      if (severity == AFT_SEVERITY_UNSET)
        return g_strdup (_ ("redness not recorded"));
      /* Translators: within a sentence: a score of 0 to 4 and its name, "redness 2, mild" */
      return g_strdup_printf (_ ("redness %d, %s"), severity, word);

    case AFT_SYMPTOM_TINGLING:
      if (severity == AFT_SEVERITY_UNSET)
        return g_strdup (_ ("tingling not recorded"));
      /* Translators: within a sentence: a score of 0 to 4 and its name, "tingling 2, mild" */
      return g_strdup_printf (_ ("tingling %d, %s"), severity, word);

    case AFT_SYMPTOM_DRYNESS:
    default:
      if (severity == AFT_SEVERITY_UNSET)
        return g_strdup (_ ("dryness not recorded"));
      /* Translators: within a sentence: a score of 0 to 4 and its name, "dryness 2, mild" */
      return g_strdup_printf (_ ("dryness %d, %s"), severity, word);
    }
}

static char *
format_symptom (const AftTrendsView *view, AftSymptom symptom, guint day)
{
  g_autofree char *value = format_value (symptom, aft_trends_view_get_value (view, symptom, day));
  g_autofree char *earlier =
      aft_trends_words_earlier (aft_trends_view_get_spread (view, symptom, day));

  if (*earlier == '\0')
    return g_steal_pointer (&value);

  /* Translators: a value of this recovery and those of the earlier ones: "redness 2, mild; earlier
   * 1 to 2" */
  return g_strdup_printf (_ ("%s; %s"), value, earlier);
}

/**
 * aft_trends_words_value:
 * @severity: 0 to 4, or %AFT_SEVERITY_UNSET
 *
 * Returns: "2, mild"; "not recorded"
 */
char *
aft_trends_words_value (int severity)
{
  if (severity == AFT_SEVERITY_UNSET)
    return g_strdup (aft_words_severity (severity));

  /* Translators: a score of 0 to 4 and its name: "2, mild" */
  return g_strdup_printf (_ ("%d, %s"), severity, aft_words_severity (severity));
}

/**
 * aft_trends_words_earlier:
 * @spread: the values of earlier recoveries
 *
 * Returns: "earlier 1 to 2", "earlier 1"; "" if there are none
 */
char *
aft_trends_words_earlier (const AftTrendsSpread *spread)
{
  g_return_val_if_fail (spread != NULL, NULL);

  if (spread->count == 0)
    return g_strdup ("");
  if (spread->low == spread->high)
    /* Translators: the score of earlier recoveries on the same day: "earlier 1" */
    return g_strdup_printf (_ ("earlier %d"), spread->low);

  /* Translators: the scores of earlier recoveries on the same day: "earlier 1 to 2" */
  return g_strdup_printf (_ ("earlier %d to %d"), spread->low, spread->high);
}

/**
 * aft_trends_words_day:
 * @view: the recovery that is shown
 * @day: days since the session, below n_days
 * @symptoms: bits 1 << #AftSymptom
 *
 * Returns: "Day 3: redness 2, mild; earlier 1 to 2 · dryness 0, none; earlier 0"
 */
char *
aft_trends_words_day (const AftTrendsView *view, guint day, guint symptoms)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (view != NULL, NULL);

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      g_autofree char *part = NULL;

      if ((symptoms & (1u << s)) == 0)
        continue;

      part = format_symptom (view, (AftSymptom) s, day);
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, part);
    }

  if (text->len == 0)
    /* Translators: %u: days since the session */
    return g_strdup_printf (_ ("Day %u"), day);

  /* Translators: %u: days since the session; %s: what was recorded, "redness 2, mild; earlier 1" */
  return g_strdup_printf (_ ("Day %u: %s"), day, text->str);
}

/**
 * aft_trends_words_heading:
 * @day: days since the session
 * @today: the person's day
 *
 * Returns: "Day 3, Saturday 22 November", with the year unless it is this year
 */
char *
aft_trends_words_heading (const AftTrendsView *view, guint day, AftDay today)
{
  g_autofree char *date = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  date = aft_words_day_heading (aft_trends_view_get_recovery (view)->day + day, today);

  /* Translators: %u: days since the session; %s: the day, such as "Saturday 22 November" */
  return g_strdup_printf (_ ("Day %u, %s"), day, date);
}

/**
 * aft_trends_words_caption:
 * @symptoms: the symptoms that are shown: bits 1 << #AftSymptom
 *
 * Returns: how the earlier recoveries are drawn, as sentences
 */
char *
aft_trends_words_caption (const AftTrendsView *view, guint symptoms)
{
  guint n_band = 0;
  guint n_lines = 0;
  g_autofree char *band = NULL;
  g_autofree char *lines = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if ((symptoms & (1u << s)) == 0)
        continue;
      if (aft_trends_view_has_band (view, (AftSymptom) s))
        n_band = MAX (n_band, view->n_earlier[s]);
      else
        n_lines = MAX (n_lines, view->n_earlier[s]);
    }

  if (symptoms == 0)
    return g_strdup (_ ("Choose a symptom to see it."));
  if (n_band == 0 && n_lines == 0)
    return g_strdup (_ ("There is no earlier recovery to compare with yet."));

  if (n_band > 0)
    band = g_strdup_printf (
        ngettext (
            /* Translators: %u is 5 or more; chart legend */
            "Bold: this recovery. Shaded: the middle half of %u earlier recovery, with its median as a thin line.",
            "Bold: this recovery. Shaded: the middle half of %u earlier recoveries, with their median as a thin line.",
            n_band),
        n_band);
  if (n_lines > 0)
    lines = g_strdup_printf (
        /* Translators: %u is 1 to 4; chart legend */
        ngettext ("Bold: this recovery. Thin: %u earlier recovery.",
                  "Bold: this recovery. Thin: %u earlier recoveries.", n_lines),
        n_lines);

  return g_strdup (band != NULL ? band : lines);
}

/**
 * aft_trends_words_title:
 *
 * Returns: "Recovery after Wednesday 19 November 2026", for a picture that leaves the program
 */
char *
aft_trends_words_title (const AftTrendsView *view)
{
  g_autofree char *date = NULL;

  g_return_val_if_fail (view != NULL, NULL);

  date = aft_words_day_long (aft_trends_view_get_recovery (view)->day);

  /* Translators: the title of a picture; %s is the day of the session in full */
  return g_strdup_printf (_ ("Recovery after the session on %s"), date);
}

/**
 * aft_trends_words_recovery:
 * @today: the person's day
 *
 * Returns: "Wed 19 Nov (current)"; "Wed 5 Nov, at home"
 */
char *
aft_trends_words_recovery (const AftTrends *trends, guint index, AftDay today)
{
  const AftTrendsRecovery *recovery;
  g_autofree char *date = NULL;

  g_return_val_if_fail (trends != NULL, NULL);
  g_return_val_if_fail (index < trends->recoveries->len, NULL);

  recovery = g_ptr_array_index (trends->recoveries, index);
  date = aft_words_day (recovery->day, today);

  if (index + 1 == trends->recoveries->len)
    /* Translators: the latest of the recoveries to choose from; %s: the day of the session,
       "Wed 19 Nov" */
    return g_strdup_printf (_ ("%s (current)"), date);
  if (recovery->session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
    /* Translators: a choice of recoveries; %s: the day of the session, "Wed 5 Nov" */
    return g_strdup_printf (_ ("%s, at a clinic"), date);

  /* Translators: a choice of recoveries; %s: the day of the session, "Wed 5 Nov" */
  return g_strdup_printf (_ ("%s, at home"), date);
}

/**
 * aft_trends_words_calendar:
 * @day: a day of the calendar
 * @found: (nullable): its sessions and values
 * @today: the person's day
 *
 * Returns: "Monday 24 November: redness 2, mild; session at home"; only the day if it has neither
 */
char *
aft_trends_words_calendar (AftDay day, const AftTrendsDay *found, AftDay today)
{
  g_autofree char *date = aft_words_day_heading (day, today);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (day == today)
    {
      /* Translators: %s: a day, "Monday 24 November" */
      char *with_today = g_strdup_printf (_ ("Today, %s"), date);

      g_free (date);
      date = with_today;
    }
  if (found == NULL)
    return g_steal_pointer (&date);

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if (found->peak[s] != AFT_SEVERITY_UNSET)
        g_ptr_array_add (parts, format_value ((AftSymptom) s, found->peak[s]));
    }
  if (found->n_home > 0)
    g_ptr_array_add (
        parts, g_strdup_printf (ngettext ("session at home", "%u sessions at home", found->n_home),
                                found->n_home));
  if (found->n_office > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("session at a clinic",
                                                       "%u sessions at a clinic", found->n_office),
                                             found->n_office));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv ("; ", (char **) parts->pdata);

  /* Translators: a day and what happened on it: "Monday 24 November: redness 2, mild; session at
   * home" */
  return g_strdup_printf (_ ("%s: %s"), date, text);
}
