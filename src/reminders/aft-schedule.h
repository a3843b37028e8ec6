/* aft-schedule.h: finds out which reminders are due, and when to check again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder.h"
#include "aft-wake-source.h"

G_BEGIN_DECLS

/** How long after a boot an unsynchronised clock isn't trusted. */
#define AFT_SCHEDULE_HOLD_BOOT_US (120 * G_TIME_SPAN_SECOND)
/** How often to check the clock during that time. Setting the clock wakes the program by itself. */
#define AFT_SCHEDULE_HOLD_STEP_US (10 * G_TIME_SPAN_SECOND)

typedef enum
{
  AFT_SCHEDULE_CLOCK_UNSYNCHRONISED = 1 << 0, /* adjtimex() returns TIME_ERROR */
  AFT_SCHEDULE_IGNORE_RETRY = 1 << 1,         /* a notification server has just appeared */
} AftScheduleFlags;

/**
 * AftSchedule:
 * @due: (element-type AftReminder): to be shown now, the most important first
 * @expired: (element-type AftReminder): too late to be shown
 * @wake_real_us: when to check again, CLOCK_REALTIME, or %AFT_WAKE_NEVER
 * @wake_boot_us: when to check again, CLOCK_BOOTTIME, or %AFT_WAKE_NEVER
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
gboolean  aft_clock_is_synchronised (void);
GTimeSpan aft_schedule_get_backoff  (int                    attempts);

G_END_DECLS
