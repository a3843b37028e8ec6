/* aft-import-file.h: a diary to import: JSON, a diary.db, or a zip file with either
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json.h"

G_BEGIN_DECLS

typedef struct _AftImportFile AftImportFile;

AftImportFile *aft_import_file_open (const char     *diary_path,
                                     GFile          *file,
                                     GCancellable   *cancellable,
                                     GError        **error);
void           aft_import_file_free (AftImportFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftImportFile, aft_import_file_free)
AftJsonImport *aft_import_file_stage      (AftImportFile  *self,
                                           AftDb          *db,
                                           gint64          now_us,
                                           AftProgress    *progress,
                                           GCancellable   *cancellable,
                                           GError        **error);
char          *aft_import_file_to_scratch (AftImportFile  *self,
                                           gint64          now_us,
                                           GCancellable   *cancellable,
                                           GError        **error);

G_END_DECLS
