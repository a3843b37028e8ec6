/* test-clock.c: tests of the real clocks and of replacing them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-fake-clock.h"

#include <string.h>

static void
test_real (void)
{
  AftClockReading first, second;
  gint64 now_us = g_get_real_time ();

  aft_clock_read (&first);
  aft_clock_read (&second);

  g_assert_cmpint (ABS (first.now_us - now_us), <, G_TIME_SPAN_SECOND);
  g_assert_cmpint (second.boot_us, >=, first.boot_us);
  /* Boot time includes suspend, so it is never behind the monotonic clock. */
  g_assert_cmpint (second.boot_us, >=, g_get_monotonic_time () - G_TIME_SPAN_SECOND);
  g_assert_cmpuint (strlen (first.boot_id), ==, 36);
  g_assert_cmpstr (first.boot_id, ==, second.boot_id);
  /* Both were read together, so their difference stays the same. */
  g_assert_cmpint (ABS ((first.now_us - first.boot_us) - (second.now_us - second.boot_us)), <,
                   10000);
}

static void
test_replaced (void)
{
  AftClockReading reading;

  aft_fake_clock_install (1000000);
  g_assert_cmpint (aft_clock_now (), ==, 1000000);
  aft_clock_read (&reading);
  aft_fake_clock_step (5);
  g_assert_cmpint (aft_clock_now (), ==, 1000005);
  g_assert_cmpint (aft_fake_clock_get ().boot_us, ==, reading.boot_us);
  aft_fake_clock_advance (5);
  g_assert_cmpint (aft_fake_clock_get ().boot_us, ==, reading.boot_us + 5);
  aft_fake_clock_reboot (5);
  g_assert_cmpstr (aft_fake_clock_get ().boot_id, !=, reading.boot_id);

  aft_fake_clock_uninstall ();
  g_assert_cmpint (aft_clock_now (), >, 1000000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/clock/real", test_real);
  g_test_add_func ("/store/clock/replaced", test_replaced);

  return g_test_run ();
}
