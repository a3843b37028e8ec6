/* aft-note-dialog.h: the dialog that changes a check-in, or adds one for another day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"
#include "aft-form-window.h"

G_BEGIN_DECLS

#define AFT_TYPE_NOTE_DIALOG (aft_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AftNoteDialog, aft_note_dialog, AFT, NOTE_DIALOG, AftFormWindow)

GtkWidget *aft_note_dialog_new (AftDiaryModel *model, AftSkinNote *note);
GtkWidget *aft_note_dialog_new_for_day (AftDiaryModel *model, AftDay day);

G_END_DECLS
