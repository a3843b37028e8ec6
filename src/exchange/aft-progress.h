/* aft-progress.h: the progress of an export or import, from one thread to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AftProgress:
 *
 * The thread that works writes it, and the one that shows it reads it. { 0 } initializes it.
 * Functions take NULL for no progress.
 */
typedef struct
{
  /*< private >*/
  guint done;
  guint total;
} AftProgress;

void   aft_progress_begin        (AftProgress *self,
                                  guint64      total);
void   aft_progress_set          (AftProgress *self,
                                  guint64      done);
double aft_progress_get_fraction (AftProgress *self);

G_END_DECLS
