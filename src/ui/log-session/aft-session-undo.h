/* aft-session-undo.h: a toast that can undo logging a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

void aft_session_undo_offer (GtkWidget     *parent,
                             AftDiaryModel *model,
                             AftSession    *session);

G_END_DECLS
