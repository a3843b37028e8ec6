/* aft-restore-file.h: merges a diary from a file, or replaces the diary with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

/**
 * AftRestoreFileFunc:
 * @parent: as given to aft_restore_file_run()
 * @busy: whether nothing else can be chosen now
 * @done: whether the diary has changed
 */
typedef void (*AftRestoreFileFunc) (GtkWindow *parent,
                                    gboolean   busy,
                                    gboolean   done);

void aft_restore_file_run (GtkWindow          *parent,
                           AftDiaryModel      *model,
                           GCancellable       *cancellable,
                           AftRestoreFileFunc  func);

G_END_DECLS
