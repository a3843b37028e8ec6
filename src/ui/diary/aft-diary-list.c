/* aft-diary-list.c: the diary as one list, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All lines are known, with 16 bytes each (aft-diary-lines.c); aft-diary-list-items.c has the items of
 * those that a view uses.
 *
 * If a search finds fewer lines than the view has rows, GtkListView destroys up to two hundred rows at
 * once, which takes many times longer than the search. Therefore the surplus lines become empty, and are
 * removed a few at a time when the program is idle.
 */
#include "aft-config.h"

#include "aft-diary-list-private.h"

/* The first page fills a window, with its notes. The others take the worker a few milliseconds each, so that
 * a new search needn't wait long. */
#define FIRST_PAGE 100
#define NEXT_PAGE 8192

/* Surplus lines removed at once: GtkListView takes a millisecond for five. */
#define REMOVE_AT_ONCE 10

static void
aft_diary_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AftDiaryList,
                               aft_diary_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, aft_diary_list_iface_init))

enum
{
  LOADED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- lines ------------------------------------------------------------------------------------- */

static gboolean
remove_surplus_cb (gpointer user_data)
{
  AftDiaryList *self = user_data;
  guint n = MIN (self->n_surplus, REMOVE_AT_ONCE);
  guint position = self->lines->lines->len + self->n_surplus - n;
  gboolean more = self->n_surplus > n;

  self->n_surplus -= n;
  if (!more)
    self->surplus_id = 0;
  if (n > 0)
    {
      aft_diary_item_cache_splice (self->item_cache, position, n, 0);
      g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
    }

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Keeps those of @removed lines at the end that the view uses, to be removed later.
 * Returns: how many they are */
static guint
remove_later (AftDiaryList *self, guint removed)
{
  guint end = self->lines->lines->len;
  guint used;

  if (removed <= REMOVE_AT_ONCE)
    return 0;
  used = aft_diary_item_cache_count (self->item_cache, end, removed);
  self->n_surplus = used;
  aft_diary_list_reset_items (self, end, used);
  if (used > 0 && self->surplus_id == 0)
    self->surplus_id = g_idle_add (remove_surplus_cb, self);

  return used;
}

static void
insert_lines (AftDiaryList *self)
{
  g_autoptr (AftDiaryLines) before = g_steal_pointer (&self->lines);
  guint head, tail, position, removed, added, reused, used;

  self->lines = g_steal_pointer (&self->next_lines);
  aft_diary_lines_compare (before, self->lines, &head, &tail);
  /* The lines of another search needn't keep their places. */
  if (self->n_surplus > 0 || !self->complete)
    tail = 0;
  position = head;
  removed = before->lines->len + self->n_surplus - head - tail;
  added = self->lines->lines->len - head - tail;
  self->n_surplus = 0;
  /* A view would destroy its rows and create new ones, which takes longer than the search. */
  if (!self->complete)
    {
      reused = MIN (removed, added);
      aft_diary_list_reset_items (self, position, reused);
      position += reused;
      removed -= reused;
      added -= reused;
      used = remove_later (self, removed);
      position += used;
      removed -= used;
    }
  aft_diary_item_cache_splice (self->item_cache, position, removed, added);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  aft_diary_list_fill_items (self, 0);
}

static void
keep_first_notes (AftDiaryList *self, const AftSearchPage *page)
{
  g_hash_table_remove_all (self->first_notes);
  for (guint i = 0; i < page->first->len; i++)
    {
      AftSkinNote *note = g_ptr_array_index (page->first, i);

      if (note != NULL)
        g_hash_table_insert (
            self->first_notes,
            g_memdup2 (&g_array_index (page->notes, AftNoteKey, i).row, sizeof (gint64)),
            aft_skin_note_ref (note));
    }
}

static void
add_page (AftDiaryList *self, const AftSearchPage *page)
{
  guint before = self->lines->lines->len;
  guint added, reused;

  aft_diary_lines_add (self->lines, page);
  added = self->lines->lines->len - before;
  reused = MIN (added, self->n_surplus);
  aft_diary_list_reset_items (self, before, reused);
  self->n_surplus -= reused;
  /* The note before may no longer be the last of its day. */
  aft_diary_list_fill_items (self, before > 0 ? before - 1 : 0);
  if (added > reused)
    g_list_model_items_changed (G_LIST_MODEL (self), before + reused, 0, added - reused);
}

/* --- search ------------------------------------------------------------------------------------ */

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_page (AftDiaryList *self, const AftSearchMark *after)
{
  aft_store_search_async (self->store, self->filter, after, after == NULL ? FIRST_PAGE : NEXT_PAGE,
                          after == NULL ? FIRST_PAGE : 0, self->search, searched_cb,
                          g_object_ref (self));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSearchPage) page = aft_store_search_finish (AFT_STORE (source), result, &error);
  gboolean first;

  /* A newer search has replaced this one. */
  if (g_task_get_cancellable (G_TASK (result)) != self->search ||
      g_cancellable_is_cancelled (self->search))
    return;
  if (page == NULL)
    {
      g_clear_object (&self->search);
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  first = page->sessions != NULL;
  if (first)
    keep_first_notes (self, page);
  if (self->next_lines != NULL)
    {
      aft_diary_lines_add (self->next_lines, page);
      /* A view that follows a change gets it in one piece, and keeps its position. */
      if (page->at_end || !self->complete)
        insert_lines (self);
    }
  else
    add_page (self, page);

  if (page->at_end)
    {
      self->complete = TRUE;
      g_clear_object (&self->search);
    }
  else
    read_page (self, &page->mark);
  if (first || page->at_end)
    g_signal_emit (self, signals[LOADED], 0);
}

static void
start_search (AftDiaryList *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->next_lines, aft_diary_lines_free);
  if (self->sessions == NULL)
    return;

  self->search = g_cancellable_new ();
  self->next_lines = aft_diary_lines_new (self->sessions, self->day_start_minutes);
  read_page (self, NULL);
}

/* --- vfuncs ------------------------------------------------------------------------------------ */

static GType
aft_diary_list_get_item_type (GListModel *model)
{
  return AFT_TYPE_DIARY_ITEM;
}

static guint
aft_diary_list_get_n_items (GListModel *model)
{
  AftDiaryList *self = AFT_DIARY_LIST (model);

  return self->lines->lines->len + self->n_surplus;
}

static gpointer
aft_diary_list_get_item (GListModel *model, guint position)
{
  AftDiaryList *self = AFT_DIARY_LIST (model);
  AftDiaryItem *item;

  if (position >= aft_diary_list_get_n_items (model))
    return NULL;
  item = aft_diary_item_cache_lookup (self->item_cache, position);
  if (item != NULL)
    return g_object_ref (item);

  return aft_diary_list_make_item (self, position);
}

static void
aft_diary_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = aft_diary_list_get_item_type;
  iface->get_n_items = aft_diary_list_get_n_items;
  iface->get_item = aft_diary_list_get_item;
}

static void
aft_diary_list_dispose (GObject *object)
{
  AftDiaryList *self = AFT_DIARY_LIST (object);

  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->surplus_id, g_source_remove);
  g_ptr_array_set_size (self->pending_items, 0);
  g_array_set_size (self->pending_rows, 0);

  G_OBJECT_CLASS (aft_diary_list_parent_class)->dispose (object);
}

static void
aft_diary_list_finalize (GObject *object)
{
  AftDiaryList *self = AFT_DIARY_LIST (object);

  aft_diary_item_cache_free (self->item_cache);
  g_clear_pointer (&self->next_lines, aft_diary_lines_free);
  g_clear_pointer (&self->lines, aft_diary_lines_free);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_hash_table_unref (self->first_notes);
  g_ptr_array_unref (self->pending_items);
  g_array_unref (self->pending_rows);
  aft_filter_free (self->filter);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_diary_list_parent_class)->finalize (object);
}

static void
aft_diary_list_class_init (AftDiaryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_diary_list_dispose;
  object_class->finalize = aft_diary_list_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
aft_diary_list_init (AftDiaryList *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->filter = aft_filter_new ();
  self->lines = aft_diary_lines_new (none, 0);
  self->first_notes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) aft_skin_note_unref);
  self->item_cache = aft_diary_item_cache_new ();
  self->cancellable = g_cancellable_new ();
  self->pending_items = g_ptr_array_new_with_free_func (g_object_unref);
  self->pending_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * aft_diary_list_new:
 * @store: where the notes are read; a reference is kept
 *
 * A #GListModel of #AftDiaryItem: each session, newest first, followed by the days of its recovery, each
 * followed by its notes. The notes are read when a view asks for their lines.
 *
 * Returns: (transfer full): an empty list
 */
AftDiaryList *
aft_diary_list_new (AftStore *store)
{
  AftDiaryList *self;

  g_return_val_if_fail (AFT_IS_STORE (store), NULL);

  self = g_object_new (AFT_TYPE_DIARY_LIST, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * aft_diary_list_load:
 * @sessions: (element-type AftSession): all sessions, newest last; a reference is kept, so they must not
 *   change any more
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * Searches the notes again, after the diary has changed. Only the lines that differ are reported as
 * changed: a view keeps its position, and the other lines keep their items.
 */
void
aft_diary_list_load (AftDiaryList *self, GPtrArray *sessions, int day_start_minutes)
{
  GPtrArray *before;

  g_return_if_fail (AFT_IS_DIARY_LIST (self));
  g_return_if_fail (sessions != NULL);

  before = self->sessions;
  self->sessions = g_ptr_array_ref (sessions);
  g_clear_pointer (&before, g_ptr_array_unref);
  self->day_start_minutes = day_start_minutes;
  start_search (self);
}

/**
 * aft_diary_list_set_filter:
 * @filter: what to find; copied
 *
 * The list stays as it is until the first entries are found, and then grows at its end.
 */
void
aft_diary_list_set_filter (AftDiaryList *self, const AftFilter *filter)
{
  g_return_if_fail (AFT_IS_DIARY_LIST (self));
  g_return_if_fail (filter != NULL);

  if (aft_filter_equal (self->filter, filter))
    return;
  aft_filter_free (self->filter);
  self->filter = aft_filter_copy (filter);
  self->complete = FALSE;
  start_search (self);
}

/** aft_diary_list_get_filter: (transfer none): what to find. */
const AftFilter *
aft_diary_list_get_filter (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), NULL);

  return self->filter;
}

/** aft_diary_list_get_complete: whether everything has been found. */
gboolean
aft_diary_list_get_complete (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), FALSE);

  return self->complete;
}

/** aft_diary_list_get_n_notes: how many notes have been found so far. */
guint
aft_diary_list_get_n_notes (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), 0);

  return self->lines->n_notes;
}

/** aft_diary_list_get_n_sessions: how many sessions have been found so far, without those that only head
 * notes. */
guint
aft_diary_list_get_n_sessions (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), 0);

  return self->lines->n_sessions;
}
