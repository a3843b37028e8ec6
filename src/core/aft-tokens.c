/* aft-tokens.c: the names of places, symptoms, flags and zones in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-tokens.h"

static const char *const place_tokens[] = { "home", "office" };
static const char *const symptom_tokens[AFT_N_SYMPTOMS] = { "redness", "tingling", "dryness" };

/* In the order of the bits. */
static const char *const flag_tokens[AFT_N_FLAGS] = {
  "spreading_redness", "growing_swelling", "discharge",    "fever",
  "worse_pain",        "cold_sore",        "lasting_lump",
};

static const char *const zone_tokens[AFT_N_ZONES] = {
  "forehead", "temples", "nose", "left_cheek", "right_cheek", "upper_lip", "chin", "neck", "body",
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

static gboolean
find_bit (const char *const *tokens, guint n_tokens, const char *token, guint *value)
{
  int i = find_token (tokens, n_tokens, token);

  if (i < 0)
    return FALSE;

  *value = 1u << i;
  return TRUE;
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
  g_return_val_if_fail ((guint) place < G_N_ELEMENTS (place_tokens), NULL);

  return place_tokens[place];
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
  int i = find_token (place_tokens, G_N_ELEMENTS (place_tokens), token);

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
  return get_bit_token (flag_tokens, AFT_N_FLAGS, flag);
}

/**
 * aft_flag_from_token:
 * @token: (nullable): a name from a file; case-sensitive
 * @value: (out): where to put the single flag; untouched if @token is unknown
 *
 * Returns: whether there is such a name
 */
gboolean
aft_flag_from_token (const char *token, guint *value)
{
  return find_bit (flag_tokens, AFT_N_FLAGS, token, value);
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
  return get_bit_token (zone_tokens, AFT_N_ZONES, zone);
}

/**
 * aft_zone_from_token:
 * @token: (nullable): a name from a file; case-sensitive
 * @value: (out): where to put the single zone; untouched if @token is unknown
 *
 * Returns: whether there is such a name
 */
gboolean
aft_zone_from_token (const char *token, guint *value)
{
  return find_bit (zone_tokens, AFT_N_ZONES, token, value);
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
