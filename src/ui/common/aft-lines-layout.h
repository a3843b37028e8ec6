/* aft-lines-layout.h: lines of text below one another, beside something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_LINES_LAYOUT (aft_lines_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftLinesLayout, aft_lines_layout, AFT, LINES_LAYOUT, GtkLayoutManager)

/* For what stands beside a button in a row. A vertical GtkBox in a horizontal one is asked for the width
 * that goes with the height of the row, and gives of that height to labels which need none of it, so that
 * a label which wraps wants more width than there is: the button then lies beyond the edge. This one wants
 * the same width whatever the height.
 * Property "spacing": pixels between the children, 0 unless set. */
GtkLayoutManager *aft_lines_layout_new (int spacing);

G_END_DECLS
