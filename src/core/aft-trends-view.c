/* aft-trends-view.c: one recovery beside the earlier ones, for chart and table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-trends-view.h"

/* At least a week, so that the first days don't look like a whole recovery. */
#define N_DAYS_MIN 8
/* Earlier recoveries extend the axis to four weeks at most, this one as far as it has values. */
#define N_DAYS_EARLIER 29

/**
 * aft_trends_view_new:
 * @trends: the trends; a reference is kept
 * @index: the recovery to show
 *
 * Returns: (transfer full): the view
 */
AftTrendsView *
aft_trends_view_new (AftTrends *trends, guint index)
{
  AftTrendsView *self;
  const AftTrendsRecovery *recovery;

  g_return_val_if_fail (trends != NULL, NULL);
  g_return_val_if_fail (index < trends->recoveries->len, NULL);

  self = g_new0 (AftTrendsView, 1);
  self->trends = aft_trends_ref (trends);
  self->index = index;

  recovery = aft_trends_view_get_recovery (self);
  self->last_day = (int) recovery->n_days - 1;
  self->n_days = MAX (N_DAYS_MIN, recovery->n_days);
  for (guint i = 0; i < index; i++)
    {
      recovery = g_ptr_array_index (trends->recoveries, i);
      self->n_days = MAX (self->n_days, MIN (recovery->n_days, N_DAYS_EARLIER));
    }

  self->spreads = g_new (AftTrendsSpread, (gsize) self->n_days * AFT_N_SYMPTOMS);
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      self->n_earlier[s] = aft_trends_count_earlier (trends, index, (AftSymptom) s);
      for (guint day = 0; day < self->n_days; day++)
        self->spreads[day * AFT_N_SYMPTOMS + s] =
            aft_trends_get_spread (trends, index, (AftSymptom) s, day);
    }

  return self;
}

/**
 * aft_trends_view_free:
 * @self: (transfer full): a view
 */
void
aft_trends_view_free (AftTrendsView *self)
{
  g_return_if_fail (self != NULL);

  aft_trends_unref (self->trends);
  g_free (self->spreads);
  g_free (self);
}

/**
 * aft_trends_view_get_recovery:
 *
 * Returns: (transfer none): the recovery that is shown
 */
const AftTrendsRecovery *
aft_trends_view_get_recovery (const AftTrendsView *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_ptr_array_index (self->trends->recoveries, self->index);
}

/**
 * aft_trends_view_has_band:
 *
 * Returns: whether the earlier recoveries are shown as a band, not one by one
 */
gboolean
aft_trends_view_has_band (const AftTrendsView *self, AftSymptom symptom)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_earlier[symptom] >= AFT_TRENDS_BAND_MIN;
}

/**
 * aft_trends_view_get_value:
 *
 * Returns: the value of a day of this recovery, 0 to 4, or %AFT_SEVERITY_UNSET
 */
int
aft_trends_view_get_value (const AftTrendsView *self, AftSymptom symptom, guint day)
{
  g_return_val_if_fail (self != NULL, AFT_SEVERITY_UNSET);

  return aft_trends_recovery_get_value (aft_trends_view_get_recovery (self), symptom, day);
}

/**
 * aft_trends_view_get_spread:
 * @day: below n_days
 *
 * Returns: (transfer none): the values of earlier recoveries on that day
 */
const AftTrendsSpread *
aft_trends_view_get_spread (const AftTrendsView *self, AftSymptom symptom, guint day)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (day < self->n_days, NULL);

  return &self->spreads[day * AFT_N_SYMPTOMS + symptom];
}
