/* test-face-shape.c: tests of the zones of the face: their positions, and moving between them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-face-shape.h"

#define STEP 1.0
#define FINGER 3.0

static double
middle_of (AftZones zone)
{
  double x, y, width, height;

  aft_face_shape_get_bounds (zone, &x, &y, &width, &height);
  return x + width / 2;
}

static double
top_of (AftZones zone)
{
  double x, y, width, height;

  aft_face_shape_get_bounds (zone, &x, &y, &width, &height);
  return y;
}

/* As in a mirror: the person's left is on the left. */
static void
test_sides (void)
{
  const double middle = AFT_FACE_WIDTH / 2;

  g_assert_cmpfloat (middle_of (AFT_ZONE_LEFT_CHEEK), <, middle - 20);
  g_assert_cmpfloat (middle_of (AFT_ZONE_RIGHT_CHEEK), >, middle + 20);
  g_assert_cmpfloat_with_epsilon (
      middle_of (AFT_ZONE_LEFT_CHEEK) + middle_of (AFT_ZONE_RIGHT_CHEEK), 2 * middle, 0.5);
  g_assert_cmpfloat_with_epsilon (middle_of (AFT_ZONE_NOSE), middle, 0.5);
  g_assert_cmpfloat_with_epsilon (middle_of (AFT_ZONE_TEMPLES), middle, 0.5);
}

static void
test_order (void)
{
  static const AftZones down[] = { AFT_ZONE_FOREHEAD,   AFT_ZONE_TEMPLES,   AFT_ZONE_NOSE,
                                   AFT_ZONE_LEFT_CHEEK, AFT_ZONE_UPPER_LIP, AFT_ZONE_CHIN,
                                   AFT_ZONE_NECK,       AFT_ZONE_BODY };

  for (gsize i = 1; i < G_N_ELEMENTS (down); i++)
    g_assert_cmpfloat (top_of (down[i - 1]), <, top_of (down[i]));
}

/* No point belongs to two zones, each zone has some points, and all are inside the drawing. */
static void
test_apart (void)
{
  guint points[AFT_N_ZONES] = { 0 };

  for (double y = -10; y < AFT_FACE_HEIGHT + 10; y += STEP)
    for (double x = -10; x < AFT_FACE_WIDTH + 10; x += STEP)
      {
        int owner = -1;

        for (int i = 0; i < AFT_N_ZONES; i++)
          {
            if (!aft_face_shape_contains ((AftZones) (1 << i), x, y, 0))
              continue;
            g_assert_cmpint (owner, ==, -1);
            owner = i;
            points[i]++;
            g_assert_cmpfloat (x, >, 0);
            g_assert_cmpfloat (x, <, AFT_FACE_WIDTH);
            g_assert_cmpfloat (y, >, 0);
            g_assert_cmpfloat (y, <, AFT_FACE_HEIGHT);
          }
      }
  for (int i = 0; i < AFT_N_ZONES; i++)
    g_assert_cmpuint (points[i], >, 200);
}

static void
test_parts (void)
{
  double x, y, width, height;

  /* Both temples, but not the eyes between them. */
  aft_face_shape_get_bounds (AFT_ZONE_TEMPLES, &x, &y, &width, &height);
  g_assert_true (aft_face_shape_contains (AFT_ZONE_TEMPLES, x + 8, y + height / 2, 0));
  g_assert_true (aft_face_shape_contains (AFT_ZONE_TEMPLES, x + width - 8, y + height / 2, 0));
  g_assert_false (
      aft_face_shape_contains (AFT_ZONE_TEMPLES, x + width / 2, y + height / 2, FINGER));

  /* A press near a zone means the zone. */
  aft_face_shape_get_bounds (AFT_ZONE_BODY, &x, &y, &width, &height);
  g_assert_false (aft_face_shape_contains (AFT_ZONE_BODY, x + width / 2, y + height + 2, 0));
  g_assert_true (aft_face_shape_contains (AFT_ZONE_BODY, x + width / 2, y + height + 2, FINGER));
  g_assert_false (aft_face_shape_contains (AFT_ZONE_BODY, x + width / 2, y + height + 4, FINGER));
}

/* A screen reader presses the middle of the box. */
static void
test_middles (void)
{
  for (int i = 0; i < AFT_N_ZONES; i++)
    {
      AftZones zone = (AftZones) (1 << i);
      double x, y, width, height;
      double left, top, whole_width, whole_height;

      aft_face_shape_get_part (zone, &x, &y, &width, &height);
      aft_face_shape_get_bounds (zone, &left, &top, &whole_width, &whole_height);
      g_assert_true (aft_face_shape_contains (zone, x + width / 2, y + height / 2, 0));
      g_assert_cmpfloat_with_epsilon (x, left, 0.01);
      g_assert_cmpfloat_with_epsilon (y, top, 0.01);
      g_assert_cmpfloat (width, <=, whole_width);
    }
}

/* The tick shows that its zone is chosen, so it must be inside. */
static void
test_ticks (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < AFT_N_ZONES; i++)
    {
      AftZones zone = (AftZones) (1 << i);
      cairo_path_t *path;

      cairo_new_path (cr);
      aft_face_shape_trace_tick (cr, zone);
      path = cairo_copy_path (cr);
      g_assert_cmpint (path->num_data, >=, zone == AFT_ZONE_TEMPLES ? 12 : 6);
      for (int j = 0; j < path->num_data; j += path->data[j].header.length)
        if (path->data[j].header.type != CAIRO_PATH_CLOSE_PATH)
          g_assert_true (aft_face_shape_contains (zone, path->data[j + 1].point.x,
                                                  path->data[j + 1].point.y, 0));
      cairo_path_destroy (path);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_arrows (void)
{
  static const struct
  {
    AftZones from;
    int across;
    int down;
    AftZones to;
  } steps[] = {
    { AFT_ZONE_FOREHEAD, 0, 1, AFT_ZONE_NOSE },    { AFT_ZONE_FOREHEAD, 1, 0, AFT_ZONE_TEMPLES },
    { AFT_ZONE_FOREHEAD, 0, -1, AFT_ZONE_NONE },   { AFT_ZONE_NOSE, -1, 0, AFT_ZONE_LEFT_CHEEK },
    { AFT_ZONE_NOSE, 1, 0, AFT_ZONE_RIGHT_CHEEK }, { AFT_ZONE_NOSE, 0, 1, AFT_ZONE_UPPER_LIP },
    { AFT_ZONE_LEFT_CHEEK, 1, 0, AFT_ZONE_NOSE },  { AFT_ZONE_UPPER_LIP, 0, 1, AFT_ZONE_CHIN },
    { AFT_ZONE_CHIN, 0, 1, AFT_ZONE_NECK },        { AFT_ZONE_NECK, 0, 1, AFT_ZONE_BODY },
    { AFT_ZONE_BODY, 0, 1, AFT_ZONE_NONE },        { AFT_ZONE_BODY, 0, -1, AFT_ZONE_NECK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (aft_face_shape_get_neighbour (steps[i].from, steps[i].across, steps[i].down),
                     ==, steps[i].to);
}

/* With the arrows only, every zone is reachable from every other one. */
static void
test_all_reached (void)
{
  static const int ways[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

  for (int start = 0; start < AFT_N_ZONES; start++)
    {
      AftZones reached = (AftZones) (1 << start);
      AftZones before;

      do
        {
          before = reached;
          for (int i = 0; i < AFT_N_ZONES; i++)
            for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
              if ((before & (1 << i)) != 0)
                reached |=
                    aft_face_shape_get_neighbour ((AftZones) (1 << i), ways[way][0], ways[way][1]);
        }
      while (reached != before);
      g_assert_cmpint (reached, ==, AFT_ZONES_ALL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/face-shape/sides", test_sides);
  g_test_add_func ("/ui/face-shape/order", test_order);
  g_test_add_func ("/ui/face-shape/apart", test_apart);
  g_test_add_func ("/ui/face-shape/parts", test_parts);
  g_test_add_func ("/ui/face-shape/middles", test_middles);
  g_test_add_func ("/ui/face-shape/ticks", test_ticks);
  g_test_add_func ("/ui/face-shape/arrows", test_arrows);
  g_test_add_func ("/ui/face-shape/all-reached", test_all_reached);

  return g_test_run ();
}
