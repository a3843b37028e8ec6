/* aft-store-private.h: the one way in which the store runs a job on its worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a new pair of functions needs: a function of the worker's, a push with what it works on and
 * the *_async function as its tag, and a finish with the same tag.
 */
#pragma once

#include "aft-db-private.h"
#include "aft-snapshot-private.h"
#include "aft-store.h"

G_BEGIN_DECLS

/*
 * What the worker touches. It never sees the AftStore: the last reference to a GObject that lives
 * on the main thread must not go away on another one.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  AftDb *db;           /* NULL until opened; the worker's alone until it is joined */
  gint64 data_version; /* as last seen by the worker */
  gboolean damaged;    /* found to be so, and not opened anew since */
  gboolean found;      /* there was a diary: none is made in its place any more */
  GError *error;       /* why it could not be opened anew; NULL while it is open */

  AftDay daily_day;       /* for which there is a daily snapshot, or was tried to be one */
  AftSnapshotCopy *daily; /* (nullable): on its way */
  GMutex daily_mutex;     /* guards what follows, which the main thread reads */
  char *daily_error;      /* (nullable): why the latest try made none */
} AftStoreWorker;

struct _AftStore
{
  GObject parent_instance;

  GThreadPool *pool; /* NULL before the first job, and once closed */
  gboolean closed;
  AftStoreWorker *worker;
  AftPreferences preferences;
  gboolean copying; /* a slice of the daily snapshot is queued */
  /* As the worker last told. */
  gboolean open;
  gboolean read_only;
  gboolean damaged;
};

/** What a job sees of itself while it runs. */
typedef struct
{
  AftStoreWorker *worker;
  GCancellable *cancellable;  /* nullable */
  AftPreferences preferences; /* as they were when the job was asked for */
  gpointer data;              /* what it works on, as it was pushed */

  gpointer result; /* for aft_store_finish_pointer(); the job sets both or neither */
  GDestroyNotify free_result;
  gboolean changed; /* the diary differs from what was loaded; writes of the job set it themselves */
} AftStoreJob;

/* Runs on the worker, once the database is open. Returns whether it went well, with @error set if
 * not. */
typedef gboolean (*AftStoreJobFunc) (AftStoreJob *job, GError **error);

AftStoreWorker *
aft_store_worker_new (void);
void
aft_store_worker_unref (AftStoreWorker *self);

/* Queues @func. @data is freed by @destroy (nullable) on the main thread after the answer; @tag is
 * the *_async function that was called. */
void
aft_store_push (AftStore *self,
                AftStoreJobFunc func,
                gpointer data,
                GDestroyNotify destroy,
                gpointer tag,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data);
/* The same, for what does not need the database to be open. */
void
aft_store_push_unopened (AftStore *self,
                         AftStoreJobFunc func,
                         gpointer data,
                         GDestroyNotify destroy,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* The answer of a job that was pushed with @tag and set no result: whether it went well. */
gboolean
aft_store_finish (AftStore *self, GAsyncResult *result, gpointer tag, GError **error);
/* That of one that set a result. Transfer full; NULL with @error set. */
gpointer
aft_store_finish_pointer (AftStore *self, GAsyncResult *result, gpointer tag, GError **error);

/* --- the daily snapshot (aft-store-snapshot.c) ---------------------------------------------- */

/* On the worker: from now on the first write of a day begins it. */
void
aft_store_worker_keep_days (AftStoreWorker *self);
/* On the main thread: copies on, between other jobs. */
void
aft_store_copy_day (AftStore *self);
/* At the end, with the worker joined: what is left of it. */
void
aft_store_worker_end_day (AftStoreWorker *self);

/* AftStore::changed, on the main thread. */
void
aft_store_emit_changed (AftStore *self);
/* AftStore:damaged and AftStore:read-only, on the main thread. */
void
aft_store_set_state (AftStore *self, gboolean open, gboolean read_only, gboolean damaged);
/* AftStore::replaced, on the main thread. */
void
aft_store_emit_replaced (AftStore *self);
/* On the worker: opens what is at the path, or closes with worker->error set. */
gboolean
aft_store_worker_open (AftStoreWorker *self, const AftPreferences *preferences, GError **error);

G_END_DECLS
