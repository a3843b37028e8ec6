/* aft-insight.c: how this recovery compares with the last ones, in one word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-insight.h"

#include "aft-guidance.h"

/* Finds which symptoms the recovery has a value for on @day, and adds up the values. */
static guint
add_up (const AftTrendsRecovery *recovery, guint day, guint mask, int *sum)
{
  guint symptoms = 0;

  *sum = 0;
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      int value = aft_trends_recovery_get_value (recovery, (AftSymptom) s, day);

      if (value == AFT_SEVERITY_UNSET || (mask & (1u << s)) == 0)
        continue;

      symptoms |= 1u << s;
      *sum += value;
    }

  return symptoms;
}

/**
 * aft_insight_find:
 * @self: (out caller-allocates): where to put what was found
 * @trends: all recoveries; the last one is the current one
 * @recovery_day: the current day of recovery, 0 or more; -1 without a session
 *
 * Compares the latest day of this recovery, if that is today or yesterday, with the same day of the
 * last recoveries. Uses only recoveries after a session in the same place that have a value for
 * each symptom of this day. Compares sums, and only within the person's own diary, because no
 * source says what a difference means. Compares nothing after the week in which symptoms are
 * expected (guide: 3 to 7 days; published: up to 7).
 */
void
aft_insight_find (AftInsight *self, const AftTrends *trends, int recovery_day)
{
  const AftTrendsRecovery *present;
  AftInsight found = { AFT_INSIGHT_NONE };
  int lowest = G_MAXINT;
  int highest = G_MININT;

  g_return_if_fail (self != NULL);
  g_return_if_fail (trends != NULL);

  *self = (AftInsight){ AFT_INSIGHT_NONE };
  if (trends->recoveries->len <= AFT_INSIGHT_EARLIER_MIN || recovery_day < 0)
    return;

  present = g_ptr_array_index (trends->recoveries, trends->recoveries->len - 1);
  if (present->n_days == 0)
    return;

  found.day = present->n_days - 1;
  if (found.day > AFT_DOWNTIME_MAX_DAYS || (int) found.day + 1 < recovery_day)
    return;

  found.symptoms = add_up (present, found.day, G_MAXUINT, &found.value);

  for (guint i = trends->recoveries->len - 1; i > 0 && found.n_earlier < AFT_INSIGHT_EARLIER_MAX;
       i--)
    {
      const AftTrendsRecovery *earlier = g_ptr_array_index (trends->recoveries, i - 1);
      int sum;

      if (earlier->session->place != present->session->place ||
          add_up (earlier, found.day, found.symptoms, &sum) != found.symptoms)
        continue;

      found.earlier[found.n_earlier++] = sum;
      lowest = MIN (lowest, sum);
      highest = MAX (highest, sum);
    }

  if (found.n_earlier < AFT_INSIGHT_EARLIER_MIN)
    return;

  if (found.value < lowest)
    found.kind = AFT_INSIGHT_CALMER;
  else if (found.value > highest)
    found.kind = AFT_INSIGHT_STRONGER;
  else
    found.kind = AFT_INSIGHT_SIMILAR;

  *self = found;
}
