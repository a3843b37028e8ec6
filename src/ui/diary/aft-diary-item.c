/* aft-diary-item.c: one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-item.h"

struct _AftDiaryItem
{
  GObject parent_instance;

  AftDiaryItemKind kind;
  AftSession *session;
  AftSkinNote *note;
  AftDay day;
  int recovery_day;
  gboolean first;
  gboolean last;
  AftDiaryMark mark;
};

G_DEFINE_FINAL_TYPE (AftDiaryItem, aft_diary_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
aft_diary_item_finalize (GObject *object)
{
  AftDiaryItem *self = AFT_DIARY_ITEM (object);

  g_clear_pointer (&self->session, aft_session_unref);
  g_clear_pointer (&self->note, aft_skin_note_unref);
  G_OBJECT_CLASS (aft_diary_item_parent_class)->finalize (object);
}

static void
aft_diary_item_class_init (AftDiaryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_diary_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_diary_item_init (AftDiaryItem *self)
{
}

/**
 * aft_diary_item_new:
 * @kind: what the line is
 * @day: the person's day
 *
 * Returns: (transfer full): an item without an entry
 */
AftDiaryItem *
aft_diary_item_new (AftDiaryItemKind kind, AftDay day)
{
  AftDiaryItem *self = g_object_new (AFT_TYPE_DIARY_ITEM, NULL);

  self->kind = kind;
  self->day = day;
  self->recovery_day = -1;

  return self;
}

/**
 * aft_diary_item_reset:
 * @kind: what the line is now
 * @day: the person's day
 *
 * Turns the item into that of another line, still without an entry. Widgets that show the item go on
 * showing it.
 */
void
aft_diary_item_reset (AftDiaryItem *self, AftDiaryItemKind kind, AftDay day)
{
  g_return_if_fail (AFT_IS_DIARY_ITEM (self));

  g_clear_pointer (&self->session, aft_session_unref);
  g_clear_pointer (&self->note, aft_skin_note_unref);
  self->kind = kind;
  self->day = day;
  self->recovery_day = -1;
  self->first = FALSE;
  self->last = FALSE;
  self->mark = AFT_DIARY_MARK_NONE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * aft_diary_item_set_place:
 * @recovery_day: days since the session; -1 before the first one
 * @first: a note that follows the heading of its day
 * @last: the last note of its day
 */
void
aft_diary_item_set_place (AftDiaryItem *self, int recovery_day, gboolean first, gboolean last)
{
  g_return_if_fail (AFT_IS_DIARY_ITEM (self));

  if (self->recovery_day == recovery_day && self->first == first && self->last == last)
    return;
  self->recovery_day = recovery_day;
  self->first = first;
  self->last = last;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * aft_diary_item_set_session:
 * @session: the session of the line; a reference is kept
 * @mark: what to say about its date
 */
void
aft_diary_item_set_session (AftDiaryItem *self, AftSession *session, AftDiaryMark mark)
{
  AftSession *before;

  g_return_if_fail (AFT_IS_DIARY_ITEM (self));
  g_return_if_fail (session != NULL && self->kind == AFT_DIARY_ITEM_SESSION);

  before = self->session;
  if (before != NULL && aft_session_equal (before, session) && self->mark == mark)
    return;
  self->session = aft_session_ref (session);
  g_clear_pointer (&before, aft_session_unref);
  self->mark = mark;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * aft_diary_item_set_note:
 * @note: the note of the line; a reference is kept
 * @mark: what to say about its date
 */
void
aft_diary_item_set_note (AftDiaryItem *self, AftSkinNote *note, AftDiaryMark mark)
{
  AftSkinNote *before;

  g_return_if_fail (AFT_IS_DIARY_ITEM (self));
  g_return_if_fail (note != NULL && self->kind == AFT_DIARY_ITEM_NOTE);

  before = self->note;
  if (before != NULL && aft_skin_note_equal (before, note) && self->mark == mark)
    return;
  self->note = aft_skin_note_ref (note);
  g_clear_pointer (&before, aft_skin_note_unref);
  self->mark = mark;
  g_signal_emit (self, signals[CHANGED], 0);
}

/** aft_diary_item_get_kind: what the line is. */
AftDiaryItemKind
aft_diary_item_get_kind (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), AFT_DIARY_ITEM_BEFORE);

  return self->kind;
}

/** aft_diary_item_get_session: (transfer none) (nullable): the session that the line shows. */
AftSession *
aft_diary_item_get_session (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), NULL);

  return self->session;
}

/** aft_diary_item_get_note: (transfer none) (nullable): the note that the line shows, %NULL until it has been
 * read. */
AftSkinNote *
aft_diary_item_get_note (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), NULL);

  return self->note;
}

/** aft_diary_item_get_id: (nullable): the id of the session or note; %NULL for a heading. */
const char *
aft_diary_item_get_id (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), NULL);

  if (self->session != NULL)
    return self->session->id;
  return self->note != NULL ? self->note->id : NULL;
}

/** aft_diary_item_get_day: its day; %AFT_DAY_NONE for %AFT_DIARY_ITEM_BEFORE. */
AftDay
aft_diary_item_get_day (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), AFT_DAY_NONE);

  return self->day;
}

/** aft_diary_item_get_recovery_day: days since the session, whose own day is 0; -1 before the first one. */
int
aft_diary_item_get_recovery_day (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), -1);

  return self->recovery_day;
}

/** aft_diary_item_get_first: whether a note is the first line below the heading of its day. */
gboolean
aft_diary_item_get_first (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), FALSE);

  return self->first;
}

/** aft_diary_item_get_last: whether a note is the last line below the heading of its day. */
gboolean
aft_diary_item_get_last (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), FALSE);

  return self->last;
}

/** aft_diary_item_get_mark: what to say about its date. */
AftDiaryMark
aft_diary_item_get_mark (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), AFT_DIARY_MARK_NONE);

  return self->mark;
}
