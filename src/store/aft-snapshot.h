/* aft-snapshot.h: copies of earlier states of the diary, beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One is taken before every migration and every import, before an earlier diary is restored, and
 * before the first change of a day. They are in the folder "snapshots" (0700) beside the diary,
 * each a complete SQLite database (0600) that was read back before it got its name.
 *
 * Of the daily ones, the latest of each of the last 7 days that have one is kept and, before those,
 * the latest of each of 4 weeks; of every other kind, the latest 3.
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/* In the name of a file that isn't complete yet, or is only temporary. */
#define AFT_PARTIAL ".partial"

typedef enum
{
  AFT_SNAPSHOT_DAILY,     /* before the first change of a day */
  AFT_SNAPSHOT_MIGRATION, /* before the schema was changed */
  AFT_SNAPSHOT_IMPORT,    /* before another diary was merged into it */
  AFT_SNAPSHOT_RESTORE,   /* what an earlier diary replaced */
} AftSnapshotReason;

/** One snapshot and its contents, without its trash. */
typedef struct
{
  char             *path;
  gint64            taken_at_us;
  AftSnapshotReason reason;
  guint             n_sessions;
  guint             n_notes;
  gint64            first_us; /* of the oldest session or note; 0 if there is none */
  gint64            last_us;  /* of the newest */
} AftSnapshot;

void       aft_snapshot_free             (AftSnapshot         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSnapshot, aft_snapshot_free)

gboolean   aft_snapshot_look_into        (AftSnapshot         *snapshot,
                                          GError             **error);
char      *aft_snapshot_get_folder       (const char          *path);
GPtrArray *aft_snapshot_list             (const char          *path,
                                          GError             **error);
gboolean   aft_db_take_snapshot          (AftDb               *self,
                                          AftSnapshotReason    reason,
                                          char               **path,
                                          GError             **error);

/** What restoring a snapshot would change, not counting the trash. */
typedef struct
{
  guint back;    /* not in the diary now, would come back */
  guint gone;    /* in the diary now, would be removed */
  guint changed; /* in both, and different */
} AftSnapshotDifference;

typedef struct
{
  AftSnapshotDifference sessions;
  AftSnapshotDifference notes;
  guint                 n_others; /* entries of other kinds that would come back, go or change */
} AftSnapshotChanges;

gboolean   aft_db_compare_snapshot       (AftDb               *self,
                                          const char          *snapshot,
                                          AftSnapshotChanges  *changes,
                                          GError             **error);
gboolean   aft_db_restore_snapshot       (AftDb               *self,
                                          const char          *snapshot,
                                          GError             **error);

G_END_DECLS
