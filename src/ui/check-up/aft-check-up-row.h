/* aft-check-up-row.h: a topic of the check-up and what was found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-check-up.h"

G_BEGIN_DECLS

#define AFT_TYPE_CHECK_UP_ROW (aft_check_up_row_get_type ())
G_DECLARE_FINAL_TYPE (AftCheckUpRow, aft_check_up_row, AFT, CHECK_UP_ROW, GtkListBoxRow)

GtkWidget *aft_check_up_row_new         (void);
void       aft_check_up_row_set_style   (GtkWidget               *widget,
                                         AftCheckUpState          state);
void       aft_check_up_row_set_finding (AftCheckUpRow           *self,
                                         const AftCheckUpFinding *finding);

G_END_DECLS
