/* aft-schedule.h: which reminders are due, and when to look again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder.h"
#include "aft-wake-source.h"

G_BEGIN_DECLS

/** For so long after a boot a wall clock that the kernel calls unsynchronised is not trusted. */
#define AFT_SCHEDULE_HOLD_BOOT_US (120 * G_TIME_SPAN_SECOND)
/** While held: how often to ask the kernel again. A clock that is stepped wakes by itself. */
#define AFT_SCHEDULE_HOLD_STEP_US (10 * G_TIME_SPAN_SECOND)

typedef enum
{
  AFT_SCHEDULE_CLOCK_UNSYNCHRONISED = 1 << 0, /* adjtimex() says TIME_ERROR */
  AFT_SCHEDULE_IGNORE_RETRY = 1 << 1,         /* a notification server has just appeared */
} AftScheduleFlags;

/**
 * AftSchedule:
 * @due: (element-type AftReminder): to be shown now, the most important first
 * @expired: (element-type AftReminder): missed by so much that they are not shown
 * @wake_real_us: when to look again, CLOCK_REALTIME, or %AFT_WAKE_NEVER
 * @wake_boot_us: when to look again, CLOCK_BOOTTIME, or %AFT_WAKE_NEVER
 */
typedef struct
{
  GPtrArray *due;
  GPtrArray *expired;
  gint64     wake_real_us;
  gint64     wake_boot_us;
} AftSchedule;

AftSchedule *aft_schedule_new  (GPtrArray             *pending,
                                const AftClockReading *reading,
                                AftScheduleFlags       flags);
void         aft_schedule_free (AftSchedule           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSchedule, aft_schedule_free)

GTimeSpan aft_schedule_get_lateness (const AftReminder     *row,
                                     const AftClockReading *reading);
/* What the kernel says of its clock: for the flags above. Not pure; for the notifier. */
gboolean aft_clock_is_synchronised (void);
/* How long to wait before attempt number @attempts + 1: 5 s, doubled each time, 5 min at most. */
GTimeSpan aft_schedule_get_backoff (int attempts);

G_END_DECLS
