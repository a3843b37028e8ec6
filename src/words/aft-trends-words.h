/* aft-trends-words.h: the texts of chart, table and calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All functions return plain text, transfer full.
 */
#pragma once

#include "aft-trends-view.h"

G_BEGIN_DECLS

char *aft_trends_words_value    (int                    severity);
char *aft_trends_words_earlier  (const AftTrendsSpread *spread);
char *aft_trends_words_day      (const AftTrendsView   *view,
                                 guint                  day,
                                 guint                  symptoms);
char *aft_trends_words_heading  (const AftTrendsView   *view,
                                 guint                  day,
                                 AftDay                 today);
char *aft_trends_words_caption  (const AftTrendsView   *view,
                                 guint                  symptoms);
char *aft_trends_words_title    (const AftTrendsView   *view);
char *aft_trends_words_recovery (const AftTrends       *trends,
                                 guint                  index,
                                 AftDay                 today);
char *aft_trends_words_calendar (AftDay                 day,
                                 const AftTrendsDay    *found,
                                 AftDay                 today);

G_END_DECLS
