/* aft-columns-layout.h: two columns if there is enough space for them, one otherwise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_COLUMNS_LAYOUT (aft_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftColumnsLayout, aft_columns_layout, AFT, COLUMNS_LAYOUT, GtkLayoutManager)

GtkLayoutManager *aft_columns_layout_new (int threshold,
                                          int spacing);

#define AFT_TYPE_COLUMNS_LAYOUT_CHILD (aft_columns_layout_child_get_type ())
G_DECLARE_FINAL_TYPE (AftColumnsLayoutChild,
                      aft_columns_layout_child,
                      AFT,
                      COLUMNS_LAYOUT_CHILD,
                      GtkLayoutChild)

G_END_DECLS
