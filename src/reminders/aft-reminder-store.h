/* aft-reminder-store.h: the diary as the reminder service holds it open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-schedule.h"

G_BEGIN_DECLS

/**
 * AftReminderStore:
 * @path: where the diary is, or will be
 * @db: (nullable): there is no diary yet, or it is closed
 * @preferences: as they were loaded last
 *
 * What follows is its own business.
 */
typedef struct
{
  char          *path;
  AftDb         *db;
  AftPreferences preferences;

  gboolean recovered; /* the rows that a former life left behind are in order */
  gboolean synced;    /* the rows follow from the plan by the present settings */
  gboolean halfway;   /* some rows say that they are being sent, and are not any more */
} AftReminderStore;

void         aft_reminder_store_init             (AftReminderStore     *self,
                                              const char       *path);
void         aft_reminder_store_clear            (AftReminderStore     *self);
gboolean     aft_reminder_store_open             (AftReminderStore     *self,
                                              GError          **error);
gboolean     aft_reminder_store_is_passing       (const GError     *error);
void         aft_reminder_store_close            (AftReminderStore     *self);
void         aft_reminder_store_look_again       (AftReminderStore     *self);
void         aft_reminder_store_load_preferences (AftReminderStore     *self);
void         aft_reminder_store_forget_recovered (AftReminderStore     *self);
void         aft_reminder_store_forget_synced    (AftReminderStore     *self);
void         aft_reminder_store_note_halfway     (AftReminderStore     *self);
gboolean     aft_reminder_store_put_in_order     (AftReminderStore     *self,
                                              GError          **error);
AftSchedule *aft_reminder_store_make_schedule    (AftReminderStore     *self,
                                              AftScheduleFlags  flags,
                                              AftClockReading        *reading,
                                              GPtrArray       **pending,
                                              GError          **error);
gboolean     aft_reminder_store_expire           (AftReminderStore     *self,
                                              AftSchedule      *schedule,
                                              GError          **error);
gint64       aft_reminder_store_get_next_due     (AftReminderStore     *self);

G_END_DECLS
