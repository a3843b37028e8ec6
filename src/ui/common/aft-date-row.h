/* aft-date-row.h: an entry for a date, with a calendar beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-day.h"

G_BEGIN_DECLS

#define AFT_TYPE_DATE_ROW (aft_date_row_get_type ())
G_DECLARE_FINAL_TYPE (AftDateRow, aft_date_row, AFT, DATE_ROW, AdwEntryRow)

void     aft_date_row_set_time_zone (AftDateRow *self,
                                     GTimeZone  *time_zone);
AftDay   aft_date_row_get_today     (AftDateRow *self);
AftDay   aft_date_row_get_day       (AftDateRow *self);
void     aft_date_row_set_day       (AftDateRow *self,
                                     AftDay      day);
gboolean aft_date_row_is_empty      (AftDateRow *self);

G_END_DECLS
