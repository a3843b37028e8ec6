/* aft-own-scores.h: scores on scales of the person's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char scale[37]; /* UUID in lower case */
  int  score;     /* 0 to AFT_SEVERITY_MAX */
} AftOwnScore;

GArray  *aft_own_scores_new   (void);
gboolean aft_own_scores_set   (GArray       *self,
                               const char   *scale,
                               int           score);
gboolean aft_own_scores_equal (const GArray *a,
                               const GArray *b);

G_END_DECLS
