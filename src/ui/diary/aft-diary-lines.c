/* aft-diary-lines.c: the lines of the Diary, without their content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-lines.h"

static AftDiaryLine *
add_line (AftDiaryLines *self, AftDiaryItemKind kind, AftDay day)
{
  AftDiaryLine line = { .kind = kind, .day = day, .recovery = self->n_left };

  g_array_append_val (self->lines, line);

  return &g_array_index (self->lines, AftDiaryLine, self->lines->len - 1);
}

static gboolean
is_found (AftDiaryLines *self)
{
  const AftSession *session = g_ptr_array_index (self->sessions, self->n_left - 1);

  return g_hash_table_contains (self->found, session->id);
}

/* Adds the line of the session whose recovery is being listed, once. */
static void
add_session (AftDiaryLines *self)
{
  if (self->session_added)
    return;
  add_line (self, AFT_DIARY_ITEM_SESSION, g_array_index (self->days, AftDay, self->n_left - 1));
  self->n_sessions += is_found (self);
  self->session_added = TRUE;
}

/* Goes on to the session before. A session that was found has a line even without notes. */
static void
go_to_session_before (AftDiaryLines *self)
{
  if (is_found (self))
    add_session (self);
  self->n_left--;
  self->session_added = FALSE;
  self->last_day = AFT_DAY_NONE;
}

static void
add_note (AftDiaryLines *self, const AftNoteKey *key)
{
  AftDiaryLine *line;
  gboolean first;

  while (self->n_left > 0 &&
         ((AftSession *) g_ptr_array_index (self->sessions, self->n_left - 1))->ended_at_us >
             key->at_us)
    go_to_session_before (self);
  if (self->n_left > 0)
    add_session (self);
  else if (!self->before_added)
    {
      add_line (self, AFT_DIARY_ITEM_BEFORE, AFT_DAY_NONE);
      self->before_added = TRUE;
    }

  first = key->day != self->last_day;
  if (first)
    add_line (self, AFT_DIARY_ITEM_DAY, key->day);
  else
    g_array_index (self->lines, AftDiaryLine, self->lines->len - 1).last = FALSE;
  self->last_day = key->day;
  line = add_line (self, AFT_DIARY_ITEM_NOTE, key->day);
  line->row = key->row;
  line->first = first;
  line->last = TRUE;
  self->n_notes++;
}

/**
 * aft_diary_lines_new:
 * @sessions: (element-type AftSession): all sessions, newest last; a reference is kept, so they must not
 *   change any more
 * @day_start_minutes: when the person's day starts, minutes after midnight
 *
 * Returns: (transfer full): without lines yet
 */
AftDiaryLines *
aft_diary_lines_new (GPtrArray *sessions, int day_start_minutes)
{
  AftDiaryLines *self = g_new0 (AftDiaryLines, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (AftDiaryLine));
  self->sessions = g_ptr_array_ref (sessions);
  self->days = g_array_sized_new (FALSE, FALSE, sizeof (AftDay), sessions->len);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_left = sessions->len;
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
 * Appends the lines of @page. Only the last of the existing lines may change: it may no longer be the last
 * of its day.
 */
void
aft_diary_lines_add (AftDiaryLines *self, const AftSearchPage *page)
{
  for (guint i = 0; page->sessions != NULL && i < page->sessions->len; i++)
    g_hash_table_add (self->found, g_strdup (g_ptr_array_index (page->sessions, i)));
  for (guint i = 0; i < page->notes->len; i++)
    add_note (self, &g_array_index (page->notes, AftNoteKey, i));
  while (page->at_end && self->n_left > 0)
    go_to_session_before (self);
}

/**
 * aft_diary_lines_get_session:
 *
 * Returns: (transfer none) (nullable): the session to whose recovery @line belongs; %NULL before the
 *   first one
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

  /* After a flight, a note can have an earlier day than the session that it follows. */
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
 * @tail: (out): how many of the other lines are the same at the end
 *
 * Lines are the same if they belong to the same entry or day; its content may differ.
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
