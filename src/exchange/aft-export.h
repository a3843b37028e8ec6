/* aft-export.h: exports the diary as a file of any supported format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-progress.h"
#include "aft-report.h"

G_BEGIN_DECLS

#define AFT_EXPORT_ERROR (aft_export_error_quark ())
typedef enum
{
  AFT_EXPORT_ERROR_FORMAT,  /* no format has that name or extension */
  AFT_EXPORT_ERROR_NOTHING, /* there is nothing to write in that format */
} AftExportError;
GQuark aft_export_error_quark (void);

typedef enum
{
  AFT_EXPORT_JSON,         /* the whole diary, which can be imported */
  AFT_EXPORT_CSV,          /* both tables, each in its own file */
  AFT_EXPORT_CSV_SESSIONS,
  AFT_EXPORT_CSV_NOTES,
  AFT_EXPORT_ICS,          /* future dates, for a calendar */
  AFT_EXPORT_PDF,          /* the report for a clinician */
} AftExportFormat;
#define AFT_N_EXPORT_FORMATS 6

/**
 * AftExport:
 * @db: the diary
 * @format: the format
 * @now_us: the present time, microseconds since 1970 UTC
 * @preferences: what the person has set
 * @time_zone: where the person is
 * @range: for %AFT_EXPORT_PDF only
 * @progress: (nullable): receives the progress
 *
 * What to export; owns none of it.
 */
typedef struct
{
  AftDb                *db;
  AftExportFormat       format;
  gint64                now_us;
  const AftPreferences *preferences;
  GTimeZone            *time_zone;
  AftReportRange        range;
  AftProgress          *progress;
} AftExport;

const char *aft_export_format_to_token   (AftExportFormat   format);
gboolean    aft_export_format_from_token (const char       *token,
                                          AftExportFormat  *format,
                                          GError          **error);
gboolean    aft_export_format_from_name  (const char       *name,
                                          AftExportFormat  *format,
                                          GError          **error);
char       *aft_export_default_name      (AftExportFormat   format,
                                          AftDay            day);
GPtrArray  *aft_export_list_files        (AftExportFormat   format,
                                          GFile            *file);
char       *aft_export_get_remark        (const AftExport  *self);
gboolean    aft_export_to_stream         (const AftExport  *self,
                                          GOutputStream    *stream,
                                          GCancellable     *cancellable,
                                          GError          **error);
gboolean    aft_export_to_file           (const AftExport  *self,
                                          GFile            *file,
                                          GCancellable     *cancellable,
                                          GError          **error);

G_END_DECLS
