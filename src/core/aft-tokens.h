/* aft-tokens.h: the enums of the diary and their names in files, which never change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A figure (hours, days, millimetres) that isn't set. Other figures are never negative. */
#define AFT_UNSET (-1.0)

/** A symptom that was not recorded in a note. Recorded severities are 0 to 4. */
#define AFT_SEVERITY_UNSET (-1)
#define AFT_SEVERITY_MAX 4

/** Where a session took place. */
typedef enum
{
  AFT_PLACE_OF_TREATMENT_HOME,
  AFT_PLACE_OF_TREATMENT_OFFICE,
} AftPlaceOfTreatment;

/** The three symptoms that a check-in asks for; also indexes into arrays. */
typedef enum
{
  AFT_SYMPTOM_REDNESS,
  AFT_SYMPTOM_TINGLING,
  AFT_SYMPTOM_DRYNESS,
} AftSymptom;
#define AFT_N_SYMPTOMS 3

/** Warning signs, as a set. */
typedef enum
{
  AFT_FLAG_NONE = 0,
  AFT_FLAG_SPREADING_REDNESS = 1 << 0,
  AFT_FLAG_GROWING_SWELLING = 1 << 1,
  AFT_FLAG_DISCHARGE = 1 << 2,
  AFT_FLAG_FEVER = 1 << 3,
  AFT_FLAG_WORSE_PAIN = 1 << 4,
  AFT_FLAG_COLD_SORE = 1 << 5,
  AFT_FLAG_LASTING_LUMP = 1 << 6,
} AftFlags;
#define AFT_N_FLAGS 7
#define AFT_FLAGS_ALL ((AftFlags) ((1 << AFT_N_FLAGS) - 1))

/** Treated areas, as a set. */
typedef enum
{
  AFT_ZONE_NONE = 0,
  AFT_ZONE_FOREHEAD = 1 << 0,
  AFT_ZONE_TEMPLES = 1 << 1,
  AFT_ZONE_NOSE = 1 << 2,
  AFT_ZONE_LEFT_CHEEK = 1 << 3,
  AFT_ZONE_RIGHT_CHEEK = 1 << 4,
  AFT_ZONE_UPPER_LIP = 1 << 5,
  AFT_ZONE_CHIN = 1 << 6,
  AFT_ZONE_NECK = 1 << 7,
  AFT_ZONE_BODY = 1 << 8,
} AftZones;
#define AFT_N_ZONES 9
#define AFT_ZONES_ALL ((AftZones) ((1 << AFT_N_ZONES) - 1))

/** Where a piece of advice or a figure comes from; always shown to the person. */
typedef enum
{
  AFT_PROVENANCE_GUIDE,     /* the aftercare article that this program is based on */
  AFT_PROVENANCE_PUBLISHED, /* a named paper or official page */
  AFT_PROVENANCE_COMMON,    /* what clinics and brands commonly say; not authoritative */
  AFT_PROVENANCE_READING,   /* our reading of a source that doesn't say it in so many words */
  AFT_PROVENANCE_CLINIC,    /* this person's own clinic */
  AFT_PROVENANCE_MINE,      /* the person's own setting */
} AftProvenance;
#define AFT_N_PROVENANCES 6

/* The words of each set or choice, in the order of its bits or values; NULL-terminated. */
extern const char *const aft_place_of_treatment_tokens[];
extern const char *const aft_flag_tokens[AFT_N_FLAGS + 1];
extern const char *const aft_zone_tokens[AFT_N_ZONES + 1];

const char *aft_place_of_treatment_to_token   (AftPlaceOfTreatment  place);
gboolean    aft_place_of_treatment_from_token (const char          *token,
                                               AftPlaceOfTreatment *value);
const char *aft_symptom_to_token              (AftSymptom           symptom);
const char *aft_flag_to_token                 (guint                flag);
const char *aft_zone_to_token                 (guint                zone);
const char *aft_provenance_to_token           (AftProvenance        provenance);

G_END_DECLS
