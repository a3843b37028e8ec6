/* aft-help.c: opens the help
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In GNOME's help viewer if it is installed, otherwise as one HTML page in the browser: KDE, Xfce and the
 * Flatpak have no viewer for Mallard.
 */
#include "aft-config.h"

#include "aft-help.h"

#include <glib/gi18n-lib.h>

#include "aft-toast.h"

#define HELP_URI "help:" GETTEXT_PACKAGE

/* Returns: (transfer full) (nullable): the page in the person's language, or in English; NULL if it isn't
 * installed */
static char *
find_page (void)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (languages[i], ".html", NULL);
      g_autofree char *path = g_build_filename (PKGDATADIR, "help", name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_filename_to_uri (path, NULL, NULL);
    }

  return NULL;
}

static void
report (GtkWindow *window, const GError *error)
{
  aft_toast_error (GTK_WIDGET (window),
                   _ ("Could not open the help. Install a help viewer or a web browser."), error);
}

static void
page_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (window, result, &error))
    report (window, error);
}

static void
show_page (GtkWindow *window)
{
  g_autofree char *uri = find_page ();
  g_autoptr (GError) error = NULL;

  if (uri == NULL)
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                   "no page of help is installed in " PKGDATADIR);
      report (window, error);
      return;
    }
  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, page_shown_cb, g_object_ref (window));
}

static void
viewer_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (window, result, &error))
    return;
  g_message ("The help viewer could not be opened: %s", error->message);
  show_page (window);
}

/**
 * aft_help_show:
 * @window: the window to show an error in
 *
 * Opens the help in another program. Returns at once; if nothing can show it, a toast in @window says so.
 */
void
aft_help_show (GtkWindow *window)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (viewer != NULL)
    gtk_show_uri_full (window, HELP_URI, GDK_CURRENT_TIME, NULL, viewer_shown_cb,
                       g_object_ref (window));
  else
    show_page (window);
}
