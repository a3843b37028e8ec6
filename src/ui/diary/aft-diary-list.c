/* aft-diary-list.c: the diary as one list, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three sizes of knowledge: all lines are known by 16 bytes each (aft-diary-lines.c), those that a
 * view holds have an item, and the notes of these items are all that is in memory of the notes.
 *
 * When a search finds fewer lines than the view has rows, GtkListView would destroy two hundred of
 * them at once, for many times as long as the search has taken. So the lines that are left over
 * show nothing from then on, and go a few at a time, when nothing else is to be done.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-list.h"

#include "aft-check.h"
#include "aft-clock.h"
#include "aft-diary-item.h"
#include "aft-diary-lines.h"
#include "aft-diary-live.h"
#include "aft-time-zone.h"

/* As many as fill a window, with their notes; the rest follows in pages that take the worker a few
 * milliseconds, so that a search that is asked for meanwhile does not wait long. */
#define FIRST_PAGE 100
#define NEXT_PAGE 8192

/* What is left over goes in so many lines at once: GtkListView takes a millisecond for five. */
#define LEAVE_AT_ONCE 10

struct _AftDiaryList
{
  GObject parent_instance;

  AftStore *store;
  GPtrArray *sessions;
  int day_start_minutes;
  AftFilter *filter;

  AftDiaryLines *lines;  /* as the view knows them */
  AftDiaryLines *coming; /* (nullable): to take their place */
  guint n_leaving;       /* lines after @lines that are left over */
  guint leave_id;
  GHashTable *first;    /* gint64 row -> AftSkinNote, of the first page */
  AftDiaryLive *live;   /* the items that a view holds */
  gboolean complete;    /* there are no more pages */
  GCancellable *search; /* (nullable): of the search under way */

  GCancellable *reading;
  GPtrArray *wanted; /* AftDiaryItem: notes to be read */
  GArray *wanted_rows;
  guint read_id;
};

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

/* --- what stands in a line --------------------------------------------------------------------- */

/* Returns: (nullable): the line at @position, %NULL for one that is left over */
static const AftDiaryLine *
get_line (AftDiaryList *self, guint position)
{
  if (position >= self->lines->lines->len)
    return NULL;

  return &g_array_index (self->lines->lines, AftDiaryLine, position);
}

/* Was it written down on another day? Both days are counted from the same start of the day, which
 * may be another one than when a note was given its day. */
static AftDiaryMark
find_mark (AftDiaryList *self, gint64 at_us, gint64 created_at_us, const char *time_zone)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (at_us > aft_check_get_limit (aft_clock_now ()))
    return AFT_DIARY_MARK_AHEAD;

  zone = aft_time_zone_new (time_zone);

  return aft_day_of (at_us, zone, self->day_start_minutes) !=
                 aft_day_of (created_at_us, zone, self->day_start_minutes)
             ? AFT_DIARY_MARK_LATER
             : AFT_DIARY_MARK_NONE;
}

static void
set_note (AftDiaryList *self, AftDiaryItem *item, AftSkinNote *note)
{
  aft_diary_item_set_note (
      item, note, find_mark (self, note->noted_at_us, note->created_at_us, note->time_zone));
}

/* The items of a reading that is under way. */
typedef struct
{
  AftDiaryList *self;
  GPtrArray *items;
  GArray *rows;
} Reading;

/* Whether @item is still that of the note in @row. */
static gboolean
stands_for (AftDiaryList *self, AftDiaryItem *item, gint64 row)
{
  const AftDiaryLine *line;
  guint position;

  if (!aft_diary_live_get_position (self->live, item, &position))
    return FALSE;
  line = get_line (self, position);

  return line != NULL && line->kind == AFT_DIARY_ITEM_NOTE && line->row == row;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = aft_store_read_notes_finish (AFT_STORE (source), result, &error);

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      AftSkinNote *note = g_ptr_array_index (notes, i);
      AftDiaryItem *item = g_ptr_array_index (reading->items, i);

      /* Of one that is not there any more, the list hears soon; nor does a row stand for a note of
       * another day. */
      if (note != NULL && note->day == aft_diary_item_get_day (item) &&
          stands_for (reading->self, item, g_array_index (reading->rows, gint64, i)))
        set_note (reading->self, item, note);
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (reading->self, signals[FAILED], 0, error);
  g_ptr_array_unref (reading->items);
  g_array_unref (reading->rows);
  g_object_unref (reading->self);
  g_free (reading);
}

static gboolean
read_wanted_cb (gpointer user_data)
{
  AftDiaryList *self = user_data;
  g_autoptr (GArray) rows = g_steal_pointer (&self->wanted_rows);
  Reading *reading = g_new0 (Reading, 1);

  self->read_id = 0;
  reading->self = g_object_ref (self);
  reading->items = g_steal_pointer (&self->wanted);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  self->wanted_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->rows = g_array_ref (rows);
  aft_store_read_notes_async (self->store, rows, self->reading, read_cb, reading);

  return G_SOURCE_REMOVE;
}

static void
want_note (AftDiaryList *self, AftDiaryItem *item, gint64 row)
{
  g_ptr_array_add (self->wanted, g_object_ref (item));
  g_array_append_val (self->wanted_rows, row);
  /* All that a view asks for in one go is read in one go. */
  if (self->read_id == 0)
    self->read_id = g_idle_add_full (G_PRIORITY_HIGH, read_wanted_cb, self, NULL);
}

static void
fill_item (AftDiaryList *self, AftDiaryItem *item, guint position)
{
  const AftDiaryLine *line = get_line (self, position);

  if (line == NULL)
    return;
  aft_diary_item_set_place (item, aft_diary_lines_get_recovery_day (self->lines, line), line->first,
                            line->last);
  if (line->kind == AFT_DIARY_ITEM_SESSION)
    {
      AftSession *session = aft_diary_lines_get_session (self->lines, line);

      aft_diary_item_set_session (
          item, session,
          find_mark (self, session->ended_at_us, session->created_at_us, session->time_zone));
    }
  else if (line->kind == AFT_DIARY_ITEM_NOTE)
    {
      AftSkinNote *note = g_hash_table_lookup (self->first, &line->row);

      if (note != NULL)
        set_note (self, item, note);
      else
        want_note (self, item, line->row);
    }
}

/* --- lines ------------------------------------------------------------------------------------- */

static void
turn_item (AftDiaryItem *item, guint position, gpointer user_data)
{
  AftDiaryList *self = user_data;
  const AftDiaryLine *line = get_line (self, position);

  aft_diary_item_become (item, line != NULL ? (AftDiaryItemKind) line->kind : AFT_DIARY_ITEM_GONE,
                         line != NULL ? line->day : AFT_DAY_NONE);
}

/* Makes the items that a view holds of so many lines the items of those that have taken their place,
 * or of none. */
static void
turn_live (AftDiaryList *self, guint position, guint n)
{
  aft_diary_live_foreach (self->live, position, n, turn_item, self);
}

static void
fill_cb (AftDiaryItem *item, guint position, gpointer user_data)
{
  fill_item (AFT_DIARY_LIST (user_data), item, position);
}

/* Fills what the view holds from @position on. */
static void
fill_live (AftDiaryList *self, guint position)
{
  aft_diary_live_foreach (self->live, position, self->lines->lines->len - position, fill_cb, self);
}

static gboolean
leave_cb (gpointer user_data)
{
  AftDiaryList *self = user_data;
  guint n = MIN (self->n_leaving, LEAVE_AT_ONCE);
  guint position = self->lines->lines->len + self->n_leaving - n;
  gboolean more = self->n_leaving > n;

  self->n_leaving -= n;
  if (!more)
    self->leave_id = 0;
  if (n > 0)
    {
      aft_diary_live_move (self->live, position, n, 0);
      g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
    }

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Of @removed lines at the end, those that the view holds may stay for a while.
 * Returns: how many */
static guint
let_leave (AftDiaryList *self, guint removed)
{
  guint end = self->lines->lines->len;
  guint held;

  if (removed <= LEAVE_AT_ONCE)
    return 0;
  held = aft_diary_live_count (self->live, end, removed);
  self->n_leaving = held;
  turn_live (self, end, held);
  if (held > 0 && self->leave_id == 0)
    self->leave_id = g_idle_add (leave_cb, self);

  return held;
}

static void
take_coming (AftDiaryList *self)
{
  g_autoptr (AftDiaryLines) before = g_steal_pointer (&self->lines);
  guint head, tail, position, removed, added, turned, held;

  self->lines = g_steal_pointer (&self->coming);
  aft_diary_lines_compare (before, self->lines, &head, &tail);
  /* Of another search nothing needs to stay in its place. */
  if (self->n_leaving > 0 || !self->complete)
    tail = 0;
  position = head;
  removed = before->lines->len + self->n_leaving - head - tail;
  added = self->lines->lines->len - head - tail;
  self->n_leaving = 0;
  /* A view would throw away its rows and make as many anew, which takes longer than to find what
   * they show. */
  if (!self->complete)
    {
      turned = MIN (removed, added);
      turn_live (self, position, turned);
      position += turned;
      removed -= turned;
      added -= turned;
      held = let_leave (self, removed);
      position += held;
      removed -= held;
    }
  aft_diary_live_move (self->live, position, removed, added);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  fill_live (self, 0);
}

static void
keep_first (AftDiaryList *self, const AftSearchPage *page)
{
  g_hash_table_remove_all (self->first);
  for (guint i = 0; i < page->first->len; i++)
    {
      AftSkinNote *note = g_ptr_array_index (page->first, i);

      if (note != NULL)
        g_hash_table_insert (
            self->first,
            g_memdup2 (&g_array_index (page->notes, AftNoteKey, i).row, sizeof (gint64)),
            aft_skin_note_ref (note));
    }
}

static void
add_page (AftDiaryList *self, const AftSearchPage *page)
{
  guint before = self->lines->lines->len;
  guint added, turned;

  aft_diary_lines_add (self->lines, page);
  added = self->lines->lines->len - before;
  turned = MIN (added, self->n_leaving);
  turn_live (self, before, turned);
  self->n_leaving -= turned;
  /* The note before may not be the last of its day. */
  fill_live (self, before > 0 ? before - 1 : 0);
  if (added > turned)
    g_list_model_items_changed (G_LIST_MODEL (self), before + turned, 0, added - turned);
}

/* --- search ------------------------------------------------------------------------------------ */

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask (AftDiaryList *self, const AftSearchMark *after)
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

  /* What was asked for meanwhile takes its place: this answer is to another question. */
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
    keep_first (self, page);
  if (self->coming != NULL)
    {
      aft_diary_lines_add (self->coming, page);
      /* A view that only follows a change gets it in one piece, and stays where it is. */
      if (page->at_end || !self->complete)
        take_coming (self);
    }
  else
    add_page (self, page);

  if (page->at_end)
    {
      self->complete = TRUE;
      g_clear_object (&self->search);
    }
  else
    ask (self, &page->mark);
  if (first || page->at_end)
    g_signal_emit (self, signals[LOADED], 0);
}

static void
start (AftDiaryList *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->coming, aft_diary_lines_free);
  if (self->sessions == NULL)
    return;

  self->search = g_cancellable_new ();
  self->coming = aft_diary_lines_new (self->sessions, self->day_start_minutes);
  ask (self, NULL);
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

  return self->lines->lines->len + self->n_leaving;
}

static gpointer
aft_diary_list_get_item (GListModel *model, guint position)
{
  AftDiaryList *self = AFT_DIARY_LIST (model);
  const AftDiaryLine *line;
  AftDiaryItem *item;

  if (position >= aft_diary_list_get_n_items (model))
    return NULL;
  item = aft_diary_live_get_item (self->live, position);
  if (item != NULL)
    return g_object_ref (item);

  line = get_line (self, position);
  item = line != NULL ? aft_diary_item_new ((AftDiaryItemKind) line->kind, line->day)
                      : aft_diary_item_new (AFT_DIARY_ITEM_GONE, AFT_DAY_NONE);
  aft_diary_live_add (self->live, item, position);
  fill_item (self, item, position);

  return item;
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
  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->leave_id, g_source_remove);
  g_ptr_array_set_size (self->wanted, 0);
  g_array_set_size (self->wanted_rows, 0);

  G_OBJECT_CLASS (aft_diary_list_parent_class)->dispose (object);
}

static void
aft_diary_list_finalize (GObject *object)
{
  AftDiaryList *self = AFT_DIARY_LIST (object);

  aft_diary_live_free (self->live);
  g_clear_pointer (&self->coming, aft_diary_lines_free);
  g_clear_pointer (&self->lines, aft_diary_lines_free);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_hash_table_unref (self->first);
  g_ptr_array_unref (self->wanted);
  g_array_unref (self->wanted_rows);
  aft_filter_free (self->filter);
  g_clear_object (&self->reading);
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
  self->first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) aft_skin_note_unref);
  self->live = aft_diary_live_new ();
  self->reading = g_cancellable_new ();
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  self->wanted_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * aft_diary_list_new:
 * @store: where the notes are read; a reference is kept
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
 * @sessions: (element-type AftSession): all there are, newest last; kept, and not to be changed
 *   afterwards
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * To be called when the diary has changed: looks for the notes again. Only the stretch that differs
 * is reported as changed, so that a view stays where it is, and lines that are the same keep their
 * items.
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
  start (self);
}

/**
 * aft_diary_list_set_filter:
 * @filter: what is to be found; copied
 *
 * The list stays as it is until the first of that was found, and then grows at its end.
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
  start (self);
}

/** aft_diary_list_get_filter: (transfer none): what is to be found. */
const AftFilter *
aft_diary_list_get_filter (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), NULL);

  return self->filter;
}

/** aft_diary_list_get_complete: whether all that is to be found was found. */
gboolean
aft_diary_list_get_complete (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), FALSE);

  return self->complete;
}

/** aft_diary_list_get_n_notes: how many notes were found so far. */
guint
aft_diary_list_get_n_notes (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), 0);

  return self->lines->n_notes;
}

/** aft_diary_list_get_n_sessions: how many sessions were found so far; those that only head notes
 * do not count. */
guint
aft_diary_list_get_n_sessions (AftDiaryList *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LIST (self), 0);

  return self->lines->n_sessions;
}
