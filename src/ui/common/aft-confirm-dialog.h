/* aft-confirm-dialog.h: a message dialog that Return answers with its default
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void aft_confirm_dialog_present (AdwMessageDialog *dialog);
AdwMessageDialog *aft_confirm_dialog_new_discard (GtkWindow *window);

G_END_DECLS
