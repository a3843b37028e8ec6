/* aft-json-report.h: collects all errors of a file, so that an import can report them at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray   *lines;     /* char *, the first AFT_JSON_MAX_ERRORS errors */
  guint64      n_errors;  /* all of them */
  AftJsonError code;      /* of the first */
  GPtrArray   *warnings;  /* char *, the first AFT_JSON_MAX_ERRORS */
  GHashTable  *warned;    /* the keys that have a warning already */
  GPtrArray   *lacking;   /* char *, the first AFT_JSON_MAX_ERRORS places without a key of version 2 */
} AftJsonReport;

/* Instead of an index: not an element of an array. */
#define AFT_JSON_NO_INDEX G_MAXUINT64

AftJsonReport *aft_json_report_new          (void);
void           aft_json_report_free         (AftJsonReport  *self);
void           aft_json_report_add          (AftJsonReport  *self,
                                             AftJsonError    code,
                                             const char     *format,
                                             ...) G_GNUC_PRINTF (3, 4);
void           aft_json_report_add_error    (AftJsonReport  *self,
                                             const GError   *error);
void           aft_json_report_warn_key     (AftJsonReport  *self,
                                             const char     *array,
                                             guint64         index,
                                             const char     *key);
void           aft_json_report_warn         (AftJsonReport  *self,
                                             const char     *array,
                                             guint64         index,
                                             const char     *field,
                                             const char     *text);
void           aft_json_report_warn_all     (AftJsonReport  *self,
                                             const char     *text);
void           aft_json_report_add_lacking  (AftJsonReport  *self,
                                             const char     *array,
                                             guint64         index,
                                             const char     *key);
void           aft_json_report_refuse_lacking (AftJsonReport *self);
char          *aft_json_report_get_place    (const char     *array,
                                             guint64         index,
                                             const char     *key);
gboolean       aft_json_report_to_error     (AftJsonReport  *self,
                                             GError        **error);
GStrv          aft_json_report_get_warnings (AftJsonReport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftJsonReport, aft_json_report_free)

G_END_DECLS
