/* aft-reminder-private.h: what the files that keep the rows of reminders share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"
#include "aft-reminder.h"

G_BEGIN_DECLS

/* --- aft-reminder.c ----------------------------------------------------------------------- */

#define AFT_REMINDER_COLUMNS                                                                     \
  "id, session_id, kind, generation, deadline_us, due_us, shift_us, anchor_boot_id, "            \
  "anchor_due_boot_us, state, retry_at_us, attempts, shows, last_error, delivered_at_us, said, " \
  "dismissed_at_us, close_reason, daemon_owner, daemon_id, cancelled_from, cancelled_at_us, " \
  "first_shown_at_us, late_us"

const char *
aft_reminder_kind_to_token (AftReminderKind kind);
const char *
aft_reminder_state_to_token (AftReminderState state);
gboolean
aft_reminder_is_open (const AftReminder *self);
GPtrArray *
aft_db_query_reminders (AftDb *self, AftStatement *statement, GError **error);

/* --- aft-db-sync.c, aft-db-sync-daily.c, aft-db-clock.c: inside a write transaction --------- */

gboolean
aft_db_sync_locked (AftDb *self, const AftClockReading *reading, GError **error);
gboolean
aft_db_sync_daily_locked (AftDb *self,
                          const AftPlan *plan,
                          const AftClockReading *reading,
                          GError **error);
gboolean
aft_db_acknowledge_reminder_locked (AftDb *self,
                                    const AftSkinNote *note,
                                    const AftClockReading *reading,
                                    GError **error);
gboolean
aft_db_note_clock_locked (AftDb *self, const AftClockReading *reading, GError **error);

G_END_DECLS
