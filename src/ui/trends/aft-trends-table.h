/* aft-trends-table.h: the numbers of the chart as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends-view.h"

G_BEGIN_DECLS

void aft_trends_table_fill (GtkListBox          *list,
                            const AftTrendsView *view);

G_END_DECLS
