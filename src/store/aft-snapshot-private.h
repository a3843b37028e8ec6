/* aft-snapshot-private.h: what the files that make, list and restore snapshots share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"
#include "aft-snapshot.h"

G_BEGIN_DECLS

#define AFT_SNAPSHOT_DAYS 7
#define AFT_SNAPSHOT_WEEKS 4
#define AFT_SNAPSHOT_OTHERS 3

/* --- names, and which ones to keep (aft-snapshot-list.c) ------------------------------------ */

char *
aft_snapshot_make_path (const char *folder, AftSnapshotReason reason, gint64 *taken_at_us);
GPtrArray *
aft_snapshot_list_names (const char *folder, GError **error);
gboolean
aft_snapshot_has_today (const char *folder,
                        AftSnapshotReason reason,
                        GTimeZone *time_zone,
                        int day_start_minutes,
                        gint64 now_us,
                        GError **error);
GPtrArray *
aft_snapshot_choose_old (GPtrArray *snapshots,
                         GTimeZone *time_zone,
                         int day_start_minutes,
                         gint64 now_us);

G_END_DECLS
