/* aft-erase-dialog.h: asks whether everything is to be erased, and does it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

/* @parent: what it is shown over; closed once everything is erased, where it stands over another
 * window, or when the person wants to export first. */
void aft_erase_dialog_present (GtkWindow *parent, AftDiaryModel *model);

G_END_DECLS
