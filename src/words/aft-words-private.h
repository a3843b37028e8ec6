/* aft-words-private.h: what the files of this folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-config.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

G_BEGIN_DECLS

char     *aft_words_since       (gint64             at_us,
                                 gint64             now_us,
                                 GTimeZone         *time_zone);
char     *aft_words_on_day      (AftDay             day,
                                 AftDay             today);
char     *aft_words_rest_source (const AftPlan     *plan);
char     *aft_words_flagged     (const AftPlan     *plan);
char     *aft_words_suggested   (const AftPlan     *plan);
gboolean  aft_words_is_minimum  (const AftPlan     *plan);
char     *aft_words_join        (const char *const *words,
                                 guint              n_words);
/* Where the name of a month is used. */
typedef enum
{
  AFT_MONTH_NAME_WITH_DAY, /* "24 November" */
  AFT_MONTH_NAME_ALONE,    /* "November 2026" */
  AFT_MONTH_NAME_SHORT,    /* "24 Nov" */
  AFT_N_MONTH_NAMES,
} AftMonthName;

const char *aft_words_month    (int          month,
                                AftMonthName name);
const char *aft_words_weekday  (int          weekday,
                                gboolean     in_full);
const char *aft_words_half_day (gboolean     afternoon);
char       *aft_words_number   (double       number);

G_END_DECLS
