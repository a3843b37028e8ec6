/* aft-clock.h: the one place that reads a clock, and the seam where a test sets it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AftClockReading:
 * @now_us: CLOCK_REALTIME, microseconds since 1970 UTC
 * @boot_us: CLOCK_BOOTTIME, microseconds since boot, suspend included
 * @boot_id: /proc/sys/kernel/random/boot_id, "" where that cannot be read
 *
 * One reading of both clocks, taken together.
 */
typedef struct
{
  gint64 now_us;
  gint64 boot_us;
  char   boot_id[40];
} AftClockReading;

typedef void (*AftClockFunc) (AftClockReading *reading,
                              gpointer   user_data);

void   aft_clock_read (AftClockReading *reading);
gint64 aft_clock_now  (void);
/* For tests only: @func answers every later reading in this process; NULL restores the real
 * clocks. Not thread-safe: call before threads start. */
void aft_clock_replace (AftClockFunc func,
                        gpointer     user_data);

G_END_DECLS
