/* aft-answer.h: what the person did with a notification, written to its rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-gate.h"

G_BEGIN_DECLS

const char *aft_answer_pressed (AftDb                *db,
                                const AftPreferences *preferences,
                                GArray               *ids,
                                const char           *button);
void        aft_answer_closed  (AftDb                *db,
                                GArray               *ids,
                                AftGateClosedReason   reason);

G_END_DECLS
