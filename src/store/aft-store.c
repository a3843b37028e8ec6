/* aft-store.c: the diary for the window: one worker thread, results on the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store.h"

#include "aft-db-private.h"

/*
 * What the worker touches. It never sees the AftStore: the last reference to a GObject that lives
 * on the main thread must not go away on another one.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  AftDb *db;           /* NULL until opened; the worker's alone until it is joined */
  gint64 data_version; /* as last seen by the worker */
} Worker;

struct _AftStore
{
  GObject parent_instance;

  GThreadPool *pool; /* NULL once closed */
  Worker *worker;
  AftPreferences preferences;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftStore, aft_store, G_TYPE_OBJECT)

typedef struct _Job Job;

/* Runs on the worker. Returns whether it went well, with @error set if not. */
typedef gboolean (*JobFunc) (Job *job, GError **error);

struct _Job
{
  Worker *worker;
  GTask *task;
  GCancellable *cancellable;
  GMainContext *context;
  JobFunc func;
  AftPreferences preferences; /* as they were when the job was asked for */

  /* What it works on; which of them depends on @func. */
  AftSession *session;
  AftSkinNote *note;
  char *id;
  AftStoreFunc user_func;
  gpointer user_data;
  GDestroyNotify user_destroy;

  /* What came of it. */
  AftDiary *diary;
  gboolean ok;
  GError *error;
  gboolean changed;
};

void
aft_diary_free (AftDiary *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static Worker *
worker_ref (Worker *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
worker_unref (Worker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  aft_db_close (self->db);
  g_free (self->path);
  g_free (self);
}

/* On the main thread, for it drops what belongs there. */
static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->user_destroy != NULL)
    job->user_destroy (job->user_data);
  g_clear_pointer (&job->session, aft_session_unref);
  g_clear_pointer (&job->note, aft_skin_note_unref);
  g_clear_pointer (&job->id, g_free);
  g_clear_pointer (&job->diary, aft_diary_free);
  g_clear_error (&job->error);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->worker, worker_unref);
  g_free (job);
}

static gboolean
job_done_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (AftStore) self = g_object_ref (g_task_get_source_object (job->task));

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->diary != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->diary),
                           (GDestroyNotify) aft_diary_free);
  else
    g_task_return_boolean (job->task, job->ok);

  if (job->changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
require_open (Job *job, GError **error)
{
  if (job->worker->db != NULL)
    return TRUE;
  g_set_error_literal (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FAILED,
                       "The diary has not been opened");

  return FALSE;
}

static void
run_job (gpointer data, gpointer pool_data)
{
  Job *job = data;
  Worker *worker = job->worker;
  guint64 n_writes = 0;
  GSource *source;

  /* Only before it starts: a write that has begun is made and told truthfully. */
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    {
      if (worker->db != NULL)
        {
          n_writes = worker->db->n_writes;
          aft_db_set_preferences (worker->db, &job->preferences);
        }
      job->ok = job->func (job, &job->error);
      if (worker->db != NULL && worker->db->n_writes != n_writes)
        job->changed = TRUE;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[aftercare] store job");
  g_source_set_callback (source, job_done_cb, job, job_free);
  /* From here on @job may be gone, and the worker holds nothing of the main thread's. */
  g_source_attach (source, job->context);
  g_source_unref (source);
}

static Job *
job_new (AftStore *self,
         JobFunc func,
         gpointer tag,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->worker = worker_ref (self->worker);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_check_cancellable (job->task, FALSE);
  if (cancellable != NULL)
    job->cancellable = g_object_ref (cancellable);
  job->context = g_main_context_ref (g_task_get_context (job->task));
  job->func = func;
  job->preferences = self->preferences;

  return job;
}

static void
job_push (AftStore *self, Job *job)
{
  if (self->pool == NULL)
    {
      g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                               "The diary has been closed");
      job_free (job);
      return;
    }
  g_thread_pool_push (self->pool, job, NULL);
}

static gboolean
open_job (Job *job, GError **error)
{
  Worker *worker = job->worker;
  g_autoptr (GError) trash_error = NULL;

  if (worker->db != NULL)
    return TRUE;
  worker->db = aft_db_open (worker->path, TRUE, error);
  if (worker->db == NULL)
    return FALSE;
  aft_db_set_preferences (worker->db, &job->preferences);
  worker->data_version = aft_db_get_data_version (worker->db);
  /* The next start tries again. */
  if (!aft_db_empty_trash (worker->db, aft_clock_now () - AFT_TRASH_KEPT_US, &trash_error))
    g_message ("The trash was not emptied: %s", trash_error->message);

  return TRUE;
}

static gboolean
load_job (Job *job, GError **error)
{
  g_autoptr (AftDiary) diary = g_new0 (AftDiary, 1);
  AftDb *db = job->worker->db;
  gint64 data_version;
  gboolean begun;

  if (!require_open (job, error))
    return FALSE;
  /* Read before the diary: what is written in between is told once too often, never missed. */
  data_version = aft_db_get_data_version (db);
  if (!aft_db_begin_read (db, &begun, error))
    return FALSE;
  diary->sessions = aft_db_list_sessions (db, error);
  if (diary->sessions != NULL)
    diary->notes = aft_db_list_notes (db, error);
  aft_db_end_read (db, begun);
  if (diary->notes == NULL)
    return FALSE;
  job->worker->data_version = data_version;
  job->diary = g_steal_pointer (&diary);

  return TRUE;
}

static gboolean
save_session_job (Job *job, GError **error)
{
  return require_open (job, error) && aft_db_save_session (job->worker->db, job->session, error);
}

static gboolean
save_note_job (Job *job, GError **error)
{
  return require_open (job, error) && aft_db_save_note (job->worker->db, job->note, error);
}

static gboolean
delete_job (Job *job, GError **error)
{
  return require_open (job, error) && aft_db_delete (job->worker->db, job->id, error);
}

static gboolean
restore_job (Job *job, GError **error)
{
  return require_open (job, error) && aft_db_restore (job->worker->db, job->id, error);
}

static gboolean
user_job (Job *job, GError **error)
{
  return require_open (job, error) &&
         job->user_func (job->worker->db, job->user_data, job->cancellable, error);
}

static gboolean
poke_job (Job *job, GError **error)
{
  gint64 data_version;

  if (!require_open (job, error))
    return FALSE;
  data_version = aft_db_get_data_version (job->worker->db);
  job->changed = data_version != job->worker->data_version;
  job->worker->data_version = data_version;

  return TRUE;
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

  g_clear_pointer (&self->worker, worker_unref);

  G_OBJECT_CLASS (aft_store_parent_class)->finalize (object);
}

static void
aft_store_class_init (AftStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_store_dispose;
  object_class->finalize = aft_store_finalize;

  /**
   * AftStore::changed:
   *
   * The diary differs from what was last loaded. Emitted on the main thread.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_store_init (AftStore *self)
{
  self->worker = g_new0 (Worker, 1);
  g_atomic_ref_count_init (&self->worker->ref_count);
  /* Exclusive: a thread of its own, so that the jobs of other pools do not hold it up. */
  self->pool = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);
  aft_preferences_init (&self->preferences);
}

/**
 * aft_store_new:
 * @path: (nullable): the database; %NULL: aft_db_get_default_path()
 *
 * Nothing is read or written before aft_store_open_async().
 *
 * Returns: (transfer full): a store, to be closed with aft_store_close()
 */
AftStore *
aft_store_new (const char *path)
{
  AftStore *self = g_object_new (AFT_TYPE_STORE, NULL);

  self->worker->path = path != NULL ? g_strdup (path) : aft_db_get_default_path ();

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
 * aft_store_set_preferences:
 * @preferences: copied
 *
 * What plans and reminders are made with by jobs that are asked for from now on.
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
 * Waits for all jobs that were asked for, then closes the database and joins the worker. What is
 * asked for afterwards fails with %G_IO_ERROR_CLOSED. The callbacks of the jobs that were waited
 * for come when the main loop runs again. May be called twice.
 */
void
aft_store_close (AftStore *self)
{
  g_return_if_fail (AFT_IS_STORE (self));

  if (self->pool == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_pointer (&self->worker->db, aft_db_close);
}

static gboolean
finish_boolean (AftStore *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * aft_store_open_async:
 *
 * Opens the database, and makes or migrates it where needed; see aft_db_open(). What has been in
 * the trash for 30 days goes for good. Opening an open one does nothing. Has to be asked for first.
 */
void
aft_store_open_async (AftStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  job_push (self, job_new (self, open_job, aft_store_open_async, cancellable, callback, user_data));
}

/**
 * aft_store_open_finish:
 *
 * Returns: whether it is open; errors as of aft_db_open()
 */
gboolean
aft_store_open_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_open_async, error);
}

/**
 * aft_store_load_async:
 *
 * Reads all that is not in the trash, in one state.
 */
void
aft_store_load_async (AftStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  job_push (self, job_new (self, load_job, aft_store_load_async, cancellable, callback, user_data));
}

/**
 * aft_store_load_finish:
 *
 * Returns: (transfer full) (nullable): the diary, newest last; free with aft_diary_free()
 */
AftDiary *
aft_store_load_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (AFT_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == aft_store_load_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * aft_store_save_session_async:
 * @session: a reference is kept; not to be changed any more
 *
 * See aft_db_save_session().
 */
void
aft_store_save_session_async (AftStore *self,
                              AftSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Job *job;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (session != NULL);

  job = job_new (self, save_session_job, aft_store_save_session_async, cancellable, callback,
                 user_data);
  job->session = aft_session_ref (session);
  job_push (self, job);
}

/**
 * aft_store_save_session_finish:
 *
 * Returns: %TRUE once it is on disk; errors as of aft_db_save_session()
 */
gboolean
aft_store_save_session_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_save_session_async, error);
}

/**
 * aft_store_save_note_async:
 * @note: a reference is kept; not to be changed any more
 *
 * See aft_db_save_note().
 */
void
aft_store_save_note_async (AftStore *self,
                           AftSkinNote *note,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (note != NULL);

  job = job_new (self, save_note_job, aft_store_save_note_async, cancellable, callback, user_data);
  job->note = aft_skin_note_ref (note);
  job_push (self, job);
}

/**
 * aft_store_save_note_finish:
 *
 * Returns: %TRUE once it is on disk; errors as of aft_db_save_note()
 */
gboolean
aft_store_save_note_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_save_note_async, error);
}

/**
 * aft_store_delete_async:
 * @id: of a session or a note
 *
 * See aft_db_delete().
 */
void
aft_store_delete_async (AftStore *self,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (id != NULL);

  job = job_new (self, delete_job, aft_store_delete_async, cancellable, callback, user_data);
  job->id = g_strdup (id);
  job_push (self, job);
}

/**
 * aft_store_delete_finish:
 *
 * Returns: %TRUE once that is on disk; errors as of aft_db_delete()
 */
gboolean
aft_store_delete_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_delete_async, error);
}

/**
 * aft_store_restore_async:
 * @id: of a session or a note in the trash
 *
 * See aft_db_restore().
 */
void
aft_store_restore_async (AftStore *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (id != NULL);

  job = job_new (self, restore_job, aft_store_restore_async, cancellable, callback, user_data);
  job->id = g_strdup (id);
  job_push (self, job);
}

/**
 * aft_store_restore_finish:
 *
 * Returns: %TRUE once that is on disk; errors as of aft_db_restore()
 */
gboolean
aft_store_restore_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_restore_async, error);
}

/**
 * aft_store_run_async:
 * @func: (scope async): called on the worker with the connection. Once it has started it decides
 *   itself what a cancellation means, and answers with %G_IO_ERROR_CANCELLED if it gave up
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data, on the main thread, after @callback was told or is
 *   about to be
 * @callback_data: for @callback
 *
 * For rooms below that need the database itself (import, export).
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
  Job *job;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (func != NULL);

  job = job_new (self, user_job, aft_store_run_async, cancellable, callback, callback_data);
  job->user_func = func;
  job->user_data = user_data;
  job->user_destroy = destroy;
  job_push (self, job);
}

/**
 * aft_store_run_finish:
 *
 * Returns: what the function returned, with its error
 */
gboolean
aft_store_run_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, aft_store_run_async, error);
}

/**
 * aft_store_poke:
 *
 * Asks whether another process has written since the last look, and emits #AftStore::changed if
 * so. Does nothing once closed.
 */
void
aft_store_poke (AftStore *self)
{
  g_return_if_fail (AFT_IS_STORE (self));

  if (self->pool != NULL)
    job_push (self, job_new (self, poke_job, aft_store_poke, NULL, NULL, NULL));
}
