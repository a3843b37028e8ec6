/* aft-session-outcome.h: the consequences of a session, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-diary-model.h"

G_BEGIN_DECLS

GPtrArray *aft_session_outcome_get_sessions (AftDiaryModel *model,
                                             AftSession    *session);
char      *aft_session_outcome_get_waits    (AftDiaryModel *model,
                                             AftSession    *session,
                                             GTimeZone     *time_zone,
                                             gint64         now_us);
char      *aft_session_outcome_get_warning  (AftDiaryModel *model,
                                             AftSession    *session,
                                             GTimeZone     *time_zone,
                                             gint64         now_us);

G_END_DECLS
