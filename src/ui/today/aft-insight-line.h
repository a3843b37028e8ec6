/* aft-insight-line.h: how this recovery compares, in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_INSIGHT_LINE (aft_insight_line_get_type ())
G_DECLARE_FINAL_TYPE (AftInsightLine, aft_insight_line, AFT, INSIGHT_LINE, GtkWidget)

G_END_DECLS
