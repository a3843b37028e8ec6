/* aft-exporter.h: the diary to a file that the person chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-export.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

/* Asks for a file and writes it in the background. The result is a toast in @parent, or a dialog.
 * @range: (nullable): of a report; the last weeks when NULL. */
void aft_exporter_run (GtkWindow            *parent,
                       AftDiaryModel        *model,
                       AftProgressBox       *box,
                       AftExportFormat       format,
                       const AftReportRange *range);

G_END_DECLS
