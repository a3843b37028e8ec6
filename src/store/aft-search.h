/* aft-search.h: finding entries of the diary, a page at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is found comes as keys, newest first: enough to lay out a list of any length. The notes
 * themselves are read when somebody looks at them.
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

/* What a person types is looked at up to here, in characters. */
#define AFT_FILTER_TEXT_MAX 200

/**
 * AftFilter:
 * @text: (nullable): words that must all stand in the texts of an entry, each from its beginning;
 *   whatever a person types
 * @severity: by #AftSymptom, at least this much, 1 to 4; 0: no matter, recorded or not
 * @flags: notes that tick any of these; %AFT_FLAG_NONE: no matter
 * @has_place: only entries of recoveries after a session in @place
 * @from: the first day, %AFT_DAY_NONE: no matter
 * @to: the last day, %AFT_DAY_NONE: no matter
 *
 * What must all be so of an entry that is to be found. Filled with zeros it finds everything.
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
 * @row: names the note until the diary changes
 * @at_us: its instant
 * @day: the person's day of it
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
 * @sessions: (nullable) (element-type utf8): ids of the sessions that were found, on the first
 *   page; %NULL on later ones
 * @first: (element-type AftSkinNote): the notes of the first keys, read already
 * @mark: what to ask for the next page with
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
