/* aft-trends.h: how the skin was after each session, day by day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session.h"
#include "aft-skin-note.h"

G_BEGIN_DECLS

#define AFT_TYPE_TRENDS (aft_trends_get_type ())

/** The last day after a session that is compared: the longest rest that can be set. */
#define AFT_TRENDS_DAY_MAX 90

/** From this many values on, earlier recoveries are summed up by their quartiles. */
#define AFT_TRENDS_BAND_MIN 5

/**
 * AftTrendsRecovery:
 * @session: the session that it follows
 * @day: the person's day of that session, where they were then
 * @n_days: how many days are known, day 0 included: 0 to %AFT_TRENDS_DAY_MAX + 1; the last of them
 *   has a value
 *
 * One recovery, to be read with aft_trends_recovery_get_value().
 */
typedef struct
{
  AftSession *session;
  AftDay      day;
  guint       n_days;
  /*< private >*/
  GArray     *values;
} AftTrendsRecovery;

/**
 * AftTrendsSpread:
 * @count: how many earlier recoveries have a value on that day
 * @low: the lower quartile from %AFT_TRENDS_BAND_MIN values on, else the lowest value
 * @median: the median; with an even count the lower of the two in the middle
 * @high: the upper quartile from %AFT_TRENDS_BAND_MIN values on, else the highest value
 *
 * The values of earlier recoveries on one day. All are scores that were recorded, 0 to 4, because
 * half of "mild" means nothing: the quartiles are those of the inverse of the distribution (Hyndman
 * and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 1). Without a value, all
 * are %AFT_SEVERITY_UNSET.
 */
typedef struct
{
  guint count;
  int   low;
  int   median;
  int   high;
} AftTrendsSpread;

/**
 * AftTrendsDay:
 * @day: the person's day
 * @peak: by #AftSymptom, the highest value of the day, 0 to 4, or %AFT_SEVERITY_UNSET
 * @n_home: sessions at home on that day
 * @n_office: sessions in a clinic on that day
 *
 * One day of the calendar that has a session or a value.
 */
typedef struct
{
  AftDay day;
  int    peak[AFT_N_SYMPTOMS];
  guint  n_home;
  guint  n_office;
} AftTrendsDay;

/**
 * AftTrends:
 * @recoveries: (element-type AftTrendsRecovery): oldest first, one for each session
 * @days: (element-type AftTrendsDay): each day with a session or a value, oldest first
 *
 * Reference counted (atomically), immutable.
 */
typedef struct
{
  GPtrArray *recoveries;
  GArray    *days;
} AftTrends;

/**
 * AftTrendsValue:
 * @noted_at_us: the instant that it is about
 * @day: the person's day
 * @severity: by #AftSymptom, 0 to 4, or %AFT_SEVERITY_UNSET
 *
 * The fields of a note that trends need; a hundred thousand of them take little memory.
 */
typedef struct
{
  gint64 noted_at_us;
  AftDay day;
  gint8  severity[AFT_N_SYMPTOMS];
} AftTrendsValue;

GType               aft_trends_get_type           (void) G_GNUC_CONST;
AftTrends          *aft_trends_new                (GPtrArray               *sessions,
                                                   GPtrArray               *notes,
                                                   int                      day_start_minutes,
                                                   gint64                   now_us);
AftTrends          *aft_trends_new_from_values    (GPtrArray               *sessions,
                                                   GArray                  *values,
                                                   int                      day_start_minutes,
                                                   gint64                   now_us);
AftTrends          *aft_trends_ref                (AftTrends               *self);
void                aft_trends_unref              (AftTrends               *self);
guint               aft_trends_count_earlier      (const AftTrends         *self,
                                                   guint                    index,
                                                   AftSymptom               symptom);
AftTrendsSpread     aft_trends_get_spread         (const AftTrends         *self,
                                                   guint                    index,
                                                   AftSymptom               symptom,
                                                   guint                    day);
const AftTrendsDay *aft_trends_find_day           (const AftTrends         *self,
                                                   AftDay                   day);
int                 aft_trends_recovery_get_value (const AftTrendsRecovery *self,
                                                   AftSymptom               symptom,
                                                   guint                    day);
int                 aft_trends_day_get_peak       (const AftTrendsDay      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrends, aft_trends_unref)

G_END_DECLS
