/* aft-source-button.c: shows the source of a statement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The source is a tooltip, and in a popover that a click or key opens; a screen reader speaks it there.
 */
#include "aft-config.h"

#include "aft-source-button.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-lazy-tooltip.h"
#include "aft-name.h"
#include "aft-words.h"

/* In pixels; fits into 360 with the margins of a popover. */
#define TEXT_WIDTH 270
#define TEXT_HEIGHT 360

struct _AftSourceButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  char *name;
  char *source;       /* NULL until it is set */
  GPtrArray *sources; /* AftSource, static; NULL for none */

  /* NULL until the popover is first opened: every row has one, and few are ever opened. */
  GtkBox *box;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (AftSourceButton, aft_source_button, GTK_TYPE_WIDGET)

static void
add_text (AftSourceButton *self, const char *text)
{
  /* It can get the focus, so that a screen reader speaks it. */
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", TRUE, NULL);

  gtk_box_append (self->box, label);
}

static const char *
get_link_words (const AftSource *source)
{
  if (source->pubmed != 0)
    return _ ("Open in PubMed");

  return source->doi != NULL ? _ ("Open the Paper") : _ ("Open the Page");
}

/* The article that the program is based on has no page, and the text above says what it is. */
static void
add_source (AftSourceButton *self, const AftSource *source)
{
  g_autofree char *words = aft_words_source (source);
  g_autofree char *uri = aft_source_dup_uri (source);
  GtkWidget *link;

  if (source->kind == AFT_SOURCE_ARTICLE)
    return;

  add_text (self, words);
  link = gtk_link_button_new_with_label (uri, get_link_words (source));
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_box_append (self->box, link);
}

static void
fill (AftSourceButton *self)
{
  GtkWidget *child;
  int height;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_text (self, self->source);
  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    add_source (self, g_ptr_array_index (self->sources, i));

  /* A scrolled window would ask for the height of lines that don't wrap. */
  gtk_widget_measure (GTK_WIDGET (self->box), GTK_ORIENTATION_VERTICAL, TEXT_WIDTH, NULL, &height,
                      NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (height, TEXT_HEIGHT));
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  AftSourceButton *self = AFT_SOURCE_BUTTON (user_data);
  GtkWidget *popover;
  GtkWidget *clamp;

  if (self->box != NULL || self->source == NULL)
    return;

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "source");
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->box, "hscrollbar-policy",
                                 GTK_POLICY_NEVER, NULL);

  /* A popover asks for the height at a width that includes its shadow (GTK 4.8), and would cut off
   * the last line. In a clamp, the text never gets wider than it will be. */
  clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", TEXT_WIDTH, "tightening-threshold",
                        TEXT_WIDTH, "child", self->scroller, NULL);
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
  aft_name_menu_button (GTK_MENU_BUTTON (self->button), name);

  return GTK_WIDGET (self);
}

/**
 * aft_source_button_new_with_label:
 * @label: what to show instead of an icon
 *
 * Returns: (transfer floating): a button without a text yet
 */
GtkWidget *
aft_source_button_new_with_label (const char *label)
{
  AftSourceButton *self = AFT_SOURCE_BUTTON (aft_source_button_new (label));
  /* Large text wraps. */
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "label", label, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                                  "justify", GTK_JUSTIFY_CENTER, NULL);

  /* Dim enough for an icon, too faint for text. */
  gtk_widget_remove_css_class (self->button, "dim-button");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), text);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);

  return GTK_WIDGET (self);
}

/* What the tooltip shows: the same as the popover. */
static char *
describe (AftSourceButton *self)
{
  GString *text = g_string_new (self->source);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const AftSource *source = g_ptr_array_index (self->sources, i);
      g_autofree char *words = aft_words_source (source);

      if (source->kind != AFT_SOURCE_ARTICLE)
        g_string_append_printf (text, "\n%s", words);
    }

  return g_string_free (text, FALSE);
}

/**
 * aft_source_button_set_source:
 * @source: where it comes from, in a sentence or two; plain text
 * @sources: (nullable) (element-type AftSource): the papers and pages to open, static; NULL for none
 *
 * Nothing leaves this computer unless the person follows the link.
 */
void
aft_source_button_set_source (AftSourceButton *self, const char *source, GPtrArray *sources)
{
  g_autofree char *tooltip = NULL;

  g_return_if_fail (AFT_IS_SOURCE_BUTTON (self));
  g_return_if_fail (source != NULL);

  if (g_strcmp0 (self->source, source) == 0 && self->sources == sources)
    return;

  g_free (self->source);
  self->source = g_strdup (source);
  self->sources = sources;
  tooltip = describe (self);
  aft_lazy_tooltip_set (self->button, tooltip);
  if (self->box != NULL)
    fill (self);
}
