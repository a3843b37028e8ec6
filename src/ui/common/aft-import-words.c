/* aft-import-words.c: what an import would change, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-import-words.h"

#include <glib/gi18n-lib.h>

/**
 * aft_import_words_has_changes:
 *
 * Returns: whether the import would change anything in the diary
 */
gboolean
aft_import_words_has_changes (const AftImportPreview *preview)
{
  return preview->new_sessions + preview->new_notes + preview->new_others + preview->newer +
             preview->deleted >
         0;
}

/* @line: (transfer full): added only if @n isn't 0 */
static void
add_line (GString *text, guint n, char *line)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

/**
 * aft_import_words_preview:
 *
 * Returns: (transfer full): what an import would do, one kind of change a line; empty if there are no entries
 */
char *
aft_import_words_preview (const AftImportPreview *preview)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_line (text, preview->new_sessions,
            g_strdup_printf (ngettext ("%u session will be added", "%u sessions will be added",
                                       preview->new_sessions),
                             preview->new_sessions));
  add_line (text, preview->new_notes,
            g_strdup_printf (ngettext ("%u check-in will be added", "%u check-ins will be added",
                                       preview->new_notes),
                             preview->new_notes));
  add_line (text, preview->new_others,
            /* Translators: such as a photo, a preference or a scale of the person's own */
            g_strdup_printf (ngettext ("%u other entry will be added",
                                       "%u other entries will be added", preview->new_others),
                             preview->new_others));
  add_line (
      text, preview->newer,
      g_strdup_printf (ngettext ("%u entry will be replaced because the file has a newer version",
                                 "%u entries will be replaced because the file has newer versions",
                                 preview->newer),
                       preview->newer));
  add_line (text, preview->deleted,
            g_strdup_printf (
                ngettext ("%u entry will be deleted because the file marks it as deleted",
                          "%u entries will be deleted because the file marks them as deleted",
                          preview->deleted),
                preview->deleted));
  add_line (text, preview->older,
            g_strdup_printf (ngettext ("%u entry is older in the file, so yours will be kept",
                                       "%u entries are older in the file, so yours will be kept",
                                       preview->older),
                             preview->older));
  add_line (
      text, preview->gone,
      g_strdup_printf (ngettext ("%u entry has since been deleted here and will stay deleted",
                                 "%u entries have since been deleted here and will stay deleted",
                                 preview->gone),
                       preview->gone));
  add_line (text, preview->same,
            g_strdup_printf (ngettext ("%u entry is the same in both",
                                       "%u entries are the same in both", preview->same),
                             preview->same));

  return g_strdup (text->str);
}
