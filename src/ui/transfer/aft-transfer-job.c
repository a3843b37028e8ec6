/* aft-transfer-job.c: exports or imports in the background, while the diary stays usable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It uses its own connection, not the queue of the store: there, an entry saved meanwhile would have to
 * wait for a million notes.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-transfer-job.h"

#include <glib/gi18n-lib.h>

#include "aft-toast.h"

typedef struct
{
  char *path;
  gboolean read_only; /* this process can only read the diary */
  AftPreferences preferences;
  AftDb *db;
  AftTransferFunc func;
  gpointer user_data;
  AftProgress progress;
  AftProgressBox *box;
  GApplication *application; /* held, so that the program doesn't end in the middle of a file */
  AftStore *store;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->db, aft_db_close);
  g_clear_object (&job->application);
  g_clear_object (&job->box);
  g_clear_object (&job->store);
  g_free (job->path);
  g_free (job);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->db == NULL)
    job->db = job->read_only ? aft_db_open_or_read (job->path, FALSE, &error)
                             : aft_db_open (job->path, FALSE, &error);
  if (job->db == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  aft_db_set_preferences (job->db, &job->preferences);
  if (job->func (&job->db, &job->progress, job->user_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
completed_cb (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  aft_progress_box_end (job->box);
  aft_store_check_external_changes (job->store);
  if (job->application != NULL)
    g_application_release (job->application);
}

/**
 * aft_transfer_job_may_run:
 * @parent: the window that the job belongs to
 * @box: where its progress would be shown
 *
 * Returns: whether no other job is running; if one is, a toast says so
 */
gboolean
aft_transfer_job_may_run (GtkWindow *parent, AftProgressBox *box)
{
  if (!aft_progress_box_is_busy (box))
    return TRUE;
  aft_toast (GTK_WIDGET (parent), _ ("Another file is still being processed"));

  return FALSE;
}

/**
 * aft_transfer_job_run_async:
 * @model: the diary
 * @box: shows the progress and can stop the job; not busy
 * @text: what the job does, for @box
 * @db: (transfer full) (nullable): the connection to use; %NULL opens one
 * @func: (scope async): what to do
 * @user_data: for @func
 * @callback: called on the main loop
 * @callback_data: for @callback
 *
 * The job is cancelled when the window of @box is closed; the program waits until it has stopped.
 */
void
aft_transfer_job_run_async (AftDiaryModel *model,
                            AftProgressBox *box,
                            const char *text,
                            AftDb *db,
                            AftTransferFunc func,
                            gpointer user_data,
                            GAsyncReadyCallback callback,
                            gpointer callback_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (aft_diary_model_get_store (model));
  job->path = g_strdup (aft_store_get_path (job->store));
  job->read_only = aft_store_get_read_only (job->store);
  aft_diary_model_get_preferences (model, &job->preferences);
  job->db = db;
  job->func = func;
  job->user_data = user_data;
  job->box = g_object_ref (box);
  g_set_object (&job->application, g_application_get_default ());
  if (job->application != NULL)
    g_application_hold (job->application);

  g_task_set_source_tag (task, aft_transfer_job_run_async);
  /* A file that was written counts as written, even if the job was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);
  g_signal_connect_object (box, "destroy", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  aft_progress_box_begin (box, text, &job->progress, cancellable);
  g_task_run_in_thread (task, run_thread);
}

/**
 * aft_transfer_job_run_finish:
 *
 * Returns: what the function returned, with its error or one of aft_db_open()
 */
gboolean
aft_transfer_job_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
