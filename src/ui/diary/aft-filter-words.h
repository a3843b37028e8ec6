/* aft-filter-words.h: the conditions of a filter, as a person reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-search.h"

G_BEGIN_DECLS

/* One condition of a filter; those of the symptoms begin at 0, as AftSymptom does. */
typedef enum
{
  AFT_FILTER_FLAGS = AFT_N_SYMPTOMS,
  AFT_FILTER_SETTING,
  AFT_FILTER_FROM,
  AFT_FILTER_TO,
  AFT_N_FILTER_CONDITIONS,
} AftFilterCondition;

char       *aft_filter_words_condition (const AftFilter *filter, AftFilterCondition condition);
void        aft_filter_clear_condition (AftFilter *filter, AftFilterCondition condition);
char       *aft_filter_words_found     (guint n_notes, guint n_sessions);
const char *aft_filter_words_nothing   (const AftFilter *filter);
const char *aft_filter_words_clear     (const AftFilter *filter);

G_END_DECLS
