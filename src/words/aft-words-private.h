/* aft-words-private.h: what the files of this room share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-config.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

G_BEGIN_DECLS

/* "14:10" on the day of @now_us, else the moment: what follows "since". */
char *aft_words_since       (gint64         at_us,
                             gint64         now_us,
                             GTimeZone     *time_zone);
/* "today", "yesterday", "on Mon 24 Nov": within a sentence. */
char *aft_words_on_day      (AftDay         day,
                             AftDay         today);
/* "You set 14 days of rest ...", or what the clinic said: why the rest ends when it does. */
char *aft_words_rest_source (const AftPlan *plan);
/* "8 hours are over, but you ticked discharge: ask a clinician first" */
char *aft_words_flagged     (const AftPlan *plan);
/* "The 8-hour minimum is over; the guide suggests tomorrow" */
char *aft_words_suggested   (const AftPlan *plan);
/* Is the makeup wait the guide's minimum of 8 hours? */
gboolean aft_words_is_minimum (const AftPlan *plan);
/* "a", "a and b", "a, b and c"; "" for none. Transfer full. */
char *aft_words_join        (const char *const *words,
                             guint          n_words);
/* How the name of a month stands. */
typedef enum
{
  AFT_MONTH_NAME_WITH_DAY, /* "24 November" */
  AFT_MONTH_NAME_ALONE,    /* "November 2026" */
  AFT_MONTH_NAME_SHORT,    /* "24 Nov" */
  AFT_N_MONTH_NAMES,
} AftMonthName;

/* @month: 1 to 12 */
const char *aft_words_month    (int          month,
                                AftMonthName name);
/* @weekday: 1, Monday, to 7 */
const char *aft_words_weekday  (int          weekday,
                                gboolean     in_full);
/* "AM", "PM" */
const char *aft_words_half_day (gboolean     afternoon);
/* A double as a person writes it: no zeros at the end, the locale's decimal point. */
char *aft_words_number      (double         number);

G_END_DECLS
