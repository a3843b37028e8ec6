/* aft-store.c: the diary for the window: one worker thread, results in the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

enum
{
  PROP_DAMAGED = 1,
  PROP_OPEN,
  PROP_READ_ONLY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REPLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftStore, aft_store, G_TYPE_OBJECT)

/* --- jobs: queued, run on the worker, answered in the main loop ----------------------------- */

/* On the main thread, because it drops what belongs there. */
static void
job_free (gpointer data)
{
  AftStoreJob *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  if (job->result != NULL)
    job->free_result (job->result);
  g_clear_error (&job->error);
  g_free (job->snapshot_error);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->worker, aft_store_worker_unref);
  g_free (job);
}

static void
set_flag (AftStore *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
job_done_cb (gpointer data)
{
  AftStoreJob *job = data;
  g_autoptr (AftStore) self = g_object_ref (g_task_get_source_object (job->task));

  /* First, so that the callback can already offer a way out of the failure. */
  set_flag (self, &self->open, job->open, PROP_OPEN);
  set_flag (self, &self->read_only, job->read_only, PROP_READ_ONLY);
  set_flag (self, &self->damaged, job->damaged, PROP_DAMAGED);
  g_free (self->snapshot_error);
  self->snapshot_error = g_steal_pointer (&job->snapshot_error);
  /* The next job opens what the writer found in its place. */
  if (g_error_matches (job->error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED))
    aft_store_check_external_changes (self);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->result != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  else
    g_task_return_boolean (job->task, job->ok);

  if (job->replaced)
    g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
  if (job->changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
run (AftStoreJob *job, GError **error)
{
  AftStoreWorker *worker = job->worker;
  guint64 n_writes = 0;
  gboolean ok;

  /* Only before it starts: a write that has begun is finished, and its outcome reported. */
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  job->replaced =
      aft_store_worker_follow_path (worker, &job->preferences, job->unopened, &job->changed);
  if (worker->db == NULL && worker->error != NULL && !job->unopened)
    {
      if (error != NULL)
        *error = g_error_copy (worker->error);
      return FALSE;
    }
  if (worker->db == NULL && !job->unopened)
    {
      g_set_error_literal (error, AFT_STORE_ERROR,
                           worker->damaged ? AFT_STORE_ERROR_CORRUPT : AFT_STORE_ERROR_FAILED,
                           "The diary has not been opened");
      return FALSE;
    }

  if (worker->db != NULL)
    {
      n_writes = worker->db->n_writes;
      aft_db_set_preferences (worker->db, &job->preferences);
    }
  ok = job->func (job, error);
  if (worker->db != NULL)
    worker->db->replaced = FALSE;
  if (worker->db != NULL && worker->db->n_writes != n_writes)
    job->changed = TRUE;
  if (!ok)
    aft_store_worker_check_permission (worker, &job->preferences);

  return ok;
}

static void
run_job (gpointer data, gpointer pool_data)
{
  AftStoreJob *job = data;
  GSource *source;

  job->ok = run (job, &job->error);
  aft_store_worker_note_damage (job->worker, job->error);
  job->damaged = job->worker->damaged;
  job->open = job->worker->db != NULL;
  job->snapshot_error = g_strdup (job->worker->snapshot_error);
  job->read_only = job->open && aft_db_is_read_only (job->worker->db);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[aftercare] store job");
  g_source_set_callback (source, job_done_cb, job, job_free);
  /* From here on @job may be gone, and the worker holds nothing that belongs to the main thread. */
  g_source_attach (source, job->context);
  g_source_unref (source);
}

/* Exclusive: a thread of its own, so that jobs of other pools don't delay it. If the system has no
 * thread left, GLib would keep the jobs forever. */
static GThreadPool *
make_pool (GError **error)
{
  GError *failure = NULL;
  GThreadPool *pool = g_thread_pool_new (run_job, NULL, 1, TRUE, &failure);

  if (failure == NULL)
    return pool;
  g_propagate_error (error, failure);
  /* Newer versions of GLib don't return one in that case. */
  if (pool != NULL)
    g_thread_pool_free (pool, TRUE, FALSE);

  return NULL;
}

static void
push (AftStore *self,
      gboolean unopened,
      AftStoreJobFunc func,
      gpointer data,
      GDestroyNotify destroy,
      gpointer tag,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  AftStoreJob *job = g_new0 (AftStoreJob, 1);
  GError *error = NULL;

  job->worker = aft_store_worker_ref (self->worker);
  job->preferences = self->preferences;
  if (cancellable != NULL)
    job->cancellable = g_object_ref (cancellable);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);
  job->context = g_main_context_ref (g_task_get_context (job->task));
  job->unopened = unopened;
  job->func = func;
  job->data = data;
  job->destroy = destroy;

  if (self->closed)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The diary has been closed");
  else if (self->pool == NULL)
    self->pool = make_pool (&error);
  if (error != NULL)
    {
      g_task_return_error (job->task, error);
      job_free (job);
      return;
    }
  g_thread_pool_push (self->pool, job, NULL);
}

/* What was passed to aft_store_run_async(). */
typedef struct
{
  AftStoreFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Call;

static void
call_free (Call *self)
{
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static gboolean
call_job (AftStoreJob *job, GError **error)
{
  const Call *call = job->data;

  return call->func (job->worker->db, call->user_data, job->cancellable, error);
}

static gboolean
check_version_job (AftStoreJob *job, GError **error)
{
  gint64 data_version = aft_db_get_data_version (job->worker->db);
  job->changed |= data_version != job->worker->data_version;
  job->worker->data_version = data_version;

  return TRUE;
}

/* --- the object ----------------------------------------------------------------------------- */

static void
aft_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftStore *self = AFT_STORE (object);

  switch (id)
    {
    case PROP_DAMAGED:
      g_value_set_boolean (value, self->damaged);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_store_dispose (GObject *object)
{
  AftStore *self = AFT_STORE (object);

  if (self->pool != NULL)
    {
      g_warning ("The store was dropped without aft_store_close ()");
      aft_store_close (self);
    }

  G_OBJECT_CLASS (aft_store_parent_class)->dispose (object);
}

static void
aft_store_finalize (GObject *object)
{
  AftStore *self = AFT_STORE (object);

  g_clear_pointer (&self->worker, aft_store_worker_unref);
  g_free (self->snapshot_error);

  G_OBJECT_CLASS (aft_store_parent_class)->finalize (object);
}

static void
aft_store_class_init (AftStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = aft_store_get_property;
  object_class->dispose = aft_store_dispose;
  object_class->finalize = aft_store_finalize;

  /**
   * AftStore:damaged:
   *
   * See aft_store_get_damaged(). Notified on the main thread.
   */
  properties[PROP_DAMAGED] =
      g_param_spec_boolean ("damaged", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AftStore:open:
   *
   * See aft_store_get_open(). Notified on the main thread.
   */
  properties[PROP_OPEN] =
      g_param_spec_boolean ("open", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * AftStore:read-only:
   *
   * See aft_store_get_read_only(). Notified on the main thread.
   */
  properties[PROP_READ_ONLY] =
      g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AftStore::changed:
   *
   * Emitted when the diary differs from what was last loaded. On the main thread.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AftStore::replaced:
   *
   * Emitted when the diary was moved away or replaced by another file. The file that is there now,
   * if any, was opened; nothing was saved into it. AftStore::changed follows. On the main thread.
   */
  signals[SIGNAL_REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_store_init (AftStore *self)
{
  aft_preferences_init (&self->preferences);
}

/**
 * aft_store_new:
 * @path: (nullable): the database; %NULL: aft_db_get_default_path()
 *
 * Nothing is read or written before aft_store_open_async().
 *
 * Returns: (transfer full): a store; close it with aft_store_close()
 */
AftStore *
aft_store_new (const char *path)
{
  AftStore *self = g_object_new (AFT_TYPE_STORE, NULL);

  self->worker = aft_store_worker_new (path);

  return self;
}

/**
 * aft_store_get_path:
 *
 * Returns: the path of the database
 */
const char *
aft_store_get_path (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), NULL);

  return self->worker->path;
}

/**
 * aft_store_get_damaged:
 *
 * Returns: whether the diary was found to be damaged when it was opened or by any job since, and
 *   hasn't been reopened after that; use aft_store_salvage_async()
 */
gboolean
aft_store_get_damaged (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);

  return self->damaged;
}

/**
 * aft_store_get_open:
 *
 * Returns: whether the diary is open, as of the last job. One that was moved away no longer is:
 *   aft_store_open_async() tries again, without creating a new one
 */
gboolean
aft_store_get_open (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);

  return self->open;
}

/**
 * aft_store_get_read_only:
 *
 * Returns: whether the open diary can only be read
 */
gboolean
aft_store_get_read_only (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);

  return self->read_only;
}

/**
 * aft_store_get_snapshot_error:
 *
 * Returns: (transfer full) (nullable): why the latest attempt to take the daily snapshot failed, in
 *   the person's language; %NULL if it didn't fail, or none was due yet
 */
char *
aft_store_get_snapshot_error (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), NULL);

  return g_strdup (self->snapshot_error);
}

/**
 * aft_store_set_preferences:
 * @preferences: copied
 *
 * Sets what jobs queued from now on base plans and reminders on.
 */
void
aft_store_set_preferences (AftStore *self, const AftPreferences *preferences)
{
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (preferences != NULL);

  self->preferences = *preferences;
}

/**
 * aft_store_close:
 *
 * Waits for all queued jobs, then closes the database and joins the worker. Later jobs fail with
 * %G_IO_ERROR_CLOSED. The callbacks of the jobs waited for are called when the main loop runs
 * again. May be called twice.
 */
void
aft_store_close (AftStore *self)
{
  g_return_if_fail (AFT_IS_STORE (self));

  self->closed = TRUE;
  if (self->pool == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_pointer (&self->worker->db, aft_db_close);
}

/**
 * aft_store_run_async:
 * @func: (scope async): called on the worker with the connection. Once started, it decides how to
 *   handle a cancellation, and sets %G_IO_ERROR_CANCELLED if it gave up
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data on the main thread, right before or after @callback
 * @callback_data: for @callback
 *
 * For rooms that need the database itself (import, export).
 */
void
aft_store_run_async (AftStore *self,
                     AftStoreFunc func,
                     gpointer user_data,
                     GDestroyNotify destroy,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer callback_data)
{
  Call *call;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (func != NULL);

  call = g_new0 (Call, 1);
  call->func = func;
  call->user_data = user_data;
  call->destroy = destroy;
  aft_store_push (self, call_job, call, (GDestroyNotify) call_free, aft_store_run_async,
                  cancellable, callback, callback_data);
}

/**
 * aft_store_run_finish:
 *
 * Returns: the result of the function, with its error
 */
gboolean
aft_store_run_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_run_async, error);
}

/**
 * aft_store_check_external_changes:
 *
 * Checks whether another process has written to the diary or replaced its file since the last
 * check, and emits #AftStore::changed if so. Does nothing once closed.
 */
void
aft_store_check_external_changes (AftStore *self)
{
  g_return_if_fail (AFT_IS_STORE (self));

  if (self->pool != NULL)
    aft_store_push (self, check_version_job, NULL, NULL, aft_store_check_external_changes, NULL,
                    NULL, NULL);
}

/*
 * aft_store_push:
 * @func: runs on the worker once the diary is open
 * @data: (nullable): for @func
 * @destroy: (nullable): frees @data on the main thread after the answer
 * @tag: the *_async function that was called
 *
 * Queues a job.
 */
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
  push (self, FALSE, func, data, destroy, tag, cancellable, callback, user_data);
}

/* Like aft_store_push(), for jobs that don't need the diary to be open. */
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
  push (self, TRUE, func, data, destroy, tag, cancellable, callback, user_data);
}

/*
 * aft_store_finish:
 * @tag: as pushed
 *
 * Returns: whether a job without a result succeeded
 */
gboolean
aft_store_finish (AftStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * aft_store_finish_pointer:
 * @tag: as pushed
 *
 * Returns: (transfer full) (nullable): the result set by the job; %NULL with @error set
 */
gpointer
aft_store_finish_pointer (AftStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
