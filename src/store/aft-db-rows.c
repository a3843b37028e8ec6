/* aft-db-rows.c: converts sessions and notes to and from rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-rows-private.h"

static double
read_figure (AftStatement *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return AFT_UNSET;

  return sqlite3_column_double (statement, column);
}

static int
read_severity (AftStatement *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return AFT_SEVERITY_UNSET;

  return sqlite3_column_int (statement, column);
}

static void
bind_text (AftStatement *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_figure (AftStatement *statement, int index, double figure)
{
  if (figure < 0)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_double (statement, index, figure);
}

static void
bind_severity (AftStatement *statement, int index, int severity)
{
  if (severity == AFT_SEVERITY_UNSET)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_int (statement, index, severity);
}

/* Binds AFT_SESSION_VALUES, which come first. */
void
aft_session_bind (const AftSession *session, AftStatement *statement)
{
  int index = 1;

  bind_text (statement, index++, session->id);
  sqlite3_bind_int64 (statement, index++, session->ended_at_us);
  bind_text (statement, index++, session->time_zone);
  bind_text (statement, index++, aft_place_of_treatment_to_token (session->place));
  bind_figure (statement, index++, session->needle_mm);
  bind_text (statement, index++, session->tool);
  sqlite3_bind_int64 (statement, index++, session->zones);
  bind_figure (statement, index++, session->makeup_wait_hours);
  bind_figure (statement, index++, session->rest_days);
  if (session->next_session_date == AFT_DAY_NONE)
    sqlite3_bind_null (statement, index++);
  else
    sqlite3_bind_int64 (statement, index++, session->next_session_date);
  bind_text (statement, index++, session->clinic_instructions);
  bind_text (statement, index++, session->text);
  sqlite3_bind_int64 (statement, index++, session->created_at_us);
  sqlite3_bind_int64 (statement, index++, session->modified_at_us);
}

/* Binds AFT_NOTE_VALUES, which come first. By number, so that an import doesn't look up names a
 * million times. */
void
aft_skin_note_bind (const AftSkinNote *note, AftStatement *statement)
{
  int index = 1;

  bind_text (statement, index++, note->id);
  sqlite3_bind_int64 (statement, index++, note->noted_at_us);
  bind_text (statement, index++, note->time_zone);
  sqlite3_bind_int64 (statement, index++, note->day);
  bind_severity (statement, index++, note->severity[AFT_SYMPTOM_REDNESS]);
  bind_severity (statement, index++, note->severity[AFT_SYMPTOM_TINGLING]);
  bind_severity (statement, index++, note->severity[AFT_SYMPTOM_DRYNESS]);
  sqlite3_bind_int64 (statement, index++, note->flags);
  sqlite3_bind_int64 (statement, index++, note->resolved_flags);
  bind_text (statement, index++, note->text);
  sqlite3_bind_int64 (statement, index++, note->created_at_us);
  sqlite3_bind_int64 (statement, index++, note->modified_at_us);
}

/* Reads AFT_SESSION_COLUMNS, which come first. Returns: (transfer full) */
AftSession *
aft_session_read (AftStatement *statement)
{
  AftSession *session = aft_session_new_blank ();
  int column = 0;

  session->id = aft_column_text (statement, column++);
  session->ended_at_us = sqlite3_column_int64 (statement, column++);
  session->time_zone = aft_column_text (statement, column++);
  aft_place_of_treatment_from_token ((const char *) sqlite3_column_text (statement, column++),
                                     &session->place);
  session->needle_mm = read_figure (statement, column++);
  session->tool = aft_column_text (statement, column++);
  session->zones = (AftZones) sqlite3_column_int (statement, column++);
  session->makeup_wait_hours = read_figure (statement, column++);
  session->rest_days = read_figure (statement, column++);
  session->next_session_date = (AftDay) sqlite3_column_int64 (statement, column++);
  session->clinic_instructions = aft_column_text (statement, column++);
  session->text = aft_column_text (statement, column++);
  session->created_at_us = sqlite3_column_int64 (statement, column++);
  session->modified_at_us = sqlite3_column_int64 (statement, column++);

  return session;
}

/* Reads AFT_NOTE_COLUMNS, which come first. Returns: (transfer full) */
AftSkinNote *
aft_skin_note_read (AftStatement *statement)
{
  AftSkinNote *note = aft_skin_note_new_blank ();
  int column = 0;

  note->id = aft_column_text (statement, column++);
  note->noted_at_us = sqlite3_column_int64 (statement, column++);
  note->time_zone = aft_column_text (statement, column++);
  note->day = (AftDay) sqlite3_column_int64 (statement, column++);
  note->severity[AFT_SYMPTOM_REDNESS] = read_severity (statement, column++);
  note->severity[AFT_SYMPTOM_TINGLING] = read_severity (statement, column++);
  note->severity[AFT_SYMPTOM_DRYNESS] = read_severity (statement, column++);
  note->flags = (AftFlags) sqlite3_column_int (statement, column++);
  note->resolved_flags = (AftFlags) sqlite3_column_int (statement, column++);
  note->text = aft_column_text (statement, column++);
  note->created_at_us = sqlite3_column_int64 (statement, column++);
  note->modified_at_us = sqlite3_column_int64 (statement, column++);

  return note;
}
