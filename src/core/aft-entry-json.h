/* aft-entry-json.h: an entry as the exchange format writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-entry.h"

G_BEGIN_DECLS

void aft_entry_append_json  (AftEntryKind   kind,
                             gconstpointer  entry,
                             guint          indent,
                             GString       *json);
int  aft_entry_compare_json (AftEntryKind   kind,
                             gconstpointer  a,
                             gconstpointer  b);

G_END_DECLS
