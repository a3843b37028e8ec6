/* aft-search.h: finds entries of the diary, a page at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Returns keys, newest first: enough to lay out a list of any length. The notes themselves are read
 * when they are shown.
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

/* The most characters of a search text that are used. */
#define AFT_FILTER_TEXT_MAX 200

/**
 * AftFilter:
 * @text: (nullable): words as typed by a person; all must occur in the texts of an entry, each at
 *   the beginning of a word
 * @severity: by #AftSymptom, at least this much, 1 to 4; 0: any, recorded or not
 * @flags: notes that tick any of these; %AFT_FLAG_NONE: any
 * @has_place: only entries of recoveries after a session in @place
 * @from: the first day; %AFT_DAY_NONE: any
 * @to: the last day; %AFT_DAY_NONE: any
 *
 * An entry is found if it meets all of these conditions. A zeroed filter finds everything.
 */
typedef struct
{
  char      *text;
  int        severity[AFT_N_SYMPTOMS];
  AftFlags   flags;
  gboolean   has_place;
  AftPlaceOfTreatment place;
  AftDay     from;
  AftDay     to;
} AftFilter;

AftFilter *aft_filter_new              (void);
AftFilter *aft_filter_copy             (const AftFilter *self);
void       aft_filter_free             (AftFilter       *self);
gboolean   aft_filter_equal            (const AftFilter *a,
                                        const AftFilter *b);
gboolean   aft_filter_is_empty         (const AftFilter *self);
gboolean   aft_filter_has_conditions   (const AftFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftFilter, aft_filter_free)

/**
 * AftNoteKey:
 * @row: identifies the note until the diary changes
 * @at_us: its time, microseconds since 1970 UTC
 * @day: the person's day that it belongs to
 */
typedef struct
{
  gint64 row;
  gint64 at_us;
  AftDay day;
} AftNoteKey;

/** Where the next page begins. Opaque. */
typedef struct
{
  gint64 at_us;
  gint64 docid;
  char   id[40];
} AftSearchMark;

/**
 * AftSearchPage:
 * @notes: (element-type AftNoteKey): newest first
 * @sessions: (nullable) (element-type utf8): IDs of the sessions found, on the first page; %NULL on
 *   later ones
 * @first: (element-type AftSkinNote): the notes of the first keys, already read
 * @mark: pass this to get the next page
 * @at_end: whether there is no next page
 */
typedef struct
{
  GArray        *notes;
  GPtrArray     *sessions;
  GPtrArray     *first;
  AftSearchMark  mark;
  gboolean       at_end;
} AftSearchPage;

void           aft_search_page_free      (AftSearchPage       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSearchPage, aft_search_page_free)

AftSearchPage *aft_db_search             (AftDb               *self,
                                          const AftFilter     *filter,
                                          const AftSearchMark *after,
                                          guint                limit,
                                          guint                n_first,
                                          GCancellable        *cancellable,
                                          GError             **error);
GPtrArray     *aft_db_read_notes         (AftDb               *self,
                                          const gint64        *rows,
                                          guint                n_rows,
                                          GError             **error);
gboolean       aft_db_index_words        (AftDb               *self,
                                          guint                limit,
                                          gboolean            *left,
                                          GError             **error);

void           aft_store_search_async    (AftStore            *self,
                                          const AftFilter     *filter,
                                          const AftSearchMark *after,
                                          guint                limit,
                                          guint                n_first,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
AftSearchPage *aft_store_search_finish   (AftStore            *self,
                                          GAsyncResult        *result,
                                          GError             **error);
void           aft_store_read_notes_async  (AftStore            *self,
                                            GArray              *rows,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray     *aft_store_read_notes_finish (AftStore            *self,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
