/* aft-store-job.c: jobs of the store: queued, run on the worker, answered on the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-file-private.h"
#include "aft-store-private.h"

typedef struct
{
  AftStoreJob job; /* what its function sees */
  GTask *task;
  GMainContext *context;
  AftStoreJobFunc func;
  GDestroyNotify destroy;
  gboolean unopened; /* runs without an open database too */
  gboolean copying;  /* it, or one before, has begun the daily snapshot */
  gboolean replaced; /* the diary was opened anew before it */
  gboolean open;     /* the diary, as far as is known after it */
  gboolean read_only;
  gboolean damaged;
  gboolean ok;
  GError *error;
} Order;

AftStoreWorker *
aft_store_worker_new (void)
{
  AftStoreWorker *self = g_new0 (AftStoreWorker, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->daily_mutex);

  return self;
}

static AftStoreWorker *
worker_ref (AftStoreWorker *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
aft_store_worker_unref (AftStoreWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  aft_db_close (self->db);
  g_clear_error (&self->error);
  g_mutex_clear (&self->daily_mutex);
  g_free (self->daily_error);
  g_free (self->path);
  g_free (self);
}

/* On the main thread, for it drops what belongs there. */
static void
order_free (gpointer data)
{
  Order *order = data;

  if (order->destroy != NULL)
    order->destroy (order->job.data);
  if (order->job.result != NULL)
    order->job.free_result (order->job.result);
  g_clear_error (&order->error);
  g_clear_object (&order->job.cancellable);
  g_clear_object (&order->task);
  g_clear_pointer (&order->context, g_main_context_unref);
  g_clear_pointer (&order->job.worker, aft_store_worker_unref);
  g_free (order);
}

static gboolean
order_done_cb (gpointer data)
{
  Order *order = data;
  g_autoptr (AftStore) self = g_object_ref (g_task_get_source_object (order->task));

  /* First, so that whoever is told of the failure can already offer the way out. */
  aft_store_set_state (self, order->open, order->read_only, order->damaged);
  /* What the writer found in its place is opened by the next job. */
  if (g_error_matches (order->error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED))
    aft_store_check_external_changes (self);
  if (order->error != NULL)
    g_task_return_error (order->task, g_steal_pointer (&order->error));
  else if (order->job.result != NULL)
    g_task_return_pointer (order->task, g_steal_pointer (&order->job.result),
                           order->job.free_result);
  else
    g_task_return_boolean (order->task, order->ok);

  if (order->copying)
    aft_store_copy_day (self);
  if (order->replaced)
    aft_store_emit_replaced (self);
  if (order->job.changed)
    aft_store_emit_changed (self);

  return G_SOURCE_REMOVE;
}

/* A snapshot that was looked at may be damaged too: only the diary itself can tell. */
static void
look_for_damage (AftStoreWorker *worker, const GError *error)
{
  g_autoptr (GError) damage = NULL;

  if (worker->damaged || !g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    return;
  worker->damaged =
      worker->db == NULL || (!aft_db_check (worker->db, &damage) &&
                             g_error_matches (damage, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT));
}

gboolean
aft_store_worker_open (AftStoreWorker *self, const AftPreferences *preferences, GError **error)
{
  g_clear_error (&self->error);
  self->db = aft_db_open_or_read (self->path, !self->found, &self->error);
  if (self->db == NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->error);
      return FALSE;
    }
  self->found = TRUE;
  self->damaged = FALSE;
  self->db->unchecked = TRUE;
  aft_db_set_preferences (self->db, preferences);
  self->data_version = aft_db_get_data_version (self->db);
  if (!aft_db_is_read_only (self->db))
    aft_store_worker_keep_days (self);

  return TRUE;
}

static void
reopen (Order *order)
{
  AftStoreWorker *worker = order->job.worker;

  g_clear_pointer (&worker->daily, aft_snapshot_copy_abandon);
  worker->daily_day = AFT_DAY_NONE;
  g_clear_pointer (&worker->db, aft_db_close);
  aft_store_worker_open (worker, &order->job.preferences, NULL);
}

/* What is at the path now is opened before anything else is done. What was to be written was meant
 * for the other one: that is refused, and the person sees where it would go. */
static void
keep_current (Order *order)
{
  AftStoreWorker *worker = order->job.worker;
  gboolean missing = worker->db == NULL && worker->found && worker->error != NULL;
  gboolean replaced;

  if (worker->db != NULL ? aft_db_is_current (worker->db) : !missing || order->unopened)
    return;
  replaced = worker->db != NULL && !aft_db_is_read_only (worker->db);
  reopen (order);
  if (worker->db != NULL)
    worker->db->replaced = replaced || missing;
  order->replaced = replaced;
  order->job.changed = TRUE;
}

static gboolean
run (Order *order, GError **error)
{
  AftStoreWorker *worker = order->job.worker;
  guint64 n_writes = 0;
  gboolean ok;

  /* Only before it starts: a write that has begun is made and told truthfully. */
  if (g_cancellable_set_error_if_cancelled (order->job.cancellable, error))
    return FALSE;
  keep_current (order);
  if (worker->db == NULL && worker->error != NULL && !order->unopened)
    {
      if (error != NULL)
        *error = g_error_copy (worker->error);
      return FALSE;
    }
  if (worker->db == NULL && !order->unopened)
    {
      g_set_error_literal (error, AFT_STORE_ERROR,
                           worker->damaged ? AFT_STORE_ERROR_CORRUPT : AFT_STORE_ERROR_FAILED,
                           "The diary has not been opened");
      return FALSE;
    }

  if (worker->db != NULL)
    {
      n_writes = worker->db->n_writes;
      aft_db_set_preferences (worker->db, &order->job.preferences);
    }
  ok = order->func (&order->job, error);
  if (worker->db != NULL)
    worker->db->replaced = FALSE;
  if (worker->db != NULL && worker->db->n_writes != n_writes)
    order->job.changed = TRUE;
  /* Since it was opened, somebody has made it read-only. */
  if (!ok && worker->db != NULL && !aft_db_is_read_only (worker->db) &&
      !aft_db_may_be_written (worker->path))
    reopen (order);
  order->copying = worker->daily != NULL;

  return ok;
}

static void
run_order (gpointer data, gpointer pool_data)
{
  Order *order = data;
  GSource *source;

  order->ok = run (order, &order->error);
  look_for_damage (order->job.worker, order->error);
  order->damaged = order->job.worker->damaged;
  order->open = order->job.worker->db != NULL;
  order->read_only = order->open && aft_db_is_read_only (order->job.worker->db);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[aftercare] store job");
  g_source_set_callback (source, order_done_cb, order, order_free);
  /* From here on @order may be gone, and the worker holds nothing of the main thread's. */
  g_source_attach (source, order->context);
  g_source_unref (source);
}

/* Exclusive: a thread of its own, so that the jobs of other pools do not hold it up. Where the system
 * has no thread to give, GLib would keep the jobs for ever. */
static GThreadPool *
make_pool (GError **error)
{
  GError *failure = NULL;
  GThreadPool *pool = g_thread_pool_new (run_order, NULL, 1, TRUE, &failure);

  if (failure == NULL)
    return pool;
  g_propagate_error (error, failure);
  /* Newer GLib hands out none then. */
  if (pool != NULL)
    g_thread_pool_free (pool, TRUE, FALSE);

  return NULL;
}

static void
push (AftStore *self, Order *order)
{
  GError *error = NULL;

  if (self->closed)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The diary has been closed");
  else if (self->pool == NULL)
    self->pool = make_pool (&error);
  if (error != NULL)
    {
      g_task_return_error (order->task, error);
      order_free (order);
      return;
    }
  g_thread_pool_push (self->pool, order, NULL);
}

static Order *
order_new (AftStore *self,
           AftStoreJobFunc func,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->job.worker = worker_ref (self->worker);
  order->job.preferences = self->preferences;
  if (cancellable != NULL)
    order->job.cancellable = g_object_ref (cancellable);
  order->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (order->task, tag);
  g_task_set_check_cancellable (order->task, FALSE);
  order->context = g_main_context_ref (g_task_get_context (order->task));
  order->func = func;

  return order;
}

void
aft_store_push (AftStore *self,
                AftStoreJobFunc func,
                gpointer data,
                GDestroyNotify destroy,
                gpointer tag,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  Order *order = order_new (self, func, tag, cancellable, callback, user_data);

  order->job.data = data;
  order->destroy = destroy;
  push (self, order);
}

void
aft_store_push_unopened (AftStore *self,
                         AftStoreJobFunc func,
                         gpointer data,
                         GDestroyNotify destroy,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Order *order = order_new (self, func, tag, cancellable, callback, user_data);

  order->job.data = data;
  order->destroy = destroy;
  order->unopened = TRUE;
  push (self, order);
}

gboolean
aft_store_finish (AftStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
aft_store_finish_pointer (AftStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
