/* aft-store-snapshot.c: snapshots for the window: the one of the day, listed, compared, restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The snapshot of the day is of the diary as it was before the first write of the day. It is begun
 * right before that write and then copied a slice at a time, as jobs between the others, so that
 * nothing that is being saved waits for all of it.
 */
#include "aft-snapshot-private.h"

#include "aft-local-zone.h"
#include "aft-store-private.h"

/* 4 MiB with SQLite's usual pages: some milliseconds. */
#define PAGES_A_SLICE 1024

static gboolean
is_empty (AftDb *db)
{
  gint64 n_rows;

  return aft_db_get_int64 (db,
                           "SELECT EXISTS (SELECT 1 FROM sessions) + EXISTS (SELECT 1 FROM notes)",
                           &n_rows, NULL) &&
         n_rows == 0;
}

/* @error: (nullable): NULL when there is one */
static void
note_outcome (AftStoreWorker *worker, const GError *error)
{
  if (error != NULL)
    g_message ("No snapshot today: %s", error->message);
  g_mutex_lock (&worker->daily_mutex);
  g_free (worker->daily_error);
  worker->daily_error = error != NULL ? g_strdup (error->message) : NULL;
  g_mutex_unlock (&worker->daily_mutex);
}

/* Never an obstacle to what is being saved: without it, the next day tries again. */
static void
before_write_cb (AftDb *db, gpointer data)
{
  AftStoreWorker *worker = data;
  g_autoptr (GTimeZone) zone = aft_local_zone_new ();
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us = aft_clock_now ();
  AftDay today = aft_day_of (now_us, zone, db->preferences.day_start_minutes);

  if (worker->daily != NULL || worker->daily_day == today)
    return;
  worker->daily_day = today;
  folder = aft_snapshot_get_folder (db->path);
  if (is_empty (db) || aft_snapshot_has_today (folder, AFT_SNAPSHOT_DAILY, zone,
                                               db->preferences.day_start_minutes, now_us, &error))
    return;

  if (error == NULL)
    worker->daily = aft_snapshot_copy_begin (db, AFT_SNAPSHOT_DAILY, &error);
  if (worker->daily == NULL)
    note_outcome (worker, error);
}

void
aft_store_worker_keep_days (AftStoreWorker *self)
{
  self->db->before_write = before_write_cb;
  self->db->before_write_data = self;
}

/* Returns: whether there is nothing left to do */
static gboolean
copy_slice (AftStoreWorker *worker, int n_pages)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!aft_snapshot_copy_step (worker->daily, n_pages, &done, &error))
    g_clear_pointer (&worker->daily, aft_snapshot_copy_abandon);
  else if (!done)
    return FALSE;
  else
    aft_snapshot_copy_finish (g_steal_pointer (&worker->daily), NULL, &error);
  note_outcome (worker, error);

  return TRUE;
}

static gboolean
slice_job (AftStoreJob *job, GError **error)
{
  return job->worker->daily == NULL || copy_slice (job->worker, PAGES_A_SLICE);
}

static void
sliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftStore *self = AFT_STORE (source);

  self->copying = FALSE;
  if (!aft_store_finish (self, result, aft_store_copy_day, NULL))
    aft_store_copy_day (self);
}

void
aft_store_copy_day (AftStore *self)
{
  if (self->copying || self->pool == NULL)
    return;
  self->copying = TRUE;
  aft_store_push (self, slice_job, NULL, NULL, aft_store_copy_day, NULL, sliced_cb, NULL);
}

void
aft_store_worker_end_day (AftStoreWorker *self)
{
  if (self->daily != NULL)
    copy_slice (self, -1);
}

/**
 * aft_store_get_snapshot_error:
 *
 * Returns: (transfer full) (nullable): why the latest try to make the snapshot of the day failed, in
 *   the person's language; %NULL when it did not, or none was due yet
 */
char *
aft_store_get_snapshot_error (AftStore *self)
{
  char *error;

  g_return_val_if_fail (AFT_IS_STORE (self), NULL);

  g_mutex_lock (&self->worker->daily_mutex);
  error = g_strdup (self->worker->daily_error);
  g_mutex_unlock (&self->worker->daily_mutex);

  return error;
}

/* --- listed -------------------------------------------------------------------------------- */

static gboolean
list_job (AftStoreJob *job, GError **error)
{
  job->result = aft_snapshot_list (job->worker->path, error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;

  return job->result != NULL;
}

/**
 * aft_store_list_snapshots_async:
 *
 * Looks for the snapshots of the diary, which need not be open; see aft_snapshot_list().
 */
void
aft_store_list_snapshots_async (AftStore *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push_unopened (self, list_job, NULL, NULL, aft_store_list_snapshots_async, cancellable,
                           callback, user_data);
}

/**
 * aft_store_list_snapshots_finish:
 *
 * Returns: (transfer full) (element-type AftSnapshot) (nullable): newest first; errors as of
 *   aft_snapshot_list()
 */
GPtrArray *
aft_store_list_snapshots_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_list_snapshots_async, error);
}

/* --- compared ------------------------------------------------------------------------------ */

static gboolean
compare_job (AftStoreJob *job, GError **error)
{
  g_autofree AftSnapshotChanges *changes = g_new0 (AftSnapshotChanges, 1);

  if (!aft_db_compare_snapshot (job->worker->db, job->data, changes, error))
    return FALSE;
  job->result = g_steal_pointer (&changes);
  job->free_result = g_free;

  return TRUE;
}

/**
 * aft_store_compare_snapshot_async:
 * @snapshot: the path of a snapshot
 *
 * See aft_db_compare_snapshot().
 */
void
aft_store_compare_snapshot_async (AftStore *self,
                                  const char *snapshot,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (snapshot != NULL);

  aft_store_push (self, compare_job, g_strdup (snapshot), g_free, aft_store_compare_snapshot_async,
                  cancellable, callback, user_data);
}

/**
 * aft_store_compare_snapshot_finish:
 *
 * Returns: (transfer full) (nullable): free with g_free(); errors as of aft_db_compare_snapshot()
 */
AftSnapshotChanges *
aft_store_compare_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_compare_snapshot_async, error);
}

/* --- restored ------------------------------------------------------------------------------ */

static gboolean
restore_job (AftStoreJob *job, GError **error)
{
  return aft_db_restore_snapshot (job->worker->db, job->data, error);
}

/**
 * aft_store_restore_snapshot_async:
 * @snapshot: the path of a snapshot
 *
 * See aft_db_restore_snapshot().
 */
void
aft_store_restore_snapshot_async (AftStore *self,
                                  const char *snapshot,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (snapshot != NULL);

  aft_store_push (self, restore_job, g_strdup (snapshot), g_free, aft_store_restore_snapshot_async,
                  cancellable, callback, user_data);
}

/**
 * aft_store_restore_snapshot_finish:
 *
 * Returns: %TRUE once it is on disk; errors as of aft_db_restore_snapshot()
 */
gboolean
aft_store_restore_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_restore_snapshot_async, error);
}
