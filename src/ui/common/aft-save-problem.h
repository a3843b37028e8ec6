/* aft-save-problem.h: why something could not be saved, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

char *aft_save_problem_describe (const char   *what,
                                 AftStore     *store,
                                 const GError *error);

G_END_DECLS
