/* aft-check-up-private.h: what the files of the check-up share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check-up.h"

G_BEGIN_DECLS

/* @found: (transfer full); @advice: (nullable) */
AftCheckUpFinding *
aft_check_up_add (GPtrArray *findings,
                  AftCheckUpTopic topic,
                  AftCheckUpState state,
                  char *found,
                  const char *advice);
void
aft_check_up_judge_notifier (GPtrArray *findings,
                             const AftCheckUpFacts *facts,
                             gint64 now_us,
                             GTimeZone *time_zone);

G_END_DECLS
