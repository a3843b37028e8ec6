/* aft-wake-source.c: wakes the main loop at a time, also after suspend or a change of the clock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib's timeouts use CLOCK_MONOTONIC, which stops during suspend and ignores changes of the real-time
 * clock. So this is a GSource with two timerfds, which need no CPU time while they wait:
 *
 * - CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET, always armed, so that each change of the clock wakes the
 *   loop, and each resume from suspend, which the kernel treats as one;
 * - CLOCK_BOOTTIME, for deadlines of the present boot, which no change of the clock can move.
 */
#include "aft-wake-source.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* The end of the year 9999: armed when nothing is due, to notice changes of the clock. */
#define FAR_SECONDS (sizeof (time_t) > 4 ? (time_t) 253402300799 : (time_t) G_MAXINT32)
#define POLL_INTERVAL_US G_TIME_SPAN_MINUTE

typedef struct
{
  GSource source;
  int real_fd; /* -1: no timerfd available */
  int boot_fd;
  gint64 real_us;
  gint64 boot_us;
  gboolean clock_set; /* noticed when a timer was armed; not reported yet */
} AftWakeSource;

static gint64
read_clock (clockid_t clock)
{
  struct timespec now = { 0 };

  /* Not aft_clock_read(): the timers of this file use the kernel's clocks. */
  clock_gettime (clock, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Returns: TRUE when the clock was set since the timer was last read; the timer is armed anyway */
static gboolean
arm_timer (int fd, int flags, gint64 at_us)
{
  struct itimerspec when = { 0 };

  if (at_us == AFT_WAKE_NEVER)
    {
      /* Zero disarms the timer; the one that notices changes of the clock has to stay armed. */
      if (flags & TFD_TIMER_CANCEL_ON_SET)
        when.it_value.tv_sec = FAR_SECONDS;
    }
  else
    {
      at_us = MAX (at_us, 1);
      when.it_value.tv_sec = (time_t) MIN (at_us / G_USEC_PER_SEC, (gint64) FAR_SECONDS);
      when.it_value.tv_nsec = (long) (at_us % G_USEC_PER_SEC) * 1000;
    }

  if (timerfd_settime (fd, flags, &when, NULL) == 0)
    return FALSE;

  if (errno != ECANCELED)
    g_warning ("A timer could not be armed: %s", g_strerror (errno));

  return errno == ECANCELED;
}

static void
arm_all (AftWakeSource *self)
{
  if (self->real_fd >= 0)
    {
      /* The kernel reports a change once: a read doesn't report it again after this error. */
      if (arm_timer (self->real_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, self->real_us))
        self->clock_set = TRUE;
      arm_timer (self->boot_fd, TFD_TIMER_ABSTIME, self->boot_us);
      g_source_set_ready_time (&self->source, self->clock_set ? 0 : -1);
    }
  else
    {
      gint64 wait_us = POLL_INTERVAL_US;

      if (self->real_us != AFT_WAKE_NEVER)
        wait_us = MIN (wait_us, self->real_us - read_clock (CLOCK_REALTIME));
      if (self->boot_us != AFT_WAKE_NEVER)
        wait_us = MIN (wait_us, self->boot_us - read_clock (CLOCK_BOOTTIME));
      g_source_set_ready_time (&self->source, g_get_monotonic_time () + MAX (wait_us, 0));
    }
}

static AftWakeReason
take_reasons (AftWakeSource *self)
{
  AftWakeReason reasons = 0;
  guint64 expirations;

  if (self->real_fd < 0)
    {
      if (self->real_us <= read_clock (CLOCK_REALTIME) ||
          self->boot_us <= read_clock (CLOCK_BOOTTIME))
        return AFT_WAKE_DUE | AFT_WAKE_POLL;
      return AFT_WAKE_POLL;
    }

  if (self->clock_set)
    reasons |= AFT_WAKE_CLOCK_SET;
  self->clock_set = FALSE;

  if (read (self->real_fd, &expirations, sizeof expirations) > 0)
    {
      self->real_us = AFT_WAKE_NEVER;
      reasons |= AFT_WAKE_DUE;
    }
  else if (errno == ECANCELED)
    {
      reasons |= AFT_WAKE_CLOCK_SET;
    }

  if (read (self->boot_fd, &expirations, sizeof expirations) > 0)
    {
      self->boot_us = AFT_WAKE_NEVER;
      reasons |= AFT_WAKE_DUE;
    }

  return reasons;
}

static gboolean
aft_wake_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  AftWakeSource *self = (AftWakeSource *) source;
  AftWakeReason reasons = take_reasons (self);

  if (self->real_fd < 0 && (reasons & AFT_WAKE_DUE))
    self->real_us = self->boot_us = AFT_WAKE_NEVER;

  arm_all (self);
  if (reasons != 0 && callback != NULL)
    ((AftWakeFunc) (void (*) (void)) callback) (reasons, user_data);

  return G_SOURCE_CONTINUE;
}

static void
aft_wake_source_finalize (GSource *source)
{
  AftWakeSource *self = (AftWakeSource *) source;

  if (self->real_fd >= 0)
    close (self->real_fd);
  if (self->boot_fd >= 0)
    close (self->boot_fd);
}

static GSourceFuncs wake_source_funcs = {
  .dispatch = aft_wake_source_dispatch,
  .finalize = aft_wake_source_finalize,
};

/**
 * aft_wake_source_new:
 *
 * Creates a source that only notices changes of the clock. Without timerfd (no support in the kernel, or
 * no file descriptors left) it wakes once a minute instead, and at the deadlines.
 *
 * Returns: (transfer full): a source, to be attached with g_source_attach()
 */
GSource *
aft_wake_source_new (void)
{
  GSource *source = g_source_new (&wake_source_funcs, sizeof (AftWakeSource));
  AftWakeSource *self = (AftWakeSource *) source;

  g_source_set_static_name (source, "[aftercare] wake");
  self->real_us = AFT_WAKE_NEVER;
  self->boot_us = AFT_WAKE_NEVER;
  self->real_fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  self->boot_fd = timerfd_create (CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);

  if (self->real_fd < 0 || self->boot_fd < 0)
    {
      g_message ("No timerfd (%s): looking at the clock once a minute instead", g_strerror (errno));
      aft_wake_source_finalize (source);
      self->real_fd = self->boot_fd = -1;
    }
  else
    {
      g_source_add_unix_fd (source, self->real_fd, G_IO_IN);
      g_source_add_unix_fd (source, self->boot_fd, G_IO_IN);
    }

  arm_all (self);

  return source;
}

/**
 * aft_wake_source_set_callback:
 * @source: a source of aft_wake_source_new()
 * @func: called at each wake, on the thread of the source's context
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 */
void
aft_wake_source_set_callback (GSource *source,
                              AftWakeFunc func,
                              gpointer user_data,
                              GDestroyNotify destroy)
{
  g_source_set_callback (source, (GSourceFunc) (void (*) (void)) func, user_data, destroy);
}

/**
 * aft_wake_source_arm:
 * @source: a source of aft_wake_source_new()
 * @real_us: CLOCK_REALTIME, microseconds since 1970 UTC, or %AFT_WAKE_NEVER
 * @boot_us: CLOCK_BOOTTIME, microseconds since boot, or %AFT_WAKE_NEVER
 *
 * Replaces both deadlines. One in the past wakes the loop at once. After a deadline, the callback has to
 * arm the next one.
 */
void
aft_wake_source_arm (GSource *source, gint64 real_us, gint64 boot_us)
{
  AftWakeSource *self = (AftWakeSource *) source;

  g_return_if_fail (source != NULL && !g_source_is_destroyed (source));

  self->real_us = real_us;
  self->boot_us = boot_us;
  arm_all (self);
}

/**
 * aft_wake_source_get_real:
 * @source: a source of aft_wake_source_new()
 *
 * Returns: the deadline on CLOCK_REALTIME, or %AFT_WAKE_NEVER
 */
gint64
aft_wake_source_get_real (GSource *source)
{
  return ((AftWakeSource *) source)->real_us;
}

/**
 * aft_wake_source_is_exact:
 * @source: a source of aft_wake_source_new()
 *
 * Returns: FALSE when it has to poll, and notices changes of the clock up to a minute late
 */
gboolean
aft_wake_source_is_exact (GSource *source)
{
  return ((AftWakeSource *) source)->real_fd >= 0;
}
