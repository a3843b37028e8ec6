/* aft-calendar.h: future dates for a calendar program (iCalendar, RFC 5545)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

/** One future date with its texts. */
typedef enum
{
  AFT_CALENDAR_MAKEUP,
  AFT_CALENDAR_NEXT_SESSION,
} AftCalendarKind;

typedef struct
{
  gint64          at_us;
  char           *title;
  char           *text;       /* NULL in discreet mode */
  char           *uid;        /* names the event in a calendar */
  gboolean        cancelled;  /* a calendar may have it, but it is no longer planned */
} AftCalendarEvent;

GPtrArray *aft_calendar_list_events   (const AftPlan   *plan,
                                       const AftPlan   *makeup_plan,
                                       gboolean         discreet,
                                       GTimeZone       *time_zone);
void       aft_calendar_add_cancelled (GPtrArray       *events,
                                       GPtrArray       *known,
                                       gint64           now_us);
char      *aft_calendar_get_remark    (const AftPlan   *plan);
char      *aft_calendar_make_uid      (const char      *session_id,
                                       AftCalendarKind  kind);
char      *aft_calendar_to_ics        (GPtrArray       *events,
                                       gint64           now_us);

G_END_DECLS
