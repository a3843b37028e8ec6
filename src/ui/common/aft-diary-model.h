/* aft-diary-model.h: the live diary that every screen looks at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_MODEL (aft_diary_model_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryModel, aft_diary_model, AFT, DIARY_MODEL, GObject)

/* Opens the store and loads the diary, makes the plan, and makes both again when the diary, the
 * settings or the time zone change, and when plan->changes_at_us is reached.
 * @settings: (nullable) */
AftDiaryModel *aft_diary_model_new             (AftStore      *store,
                                                GSettings     *settings);
/* Load again; where opening or loading had failed, try again. */
void           aft_diary_model_reload          (AftDiaryModel *self);
void           aft_diary_model_look            (AftDiaryModel *self);
/* Open it anew: the store has closed it. */
void           aft_diary_model_reopen          (AftDiaryModel *self);

AftStore      *aft_diary_model_get_store       (AftDiaryModel *self);
GSettings     *aft_diary_model_get_settings    (AftDiaryModel *self);
/* FALSE until the first load came back. */
gboolean       aft_diary_model_get_loaded      (AftDiaryModel *self);
/* (transfer none) (nullable): why the latest open or load failed; NULL when it did not. What was
 * loaded before stays. */
const GError  *aft_diary_model_get_error       (AftDiaryModel *self);
/* (transfer none) (nullable): NULL until loaded. */
AftPlan       *aft_diary_model_get_plan        (AftDiaryModel *self);
/* (transfer none): newest last; empty until loaded. Replaced, never changed in place. The notes are
 * those that the plan and the present days need, see aft_db_list_recent_notes(). */
GPtrArray     *aft_diary_model_get_sessions    (AftDiaryModel *self);
GPtrArray     *aft_diary_model_get_all_sessions (AftDiaryModel *self);
GPtrArray     *aft_diary_model_get_notes       (AftDiaryModel *self);
/* How many notes the diary has in all. */
gint64         aft_diary_model_get_n_notes     (AftDiaryModel *self);
/* (transfer none) (nullable): of all recoveries; NULL until they are known, a moment after the rest.
 * Replaced, never changed in place. */
AftTrends     *aft_diary_model_get_trends      (AftDiaryModel *self);
void           aft_diary_model_get_preferences (AftDiaryModel *self,
                                                AftPreferences *preferences);
/* (transfer none): where the person is now. */
GTimeZone     *aft_diary_model_get_time_zone   (AftDiaryModel *self);
/* The person's day at this instant. */
AftDay         aft_diary_model_get_today       (AftDiaryModel *self);

/* Deletes all of it for good: diary, trash, drafts, reminders, snapshots. */
void           aft_diary_model_erase_async     (AftDiaryModel *self,
                                                GAsyncReadyCallback callback,
                                                gpointer       user_data);
gboolean       aft_diary_model_erase_finish    (AftDiaryModel *self,
                                                GAsyncResult  *result,
                                                GError       **error);

/* Signal "erasing" (void): everything is about to be erased, and nothing that was typed before may
 * be written after it.
 * Signal "changed" (void): sessions, notes, plan, today or the error are new, or how times are
 * written.
 * Signal "trends-changed" (void): the trends are new.
 * Signal "clock-changed" (void): before that, in the last case: what does not follow from the
 * diary anew has to be written again. */

G_END_DECLS
