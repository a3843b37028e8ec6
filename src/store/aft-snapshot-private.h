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

/* --- names and what is kept (aft-snapshot-list.c) ------------------------------------------- */

/* The path for a snapshot taken at *@taken_at_us, which is moved on where that name is taken. */
char *
aft_snapshot_make_path (const char *folder, AftSnapshotReason reason, gint64 *taken_at_us);
/* The names alone, without looking into the files: counts and instants are 0. Newest first. */
GPtrArray *
aft_snapshot_list_names (const char *folder, GError **error);
/* Is there one of this kind from the person's day of @now_us? FALSE with @error set where the
 * folder can't be looked into. */
gboolean
aft_snapshot_has_today (const char *folder,
                        AftSnapshotReason reason,
                        GTimeZone *time_zone,
                        int day_start_minutes,
                        gint64 now_us,
                        GError **error);
/* (element-type AftSnapshot) (transfer container): those of @snapshots, newest first, that nobody
 * needs any more. */
GPtrArray *
aft_snapshot_choose_old (GPtrArray *snapshots,
                         GTimeZone *time_zone,
                         int day_start_minutes,
                         gint64 now_us);

G_END_DECLS
