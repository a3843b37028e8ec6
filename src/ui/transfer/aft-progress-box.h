/* aft-progress-box.h: shows the progress of long work at the top of the window, with a Stop button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-progress.h"

G_BEGIN_DECLS

#define AFT_TYPE_PROGRESS_BOX (aft_progress_box_get_type ())
G_DECLARE_FINAL_TYPE (AftProgressBox, aft_progress_box, AFT, PROGRESS_BOX, GtkWidget)

void     aft_progress_box_begin   (AftProgressBox *self,
                                   const char     *text,
                                   AftProgress    *progress,
                                   GCancellable   *cancellable);
void     aft_progress_box_end     (AftProgressBox *self);
gboolean aft_progress_box_is_busy (AftProgressBox *self);

G_END_DECLS
