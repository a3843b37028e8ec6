/* aft-db-rows-private.h: sessions and notes to and from rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

#define AFT_SESSION_COLUMNS                                                                     \
  "id, ended_at_us, time_zone, setting, needle_mm, tool, zones, makeup_wait_hours, rest_days, " \
  "next_session_day, clinic_instructions, text, created_at_us, modified_at_us"
#define AFT_SESSION_VALUES                                                                   \
  ":id, :ended_at_us, :time_zone, :setting, :needle_mm, :tool, :zones, :makeup_wait_hours, " \
  ":rest_days, :next_session_day, :clinic_instructions, :text, :created_at_us, :modified_at_us"
#define AFT_NOTE_COLUMNS                                                                       \
  "id, noted_at_us, time_zone, day, redness, tingling, dryness, flags, resolved_flags, text, " \
  "created_at_us, modified_at_us"
#define AFT_NOTE_VALUES                                                                           \
  ":id, :noted_at_us, :time_zone, :day, :redness, :tingling, :dryness, :flags, :resolved_flags, " \
  ":text, :created_at_us, :modified_at_us"

void
aft_session_bind (const AftSession *session, AftStatement *statement);
void
aft_skin_note_bind (const AftSkinNote *note, AftStatement *statement);
AftSession *
aft_session_read (AftStatement *statement);
AftSkinNote *
aft_skin_note_read (AftStatement *statement);

G_END_DECLS
