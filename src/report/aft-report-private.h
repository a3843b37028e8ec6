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
  AftTrends     *trends;      /* of these alone */
  AftTrendsView *view;        /* what the picture shows; NULL before it is laid out, or without one */
  GCancellable  *cancellable; /* while reading */
};

G_END_DECLS
