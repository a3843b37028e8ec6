/* aft-json-entry.c: sessions, notes and deletions from JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aft-json-element.c checks the types of the fields. Then aft_session_check() and
 * aft_skin_note_check(), which the forms use too, check the ranges. Both add all errors to the
 * report, so that a person can correct a file in one go.
 */
#include "aft-config.h"

#include "aft-json-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-check.h"
#include "aft-iso-date.h"

static const char *const session_keys[] = {
  "id",
  "ended_at",
  "time_zone",
  "setting",
  "needle_mm",
  "tool",
  "zones",
  "makeup_wait_hours",
  "rest_days",
  "next_session_date",
  "clinic_instructions",
  "text",
  "created_at",
  "modified_at",
  NULL,
};

static const char *const note_keys[] = {
  "id",    "noted_at",       "time_zone", "date",       "redness",     "tingling", "dryness",
  "flags", "resolved_flags", "text",      "created_at", "modified_at", NULL,
};

static const char *const tombstone_keys[] = { "id", "deleted_at", NULL };

static void
clear_text (char **text)
{
  g_free (*text);
  *text = g_strdup ("");
}

/* Replaces a field that a check has refused with a valid value, so that the next check finds the next
 * error. */
static void
replace_session_field (AftSession *session, const char *field, gint64 now_us)
{
  if (strcmp (field, "ended_at") == 0)
    session->ended_at_us = now_us;
  else if (strcmp (field, "needle_mm") == 0)
    session->needle_mm = AFT_UNSET;
  else if (strcmp (field, "tool") == 0)
    clear_text (&session->tool);
  else if (strcmp (field, "makeup_wait_hours") == 0)
    session->makeup_wait_hours = AFT_HOME_MAKEUP_HOURS_MIN;
  else if (strcmp (field, "rest_days") == 0)
    session->rest_days = AFT_HOME_REST_DAYS_MIN;
  else if (strcmp (field, "next_session_date") == 0)
    session->next_session_date = AFT_DAY_NONE;
  else if (strcmp (field, "clinic_instructions") == 0)
    clear_text (&session->clinic_instructions);
  else if (strcmp (field, "text") == 0)
    clear_text (&session->text);
  else if (strcmp (field, "created_at") == 0)
    session->created_at_us = now_us;
  else if (strcmp (field, "modified_at") == 0)
    session->modified_at_us = now_us;
}

static void
replace_note_field (AftSkinNote *note, const char *field, gint64 now_us)
{
  if (strcmp (field, "noted_at") == 0)
    note->noted_at_us = now_us;
  else if (strcmp (field, "text") == 0)
    clear_text (&note->text);
  else if (strcmp (field, "created_at") == 0)
    note->created_at_us = now_us;
  else if (strcmp (field, "modified_at") == 0)
    note->modified_at_us = now_us;
}

/* Returns FALSE if the same field was refused before. */
static gboolean
add_check_error (AftJsonElement *self, const char **before, const char *field, const GError *error)
{
  if (field != NULL && *before != NULL && strcmp (field, *before) == 0)
    return FALSE;
  aft_json_element_add_error (self, field, "%s", error->message);
  *before = field;

  return field != NULL;
}

static void
check_session (AftJsonElement *self, AftSession *session)
{
  const char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (session_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      if (aft_session_check (session, AFT_CHECK_STORED, &field, &error) ||
          !add_check_error (self, &before, field, error))
        return;
      replace_session_field (session, field, self->now_us);
    }
}

static void
check_note (AftJsonElement *self, AftSkinNote *note)
{
  const char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (note_keys); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      if (aft_skin_note_check (note, AFT_CHECK_STORED, &field, &error) ||
          !add_check_error (self, &before, field, error))
        return;
      replace_note_field (note, field, self->now_us);
    }
}

/* Such an entry is imported, since the clock may be wrong here, or was where it was made. The warning
 * explains why it has no effect yet. */
static void
warn_if_ahead (AftJsonElement *self, const char *field, gint64 at_us)
{
  g_autofree char *at = NULL;
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  if (at_us <= aft_check_get_limit (self->now_us))
    return;

  at = aft_instant_to_string (at_us);
  now = aft_instant_to_string (self->now_us);
  text = g_strdup_printf (
      /* Translators: both are times, such as 2026-11-22T18:30:00Z */
      _ ("%1$s is ahead of this computer’s clock (%2$s), so this entry doesn’t count until then"),
      at, now);
  aft_json_report_warn (self->report, self->array, self->index, field, text);
}

/**
 * aft_json_element_to_session:
 *
 * Returns: (transfer full) (nullable): the session, NULL if there was an error, which is in the report
 */
AftSession *
aft_json_element_to_session (AftJsonElement *self)
{
  static const char zones[] = "\"forehead\", \"temples\", \"nose\", \"left_cheek\", "
                              "\"right_cheek\", \"upper_lip\", \"chin\", \"neck\", \"body\"";
  g_autoptr (AftSession) session = aft_session_new_blank ();
  guint64 n_before = self->report->n_errors;
  gboolean home;

  aft_json_element_warn_unknown_keys (self, session_keys);

  /* A field that can't be read keeps a valid value, so that the check doesn't report it again. */
  session->id = aft_json_element_get_id (self);
  if (session->id == NULL)
    session->id = g_uuid_string_random ();
  session->ended_at_us = self->now_us;
  aft_json_element_get_instant (self, "ended_at", &session->ended_at_us);
  session->time_zone = g_strdup ("UTC");
  aft_json_element_get_time_zone (self, &session->time_zone);
  session->place = AFT_PLACE_OF_TREATMENT_OFFICE; /* its ranges include those of home */
  aft_json_element_get_place (self, &session->place);
  home = session->place == AFT_PLACE_OF_TREATMENT_HOME;
  aft_json_element_get_figure (self, "needle_mm", AFT_NEEDLE_MM_MIN, AFT_NEEDLE_MM_MAX,
                               &session->needle_mm);
  aft_json_element_get_text (self, "tool", &session->tool);
  session->zones = (AftZones) aft_json_element_get_set (self, "zones", aft_zone_from_token, zones);
  session->makeup_wait_hours = AFT_HOME_MAKEUP_HOURS_MIN;
  aft_json_element_get_figure (
      self, "makeup_wait_hours", home ? AFT_HOME_MAKEUP_HOURS_MIN : AFT_OFFICE_MAKEUP_HOURS_MIN,
      home ? AFT_HOME_MAKEUP_HOURS_MAX : AFT_OFFICE_MAKEUP_HOURS_MAX, &session->makeup_wait_hours);
  session->rest_days = AFT_HOME_REST_DAYS_MIN;
  aft_json_element_get_figure (
      self, "rest_days", home ? AFT_HOME_REST_DAYS_MIN : AFT_OFFICE_REST_DAYS_MIN,
      home ? AFT_HOME_REST_DAYS_MAX : AFT_OFFICE_REST_DAYS_MAX, &session->rest_days);
  aft_json_element_get_day (self, "next_session_date", TRUE, &session->next_session_date);
  aft_json_element_get_text (self, "clinic_instructions", &session->clinic_instructions);
  aft_json_element_get_text (self, "text", &session->text);
  session->created_at_us = self->now_us;
  aft_json_element_get_instant (self, "created_at", &session->created_at_us);
  session->modified_at_us = self->now_us;
  aft_json_element_get_instant (self, "modified_at", &session->modified_at_us);

  check_session (self, session);
  warn_if_ahead (self, "ended_at", session->ended_at_us);

  return self->report->n_errors == n_before ? g_steal_pointer (&session) : NULL;
}

/**
 * aft_json_element_to_note:
 *
 * Returns: (transfer full) (nullable): the note, NULL if there was an error, which is in the report
 */
AftSkinNote *
aft_json_element_to_note (AftJsonElement *self)
{
  static const char flags[] = "\"spreading_redness\", \"growing_swelling\", \"discharge\", "
                              "\"fever\", \"worse_pain\", \"cold_sore\", \"lasting_lump\"";
  g_autoptr (AftSkinNote) note = aft_skin_note_new_blank ();
  guint64 n_before = self->report->n_errors;

  aft_json_element_warn_unknown_keys (self, note_keys);

  note->id = aft_json_element_get_id (self);
  if (note->id == NULL)
    note->id = g_uuid_string_random ();
  note->noted_at_us = self->now_us;
  aft_json_element_get_instant (self, "noted_at", &note->noted_at_us);
  note->time_zone = g_strdup ("UTC");
  aft_json_element_get_time_zone (self, &note->time_zone);
  note->day = aft_day_from_string ("2000-01-01");
  aft_json_element_get_day (self, "date", FALSE, &note->day);
  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    aft_json_element_get_severity (self, symptom, &note->severity[symptom]);
  note->flags = (AftFlags) aft_json_element_get_set (self, "flags", aft_flag_from_token, flags);
  note->resolved_flags =
      (AftFlags) aft_json_element_get_set (self, "resolved_flags", aft_flag_from_token, flags);
  aft_json_element_get_text (self, "text", &note->text);
  note->created_at_us = self->now_us;
  aft_json_element_get_instant (self, "created_at", &note->created_at_us);
  note->modified_at_us = self->now_us;
  aft_json_element_get_instant (self, "modified_at", &note->modified_at_us);

  /* If its only value can't be read, the note isn't also reported as empty. */
  if (self->report->n_errors > n_before && aft_skin_note_is_empty (note))
    note->severity[0] = 0;
  check_note (self, note);
  warn_if_ahead (self, "noted_at", note->noted_at_us);

  return self->report->n_errors == n_before ? g_steal_pointer (&note) : NULL;
}

/**
 * aft_json_element_to_tombstone:
 *
 * Returns: (transfer full) (nullable): the tombstone, NULL if there was an error, which is in the report
 */
AftTombstone *
aft_json_element_to_tombstone (AftJsonElement *self)
{
  guint64 n_before = self->report->n_errors;
  gint64 deleted_at_us = self->now_us;
  g_autofree char *id = NULL;

  aft_json_element_warn_unknown_keys (self, tombstone_keys);
  id = aft_json_element_get_id (self);
  aft_json_element_get_instant (self, "deleted_at", &deleted_at_us);
  if (self->report->n_errors > n_before)
    return NULL;

  return aft_tombstone_new (id, deleted_at_us);
}
