/* aft-restore-words.h: what a person reads about snapshots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

/* "3 sessions, 41 check-ins" */
char *aft_restore_words_counts  (guint                     n_sessions,
                                 guint                     n_notes);
/* "Today, 14:05": when it was taken. */
char *aft_restore_words_taken   (const AftSnapshot        *snapshot,
                                 AftDay                    today,
                                 GTimeZone                *time_zone);
/* "3 sessions, 41 check-ins. Kept before an import." */
char *aft_restore_words_details (const AftSnapshot        *snapshot);
/* "3 sessions, 41 check-ins, from … to …." */
char *aft_restore_words_span    (const AftSnapshot        *snapshot,
                                 GTimeZone                *time_zone);
/* "• 2 check-ins will come back" and the like, or "will be added". */
char *aft_restore_words_changes (const AftSnapshotChanges *changes,
                                 gboolean                  earlier);
/* What is in it, from when to when, and what restoring it would change: several paragraphs. */
char *aft_restore_words_preview (const AftSnapshot        *snapshot,
                                 const AftSnapshotChanges *changes,
                                 GTimeZone                *time_zone);

G_END_DECLS
