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
  gboolean added_later;
};

G_DEFINE_FINAL_TYPE (AftDiaryItem, aft_diary_item, G_TYPE_OBJECT)

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
}

static void
aft_diary_item_init (AftDiaryItem *self)
{
}

/**
 * aft_diary_item_new:
 * @entry: (nullable): the AftSession or AftSkinNote of such a @kind, NULL for the others
 * @day: the person's day
 * @recovery_day: days since the session; -1 before the first one
 * @first: a note that follows the heading of its day
 * @last: the last note of its day
 * @added_later: written down on another day than @day
 *
 * Returns: (transfer full): the item; it never changes
 */
AftDiaryItem *
aft_diary_item_new (AftDiaryItemKind kind,
                    gpointer entry,
                    AftDay day,
                    int recovery_day,
                    gboolean first,
                    gboolean last,
                    gboolean added_later)
{
  AftDiaryItem *self = g_object_new (AFT_TYPE_DIARY_ITEM, NULL);

  self->kind = kind;
  if (kind == AFT_DIARY_ITEM_SESSION)
    self->session = aft_session_ref (entry);
  else if (kind == AFT_DIARY_ITEM_NOTE)
    self->note = aft_skin_note_ref (entry);
  self->day = day;
  self->recovery_day = recovery_day;
  self->first = first;
  self->last = last;
  self->added_later = added_later;
  return self;
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

/** aft_diary_item_get_note: (transfer none) (nullable): the note that the line shows. */
AftSkinNote *
aft_diary_item_get_note (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), NULL);

  return self->note;
}

/** aft_diary_item_get_id: (nullable): id of the session or note; NULL for headings. */
const char *
aft_diary_item_get_id (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), NULL);

  if (self->session != NULL)
    return self->session->id;
  return self->note != NULL ? self->note->id : NULL;
}

/** aft_diary_item_get_day: the person's day of it. */
AftDay
aft_diary_item_get_day (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), AFT_DAY_NONE);

  return self->day;
}

/** aft_diary_item_get_recovery_day: days since the session, -1 before the first one. */
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

/** aft_diary_item_get_added_later: whether it was written down on another day than its own. */
gboolean
aft_diary_item_get_added_later (AftDiaryItem *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ITEM (self), FALSE);

  return self->added_later;
}
