/* aft-store-load.c: opens, checks and loads the diary on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-private.h"

#include "aft-trash.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

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
  /* Memory that reading the diary and building the window needed for a moment goes back to the
   * system. */
  malloc_trim (0);
#endif

  return TRUE;
}

/* A note of today or yesterday was made since then, wherever the person was. */
#define PRESENT_US (4 * G_TIME_SPAN_DAY)

static gboolean
load_job (AftStoreJob *job, GError **error)
{
  g_autoptr (AftRecentEntries) diary = g_new0 (AftRecentEntries, 1);
  AftDb *db = job->worker->db;
  gint64 now_us = aft_clock_now ();
  gint64 data_version;
  gboolean begun;

  /* Read before the diary, so that a write in between is reported once too often, but never
   * missed. */
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

/**
 * aft_store_open_async:
 *
 * Opens the database, and creates or migrates it if necessary; see aft_db_open_or_read(). Does
 * nothing if it is open. Call this first.
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
 * Returns: whether it is open; errors as for aft_db_open()
 */
gboolean
aft_store_open_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_open_async, error);
}

/**
 * aft_store_check_async:
 *
 * Checks the whole diary, see aft_db_check(), and then deletes old entries from its trash. Closes
 * the diary if it is damaged. If something is to be written before this was called, the check comes
 * first.
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
 * Returns: %TRUE if it is sound; errors as for aft_db_check()
 */
gboolean
aft_store_check_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish (self, result, aft_store_check_async, error);
}

/**
 * aft_store_load_async:
 *
 * Reads what a plan and the present days need, from one state of the diary.
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
 * Returns: (transfer full) (nullable): newest last; free with aft_recent_entries_free()
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
 * Reads every session and the scores of every note, for aft_trends_new().
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
