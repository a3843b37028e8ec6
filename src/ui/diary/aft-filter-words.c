/* aft-filter-words.c: the conditions of a filter, as a person reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-filter-words.h"

#include <glib/gi18n-lib.h>

#include "aft-text.h"
#include "aft-words.h"

static char *
describe_flags (AftFlags flags)
{
  g_autofree char *words = NULL;

  if (flags == AFT_FLAGS_ALL)
    return g_strdup (_ ("Any warning sign"));
  words = aft_words_flags (flags);

  return aft_text_capitalize (words);
}

static char *
describe_symptom (AftSymptom symptom, int severity)
{
  if (severity >= AFT_SEVERITY_MAX)
    return aft_words_symptom_value (symptom, severity);

  /* Translators: %1$s is "Redness", "Tingling" or "Dryness", %2$d a score from 1 to 3 */
  return g_strdup_printf (_ ("%1$s %2$d or more"), aft_words_symptom (symptom), severity);
}

/**
 * aft_filter_words_condition:
 *
 * Returns: (transfer full) (nullable): "Redness 2 or more"; %NULL if @filter doesn't have it
 */
char *
aft_filter_words_condition (const AftFilter *filter, AftFilterCondition condition)
{
  g_autofree char *day = NULL;

  switch (condition)
    {
    case AFT_FILTER_FLAGS:
      return filter->flags != AFT_FLAG_NONE ? describe_flags (filter->flags) : NULL;

    case AFT_FILTER_SETTING:
      return filter->has_place ? g_strdup (aft_words_place_of_treatment (filter->place)) : NULL;

    case AFT_FILTER_FROM:
      if (filter->from == AFT_DAY_NONE)
        return NULL;
      day = aft_words_day_long (filter->from);
      /* Translators: %s is a date, "Monday 24 November 2026" */
      return g_strdup_printf (_ ("From %s"), day);

    case AFT_FILTER_TO:
      if (filter->to == AFT_DAY_NONE)
        return NULL;
      day = aft_words_day_long (filter->to);
      /* Translators: %s is a date, "Monday 24 November 2026" */
      return g_strdup_printf (_ ("Until %s"), day);

    case AFT_N_FILTER_CONDITIONS:
    default:
      return filter->severity[condition] > 0
                 ? describe_symptom ((AftSymptom) condition, filter->severity[condition])
                 : NULL;
    }
}

/** aft_filter_clear_condition: removes one condition from @filter. */
void
aft_filter_clear_condition (AftFilter *filter, AftFilterCondition condition)
{
  switch (condition)
    {
    case AFT_FILTER_FLAGS:
      filter->flags = AFT_FLAG_NONE;
      break;

    case AFT_FILTER_SETTING:
      filter->has_place = FALSE;
      break;

    case AFT_FILTER_FROM:
      filter->from = AFT_DAY_NONE;
      break;

    case AFT_FILTER_TO:
      filter->to = AFT_DAY_NONE;
      break;

    case AFT_N_FILTER_CONDITIONS:
    default:
      filter->severity[condition] = 0;
    }
}

/**
 * aft_filter_words_found:
 *
 * Returns: (transfer full): "3 check-ins · 1 session"
 */
char *
aft_filter_words_found (guint n_notes, guint n_sessions)
{
  g_autofree char *notes =
      g_strdup_printf (ngettext ("%u check-in", "%u check-ins", n_notes), n_notes);
  g_autofree char *sessions =
      g_strdup_printf (ngettext ("%u session", "%u sessions", n_sessions), n_sessions);

  if (n_sessions == 0)
    return g_steal_pointer (&notes);
  if (n_notes == 0)
    return g_steal_pointer (&sessions);

  return g_strconcat (notes, " · ", sessions, NULL);
}

static gboolean
has_words (const AftFilter *filter)
{
  return filter->text != NULL && *filter->text != '\0';
}

/**
 * aft_filter_words_nothing:
 *
 * Returns: (transfer none): why nothing is found with @filter, which is not empty
 */
const char *
aft_filter_words_nothing (const AftFilter *filter)
{
  if (!aft_filter_has_conditions (filter))
    return _ ("No entries contain these words.");
  if (!has_words (filter))
    return _ ("No entries match these filters.");

  return _ ("No entries match these words and filters.");
}

/**
 * aft_filter_words_clear:
 *
 * Returns: (transfer none): the label of the button that clears @filter
 */
const char *
aft_filter_words_clear (const AftFilter *filter)
{
  if (!has_words (filter))
    return _ ("Clear Filters");

  /* Translators: a button; it empties what was typed to search for, and the filters with it */
  return _ ("Clear Search");
}
