/* aft-session-draft.h: an unsaved session as the content of a draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session-form.h"

G_BEGIN_DECLS

GVariant *aft_session_draft_new   (const AftSessionForm *form);
void      aft_session_draft_apply (GVariant             *draft,
                                   AftSessionForm       *form);

G_END_DECLS
