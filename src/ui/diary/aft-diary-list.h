/* aft-diary-list.h: the diary as one list, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "aft-search.h"

G_BEGIN_DECLS

/* Signal "loaded" (void): the first entries have been found, or all of them.
 * Signal "failed" (GError): the diary could not be read. */
#define AFT_TYPE_DIARY_LIST (aft_diary_list_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryList, aft_diary_list, AFT, DIARY_LIST, GObject)

AftDiaryList    *aft_diary_list_new            (AftStore        *store);
void             aft_diary_list_load           (AftDiaryList    *self,
                                                GPtrArray       *sessions,
                                                int              day_start_minutes);
void             aft_diary_list_set_filter     (AftDiaryList    *self,
                                                const AftFilter *filter);
const AftFilter *aft_diary_list_get_filter     (AftDiaryList    *self);
gboolean         aft_diary_list_get_complete   (AftDiaryList    *self);
guint            aft_diary_list_get_n_notes    (AftDiaryList    *self);
guint            aft_diary_list_get_n_sessions (AftDiaryList    *self);

G_END_DECLS
