/* aft-check-in-draft.h: an unsaved check-in as the content of a draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-skin-note.h"

G_BEGIN_DECLS

GVariant *aft_check_in_draft_new   (const AftSkinNote *note);
void      aft_check_in_draft_apply (GVariant          *draft,
                                    AftSkinNote       *note);

G_END_DECLS
