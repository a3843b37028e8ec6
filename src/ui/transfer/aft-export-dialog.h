/* aft-export-dialog.h: asks for the format of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-export.h"

G_BEGIN_DECLS

#define AFT_TYPE_EXPORT_DIALOG (aft_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AftExportDialog, aft_export_dialog, AFT, EXPORT_DIALOG, AdwWindow)

GtkWidget *aft_export_dialog_new (GtkWindow *parent);

/* Signal "chosen" (int: AftExportFormat): a row was activated; the dialog closes itself. */

G_END_DECLS
