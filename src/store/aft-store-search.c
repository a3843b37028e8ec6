/* aft-store-search.c: finds entries of the diary on the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-search.h"
#include "aft-store-private.h"

typedef struct
{
  AftFilter *filter;
  AftSearchMark after;
  gboolean goes_on;
  guint limit;
  guint n_first;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  aft_filter_free (search->filter);
  g_free (search);
}

static gboolean
search_job (AftStoreJob *job, GError **error)
{
  const Search *search = job->data;

  job->result =
      aft_db_search (job->worker->db, search->filter, search->goes_on ? &search->after : NULL,
                     search->limit, search->n_first, job->cancellable, error);
  job->free_result = (GDestroyNotify) aft_search_page_free;

  return job->result != NULL;
}

static gboolean
read_notes_job (AftStoreJob *job, GError **error)
{
  const GArray *rows = job->data;

  job->result =
      aft_db_read_notes (job->worker->db, (const gint64 *) (gpointer) rows->data, rows->len, error);
  job->free_result = (GDestroyNotify) g_ptr_array_unref;

  return job->result != NULL;
}

/**
 * aft_store_search_async:
 * @filter: copied
 * @after: (nullable): copied
 *
 * See aft_db_search(). Unlike other jobs, this one can be cancelled while it runs, because it
 * doesn't change anything.
 */
void
aft_store_search_async (AftStore *self,
                        const AftFilter *filter,
                        const AftSearchMark *after,
                        guint limit,
                        guint n_first,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Search *search;

  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (filter != NULL && limit > 0);

  search = g_new0 (Search, 1);
  search->filter = aft_filter_copy (filter);
  search->goes_on = after != NULL;
  if (after != NULL)
    search->after = *after;
  search->limit = limit;
  search->n_first = n_first;
  aft_store_push (self, search_job, search, search_free, aft_store_search_async, cancellable,
                  callback, user_data);
}

/**
 * aft_store_search_finish:
 *
 * Returns: (transfer full) (nullable): the page; errors as for aft_db_search()
 */
AftSearchPage *
aft_store_search_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_search_async, error);
}

/**
 * aft_store_read_notes_async:
 * @rows: (element-type gint64): a reference is kept; don't change it any more
 *
 * See aft_db_read_notes().
 */
void
aft_store_read_notes_async (AftStore *self,
                            GArray *rows,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (AFT_IS_STORE (self));
  g_return_if_fail (rows != NULL);

  aft_store_push (self, read_notes_job, g_array_ref (rows), (GDestroyNotify) g_array_unref,
                  aft_store_read_notes_async, cancellable, callback, user_data);
}

/**
 * aft_store_read_notes_finish:
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): errors as for aft_db_read_notes()
 */
GPtrArray *
aft_store_read_notes_finish (AftStore *self, GAsyncResult *result, GError **error)
{
  return aft_store_finish_pointer (self, result, aft_store_read_notes_async, error);
}
