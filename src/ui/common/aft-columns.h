/* aft-columns.h: a box whose children get the focus in their own order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_COLUMNS (aft_columns_get_type ())
G_DECLARE_FINAL_TYPE (AftColumns, aft_columns, AFT, COLUMNS, GtkBox)

G_END_DECLS
