/* aft-json-entry.h: entries and deletions from JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-element.h"

G_BEGIN_DECLS

gpointer      aft_json_element_to_entry     (AftJsonElement *self,
                                             AftEntryKind    kind);
AftTombstone *aft_json_element_to_tombstone (AftJsonElement *self);

G_END_DECLS
