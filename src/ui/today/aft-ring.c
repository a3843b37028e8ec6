/* aft-ring.c: how much of the rest period is over, as a ring around the day of recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-ring.h"

#include <adwaita.h>
#include <math.h>

#include "aft-closures.h"

#define THICKNESS 12.0
#define TRACK_ALPHA 0.16
#define TURN_MS 600

struct _AftRing
{
  GtkWidget parent_instance;

  GtkWidget *stack; /* bound, so that disposing of the template frees it */

  char *caption;
  char *text;
  char *icon_name;
  double progress; /* of the end of the animation */
  double shown;    /* of the current frame */
  AdwAnimation *turning;
};

G_DEFINE_FINAL_TYPE (AftRing, aft_ring, GTK_TYPE_WIDGET)

enum
{
  PROP_CAPTION = 1,
  PROP_TEXT,
  PROP_ICON_NAME,
  PROP_PROGRESS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
set_progress (AftRing *self, double progress)
{
  if (fabs (self->progress - progress) < 0.0005)
    return;

  self->progress = progress;
  /* Skips to its end if animations are off or the ring isn't on the screen. */
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->turning), self->shown);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->turning), progress);
  adw_animation_play (self->turning);
}

static void
turn_cb (double value, gpointer user_data)
{
  AftRing *self = user_data;

  self->shown = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static char *
choose_child (AftRing *self, const char *icon_name)
{
  return g_strdup (icon_name != NULL ? "icon" : "text");
}

static void
draw_arc (cairo_t *cr, const GdkRGBA *color, double alpha, double radius, double from, double to)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, from, to);
  cairo_stroke (cr);
}

static void
aft_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftRing *self = AFT_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - THICKNESS) / 2.0;
  double sign = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -1 : 1;
  GdkRGBA color;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, sign, 1);
  cairo_set_line_width (cr, THICKNESS);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_arc (cr, &color, TRACK_ALPHA, radius, 0, 2 * G_PI);
  if (self->shown > 0)
    draw_arc (cr, &color, 1, radius, -G_PI_2, -G_PI_2 + 2 * G_PI * MIN (1.0, self->shown));
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (aft_ring_parent_class)->snapshot (widget, snapshot);
}

static void
aft_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftRing *self = AFT_RING (object);

  switch (id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_ring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftRing *self = AFT_RING (object);

  switch (id)
    {
    case PROP_CAPTION:
      g_free (self->caption);
      self->caption = g_value_dup_string (value);
      break;
    case PROP_TEXT:
      g_free (self->text);
      self->text = g_value_dup_string (value);
      break;
    case PROP_ICON_NAME:
      g_free (self->icon_name);
      self->icon_name = g_value_dup_string (value);
      break;
    case PROP_PROGRESS:
      set_progress (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_ring_dispose (GObject *object)
{
  AftRing *self = AFT_RING (object);

  if (self->turning != NULL)
    adw_animation_pause (self->turning);
  g_clear_object (&self->turning);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_RING);

  G_OBJECT_CLASS (aft_ring_parent_class)->dispose (object);
}

static void
aft_ring_finalize (GObject *object)
{
  AftRing *self = AFT_RING (object);

  g_free (self->caption);
  g_free (self->text);
  g_free (self->icon_name);

  G_OBJECT_CLASS (aft_ring_parent_class)->finalize (object);
}

static void
aft_ring_class_init (AftRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_ring_get_property;
  object_class->set_property = aft_ring_set_property;
  object_class->dispose = aft_ring_dispose;
  object_class->finalize = aft_ring_finalize;
  widget_class->snapshot = aft_ring_snapshot;

  /**
   * AftRing:caption: (nullable): plain text in small letters above the text
   */
  properties[PROP_CAPTION] =
      g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftRing:text: (nullable): plain text in the middle
   */
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftRing:icon-name: (nullable): an icon in place of caption and text
   */
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftRing:progress: the filled part, 0.0 to 1.0. Animated, unless the person has turned
   * animations off.
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-ring.ui");
  gtk_widget_class_bind_template_child (widget_class, AftRing, stack);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, choose_child);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "ring");
}

static void
aft_ring_init (AftRing *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->turning = adw_timed_animation_new (GTK_WIDGET (self), 0, 0, TURN_MS,
                                           adw_callback_animation_target_new (turn_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->turning), ADW_EASE_OUT_CUBIC);
}

/**
 * aft_ring_new:
 *
 * Returns: (transfer floating): an empty ring
 */
GtkWidget *
aft_ring_new (void)
{
  return g_object_new (AFT_TYPE_RING, NULL);
}
