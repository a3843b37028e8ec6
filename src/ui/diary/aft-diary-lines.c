/* aft-diary-lines.c: the lines that the Diary has, without what stands in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-lines.h"

static AftDiaryLine *
add_line (AftDiaryLines *self, AftDiaryItemKind kind, AftDay day)
{
  AftDiaryLine line = { .kind = kind, .day = day, .recovery = self->left };

  g_array_append_val (self->lines, line);

  return &g_array_index (self->lines, AftDiaryLine, self->lines->len - 1);
}

static gboolean
is_found (AftDiaryLines *self)
{
  const AftSession *session = g_ptr_array_index (self->sessions, self->left - 1);

  return g_hash_table_contains (self->found, session->id);
}

/* The line of the session whose recovery it is now. */
static void
head (AftDiaryLines *self)
{
  if (self->headed)
    return;
  add_line (self, AFT_DIARY_ITEM_SESSION, g_array_index (self->days, AftDay, self->left - 1));
  self->n_sessions += is_found (self);
  self->headed = TRUE;
}

/* On to the session before. One that was found has a line without any note too. */
static void
pass (AftDiaryLines *self)
{
  if (is_found (self))
    head (self);
  self->left--;
  self->headed = FALSE;
  self->heading = AFT_DAY_NONE;
}

static void
add_note (AftDiaryLines *self, const AftNoteKey *key)
{
  AftDiaryLine *line;
  gboolean first;

  while (self->left > 0 &&
         ((AftSession *) g_ptr_array_index (self->sessions, self->left - 1))->ended_at_us >
             key->at_us)
    pass (self);
  if (self->left > 0)
    head (self);
  else if (!self->before)
    {
      add_line (self, AFT_DIARY_ITEM_BEFORE, AFT_DAY_NONE);
      self->before = TRUE;
    }

  first = key->day != self->heading;
  if (first)
    add_line (self, AFT_DIARY_ITEM_DAY, key->day);
  else
    g_array_index (self->lines, AftDiaryLine, self->lines->len - 1).last = FALSE;
  self->heading = key->day;
  line = add_line (self, AFT_DIARY_ITEM_NOTE, key->day);
  line->row = key->row;
  line->first = first;
  line->last = TRUE;
  self->n_notes++;
}

/**
 * aft_diary_lines_new:
 * @sessions: (element-type AftSession): all there are, newest last; kept, and not to be changed
 *   any more
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * Returns: (transfer full): no lines yet
 */
AftDiaryLines *
aft_diary_lines_new (GPtrArray *sessions, int day_start_minutes)
{
  AftDiaryLines *self = g_new0 (AftDiaryLines, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (AftDiaryLine));
  self->sessions = g_ptr_array_ref (sessions);
  self->days = g_array_sized_new (FALSE, FALSE, sizeof (AftDay), sessions->len);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left = sessions->len;
  for (guint i = 0; i < sessions->len; i++)
    {
      AftDay day = aft_session_get_day (g_ptr_array_index (sessions, i), day_start_minutes);

      g_array_append_val (self->days, day);
    }

  return self;
}

/**
 * aft_diary_lines_free:
 * @self: (nullable) (transfer full)
 */
void
aft_diary_lines_free (AftDiaryLines *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->days);
  g_ptr_array_unref (self->sessions);
  g_hash_table_unref (self->found);
  g_free (self);
}

/**
 * aft_diary_lines_add:
 * @page: the next one
 *
 * Lines that are there already stay; only the one at the end may no longer be the last of its day.
 */
void
aft_diary_lines_add (AftDiaryLines *self, const AftSearchPage *page)
{
  for (guint i = 0; page->sessions != NULL && i < page->sessions->len; i++)
    g_hash_table_add (self->found, g_strdup (g_ptr_array_index (page->sessions, i)));
  for (guint i = 0; i < page->notes->len; i++)
    add_note (self, &g_array_index (page->notes, AftNoteKey, i));
  while (page->at_end && self->left > 0)
    pass (self);
}

/**
 * aft_diary_lines_get_session:
 *
 * Returns: (transfer none) (nullable): the session whose recovery @line belongs to; %NULL before
 *   the first one
 */
AftSession *
aft_diary_lines_get_session (const AftDiaryLines *self, const AftDiaryLine *line)
{
  return line->recovery > 0 ? g_ptr_array_index (self->sessions, line->recovery - 1) : NULL;
}

/**
 * aft_diary_lines_get_recovery_day:
 *
 * Returns: days since that session, -1 before the first one
 */
int
aft_diary_lines_get_recovery_day (const AftDiaryLines *self, const AftDiaryLine *line)
{
  if (line->recovery == 0)
    return -1;

  /* A journey can put a note on the day before the session that it follows. */
  return MAX (0, (int) ((gint64) line->day -
                        (gint64) g_array_index (self->days, AftDay, line->recovery - 1)));
}

static gboolean
is_same (const AftDiaryLines *a, guint i, const AftDiaryLines *b, guint j)
{
  const AftDiaryLine *one = &g_array_index (a->lines, AftDiaryLine, i);
  const AftDiaryLine *other = &g_array_index (b->lines, AftDiaryLine, j);
  const AftSession *session, *other_session;

  if (one->kind != other->kind || one->row != other->row || one->day != other->day)
    return FALSE;
  session = aft_diary_lines_get_session (a, one);
  other_session = aft_diary_lines_get_session (b, other);

  return session == other_session ||
         (session != NULL && other_session != NULL && g_str_equal (session->id, other_session->id));
}

/**
 * aft_diary_lines_compare:
 * @head: (out): how many lines are the same at the beginning
 * @tail: (out): how many of the others are the same at the end
 *
 * The same are those that stand for the same entry or day; what stands in it may differ.
 */
void
aft_diary_lines_compare (const AftDiaryLines *a, const AftDiaryLines *b, guint *head, guint *tail)
{
  guint shorter = MIN (a->lines->len, b->lines->len);

  *head = *tail = 0;
  while (*head < shorter && is_same (a, *head, b, *head))
    (*head)++;
  while (*tail < shorter - *head &&
         is_same (a, a->lines->len - 1 - *tail, b, b->lines->len - 1 - *tail))
    (*tail)++;
}
