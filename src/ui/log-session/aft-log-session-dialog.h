/* aft-log-session-dialog.h: the dialog that logs a session, or changes one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-diary-model.h"
#include "aft-form-window.h"

G_BEGIN_DECLS

#define AFT_TYPE_LOG_SESSION_DIALOG (aft_log_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    AftLogSessionDialog, aft_log_session_dialog, AFT, LOG_SESSION_DIALOG, AftFormWindow)

GtkWidget *aft_log_session_dialog_new (AftDiaryModel *model,
                                       AftSession    *session);

G_END_DECLS
