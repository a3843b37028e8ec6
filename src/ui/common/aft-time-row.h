/* aft-time-row.h: a list row to type a time of day in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_TIME_ROW (aft_time_row_get_type ())
G_DECLARE_FINAL_TYPE (AftTimeRow, aft_time_row, AFT, TIME_ROW, AdwPreferencesRow)

/* Properties: "minutes" (int): minutes after midnight on the wall, 0 to "maximum"; notified once the
 * person has finished typing (Enter, or the focus goes on), never for what is half typed.
 * "maximum" (int): the latest, 1439 by default. "hint" (string): what it is for, in a sentence. */

gboolean    aft_time_row_commit      (AftTimeRow *self);
const char *aft_time_row_get_problem (AftTimeRow *self);

G_END_DECLS
