/* aft-store.c: the diary for the window: one worker thread, results on the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

#include "aft-trash.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

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

void
aft_recent_entries_free (AftRecentEntries *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static gboolean
open_job (AftStoreJob *job, GError **error)
{
  return job->worker->db != NULL || aft_store_worker_open (job->worker, &job->preferences, error);
}

static gboolean
check_job (AftStoreJob *job, GError **error)
{
  AftStoreWorker *worker = job->worker;
  g_autoptr (GError) trash_error = NULL;

  if (!aft_db_check (worker->db, error))
    {
      g_clear_pointer (&worker->db, aft_db_close);
      return FALSE;
    }
  /* The next start tries again. */
  if (!aft_db_expire_trash (worker->db, aft_clock_now (), &trash_error))
    g_message ("The trash was not emptied: %s", trash_error->message);
#ifdef __GLIBC__
  /* What reading the diary and making the window needed for a moment: the system has it back. */
  malloc_trim (0);
#endif

  return TRUE;
}

/* A note of today or yesterday was taken since then, wherever the person was. */
#define PRESENT_US (4 * G_TIME_SPAN_DAY)

static gboolean
load_job (AftStoreJob *job, GError **error)
{
  g_autoptr (AftRecentEntries) diary = g_new0 (AftRecentEntries, 1);
  AftDb *db = job->worker->db;
  gint64 now_us = aft_clock_now ();
  gint64 data_version;
  gboolean begun;

  /* Read before the diary: what is written in between is told once too often, never missed. */
  data_version = aft_db_get_data_version (db);
  if (!aft_db_begin_read (db, &begun, error))
    return FALSE;
  diary->sessions = aft_db_list_sessions (db, error);
  if (diary->sessions != NULL &&
      aft_db_get_int64 (db, "SELECT count (*) FROM notes WHERE trashed_at_us IS NULL",
                        &diary->n_notes, error))
    diary->notes = aft_db_list_recent_notes (db, now_us - PRESENT_US, now_us, error);
  aft_db_end_read (db, begun);
  if (diary->notes == NULL)
    return FALSE;
  job->worker->data_version = data_version;
  job->result = g_steal_pointer (&diary);
  job->free_result = (GDestroyNotify) aft_recent_entries_free;

  return TRUE;
}

static gboolean
load_trends_job (AftStoreJob *job, GError **error)
{
  AftDb *db = job->worker->db;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GArray) values = NULL;
  gboolean begun;

  if (!aft_db_begin_read (db, &begun, error))
    return FALSE;
  sessions = aft_db_list_sessions (db, error);
  if (sessions != NULL)
    values = aft_db_list_values (db, error);
  aft_db_end_read (db, begun);
  if (values == NULL)
    return FALSE;
  job->result =
      aft_trends_new_from_values (sessions, values, GPOINTER_TO_INT (job->data), aft_clock_now ());
  job->free_result = (GDestroyNotify) aft_trends_unref;

  return TRUE;
}

/* What was given to aft_store_run_async(). */
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
poke_job (AftStoreJob *job, GError **error)
{
  gint64 data_version;

  data_version = aft_db_get_data_version (job->worker->db);
  job->changed |= data_version != job->worker->data_version;
  job->worker->data_version = data_version;

  return TRUE;
}

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
   * The diary differs from what was last loaded. Emitted on the main thread.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * AftStore::replaced:
   *
   * The diary was moved away or replaced by another file. What is there now was opened, if anything;
   * nothing was saved into it. AftStore::changed follows. Emitted on the main thread.
   */
  signals[SIGNAL_REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_store_init (AftStore *self)
{
  self->worker = aft_store_worker_new ();
  aft_preferences_init (&self->preferences);
}

void
aft_store_emit_changed (AftStore *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
aft_store_emit_replaced (AftStore *self)
{
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
}

static void
set_flag (AftStore *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
aft_store_set_state (AftStore *self, gboolean open, gboolean read_only, gboolean damaged)
{
  set_flag (self, &self->open, open, PROP_OPEN);
  set_flag (self, &self->read_only, read_only, PROP_READ_ONLY);
  set_flag (self, &self->damaged, damaged, PROP_DAMAGED);
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
 * aft_store_get_damaged:
 *
 * Returns: whether the diary was found to be damaged, when it was opened or by any job since, and
 *   has not been opened anew after that: aft_store_salvage_async() helps
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
 * Returns: whether the diary is open, as far as any job has told so far. One that was moved away is
 *   not any more: aft_store_open_async() tries again, and makes no new one
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
 * Returns: whether the diary that is open may be read but not written
 */
gboolean
aft_store_get_read_only (AftStore *self)
{
  g_return_val_if_fail (AFT_IS_STORE (self), FALSE);

  return self->read_only;
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

  self->closed = TRUE;
  if (self->pool == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  aft_store_worker_end_day (self->worker);
  g_clear_pointer (&self->worker->db, aft_db_close);
}

/**
 * aft_store_open_async:
 *
 * Opens the database, and makes or migrates it where needed; see aft_db_open(). What has been in
 * the trash for 30 days goes for good. All of it is read once, and one that is damaged is not opened. Opening an open one does nothing. Has to be asked for first.
 */
void
aft_store_open_async (AftStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push_unopened (self, open_job, NULL, NULL, aft_store_open_async, cancellable, callback,
                           user_data);
}

/**
 * aft_store_open_finish:
 *
 * Returns: whether it is open; errors as of aft_db_open()
 */
gboolean
aft_store_open_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_open_async, error);
}

/**
 * aft_store_check_async:
 *
 * Reads all of the diary, see aft_db_check(), and then empties its trash of what is too old. One that
 * is found to be damaged is closed. Where something is to be written before, that is checked first.
 */
void
aft_store_check_async (AftStore *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push (self, check_job, NULL, NULL, aft_store_check_async, cancellable, callback,
                  user_data);
}

/**
 * aft_store_check_finish:
 *
 * Returns: %TRUE where it is sound; errors as of aft_db_check()
 */
gboolean
aft_store_check_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_check_async, error);
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

  aft_store_push (self, load_job, NULL, NULL, aft_store_load_async, cancellable, callback,
                  user_data);
}

/**
 * aft_store_load_finish:
 *
 * Returns: (transfer full) (nullable): the diary, newest last; free with aft_recent_entries_free()
 */
AftRecentEntries *
aft_store_load_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_load_async, error);
}

/**
 * aft_store_load_trends_async:
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * Reads every session and the figures of every note, for aft_trends_new().
 */
void
aft_store_load_trends_async (AftStore *self,
                             int day_start_minutes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push (self, load_trends_job, GINT_TO_POINTER (day_start_minutes), NULL,
                  aft_store_load_trends_async, cancellable, callback, user_data);
}

/**
 * aft_store_load_trends_finish:
 *
 * Returns: (transfer full) (nullable): the trends
 */
AftTrends *
aft_store_load_trends_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_load_trends_async, error);
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
 * Returns: what the function returned, with its error
 */
gboolean
aft_store_run_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_run_async, error);
}

/**
 * aft_store_check_external_changes:
 *
 * Asks whether another process has written since the last look, or has put another file in the place
 * of the diary, and emits #AftStore::changed if so. Does nothing once closed.
 */
void
aft_store_check_external_changes (AftStore *self)
{
  g_return_if_fail (AFT_IS_STORE (self));

  if (self->pool != NULL)
    aft_store_push (self, poke_job, NULL, NULL, aft_store_check_external_changes, NULL, NULL, NULL);
}
