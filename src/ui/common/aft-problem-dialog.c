/* aft-problem-dialog.c: a dialog that says what went wrong, with details to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-problem-dialog.h"

#include <glib/gi18n-lib.h>

/* In pixels: the width of the text in a dialog 360 wide, and the greatest height of the list. */
#define NARROW_WIDTH 220
#define MAX_HEIGHT 280

/**
 * aft_problem_details_new:
 * @details: plain text, one problem a line
 *
 * Returns: (transfer floating): a frame with @details, which scrolls if they are long
 */
GtkWidget *
aft_problem_details_new (const char *details)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (details);
  int height;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "problems");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  /* A scrolled window asks for the height of unwrapped lines: on a phone, that would hide half of a short
   * list. */
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, NARROW_WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (height, MAX_HEIGHT));
  gtk_widget_add_css_class (scroller, "note-frame");

  return scroller;
}

/**
 * aft_problem_dialog_show:
 * @parent: the window that the dialog belongs to
 * @heading: what didn't happen
 * @body: what that means, and what to do
 * @details: (nullable): the message of the error
 */
void
aft_problem_dialog_show (GtkWindow *parent,
                         const char *heading,
                         const char *body,
                         const char *details)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  if (details != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        aft_problem_details_new (details));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
