/* aft-import-file.h: a diary in a file of the person's: JSON, a zip with one in it, or a diary.db
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json.h"

G_BEGIN_DECLS

typedef struct _AftImportFile AftImportFile;

/* Looks what it is, and finds the diary in it. */
AftImportFile *aft_import_file_open       (const char     *diary_path,
                                           GFile          *file,
                                           GCancellable   *cancellable,
                                           GError        **error);
void           aft_import_file_free       (AftImportFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftImportFile, aft_import_file_free)
/* Reads and stages it, as aft_json_import_new() does. */
AftJsonImport *aft_import_file_stage      (AftImportFile  *self,
                                           AftDb          *db,
                                           gint64          now_us,
                                           AftProgress    *progress,
                                           GCancellable   *cancellable,
                                           GError        **error);
/* (transfer full): a diary of its own with what is in it, to be compared with the present one;
 * aft_scratch_remove() takes it away. */
char          *aft_import_file_to_scratch (AftImportFile  *self,
                                           gint64          now_us,
                                           GCancellable   *cancellable,
                                           GError        **error);

G_END_DECLS
