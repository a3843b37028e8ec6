/* aft-exporter.h: exports the diary to a file that the person chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-export.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

void aft_exporter_run (GtkWindow            *parent,
                       AftDiaryModel        *model,
                       AftProgressBox       *box,
                       AftExportFormat       format,
                       const AftReportRange *range);

G_END_DECLS
