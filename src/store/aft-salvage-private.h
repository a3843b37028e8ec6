/* aft-salvage-private.h: rows of a database, read from its pages without SQLite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

/* More than any of our tables has. */
#define AFT_SALVAGE_MAX_COLUMNS 64

typedef enum
{
  AFT_SALVAGE_NULL,
  AFT_SALVAGE_INTEGER,
  AFT_SALVAGE_REAL,
  AFT_SALVAGE_TEXT,
  AFT_SALVAGE_BLOB,
} AftSalvageType;

typedef struct
{
  AftSalvageType type;
  gint64 integer;
  double real;
  const guint8 *bytes;
  gsize n_bytes;
} AftSalvageValue;

typedef void (*AftSalvageRowFunc) (gint64 rowid,
                                   const AftSalvageValue *values,
                                   guint n_values,
                                   gpointer user_data);

void
aft_salvage_read_rows (GBytes *file, GBytes *wal, AftSalvageRowFunc func, gpointer user_data);

/* --- what is unfinished (aft-salvage-mark.c) ------------------------------------- */
gboolean
aft_salvage_mark_begin (const char *path, const char *aside, GError **error);
void
aft_salvage_mark_end (const char *path);
gboolean
aft_salvage_mark_get_unfinished (const char *path, char **aside, GError **error);

G_END_DECLS
