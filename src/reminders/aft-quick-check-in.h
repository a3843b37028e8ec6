/* aft-quick-check-in.h: the check-in of a notification's button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

gboolean aft_quick_check_in_is_offered (const AftPlan         *plan);
gboolean aft_quick_check_in_log        (AftDb                 *db,
                                        const AftPreferences  *preferences,
                                        AftDay                 day,
                                        GError               **error);

G_END_DECLS
