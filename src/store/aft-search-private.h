/* aft-search-private.h: what the files of the search share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"
#include "aft-search.h"

G_BEGIN_DECLS

/**
 * AftSearchWords:
 * @match: (nullable): for FTS5's MATCH; %NULL: there is nothing to look up in the index
 * @likes: (element-type utf8): patterns for LIKE ... ESCAPE '\', each to be found in the folded
 *   text itself, whatever the index says
 *
 * What a person typed, in the form of an SQLite query.
 */
typedef struct
{
  char *match;
  GPtrArray *likes;
} AftSearchWords;

AftSearchWords *
aft_search_words_new (const char *text);
void
aft_search_words_free (AftSearchWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSearchWords, aft_search_words_free)

char *
aft_search_part (const char *text);
char *
aft_search_fold (const char *text);
void
aft_search_add_fold (sqlite3 *handle);

/* All texts of a session as one, to be searched, in SQL. */
#define AFT_SESSION_TEXT(prefix) \
  prefix "text || char (10) || " prefix "tool || char (10) || " prefix "clinic_instructions"

void
aft_db_forget_words (AftDb *self);

G_END_DECLS
