/* aft-db-file-private.h: the file of a diary, and the one that its path leads to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

/* --- looking at a file, and opening it without harm (aft-db-file.c, aft-db-locks.c) -------- */

AftFileState
aft_db_look (const char *path, GError **error);
gboolean
aft_db_may_be_written (const char *path);
gboolean
aft_db_can_lock (const char *path);
int
aft_db_open_private (const char *path, gboolean create, sqlite3 **handle);
gboolean
aft_db_open_immutable (AftDb *self, GError **error);
gboolean
aft_db_check_kind (AftDb *self, GError **error);
void
aft_db_distrust_schema (AftDb *self);
void
aft_db_wait_for_others (AftDb *self);
void
aft_db_set_checkpoint_on_close (AftDb *self, gboolean enabled);

/* --- opening a diary (aft-db-open.c), and checking all of it (aft-db-check.c) --------------- */

AftDb *
aft_db_new (const char *path);
AftDb *
aft_db_open_unfinished (const char *path, GError **error);
gboolean
aft_db_check_content (AftDb *self, GError **error);

/* --- whether it is still at its path (aft-db-place.c) --------------------------------------- */

gboolean
aft_db_note_place (AftDb *self, GError **error);
gboolean
aft_db_check_place (AftDb *self, GError **error);
gboolean
aft_db_check_may_write (AftDb *self, GError **error);
void
aft_db_leave_place (AftDb *self);

G_END_DECLS
