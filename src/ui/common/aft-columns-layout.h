/* aft-columns-layout.h: two columns where there is room for them, else one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_COLUMNS_LAYOUT (aft_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftColumnsLayout, aft_columns_layout, AFT, COLUMNS_LAYOUT, GtkLayoutManager)

/* Properties: "threshold": the width in pixels (at the default text size; it grows with the text)
 * from which there are two columns; "spacing": between columns and between children, pixels.
 * Layout property of each child: "column": 0, 1, or -1 for the one that is shorter so far. Where there is one column only, all children
 * stand in their order. Without anything visible in one of the columns, the other has it all. */
GtkLayoutManager *aft_columns_layout_new (int threshold,
                                          int spacing);

#define AFT_TYPE_COLUMNS_LAYOUT_CHILD (aft_columns_layout_child_get_type ())
G_DECLARE_FINAL_TYPE (AftColumnsLayoutChild,
                      aft_columns_layout_child,
                      AFT,
                      COLUMNS_LAYOUT_CHILD,
                      GtkLayoutChild)

G_END_DECLS
