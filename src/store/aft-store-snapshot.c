/* aft-store-snapshot.c: lists, compares and restores snapshots on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

/* --- listing ------------------------------------------------------------------------------- */

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
 * Lists the snapshots of the diary, which need not be open; see aft_snapshot_list().
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
 * Returns: (transfer full) (element-type AftSnapshot) (nullable): newest first; errors as for
 *   aft_snapshot_list()
 */
GPtrArray *
aft_store_list_snapshots_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_list_snapshots_async, error);
}

/* --- comparing ----------------------------------------------------------------------------- */

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
 * Returns: (transfer full) (nullable): free with g_free(); errors as for aft_db_compare_snapshot()
 */
AftSnapshotChanges *
aft_store_compare_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_compare_snapshot_async, error);
}

/* --- restoring ----------------------------------------------------------------------------- */

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
 * Returns: %TRUE once it is on disk; errors as for aft_db_restore_snapshot()
 */
gboolean
aft_store_restore_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_restore_snapshot_async, error);
}
