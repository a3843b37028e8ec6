/* aft-face-zone.c: one zone of the face map: a toggle button in the shape of the zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The style sheet defines its fill (color), so that hovering and pressing fade as in any button;
 * the rest is drawn here.
 */
#include "aft-config.h"

#include "aft-face-zone.h"

#include <adwaita.h>

#include "aft-face-shape.h"
#include "aft-text.h"
#include "aft-words.h"

#define OUTLINE 1.25
#define OUTLINE_ALPHA 0.6 /* 3 to 1 on the face, light and dark */
#define RING 2.5
#define TICK 2.0

struct _AftFaceZone
{
  GtkToggleButton parent_instance;

  AftZones zone;
  double scale; /* pixels per unit of the drawing */
  double x;     /* the origin of the zone in the drawing, in units */
  double y;
  double width; /* of all its parts, in units; the button is as wide as the left one */
  double height;
};

G_DEFINE_FINAL_TYPE (AftFaceZone, aft_face_zone, GTK_TYPE_TOGGLE_BUTTON)

static GdkRGBA
lookup (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

static void
stroke (cairo_t *cr, const GdkRGBA *color, double alpha, double width)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke_preserve (cr);
}

/* From the coordinates of the drawing to those of the widget. */
static void
to_widget (AftFaceZone *self, cairo_t *cr)
{
  cairo_translate (cr, AFT_FACE_ZONE_MARGIN, AFT_FACE_ZONE_MARGIN);
  cairo_scale (cr, self->scale, self->scale);
  cairo_translate (cr, -self->x, -self->y);
}

static void
aft_face_zone_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftFaceZone *self = AFT_FACE_ZONE (widget);
  gboolean chosen = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget));
  gboolean strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRGBA text = lookup (widget, "card_fg_color");
  GdkRGBA accent = lookup (widget, "accent_bg_color");
  GdkRGBA ring = lookup (widget, "accent_color");
  GdkRGBA on_accent = lookup (widget, "accent_fg_color");
  GdkRGBA fill;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &fill);
  cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (0, 0, (float) (self->width * self->scale + 2 * AFT_FACE_ZONE_MARGIN),
                           (float) (self->height * self->scale + 2 * AFT_FACE_ZONE_MARGIN)));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);

  /* The pen keeps its width whatever the scale: only the path is scaled. */
  cairo_save (cr);
  to_widget (self, cr);
  aft_face_shape_trace_zone (cr, self->zone);
  cairo_restore (cr);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_VISIBLE)
    {
      GdkRGBA card = lookup (widget, "view_bg_color");

      /* Two rings: one of them is visible whether the zone is chosen or not. */
      stroke (cr, &card, 1.0, 2 * RING + 2);
      stroke (cr, chosen ? &text : &ring, 1.0, RING);
    }
  else
    {
      stroke (cr, chosen ? &accent : &text, chosen || strong ? 1.0 : OUTLINE_ALPHA,
              strong ? 2 * OUTLINE : OUTLINE);
    }
  cairo_new_path (cr);

  if (chosen)
    {
      cairo_save (cr);
      to_widget (self, cr);
      aft_face_shape_trace_tick (cr, self->zone);
      cairo_restore (cr);
      stroke (cr, &on_accent, 1.0, TICK);
    }
  cairo_destroy (cr);
}

/* Only the shape takes the pointer, so that the boxes of zones may overlap. */
static gboolean
aft_face_zone_contains (GtkWidget *widget, double x, double y)
{
  AftFaceZone *self = AFT_FACE_ZONE (widget);

  return aft_face_shape_contains (self->zone, self->x + (x - AFT_FACE_ZONE_MARGIN) / self->scale,
                                  self->y + (y - AFT_FACE_ZONE_MARGIN) / self->scale,
                                  AFT_FACE_ZONE_MARGIN / self->scale);
}

/* The drawing depends on more than the style, such as the ring. */
static void
aft_face_zone_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  GTK_WIDGET_CLASS (aft_face_zone_parent_class)->state_flags_changed (widget, before);
  gtk_widget_queue_draw (widget);
}

static void
aft_face_zone_class_init (AftFaceZoneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = aft_face_zone_snapshot;
  widget_class->contains = aft_face_zone_contains;
  widget_class->state_flags_changed = aft_face_zone_state_flags_changed;

  /* Not "button", because it shouldn't look like one at all. */
  gtk_widget_class_set_css_name (widget_class, "facezone");
}

static void
aft_face_zone_init (AftFaceZone *self)
{
  self->scale = 1.0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/**
 * aft_face_zone_new:
 * @zone: exactly one zone
 *
 * Returns: (transfer floating): a toggle button named for the zone, with its name as a tooltip
 */
GtkWidget *
aft_face_zone_new (AftZones zone)
{
  AftFaceZone *self = g_object_new (AFT_TYPE_FACE_ZONE, NULL);
  g_autofree char *name = aft_text_capitalize (aft_words_zone (zone));

  self->zone = zone;
  aft_face_shape_get_bounds (zone, &self->x, &self->y, &self->width, &self->height);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/**
 * aft_face_zone_get_zone:
 *
 * Returns: which zone it is
 */
AftZones
aft_face_zone_get_zone (AftFaceZone *self)
{
  g_return_val_if_fail (AFT_IS_FACE_ZONE (self), AFT_ZONE_NONE);

  return self->zone;
}

/**
 * aft_face_zone_set_scale:
 * @scale: pixels per unit of the drawing, above 0
 *
 * The map calls this before it allocates the zone.
 */
void
aft_face_zone_set_scale (AftFaceZone *self, double scale)
{
  g_return_if_fail (AFT_IS_FACE_ZONE (self));
  g_return_if_fail (scale > 0);

  if (self->scale == scale)
    return;
  self->scale = scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
