/* aft-erase.h: deletes everything that was ever entered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

gboolean aft_db_erase (AftDb *self, GError **error);

G_END_DECLS
