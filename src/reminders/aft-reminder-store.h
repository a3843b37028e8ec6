/* aft-reminder-store.h: the diary as the reminder service keeps it open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-schedule.h"

G_BEGIN_DECLS

/**
 * AftReminderStore:
 * @path: the path of the diary, which may not exist yet
 * @db: (nullable): NULL when there is no diary, or it is closed
 * @preferences: as they were last loaded
 * @needs_recovery: notifications may have gone away before anyone saw them; the next
 *   aft_reminder_store_update() makes their reminders due again
 * @needs_release: the result of showing some reminders could not be written; likewise
 * @needs_redelivery: what Do Not Disturb dropped may be shown now; likewise
 * @needs_sync: the rows may not match the plan; likewise
 *
 * The rest is private.
 */
typedef struct
{
  char          *path;
  AftDb         *db;
  AftPreferences preferences;
  gboolean       needs_recovery;
  gboolean       needs_release;
  gboolean       needs_redelivery;
  gboolean       needs_sync;

  GSource *fold; /* (nullable): no timer */
  int      fold_tries;
} AftReminderStore;

void         aft_reminder_store_init               (AftReminderStore  *self,
                                                    const char        *path);
void         aft_reminder_store_clear              (AftReminderStore  *self);
gboolean     aft_reminder_store_open               (AftReminderStore  *self,
                                                    GError           **error);
gboolean     aft_reminder_store_is_temporary_error (const GError      *error);
void         aft_reminder_store_close              (AftReminderStore  *self);
void         aft_reminder_store_close_if_damaged   (AftReminderStore  *self);
void         aft_reminder_store_load_preferences   (AftReminderStore  *self);
gboolean     aft_reminder_store_update             (AftReminderStore  *self,
                                                    GError           **error);
AftSchedule *aft_reminder_store_make_schedule      (AftReminderStore  *self,
                                                    AftScheduleFlags   flags,
                                                    AftClockReading   *reading,
                                                    GPtrArray        **pending,
                                                    GError           **error);
gboolean     aft_reminder_store_expire             (AftReminderStore  *self,
                                                    AftSchedule       *schedule,
                                                    GError           **error);
gint64       aft_reminder_store_get_next_due       (AftReminderStore  *self);
void         aft_reminder_store_fold_later         (AftReminderStore  *self);

G_END_DECLS
