/* aft-erase.h: everything that was ever entered, gone for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/* Diary, trash, drafts, reminders and snapshots. Afterwards no file in the folder of the diary
 * holds a word of it, not even in parts that SQLite no longer uses. */
gboolean aft_db_erase (AftDb *self, GError **error);

G_END_DECLS
