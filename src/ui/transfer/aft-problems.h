/* aft-problems.h: a dialog that says what went wrong, and has the details to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *aft_problems_make_details (const char *details);
void       aft_problems_show         (GtkWindow  *parent,
                                      const char *heading,
                                      const char *body,
                                      const char *details);

G_END_DECLS
