/* aft-trends-tile.c: one symptom: its line, its value on a day, and whether it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Legend, switch and readout in one, so that nobody has to look from one to the other.
 */
#include "aft-config.h"

#include "aft-trends-tile.h"

#include "aft-trends-chart.h"
#include "aft-trends-words.h"
#include "aft-words.h"

#define SAMPLE_WIDTH 40
#define SAMPLE_HEIGHT 16

struct _AftTrendsTile
{
  GtkToggleButton parent_instance;

  AftSymptom symptom;
  GtkLabel *value;
  GtkLabel *earlier;
};

G_DEFINE_FINAL_TYPE (AftTrendsTile, aft_trends_tile, GTK_TYPE_TOGGLE_BUTTON)

static void
draw_sample_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AftTrendsTile *self = user_data;
  AftTrendsPalette palette;

  aft_trends_palette_init_from (&palette, GTK_WIDGET (area));
  aft_trends_draw_sample (cr, &palette, self->symptom, width, height);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);

  return label;
}

static void
aft_trends_tile_class_init (AftTrendsTileClass *klass)
{
}

static void
aft_trends_tile_init (AftTrendsTile *self)
{
  self->value = make_label ("trends-value");
  self->earlier = make_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->earlier), "trends-quiet");
  gtk_widget_add_css_class (GTK_WIDGET (self), "trends-tile");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), TRUE);
}

/**
 * aft_trends_tile_new:
 * @symptom: which one
 *
 * A toggle button, pressed at first.
 *
 * Returns: (transfer floating): the tile
 */
GtkWidget *
aft_trends_tile_new (AftSymptom symptom)
{
  AftTrendsTile *self = g_object_new (AFT_TYPE_TRENDS_TILE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *sample = g_object_new (
      GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "halign",
      GTK_ALIGN_START, "content-width", SAMPLE_WIDTH, "content-height", SAMPLE_HEIGHT, NULL);
  GtkLabel *name = make_label ("heading");

  self->symptom = symptom;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (sample), draw_sample_cb, self, NULL);
  gtk_label_set_label (name, aft_words_symptom (symptom));
  /* Whole: the tiles stand below one another rather than "Redn-ess". */
  gtk_label_set_wrap (name, FALSE);
  gtk_box_append (GTK_BOX (box), sample);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->earlier));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  aft_words_symptom (symptom), -1);

  return GTK_WIDGET (self);
}

/**
 * aft_trends_tile_set:
 * @view: what is shown
 * @day: the day to tell about, below n_days
 */
void
aft_trends_tile_set (AftTrendsTile *self, const AftTrendsView *view, guint day)
{
  g_autofree char *value = NULL;
  g_autofree char *earlier = NULL;

  g_return_if_fail (AFT_IS_TRENDS_TILE (self));
  g_return_if_fail (view != NULL);

  value = aft_trends_words_value (aft_trends_view_get_value (view, self->symptom, day));
  earlier = aft_trends_words_earlier (aft_trends_view_get_spread (view, self->symptom, day));
  gtk_label_set_label (self->value, value);
  /* A line that comes and goes would move the chart under the pointer. */
  gtk_label_set_label (self->earlier, *earlier != '\0' ? earlier : "–");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), view->n_earlier[self->symptom] > 0);
}
