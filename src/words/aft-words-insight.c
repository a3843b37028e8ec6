/* aft-words-insight.c: how this recovery compares with the last ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/**
 * aft_words_insight:
 * @insight: from aft_insight_find()
 *
 * Returns: (transfer full) (nullable): one sentence; NULL if there is nothing to compare
 */
char *
aft_words_insight (const AftInsight *insight)
{
  g_return_val_if_fail (insight != NULL, NULL);

  switch (insight->kind)
    {
    case AFT_INSIGHT_CALMER:
      /* Translators: how the skin is on this day since the session. The first %u is 3 or 4, the
       * second 0 to 7: "Calmer than your last 4 recoveries on day 3." */
      return g_strdup_printf (_ ("Calmer than your last %u recoveries on day %u."),
                              insight->n_earlier, insight->day);

    case AFT_INSIGHT_SIMILAR:
      /* Translators: how the skin is on this day since the session. The first %u is 3 or 4, the
       * second 0 to 7 */
      return g_strdup_printf (_ ("Much like your last %u recoveries on day %u."),
                              insight->n_earlier, insight->day);

    case AFT_INSIGHT_STRONGER:
      /* Translators: how the skin is on this day since the session. The first %u is 3 or 4, the
       * second 0 to 7 */
      return g_strdup_printf (_ ("Less calm than your last %u recoveries on day %u."),
                              insight->n_earlier, insight->day);

    case AFT_INSIGHT_NONE:
    default:
      return NULL;
    }
}

static const char *
get_symptom (AftSymptom symptom)
{
  switch (symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      return C_ ("symptom", "redness");
    case AFT_SYMPTOM_TINGLING:
      return C_ ("symptom", "tingling");
    case AFT_SYMPTOM_DRYNESS:
      return C_ ("symptom", "dryness");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_insight_source:
 * @insight: from aft_insight_find()
 *
 * Returns: (transfer full) (nullable): the figures of the diary that were compared; NULL if there
 *   are none
 */
char *
aft_words_insight_source (const AftInsight *insight)
{
  const char *symptoms[AFT_N_SYMPTOMS] = { NULL };
  char *sums[AFT_INSIGHT_EARLIER_MAX] = { NULL };
  g_autofree char *compared = NULL;
  g_autofree char *before = NULL;
  char *text;
  guint n_symptoms = 0;

  g_return_val_if_fail (insight != NULL, NULL);

  if (insight->kind == AFT_INSIGHT_NONE)
    return NULL;

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if ((insight->symptoms & (1u << s)) != 0)
        symptoms[n_symptoms++] = get_symptom ((AftSymptom) s);
    }
  for (guint i = 0; i < insight->n_earlier; i++)
    sums[i] = g_strdup_printf ("%d", insight->earlier[i]);

  compared = aft_words_join (symptoms, n_symptoms);
  before = aft_words_join ((const char *const *) sums, insight->n_earlier);

  if (n_symptoms > 1)
    text = g_strdup_printf (
        /* Translators: %s: "redness, tingling and dryness"; a day since the session; their sum;
           then "4, 6, 3 and 4" */
        _ ("From your own diary: %s on day %u add up to %d now. Earlier totals, latest first: %s."),
        compared, insight->day, insight->value, before);
  else
    /* Translators: %s: "redness"; a day since the session; its score; then "1, 2, 1 and 2" */
    text = g_strdup_printf (
        _ ("From your own diary: %s on day %u is %d now. Earlier scores, latest first: %s."),
        compared, insight->day, insight->value, before);

  for (guint i = 0; i < insight->n_earlier; i++)
    g_free (sums[i]);

  return text;
}
