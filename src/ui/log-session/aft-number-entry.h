/* aft-number-entry.h: an entry row that holds a figure, or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void     aft_number_entry_set (AdwEntryRow *row,
                               double       value);
gboolean aft_number_entry_get (AdwEntryRow *row,
                               const char  *unit,
                               double      *value);

G_END_DECLS
