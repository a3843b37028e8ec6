/* aft-check-in-draft.c: an unsaved check-in as the content of a draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-check-in-draft.h"

/**
 * aft_check_in_draft_new:
 * @note: the contents of the form
 *
 * Returns: (transfer full): time, zone, severities, flags, resolved flags and text; a{sv}, floating
 */
GVariant *
aft_check_in_draft_new (const AftSkinNote *note)
{
  GVariantDict dict;

  g_return_val_if_fail (note != NULL, NULL);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "noted-at", "x", note->noted_at_us);
  g_variant_dict_insert (&dict, "time-zone", "s", note->time_zone);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    g_variant_dict_insert (&dict, aft_symptom_to_token ((AftSymptom) i), "i", note->severity[i]);
  g_variant_dict_insert (&dict, "flags", "u", (guint32) note->flags);
  g_variant_dict_insert (&dict, "resolved-flags", "u", (guint32) note->resolved_flags);
  g_variant_dict_insert (&dict, "text", "s", note->text);

  return g_variant_dict_end (&dict);
}

/**
 * aft_check_in_draft_apply:
 * @draft: a{sv}; missing or unusable values leave @note as it is
 * @note: a note that nobody else holds a reference to yet
 *
 * Writes what aft_check_in_draft_new() stored into @note; not its day, which belongs to the draft.
 */
void
aft_check_in_draft_apply (GVariant *draft, AftSkinNote *note)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (draft);
  const char *text;
  gint64 noted_at_us;
  guint32 flags;
  int severity;

  g_return_if_fail (note != NULL);

  if (g_variant_dict_lookup (&dict, "noted-at", "x", &noted_at_us))
    note->noted_at_us = noted_at_us;
  if (g_variant_dict_lookup (&dict, "time-zone", "&s", &text))
    {
      g_free (note->time_zone);
      note->time_zone = g_strdup (text);
    }
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (g_variant_dict_lookup (&dict, aft_symptom_to_token ((AftSymptom) i), "i", &severity) &&
          severity >= AFT_SEVERITY_UNSET && severity <= AFT_SEVERITY_MAX)
        note->severity[i] = severity;
    }
  if (g_variant_dict_lookup (&dict, "flags", "u", &flags))
    note->flags = (AftFlags) (flags & AFT_FLAGS_ALL);
  if (g_variant_dict_lookup (&dict, "resolved-flags", "u", &flags))
    note->resolved_flags = (AftFlags) (flags & AFT_FLAGS_ALL & ~(guint) note->flags);
  if (g_variant_dict_lookup (&dict, "text", "&s", &text))
    {
      g_free (note->text);
      note->text = g_strdup (text);
    }
}
