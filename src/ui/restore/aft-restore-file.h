/* aft-restore-file.h: a diary in a file that the person chooses, merged or put in the place of theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

/* Called while nothing else can be chosen, and when that is over; @done: the diary is another one. */
typedef void (*AftRestoreFileFunc) (GtkWindow *parent, gboolean busy, gboolean done);

void aft_restore_file_run (GtkWindow          *parent,
                           AftDiaryModel      *model,
                           GCancellable       *cancellable,
                           AftRestoreFileFunc  func);

G_END_DECLS
