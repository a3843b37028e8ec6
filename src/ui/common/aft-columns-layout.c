/* aft-columns-layout.c: two columns if there is enough space for them, one otherwise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Libadwaita 1.2 has no breakpoints, and a leaflet or a squeezer would need each widget twice.
 *
 * Its minimum width doesn't depend on the height. A vertical GtkBox inside a horizontal one is
 * asked for its width at the height of the row, and divides that height between its labels: a
 * wrapping label then requests more width than there is, and pushes the button beside it over the
 * edge. So use this layout, with all children in one column, also for labels beside a button.
 */
#include "aft-columns-layout.h"

#define N_COLUMNS 2
#define SHORTER_COLUMN (-1)
#define DEFAULT_DPI (96.0 * 1024.0)

/* --- the child -------------------------------------------------------------------------------- */

struct _AftColumnsLayoutChild
{
  GtkLayoutChild parent_instance;

  int column;
};

G_DEFINE_FINAL_TYPE (AftColumnsLayoutChild, aft_columns_layout_child, GTK_TYPE_LAYOUT_CHILD)

enum
{
  CHILD_PROP_0,
  CHILD_PROP_COLUMN,
  N_CHILD_PROPS,
};

static GParamSpec *child_properties[N_CHILD_PROPS];

static void
aft_columns_layout_child_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == CHILD_PROP_COLUMN)
    g_value_set_int (value, AFT_COLUMNS_LAYOUT_CHILD (object)->column);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
aft_columns_layout_child_set_property (GObject *object,
                                       guint id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  AftColumnsLayoutChild *self = AFT_COLUMNS_LAYOUT_CHILD (object);

  if (id != CHILD_PROP_COLUMN)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  if (self->column == g_value_get_int (value))
    return;

  self->column = g_value_get_int (value);
  gtk_layout_manager_layout_changed (
      gtk_layout_child_get_layout_manager (GTK_LAYOUT_CHILD (object)));
  g_object_notify_by_pspec (object, pspec);
}

static void
aft_columns_layout_child_class_init (AftColumnsLayoutChildClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = aft_columns_layout_child_get_property;
  object_class->set_property = aft_columns_layout_child_set_property;

  child_properties[CHILD_PROP_COLUMN] =
      g_param_spec_int ("column", NULL, NULL, SHORTER_COLUMN, N_COLUMNS - 1, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_CHILD_PROPS, child_properties);
}

static void
aft_columns_layout_child_init (AftColumnsLayoutChild *self)
{
}

/* --- the layout ------------------------------------------------------------------------------- */

struct _AftColumnsLayout
{
  GtkLayoutManager parent_instance;

  int threshold;
  int spacing;
};

G_DEFINE_FINAL_TYPE (AftColumnsLayout, aft_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_THRESHOLD,
  PROP_SPACING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static int
get_wish (AftColumnsLayout *self, GtkWidget *child)
{
  GtkLayoutChild *layout_child =
      gtk_layout_manager_get_layout_child (GTK_LAYOUT_MANAGER (self), child);

  return AFT_COLUMNS_LAYOUT_CHILD (layout_child)->column;
}

/* @filled: how far the children before this one fill each column. */
static int
choose_column (AftColumnsLayout *self, GtkWidget *child, gboolean wide, const int *filled)
{
  int wish = wide ? get_wish (self, child) : 0;

  if (wish == SHORTER_COLUMN)
    return filled[1] < filled[0] ? 1 : 0;

  return wish;
}

static double
get_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? MAX (1.0, dpi / DEFAULT_DPI) : 1.0;
}

/* The largest minimum width of the children, and whether both columns have content. */
static int
get_min_width (AftColumnsLayout *self, GtkWidget *widget, gboolean *both)
{
  gboolean used[N_COLUMNS] = { FALSE, FALSE };
  int n_children = 0;
  int n_free = 0;
  int min_width = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      min_width = MAX (min_width, min);
      n_children++;
      if (get_wish (self, child) == SHORTER_COLUMN)
        n_free++;
      else
        used[get_wish (self, child)] = TRUE;
    }
  *both = (used[0] && used[1]) || (n_free > 0 && n_children > 1);

  return min_width;
}

static gboolean
is_wide (AftColumnsLayout *self, GtkWidget *widget, int width)
{
  gboolean both = FALSE;
  int min_width = get_min_width (self, widget, &both);
  int needed = (int) (self->threshold * get_text_scale (widget));

  return both && width >= MAX (needed, N_COLUMNS * min_width + self->spacing);
}

static int
get_column_width (AftColumnsLayout *self, int width, gboolean wide)
{
  return wide ? (width - self->spacing) / N_COLUMNS : width;
}

static GtkSizeRequestMode
aft_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (AftColumnsLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  gboolean both = FALSE;
  int nat_width = 0;

  *minimum = get_min_width (self, widget, &both);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int nat = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &nat, NULL, NULL);
      nat_width = MAX (nat_width, nat);
    }
  *natural = both ? N_COLUMNS * nat_width + self->spacing : nat_width;
  *natural = MAX (*minimum, *natural);
}

static void
measure_height (AftColumnsLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  int min[N_COLUMNS] = { 0, 0 };
  int nat[N_COLUMNS] = { 0, 0 };
  gboolean wide;

  if (width < 0)
    {
      int min_width = 0;

      measure_width (self, widget, &min_width, &width);
    }
  wide = is_wide (self, widget, width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int column;
      int child_min = 0;
      int child_nat = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      column = choose_column (self, child, wide, nat);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_column_width (self, width, wide),
                          &child_min, &child_nat, NULL, NULL);
      min[column] += child_min + (min[column] > 0 ? self->spacing : 0);
      nat[column] += child_nat + (nat[column] > 0 ? self->spacing : 0);
    }

  *minimum = MAX (min[0], min[1]);
  *natural = MAX (nat[0], nat[1]);
}

static void
aft_columns_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  AftColumnsLayout *self = AFT_COLUMNS_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    measure_height (self, widget, for_size, minimum, natural);
}

static void
aft_columns_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  AftColumnsLayout *self = AFT_COLUMNS_LAYOUT (manager);
  gboolean wide = is_wide (self, widget, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column_width = get_column_width (self, width, wide);
  int y[N_COLUMNS] = { 0, 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { 0, 0, column_width, 0 };
      int column;

      if (!gtk_widget_should_layout (child))
        continue;
      column = choose_column (self, child, wide, y);
      allocation.y = y[column];
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column_width, NULL, &allocation.height,
                          NULL, NULL);
      if (wide && (column == 1) != rtl)
        allocation.x = width - column_width;
      gtk_widget_size_allocate (child, &allocation, -1);
      y[column] += allocation.height + self->spacing;
    }
}

static GtkLayoutChild *
aft_columns_layout_create_layout_child (GtkLayoutManager *manager,
                                        GtkWidget *widget,
                                        GtkWidget *child)
{
  return g_object_new (AFT_TYPE_COLUMNS_LAYOUT_CHILD, "layout-manager", manager, "child-widget",
                       child, NULL);
}

static void
aft_columns_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftColumnsLayout *self = AFT_COLUMNS_LAYOUT (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_columns_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftColumnsLayout *self = AFT_COLUMNS_LAYOUT (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
aft_columns_layout_class_init (AftColumnsLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = aft_columns_layout_get_property;
  object_class->set_property = aft_columns_layout_set_property;

  layout_class->layout_child_type = AFT_TYPE_COLUMNS_LAYOUT_CHILD;
  layout_class->get_request_mode = aft_columns_layout_get_request_mode;
  layout_class->measure = aft_columns_layout_measure;
  layout_class->allocate = aft_columns_layout_allocate;
  layout_class->create_layout_child = aft_columns_layout_create_layout_child;

  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
aft_columns_layout_init (AftColumnsLayout *self)
{
}

/**
 * aft_columns_layout_new:
 * @threshold: the width from which there are two columns, in pixels at the default text size; it
 *   grows with the text size
 * @spacing: pixels between columns and between children
 *
 * The layout property "column" of a child is 0, 1, or -1 for the column that is shorter so far. If
 * there is only one column, or nothing visible in the other, all children follow each other.
 *
 * Returns: (transfer full): the layout manager
 */
GtkLayoutManager *
aft_columns_layout_new (int threshold, int spacing)
{
  return g_object_new (AFT_TYPE_COLUMNS_LAYOUT, "threshold", threshold, "spacing", spacing, NULL);
}
