/* aft-clock.c: the one place that reads a clock, and the seam where a test sets it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-clock.h"

#include <string.h>
#include <time.h>

/* Two readings further apart than this were interrupted: their difference would look like a step
 * of the wall clock. */
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
 * @reading: (out): both clocks, taken within a millisecond of each other
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
 * Returns: the present instant, microseconds since 1970 UTC
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
 * @func: (nullable): answers every later reading; %NULL: the real clocks again
 * @user_data: for @func
 *
 * For tests only.
 */
void
aft_clock_replace (AftClockFunc func, gpointer user_data)
{
  replacement = func;
  replacement_data = user_data;
}
