/* aft-diary-list-items.c: the items of the diary's list, and the notes in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list knows every line, but only the items that a view uses exist, and only their notes are in
 * memory.
 */
#include "aft-config.h"

#include "aft-check.h"
#include "aft-clock.h"
#include "aft-diary-list-private.h"
#include "aft-time-zone.h"

/* Returns: (nullable): the line at @position, %NULL for a surplus one */
static const AftDiaryLine *
get_line (AftDiaryList *self, guint position)
{
  if (position >= self->lines->lines->len)
    return NULL;

  return &g_array_index (self->lines->lines, AftDiaryLine, position);
}

/* Whether it was written down on another day. Both days are computed with the present start of the day,
 * which may have changed since a note got its day. */
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

typedef struct
{
  AftDiaryList *self;
  GPtrArray *items;
  GArray *rows;
} Reading;

/* Whether @item still belongs to the note in @row. */
static gboolean
is_item_of (AftDiaryList *self, AftDiaryItem *item, gint64 row)
{
  const AftDiaryLine *line;
  guint position;

  if (!aft_diary_item_cache_get_position (self->item_cache, item, &position))
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

      /* The list will soon learn of a note that was deleted or moved to another day. */
      if (note != NULL && note->day == aft_diary_item_get_day (item) &&
          is_item_of (reading->self, item, g_array_index (reading->rows, gint64, i)))
        set_note (reading->self, item, note);
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (reading->self, "failed", error);
  g_ptr_array_unref (reading->items);
  g_array_unref (reading->rows);
  g_object_unref (reading->self);
  g_free (reading);
}

static gboolean
read_pending_cb (gpointer user_data)
{
  AftDiaryList *self = user_data;
  g_autoptr (GArray) rows = g_steal_pointer (&self->pending_rows);
  Reading *reading = g_new0 (Reading, 1);

  self->read_id = 0;
  reading->self = g_object_ref (self);
  reading->items = g_steal_pointer (&self->pending_items);
  self->pending_items = g_ptr_array_new_with_free_func (g_object_unref);
  self->pending_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->rows = g_array_ref (rows);
  aft_store_read_notes_async (self->store, rows, self->cancellable, read_cb, reading);

  return G_SOURCE_REMOVE;
}

static void
request_note (AftDiaryList *self, AftDiaryItem *item, gint64 row)
{
  g_ptr_array_add (self->pending_items, g_object_ref (item));
  g_array_append_val (self->pending_rows, row);
  /* All notes that a view asks for at once are read at once. */
  if (self->read_id == 0)
    self->read_id = g_idle_add_full (G_PRIORITY_HIGH, read_pending_cb, self, NULL);
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
      AftSkinNote *note = g_hash_table_lookup (self->first_notes, &line->row);

      if (note != NULL)
        set_note (self, item, note);
      else
        request_note (self, item, line->row);
    }
}

/**
 * aft_diary_list_make_item:
 * @position: the position of a line that has no item in use
 *
 * Returns: (transfer full): its item; the note in it may be read later
 */
AftDiaryItem *
aft_diary_list_make_item (AftDiaryList *self, guint position)
{
  const AftDiaryLine *line = get_line (self, position);
  AftDiaryItem *item = line != NULL ? aft_diary_item_new ((AftDiaryItemKind) line->kind, line->day)
                                    : aft_diary_item_new (AFT_DIARY_ITEM_REMOVED, AFT_DAY_NONE);

  aft_diary_item_cache_add (self->item_cache, item, position);
  fill_item (self, item, position);

  return item;
}

static void
fill_item_cb (AftDiaryItem *item, guint position, gpointer user_data)
{
  fill_item (AFT_DIARY_LIST (user_data), item, position);
}

/**
 * aft_diary_list_fill_items:
 *
 * Fills the items in use from @position on.
 */
void
aft_diary_list_fill_items (AftDiaryList *self, guint position)
{
  aft_diary_item_cache_foreach (self->item_cache, position, self->lines->lines->len - position,
                                fill_item_cb, self);
}

static void
reset_item_cb (AftDiaryItem *item, guint position, gpointer user_data)
{
  AftDiaryList *self = user_data;
  const AftDiaryLine *line = get_line (self, position);

  aft_diary_item_reset (item, line != NULL ? (AftDiaryItemKind) line->kind : AFT_DIARY_ITEM_REMOVED,
                        line != NULL ? line->day : AFT_DAY_NONE);
}

/**
 * aft_diary_list_reset_items:
 *
 * Gives the items in use of @n lines from @position on the kind and day of the lines that are there now;
 * those of surplus lines become empty.
 */
void
aft_diary_list_reset_items (AftDiaryList *self, guint position, guint n)
{
  aft_diary_item_cache_foreach (self->item_cache, position, n, reset_item_cb, self);
}
