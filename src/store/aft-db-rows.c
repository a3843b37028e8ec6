/* aft-db-rows.c: sessions and notes to and from rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-private.h"

static void
take_text (char **field, AftStatement *statement, int column)
{
  g_free (*field);
  *field = aft_column_text (statement, column);
}

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
bind_severity (AftStatement *statement, const char *name, int severity)
{
  if (severity == AFT_SEVERITY_UNSET)
    sqlite3_bind_null (statement, sqlite3_bind_parameter_index (statement, name));
  else
    aft_bind_int64 (statement, name, severity);
}

/* Binds AFT_SESSION_VALUES. */
void
aft_session_bind (const AftSession *session, AftStatement *statement)
{
  aft_bind_text (statement, ":id", session->id);
  aft_bind_int64 (statement, ":ended_at_us", session->ended_at_us);
  aft_bind_text (statement, ":time_zone", session->time_zone);
  aft_bind_text (statement, ":setting", aft_setting_to_token (session->setting));
  aft_bind_double (statement, ":needle_mm", session->needle_mm);
  aft_bind_text (statement, ":tool", session->tool);
  aft_bind_int64 (statement, ":zones", session->zones);
  aft_bind_double (statement, ":makeup_wait_hours", session->makeup_wait_hours);
  aft_bind_double (statement, ":rest_days", session->rest_days);
  if (session->next_session_date == AFT_DAY_NONE)
    sqlite3_bind_null (statement, sqlite3_bind_parameter_index (statement, ":next_session_day"));
  else
    aft_bind_int64 (statement, ":next_session_day", session->next_session_date);
  aft_bind_text (statement, ":clinic_instructions", session->clinic_instructions);
  aft_bind_text (statement, ":text", session->text);
  aft_bind_int64 (statement, ":created_at_us", session->created_at_us);
  aft_bind_int64 (statement, ":modified_at_us", session->modified_at_us);
}

/* Binds AFT_NOTE_VALUES. */
void
aft_skin_note_bind (const AftSkinNote *note, AftStatement *statement)
{
  aft_bind_text (statement, ":id", note->id);
  aft_bind_int64 (statement, ":noted_at_us", note->noted_at_us);
  aft_bind_text (statement, ":time_zone", note->time_zone);
  aft_bind_int64 (statement, ":day", note->day);
  bind_severity (statement, ":redness", note->severity[AFT_SYMPTOM_REDNESS]);
  bind_severity (statement, ":tingling", note->severity[AFT_SYMPTOM_TINGLING]);
  bind_severity (statement, ":dryness", note->severity[AFT_SYMPTOM_DRYNESS]);
  aft_bind_int64 (statement, ":flags", note->flags);
  aft_bind_int64 (statement, ":resolved_flags", note->resolved_flags);
  aft_bind_text (statement, ":text", note->text);
  aft_bind_int64 (statement, ":created_at_us", note->created_at_us);
  aft_bind_int64 (statement, ":modified_at_us", note->modified_at_us);
}

/* Reads AFT_SESSION_COLUMNS, which stand first. Returns: (transfer full) */
AftSession *
aft_session_read (AftStatement *statement)
{
  AftSession *session = aft_session_new ();
  int column = 0;

  take_text (&session->id, statement, column++);
  session->ended_at_us = sqlite3_column_int64 (statement, column++);
  take_text (&session->time_zone, statement, column++);
  aft_setting_from_token ((const char *) sqlite3_column_text (statement, column++),
                          &session->setting);
  session->needle_mm = read_figure (statement, column++);
  take_text (&session->tool, statement, column++);
  session->zones = (AftZones) sqlite3_column_int (statement, column++);
  session->makeup_wait_hours = read_figure (statement, column++);
  session->rest_days = read_figure (statement, column++);
  session->next_session_date = (AftDay) sqlite3_column_int64 (statement, column++);
  take_text (&session->clinic_instructions, statement, column++);
  take_text (&session->text, statement, column++);
  session->created_at_us = sqlite3_column_int64 (statement, column++);
  session->modified_at_us = sqlite3_column_int64 (statement, column++);

  return session;
}

/* Reads AFT_NOTE_COLUMNS, which stand first. Returns: (transfer full) */
AftSkinNote *
aft_skin_note_read (AftStatement *statement)
{
  AftSkinNote *note = aft_skin_note_new ();
  int column = 0;

  take_text (&note->id, statement, column++);
  note->noted_at_us = sqlite3_column_int64 (statement, column++);
  take_text (&note->time_zone, statement, column++);
  note->day = (AftDay) sqlite3_column_int64 (statement, column++);
  note->severity[AFT_SYMPTOM_REDNESS] = read_severity (statement, column++);
  note->severity[AFT_SYMPTOM_TINGLING] = read_severity (statement, column++);
  note->severity[AFT_SYMPTOM_DRYNESS] = read_severity (statement, column++);
  note->flags = (AftFlags) sqlite3_column_int (statement, column++);
  note->resolved_flags = (AftFlags) sqlite3_column_int (statement, column++);
  take_text (&note->text, statement, column++);
  note->created_at_us = sqlite3_column_int64 (statement, column++);
  note->modified_at_us = sqlite3_column_int64 (statement, column++);

  return note;
}
