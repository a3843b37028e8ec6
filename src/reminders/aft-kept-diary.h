/* aft-kept-diary.h: the diary as the keeper holds it open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-schedule.h"

G_BEGIN_DECLS

/**
 * AftKeptDiary:
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
} AftKeptDiary;

void         aft_kept_diary_init             (AftKeptDiary     *self,
                                              const char       *path);
void         aft_kept_diary_clear            (AftKeptDiary     *self);
gboolean     aft_kept_diary_open             (AftKeptDiary     *self,
                                              GError          **error);
gboolean     aft_kept_diary_is_passing       (const GError     *error);
void         aft_kept_diary_close            (AftKeptDiary     *self);
void         aft_kept_diary_look_again       (AftKeptDiary     *self);
void         aft_kept_diary_load_preferences (AftKeptDiary     *self);
void         aft_kept_diary_forget_recovered (AftKeptDiary     *self);
void         aft_kept_diary_forget_synced    (AftKeptDiary     *self);
void         aft_kept_diary_note_halfway     (AftKeptDiary     *self);
gboolean     aft_kept_diary_put_in_order     (AftKeptDiary     *self,
                                              GError          **error);
AftSchedule *aft_kept_diary_make_schedule    (AftKeptDiary     *self,
                                              AftScheduleFlags  flags,
                                              AftMoment        *moment,
                                              GPtrArray       **pending,
                                              GError          **error);
gboolean     aft_kept_diary_expire           (AftKeptDiary     *self,
                                              AftSchedule      *schedule,
                                              GError          **error);
gint64       aft_kept_diary_get_next_due     (AftKeptDiary     *self);

G_END_DECLS
