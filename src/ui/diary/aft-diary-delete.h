/* aft-diary-delete.h: moves an entry to the trash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

void aft_diary_delete_entry (GtkWidget     *widget,
                             AftDiaryModel *model,
                             const char    *id);

G_END_DECLS
