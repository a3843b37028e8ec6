/* aft-diary-lines.h: the lines of the Diary, without their content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-item.h"
#include "aft-search.h"

G_BEGIN_DECLS

/**
 * AftDiaryLine:
 * @row: of a note, see #AftNoteKey
 * @day: the person's day of it
 * @recovery: 1 + the index of its session, 0 before the first one
 * @kind: an #AftDiaryItemKind
 * @first: a note that follows the heading of its day
 * @last: the last note of its day
 *
 * 16 bytes, so that a hundred thousand of them cost little.
 */
typedef struct
{
  gint64 row;
  AftDay day;
  guint32 recovery : 27;
  guint32 kind : 3;
  guint32 first : 1;
  guint32 last : 1;
} AftDiaryLine;

/**
 * AftDiaryLines:
 * @lines: (element-type AftDiaryLine): newest first
 * @n_notes: how many of them are notes
 * @n_sessions: how many of them are sessions that were found, without those that only head notes
 *
 * Pages of a search are added at its end.
 */
typedef struct
{
  GArray *lines;
  guint n_notes;
  guint n_sessions;

  /*< private >*/
  GPtrArray *sessions;
  GArray *days;
  GHashTable *found;
  guint n_left;           /* sessions that still come */
  gboolean session_added; /* the line of the present session */
  gboolean before_added;  /* the heading before the first session */
  AftDay last_day;        /* of the last heading */
} AftDiaryLines;

AftDiaryLines *aft_diary_lines_new              (GPtrArray           *sessions,
                                                 int                  day_start_minutes);
void           aft_diary_lines_free             (AftDiaryLines       *self);
void           aft_diary_lines_add              (AftDiaryLines       *self,
                                                 const AftSearchPage *page);
AftSession    *aft_diary_lines_get_session      (const AftDiaryLines *self,
                                                 const AftDiaryLine  *line);
int            aft_diary_lines_get_recovery_day (const AftDiaryLines *self,
                                                 const AftDiaryLine  *line);
void           aft_diary_lines_compare          (const AftDiaryLines *a,
                                                 const AftDiaryLines *b,
                                                 guint               *head,
                                                 guint               *tail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDiaryLines, aft_diary_lines_free)

G_END_DECLS
