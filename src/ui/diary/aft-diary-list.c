/* aft-diary-list.c: the diary as one list, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-list.h"

#include "aft-diary-item.h"

/* One line, small enough that a hundred thousand of them cost little. What it points to is kept
 * alive by the arrays that the list was made from. */
typedef struct
{
  gpointer entry;
  AftDay day;
  int recovery_day;
  guint8 kind;
  guint8 first : 1;
  guint8 last : 1;
} Line;

struct _AftDiaryList
{
  GObject parent_instance;

  GPtrArray *sessions;
  GPtrArray *notes;
  GArray *lines;
  int day_start_minutes;
};

static void
aft_diary_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AftDiaryList,
                               aft_diary_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, aft_diary_list_iface_init))

static AftDay
get_day (gint64 at_us, const char *time_zone, int day_start_minutes)
{
  g_autoptr (GTimeZone) zone = aft_time_zone_new (time_zone);

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  return aft_day_of (at_us, zone, day_start_minutes);
}

/* Was it written down on another day? Both days are counted from the same start of the day, which
 * may be another one than when a note was given its day. */
static gboolean
is_added_later (gint64 at_us, gint64 created_at_us, const char *time_zone, int day_start_minutes)
{
  return get_day (at_us, time_zone, day_start_minutes) !=
         get_day (created_at_us, time_zone, day_start_minutes);
}

static void
add_line (GArray *lines, AftDiaryItemKind kind, gpointer entry, AftDay day, int recovery_day)
{
  Line line = { .kind = (guint8) kind, .entry = entry, .day = day, .recovery_day = recovery_day };

  if (kind == AFT_DIARY_ITEM_NOTE)
    {
      Line *before = &g_array_index (lines, Line, lines->len - 1);

      line.first = before->kind != AFT_DIARY_ITEM_NOTE;
      line.last = TRUE;
      if (!line.first)
        before->last = FALSE;
    }
  g_array_append_val (lines, line);
}

/* Adds the notes from the newest that is left down to @since_us, under their days. @left is how
 * many notes are not in the list yet. @session_day: AFT_DAY_NONE before the first session. */
static void
add_notes (GArray *lines, GPtrArray *notes, guint *left, gint64 since_us, AftDay session_day)
{
  AftDay heading = AFT_DAY_NONE;

  while (*left > 0)
    {
      AftSkinNote *note = g_ptr_array_index (notes, *left - 1);
      int recovery_day = -1;

      if (note->noted_at_us < since_us)
        return;
      /* A journey can put a note on the day before the session that it follows. */
      if (session_day != AFT_DAY_NONE)
        recovery_day = MAX (0, (int) ((gint64) note->day - (gint64) session_day));
      if (note->day != heading)
        add_line (lines, AFT_DIARY_ITEM_DAY, NULL, note->day, recovery_day);
      heading = note->day;
      add_line (lines, AFT_DIARY_ITEM_NOTE, note, note->day, recovery_day);
      (*left)--;
    }
}

static GArray *
make_lines (GPtrArray *sessions, GPtrArray *notes, int day_start_minutes)
{
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (Line), sessions->len + notes->len + 16);
  guint left = notes->len;

  for (guint i = sessions->len; i > 0; i--)
    {
      AftSession *session = g_ptr_array_index (sessions, i - 1);
      AftDay day = get_day (session->ended_at_us, session->time_zone, day_start_minutes);

      add_line (lines, AFT_DIARY_ITEM_SESSION, session, day, 0);
      add_notes (lines, notes, &left, session->ended_at_us, day);
    }
  if (left > 0)
    {
      add_line (lines, AFT_DIARY_ITEM_BEFORE, NULL, AFT_DAY_NONE, -1);
      add_notes (lines, notes, &left, G_MININT64, AFT_DAY_NONE);
    }
  return lines;
}

/* Does the line look the same? An entry that was saved again has a later modification. */
static gboolean
same_line (const Line *a, const Line *b)
{
  if (a->kind != b->kind || a->day != b->day || a->recovery_day != b->recovery_day ||
      a->first != b->first || a->last != b->last)
    return FALSE;
  if (a->entry == b->entry)
    return TRUE;
  if (a->kind == AFT_DIARY_ITEM_SESSION)
    return aft_session_equal (a->entry, b->entry);
  return aft_skin_note_equal (a->entry, b->entry);
}

static GType
aft_diary_list_get_item_type (GListModel *model)
{
  return AFT_TYPE_DIARY_ITEM;
}

static guint
aft_diary_list_get_n_items (GListModel *model)
{
  return AFT_DIARY_LIST (model)->lines->len;
}

static gpointer
aft_diary_list_get_item (GListModel *model, guint position)
{
  AftDiaryList *self = AFT_DIARY_LIST (model);
  const Line *line;
  gboolean added_later = FALSE;

  if (position >= self->lines->len)
    return NULL;
  line = &g_array_index (self->lines, Line, position);
  if (line->kind == AFT_DIARY_ITEM_SESSION)
    {
      const AftSession *session = line->entry;

      added_later = is_added_later (session->ended_at_us, session->created_at_us,
                                    session->time_zone, self->day_start_minutes);
    }
  else if (line->kind == AFT_DIARY_ITEM_NOTE)
    {
      const AftSkinNote *note = line->entry;

      added_later = is_added_later (note->noted_at_us, note->created_at_us, note->time_zone,
                                    self->day_start_minutes);
    }
  return aft_diary_item_new ((AftDiaryItemKind) line->kind, line->entry, line->day,
                             line->recovery_day, line->first, line->last, added_later);
}

static void
aft_diary_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = aft_diary_list_get_item_type;
  iface->get_n_items = aft_diary_list_get_n_items;
  iface->get_item = aft_diary_list_get_item;
}

static void
aft_diary_list_finalize (GObject *object)
{
  AftDiaryList *self = AFT_DIARY_LIST (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  G_OBJECT_CLASS (aft_diary_list_parent_class)->finalize (object);
}

static void
aft_diary_list_class_init (AftDiaryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_diary_list_finalize;
}

static void
aft_diary_list_init (AftDiaryList *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
}

/**
 * aft_diary_list_new:
 *
 * Returns: (transfer full): an empty list
 */
AftDiaryList *
aft_diary_list_new (void)
{
  return g_object_new (AFT_TYPE_DIARY_LIST, NULL);
}

/**
 * aft_diary_list_set:
 * @sessions: (element-type AftSession): newest last; kept, and not to be changed afterwards
 * @notes: (element-type AftSkinNote): newest last; kept, and not to be changed afterwards
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * Takes time in proportion to the number of notes, a few milliseconds for a hundred thousand. Only
 * the stretch that differs is reported as changed, so that a view stays where it is.
 */
void
aft_diary_list_set (AftDiaryList *self,
                    GPtrArray *sessions,
                    GPtrArray *notes,
                    int day_start_minutes)
{
  g_autoptr (GPtrArray) old_sessions = NULL;
  g_autoptr (GPtrArray) old_notes = NULL;
  g_autoptr (GArray) old = NULL;
  gboolean all;
  guint head = 0;
  guint tail = 0;
  guint shorter;

  g_return_if_fail (AFT_IS_DIARY_LIST (self));
  g_return_if_fail (sessions != NULL && notes != NULL);

  /* The former entries are needed until the two lists were compared. */
  old = g_steal_pointer (&self->lines);
  old_sessions = g_steal_pointer (&self->sessions);
  old_notes = g_steal_pointer (&self->notes);
  /* With another start of the day any line may be "added later" or not. */
  all = self->day_start_minutes != day_start_minutes;
  self->sessions = g_ptr_array_ref (sessions);
  self->notes = g_ptr_array_ref (notes);
  self->day_start_minutes = day_start_minutes;
  self->lines = make_lines (sessions, notes, day_start_minutes);

  shorter = all ? 0 : MIN (old->len, self->lines->len);
  while (head < shorter &&
         same_line (&g_array_index (old, Line, head), &g_array_index (self->lines, Line, head)))
    head++;
  while (tail < shorter - head &&
         same_line (&g_array_index (old, Line, old->len - 1 - tail),
                    &g_array_index (self->lines, Line, self->lines->len - 1 - tail)))
    tail++;
  if (old->len - head - tail > 0 || self->lines->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                self->lines->len - head - tail);
}
