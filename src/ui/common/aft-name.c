/* aft-name.c: what a screen reader calls a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-name.h"

/**
 * aft_name_widget:
 * @widget: what to name: a button with a text of its own, or a row with a title
 * @name: its whole name, such as "Redness 2, mild"
 *
 * Gives @widget a name in place of the text that stands in it. GTK 4.8 would speak that text too; for
 * newer ones it is the name, whatever the label says, unless the relation to it is taken back. To be
 * called after the text was set.
 */
void
aft_name_widget (GtkWidget *widget, const char *name)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}
