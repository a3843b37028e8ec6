/* aft-diary-card.c: what the cards of the Diary share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-card.h"

#include "aft-lazy-tooltip.h"

/**
 * aft_diary_card_show_text:
 * @label: a label
 * @text: (nullable): its text; without one, the label is hidden
 */
void
aft_diary_card_show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/**
 * aft_diary_card_set_delete:
 * @button: a button with an icon alone
 * @id: the id of the entry that it deletes
 * @name: its accessible name and tooltip, such as "Delete check-in from Monday 24 November"
 */
void
aft_diary_card_set_delete (GtkButton *button, const char *id, const char *name)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  aft_lazy_tooltip_set (GTK_WIDGET (button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
