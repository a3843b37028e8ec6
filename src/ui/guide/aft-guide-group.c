/* aft-guide-group.c: some lines of the Guide under one heading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-guide-group.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-source-button.h"
#include "aft-text.h"
#include "aft-words.h"

static GtkWidget *
create_row (const AftClaim *claim)
{
  const char *words = aft_words_claim (claim->token);
  g_autofree char *from = aft_text_capitalize (aft_words_provenance (claim->provenance));
  g_autofree char *source = aft_words_claim_provenance (claim);
  g_autofree char *name = NULL;
  g_autofree char *button_name = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;

  /* Translators: what a screen reader says for the button that tells where a line of the Guide
   * comes from. %s: that line, whole sentences */
  button_name = g_strdup_printf (_ ("Source: %s"), words);
  button = aft_source_button_new (button_name);
  aft_source_button_set_source (AFT_SOURCE_BUTTON (button), source, claim->sources);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), from);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "guide-line");

  /* Translators: what a screen reader says for a line of the Guide: the line, whole sentences, then
   * where it comes from, such as "Common advice" */
  name = g_strdup_printf (_ ("%s %s."), words, from);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* A row is also labelled by its title, and both would be spoken. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  return row;
}

/**
 * aft_guide_group_new:
 * @phase: the phase that is shown
 * @kind: what the lines are about
 * @places: the places they apply to
 *
 * Returns: (transfer floating) (nullable): the heading and its lines; NULL if there are none
 */
GtkWidget *
aft_guide_group_new (AftGuidePhase phase, AftGuideKind kind, AftGuidePlaces places)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  const char *heading = aft_words_guide_kind (kind);
  GtkWidget *group = NULL;
  GtkWidget *list = NULL;

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);

      if (claim->kind != kind || !aft_claim_applies (claim, phase, places))
        continue;

      if (group == NULL)
        {
          GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", heading, "xalign", 0.0, "wrap",
                                           TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

          gtk_widget_add_css_class (title, "title-4");
          list = gtk_list_box_new ();
          gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
          gtk_widget_add_css_class (list, "boxed-list");
          gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          heading, -1);
          group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
          gtk_box_append (GTK_BOX (group), title);
          gtk_box_append (GTK_BOX (group), list);
        }

      gtk_list_box_append (GTK_LIST_BOX (list), create_row (claim));
    }

  return group;
}
