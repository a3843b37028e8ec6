/* aft-transfer-job.h: an export or import in the background, while the diary goes on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

/* Runs on a thread of its own. @db: a connection of its own; set to NULL it is kept, and to be
 * closed by whoever keeps it. */
typedef gboolean (*AftTransferFunc)  (AftDb              **db,
                                      AftProgress         *progress,
                                      gpointer             user_data,
                                      GCancellable        *cancellable,
                                      GError             **error);

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
