/* aft-trends.c: how the skin was after each session, day by day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-trends.h"

#include "aft-check.h"

#define N_SCORES (AFT_SEVERITY_MAX + 1)

G_DEFINE_BOXED_TYPE (AftTrends, aft_trends, aft_trends_ref, aft_trends_unref)

/* The values of one day, by symptom. */
typedef struct
{
  gint8 severity[AFT_N_SYMPTOMS];
} Values;

static void
recovery_free (gpointer data)
{
  AftTrendsRecovery *self = data;

  aft_session_unref (self->session);
  g_array_unref (self->values);
  g_free (self);
}

static AftTrendsRecovery *
recovery_new (AftSession *session, AftDay day)
{
  AftTrendsRecovery *self = g_new0 (AftTrendsRecovery, 1);

  self->session = aft_session_ref (session);
  self->day = day;
  self->values = g_array_new (FALSE, FALSE, sizeof (Values));

  return self;
}

static void
recovery_add (AftTrendsRecovery *self, const AftTrendsValue *note)
{
  /* When travelling, a note can be of the day before the session that it follows. */
  guint day = note->day > self->day ? note->day - self->day : 0;
  Values *values;

  if (day > AFT_TRENDS_DAY_MAX)
    return;

  while (self->values->len <= day)
    {
      Values none = { { AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET } };

      g_array_append_val (self->values, none);
    }
  self->n_days = self->values->len;

  values = &g_array_index (self->values, Values, day);
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    values->severity[s] = MAX (values->severity[s], note->severity[s]);
}

/* The recovery of the last session that had ended when the note was taken. */
static AftTrendsRecovery *
find_recovery (GPtrArray *recoveries, const AftTrendsValue *note)
{
  guint from = 0;
  guint to = recoveries->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      AftTrendsRecovery *recovery = g_ptr_array_index (recoveries, middle);

      if (recovery->session->ended_at_us <= note->noted_at_us)
        from = middle + 1;
      else
        to = middle;
    }

  return from > 0 ? g_ptr_array_index (recoveries, from - 1) : NULL;
}

static gboolean
has_value (const AftTrendsValue *note)
{
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if (note->severity[s] != AFT_SEVERITY_UNSET)
        return TRUE;
    }

  return FALSE;
}

static AftTrendsDay *
ensure_day (GHashTable *days, AftDay day)
{
  AftTrendsDay *found = g_hash_table_lookup (days, GUINT_TO_POINTER (day));

  if (found == NULL)
    {
      found = g_new0 (AftTrendsDay, 1);
      found->day = day;
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        found->peak[s] = AFT_SEVERITY_UNSET;
      g_hash_table_insert (days, GUINT_TO_POINTER (day), found);
    }

  return found;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  AftDay left = ((const AftTrendsDay *) a)->day;
  AftDay right = ((const AftTrendsDay *) b)->day;

  return left < right ? -1 : left > right;
}

static void
clear_trends (gpointer data)
{
  AftTrends *self = data;

  g_ptr_array_unref (self->recoveries);
  g_array_unref (self->days);
}

/**
 * aft_trends_new:
 * @sessions: (element-type AftSession): all sessions in any order; not changed
 * @notes: (element-type AftSkinNote): all notes in any order; not changed
 * @day_start_minutes: when the person's day starts, minutes after midnight
 * @now_us: the present time; skips what is later (rule 8)
 *
 * A note belongs to the last session that had ended when it was taken. The value of a day is its
 * highest (rule 8). Notes from before the first session, or from more than %AFT_TRENDS_DAY_MAX days
 * after one, are only in the calendar.
 *
 * Takes time in proportion to the diary. May be called from any thread.
 *
 * Returns: (transfer full): the trends
 */
AftTrends *
aft_trends_new (GPtrArray *sessions, GPtrArray *notes, int day_start_minutes, gint64 now_us)
{
  g_autoptr (GArray) values = NULL;

  g_return_val_if_fail (notes != NULL, NULL);

  values = g_array_sized_new (FALSE, FALSE, sizeof (AftTrendsValue), notes->len);
  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *note = g_ptr_array_index (notes, i);
      AftTrendsValue value = { note->noted_at_us, note->day, { 0 } };

      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        value.severity[s] = (gint8) note->severity[s];
      g_array_append_val (values, value);
    }

  return aft_trends_new_from_values (sessions, values, day_start_minutes, now_us);
}

/**
 * aft_trends_new_from_values:
 * @sessions: (element-type AftSession): all sessions in any order; not changed
 * @values: (element-type AftTrendsValue): one for each note, in any order; not changed
 * @day_start_minutes: as for aft_trends_new()
 * @now_us: as for aft_trends_new()
 *
 * Like aft_trends_new(), without the notes themselves.
 *
 * Returns: (transfer full): the trends
 */
AftTrends *
aft_trends_new_from_values (GPtrArray *sessions,
                            GArray *values,
                            int day_start_minutes,
                            gint64 now_us)
{
  AftTrends *self;
  gint64 limit_us = aft_check_get_limit (now_us);
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GHashTable) days = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer day;

  g_return_val_if_fail (sessions != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  self = g_atomic_rc_box_new0 (AftTrends);
  self->recoveries = g_ptr_array_new_with_free_func (recovery_free);
  self->days = g_array_new (FALSE, FALSE, sizeof (AftTrendsDay));

  sorted = g_ptr_array_new ();
  g_ptr_array_extend (sorted, sessions, NULL, NULL);
  g_ptr_array_sort (sorted, aft_session_compare);
  for (guint i = 0; i < sorted->len; i++)
    {
      AftSession *session = g_ptr_array_index (sorted, i);
      AftDay its_day = aft_session_get_day (session, day_start_minutes);
      AftTrendsDay *touched;

      if (session->ended_at_us > limit_us)
        break;

      touched = ensure_day (days, its_day);
      if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
        touched->n_office++;
      else
        touched->n_home++;
      g_ptr_array_add (self->recoveries, recovery_new (session, its_day));
    }

  for (guint i = 0; i < values->len; i++)
    {
      const AftTrendsValue *note = &g_array_index (values, AftTrendsValue, i);
      AftTrendsRecovery *recovery;
      AftTrendsDay *touched;

      if (note->day == AFT_DAY_NONE || note->noted_at_us > limit_us || !has_value (note))
        continue;

      touched = ensure_day (days, note->day);
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        touched->peak[s] = MAX (touched->peak[s], note->severity[s]);

      recovery = find_recovery (self->recoveries, note);
      if (recovery != NULL)
        recovery_add (recovery, note);
    }

  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    g_array_append_vals (self->days, day, 1);
  g_array_sort (self->days, compare_days);

  return self;
}

/**
 * aft_trends_ref:
 * @self: trends
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
AftTrends *
aft_trends_ref (AftTrends *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * aft_trends_unref:
 * @self: (transfer full): trends
 *
 * May be called from any thread.
 */
void
aft_trends_unref (AftTrends *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_trends);
}

/**
 * aft_trends_count_earlier:
 * @self: trends
 * @index: a recovery, from 0
 * @symptom: a symptom
 *
 * Returns: how many earlier recoveries recorded the symptom at least once. Below
 *   %AFT_TRENDS_BAND_MIN they are better shown one by one
 */
guint
aft_trends_count_earlier (const AftTrends *self, guint index, AftSymptom symptom)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (index < self->recoveries->len, 0);

  for (guint i = 0; i < index; i++)
    {
      const AftTrendsRecovery *recovery = g_ptr_array_index (self->recoveries, i);

      for (guint day = 0; day < recovery->n_days; day++)
        {
          if (aft_trends_recovery_get_value (recovery, symptom, day) != AFT_SEVERITY_UNSET)
            {
              count++;
              break;
            }
        }
    }

  return count;
}

/* The value below which @quarters of all values are; ranks count from 1. */
static int
get_quantile (const guint counts[N_SCORES], guint n, guint quarters)
{
  guint rank = (n * quarters + 3) / 4;
  guint below = 0;

  for (int score = 0; score < N_SCORES; score++)
    {
      below += counts[score];
      if (below >= rank)
        return score;
    }

  return AFT_SEVERITY_MAX;
}

/**
 * aft_trends_get_spread:
 * @self: trends
 * @index: a recovery, from 0
 * @symptom: a symptom
 * @day: days since the session, 0 to %AFT_TRENDS_DAY_MAX
 *
 * Returns: the values of earlier recoveries on the same day after their sessions
 */
AftTrendsSpread
aft_trends_get_spread (const AftTrends *self, guint index, AftSymptom symptom, guint day)
{
  AftTrendsSpread spread = { 0, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET, AFT_SEVERITY_UNSET };
  guint counts[N_SCORES] = { 0 };

  g_return_val_if_fail (self != NULL, spread);
  g_return_val_if_fail (index < self->recoveries->len, spread);

  for (guint i = 0; i < index; i++)
    {
      int value =
          aft_trends_recovery_get_value (g_ptr_array_index (self->recoveries, i), symptom, day);

      if (value < 0 || value > AFT_SEVERITY_MAX)
        continue;

      counts[value]++;
      spread.count++;
      spread.low = spread.count == 1 ? value : MIN (spread.low, value);
      spread.high = MAX (spread.high, value);
    }

  if (spread.count == 0)
    return spread;

  spread.median = get_quantile (counts, spread.count, 2);
  if (spread.count >= AFT_TRENDS_BAND_MIN)
    {
      spread.low = get_quantile (counts, spread.count, 1);
      spread.high = get_quantile (counts, spread.count, 3);
    }

  return spread;
}

/**
 * aft_trends_find_day:
 * @self: trends
 * @day: a day of the calendar
 *
 * Returns: (transfer none) (nullable): its sessions and values; NULL if it has neither
 */
const AftTrendsDay *
aft_trends_find_day (const AftTrends *self, AftDay day)
{
  AftTrendsDay key = { .day = day };
  guint found = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (!g_array_binary_search (self->days, &key, compare_days, &found))
    return NULL;

  return &g_array_index (self->days, AftTrendsDay, found);
}

/**
 * aft_trends_recovery_get_value:
 * @self: a recovery
 * @symptom: a symptom
 * @day: days since the session
 *
 * Returns: the highest value of that day, 0 to 4, or %AFT_SEVERITY_UNSET
 */
int
aft_trends_recovery_get_value (const AftTrendsRecovery *self, AftSymptom symptom, guint day)
{
  g_return_val_if_fail (self != NULL, AFT_SEVERITY_UNSET);
  g_return_val_if_fail ((guint) symptom < AFT_N_SYMPTOMS, AFT_SEVERITY_UNSET);

  if (day >= self->n_days)
    return AFT_SEVERITY_UNSET;

  return g_array_index (self->values, Values, day).severity[symptom];
}

/**
 * aft_trends_day_get_peak:
 * @self: (nullable): a day
 *
 * Returns: the highest of its values, 0 to 4, or %AFT_SEVERITY_UNSET
 */
int
aft_trends_day_get_peak (const AftTrendsDay *self)
{
  int peak = AFT_SEVERITY_UNSET;

  for (guint s = 0; self != NULL && s < AFT_N_SYMPTOMS; s++)
    peak = MAX (peak, self->peak[s]);

  return peak;
}
