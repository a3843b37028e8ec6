/* aft-toast.c: short messages in the window of a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-toast.h"

#include <glib/gi18n.h>

#define UNDO_KEY "aft-toast-undo"
#define LATEST_KEY "aft-toast-latest"

static AdwToastOverlay *
find_below (GtkWidget *widget)
{
  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwToastOverlay *found = find_below (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkRoot *root;
  GtkWidget *above = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (above != NULL)
    return ADW_TOAST_OVERLAY (above);

  /* A dialog has no overlay of its own: go up to the window that it belongs to. */
  root = gtk_widget_get_root (from);
  while (GTK_IS_WINDOW (root))
    {
      AdwToastOverlay *found = find_below (GTK_WIDGET (root));

      if (found != NULL)
        return found;
      root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
    }

  return NULL;
}

static void
dismissed_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  if (g_object_get_data (G_OBJECT (overlay), LATEST_KEY) == toast)
    g_object_set_data (G_OBJECT (overlay), LATEST_KEY, NULL);
}

/* The previous toast is dismissed at once. Otherwise its Undo would be taken for that of the new
 * one, which waits behind it. Errors stay until they have been seen. */
static void
put_latest_away (AdwToastOverlay *overlay)
{
  AdwToast *latest = g_object_get_data (G_OBJECT (overlay), LATEST_KEY);

  if (latest != NULL && adw_toast_get_priority (latest) != ADW_TOAST_PRIORITY_HIGH)
    adw_toast_dismiss (latest);
}

static AdwToast *
show (GtkWidget *from, const char *text, const char *id, AdwToastPriority priority)
{
  AdwToastOverlay *overlay = find_overlay (from);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (overlay == NULL)
    {
      g_message ("%s", text);
      return NULL;
    }

  toast = adw_toast_new (markup);
  if (id != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo-delete");
      adw_toast_set_action_target_value (toast, g_variant_new_string (id));
      g_object_set_data_full (G_OBJECT (overlay), UNDO_KEY, g_strdup (id), g_free);
    }
  adw_toast_set_priority (toast, priority);
  put_latest_away (overlay);
  g_object_set_data_full (G_OBJECT (overlay), LATEST_KEY, g_object_ref (toast), g_object_unref);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);

  return toast;
}

/**
 * aft_toast:
 * @from: a widget inside an AdwToastOverlay, or in a window that is transient for one with an overlay
 * @text: a whole sentence, translated; plain text
 *
 * Shows @text for a few seconds, in place of the former toast. Without an overlay it goes to the log. The
 * same holds for the other functions.
 */
void
aft_toast (GtkWidget *from, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  show (from, text, NULL, ADW_TOAST_PRIORITY_NORMAL);
}

/**
 * aft_toast_undo:
 * @from: a widget in the window
 * @text: what was deleted, translated; plain text
 * @id: the id of the session or note that "Undo" restores, with the action "win.undo-delete"
 */
void
aft_toast_undo (GtkWidget *from, const char *text, const char *id)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);
  g_return_if_fail (id != NULL);

  show (from, text, id, ADW_TOAST_PRIORITY_NORMAL);
}

/**
 * aft_toast_button:
 * @from: a widget in the window
 * @text: what was done, translated; plain text
 * @label: the label of the button, translated
 *
 * For an undo other than restoring an entry.
 *
 * Returns: (transfer none) (nullable): the toast, to connect to #AdwToast::button-clicked; NULL without an
 *   overlay
 */
AdwToast *
aft_toast_button (GtkWidget *from, const char *text, const char *label)
{
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  toast = show (from, text, NULL, ADW_TOAST_PRIORITY_NORMAL);
  if (toast != NULL)
    adw_toast_set_button_label (toast, label);

  return toast;
}

/**
 * aft_toast_error:
 * @from: a widget in the window
 * @text: what did not work, translated; plain text
 * @error: (nullable): the cause, for the log
 *
 * Does nothing if the operation was cancelled.
 */
void
aft_toast_error (GtkWidget *from, const char *text, const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    g_message ("%s: %s", text, error->message);

  show (from, text, NULL, ADW_TOAST_PRIORITY_HIGH);
}

/**
 * aft_toast_take_undo:
 * @from: a widget in the window
 *
 * For Ctrl+Z.
 *
 * Returns: (transfer full) (nullable): the id of the latest aft_toast_undo() in the window; NULL if there is
 *   none, or if it was taken already
 */
char *
aft_toast_take_undo (GtkWidget *from)
{
  AdwToastOverlay *overlay;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);

  overlay = find_overlay (from);
  if (overlay == NULL)
    return NULL;

  return g_object_steal_data (G_OBJECT (overlay), UNDO_KEY);
}
