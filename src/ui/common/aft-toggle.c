/* aft-toggle.c: toggle buttons whose state a screen reader speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-toggle.h"

static void
toggled_cb (GtkToggleButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (button)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

/**
 * aft_toggle_set_role:
 * @button: a new button
 * @role: %GTK_ACCESSIBLE_ROLE_RADIO for one of several choices, or %GTK_ACCESSIBLE_ROLE_CHECKBOX
 *
 * Lets a screen reader say whether @button is pressed. Before GTK 4.10, a toggle button is a push button
 * for it, so Orca never says so.
 */
void
aft_toggle_set_role (GtkToggleButton *button, GtkAccessibleRole role)
{
  g_return_if_fail (GTK_IS_TOGGLE_BUTTON (button));

  g_object_set (button, "accessible-role", role, NULL);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), NULL);
  toggled_cb (button);
}
