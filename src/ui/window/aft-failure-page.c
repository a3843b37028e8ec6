/* aft-failure-page.c: why the diary could not be opened, and what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-failure-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-file.h"

struct _AftFailurePage
{
  GtkWidget parent_instance;

  GtkWidget *status; /* bound, so that disposing of the template frees it */

  GError *error;
  char *path;
};

G_DEFINE_FINAL_TYPE (AftFailurePage, aft_failure_page, GTK_TYPE_WIDGET)

enum
{
  PROP_ERROR = 1,
  PROP_PATH,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

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
set_error (AftFailurePage *self, const GError *error)
{
  /* While the window fades to the diary, the page still says what it said. */
  if (error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

/* --- callbacks -------------------------------------------------------------------------------- */

/* What can be read of a damaged diary can be rescued. */
static gboolean
is_damaged (AftFailurePage *self, const GError *error)
{
  return g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
}

static char *
get_title (AftFailurePage *self, const GError *error)
{
  return g_strdup (is_damaged (self, error) ? _ ("Your Diary Is Damaged")
                                            : _ ("Could Not Open Your Diary"));
}

/* Returns: markup: what happened, what to do, and where the diary is */
static char *
get_description (AftFailurePage *self, const GError *error, const char *path)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    return NULL;

  text = aft_store_error_to_text (error, path);
  if (text == NULL)
    text = g_strdup_printf ("%s\n\n%s", describe (error), path);

  return g_markup_escape_text (text, -1);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_failure_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftFailurePage *self = AFT_FAILURE_PAGE (object);

  switch (id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_failure_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftFailurePage *self = AFT_FAILURE_PAGE (object);

  switch (id)
    {
    case PROP_ERROR:
      set_error (self, g_value_get_boxed (value));
      break;
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_failure_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_FAILURE_PAGE);

  G_OBJECT_CLASS (aft_failure_page_parent_class)->dispose (object);
}

static void
aft_failure_page_finalize (GObject *object)
{
  AftFailurePage *self = AFT_FAILURE_PAGE (object);

  g_clear_error (&self->error);
  g_free (self->path);

  G_OBJECT_CLASS (aft_failure_page_parent_class)->finalize (object);
}

static void
aft_failure_page_class_init (AftFailurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_failure_page_get_property;
  object_class->set_property = aft_failure_page_set_property;
  object_class->dispose = aft_failure_page_dispose;
  object_class->finalize = aft_failure_page_finalize;

  /**
   * AftFailurePage:error: (nullable): why the diary could not be opened, see
   * aft_diary_model_get_error(); NULL leaves the page as it is
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftFailurePage:path: the path of the diary
   */
  properties[PROP_PATH] =
      g_param_spec_string ("path", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/window/aft-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftFailurePage, status);
  gtk_widget_class_bind_template_callback (widget_class, is_damaged);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_description);
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
 * @model: the diary
 *
 * Returns: (transfer floating): a page that says why the diary could not be opened, and what to do
 */
GtkWidget *
aft_failure_page_new (AftDiaryModel *model)
{
  AftFailurePage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_FAILURE_PAGE, "path",
                       aft_store_get_path (aft_diary_model_get_store (model)), NULL);
  g_object_bind_property (model, "error", self, "error", G_BINDING_SYNC_CREATE);

  return GTK_WIDGET (self);
}
