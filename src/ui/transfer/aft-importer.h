/* aft-importer.h: a file into the diary, after a look at what it would change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-json.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

void  aft_importer_run              (GtkWindow              *parent,
                                     AftDiaryModel          *model,
                                     AftProgressBox         *box);
char *aft_importer_describe_preview (const AftImportPreview *preview);

G_END_DECLS
