/* aft-session-form.h: what the Log Session dialog asks, without its widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-check.h"
#include "aft-preferences.h"
#include "aft-session.h"

G_BEGIN_DECLS

/** The fields that both places have, prefilled from the last session at each. */
typedef struct
{
  double needle_mm; /* AFT_UNSET: not recorded */
  AftZones zones;
  char *tool; /* never NULL */
} AftTreatment;

/**
 * AftSessionForm:
 * @place: at home or in a clinic; change it with aft_session_form_set_place()
 * @treatment: by #AftPlaceOfTreatment
 * @home_makeup_wait_hours: 8 to 168
 * @home_rest_days: 7 to 90; follows the needle until @rest_by_hand
 * @rest_by_hand: the person set the rest, or it was saved before
 * @office_makeup_wait_hours: the clinic's figure, or %AFT_UNSET
 * @office_rest_days: the clinic's figure, or %AFT_UNSET
 * @next_session_date: the clinic's date, or %AFT_DAY_NONE
 * @clinic_instructions: never NULL
 * @text: never NULL
 *
 * The time isn't here: it belongs to the form's AftDateTimeGroup.
 */
typedef struct
{
  AftPlaceOfTreatment place;
  AftTreatment treatment[2];
  double home_makeup_wait_hours;
  double home_rest_days;
  gboolean rest_by_hand;
  double office_makeup_wait_hours;
  double office_rest_days;
  AftDay next_session_date;
  char *clinic_instructions;
  char *text;

  /*< private >*/
  AftSession *editing;
  AftTreatment prefilled[2];
  AftPreferences preferences;
} AftSessionForm;

AftSessionForm *aft_session_form_new (GPtrArray *sessions,
                                      AftSession *editing,
                                      const AftPreferences *preferences);
AftSessionForm *aft_session_form_copy (const AftSessionForm *self);
void aft_session_form_free (AftSessionForm *self);
gboolean aft_session_form_equal (const AftSessionForm *a, const AftSessionForm *b);
AftTreatment *aft_session_form_get (AftSessionForm *self);
void aft_session_form_set_place (AftSessionForm *self, AftPlaceOfTreatment place);
void aft_session_form_set_needle (AftSessionForm *self, double needle_mm);
void aft_session_form_set_rest (AftSessionForm *self, double rest_days);
AftSession *aft_session_form_build (const AftSessionForm *self,
                                    gint64 ended_at_us,
                                    GTimeZone *time_zone,
                                    gint64 now_us);
AftSession *aft_session_form_get_last (GPtrArray *sessions, AftPlaceOfTreatment place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSessionForm, aft_session_form_free)

G_END_DECLS
