/* aft-day-private.h: the calendar's figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-day.h"

G_BEGIN_DECLS

/* Day numbers of GDate. */
#define DAY_1900_01_01 693596
#define DAY_1970_01_01 719163
#define DAY_9999_12_31 3652059

#define DAY_SECONDS (24 * 60 * 60)

/* @value / @by, rounded down also below 0. */
static inline gint64
aft_floor_divide (gint64 value, gint64 by)
{
  gint64 quotient = value / by;

  return value % by < 0 ? quotient - 1 : quotient;
}

G_END_DECLS
