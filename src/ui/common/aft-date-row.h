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

/* Property "ahead": a day without a year is the next one of its name, not the last. */

/* Whose clock says what day it is today; the local one until set. */
void     aft_date_row_set_time_zone (AftDateRow *self,
                                     GTimeZone  *time_zone);
AftDay   aft_date_row_get_today     (AftDateRow *self);
/* AFT_DAY_NONE when nothing is typed, or nothing that is a date. */
AftDay   aft_date_row_get_day       (AftDateRow *self);
void     aft_date_row_set_day       (AftDateRow *self,
                                     AftDay      day);
gboolean aft_date_row_is_empty      (AftDateRow *self);

G_END_DECLS
