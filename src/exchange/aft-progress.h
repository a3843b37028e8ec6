/* aft-progress.h: how far an export or import has come, told from one thread to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AftProgress:
 *
 * Written by the thread that works, read by the one that shows it; { 0 } is a fresh one. Where a
 * function takes one, NULL means that nobody looks.
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
