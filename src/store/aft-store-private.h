/* aft-store-private.h: how the store runs a job on its worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new pair of functions needs a function for the worker, a push with the data and the *_async
 * function as its tag, and a finish with the same tag.
 */
#pragma once

#include "aft-store-worker.h"
#include "aft-store.h"

G_BEGIN_DECLS

typedef struct _AftStoreJob AftStoreJob;

/* Returns: whether it succeeded, with @error set if not */
typedef gboolean (*AftStoreJobFunc) (AftStoreJob *job, GError **error);

/** One job. Its function uses the first fields. */
struct _AftStoreJob
{
  AftStoreWorker *worker;
  GCancellable *cancellable;  /* nullable */
  AftPreferences preferences; /* as they were when the job was queued */
  gpointer data;              /* what it works on, as pushed */
  gpointer result; /* for aft_store_finish_pointer(); the job sets both or neither */
  GDestroyNotify free_result;
  gboolean changed; /* the diary differs from what was loaded; jobs that write set it themselves */

  AftStoreJobFunc func;
  GDestroyNotify destroy;
  GTask *task;
  GMainContext *context;
  gboolean unopened; /* also runs without an open database */
  gboolean replaced; /* the diary was reopened before it */
  gboolean open;     /* the diary, as far as is known afterwards */
  gboolean read_only;
  gboolean damaged;
  char *snapshot_error;
  gboolean ok;
  GError *error;
};

struct _AftStore
{
  GObject parent_instance;

  GThreadPool *pool; /* NULL before the first job and once closed */
  gboolean closed;
  AftStoreWorker *worker;
  AftPreferences preferences;
  /* As of the last job. */
  gboolean open;
  gboolean read_only;
  gboolean damaged;
  char *snapshot_error;
};

void
aft_store_push (AftStore *self,
                AftStoreJobFunc func,
                gpointer data,
                GDestroyNotify destroy,
                gpointer tag,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data);
void
aft_store_push_unopened (AftStore *self,
                         AftStoreJobFunc func,
                         gpointer data,
                         GDestroyNotify destroy,
                         gpointer tag,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean
aft_store_finish (AftStore *self, GAsyncResult *result, gpointer tag, GError **error);
gpointer
aft_store_finish_pointer (AftStore *self, GAsyncResult *result, gpointer tag, GError **error);

G_END_DECLS
