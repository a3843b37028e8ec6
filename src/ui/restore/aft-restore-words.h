/* aft-restore-words.h: what a person reads about snapshots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

char *aft_restore_words_counts  (guint                     n_sessions,
                                 guint                     n_notes);
char *aft_restore_words_taken   (const AftSnapshot        *snapshot,
                                 AftDay                    today,
                                 GTimeZone                *time_zone);
char *aft_restore_words_details (const AftSnapshot        *snapshot);
char *aft_restore_words_span    (const AftSnapshot        *snapshot,
                                 GTimeZone                *time_zone);
char *aft_restore_words_changes (const AftSnapshotChanges *changes,
                                 gboolean                  earlier);
char *aft_restore_words_preview (const AftSnapshot        *snapshot,
                                 const AftSnapshotChanges *changes,
                                 GTimeZone                *time_zone);

G_END_DECLS
