/* aft-export.h: the diary into a file of any kind that it can be written as
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
  AFT_EXPORT_ERROR_FORMAT,  /* the name or the word does not say what to write */
  AFT_EXPORT_ERROR_NOTHING, /* there is nothing that could be written so */
} AftExportError;
GQuark aft_export_error_quark (void);

typedef enum
{
  AFT_EXPORT_JSON,         /* the whole diary, to be imported again */
  AFT_EXPORT_CSV,          /* both tables, each in its own file */
  AFT_EXPORT_CSV_SESSIONS,
  AFT_EXPORT_CSV_NOTES,
  AFT_EXPORT_ICS,          /* the dates ahead, for a calendar */
  AFT_EXPORT_PDF,          /* the report for a clinician */
} AftExportFormat;
#define AFT_N_EXPORT_FORMATS 6

/**
 * AftExport:
 * @db: the diary
 * @format: as what
 * @now_us: the present instant
 * @preferences: what the person set
 * @time_zone: where the person is
 * @range: of %AFT_EXPORT_PDF; not read for others
 * @progress: (nullable): told how far it is
 *
 * What is to be exported; nothing of it is owned.
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

const char *aft_export_format_to_token   (AftExportFormat    format);
gboolean    aft_export_format_from_token (const char        *token,
                                          AftExportFormat   *format,
                                          GError           **error);
gboolean    aft_export_format_from_name  (const char        *name,
                                          AftExportFormat   *format,
                                          GError           **error);
char       *aft_export_default_name      (AftExportFormat    format,
                                          AftDay             day);
GPtrArray  *aft_export_list_files        (AftExportFormat    format,
                                          GFile             *file);
char       *aft_export_get_remark        (const AftExport   *self);
gboolean    aft_export_to_stream         (const AftExport   *self,
                                          GOutputStream     *stream,
                                          GCancellable      *cancellable,
                                          GError           **error);
gboolean    aft_export_to_file           (const AftExport   *self,
                                          GFile             *file,
                                          GCancellable      *cancellable,
                                          GError           **error);

G_END_DECLS
