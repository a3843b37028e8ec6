/* aft-wrap-layout.h: children in lines, like words in a paragraph
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_WRAP_LAYOUT (aft_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftWrapLayout, aft_wrap_layout, AFT, WRAP_LAYOUT, GtkLayoutManager)

/* Each child has its natural width, and a new line starts where the next one does not fit. Unlike
 * a GtkFlowBox it adds no widget around a child: Tab goes from chip to chip.
 * Property "spacing": pixels between children and between lines, 6 unless set.
 * Property "equal": all have the same width instead, in one line while each has its minimum there,
 * else below one another; %FALSE unless set. */
GtkLayoutManager *aft_wrap_layout_new (void);

G_END_DECLS
