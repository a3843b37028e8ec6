/* aft-tokens.c: the stable words of the closed sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-tokens.h"

static const char *const place_tokens[] = { "home", "office" };
static const char *const symptom_tokens[AFT_N_SYMPTOMS] = { "redness", "tingling", "dryness" };

/* In the order of the bits. */
static const char *const flag_tokens[AFT_N_FLAGS] = {
  "spreading_redness", "growing_swelling", "discharge", "fever", "worse_pain", "cold_sore",
};

static const char *const zone_tokens[AFT_N_ZONES] = {
  "forehead", "temples", "nose", "left_cheek", "right_cheek", "upper_lip", "chin", "neck", "body",
};

static const char *const provenance_tokens[] = {
  "guide", "published", "common", "clinic", "mine",
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
 * Returns: the word of @place in files, static; NULL (and a critical) for a value out of range
 */
const char *
aft_place_of_treatment_to_token (AftPlaceOfTreatment place)
{
  g_return_val_if_fail ((guint) place < G_N_ELEMENTS (place_tokens), NULL);

  return place_tokens[place];
}

/**
 * aft_place_of_treatment_from_token:
 * @token: (nullable): a word from a file; case counts
 * @value: (out): where to put the place; untouched when @token is unknown
 *
 * Returns: whether @token is one of the words
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
 * Returns: the word of @symptom in files, static; NULL (and a critical) for a value out of range
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
 * Returns: (nullable): the word of @flag in files, static; NULL for none, several or an unknown bit
 */
const char *
aft_flag_to_token (AftFlags flag)
{
  return get_bit_token (flag_tokens, AFT_N_FLAGS, (guint) flag);
}

/**
 * aft_flag_from_token:
 * @token: (nullable): a word from a file; case counts
 * @value: (out): where to put the single flag; untouched when @token is unknown
 *
 * Returns: whether @token is one of the words
 */
gboolean
aft_flag_from_token (const char *token, AftFlags *value)
{
  int i = find_token (flag_tokens, AFT_N_FLAGS, token);

  if (i < 0)
    return FALSE;

  *value = (AftFlags) (1u << i);
  return TRUE;
}

/**
 * aft_zone_to_token:
 * @zone: exactly one zone
 *
 * Returns: (nullable): the word of @zone in files, static; NULL for none, several or an unknown bit
 */
const char *
aft_zone_to_token (AftZones zone)
{
  return get_bit_token (zone_tokens, AFT_N_ZONES, (guint) zone);
}

/**
 * aft_zone_from_token:
 * @token: (nullable): a word from a file; case counts
 * @value: (out): where to put the single zone; untouched when @token is unknown
 *
 * Returns: whether @token is one of the words
 */
gboolean
aft_zone_from_token (const char *token, AftZones *value)
{
  int i = find_token (zone_tokens, AFT_N_ZONES, token);

  if (i < 0)
    return FALSE;

  *value = (AftZones) (1u << i);
  return TRUE;
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
