/* aft-failure-page.c: why the diary could not be opened, and what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-failure-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-file.h"
#include "aft-store.h"

struct _AftFailurePage
{
  GtkWidget parent_instance;

  AdwStatusPage *status;
  GtkWidget *rescue_button;
};

G_DEFINE_FINAL_TYPE (AftFailurePage, aft_failure_page, GTK_TYPE_WIDGET)

/* What aft_store_error_to_text() has no sentence for. */
static const char *
describe (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ (
        "Your diary is no longer there. Put it back, then try again. What you entered is still here. To start a new diary, close Aftercare and open it again.");

  if (g_error_matches (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE))
    return error->message;

  if (g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    return _ (
        "Part of your diary can’t be read. Aftercare can keep the damaged file, rescue what’s readable, and show you your latest copies. Nothing has been changed so far.");

  return _ (
      "The file could not be read. Nothing was changed. Make sure that the folder exists and that you can write to it, then try again.");
}

static void
aft_failure_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_FAILURE_PAGE);

  G_OBJECT_CLASS (aft_failure_page_parent_class)->dispose (object);
}

static void
aft_failure_page_class_init (AftFailurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_failure_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/window/aft-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftFailurePage, status);
  gtk_widget_class_bind_template_child (widget_class, AftFailurePage, rescue_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_failure_page_init (AftFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_failure_page_new:
 *
 * Returns: (transfer floating): a page that has nothing to tell yet
 */
GtkWidget *
aft_failure_page_new (void)
{
  return g_object_new (AFT_TYPE_FAILURE_PAGE, NULL);
}

/**
 * aft_failure_page_set_error:
 * @error: why the diary could not be opened, see aft_diary_model_get_error()
 * @path: where it is
 *
 * Says what happened and what to do. Of a damaged diary, what can be read may be rescued.
 */
void
aft_failure_page_set_error (AftFailurePage *self, const GError *error, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  gboolean damaged;

  g_return_if_fail (AFT_IS_FAILURE_PAGE (self));
  g_return_if_fail (error != NULL && path != NULL);

  damaged = g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
  gtk_widget_set_visible (self->rescue_button, damaged);
  adw_status_page_set_title (self->status, damaged ? _ ("Your Diary Is Damaged")
                                                   : _ ("Could Not Open Your Diary"));
  text = aft_store_error_to_text (error, path);
  if (text == NULL)
    text = g_strdup_printf ("%s\n\n%s", describe (error), path);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->status, markup);
}
