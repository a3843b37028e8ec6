/* aft-raise.c: brings the window to the front
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On Wayland, a window may take the focus only with a token from whoever was clicked. GNOME Shell sends
 * none for a notification (43) or a search result, and would only say that the window is ready. But a
 * window that has just been opened gets the focus.
 */
#include "aft-raise.h"

#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

/**
 * aft_raise_is_allowed:
 * @platform_data: of a request from another program
 *
 * Returns: whether the desktop sent a token with the request, so that presenting the window is enough
 */
gboolean
aft_raise_is_allowed (GVariant *platform_data)
{
  const char *token = NULL;

  return (g_variant_lookup (platform_data, "activation-token", "&s", &token) ||
          g_variant_lookup (platform_data, "desktop-startup-id", "&s", &token)) &&
         *token != '\0';
}

static gboolean
is_on_wayland (GtkWindow *window)
{
#ifdef GDK_WINDOWING_WAYLAND
  return GDK_IS_WAYLAND_DISPLAY (gtk_widget_get_display (GTK_WIDGET (window)));
#else
  return FALSE;
#endif
}

static gboolean
has_active_window (GList *windows)
{
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_window_is_active (l->data))
        return TRUE;
    }

  return FALSE;
}

/* Returns: (nullable): the dialog of @window that is open */
static GtkWindow *
find_dialog (GList *windows, GtkWindow *window)
{
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (gtk_widget_get_mapped (l->data) && gtk_window_get_transient_for (l->data) == window)
        return l->data;
    }

  return NULL;
}

/**
 * aft_raise_window:
 * @window: the main window
 *
 * Presents @window after a request that came without a token. If it has a dialog, opens that one again,
 * which takes @window to the front too.
 */
void
aft_raise_window (GtkWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow *top = window;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (gtk_widget_get_mapped (GTK_WIDGET (window)) && is_on_wayland (window) &&
      !has_active_window (windows))
    {
      for (GtkWindow *dialog = window; dialog != NULL; dialog = find_dialog (windows, dialog))
        top = dialog;
      gtk_widget_set_visible (GTK_WIDGET (top), FALSE);
    }
  gtk_window_present (top);
}
