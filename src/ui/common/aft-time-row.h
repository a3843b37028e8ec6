/* aft-time-row.h: a list row to type a time of day in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_TIME_ROW (aft_time_row_get_type ())
G_DECLARE_FINAL_TYPE (AftTimeRow, aft_time_row, AFT, TIME_ROW, AdwPreferencesRow)

gboolean    aft_time_row_commit      (AftTimeRow *self);
const char *aft_time_row_get_problem (AftTimeRow *self);

G_END_DECLS
