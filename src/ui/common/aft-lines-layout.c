/* aft-lines-layout.c: lines of text below one another, beside something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-lines-layout.h"

struct _AftLinesLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (AftLinesLayout, aft_lines_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
aft_lines_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
aft_lines_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  AftLinesLayout *self = AFT_LINES_LAYOUT (manager);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int n_children = 0;

  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, across ? -1 : for_size, &child_minimum,
                          &child_natural, NULL, NULL);
      *minimum = across ? MAX (*minimum, child_minimum) : *minimum + child_minimum;
      *natural = across ? MAX (*natural, child_natural) : *natural + child_natural;
      n_children++;
    }
  if (!across && n_children > 1)
    {
      *minimum += (n_children - 1) * self->spacing;
      *natural += (n_children - 1) * self->spacing;
    }
}

static void
aft_lines_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  AftLinesLayout *self = AFT_LINES_LAYOUT (manager);
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &child_height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, child_height }, -1);
      y += child_height + self->spacing;
    }
}

static void
aft_lines_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftLinesLayout *self = AFT_LINES_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_lines_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftLinesLayout *self = AFT_LINES_LAYOUT (object);

  switch (id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_lines_layout_class_init (AftLinesLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = aft_lines_layout_get_property;
  object_class->set_property = aft_lines_layout_set_property;
  layout_class->get_request_mode = aft_lines_layout_get_request_mode;
  layout_class->measure = aft_lines_layout_measure;
  layout_class->allocate = aft_lines_layout_allocate;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
aft_lines_layout_init (AftLinesLayout *self)
{
}

/**
 * aft_lines_layout_new:
 * @spacing: pixels between the children
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
aft_lines_layout_new (int spacing)
{
  return g_object_new (AFT_TYPE_LINES_LAYOUT, "spacing", spacing, NULL);
}
