/* aft-figure-row.h: a row that asks for a figure within a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Title and subtitle say what is asked for, and in which unit. While what is typed is no such
 * figure, it stays as it was typed, the subtitle says what to type, and the value is the last good
 * one.
 * Properties "lower", "upper" and "page" (double): the range, and how far Page Up and Page Down go;
 * the arrows go by 1. "whole" (boolean): only whole numbers.
 * Signal "changed" (void): there is another figure, typed or set. */
#define AFT_TYPE_FIGURE_ROW (aft_figure_row_get_type ())
G_DECLARE_FINAL_TYPE (AftFigureRow, aft_figure_row, AFT, FIGURE_ROW, AdwActionRow)

double      aft_figure_row_get_value   (AftFigureRow *self);
void        aft_figure_row_set_value   (AftFigureRow *self,
                                        double        value);
gboolean    aft_figure_row_commit      (AftFigureRow *self);
const char *aft_figure_row_get_problem (AftFigureRow *self);

G_END_DECLS
