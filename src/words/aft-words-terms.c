/* aft-words-terms.c: the names of things
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

#include <libintl.h>

/**
 * aft_words_init:
 *
 * Binds the text domain of the program. Call it once, after setlocale(), before any other function.
 */
void
aft_words_init (void)
{
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * aft_words_symptom:
 * @symptom: a symptom
 *
 * Returns: its name as a title, such as "Redness"
 */
const char *
aft_words_symptom (AftSymptom symptom)
{
  switch (symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      return _ ("Redness");
    case AFT_SYMPTOM_TINGLING:
      return _ ("Tingling");
    case AFT_SYMPTOM_DRYNESS:
      return _ ("Dryness");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_severity:
 * @severity: 0 to 4, or %AFT_SEVERITY_UNSET
 *
 * Returns: its name within a sentence, such as "mild"
 */
const char *
aft_words_severity (int severity)
{
  switch (severity)
    {
    case AFT_SEVERITY_UNSET:
      /* Translators: how strong a symptom is: nobody said */
      return C_ ("severity", "not recorded");
    case 0:
      /* Translators: how strong a symptom is, 0 of 4 */
      return C_ ("severity", "none");
    case 1:
      /* Translators: how strong a symptom is, 1 of 4 */
      return C_ ("severity", "slight");
    case 2:
      /* Translators: how strong a symptom is, 2 of 4 */
      return C_ ("severity", "mild");
    case 3:
      /* Translators: how strong a symptom is, 3 of 4 */
      return C_ ("severity", "moderate");
    case 4:
      /* Translators: how strong a symptom is, 4 of 4 */
      return C_ ("severity", "severe");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_symptom_value:
 * @symptom: a symptom
 * @severity: 0 to 4, or %AFT_SEVERITY_UNSET
 *
 * Also the accessible name of a choice in a check-in.
 *
 * Returns: (transfer full): "Redness 2, mild", or "Redness, not recorded"
 */
char *
aft_words_symptom_value (AftSymptom symptom, int severity)
{
  if (severity == AFT_SEVERITY_UNSET)
    /* Translators: the first %s is a symptom, the second "not recorded" */
    return g_strdup_printf (C_ ("symptom", "%s, %s"), aft_words_symptom (symptom),
                            aft_words_severity (severity));

  /* Translators: a symptom, its score of 0 to 4 and the name of that score: "Redness 2, mild" */
  return g_strdup_printf (_ ("%s %d, %s"), aft_words_symptom (symptom), severity,
                          aft_words_severity (severity));
}

/**
 * aft_words_flag:
 * @flag: exactly one flag
 *
 * Returns: its name within a sentence, such as "discharge"; it can follow "you ticked"
 */
const char *
aft_words_flag (AftFlags flag)
{
  switch (flag)
    {
    case AFT_FLAG_SPREADING_REDNESS:
      /* Translators: a warning sign within a sentence: "you ticked spreading redness" */
      return C_ ("warning sign", "spreading redness");
    case AFT_FLAG_GROWING_SWELLING:
      /* Translators: a warning sign within a sentence: "you ticked growing swelling" */
      return C_ ("warning sign", "growing swelling");
    case AFT_FLAG_DISCHARGE:
      /* Translators: a warning sign within a sentence: "you ticked discharge" */
      return C_ ("warning sign", "discharge");
    case AFT_FLAG_FEVER:
      /* Translators: a warning sign within a sentence: "you ticked fever" */
      return C_ ("warning sign", "fever");
    case AFT_FLAG_WORSE_PAIN:
      /* Translators: a warning sign within a sentence: "you ticked worse pain" */
      return C_ ("warning sign", "worse pain");
    case AFT_FLAG_COLD_SORE:
      /* Translators: a warning sign within a sentence: "you ticked cold sore" */
      return C_ ("warning sign", "cold sore");
    case AFT_FLAG_LASTING_LUMP:
      /* Translators: a warning sign within a sentence: "you ticked new lump or sore that stays" */
      return C_ ("warning sign", "new lump or sore that stays");
    case AFT_FLAG_NONE:
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_join:
 * @words: words of a list
 * @n_words: how many
 *
 * Returns: (transfer full): "a", "a and b", "a, b and c"; "" for none
 */
char *
aft_words_join (const char *const *words, guint n_words)
{
  g_autofree char *text = NULL;

  if (n_words == 0)
    return g_strdup ("");

  text = g_strdup (words[0]);
  for (guint i = 1; i + 1 < n_words; i++)
    {
      /* Translators: two parts of a list that goes on: "fever, discharge [and cold sore]" */
      char *longer = g_strdup_printf (C_ ("list", "%s, %s"), text, words[i]);

      g_free (text);
      text = longer;
    }

  if (n_words == 1)
    return g_steal_pointer (&text);

  /* Translators: the end of a list: "fever, discharge and cold sore" */
  return g_strdup_printf (C_ ("list", "%s and %s"), text, words[n_words - 1]);
}

/**
 * aft_words_flags:
 * @flags: any set of flags
 *
 * Returns: (transfer full): "fever", "fever and discharge", "fever, discharge and cold sore", most
 *   urgent first; "" for none
 */
char *
aft_words_flags (AftFlags flags)
{
  /* The order of the advice. */
  static const AftFlags order[AFT_N_FLAGS] = {
    AFT_FLAG_FEVER,      AFT_FLAG_DISCHARGE, AFT_FLAG_SPREADING_REDNESS, AFT_FLAG_GROWING_SWELLING,
    AFT_FLAG_WORSE_PAIN, AFT_FLAG_COLD_SORE, AFT_FLAG_LASTING_LUMP,
  };
  const char *words[AFT_N_FLAGS];
  guint n_words = 0;

  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      if ((flags & order[i]) != 0)
        words[n_words++] = aft_words_flag (order[i]);
    }

  return aft_words_join (words, n_words);
}

/**
 * aft_words_zone:
 * @zone: exactly one zone
 *
 * Returns: its name within a sentence or list, such as "left cheek"
 */
const char *
aft_words_zone (AftZones zone)
{
  switch (zone)
    {
    case AFT_ZONE_FOREHEAD:
      return C_ ("zone", "forehead");
    case AFT_ZONE_TEMPLES:
      return C_ ("zone", "temples");
    case AFT_ZONE_NOSE:
      return C_ ("zone", "nose");
    case AFT_ZONE_LEFT_CHEEK:
      return C_ ("zone", "left cheek");
    case AFT_ZONE_RIGHT_CHEEK:
      return C_ ("zone", "right cheek");
    case AFT_ZONE_UPPER_LIP:
      return C_ ("zone", "upper lip");
    case AFT_ZONE_CHIN:
      return C_ ("zone", "chin");
    case AFT_ZONE_NECK:
      return C_ ("zone", "neck");
    case AFT_ZONE_BODY:
      return C_ ("zone", "body");
    case AFT_ZONE_NONE:
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_zones:
 * @zones: any set of zones
 *
 * Returns: (transfer full): "forehead, nose", from top to bottom; "" for none
 */
char *
aft_words_zones (AftZones zones)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < AFT_N_ZONES; i++)
    {
      if ((zones & (1u << i)) == 0)
        continue;

      if (text->len > 0)
        /* Translators: stands between the items of a list: "forehead, nose" */
        g_string_append (text, C_ ("list", ", "));
      g_string_append (text, aft_words_zone ((AftZones) (1u << i)));
    }

  return g_strdup (text->str);
}

/**
 * aft_words_place_of_treatment:
 * @place: where a session took place
 *
 * Returns: "Home" or "Clinic"
 */
const char *
aft_words_place_of_treatment (AftPlaceOfTreatment place)
{
  /* Translators: where a session took place */
  return place == AFT_PLACE_OF_TREATMENT_OFFICE ? C_ ("setting", "Clinic") : C_ ("setting", "Home");
}

/**
 * aft_words_provenance:
 * @provenance: where a statement comes from
 *
 * Returns: its short name, such as "the guide" or "common advice"
 */
const char *
aft_words_provenance (AftProvenance provenance)
{
  switch (provenance)
    {
    case AFT_PROVENANCE_GUIDE:
      /* Translators: where advice comes from */
      return C_ ("source", "the guide");
    case AFT_PROVENANCE_PUBLISHED:
      /* Translators: where advice comes from */
      return C_ ("source", "published");
    case AFT_PROVENANCE_COMMON:
      /* Translators: where advice comes from */
      return C_ ("source", "common advice");
    case AFT_PROVENANCE_READING:
      /* Translators: where advice comes from: what we understand a source to mean */
      return C_ ("source", "our reading");
    case AFT_PROVENANCE_CLINIC:
      /* Translators: where advice comes from */
      return C_ ("source", "your clinic");
    case AFT_PROVENANCE_MINE:
      /* Translators: where a figure comes from: the person's own setting */
      return C_ ("source", "your setting");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * aft_words_provenance_long:
 * @provenance: where a statement comes from
 *
 * Returns: (transfer full): one sentence on what that means
 */
char *
aft_words_provenance_long (AftProvenance provenance)
{
  switch (provenance)
    {
    case AFT_PROVENANCE_GUIDE:
      return g_strdup (_ ("From the aftercare article this program is based on."));
    case AFT_PROVENANCE_PUBLISHED:
      return g_strdup (_ ("From a published paper or an official page."));
    case AFT_PROVENANCE_COMMON:
      return g_strdup (_ ("Clinics and brands commonly say this, but it isn’t authoritative."));
    case AFT_PROVENANCE_READING:
      return g_strdup (_ ("Our reading of sources that don’t say it in so many words."));
    case AFT_PROVENANCE_CLINIC:
      return g_strdup (_ ("From your own clinic, as you wrote it down."));
    case AFT_PROVENANCE_MINE:
      return g_strdup (_ ("You set this yourself."));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * aft_words_number:
 * @number: a number
 *
 * Returns: (transfer full): the number with the locale's decimal point, without trailing zeros
 */
char *
aft_words_number (double number)
{
  return g_strdup_printf ("%.10g", number);
}

/**
 * aft_words_needle:
 * @needle_mm: needle length in millimetres, or %AFT_UNSET
 *
 * Returns: (transfer full): "0.25 mm"; "" if unset
 */
char *
aft_words_needle (double needle_mm)
{
  g_autofree char *number = NULL;

  if (!(needle_mm >= 0.0))
    return g_strdup ("");

  number = aft_words_number (needle_mm);

  /* Translators: the length of a needle; %s is a number, mm are millimetres */
  return g_strdup_printf (_ ("%s mm"), number);
}

static const char *
get_check_words (int code)
{
  switch ((AftCheckError) code)
    {
    case AFT_CHECK_ERROR_FUTURE:
      return _ ("This is in the future. Choose a time in the past.");
    case AFT_CHECK_ERROR_TIME:
      return _ ("Choose a date between the years 1900 and 9999.");
    case AFT_CHECK_ERROR_TIME_ZONE:
      return _ ("This isn’t the name of a time zone.");
    case AFT_CHECK_ERROR_NEEDLE:
      return _ ("The needle length must be between 0.05 and 5 mm.");
    case AFT_CHECK_ERROR_MAKEUP_WAIT:
      return _ (
          "The wait before makeup must be 8 to 168 hours after a session at home, or 0 to 720 hours after one at a clinic.");
    case AFT_CHECK_ERROR_REST:
      return _ (
          "The rest must be 7 to 90 days after a session at home, or 1 to 730 days after one at a clinic.");
    case AFT_CHECK_ERROR_NEXT_DATE:
      return _ ("The clinic’s date for the next session can’t be before this session.");
    case AFT_CHECK_ERROR_SEVERITY:
      return _ ("A score must be between 0 and 4.");
    case AFT_CHECK_ERROR_TEXT:
      return _ ("This text is too long. Shorten it to 64 KiB or less.");
    case AFT_CHECK_ERROR_EMPTY:
      return _ ("There is nothing to save yet. Choose a score or write a few words.");
    case AFT_CHECK_ERROR_ID:
      return _ ("This entry doesn’t have a valid ID.");
    default:
      return _ ("This entry can’t be saved.");
    }
}

/**
 * aft_words_check_error:
 * @error: an error of aft_session_check() or aft_skin_note_check()
 *
 * Returns: (transfer full): what is wrong and what would be right, for a form; for errors of other
 *   domains, that the entry can't be saved
 */
char *
aft_words_check_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return g_strdup (get_check_words (error->domain == AFT_CHECK_ERROR ? error->code : -1));
}
