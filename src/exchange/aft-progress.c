/* aft-progress.c: the progress of an export or import, from one thread to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-progress.h"

/* A file can have more bytes than an atomic integer can count. */
#define MAX_TOTAL (G_MAXUINT / 2)

static guint
clamp (guint64 number)
{
  return (guint) MIN (number, MAX_TOTAL);
}

/**
 * aft_progress_begin:
 * @self: (nullable): the progress
 * @total: the whole amount, in rows or KiB; 0 if unknown
 */
void
aft_progress_begin (AftProgress *self, guint64 total)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, clamp (total));
}

/**
 * aft_progress_set:
 * @self: (nullable): the progress
 * @done: the amount that is done
 */
void
aft_progress_set (AftProgress *self, guint64 done)
{
  if (self != NULL)
    g_atomic_int_set (&self->done, clamp (done));
}

/**
 * aft_progress_get_fraction:
 *
 * Returns: the part that is done, 0.0 to 1.0; -1 if the total isn't known
 */
double
aft_progress_get_fraction (AftProgress *self)
{
  guint total = g_atomic_int_get (&self->total);
  guint done = g_atomic_int_get (&self->done);

  return total > 0 ? (double) MIN (done, total) / total : -1;
}
