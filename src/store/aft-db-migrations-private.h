/* aft-db-migrations-private.h: the schema, version by version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

/* "Aftc" in ASCII: tells our databases from those of other programs (PRAGMA application_id). */
#define AFT_DB_APPLICATION_ID 0x41667463

/** One step of the schema: what brings a database of version - 1 to @version. */
typedef struct
{
  int version;
  const char *sql;
} AftMigration;

extern const AftMigration aft_migrations[];
extern const guint aft_n_migrations;

int
aft_db_get_newest_version (void);
gboolean
aft_db_migrate (AftDb *self, const AftMigration *migrations, guint n_migrations, GError **error);

G_END_DECLS
