/* aft-notifier-report.c: reports a change to the notifier from a program without a main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-notifier-report.h"

#include "aft-notifier-client.h"

#define TIMEOUT_MS 3000
/* How long a call may take to be cancelled. */
#define STOP_TIMEOUT_MS 500

typedef struct
{
  gatomicrefcount ref_count; /* the caller, and the call */
  GCancellable *cancellable; /* of the call */
  gboolean done;
  gboolean late; /* the caller no longer waits for the result */
  gboolean reported;
  GError *error;
} Waiter;

static void
waiter_unref (Waiter *waiter)
{
  if (!g_atomic_ref_count_dec (&waiter->ref_count))
    return;

  g_clear_error (&waiter->error);
  g_object_unref (waiter->cancellable);
  g_free (waiter);
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  if (!waiter->late)
    waiter->reported = aft_notifier_client_report_change_finish (AFT_NOTIFIER_CLIENT (source),
                                                                 result, &waiter->error);
  waiter->done = TRUE;
  waiter_unref (waiter);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Waiter *waiter = user_data;

  /* The call holds the connection until shortly after it is cancelled. */
  waiter->late = TRUE;
  waiter->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                       "the notifier did not answer within 3 seconds");
  g_cancellable_cancel (waiter->cancellable);

  return G_SOURCE_REMOVE;
}

/* With a bus that hangs, even cancelling may. */
static gboolean
leave_cb (gpointer user_data)
{
  Waiter *waiter = user_data;

  waiter->done = TRUE;

  return G_SOURCE_REMOVE;
}

static GSource *
add_timeout (Waiter *waiter, GMainContext *context, guint ms, GSourceFunc func)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, waiter, NULL);
  g_source_attach (source, context);

  return source;
}

/**
 * aft_notifier_report_change_sync:
 * @error: an error of the bus, the call or the start of the notifier; %G_IO_ERROR_TIMED_OUT after 3
 *   s
 *
 * Like aft_notifier_client_report_change(), for programs without a main loop. Never takes longer
 * than three and a half seconds, not even with a session bus that hangs; a call that can't be
 * cancelled is left behind then, so the process should be about to end.
 *
 * Returns: TRUE when the notifier was notified or started
 */
gboolean
aft_notifier_report_change_sync (GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) timeout = NULL;
  g_autoptr (GSource) leave = NULL;
  /* Without aft_notifier_client_new(), it doesn't subscribe: a signal that arrives too late for this
   * context would keep the connection alive. */
  g_autoptr (AftNotifierClient) client = g_object_new (AFT_TYPE_NOTIFIER_CLIENT, NULL);
  Waiter *waiter = g_new0 (Waiter, 1);
  gboolean reported;

  g_atomic_ref_count_init (&waiter->ref_count);
  g_atomic_ref_count_inc (&waiter->ref_count);
  waiter->cancellable = g_cancellable_new ();
  g_main_context_push_thread_default (context);

  timeout = add_timeout (waiter, context, TIMEOUT_MS, timeout_cb);
  leave = add_timeout (waiter, context, TIMEOUT_MS + STOP_TIMEOUT_MS, leave_cb);
  aft_notifier_client_report_change_async (client, waiter->cancellable, reported_cb, waiter);

  while (!waiter->done)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (timeout);
  g_source_destroy (leave);
  g_main_context_pop_thread_default (context);

  reported = waiter->reported;
  if (waiter->error != NULL)
    g_propagate_error (error, g_steal_pointer (&waiter->error));
  waiter_unref (waiter);

  return reported;
}
