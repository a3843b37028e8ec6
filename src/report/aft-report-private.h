/* aft-report-private.h: what the files of the report share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-report.h"
#include "aft-trends-view.h"

G_BEGIN_DECLS

struct _AftReport
{
  AftReportRange range;
  AftPreferences preferences;
  GTimeZone     *time_zone;
  gint64         now_us;
  GPtrArray     *sessions;    /* AftSession, oldest first */
  GPtrArray     *notes;       /* AftSkinNote, oldest first */
  AftTrends     *trends;      /* of these only */
  AftTrendsView *view;        /* what the chart shows; NULL without one, or before the layout */
  GCancellable  *cancellable; /* while reading */
};

G_END_DECLS
