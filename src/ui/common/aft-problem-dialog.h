/* aft-problem-dialog.h: a dialog that says what went wrong, with details to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *aft_problem_details_new (const char *details);
void       aft_problem_dialog_show (GtkWindow  *parent,
                                    const char *heading,
                                    const char *body,
                                    const char *details);

G_END_DECLS
