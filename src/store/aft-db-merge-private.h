/* aft-db-merge-private.h: the rule by which two diaries become one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-rows-private.h"

G_BEGIN_DECLS

/* The staged rows of a kind are in temp.import_ and the name of its table, staged deletions in
 * temp.import_deleted (id, at). @kinds: which have staged rows, by AFT_ENTRY_BIT. */
#define AFT_MERGE_WINS "temp.import_wins"

gboolean
aft_db_merge_check_kinds (AftDb *self, guint kinds, GError **error);
gboolean
aft_db_merge_find_wins (AftDb *self, AftEntryKind kind, guint *n_wins, GError **error);
gboolean
aft_db_merge_staged (AftDb *self, guint kinds, AftImportCounts *counts, GError **error);

G_END_DECLS
