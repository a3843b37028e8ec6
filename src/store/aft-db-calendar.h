/* aft-db-calendar.h: which dates a calendar has been given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/**
 * AftCalendarDate:
 * @uid: identifies the event in the calendar
 * @at_us: its time, microseconds since 1970 UTC
 */
typedef struct
{
  char   *uid;
  gint64  at_us;
} AftCalendarDate;

AftCalendarDate *aft_calendar_date_new    (const char      *uid,
                                           gint64           at_us);
void             aft_calendar_date_free   (AftCalendarDate *self);

GPtrArray       *aft_db_list_calendar     (AftDb           *self,
                                           GError         **error);
gboolean         aft_db_note_calendar     (AftDb           *self,
                                           GPtrArray       *dates,
                                           GError         **error);

G_END_DECLS
