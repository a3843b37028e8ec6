/* test-wake-source.c: tests of real timers with short deadlines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-wake-source.h"

#include <sys/resource.h>
#include <time.h>

#define SOON_US (30 * G_TIME_SPAN_MILLISECOND)
/* Allowance for a busy test machine; the worst measured delay is 17 ms. */
#define SLACK_US (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GSource *source;
  AftWakeReason reasons;
  guint wakes;
  gint64 woken_us; /* CLOCK_BOOTTIME */
} Wake;

static gint64
boot_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
woken_cb (AftWakeReason reasons, gpointer user_data)
{
  Wake *wake = user_data;

  wake->reasons = reasons;
  wake->wakes++;
  wake->woken_us = boot_now ();
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (Wake *wake, guint wakes, guint milliseconds)
{
  gboolean over = FALSE;
  guint id = g_timeout_add (milliseconds, timeout_cb, &over);

  while (wake->wakes < wakes && !over)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
}

static void
wake_start (Wake *wake)
{
  *wake = (Wake){ .source = aft_wake_source_new () };
  aft_wake_source_set_callback (wake->source, woken_cb, wake, NULL);
  g_source_attach (wake->source, NULL);
}

static void
wake_stop (Wake *wake)
{
  g_source_destroy (wake->source);
  g_source_unref (wake->source);
}

static void
test_boot_deadline (void)
{
  Wake wake;
  gint64 due_us;

  wake_start (&wake);
  g_assert_true (aft_wake_source_is_exact (wake.source));

  due_us = boot_now () + SOON_US;
  aft_wake_source_arm (wake.source, AFT_WAKE_NEVER, due_us);
  run_for (&wake, 1, 5000);

  g_assert_cmpuint (wake.wakes, ==, 1);
  g_assert_cmpint (wake.reasons, ==, AFT_WAKE_DUE);
  g_assert_cmpint (wake.woken_us, >=, due_us);
  g_assert_cmpint (wake.woken_us, <, due_us + SLACK_US);

  /* Deadlines that passed are cleared. */
  run_for (&wake, 2, 80);
  g_assert_cmpuint (wake.wakes, ==, 1);
  wake_stop (&wake);
}

static void
test_real_deadline (void)
{
  Wake wake;
  gint64 start_us = boot_now ();

  wake_start (&wake);
  aft_wake_source_arm (wake.source, g_get_real_time () + SOON_US, AFT_WAKE_NEVER);
  run_for (&wake, 1, 5000);

  g_assert_cmpuint (wake.wakes, ==, 1);
  g_assert_cmpint (wake.reasons, ==, AFT_WAKE_DUE);
  g_assert_cmpint (wake.woken_us, >=, start_us + SOON_US);
  g_assert_cmpint (wake.woken_us, <, start_us + SOON_US + SLACK_US);
  wake_stop (&wake);
}

static void
test_past_deadline (void)
{
  Wake wake;

  wake_start (&wake);
  aft_wake_source_arm (wake.source, -5, AFT_WAKE_NEVER);
  run_for (&wake, 1, 5000);
  g_assert_cmpint (wake.reasons, ==, AFT_WAKE_DUE);

  aft_wake_source_arm (wake.source, AFT_WAKE_NEVER, 0);
  run_for (&wake, 2, 5000);
  g_assert_cmpuint (wake.wakes, ==, 2);
  g_assert_cmpint (wake.reasons, ==, AFT_WAKE_DUE);
  wake_stop (&wake);
}

static void
test_rearm (void)
{
  Wake wake;

  wake_start (&wake);
  /* The later call replaces both earlier deadlines. */
  aft_wake_source_arm (wake.source, g_get_real_time () + SOON_US, boot_now () + SOON_US);
  aft_wake_source_arm (wake.source, AFT_WAKE_NEVER, AFT_WAKE_NEVER);
  run_for (&wake, 1, 80);
  g_assert_cmpuint (wake.wakes, ==, 0);

  /* Too large for nanoseconds. */
  aft_wake_source_arm (wake.source, G_MAXINT64 - 1, G_MAXINT64 - 1);
  run_for (&wake, 1, 30);
  g_assert_cmpuint (wake.wakes, ==, 0);
  wake_stop (&wake);
}

/* Without file descriptors there is no timerfd, but deadlines still work. */
static void
test_without_timerfd (void)
{
  struct rlimit limit, none;
  Wake wake;
  gint64 due_us;

  /* The context creates its own descriptors first. */
  g_main_context_iteration (NULL, FALSE);
  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  none = limit;
  none.rlim_cur = 3;
  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &none));
  wake_start (&wake);
  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));

  g_assert_false (aft_wake_source_is_exact (wake.source));
  due_us = boot_now () + SOON_US;
  aft_wake_source_arm (wake.source, AFT_WAKE_NEVER, due_us);
  run_for (&wake, 1, 5000);
  g_assert_cmpuint (wake.wakes, ==, 1);
  g_assert_true (wake.reasons & AFT_WAKE_DUE);
  g_assert_cmpint (wake.woken_us, >=, due_us);
  g_assert_cmpint (wake.woken_us, <, due_us + SLACK_US);

  aft_wake_source_arm (wake.source, g_get_real_time () + SOON_US, AFT_WAKE_NEVER);
  run_for (&wake, 2, 5000);
  g_assert_cmpuint (wake.wakes, ==, 2);
  wake_stop (&wake);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminders/wake-source/boot-deadline", test_boot_deadline);
  g_test_add_func ("/reminders/wake-source/real-deadline", test_real_deadline);
  g_test_add_func ("/reminders/wake-source/past-deadline", test_past_deadline);
  g_test_add_func ("/reminders/wake-source/rearm", test_rearm);
  g_test_add_func ("/reminders/wake-source/without-timerfd", test_without_timerfd);

  return g_test_run ();
}
