/* aft-trends-chart.c: a chart of severity by day since the session, for pointer and keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-trends-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-trends-words.h"

#define NO_DAY (-1)
#define WIDTH_MIN 240
#define WIDTH_NATURAL 640
/* In lines of text: a person who wants larger text gets a larger chart. */
#define LINES_MIN 15
#define LINES_NATURAL 20
/* The chart is taller from this width on, in pixels. */
#define WIDTH_TALL 420

struct _AftTrendsChart
{
  GtkWidget parent_instance;

  const AftTrendsView *view;
  guint symptoms;
  int pointed; /* under the pointer */
  int chosen;  /* by key or click */
};

G_DEFINE_FINAL_TYPE (AftTrendsChart, aft_trends_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_VIEW = 1,
  PROP_SYMPTOMS,
  PROP_DAY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static AftColor
get_color (const GdkRGBA *color)
{
  return (AftColor){ (double) color->red, (double) color->green, (double) color->blue,
                     (double) color->alpha };
}

static void
look_up_color (GtkWidget *widget, const char *name, AftColor *color)
{
  GdkRGBA found;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &found))
    *color = get_color (&found);
}

/**
 * aft_trends_palette_init_from:
 * @palette: (out caller-allocates): the colours
 * @widget: a widget on a card
 *
 * The colours of the theme: light, dark or high contrast.
 */
void
aft_trends_palette_init_from (AftTrendsPalette *palette, GtkWidget *widget)
{
  GdkRGBA text;

  g_return_if_fail (palette != NULL);
  g_return_if_fail (GTK_IS_WIDGET (widget));

  aft_trends_palette_init_light (palette);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  palette->text = get_color (&text);
  look_up_color (widget, "trends_paper", &palette->paper);
  look_up_color (widget, "trends_redness", &palette->symptoms[AFT_SYMPTOM_REDNESS]);
  look_up_color (widget, "trends_tingling", &palette->symptoms[AFT_SYMPTOM_TINGLING]);
  look_up_color (widget, "trends_dryness", &palette->symptoms[AFT_SYMPTOM_DRYNESS]);
  palette->strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static void
init_drawing (AftTrendsChart *self, AftTrendsDrawing *drawing)
{
  GtkWidget *widget = GTK_WIDGET (self);

  drawing->view = self->view;
  drawing->symptoms = self->symptoms;
  drawing->day = (int) aft_trends_chart_get_day (self);
  drawing->mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  drawing->context = gtk_widget_get_pango_context (widget);
  drawing->width = gtk_widget_get_width (widget);
  drawing->height = gtk_widget_get_height (widget);
  aft_trends_palette_init_from (&drawing->palette, widget);
}

/* The day whose values are shown is another one, or has other values. */
static void
update_day (AftTrendsChart *self)
{
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
  if (self->view == NULL)
    return;

  day = aft_trends_words_day (self->view, aft_trends_chart_get_day (self), self->symptoms);
  /* Translators: what a screen reader says of the chart; %s: "Day 3: redness 2, mild; earlier 1" */
  label = g_strdup_printf (_ ("Chart of severity by day. %s"), day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_pointed (AftTrendsChart *self, int day)
{
  if (self->pointed == day)
    return;

  self->pointed = day;
  update_day (self);
}

static void
choose (AftTrendsChart *self, int day)
{
  if (self->view == NULL)
    return;

  self->chosen = CLAMP (day, 0, (int) self->view->n_days - 1);
  self->pointed = NO_DAY;
  update_day (self);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
motion_cb (AftTrendsChart *self, double x, double y)
{
  AftTrendsDrawing drawing;

  if (self->view == NULL)
    return;

  init_drawing (self, &drawing);
  set_pointed (self, aft_trends_drawing_find_day (&drawing, x));
}

static void
leave_cb (AftTrendsChart *self)
{
  set_pointed (self, NO_DAY);
}

static void
pressed_cb (AftTrendsChart *self, int n_press, double x, double y)
{
  AftTrendsDrawing drawing;

  if (self->view == NULL)
    return;

  init_drawing (self, &drawing);
  choose (self, aft_trends_drawing_find_day (&drawing, x));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftTrendsChart *self = AFT_TRENDS_CHART (widget);
  int step = g_variant_get_int32 (parameter);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;
  choose (self, (int) aft_trends_chart_get_day (self) + step);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (AFT_TRENDS_CHART (widget), g_variant_get_int32 (parameter));
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static int
get_line_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
aft_trends_chart_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int line = get_line_height (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = WIDTH_MIN;
      *natural = WIDTH_NATURAL;
    }
  else
    {
      *minimum = LINES_MIN * line;
      *natural = for_size >= WIDTH_TALL ? LINES_NATURAL * line : *minimum;
    }
}

static void
aft_trends_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftTrendsChart *self = AFT_TRENDS_CHART (widget);
  AftTrendsDrawing drawing;
  cairo_t *cr;

  if (self->view == NULL)
    return;

  init_drawing (self, &drawing);
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) drawing.width, (float) drawing.height));
  aft_trends_drawing_draw (&drawing, cr);
  cairo_destroy (cr);
}

static void
aft_trends_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftTrendsChart *self = AFT_TRENDS_CHART (object);

  switch (id)
    {
    case PROP_VIEW:
      g_value_set_pointer (value, (gpointer) self->view);
      break;
    case PROP_SYMPTOMS:
      g_value_set_uint (value, self->symptoms);
      break;
    case PROP_DAY:
      g_value_set_uint (value, aft_trends_chart_get_day (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_trends_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftTrendsChart *self = AFT_TRENDS_CHART (object);

  switch (id)
    {
    case PROP_SYMPTOMS:
      self->symptoms = g_value_get_uint (value);
      update_day (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_trends_chart_class_init (AftTrendsChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_trends_chart_get_property;
  object_class->set_property = aft_trends_chart_set_property;
  widget_class->measure = aft_trends_chart_measure;
  widget_class->snapshot = aft_trends_chart_snapshot;

  properties[PROP_VIEW] =
      g_param_spec_pointer ("view", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SYMPTOMS] = g_param_spec_uint ("symptoms", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DAY] = g_param_spec_uint ("day", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "chart.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "chart.go", "i", go_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "chart.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Left, 0, "chart.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "chart.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Right, 0, "chart.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "chart.go", "i", 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "chart.go", "i", G_MAXINT);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "trendschart");
}

static void
aft_trends_chart_init (AftTrendsChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->pointed = NO_DAY;
  self->chosen = NO_DAY;
  self->symptoms = (1u << AFT_N_SYMPTOMS) - 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_trends_chart_set_view:
 * @view: (nullable): what to draw; borrowed: the owner sets another one or %NULL before freeing it
 */
void
aft_trends_chart_set_view (AftTrendsChart *self, const AftTrendsView *view)
{
  g_return_if_fail (AFT_IS_TRENDS_CHART (self));

  self->view = view;
  self->pointed = NO_DAY;
  self->chosen = NO_DAY;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  update_day (self);
}

/**
 * aft_trends_chart_get_day:
 *
 * Returns: the day whose values are shown, in days since the session: the one under the pointer, else
 *   the chosen one, else the last with a value; below n_days, 0 without a view
 */
guint
aft_trends_chart_get_day (AftTrendsChart *self)
{
  int day;

  g_return_val_if_fail (AFT_IS_TRENDS_CHART (self), 0);

  if (self->view == NULL)
    return 0;

  day = self->pointed != NO_DAY  ? self->pointed
        : self->chosen != NO_DAY ? self->chosen
                                 : self->view->last_day;

  return (guint) CLAMP (day, 0, (int) self->view->n_days - 1);
}
