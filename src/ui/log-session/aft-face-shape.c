/* aft-face-shape.c: the lines of a face seen from the front, and of its zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-face-shape.h"

#include <math.h>

/* Distances across the direction of an arrow key count this much more than those along it. */
#define ASIDE 2.0

/* Of nine units; the temples are narrow. */
#define TICK 1.0
#define SMALL_TICK 0.7

typedef struct
{
  double x;
  double y;
} Point;

/* Where the tick of a chosen zone is; a zone of two parts has two. By the bit of the zone, from the
 * middle line of the face. */
static const Point ticks[AFT_N_ZONES][2] = {
  { { 0, 48 }, { 0, 48 } },       /* forehead */
  { { -46, 69 }, { 46, 69 } },    /* temples */
  { { 0, 101 }, { 0, 101 } },     /* nose */
  { { -33, 110 }, { -33, 110 } }, /* left cheek */
  { { 33, 110 }, { 33, 110 } },   /* right cheek */
  { { 0, 121 }, { 0, 121 } },     /* upper lip */
  { { 0, 151 }, { 0, 151 } },     /* chin */
  { { 0, 178 }, { 0, 178 } },     /* neck */
  { { 0, 222 }, { 0, 222 } },     /* body */
};

/* A cubic curve from the end of the previous one, as for cairo_curve_to(). */
typedef struct
{
  double x1, y1;
  double x2, y2;
  double x, y;
} Curve;

/* Consecutive curves; x is counted from the middle line of the face. Symmetric shapes only have
 * their right half, from the middle line to the middle line. */
typedef struct
{
  Point start;
  Curve curves[6];
  int n;
} Outline;

static const Outline bust = {
  { 0, 150 },
  {
      { 9, 150, 18, 150, 27, 150 },
      { 27, 168, 29, 178, 36, 184 },
      { 48, 193, 82, 192, 96, 206 },
      { 103, 213, 106, 224, 106, 236 },
      { 106, 240, 104, 242, 100, 242 },
      { 66, 242, 33, 242, 0, 242 },
  },
  6,
};

static const Outline ear = {
  { 56.5, 79 },
  { { 62, 73, 67.5, 80, 65.5, 92 }, { 63.5, 102, 58.5, 108, 53.5, 104 } },
  2,
};

static const Outline head = {
  { 0, 14 },
  { { 36, 14, 57, 38, 57, 76 }, { 57, 100, 53, 118, 44, 134 }, { 35, 149, 18, 164, 0, 164 } },
  3,
};

static const Outline hair = {
  { 0, 3 },
  { { 46, 3, 67, 38, 57.5, 80 }, { 56, 60, 47, 43, 34, 34 }, { 27, 30, 13.5, 28, 0, 28 } },
  3,
};

static const Outline brow = { { 13, 70 }, { { 19, 65, 29, 64, 35, 68.5 } }, 1 };
static const Outline eye = { { 15, 81 }, { { 20, 86.5, 29, 86.5, 34, 81 } }, 1 };
static const Outline mouth = { { 0, 132 }, { { 4, 132, 8, 129.5, 16, 131.5 } }, 1 };
static const Outline lower_lip = { { 0, 139.5 }, { { 3, 139.5, 6, 139, 8, 138 } }, 1 };

static const Outline forehead = {
  { 0, 34 },
  { { 18, 34, 28, 37, 33, 43 }, { 37, 48, 36, 57, 31, 59 }, { 22, 56, 12, 60, 0, 62 } },
  3,
};

static const Outline temple = {
  { 41.5, 50 },
  {
      { 46, 52, 52, 64, 52.5, 76 },
      { 52.5, 84, 48, 88, 45, 84 },
      { 41, 76, 39.5, 64, 38.5, 56 },
      { 38, 52, 39, 49, 41.5, 50 },
  },
  4,
};

static const Outline nose = {
  { 0, 72 },
  { { 5, 72, 5, 78, 6, 86 }, { 7, 92, 12.5, 97, 13, 103 }, { 13, 109, 7, 111.5, 0, 111.5 } },
  3,
};

static const Outline cheek = {
  { 19, 96 },
  {
      { 27, 92, 40, 90, 47, 92 },
      { 52.5, 94, 50, 108, 46, 117 },
      { 42, 127, 36, 137, 30, 137 },
      { 24, 136, 25, 126, 22, 118 },
      { 19, 111, 14, 100, 19, 96 },
  },
  5,
};

static const Outline upper_lip = {
  { 0, 115 },
  {
      { 7, 114.5, 13, 115.5, 17, 120.5 },
      { 19.5, 124, 18, 127.5, 15, 127.5 },
      { 10, 126, 5, 125, 0, 127 },
  },
  3,
};

static const Outline chin = {
  { 0, 144 },
  { { 9, 144, 20, 140.5, 21, 146 }, { 21, 153, 9, 159.5, 0, 159.5 } },
  2,
};

static const Outline neck = {
  { 0, 168.25 },
  {
      { 8.25, 168.25, 16.5, 167, 20, 164.5 },
      { 23.5, 163, 22.5, 170, 25, 177 },
      { 27, 184, 20, 188, 14, 190 },
      { 9.5, 191.5, 4.75, 192.25, 0, 192.25 },
  },
  4,
};

static const Outline body = {
  { 0, 205 },
  {
      { 24, 205, 40, 197, 62, 199 },
      { 82, 202, 97, 210, 99, 226 },
      { 99.5, 233, 97, 236, 91, 236 },
      { 60, 236, 30, 236, 0, 236 },
  },
  4,
};

static int
index_of (AftZones zone)
{
  return g_bit_nth_lsf (zone, -1);
}

/* @side: 1 for the right side, -1 for the left one. */
static void
trace_side (cairo_t *cr, const Outline *outline, double side)
{
  const double middle = AFT_FACE_WIDTH / 2;

  cairo_move_to (cr, middle + side * outline->start.x, outline->start.y);
  for (int i = 0; i < outline->n; i++)
    {
      const Curve *c = &outline->curves[i];

      cairo_curve_to (cr, middle + side * c->x1, c->y1, middle + side * c->x2, c->y2,
                      middle + side * c->x, c->y);
    }
}

/* Features that come in pairs, each a separate line. */
static void
trace_pair (cairo_t *cr, const Outline *outline)
{
  trace_side (cr, outline, -1);
  trace_side (cr, outline, 1);
}

/* A symmetric shape: down the right half and up the left one. */
static void
trace_middle (cairo_t *cr, const Outline *outline)
{
  const double middle = AFT_FACE_WIDTH / 2;

  trace_side (cr, outline, 1);
  for (int i = outline->n - 1; i >= 0; i--)
    {
      const Curve *c = &outline->curves[i];
      Point end = outline->start;

      if (i > 0)
        end = (Point){ outline->curves[i - 1].x, outline->curves[i - 1].y };
      cairo_curve_to (cr, middle - c->x2, c->y2, middle - c->x1, c->y1, middle - end.x, end.y);
    }
  cairo_close_path (cr);
}

/**
 * aft_face_shape_trace_bust:
 * @cr: gets the path
 *
 * Neck and shoulders, as a closed path.
 */
void
aft_face_shape_trace_bust (cairo_t *cr)
{
  trace_middle (cr, &bust);
}

/**
 * aft_face_shape_trace_ears:
 * @cr: gets the path
 *
 * Two open curves that begin and end beneath the head.
 */
void
aft_face_shape_trace_ears (cairo_t *cr)
{
  trace_pair (cr, &ear);
}

/**
 * aft_face_shape_trace_head:
 * @cr: gets the path
 *
 * From the crown to the chin, as a closed path.
 */
void
aft_face_shape_trace_head (cairo_t *cr)
{
  trace_middle (cr, &head);
}

/**
 * aft_face_shape_trace_hair:
 * @cr: gets the path
 *
 * From ear to ear over the crown and back along the hairline, as a closed path.
 */
void
aft_face_shape_trace_hair (cairo_t *cr)
{
  trace_middle (cr, &hair);
}

/**
 * aft_face_shape_trace_features:
 * @cr: gets the path
 *
 * Brows, closed eyes and the mouth, as open curves: they don't belong to a zone.
 */
void
aft_face_shape_trace_features (cairo_t *cr)
{
  trace_pair (cr, &brow);
  trace_pair (cr, &eye);
  trace_pair (cr, &mouth);
  trace_pair (cr, &lower_lip);
}

/**
 * aft_face_shape_trace_zone:
 * @cr: gets the path
 * @zone: exactly one zone
 *
 * Its outline as a closed path; two of them for the temples. No two zones touch.
 */
void
aft_face_shape_trace_zone (cairo_t *cr, AftZones zone)
{
  switch (zone)
    {
    case AFT_ZONE_FOREHEAD:
      trace_middle (cr, &forehead);
      break;
    case AFT_ZONE_TEMPLES:
      trace_pair (cr, &temple);
      break;
    case AFT_ZONE_NOSE:
      trace_middle (cr, &nose);
      break;
    case AFT_ZONE_LEFT_CHEEK:
      trace_side (cr, &cheek, -1);
      break;
    case AFT_ZONE_RIGHT_CHEEK:
      trace_side (cr, &cheek, 1);
      break;
    case AFT_ZONE_UPPER_LIP:
      trace_middle (cr, &upper_lip);
      break;
    case AFT_ZONE_CHIN:
      trace_middle (cr, &chin);
      break;
    case AFT_ZONE_NECK:
      trace_middle (cr, &neck);
      break;
    case AFT_ZONE_BODY:
      trace_middle (cr, &body);
      break;
    case AFT_ZONE_NONE:
    default:
      g_return_if_reached ();
    }
}

/**
 * aft_face_shape_trace_tick:
 * @cr: gets the path
 * @zone: exactly one zone
 *
 * A tick in the middle of each of its parts, as open lines: colour alone must not show that a zone
 * is chosen.
 */
void
aft_face_shape_trace_tick (cairo_t *cr, AftZones zone)
{
  int i = index_of (zone);

  g_return_if_fail (i >= 0 && i < AFT_N_ZONES);

  for (int part = 0; part < 2; part++)
    {
      Point at = { AFT_FACE_WIDTH / 2 + ticks[i][part].x, ticks[i][part].y };
      double size = zone == AFT_ZONE_TEMPLES ? SMALL_TICK : TICK;

      if (part == 1 && ticks[i][1].x == ticks[i][0].x)
        break;
      cairo_move_to (cr, at.x - 4.5 * size, at.y + 0.5 * size);
      cairo_line_to (cr, at.x - 1.5 * size, at.y + 3.5 * size);
      cairo_line_to (cr, at.x + 4.5 * size, at.y - 3.5 * size);
    }
}

/* A context to query paths; nothing is drawn in it. */
static cairo_t *
create_context (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static void
get_box (cairo_t *cr, double *x, double *y, double *width, double *height)
{
  double right, bottom;

  cairo_path_extents (cr, x, y, &right, &bottom);
  *width = right - *x;
  *height = bottom - *y;
}

/**
 * aft_face_shape_get_bounds:
 * @zone: exactly one zone
 * @x: (out): left edge
 * @y: (out): upper edge
 * @width: (out): its width
 * @height: (out): its height
 *
 * The box around all parts of the zone.
 */
void
aft_face_shape_get_bounds (AftZones zone, double *x, double *y, double *width, double *height)
{
  cairo_t *cr = create_context ();

  aft_face_shape_trace_zone (cr, zone);
  get_box (cr, x, y, width, height);
  cairo_destroy (cr);
}

/**
 * aft_face_shape_get_part:
 * @zone: exactly one zone
 * @x: (out): left edge, that of aft_face_shape_get_bounds()
 * @y: (out): upper edge, that of aft_face_shape_get_bounds()
 * @width: (out): its width
 * @height: (out): its height
 *
 * The box around the zone, or around the left one of its two parts. Its middle is inside the zone,
 * because assistive programs click there.
 */
void
aft_face_shape_get_part (AftZones zone, double *x, double *y, double *width, double *height)
{
  cairo_t *cr;

  if (zone != AFT_ZONE_TEMPLES)
    {
      aft_face_shape_get_bounds (zone, x, y, width, height);
      return;
    }

  cr = create_context ();
  trace_side (cr, &temple, -1);
  get_box (cr, x, y, width, height);
  cairo_destroy (cr);
}

/**
 * aft_face_shape_contains:
 * @zone: exactly one zone
 * @x: across
 * @y: down
 * @tolerance: how far outside still counts, for a finger
 *
 * Returns: whether the point is in the zone, or within @tolerance of it
 */
gboolean
aft_face_shape_contains (AftZones zone, double x, double y, double tolerance)
{
  cairo_t *cr = create_context ();
  gboolean inside;

  aft_face_shape_trace_zone (cr, zone);
  cairo_set_line_width (cr, 2 * tolerance);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  inside = cairo_in_fill (cr, x, y) || cairo_in_stroke (cr, x, y);
  cairo_destroy (cr);

  return inside;
}

/* The distance from @from to @to for an arrow key; G_MAXDOUBLE if @to isn't in that direction. */
static double
get_distance (Point from, Point to, int across, int down)
{
  double along = (to.x - from.x) * across + (to.y - from.y) * down;
  double aside = fabs ((to.x - from.x) * down) + fabs ((to.y - from.y) * across);

  return along > 0 ? along + ASIDE * aside : G_MAXDOUBLE;
}

/**
 * aft_face_shape_get_neighbour:
 * @zone: exactly one zone, where an arrow key is pressed
 * @across: -1 for the left, 1 for the right, else 0
 * @down: -1 for up, 1 for down, else 0
 *
 * Finds the nearest zone in that direction. Left is left in every language.
 *
 * Returns: the zone to go to; %AFT_ZONE_NONE at the edge
 */
AftZones
aft_face_shape_get_neighbour (AftZones zone, int across, int down)
{
  AftZones best = AFT_ZONE_NONE;
  double best_distance = G_MAXDOUBLE;

  g_return_val_if_fail (index_of (zone) >= 0 && index_of (zone) < AFT_N_ZONES, AFT_ZONE_NONE);

  for (int i = 0; i < AFT_N_ZONES; i++)
    for (int part = 0; part < 4; part++)
      {
        double distance =
            get_distance (ticks[index_of (zone)][part / 2], ticks[i][part % 2], across, down);

        if (distance >= best_distance || (1 << i) == (int) zone)
          continue;
        best = (AftZones) (1 << i);
        best_distance = distance;
      }
  return best;
}
