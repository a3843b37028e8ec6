/* aft-check-up-notifier.h: whether the notifier handles the reminders of this diary, and can show them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check-up.h"

G_BEGIN_DECLS

void
aft_check_up_judge_notifier (GPtrArray *findings,
                             const AftCheckUpFacts *facts,
                             gint64 now_us,
                             GTimeZone *time_zone);

G_END_DECLS
