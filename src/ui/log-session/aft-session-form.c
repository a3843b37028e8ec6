/* aft-session-form.c: what the Log Session dialog asks, without its widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-session-form.h"

#include <math.h>

#include "aft-time-zone.h"

/* Figures in a form are typed or copied, never computed, so they differ only in representation. */
static gboolean
same_figure (double a, double b)
{
  return fabs (a - b) < 1e-9;
}

static void
treatment_clear (AftTreatment *self)
{
  g_clear_pointer (&self->tool, g_free);
}

static void
treatment_set (AftTreatment *self, double needle_mm, AftZones zones, const char *tool)
{
  char *copy = g_strdup (tool);

  treatment_clear (self);
  self->needle_mm = needle_mm;
  self->zones = zones;
  self->tool = copy;
}

static gboolean
treatment_equal (const AftTreatment *a, const AftTreatment *b)
{
  return same_figure (a->needle_mm, b->needle_mm) && a->zones == b->zones &&
         g_str_equal (a->tool, b->tool);
}

/**
 * aft_session_form_get_last:
 * @sessions: (element-type AftSession): in any order
 * @place: at home or in a clinic
 *
 * Returns: (transfer none) (nullable): the latest session at that place
 */
AftSession *
aft_session_form_get_last (GPtrArray *sessions, AftPlaceOfTreatment place)
{
  AftSession *last = NULL;

  g_return_val_if_fail (sessions != NULL, NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      AftSession *session = g_ptr_array_index (sessions, i);

      if (session->place == place && (last == NULL || session->ended_at_us >= last->ended_at_us))
        last = session;
    }
  return last;
}

/**
 * aft_session_form_new:
 * @sessions: (element-type AftSession): the diary, in any order
 * @editing: (nullable): the session to change; NULL for a new one
 * @preferences: the defaults of a session at home
 *
 * A new session takes place, needle, zones and tool from the last session at its place, and
 * its waits from the preferences. The clinic's figures are never guessed from an earlier visit:
 * they start empty (rule 3).
 *
 * Returns: (transfer full): the form, filled in
 */
AftSessionForm *
aft_session_form_new (GPtrArray *sessions, AftSession *editing, const AftPreferences *preferences)
{
  AftSessionForm *self;
  AftSession *latest = NULL;

  g_return_val_if_fail (sessions != NULL, NULL);
  g_return_val_if_fail (preferences != NULL, NULL);

  self = g_new0 (AftSessionForm, 1);
  self->preferences = *preferences;
  self->home_makeup_wait_hours =
      CLAMP (preferences->makeup_wait_hours, AFT_HOME_MAKEUP_HOURS_MIN, AFT_HOME_MAKEUP_HOURS_MAX);
  self->office_makeup_wait_hours = AFT_UNSET;
  self->office_rest_days = AFT_UNSET;

  for (int place = AFT_PLACE_OF_TREATMENT_HOME; place <= AFT_PLACE_OF_TREATMENT_OFFICE; place++)
    {
      AftSession *last = aft_session_form_get_last (sessions, (AftPlaceOfTreatment) place);

      if (last != NULL)
        treatment_set (&self->treatment[place], last->needle_mm, last->zones, last->tool);
      else
        treatment_set (&self->treatment[place], AFT_UNSET, AFT_ZONE_NONE, "");
      if (last != NULL && (latest == NULL || last->ended_at_us > latest->ended_at_us))
        latest = last;
    }

  if (editing != NULL)
    {
      self->editing = aft_session_ref (editing);
      self->place = editing->place;
      treatment_set (&self->treatment[editing->place], editing->needle_mm, editing->zones,
                     editing->tool);
      self->clinic_instructions = g_strdup (editing->clinic_instructions);
      self->text = g_strdup (editing->text);
    }
  else
    {
      self->place = latest != NULL ? latest->place : AFT_PLACE_OF_TREATMENT_HOME;
      self->clinic_instructions = g_strdup ("");
      self->text = g_strdup ("");
    }
  self->home_rest_days = aft_preferences_get_rest_default (
      preferences, self->treatment[AFT_PLACE_OF_TREATMENT_HOME].needle_mm);

  if (editing != NULL && editing->place == AFT_PLACE_OF_TREATMENT_HOME)
    {
      /* What was saved with a session stays with it (rule 2). */
      self->home_makeup_wait_hours = editing->makeup_wait_hours;
      self->home_rest_days = editing->rest_days;
      self->rest_by_hand = TRUE;
    }
  else if (editing != NULL)
    {
      self->office_makeup_wait_hours = editing->makeup_wait_hours;
      self->office_rest_days = editing->rest_days;
      self->next_session_date = editing->next_session_date;
    }

  for (int place = AFT_PLACE_OF_TREATMENT_HOME; place <= AFT_PLACE_OF_TREATMENT_OFFICE; place++)
    {
      const AftTreatment *treatment = &self->treatment[place];

      treatment_set (&self->prefilled[place], treatment->needle_mm, treatment->zones,
                     treatment->tool);
    }
  return self;
}

/**
 * aft_session_form_copy:
 *
 * Returns: (transfer full): a copy
 */
AftSessionForm *
aft_session_form_copy (const AftSessionForm *self)
{
  AftSessionForm *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (AftSessionForm, 1);
  *copy = *self;
  for (int i = 0; i < 2; i++)
    {
      copy->treatment[i].tool = g_strdup (self->treatment[i].tool);
      copy->prefilled[i].tool = g_strdup (self->prefilled[i].tool);
    }
  copy->clinic_instructions = g_strdup (self->clinic_instructions);
  copy->text = g_strdup (self->text);
  copy->editing = self->editing != NULL ? aft_session_ref (self->editing) : NULL;
  return copy;
}

/** aft_session_form_free: frees the form. */
void
aft_session_form_free (AftSessionForm *self)
{
  g_return_if_fail (self != NULL);

  for (int i = 0; i < 2; i++)
    {
      treatment_clear (&self->treatment[i]);
      treatment_clear (&self->prefilled[i]);
    }
  g_free (self->clinic_instructions);
  g_free (self->text);
  g_clear_pointer (&self->editing, aft_session_unref);
  g_free (self);
}

/**
 * aft_session_form_equal:
 *
 * Returns: whether both would save the same session; fields of the other place aren't compared
 */
gboolean
aft_session_form_equal (const AftSessionForm *a, const AftSessionForm *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->place != b->place || !g_str_equal (a->text, b->text) ||
      !treatment_equal (&a->treatment[a->place], &b->treatment[b->place]))
    return FALSE;
  if (a->place == AFT_PLACE_OF_TREATMENT_HOME)
    return same_figure (a->home_makeup_wait_hours, b->home_makeup_wait_hours) &&
           same_figure (a->home_rest_days, b->home_rest_days);
  return same_figure (a->office_makeup_wait_hours, b->office_makeup_wait_hours) &&
         same_figure (a->office_rest_days, b->office_rest_days) &&
         a->next_session_date == b->next_session_date &&
         g_str_equal (a->clinic_instructions, b->clinic_instructions);
}

/**
 * aft_session_form_get:
 *
 * Returns: (transfer none): needle, zones and tool of the chosen place; zones and tool may be
 * changed
 */
AftTreatment *
aft_session_form_get (AftSessionForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->treatment[self->place];
}

/**
 * aft_session_form_set_place:
 * @place: at home or in a clinic
 *
 * Takes the values of the last session at @place, but keeps those that the person changed.
 */
void
aft_session_form_set_place (AftSessionForm *self, AftPlaceOfTreatment place)
{
  const AftTreatment *from, *before;
  AftTreatment *to;
  double needle_mm;

  g_return_if_fail (self != NULL);

  if (self->place == place)
    return;
  from = &self->treatment[self->place];
  before = &self->prefilled[self->place];
  to = &self->treatment[place];
  self->place = place;

  needle_mm = same_figure (from->needle_mm, before->needle_mm) ? to->needle_mm : from->needle_mm;
  if (from->zones != before->zones)
    to->zones = from->zones;
  if (!g_str_equal (from->tool, before->tool))
    treatment_set (to, to->needle_mm, to->zones, from->tool);
  aft_session_form_set_needle (self, needle_mm);
}

/**
 * aft_session_form_set_needle:
 * @needle_mm: length in millimetres, or %AFT_UNSET
 *
 * At home the rest follows the needle (rule 2), unless the person has set it.
 */
void
aft_session_form_set_needle (AftSessionForm *self, double needle_mm)
{
  g_return_if_fail (self != NULL);

  aft_session_form_get (self)->needle_mm = needle_mm;
  if (self->place == AFT_PLACE_OF_TREATMENT_HOME && !self->rest_by_hand)
    self->home_rest_days = aft_preferences_get_rest_default (&self->preferences, needle_mm);
}

/**
 * aft_session_form_set_rest:
 * @rest_days: the rest at home that the person chose, days of 24 hours
 */
void
aft_session_form_set_rest (AftSessionForm *self, double rest_days)
{
  g_return_if_fail (self != NULL);

  if (same_figure (self->home_rest_days, rest_days))
    return;
  self->home_rest_days = rest_days;
  self->rest_by_hand = TRUE;
}

/**
 * aft_session_form_build:
 * @ended_at_us: when the treatment ended
 * @time_zone: the zone the person was in
 * @now_us: the present time, when a new session is created
 *
 * Returns: (transfer full): the session to save, not checked yet: see aft_session_check()
 */
AftSession *
aft_session_form_build (const AftSessionForm *self,
                        gint64 ended_at_us,
                        GTimeZone *time_zone,
                        gint64 now_us)
{
  const AftTreatment *treatment;
  AftSession *session;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (time_zone != NULL, NULL);

  if (self->editing != NULL)
    {
      session = aft_session_copy (self->editing);
    }
  else
    {
      session = aft_session_new ();
      session->created_at_us = now_us;
      g_free (session->time_zone);
      session->time_zone = aft_time_zone_get_name (time_zone, ended_at_us);
    }
  session->modified_at_us = now_us;
  session->ended_at_us = ended_at_us;
  session->place = self->place;

  treatment = &self->treatment[self->place];
  session->needle_mm = treatment->needle_mm;
  session->zones = treatment->zones;
  g_free (session->tool);
  session->tool = g_strdup (treatment->tool);
  g_free (session->text);
  session->text = g_strdup (self->text);

  g_free (session->clinic_instructions);
  if (self->place == AFT_PLACE_OF_TREATMENT_HOME)
    {
      session->makeup_wait_hours = self->home_makeup_wait_hours;
      session->rest_days = self->home_rest_days;
      session->next_session_date = AFT_DAY_NONE;
      session->clinic_instructions = g_strdup ("");
    }
  else
    {
      session->makeup_wait_hours = self->office_makeup_wait_hours;
      session->rest_days = self->office_rest_days;
      session->next_session_date = self->next_session_date;
      session->clinic_instructions = g_strdup (self->clinic_instructions);
    }
  return session;
}
