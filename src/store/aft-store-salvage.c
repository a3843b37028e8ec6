/* aft-store-salvage.c: rescues a damaged diary on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

static gboolean
salvage_job (AftStoreJob *job, GError **error)
{
  AftStoreWorker *worker = job->worker;

  g_clear_pointer (&worker->db, aft_db_abandon);
  job->result = aft_salvage (worker->path, error);
  /* Others let go of it while it was damaged. */
  job->changed = job->result != NULL;
  job->free_result = (GDestroyNotify) aft_salvage_free;

  return job->result != NULL;
}

/**
 * aft_store_salvage_async:
 *
 * Closes the diary, sets the damaged file aside and rescues what can be read of it; see
 * aft_salvage(). Afterwards, reopen the diary with aft_store_open_async().
 */
void
aft_store_salvage_async (AftStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push_unopened (self, salvage_job, NULL, NULL, aft_store_salvage_async, cancellable,
                           callback, user_data);
}

/**
 * aft_store_salvage_finish:
 *
 * Returns: (transfer full) (nullable): the outcome; errors as for aft_salvage()
 */
AftSalvage *
aft_store_salvage_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_salvage_async, error);
}
