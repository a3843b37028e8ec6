/* aft-db-log-private.h: what the files that look at the write-ahead log share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

/* As SQLite's file format has it: https://www.sqlite.org/fileformat2.html#walformat */
#define AFT_LOG_HEADER 32

typedef enum
{
  AFT_LOG_OURS,
  AFT_LOG_STRAY,
  AFT_LOG_UNKNOWN, /* there are no words to tell by */
} AftLogKind;

/* (transfer full) */
char *
aft_log_get_path (const char *path);
/* Only stat(): SQLite's locks are not on this file, but on the main one they are. */
gboolean
aft_log_stat (const char *path, GStatBuf *status);
/* Is there something in it? */
gboolean
aft_log_exists (const char *path);

/* --- words (aft-db-words.c) ----------------------------------------------------------------- */

/* (transfer full): what the diary has through its log, or @self alone does when it is opened so. */
char *
aft_db_get_word (AftDb *self, GError **error);
/* Under the write lock. @present: (nullable): the word through the log. @word: (out): that of the main
 * file alone, or "". */
AftLogKind
aft_db_look_at_log (AftDb *self, const char *present, char **word);

G_END_DECLS
