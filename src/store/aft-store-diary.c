/* aft-store-diary.c: saves, deletes and restores entries of the diary on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

static gboolean
save_session_job (AftStoreJob *job, GError **error)
{
  return aft_db_save_session (job->worker->db, job->data, error);
}

static gboolean
save_note_job (AftStoreJob *job, GError **error)
{
  return aft_db_save_note (job->worker->db, job->data, error);
}

static gboolean
delete_job (AftStoreJob *job, GError **error)
{
  return aft_db_delete (job->worker->db, job->data, error);
}

static gboolean
restore_job (AftStoreJob *job, GError **error)
{
  return aft_db_restore (job->worker->db, job->data, error);
}

/**
 * aft_store_save_session_async:
 * @session: a reference is kept; don't change it any more
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
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (session != NULL);

  aft_store_push (self, save_session_job, aft_session_ref (session),
                  (GDestroyNotify) aft_session_unref, aft_store_save_session_async, cancellable,
                  callback, user_data);
}

/**
 * aft_store_save_session_finish:
 *
 * Returns: %TRUE once it is on disk; errors as for aft_db_save_session()
 */
gboolean
aft_store_save_session_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_save_session_async, error);
}

/**
 * aft_store_save_note_async:
 * @note: a reference is kept; don't change it any more
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
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (note != NULL);

  aft_store_push (self, save_note_job, aft_skin_note_ref (note),
                  (GDestroyNotify) aft_skin_note_unref, aft_store_save_note_async, cancellable,
                  callback, user_data);
}

/**
 * aft_store_save_note_finish:
 *
 * Returns: %TRUE once it is on disk; errors as for aft_db_save_note()
 */
gboolean
aft_store_save_note_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_save_note_async, error);
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
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (id != NULL);

  aft_store_push (self, delete_job, g_strdup (id), g_free, aft_store_delete_async, cancellable,
                  callback, user_data);
}

/**
 * aft_store_delete_finish:
 *
 * Returns: %TRUE once this is on disk; errors as for aft_db_delete()
 */
gboolean
aft_store_delete_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_delete_async, error);
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
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (id != NULL);

  aft_store_push (self, restore_job, g_strdup (id), g_free, aft_store_restore_async, cancellable,
                  callback, user_data);
}

/**
 * aft_store_restore_finish:
 *
 * Returns: %TRUE once this is on disk; errors as for aft_db_restore()
 */
gboolean
aft_store_restore_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_restore_async, error);
}
