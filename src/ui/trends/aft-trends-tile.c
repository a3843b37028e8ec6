/* aft-trends-tile.c: one symptom: its line, its value on a day, and whether it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Legend, switch and reading in one, so that the eye needn't go from one to the other.
 */
#include "aft-config.h"

#include "aft-trends-tile.h"

#include "aft-trends-chart.h"
#include "aft-trends-words.h"
#include "aft-words.h"

struct _AftTrendsTile
{
  GtkToggleButton parent_instance;

  GtkDrawingArea *sample;

  int symptom;
  AftTrendsChart *chart; /* weak */
};

G_DEFINE_FINAL_TYPE (AftTrendsTile, aft_trends_tile, GTK_TYPE_TOGGLE_BUTTON)

enum
{
  PROP_SYMPTOM = 1,
  PROP_CHART,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
draw_sample_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AftTrendsTile *self = user_data;
  AftTrendsPalette palette;

  aft_trends_palette_init_from (&palette, GTK_WIDGET (area));
  aft_trends_draw_sample (cr, &palette, (AftSymptom) self->symptom, width, height);
}

static char *
describe_symptom (AftTrendsTile *self, int symptom)
{
  return g_strdup (aft_words_symptom ((AftSymptom) symptom));
}

static char *
describe_value (AftTrendsTile *self, const AftTrendsView *view, guint day)
{
  if (view == NULL)
    return NULL;

  return aft_trends_words_value (aft_trends_view_get_value (view, (AftSymptom) self->symptom, day));
}

/* A line that appears and disappears would move the chart under the pointer. */
static char *
describe_earlier (AftTrendsTile *self, const AftTrendsView *view, guint day)
{
  g_autofree char *earlier = NULL;

  if (view == NULL)
    return NULL;

  earlier =
      aft_trends_words_earlier (aft_trends_view_get_spread (view, (AftSymptom) self->symptom, day));

  return *earlier != '\0' ? g_steal_pointer (&earlier) : g_strdup ("–");
}

static gboolean
has_earlier (AftTrendsTile *self, const AftTrendsView *view)
{
  return view != NULL && view->n_earlier[self->symptom] > 0;
}

static void
aft_trends_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftTrendsTile *self = AFT_TRENDS_TILE (object);

  if (id == PROP_SYMPTOM)
    g_value_set_int (value, self->symptom);
  else
    g_value_set_object (value, self->chart);
}

static void
aft_trends_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftTrendsTile *self = AFT_TRENDS_TILE (object);

  if (id == PROP_SYMPTOM)
    {
      self->symptom = g_value_get_int (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      aft_words_symptom ((AftSymptom) self->symptom), -1);
    }
  else
    g_set_weak_pointer (&self->chart, g_value_get_object (value));
}

static void
aft_trends_tile_dispose (GObject *object)
{
  AftTrendsTile *self = AFT_TRENDS_TILE (object);

  g_clear_weak_pointer (&self->chart);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_TRENDS_TILE);

  G_OBJECT_CLASS (aft_trends_tile_parent_class)->dispose (object);
}

static void
aft_trends_tile_class_init (AftTrendsTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_trends_tile_get_property;
  object_class->set_property = aft_trends_tile_set_property;
  object_class->dispose = aft_trends_tile_dispose;

  properties[PROP_SYMPTOM] = g_param_spec_int ("symptom", NULL, NULL, 0, AFT_N_SYMPTOMS - 1, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHART] = g_param_spec_object ("chart", NULL, NULL, AFT_TYPE_TRENDS_CHART,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/trends/aft-trends-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTrendsTile, sample);
  gtk_widget_class_bind_template_callback (widget_class, describe_symptom);
  gtk_widget_class_bind_template_callback (widget_class, describe_value);
  gtk_widget_class_bind_template_callback (widget_class, describe_earlier);
  gtk_widget_class_bind_template_callback (widget_class, has_earlier);
}

static void
aft_trends_tile_init (AftTrendsTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->sample, draw_sample_cb, self, NULL);
}
