/* aft-importer.h: imports a file into the diary, after showing what that would change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-json.h"
#include "aft-progress-box.h"

G_BEGIN_DECLS

void aft_importer_run (GtkWindow      *parent,
                       AftDiaryModel  *model,
                       AftProgressBox *box);

G_END_DECLS
