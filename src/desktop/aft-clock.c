/* aft-clock.c: the only place that reads a clock, and where tests replace it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-clock.h"

#include <string.h>
#include <time.h>

/* If two readings are further apart than this, they were interrupted, and their difference would
 * look as if the real-time clock had been set. */
#define SAME_TIME_US 1000
#define MAX_TRIES 16

static AftClockFunc replacement;
static gpointer replacement_data;

static gint64
read_clock (clockid_t clock)
{
  struct timespec at = { 0, 0 };

  clock_gettime (clock, &at);

  return (gint64) at.tv_sec * G_USEC_PER_SEC + at.tv_nsec / 1000;
}

static const char *
get_boot_id (void)
{
  static gsize ready = 0;
  static char boot_id[sizeof ((AftClockReading *) NULL)->boot_id];

  if (g_once_init_enter (&ready))
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
        g_strlcpy (boot_id, g_strstrip (text), sizeof boot_id);
      g_once_init_leave (&ready, 1);
    }

  return boot_id;
}

/**
 * aft_clock_read:
 * @reading: (out): both clocks, read within a millisecond of each other
 *
 * Thread-safe.
 */
void
aft_clock_read (AftClockReading *reading)
{
  g_return_if_fail (reading != NULL);

  memset (reading, 0, sizeof *reading);
  if (replacement != NULL)
    {
      replacement (reading, replacement_data);
      return;
    }

  for (int i = 0; i < MAX_TRIES; i++)
    {
      gint64 before = read_clock (CLOCK_BOOTTIME);
      gint64 after;

      reading->now_us = read_clock (CLOCK_REALTIME);
      after = read_clock (CLOCK_BOOTTIME);
      reading->boot_us = before + (after - before) / 2;
      if (after - before <= SAME_TIME_US)
        break;
    }
  g_strlcpy (reading->boot_id, get_boot_id (), sizeof reading->boot_id);
}

/**
 * aft_clock_now:
 *
 * Returns: the present time, microseconds since 1970 UTC
 */
gint64
aft_clock_now (void)
{
  AftClockReading reading;

  aft_clock_read (&reading);

  return reading.now_us;
}

/**
 * aft_clock_replace:
 * @func: (nullable): provides every later reading in this process; NULL for the real clocks
 * @user_data: for @func
 *
 * For tests only. Not thread-safe: call it before other threads start.
 */
void
aft_clock_replace (AftClockFunc func, gpointer user_data)
{
  replacement = func;
  replacement_data = user_data;
}
