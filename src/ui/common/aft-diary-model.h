/* aft-diary-model.h: the live diary that every screen shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_MODEL (aft_diary_model_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryModel, aft_diary_model, AFT, DIARY_MODEL, GObject)

AftDiaryModel *aft_diary_model_new              (AftStore            *store,
                                                 GSettings           *settings);
void           aft_diary_model_reload           (AftDiaryModel       *self);
void           aft_diary_model_check_external_changes (AftDiaryModel *self);
void           aft_diary_model_reopen           (AftDiaryModel       *self);

AftStore      *aft_diary_model_get_store        (AftDiaryModel       *self);
GSettings     *aft_diary_model_get_settings     (AftDiaryModel       *self);
gboolean       aft_diary_model_get_loaded       (AftDiaryModel       *self);
const GError  *aft_diary_model_get_error        (AftDiaryModel       *self);
AftPlan       *aft_diary_model_get_plan         (AftDiaryModel       *self);
GPtrArray     *aft_diary_model_get_sessions     (AftDiaryModel       *self);
GPtrArray     *aft_diary_model_get_all_sessions (AftDiaryModel       *self);
GPtrArray     *aft_diary_model_get_notes        (AftDiaryModel       *self);
gint64         aft_diary_model_get_n_notes      (AftDiaryModel       *self);
AftTrends     *aft_diary_model_get_trends       (AftDiaryModel       *self);
void           aft_diary_model_get_preferences  (AftDiaryModel       *self,
                                                 AftPreferences      *preferences);
GTimeZone     *aft_diary_model_get_time_zone    (AftDiaryModel       *self);
AftDay         aft_diary_model_get_today        (AftDiaryModel       *self);

void           aft_diary_model_erase_async      (AftDiaryModel       *self,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);

G_END_DECLS
