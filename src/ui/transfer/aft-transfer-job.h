/* aft-transfer-job.h: exports or imports in the background, while the diary stays usable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

/**
 * AftTransferFunc:
 * @db: its own connection; set it to %NULL to take the ownership
 * @progress: to be kept up to date
 * @user_data: as given to aft_transfer_job_run_async()
 * @cancellable: cancelled by the person
 * @error: return location for a #GError
 *
 * Runs on its own thread.
 *
 * Returns: whether it succeeded
 */
typedef gboolean (*AftTransferFunc)  (AftDb              **db,
                                      AftProgress         *progress,
                                      gpointer             user_data,
                                      GCancellable        *cancellable,
                                      GError             **error);

gboolean aft_transfer_job_may_run    (GtkWindow           *parent,
                                      AftProgressBox      *box);
void     aft_transfer_job_run_async  (AftDiaryModel       *model,
                                      AftProgressBox      *box,
                                      const char          *text,
                                      AftDb               *db,
                                      AftTransferFunc      func,
                                      gpointer             user_data,
                                      GAsyncReadyCallback  callback,
                                      gpointer             callback_data);
gboolean aft_transfer_job_run_finish (GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
