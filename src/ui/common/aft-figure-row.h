/* aft-figure-row.h: a row that asks for a figure within a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_FIGURE_ROW (aft_figure_row_get_type ())
G_DECLARE_FINAL_TYPE (AftFigureRow, aft_figure_row, AFT, FIGURE_ROW, AdwActionRow)

double      aft_figure_row_get_value   (AftFigureRow *self);
void        aft_figure_row_set_value   (AftFigureRow *self,
                                        double        value);
gboolean    aft_figure_row_commit      (AftFigureRow *self);
const char *aft_figure_row_get_problem (AftFigureRow *self);

G_END_DECLS
