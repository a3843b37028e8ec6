/* aft-button.c: buttons with long words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-button.h"

/**
 * aft_button_wrap_label:
 * @button: a button that has a label
 *
 * Lets the label wrap if there is no room for one line. A label of its own in the template would do
 * the same, but before GTK 4.10 the button would lose its accessible name.
 */
void
aft_button_wrap_label (GtkButton *button)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_BUTTON (button));

  label = gtk_button_get_child (button);
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}
