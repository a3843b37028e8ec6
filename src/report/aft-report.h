/* aft-report.h: a part of the diary on one to three pages, for a clinician
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-pages.h"

G_BEGIN_DECLS

#define AFT_REPORT_MAX_PAGES 3

/**
 * AftReportRange:
 * @from: the first day
 * @until: the last day, included
 * @without_texts: whether to leave out the person's texts and the clinic's instructions
 */
typedef struct
{
  AftDay   from;
  AftDay   until;
  gboolean without_texts;
} AftReportRange;

typedef struct _AftReport AftReport;

void       aft_report_range_init (AftReportRange        *range,
                                  AftDay                 today);
AftReport *aft_report_new        (AftDb                 *db,
                                  const AftReportRange  *range,
                                  const AftPreferences  *preferences,
                                  GTimeZone             *time_zone,
                                  gint64                 now_us,
                                  GCancellable          *cancellable,
                                  GError               **error);
void       aft_report_free       (AftReport             *self);
gboolean   aft_report_is_empty   (const AftReport       *self);
AftPages  *aft_report_lay_out    (AftReport             *self,
                                  double                 width,
                                  double                 height);
gboolean   aft_report_write_pdf  (AftReport             *self,
                                  GOutputStream         *stream,
                                  GCancellable          *cancellable,
                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReport, aft_report_free)

G_END_DECLS
