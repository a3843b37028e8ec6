/* aft-face-map.c: a face whose zones are chosen by a click
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-face-map.h"

#include <adwaita.h>
#include <math.h>

#include "aft-face-shape.h"
#include "aft-face-zone.h"

/* Wide enough for a finger on the upper lip, and narrow enough for a phone. */
#define MIN_WIDTH 200
#define NATURAL_WIDTH 340

#define LINE 1.5
#define FEATURE_LINE 2.0

struct _AftFaceMap
{
  GtkWidget parent_instance;

  GtkWidget *zone[AFT_N_ZONES];
  AftZones zones;
  int last; /* the zone that had the focus last; -1 for none */
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (AftFaceMap, aft_face_map, GTK_TYPE_WIDGET)

enum
{
  PROP_ZONES = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Pixels per unit of the drawing, and the origin of the centred drawing. */
static double
get_scale (AftFaceMap *self, double *x, double *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = MIN (width / AFT_FACE_WIDTH, height / AFT_FACE_HEIGHT);

  *x = (width - scale * AFT_FACE_WIDTH) / 2;
  *y = (height - scale * AFT_FACE_HEIGHT) / 2;
  return scale;
}

static int
find_focus (AftFaceMap *self)
{
  for (int i = 0; i < AFT_N_ZONES; i++)
    if (gtk_widget_is_focus (self->zone[i]))
      return i;
  return -1;
}

static gboolean
focus_zone (AftFaceMap *self, int i)
{
  self->last = i;
  return gtk_widget_grab_focus (self->zone[i]);
}

/* --- callbacks ----------------------------------------------------------------------------- */

static void
toggled_cb (AftFaceMap *self, AftFaceZone *button)
{
  AftZones zone = aft_face_zone_get_zone (button);

  if (self->syncing)
    return;
  self->last = g_bit_nth_lsf (zone, -1);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    aft_face_map_set_zones (self, self->zones | zone);
  else
    aft_face_map_set_zones (self, self->zones & ~zone);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  AftFaceMap *self = AFT_FACE_MAP (widget);
  int from = find_focus (self);
  int across, down;
  AftZones zone;

  if (from < 0)
    return GDK_EVENT_PROPAGATE;
  g_variant_get (args, "(ii)", &across, &down);
  zone = aft_face_shape_get_neighbour ((AftZones) (1 << from), across, down);
  if (zone == AFT_ZONE_NONE)
    gtk_widget_error_bell (widget);
  else
    focus_zone (self, g_bit_nth_lsf (zone, -1));
  return GDK_EVENT_STOP;
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static GtkSizeRequestMode
aft_face_map_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
aft_face_map_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      int least = for_size < 0 ? MIN_WIDTH : CLAMP (for_size, MIN_WIDTH, NATURAL_WIDTH);
      int width = for_size < 0 ? NATURAL_WIDTH : least;

      *minimum = (int) ceil (least * AFT_FACE_HEIGHT / AFT_FACE_WIDTH);
      *natural = (int) ceil (width * AFT_FACE_HEIGHT / AFT_FACE_WIDTH);
    }
}

static void
aft_face_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AftFaceMap *self = AFT_FACE_MAP (widget);
  double left, top;
  double scale = get_scale (self, &left, &top);

  for (int i = 0; i < AFT_N_ZONES; i++)
    {
      double x, y, zone_width, zone_height;
      GskTransform *transform;

      /* The right temple is drawn, and pressed, outside its button: GTK calls contains(). */
      aft_face_shape_get_part ((AftZones) (1 << i), &x, &y, &zone_width, &zone_height);
      aft_face_zone_set_scale (AFT_FACE_ZONE (self->zone[i]), scale);
      transform = gsk_transform_translate (
          NULL, &GRAPHENE_POINT_INIT ((float) (left + scale * x - AFT_FACE_ZONE_MARGIN),
                                      (float) (top + scale * y - AFT_FACE_ZONE_MARGIN)));
      gtk_widget_allocate (
          self->zone[i], (int) ceil (scale * zone_width) + 2 * AFT_FACE_ZONE_MARGIN,
          (int) ceil (scale * zone_height) + 2 * AFT_FACE_ZONE_MARGIN, -1, transform);
    }
}

/* Draws one part of the face, which hides the parts behind it. Needs a group, which keeps what is
 * behind the face. */
static void
draw_part (AftFaceMap *self,
           cairo_t *cr,
           void (*trace) (cairo_t *),
           double fill_alpha,
           double line_alpha,
           double line_width)
{
  GdkRGBA color;
  double x, y, scale;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  scale = get_scale (self, &x, &y);
  /* The pen keeps its width whatever the scale: only the path is scaled. */
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  trace (cr);
  cairo_restore (cr);

  if (fill_alpha > 0)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_fill_preserve (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
      cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha * fill_alpha);
      cairo_fill_preserve (cr);
    }
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha * line_alpha);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
}

static void
aft_face_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftFaceMap *self = AFT_FACE_MAP (widget);
  gboolean strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  double line = strong ? 0.7 : 0.3;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                     (float) gtk_widget_get_height (widget)));

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_push_group (cr);
  draw_part (self, cr, aft_face_shape_trace_bust, 0.06, line, LINE);
  draw_part (self, cr, aft_face_shape_trace_ears, 0.1, line, LINE);
  draw_part (self, cr, aft_face_shape_trace_head, 0.04, line, LINE);
  draw_part (self, cr, aft_face_shape_trace_hair, 0.16, line, LINE);
  draw_part (self, cr, aft_face_shape_trace_features, 0, strong ? 0.9 : 0.55, FEATURE_LINE);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (aft_face_map_parent_class)->snapshot (widget, snapshot);
}

/* One tab stop: the zone that had the focus last, else the first chosen zone, else the forehead. */
static gboolean
aft_face_map_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftFaceMap *self = AFT_FACE_MAP (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (self->last < 0)
    return focus_zone (self, MAX (0, g_bit_nth_lsf (self->zones, -1)));
  return focus_zone (self, self->last);
}

static void
aft_face_map_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ZONES:
      g_value_set_uint (value, AFT_FACE_MAP (object)->zones);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_face_map_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ZONES:
      aft_face_map_set_zones (AFT_FACE_MAP (object), (AftZones) g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_face_map_dispose (GObject *object)
{
  AftFaceMap *self = AFT_FACE_MAP (object);

  for (int i = 0; i < AFT_N_ZONES; i++)
    g_clear_pointer (&self->zone[i], gtk_widget_unparent);
  G_OBJECT_CLASS (aft_face_map_parent_class)->dispose (object);
}

static void
add_arrow (GtkWidgetClass *widget_class, guint key, guint keypad_key, int across, int down)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_cb, "(ii)", across, down);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, move_cb, "(ii)", across, down);
}

static void
aft_face_map_class_init (AftFaceMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_face_map_get_property;
  object_class->set_property = aft_face_map_set_property;
  object_class->dispose = aft_face_map_dispose;
  widget_class->get_request_mode = aft_face_map_get_request_mode;
  widget_class->measure = aft_face_map_measure;
  widget_class->size_allocate = aft_face_map_size_allocate;
  widget_class->snapshot = aft_face_map_snapshot;
  widget_class->focus = aft_face_map_focus;

  properties[PROP_ZONES] =
      g_param_spec_uint ("zones", NULL, NULL, 0, AFT_ZONES_ALL, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  add_arrow (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_arrow (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_arrow (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_arrow (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "facemap");
}

static void
aft_face_map_init (AftFaceMap *self)
{
  self->last = -1;
  for (int i = 0; i < AFT_N_ZONES; i++)
    {
      self->zone[i] = aft_face_zone_new ((AftZones) (1 << i));
      g_signal_connect_swapped (self->zone[i], "toggled", G_CALLBACK (toggled_cb), self);
      gtk_widget_set_parent (self->zone[i], GTK_WIDGET (self));
    }
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * aft_face_map_new:
 *
 * Head, neck and shoulders as in a mirror: the person's own left is on the left, in right-to-left languages
 * too. Each zone is a toggle button. The map is one tab stop; the arrow keys go from zone to zone, Space
 * chooses one.
 *
 * Returns: (transfer floating): a map without chosen zones
 */
GtkWidget *
aft_face_map_new (void)
{
  return g_object_new (AFT_TYPE_FACE_MAP, NULL);
}

/**
 * aft_face_map_get_zones:
 *
 * Returns: the chosen zones; may be empty
 */
AftZones
aft_face_map_get_zones (AftFaceMap *self)
{
  g_return_val_if_fail (AFT_IS_FACE_MAP (self), AFT_ZONE_NONE);

  return self->zones;
}

/**
 * aft_face_map_set_zones:
 * @zones: the zones to choose; may be empty
 */
void
aft_face_map_set_zones (AftFaceMap *self, AftZones zones)
{
  g_return_if_fail (AFT_IS_FACE_MAP (self));
  g_return_if_fail ((zones & ~AFT_ZONES_ALL) == 0);

  if (self->zones == zones)
    return;
  self->zones = zones;
  self->syncing = TRUE;
  for (int i = 0; i < AFT_N_ZONES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->zone[i]), (zones & (1u << i)) != 0);
  self->syncing = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONES]);
}
