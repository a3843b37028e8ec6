/* aft-progress.c: how far an export or import has come, told from one thread to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-progress.h"

/* A file can have more bytes than an atomic integer counts. */
#define MAX_TOTAL (G_MAXUINT / 2)

static guint
clamp (guint64 number)
{
  return (guint) MIN (number, MAX_TOTAL);
}

/**
 * aft_progress_begin:
 * @self: (nullable): the progress
 * @total: how much there is to do, in rows or KiB; 0 where nobody knows
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
 * @done: how much of it is done
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
 * Returns: the part that is done, 0.0 to 1.0; -1 where the total is not known (yet)
 */
double
aft_progress_get_fraction (AftProgress *self)
{
  guint total = g_atomic_int_get (&self->total);
  guint done = g_atomic_int_get (&self->done);

  return total > 0 ? (double) MIN (done, total) / total : -1;
}
