/* aft-confirm-dialog.c: a message dialog that Return answers with its default
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-confirm-dialog.h"

#include <glib/gi18n-lib.h>

static void
focus_default (GtkWindow *dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    gtk_widget_grab_focus (button);
}

/**
 * aft_confirm_dialog_present:
 * @dialog: with a default response, not shown yet
 *
 * Shows it, with the focus on the button of its default response. By itself, libadwaita 1.2 gives
 * the focus to the first widget: a check button, or the destructive button if the dialog is so
 * narrow that its buttons are stacked; and Return presses whatever has the focus.
 */
void
aft_confirm_dialog_present (AdwMessageDialog *dialog)
{
  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));

  /* It has buttons for wide and for narrow dialogs, and makes those in use the default. */
  g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (focus_default), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  focus_default (GTK_WINDOW (dialog));
}

/**
 * aft_confirm_dialog_new_discard:
 * @window: the window to close although something was entered
 *
 * Returns: (transfer none): a dialog to present; its response "discard" means yes
 */
AdwMessageDialog *
aft_confirm_dialog_new_discard (GtkWindow *window)
{
  AdwMessageDialog *dialog;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      window, _ ("Discard Changes?"), _ ("What you entered hasn’t been saved yet.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Keep Editing"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");

  return dialog;
}
