/* aft-json-entry.h: sessions, notes and deletions from JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-element.h"

G_BEGIN_DECLS

AftSession   *aft_json_element_to_session   (AftJsonElement *self);
AftSkinNote  *aft_json_element_to_note      (AftJsonElement *self);
AftTombstone *aft_json_element_to_tombstone (AftJsonElement *self);

G_END_DECLS
