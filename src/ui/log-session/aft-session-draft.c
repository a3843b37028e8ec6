/* aft-session-draft.c: an unsaved session as the content of a draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-session-draft.h"

/* Both places are kept, because a person may switch between them: "home-tool" and "office-tool". */
static char *
make_key (AftPlaceOfTreatment place, const char *field)
{
  return g_strdup_printf ("%s-%s", aft_place_of_treatment_to_token (place), field);
}

static void
insert_treatment (GVariantDict *dict, AftPlaceOfTreatment place, const AftTreatment *treatment)
{
  g_autofree char *needle = make_key (place, "needle-mm");
  g_autofree char *zones = make_key (place, "zones");
  g_autofree char *tool = make_key (place, "tool");

  g_variant_dict_insert (dict, needle, "d", treatment->needle_mm);
  g_variant_dict_insert (dict, zones, "u", (guint32) treatment->zones);
  g_variant_dict_insert (dict, tool, "s", treatment->tool);
}

/**
 * aft_session_draft_new:
 * @form: the content of the dialog
 *
 * Returns: (transfer full): all of it, a{sv}, floating
 */
GVariant *
aft_session_draft_new (const AftSessionForm *form)
{
  GVariantDict dict;

  g_return_val_if_fail (form != NULL, NULL);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "setting", "s", aft_place_of_treatment_to_token (form->place));
  insert_treatment (&dict, AFT_PLACE_OF_TREATMENT_HOME,
                    &form->treatment[AFT_PLACE_OF_TREATMENT_HOME]);
  insert_treatment (&dict, AFT_PLACE_OF_TREATMENT_OFFICE,
                    &form->treatment[AFT_PLACE_OF_TREATMENT_OFFICE]);
  g_variant_dict_insert (&dict, "home-makeup-wait-hours", "d", form->home_makeup_wait_hours);
  g_variant_dict_insert (&dict, "home-rest-days", "d", form->home_rest_days);
  g_variant_dict_insert (&dict, "rest-by-hand", "b", form->rest_by_hand);
  g_variant_dict_insert (&dict, "office-makeup-wait-hours", "d", form->office_makeup_wait_hours);
  g_variant_dict_insert (&dict, "office-rest-days", "d", form->office_rest_days);
  g_variant_dict_insert (&dict, "next-session-date", "i", (gint32) form->next_session_date);
  g_variant_dict_insert (&dict, "clinic-instructions", "s", form->clinic_instructions);
  g_variant_dict_insert (&dict, "text", "s", form->text);

  return g_variant_dict_end (&dict);
}

static void
take_text (GVariantDict *dict, const char *key, char **field)
{
  char *text;

  if (!g_variant_dict_lookup (dict, key, "s", &text))
    return;
  g_free (*field);
  *field = text;
}

static void
apply_treatment (GVariantDict *dict, AftPlaceOfTreatment place, AftTreatment *treatment)
{
  g_autofree char *needle = make_key (place, "needle-mm");
  g_autofree char *zones = make_key (place, "zones");
  g_autofree char *tool = make_key (place, "tool");
  guint32 bits;

  g_variant_dict_lookup (dict, needle, "d", &treatment->needle_mm);
  if (g_variant_dict_lookup (dict, zones, "u", &bits))
    treatment->zones = (AftZones) (bits & AFT_ZONES_ALL);
  take_text (dict, tool, &treatment->tool);
}

/**
 * aft_session_draft_apply:
 * @draft: a{sv}; missing entries leave @form as it is
 * @form: (inout): the form to fill in
 *
 * Figures aren't checked: those out of range are refused when the session is saved.
 */
void
aft_session_draft_apply (GVariant *draft, AftSessionForm *form)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (draft);
  const char *token;
  gint32 day;

  g_return_if_fail (form != NULL);

  if (g_variant_dict_lookup (&dict, "setting", "&s", &token))
    aft_place_of_treatment_from_token (token, &form->place);
  apply_treatment (&dict, AFT_PLACE_OF_TREATMENT_HOME,
                   &form->treatment[AFT_PLACE_OF_TREATMENT_HOME]);
  apply_treatment (&dict, AFT_PLACE_OF_TREATMENT_OFFICE,
                   &form->treatment[AFT_PLACE_OF_TREATMENT_OFFICE]);
  g_variant_dict_lookup (&dict, "home-makeup-wait-hours", "d", &form->home_makeup_wait_hours);
  g_variant_dict_lookup (&dict, "home-rest-days", "d", &form->home_rest_days);
  g_variant_dict_lookup (&dict, "rest-by-hand", "b", &form->rest_by_hand);
  g_variant_dict_lookup (&dict, "office-makeup-wait-hours", "d", &form->office_makeup_wait_hours);
  g_variant_dict_lookup (&dict, "office-rest-days", "d", &form->office_rest_days);
  if (g_variant_dict_lookup (&dict, "next-session-date", "i", &day))
    form->next_session_date = (AftDay) day;
  take_text (&dict, "clinic-instructions", &form->clinic_instructions);
  take_text (&dict, "text", &form->text);
}
