/* aft-json.h: imports and exports the diary as JSON (org.example.Aftercare.diary, version 2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-progress.h"

G_BEGIN_DECLS

#define AFT_JSON_FORMAT "org.example.Aftercare.diary"
#define AFT_JSON_VERSION 2
/* The most errors that an import reports at once. */
#define AFT_JSON_MAX_ERRORS 20

#define AFT_JSON_ERROR (aft_json_error_quark ())
typedef enum
{
  AFT_JSON_ERROR_SYNTAX,   /* not JSON; the message has line and column */
  AFT_JSON_ERROR_FORMAT,   /* JSON, but not a diary */
  AFT_JSON_ERROR_VERSION,  /* a diary of a newer program */
  AFT_JSON_ERROR_KIND,     /* not a file that can be imported; the message names it and is a
                            * whole sentence */
  AFT_JSON_ERROR_VALUE,    /* an error in the contents: "skin_notes[12].redness: 7 is not between
                            * 0 and 4" */
} AftJsonError;
GQuark  aft_json_error_quark   (void);
char   *aft_json_error_to_line (const GError *error);

gboolean aft_json_export (AftDb          *db,
                          GOutputStream  *stream,
                          gint64          now_us,
                          AftProgress    *progress,
                          GCancellable   *cancellable,
                          GError        **error);
/* A file that was read but not merged yet, so that a preview can be shown first. */
typedef struct _AftJsonImport AftJsonImport;
AftJsonImport          *aft_json_import_new         (AftDb          *db,
                                                     GInputStream   *stream,
                                                     gint64          now_us,
                                                     AftProgress    *progress,
                                                     GCancellable   *cancellable,
                                                     GError        **error);
AftJsonImport          *aft_json_import_new_staged  (AftDbImport    *staged,
                                                     gint64          now_us,
                                                     GError        **error);
const AftImportPreview *aft_json_import_get_preview (AftJsonImport  *self);
const char *const *aft_json_import_get_warnings (AftJsonImport *self);
gboolean aft_json_import_commit (AftJsonImport    *self,
                                 AftImportCounts  *counts,
                                 GError          **error);
void     aft_json_import_abort  (AftJsonImport    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftJsonImport, aft_json_import_abort)
gboolean  aft_json_import (AftDb            *db,
                           GInputStream     *stream,
                           gint64            now_us,
                           AftImportCounts  *counts,
                           GStrv            *warnings,
                           GCancellable     *cancellable,
                           GError          **error);
char     *aft_json_status (const AftPlan    *plan);
char     *aft_json_sources (void);

G_END_DECLS
