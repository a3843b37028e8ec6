/* aft-tokens.c: the names of places, symptoms, flags and zones in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-tokens.h"

const char *const aft_place_of_treatment_tokens[] = { "home", "office", NULL };
static const char *const symptom_tokens[AFT_N_SYMPTOMS] = { "redness", "tingling", "dryness" };

const char *const aft_flag_tokens[AFT_N_FLAGS + 1] = {
  "spreading_redness", "growing_swelling", "discharge",    "fever",
  "worse_pain",        "cold_sore",        "lasting_lump", NULL,
};

const char *const aft_zone_tokens[AFT_N_ZONES + 1] = {
  "forehead",  "temples", "nose", "left_cheek", "right_cheek",
  "upper_lip", "chin",    "neck", "body",       NULL,
};

static const char *const provenance_tokens[] = {
  "guide", "published", "common", "reading", "clinic", "mine",
};

static int
find_token (const char *const *tokens, guint n_tokens, const char *token)
{
  if (token == NULL)
    return -1;

  for (guint i = 0; i < n_tokens; i++)
    {
      if (g_str_equal (tokens[i], token))
        return (int) i;
    }

  return -1;
}

static const char *
get_bit_token (const char *const *tokens, guint n_tokens, guint value)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      if (value == 1u << i)
        return tokens[i];
    }

  return NULL;
}

/**
 * aft_place_of_treatment_to_token:
 * @place: at home or in a clinic
 *
 * Returns: the name of @place in files, static; NULL (and a critical) for a value out of range
 */
const char *
aft_place_of_treatment_to_token (AftPlaceOfTreatment place)
{
  g_return_val_if_fail ((guint) place < G_N_ELEMENTS (aft_place_of_treatment_tokens) - 1, NULL);

  return aft_place_of_treatment_tokens[place];
}

/**
 * aft_place_of_treatment_from_token:
 * @token: (nullable): a name from a file; case-sensitive
 * @value: (out): where to put the place; untouched if @token is unknown
 *
 * Returns: whether there is such a name
 */
gboolean
aft_place_of_treatment_from_token (const char *token, AftPlaceOfTreatment *value)
{
  int i = find_token (aft_place_of_treatment_tokens,
                      G_N_ELEMENTS (aft_place_of_treatment_tokens) - 1, token);

  if (i < 0)
    return FALSE;

  *value = (AftPlaceOfTreatment) i;
  return TRUE;
}

/**
 * aft_symptom_to_token:
 * @symptom: a symptom
 *
 * Returns: the name of @symptom in files, static; NULL (and a critical) for a value out of range
 */
const char *
aft_symptom_to_token (AftSymptom symptom)
{
  g_return_val_if_fail ((guint) symptom < AFT_N_SYMPTOMS, NULL);

  return symptom_tokens[symptom];
}

/**
 * aft_flag_to_token:
 * @flag: exactly one flag
 *
 * Returns: (nullable): the name of @flag in files, static; NULL for none, several or an unknown bit
 */
const char *
aft_flag_to_token (guint flag)
{
  return get_bit_token (aft_flag_tokens, AFT_N_FLAGS, flag);
}

/**
 * aft_zone_to_token:
 * @zone: exactly one zone
 *
 * Returns: (nullable): the name of @zone in files, static; NULL for none, several or an unknown bit
 */
const char *
aft_zone_to_token (guint zone)
{
  return get_bit_token (aft_zone_tokens, AFT_N_ZONES, zone);
}

/**
 * aft_provenance_to_token:
 * @provenance: where a statement comes from
 *
 * Returns: its stable word, static; NULL (and a critical) for a value out of range
 */
const char *
aft_provenance_to_token (AftProvenance provenance)
{
  g_return_val_if_fail ((guint) provenance < G_N_ELEMENTS (provenance_tokens), NULL);

  return provenance_tokens[provenance];
}
