/* aft-json.h: the diary as JSON (org.example.Aftercare.diary, version 1), in and out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-progress.h"

G_BEGIN_DECLS

#define AFT_JSON_FORMAT "org.example.Aftercare.diary"
#define AFT_JSON_VERSION 1
/* An import reports all errors at once, up to this many. */
#define AFT_JSON_MAX_ERRORS 20

#define AFT_JSON_ERROR (aft_json_error_quark ())
typedef enum
{
  AFT_JSON_ERROR_SYNTAX,   /* not JSON; the message has line and column */
  AFT_JSON_ERROR_FORMAT,   /* JSON, but not a diary */
  AFT_JSON_ERROR_VERSION,  /* a diary of a newer program */
  AFT_JSON_ERROR_KIND,     /* not a file that is read here; the message names it, and is all there is to say */
  AFT_JSON_ERROR_VALUE,    /* a place and what is wrong there: "skin_notes[12].redness: 7 is not between 0 and 4" */
} AftJsonError;
GQuark   aft_json_error_quark   (void);
/* The errors of an import in one line: the first, "and 3 more"; transfer full. */
char    *aft_json_error_to_line (const GError     *error);

/* Writes the diary to @stream, which is not closed. */
gboolean aft_json_export        (AftDb            *db,
                                 GOutputStream    *stream,
                                 gint64            now_us,
                                 AftProgress      *progress,
                                 GCancellable     *cancellable,
                                 GError          **error);
/* A file that was read and not merged yet: what is new in it can be looked at first. */
typedef struct _AftJsonImport AftJsonImport;
AftJsonImport *aft_json_import_new (AftDb          *db,
                                 GInputStream     *stream,
                                 gint64            now_us,
                                 AftProgress      *progress,
                                 GCancellable     *cancellable,
                                 GError          **error);
/* (transfer full) (nullable): the same of rows that were staged already. @staged: (transfer full) */
AftJsonImport *aft_json_import_new_staged (AftDbImport *staged,
                                 gint64            now_us,
                                 GError          **error);
const AftImportPreview *aft_json_import_get_preview (AftJsonImport *self);
const char *const *aft_json_import_get_warnings (AftJsonImport *self);
gboolean aft_json_import_commit (AftJsonImport    *self,
                                 AftImportCounts  *counts,
                                 GError          **error);
void     aft_json_import_abort  (AftJsonImport    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftJsonImport, aft_json_import_abort)
/* Merges what @stream holds into the diary, all or nothing. @warnings: (out) (optional)
 * (transfer full): strings on unknown keys, one each, sorted by first place; never NULL then. */
gboolean aft_json_import        (AftDb            *db,
                                 GInputStream     *stream,
                                 gint64            now_us,
                                 AftImportCounts  *counts,
                                 GStrv            *warnings,
                                 GCancellable     *cancellable,
                                 GError          **error);
/* The one object of --status --json, with a newline at its end; transfer full. */
char    *aft_json_status        (const AftPlan    *plan);

G_END_DECLS
