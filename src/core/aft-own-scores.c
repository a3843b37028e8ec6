/* aft-own-scores.c: scores on scales of the person's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-own-scores.h"

#include <string.h>

/**
 * aft_own_scores_new:
 *
 * Returns: (transfer full) (element-type AftOwnScore): no scores
 */
GArray *
aft_own_scores_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (AftOwnScore));
}

/**
 * aft_own_scores_set:
 * @self: (element-type AftOwnScore): by scale, and of which nobody else holds a reference yet
 * @scale: a UUID in lower case
 * @score: 0 to %AFT_SEVERITY_MAX
 *
 * Adds a score in its place. The first one of a scale stays.
 *
 * Returns: FALSE if @scale has a score already
 */
gboolean
aft_own_scores_set (GArray *self, const char *scale, int score)
{
  AftOwnScore added = { .score = score };
  guint i = 0;
  int order = 1;

  g_return_val_if_fail (self != NULL && scale != NULL, FALSE);

  while (i < self->len && (order = strcmp (g_array_index (self, AftOwnScore, i).scale, scale)) < 0)
    i++;
  if (i < self->len && order == 0)
    return FALSE;

  g_strlcpy (added.scale, scale, sizeof added.scale);
  g_array_insert_val (self, i, added);

  return TRUE;
}

/**
 * aft_own_scores_equal:
 * @a: (nullable) (element-type AftOwnScore): scores by scale; NULL is as good as none
 * @b: (nullable) (element-type AftOwnScore): the same
 *
 * Returns: whether both have the same scores
 */
gboolean
aft_own_scores_equal (const GArray *a, const GArray *b)
{
  guint len = a != NULL ? a->len : 0;

  if (len != (b != NULL ? b->len : 0))
    return FALSE;

  for (guint i = 0; i < len; i++)
    {
      const AftOwnScore *left = &g_array_index (a, AftOwnScore, i);
      const AftOwnScore *right = &g_array_index (b, AftOwnScore, i);

      if (left->score != right->score || strcmp (left->scale, right->scale) != 0)
        return FALSE;
    }

  return TRUE;
}
