/* aft-ring.c: how much of the rest is over, as a ring around the day of recovery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-ring.h"

#include <adwaita.h>
#include <math.h>

#define SIZE 144
#define THICKNESS 12.0
#define TRACK_ALPHA 0.16
#define TURN_MS 600

struct _AftRing
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkLabel *caption;
  GtkLabel *text;
  GtkImage *icon;

  AdwAnimation *turning;
  double progress; /* where it is going */
  double shown;    /* where it is */
};

G_DEFINE_FINAL_TYPE (AftRing, aft_ring, GTK_TYPE_WIDGET)

static void
turn_cb (double value, gpointer user_data)
{
  AftRing *self = user_data;

  self->shown = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
aft_ring_dispose (GObject *object)
{
  AftRing *self = AFT_RING (object);

  if (self->turning != NULL)
    adw_animation_pause (self->turning);
  g_clear_object (&self->turning);
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (aft_ring_parent_class)->dispose (object);
}

static void
aft_ring_class_init (AftRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_ring_dispose;
  widget_class->snapshot = aft_ring_snapshot;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "ring");
}

static void
aft_ring_init (AftRing *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (widget, SIZE, SIZE);

  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "ring-caption");
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "ring-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, 56);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "ring-icon");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), box, "text");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->icon), "icon");
  gtk_widget_set_parent (self->stack, widget);

  self->turning = adw_timed_animation_new (widget, 0, 0, TURN_MS,
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

/**
 * aft_ring_set_progress:
 * @progress: the filled part, 0.0 to 1.0
 */
void
aft_ring_set_progress (AftRing *self, double progress)
{
  g_return_if_fail (AFT_IS_RING (self));

  progress = CLAMP (progress, 0.0, 1.0);
  if (fabs (self->progress - progress) < 0.0005)
    return;

  self->progress = progress;
  /* Skips to its end where animations are off or the widget is not on the screen. */
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->turning), self->shown);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->turning), progress);
  adw_animation_play (self->turning);
}

/**
 * aft_ring_set_text:
 * @caption: (nullable): small, above @text
 * @text: what stands in the middle
 */
void
aft_ring_set_text (AftRing *self, const char *caption, const char *text)
{
  g_return_if_fail (AFT_IS_RING (self));

  gtk_label_set_label (self->caption, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);
  gtk_label_set_label (self->text, text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "text");
}

/**
 * aft_ring_set_icon:
 * @icon_name: (nullable): shown instead of the text; the text again when NULL
 */
void
aft_ring_set_icon (AftRing *self, const char *icon_name)
{
  g_return_if_fail (AFT_IS_RING (self));

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), icon_name != NULL ? "icon" : "text");
}
