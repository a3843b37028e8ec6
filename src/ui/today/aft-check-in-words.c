/* aft-check-in-words.c: a check-in as one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-in-words.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

static char *
describe_severity (AftSymptom symptom, int severity)
{
  switch (symptom)
    {
    case AFT_SYMPTOM_REDNESS:
      /* Translators: part of "Checked in at 21:10: redness 2, tingling 1"; %d is 0 to 4 */
      return g_strdup_printf (_ ("redness %d"), severity);
    case AFT_SYMPTOM_TINGLING:
      /* Translators: part of "Checked in at 21:10: redness 2, tingling 1"; %d is 0 to 4 */
      return g_strdup_printf (_ ("tingling %d"), severity);
    case AFT_SYMPTOM_DRYNESS:
      /* Translators: part of "Checked in at 21:10: redness 2, dryness 1"; %d is 0 to 4 */
      return g_strdup_printf (_ ("dryness %d"), severity);
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * aft_check_in_words:
 * @note: a check-in
 * @time_zone: the zone of the time of day
 *
 * Returns: (transfer full): "Checked in at 21:10: redness 2, tingling 1, dryness 0, fever"
 */
char *
aft_check_in_words (const AftSkinNote *note, GTimeZone *time_zone)
{
  g_autofree char *time = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (note != NULL, NULL);
  g_return_val_if_fail (time_zone != NULL, NULL);

  time = aft_words_time (note->noted_at_us, time_zone);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (note->severity[i] != AFT_SEVERITY_UNSET)
        {
          g_autofree char *part = describe_severity ((AftSymptom) i, note->severity[i]);

          g_strv_builder_add (builder, part);
        }
    }
  if (note->flags != 0)
    {
      g_autofree char *flags = aft_words_flags (note->flags);

      g_strv_builder_add (builder, flags);
    }
  if (note->resolved_flags != 0)
    {
      g_autofree char *flags = aft_words_flags (note->resolved_flags);
      /* Translators: %s: one or several warning signs, "fever and discharge" */
      g_autofree char *part = g_strdup_printf (_ ("gone: %s"), flags);

      g_strv_builder_add (builder, part);
    }

  parts = g_strv_builder_end (builder);
  if (parts[0] == NULL)
    /* Translators: %s: a time of day */
    return g_strdup_printf (_ ("Checked in at %s"), time);

  list = g_strjoinv (C_ ("list", ", "), parts);

  /* Translators: %s: a time of day, and "redness 2, tingling 1, dryness 0" */
  return g_strdup_printf (_ ("Checked in at %s: %s"), time, list);
}
