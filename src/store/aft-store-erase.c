/* aft-store-erase.c: Erase Everything for the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-erase.h"
#include "aft-store-private.h"

static gboolean
erase_job (AftStoreJob *job, GError **error)
{
  return aft_db_erase (job->worker->db, error);
}

/**
 * aft_store_erase_async:
 *
 * Deletes everything for good; see aft_db_erase(). Jobs queued before run first.
 */
void
aft_store_erase_async (AftStore *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));

  aft_store_push (self, erase_job, NULL, NULL, aft_store_erase_async, cancellable, callback,
                  user_data);
}

/**
 * aft_store_erase_finish:
 *
 * Returns: %TRUE once nothing is left; errors as for aft_db_erase()
 */
gboolean
aft_store_erase_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_erase_async, error);
}
