/* aft-clock.h: the only place that reads a clock, and where tests replace it
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
 * @boot_id: /proc/sys/kernel/random/boot_id, "" if that can't be read
 *
 * Both clocks, read at the same time.
 */
typedef struct
{
  gint64 now_us;
  gint64 boot_us;
  char   boot_id[40];
} AftClockReading;

typedef void (*AftClockFunc) (AftClockReading *reading,
                              gpointer   user_data);

void   aft_clock_read    (AftClockReading *reading);
gint64 aft_clock_now     (void);
void   aft_clock_replace (AftClockFunc     func,
                          gpointer         user_data);

G_END_DECLS
