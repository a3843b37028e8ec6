/* aft-keeper.h: keeps every promised reminder: claim, show, commit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-gate.h"

G_BEGIN_DECLS

/* Buttons, as they stand in "action" and in the delivery log. */
#define AFT_KEEPER_OPEN "open"
#define AFT_KEEPER_LOG_SESSION "log-session"
#define AFT_KEEPER_SNOOZE "snooze"
#define AFT_KEEPER_ALL_CALM "all-calm"

#define AFT_KEEPER_SNOOZE_US (24 * G_TIME_SPAN_HOUR)

#define AFT_TYPE_KEEPER (aft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (AftKeeper, aft_keeper, AFT, KEEPER, GObject)

/* Signals, all on the main loop:
 * - "changed" (void): the keeper has written to the diary's reminder table
 * - "open" (button: string, activation token: string or NULL): the person wants the window;
 *   AFT_KEEPER_OPEN or AFT_KEEPER_LOG_SESSION */

AftKeeper *aft_keeper_new           (const char *path,
                                     AftGate    *gate);
void       aft_keeper_start         (AftKeeper  *self);
void       aft_keeper_stop          (AftKeeper  *self);
void       aft_keeper_diary_changed (AftKeeper  *self);
void       aft_keeper_zone_changed  (AftKeeper  *self);
void       aft_keeper_describe      (AftKeeper    *self,
                                     GVariantDict *status);
const char *aft_keeper_get_last_error (AftKeeper *self);

G_END_DECLS
