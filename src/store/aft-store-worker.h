/* aft-store-worker.h: the diary on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

/*
 * What the worker uses. It never sees the AftStore: the last reference to a GObject that belongs to
 * the main thread must not be dropped on another one.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  AftDb *db;           /* NULL until opened; only for the worker until it is joined */
  gint64 data_version; /* as last seen by the worker */
  gboolean damaged;    /* found to be damaged, and not reopened since */
  gboolean found;      /* there was a diary: no new one is created in its place */
  GError *error;       /* why it could not be reopened; NULL while it is open */

  AftDay snapshot_day;  /* the latest day on which a daily snapshot was attempted */
  char *snapshot_error; /* (nullable): why that failed */
} AftStoreWorker;

AftStoreWorker *
aft_store_worker_new (const char *path);
AftStoreWorker *
aft_store_worker_ref (AftStoreWorker *self);
void
aft_store_worker_unref (AftStoreWorker *self);

gboolean
aft_store_worker_open (AftStoreWorker *self, const AftPreferences *preferences, GError **error);
void
aft_store_worker_check_permission (AftStoreWorker *self, const AftPreferences *preferences);
gboolean
aft_store_worker_follow_path (AftStoreWorker *self,
                              const AftPreferences *preferences,
                              gboolean unopened,
                              gboolean *changed);
void
aft_store_worker_note_damage (AftStoreWorker *self, const GError *error);

G_END_DECLS
