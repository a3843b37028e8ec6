/* aft-problems.c: a dialog that says what went wrong, and has the details to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-problems.h"

#include <glib/gi18n-lib.h>

/* Pixels: what a dialog of 360 leaves for the text inside its frame, and what of its height the list may take. */
#define NARROW_WIDTH 220
#define MAX_HEIGHT 280

/**
 * aft_problems_make_details:
 * @details: plain text, one problem a line
 *
 * Returns: (transfer none) (floating): a frame with it, that scrolls when it is long
 */
GtkWidget *
aft_problems_make_details (const char *details)
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
  /* A scrolled window asks for the height of lines that are not wrapped: on a phone half of a short
   * list would lie out of sight. */
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, NARROW_WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (height, MAX_HEIGHT));
  gtk_widget_add_css_class (scroller, "note-frame");

  return scroller;
}

/**
 * aft_problems_show:
 * @parent: the window to stand over
 * @heading: what did not happen
 * @body: what that means, and what can be done
 * @details: (nullable): the message of the error
 */
void
aft_problems_show (GtkWindow *parent, const char *heading, const char *body, const char *details)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  if (details != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        aft_problems_make_details (details));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
