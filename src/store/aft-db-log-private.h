/* aft-db-log-private.h: the write-ahead log of a diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-file-private.h"

G_BEGIN_DECLS

/* As defined by SQLite's file format: https://www.sqlite.org/fileformat2.html#walformat */
#define AFT_LOG_HEADER 32

typedef enum
{
  AFT_LOG_OURS,
  AFT_LOG_STRAY,
  AFT_LOG_UNKNOWN, /* there are no IDs to compare */
} AftLogKind;

/* --- looking at it (aft-db-file.c) --------------------------------------------------------- */

char *
aft_log_get_path (const char *path);
gboolean
aft_log_stat (const char *path, GStatBuf *status);
gboolean
aft_log_exists (const char *path);

/* --- which diary it belongs to (aft-db-write-id.c) ------------------------------------------ */

char *
aft_db_get_write_id (AftDb *self, GError **error);
AftLogKind
aft_db_classify_log (AftDb *self, const char *present, char **alone);
gboolean
aft_db_check_log (AftDb *self, GError **error);
gboolean
aft_db_is_overwritten (AftDb *self);
gboolean
aft_db_renew_write_id (AftDb *self, GError **error);

/* --- setting it aside (aft-db-log.c) -------------------------------------------------------- */

void
aft_db_keep_lone_log (const char *path);
void
aft_db_count_open (AftDb *self, int change);
AftLogKind
aft_db_examine_log (AftDb *self);
gboolean
aft_db_clear_beside (const char *path);

G_END_DECLS
