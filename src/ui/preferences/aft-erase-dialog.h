/* aft-erase-dialog.h: asks whether to erase everything, and does it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

void aft_erase_dialog_present (GtkWindow     *parent,
                               AftDiaryModel *model);

G_END_DECLS
