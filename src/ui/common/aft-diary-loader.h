/* aft-diary-loader.h: opens the diary, and loads what the screens need of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_LOADER (aft_diary_loader_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryLoader, aft_diary_loader, AFT, DIARY_LOADER, GObject)

AftDiaryLoader         *aft_diary_loader_new             (AftStore             *store);
void                    aft_diary_loader_stop            (AftDiaryLoader       *self);
void                    aft_diary_loader_set_preferences (AftDiaryLoader       *self,
                                                          const AftPreferences *preferences);
void                    aft_diary_loader_load            (AftDiaryLoader       *self);
void                    aft_diary_loader_load_trends     (AftDiaryLoader       *self);
void                    aft_diary_loader_reopen          (AftDiaryLoader       *self);
void                    aft_diary_loader_check_external_changes (AftDiaryLoader *self);
void                    aft_diary_loader_expire_trash    (AftDiaryLoader       *self);

const AftRecentEntries *aft_diary_loader_get_entries     (AftDiaryLoader       *self);
AftTrends              *aft_diary_loader_get_trends      (AftDiaryLoader       *self);
const GError           *aft_diary_loader_get_error       (AftDiaryLoader       *self);

G_END_DECLS
