/* aft-attempt.c: waits for work that may hang, but only as long as it makes progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GVfs waits half an hour for one of its own programs that hangs, and as long as the connection
 * lasts for a server that doesn't respond. Even cancelling needs a response. So the work is done
 * in a thread that can be abandoned.
 */
#include "aft-config.h"

#include "aft-attempt.h"

#include <errno.h>

#define WAIT_US (30 * G_TIME_SPAN_SECOND)
/* How long work may clean up after it was cancelled. */
#define GRACE_US (500 * G_TIME_SPAN_MILLISECOND)

struct _AftAttempt
{
  gatomicrefcount references;
  AftAttemptFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable; /* its own */

  GMutex mutex; /* of all below */
  GCond changed;
  gint64 until_us; /* of the monotonic clock */
  gboolean done;
  gboolean good;
  GError *error;
};

static GTimeSpan wait_us = WAIT_US;

static void
attempt_unref (AftAttempt *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gpointer
run_thread (gpointer data)
{
  AftAttempt *self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = self->func (self, self->data, self->cancellable, &error);

  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  self->good = good;
  self->error = g_steal_pointer (&error);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  attempt_unref (self);

  return NULL;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  AftAttempt *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* Returns: whether it has ended, with or without success */
static gboolean
wait_for_progress (AftAttempt *self, GCancellable *cancellable)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  while (!self->done && !g_cancellable_is_cancelled (cancellable) &&
         g_get_monotonic_time () < self->until_us)
    g_cond_wait_until (&self->changed, &self->mutex, self->until_us);
  done = self->done;
  g_mutex_unlock (&self->mutex);

  return done;
}

static void
stop (AftAttempt *self)
{
  gint64 until_us = g_get_monotonic_time () + GRACE_US;

  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  while (!self->done && g_cond_wait_until (&self->changed, &self->mutex, until_us))
    ;
  g_mutex_unlock (&self->mutex);
}

/**
 * aft_attempt_run:
 * @func: what to do
 * @data: (transfer full): for @func
 * @free_data: (nullable): called once, from the last thread that needs @data
 * @cancellable: (nullable): stops the waiting
 *
 * Waits for @func as long as it makes progress: at most half a minute between two calls of
 * aft_attempt_report_progress().
 *
 * Errors: those of @func; %G_IO_ERROR_TIMED_OUT; %G_IO_ERROR_CANCELLED.
 *
 * Returns: the result of @func
 */
gboolean
aft_attempt_run (AftAttemptFunc func,
                 gpointer data,
                 GDestroyNotify free_data,
                 GCancellable *cancellable,
                 GError **error)
{
  AftAttempt *self = g_new0 (AftAttempt, 1);
  GThread *thread;
  gboolean good;
  gulong id = 0;

  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->cancellable = g_cancellable_new ();
  self->until_us = g_get_monotonic_time () + wait_us;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  thread = g_thread_try_new ("attempt", run_thread, self, error);
  if (thread == NULL)
    {
      attempt_unref (self);
      attempt_unref (self);
      return FALSE;
    }
  g_thread_unref (thread);

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  if (!wait_for_progress (self, cancellable))
    stop (self);
  g_cancellable_disconnect (cancellable, id);

  g_mutex_lock (&self->mutex);
  good = self->done && self->good;
  if (!good && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (g_cancellable_is_cancelled (self->cancellable))
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, g_strerror (ETIMEDOUT));
      else
        g_propagate_error (error, g_steal_pointer (&self->error));
    }
  g_mutex_unlock (&self->mutex);
  attempt_unref (self);

  return good;
}

/**
 * aft_attempt_report_progress:
 * @extra_us: how much longer than half a minute the next step may take
 *
 * For the work to call whenever it made progress.
 */
void
aft_attempt_report_progress (AftAttempt *self, GTimeSpan extra_us)
{
  g_mutex_lock (&self->mutex);
  self->until_us = g_get_monotonic_time () + wait_us + extra_us;
  g_mutex_unlock (&self->mutex);
}

/**
 * aft_attempt_replace_wait:
 * @new_wait_us: the wait from now on, instead of half a minute
 *
 * For tests.
 */
void
aft_attempt_replace_wait (GTimeSpan new_wait_us)
{
  wait_us = new_wait_us;
}
