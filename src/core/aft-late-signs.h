/* aft-late-signs.h: a new lump or sore that stays, weeks after a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-plan.h"

G_BEGIN_DECLS

gboolean aft_late_signs_possible     (GPtrArray     *sessions,
                                      gint64         at_us);
gint64   aft_plan_get_late_question  (const AftPlan *self,
                                      gint64         now_us);
gint64   aft_plan_get_late_change    (const AftPlan *self,
                                      gint64         now_us);

G_END_DECLS
