/* aft-source-button.c: shows the source of a statement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The source is a tooltip, a popover that a click or key opens, and the description for screen
 * readers.
 */
#include "aft-config.h"

#include "aft-source-button.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-name.h"
#include "aft-lazy-tooltip.h"

/* In pixels; fits into 360 with the margins of a popover. */
#define TEXT_WIDTH 270

#define PUBMED_URI "https://pubmed.ncbi.nlm.nih.gov/%u/"

struct _AftSourceButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  char *name;
  char *source; /* NULL until it is set */
  guint pubmed; /* 0: none */

  /* NULL until the popover is first opened: every row has one, and few are ever opened. */
  GtkLabel *text;
  GtkWidget *link;
};

G_DEFINE_FINAL_TYPE (AftSourceButton, aft_source_button, GTK_TYPE_WIDGET)

static void
fill (AftSourceButton *self)
{
  gtk_label_set_label (self->text, self->source);
  gtk_widget_set_visible (self->link, self->pubmed != 0);
  if (self->pubmed != 0)
    {
      g_autofree char *uri = g_strdup_printf (PUBMED_URI, self->pubmed);

      gtk_link_button_set_uri (GTK_LINK_BUTTON (self->link), uri);
    }
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  AftSourceButton *self = AFT_SOURCE_BUTTON (user_data);
  GtkWidget *box;
  GtkWidget *popover;
  GtkWidget *clamp;

  if (self->text != NULL || self->source == NULL)
    return;

  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->text, 0);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (box, "source");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));

  self->link = gtk_link_button_new_with_label ("", _ ("Open in PubMed"));
  gtk_widget_set_halign (self->link, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->link);

  /* A popover asks for the height at a width that includes its shadow (GTK 4.8), and would cut off
   * the last line. In a clamp, the text never gets wider than it will be. */
  clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", TEXT_WIDTH, "tightening-threshold",
                        TEXT_WIDTH, "child", box, NULL);
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), clamp);
  aft_name_widget (popover, self->name);
  fill (self);
  gtk_menu_button_set_popover (button, popover);
  /* Once it is open, the tooltip would cover it. */
  g_object_bind_property (popover, "visible", button, "has-tooltip", G_BINDING_INVERT_BOOLEAN);
}

static void
aft_source_button_dispose (GObject *object)
{
  AftSourceButton *self = AFT_SOURCE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (aft_source_button_parent_class)->dispose (object);
}

static void
aft_source_button_finalize (GObject *object)
{
  AftSourceButton *self = AFT_SOURCE_BUTTON (object);

  g_free (self->name);
  g_free (self->source);

  G_OBJECT_CLASS (aft_source_button_parent_class)->finalize (object);
}

static void
aft_source_button_class_init (AftSourceButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_source_button_dispose;
  object_class->finalize = aft_source_button_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_source_button_init (AftSourceButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "aft-info-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self,
                                         NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "dim-button");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * aft_source_button_new:
 * @name: what a screen reader says for it, such as "Source for makeup"
 *
 * Returns: (transfer floating): a button without a source yet
 */
GtkWidget *
aft_source_button_new (const char *name)
{
  AftSourceButton *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (AFT_TYPE_SOURCE_BUTTON, NULL);
  self->name = g_strdup (name);
  aft_name_widget (self->button, name);
  /* A screen reader finds the button inside. */
  aft_name_widget (gtk_widget_get_first_child (self->button), name);

  return GTK_WIDGET (self);
}

/**
 * aft_source_button_set_source:
 * @source: where it comes from, in a sentence or two; plain text
 * @pubmed: the number of the paper in PubMed, to open it there; 0 for none
 *
 * Nothing leaves this computer unless the person follows the link.
 */
void
aft_source_button_set_source (AftSourceButton *self, const char *source, guint pubmed)
{
  g_return_if_fail (AFT_IS_SOURCE_BUTTON (self));
  g_return_if_fail (source != NULL);

  if (g_strcmp0 (self->source, source) == 0 && self->pubmed == pubmed)
    return;

  g_free (self->source);
  self->source = g_strdup (source);
  self->pubmed = pubmed;
  aft_lazy_tooltip_set (self->button, source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);
  if (self->text != NULL)
    fill (self);
}
