/* aft-wrap-layout.c: children in lines, like words in a paragraph
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-wrap-layout.h"

/**
 * AftWrapLayout:
 *
 * Each child has its natural width, and one that doesn't fit starts a new line. Unlike GtkFlowBox,
 * it doesn't add a widget around each child, so Tab goes from chip to chip.
 *
 * Property "spacing": pixels between children and between lines, 6 unless set. "equal": all
 * children have the same width, side by side if they fit at their minimum width, otherwise below
 * one another; FALSE unless set.
 */
struct _AftWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  gboolean equal;
};

G_DEFINE_FINAL_TYPE (AftWrapLayout, aft_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  PROP_EQUAL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* The width of children that all have the same: a share of one line, or a line each. */
static int
get_share (AftWrapLayout *self, GtkWidget *widget, int width)
{
  int n_children = 0;
  int widest = 0;
  int share;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
      n_children++;
    }
  share = n_children > 0 ? (width - (n_children - 1) * self->spacing) / n_children : width;

  return widest <= share ? share : width;
}

/* The width of @child in lines of @width; @share: the width of every child, or 0. */
static int
get_child_width (GtkWidget *child, int width, int share)
{
  int minimum, natural;

  if (share > 0)
    return share;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* Goes through the lines; with @allocate also places the children. Returns the total height. */
static int
lay_out (AftWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *start = gtk_widget_get_first_child (widget);
  int share = self->equal ? get_share (self, widget, width) : 0;
  int y = 0;

  while (start != NULL)
    {
      GtkWidget *end;
      int x = 0;
      int height = 0;

      /* First find what fits into this line, and its height. */
      for (end = start; end != NULL; end = gtk_widget_get_next_sibling (end))
        {
          int child_width, minimum, natural;

          if (!gtk_widget_should_layout (end))
            continue;
          child_width = get_child_width (end, width, share);
          if (x > 0 && x + child_width > width)
            break;
          gtk_widget_measure (end, GTK_ORIENTATION_VERTICAL, child_width, &minimum, &natural, NULL,
                              NULL);
          height = MAX (height, natural);
          x += child_width + self->spacing;
        }
      x = 0;
      for (GtkWidget *child = start; allocate && child != end;
           child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation box = { 0, y, 0, height };

          if (!gtk_widget_should_layout (child))
            continue;
          box.width = get_child_width (child, width, share);
          box.x = rtl ? width - x - box.width : x;
          gtk_widget_size_allocate (child, &box, -1);
          x += box.width + self->spacing;
        }
      if (height > 0)
        y += height + self->spacing;
      start = end;
    }
  return MAX (0, y - self->spacing);
}

static GtkSizeRequestMode
aft_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
aft_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  AftWrapLayout *self = AFT_WRAP_LAYOUT (manager);
  int widest = 0;
  int widest_natural = 0;
  int n_children = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      widest_natural = MAX (widest_natural, child_natural);
      n_children++;
      line += child_natural + (line > 0 ? self->spacing : 0);
    }
  if (self->equal && n_children > 0)
    line = n_children * (widest_natural + self->spacing) - self->spacing;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, line);
    }
  else
    {
      *minimum = *natural =
          lay_out (self, widget, for_size < 0 ? MAX (widest, line) : for_size, FALSE);
    }
}

static void
aft_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (AFT_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
aft_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftWrapLayout *self = AFT_WRAP_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_EQUAL:
      g_value_set_boolean (value, self->equal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftWrapLayout *self = AFT_WRAP_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    case PROP_EQUAL:
      self->equal = g_value_get_boolean (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_wrap_layout_class_init (AftWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = aft_wrap_layout_get_property;
  object_class->set_property = aft_wrap_layout_set_property;
  layout_class->get_request_mode = aft_wrap_layout_get_request_mode;
  layout_class->measure = aft_wrap_layout_measure;
  layout_class->allocate = aft_wrap_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 6,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EQUAL] =
      g_param_spec_boolean ("equal", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
aft_wrap_layout_init (AftWrapLayout *self)
{
  self->spacing = 6;
}

/**
 * aft_wrap_layout_new:
 *
 * Returns: (transfer full): the layout, for one widget
 */
GtkLayoutManager *
aft_wrap_layout_new (void)
{
  return g_object_new (AFT_TYPE_WRAP_LAYOUT, NULL);
}
