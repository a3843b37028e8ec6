/* aft-trends-drawing.c: draws the chart, for the screen and for pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Symptoms differ by marker, dash and hatching as well as by colour, so that people who can't
 * tell the colours apart can read the chart.
 */
#include "aft-config.h"

#include "aft-trends-drawing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "aft-words.h"

#define BOLD 3.0
#define THIN 1.25
#define MARKER 5.5
#define HATCH_STEP 7.0
#define PAD 8.0
/* The distance between lines of the same value. */
#define APART 9.0
/* Half the height of a band whose quartiles are equal, in scores. */
#define BAND_PAD 0.09
/* Omits the names of scores if they would take more than this part of the width. */
#define WORDS_MAX 0.3
/* The legend: a bit of line, a space, the name, a space. */
#define SAMPLE_WIDTH 48.0
#define SAMPLE_GAP 10.0
#define LEGEND_GAP 36.0

/* The positions of scores and days. */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
  double day_width;
  gboolean words;
  int line_height;
} Frame;

static PangoLayout *
make_layout (const AftTrendsDrawing *self, const char *text, double scale)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

/* "2 mild" with the name of the score; "2" if there is no room for it. */
static char *
make_score_label (int score, gboolean words)
{
  if (!words)
    return g_strdup_printf ("%d", score);

  /* Translators: a label of the axis of a chart: a score of 0 to 4 and its name, "2 mild" */
  return g_strdup_printf (_ ("%d %s"), score, aft_words_severity (score));
}

static int
measure_scores (const AftTrendsDrawing *self, gboolean words)
{
  int widest = 0;

  for (int score = 0; score <= AFT_SEVERITY_MAX; score++)
    {
      g_autofree char *text = make_score_label (score, words);
      g_autoptr (PangoLayout) layout = make_layout (self, text, PANGO_SCALE_SMALL);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
measure (const AftTrendsDrawing *self, Frame *frame)
{
  g_autoptr (PangoLayout) layout = make_layout (self, "0", PANGO_SCALE_SMALL);
  int labels = measure_scores (self, TRUE);

  pango_layout_get_pixel_size (layout, NULL, &frame->line_height);
  frame->words = labels <= self->width * WORDS_MAX;
  if (!frame->words)
    labels = measure_scores (self, FALSE);

  frame->left = labels + 2 * PAD;
  frame->right = self->width - 2 * PAD;
  if (self->mirrored)
    {
      frame->right = self->width - frame->left;
      frame->left = 2 * PAD;
    }
  frame->top = MAX (2 * PAD, frame->line_height / 2.0 + 2);
  frame->bottom = self->height - 2 * frame->line_height - 3.5 * PAD;
  frame->day_width = (frame->right - frame->left) / (self->view->n_days - 1);
}

static double
get_x (const AftTrendsDrawing *self, const Frame *frame, double day)
{
  return self->mirrored ? frame->right - day * frame->day_width
                        : frame->left + day * frame->day_width;
}

static double
get_y (const Frame *frame, double score)
{
  return frame->bottom - score * (frame->bottom - frame->top) / AFT_SEVERITY_MAX;
}

/* Keeps lines of the same value apart, which would hide each other. */
static double
get_offset (const AftTrendsDrawing *self, AftSymptom symptom)
{
  int n = 0;
  int rank = 0;

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if ((self->symptoms & (1u << s)) == 0)
        continue;
      if (s < symptom)
        rank++;
      n++;
    }

  return (rank - (n - 1) / 2.0) * APART;
}

static void
set_dash (cairo_t *cr, AftSymptom symptom, double width)
{
  const double dashed[] = { 3.2 * width, 2.4 * width };
  const double dotted[] = { 0.01, 2.2 * width };

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (symptom == AFT_SYMPTOM_TINGLING)
    cairo_set_dash (cr, dashed, G_N_ELEMENTS (dashed), 0);
  else if (symptom == AFT_SYMPTOM_DRYNESS)
    cairo_set_dash (cr, dotted, G_N_ELEMENTS (dotted), 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

/* A circle, a square and a triangle, of about the same weight. */
static void
add_marker (cairo_t *cr, AftSymptom symptom, double x, double y, double radius)
{
  cairo_new_path (cr);
  switch (symptom)
    {
    case AFT_SYMPTOM_TINGLING:
      cairo_rectangle (cr, x - 0.88 * radius, y - 0.88 * radius, 1.76 * radius, 1.76 * radius);
      break;

    case AFT_SYMPTOM_DRYNESS:
      cairo_move_to (cr, x, y - 1.25 * radius);
      cairo_line_to (cr, x + 1.15 * radius, y + 0.85 * radius);
      cairo_line_to (cr, x - 1.15 * radius, y + 0.85 * radius);
      cairo_close_path (cr);
      break;

    case AFT_SYMPTOM_REDNESS:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
    }
}

static void
draw_marker (cairo_t *cr,
             const AftTrendsPalette *palette,
             AftSymptom symptom,
             double x,
             double y,
             double radius)
{
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  add_marker (cr, symptom, x, y, radius);
  aft_color_set (&palette->paper, cr, 1);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  aft_color_set (&palette->symptoms[symptom], cr, 1);
  cairo_fill (cr);
}

static void
draw_text (cairo_t *cr, PangoLayout *layout, double x, double y, double align)
{
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, round (x - width * align), round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_axes (const AftTrendsDrawing *self, const Frame *frame, cairo_t *cr)
{
  g_autoptr (PangoLayout) title =
      make_layout (self, _ ("Days since the session"), PANGO_SCALE_SMALL);
  const AftColor *text = &self->palette.text;
  guint step = 1;

  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, NULL, 0, 0);
  for (int score = 0; score <= AFT_SEVERITY_MAX; score++)
    {
      g_autofree char *label = make_score_label (score, frame->words);
      g_autoptr (PangoLayout) layout = make_layout (self, label, PANGO_SCALE_SMALL);
      double y = round (get_y (frame, score)) + 0.5;

      aft_color_set (text, cr, self->palette.strong ? 0.5 : score == 0 ? 0.3 : 0.12);
      cairo_move_to (cr, frame->left - PAD / 2, y);
      cairo_line_to (cr, frame->right + PAD / 2, y);
      cairo_stroke (cr);

      aft_color_set (text, cr, self->palette.strong ? 1 : 0.75);
      if (self->mirrored)
        draw_text (cr, layout, self->width - 2, y, 1);
      else
        draw_text (cr, layout, 2, y, 0);
    }

  /* Every day, every second, every fifth, ... depending on the space. */
  while (step < 35 && frame->day_width * step < frame->line_height * 1.6)
    step = step == 1 ? 2 : step == 2 ? 5 : step == 5 ? 7 : step * 2;
  for (guint day = 0; day < self->view->n_days; day += step)
    {
      g_autofree char *label = g_strdup_printf ("%u", day);
      g_autoptr (PangoLayout) layout = make_layout (self, label, PANGO_SCALE_SMALL);

      aft_color_set (text, cr, self->palette.strong ? 1 : 0.75);
      draw_text (cr, layout, get_x (self, frame, day),
                 frame->bottom + 2 * PAD + frame->line_height / 2.0, 0.5);
    }

  aft_color_set (text, cr, self->palette.strong ? 1 : 0.75);
  draw_text (cr, title, (frame->left + frame->right) / 2,
             frame->bottom + 2.5 * PAD + frame->line_height * 1.5, 0.5);
}

static void
draw_pointer (const AftTrendsDrawing *self, const Frame *frame, cairo_t *cr)
{
  double x;

  if (self->day < 0 || self->day >= (int) self->view->n_days)
    return;

  x = round (get_x (self, frame, self->day));
  aft_color_set (&self->palette.text, cr, self->palette.strong ? 0.25 : 0.07);
  cairo_rectangle (cr, x - 12, frame->top - PAD, 24, frame->bottom - frame->top + 2 * PAD);
  cairo_fill (cr);
}

/* A series of days that all have quartiles: @from to @to, both included. */
static void
draw_band_stretch (const AftTrendsDrawing *self,
                   const Frame *frame,
                   cairo_t *cr,
                   AftSymptom symptom,
                   guint from,
                   guint to)
{
  const AftColor *color = &self->palette.symptoms[symptom];
  double offset = get_offset (self, symptom);
  double alone = from == to ? 0.3 : 0;
  double x1, y1, x2, y2;

  cairo_new_path (cr);
  for (guint day = from; day <= to; day++)
    {
      double y =
          get_y (frame, aft_trends_view_get_spread (self->view, symptom, day)->high + BAND_PAD) +
          offset;

      cairo_line_to (cr, get_x (self, frame, day - alone), y);
      if (from == to)
        cairo_line_to (cr, get_x (self, frame, day + alone), y);
    }
  for (guint day = to + 1; day > from; day--)
    {
      double y =
          get_y (frame, aft_trends_view_get_spread (self->view, symptom, day - 1)->low - BAND_PAD) +
          offset;

      cairo_line_to (cr, get_x (self, frame, day - 1 + alone), y);
      if (from == to)
        cairo_line_to (cr, get_x (self, frame, day - 1 - alone), y);
    }
  cairo_close_path (cr);
  cairo_path_extents (cr, &x1, &y1, &x2, &y2);

  cairo_save (cr);
  aft_color_set (color, cr, 0.13);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_new_path (cr);
  for (double at = x1 - (y2 - y1); at < x2 + (y2 - y1); at += HATCH_STEP)
    {
      double lean = symptom == AFT_SYMPTOM_REDNESS   ? y2 - y1
                    : symptom == AFT_SYMPTOM_DRYNESS ? y1 - y2
                                                     : 0;

      cairo_move_to (cr, at, y2);
      cairo_line_to (cr, at + lean, y1);
    }
  aft_color_set (color, cr, self->palette.strong ? 0.6 : 0.22);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);

  cairo_new_path (cr);
  for (guint day = from; day <= to; day++)
    cairo_line_to (cr, get_x (self, frame, day),
                   get_y (frame, aft_trends_view_get_spread (self->view, symptom, day)->median) +
                       offset);
  aft_color_set (color, cr, self->palette.strong ? 1 : 0.6);
  cairo_set_line_width (cr, THIN);
  set_dash (cr, symptom, THIN * 1.4);
  cairo_stroke (cr);
}

static void
draw_band (const AftTrendsDrawing *self, const Frame *frame, cairo_t *cr, AftSymptom symptom)
{
  guint from = 0;

  for (guint day = 0; day <= self->view->n_days; day++)
    {
      if (day < self->view->n_days &&
          aft_trends_view_get_spread (self->view, symptom, day)->count >= AFT_TRENDS_BAND_MIN)
        continue;

      if (day > from)
        draw_band_stretch (self, frame, cr, symptom, from, day - 1);
      from = day + 1;
    }
}

static void
draw_line (const AftTrendsDrawing *self,
           const Frame *frame,
           cairo_t *cr,
           AftSymptom symptom,
           const AftTrendsRecovery *recovery,
           double width)
{
  double offset = get_offset (self, symptom);

  cairo_new_path (cr);
  for (guint day = 0; day < MIN (recovery->n_days, self->view->n_days); day++)
    {
      int value = aft_trends_recovery_get_value (recovery, symptom, day);

      if (value != AFT_SEVERITY_UNSET)
        cairo_line_to (cr, get_x (self, frame, day), get_y (frame, value) + offset);
    }
  cairo_set_line_width (cr, width);
  set_dash (cr, symptom, width);
  cairo_stroke (cr);
}

static void
draw_earlier (const AftTrendsDrawing *self, const Frame *frame, cairo_t *cr, AftSymptom symptom)
{
  if (aft_trends_view_has_band (self->view, symptom))
    {
      draw_band (self, frame, cr, symptom);
      return;
    }

  aft_color_set (&self->palette.symptoms[symptom], cr, self->palette.strong ? 1 : 0.55);
  for (guint i = 0; i < self->view->index; i++)
    draw_line (self, frame, cr, symptom, g_ptr_array_index (self->view->trends->recoveries, i),
               THIN);
}

static void
draw_recovery (const AftTrendsDrawing *self, const Frame *frame, cairo_t *cr, AftSymptom symptom)
{
  const AftTrendsRecovery *recovery = aft_trends_view_get_recovery (self->view);
  double offset = get_offset (self, symptom);

  aft_color_set (&self->palette.symptoms[symptom], cr, 1);
  draw_line (self, frame, cr, symptom, recovery, BOLD);

  for (guint day = 0; day < MIN (recovery->n_days, self->view->n_days); day++)
    {
      int value = aft_trends_recovery_get_value (recovery, symptom, day);

      if (value != AFT_SEVERITY_UNSET)
        draw_marker (cr, &self->palette, symptom, get_x (self, frame, day),
                     get_y (frame, value) + offset, (int) day == self->day ? MARKER * 1.4 : MARKER);
    }
}

/**
 * aft_color_set:
 * @alpha: 0.0 to 1.0, multiplied with the colour's own
 *
 * Sets the colour for what is drawn next on @cr.
 */
void
aft_color_set (const AftColor *color, cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

/**
 * aft_trends_palette_init_light:
 * @palette: (out caller-allocates): where to put the colours
 *
 * Dark colours on white paper, for pictures, each with a contrast of at least 4.5 to 1.
 */
void
aft_trends_palette_init_light (AftTrendsPalette *palette)
{
  g_return_if_fail (palette != NULL);

  palette->strong = FALSE;
  palette->text = (AftColor){ 0x24 / 255.0, 0x1f / 255.0, 0x24 / 255.0, 1 };
  palette->paper = (AftColor){ 0xff / 255.0, 0xff / 255.0, 0xff / 255.0, 1 };
  palette->symptoms[AFT_SYMPTOM_REDNESS] =
      (AftColor){ 0xb8 / 255.0, 0x28 / 255.0, 0x4f / 255.0, 1 };
  palette->symptoms[AFT_SYMPTOM_TINGLING] =
      (AftColor){ 0x1a / 255.0, 0x63 / 255.0, 0xb0 / 255.0, 1 };
  palette->symptoms[AFT_SYMPTOM_DRYNESS] =
      (AftColor){ 0x8a / 255.0, 0x53 / 255.0, 0x00 / 255.0, 1 };
}

/**
 * aft_trends_drawing_draw:
 * @self: what to draw and how
 * @cr: where to draw; the chart extends by width and height from the origin
 */
void
aft_trends_drawing_draw (const AftTrendsDrawing *self, cairo_t *cr)
{
  Frame frame;

  g_return_if_fail (self != NULL && self->view != NULL);

  measure (self, &frame);
  if (frame.bottom <= frame.top || frame.right <= frame.left)
    return;

  cairo_save (cr);
  draw_pointer (self, &frame, cr);
  draw_axes (self, &frame, cr);
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if ((self->symptoms & (1u << s)) != 0)
        draw_earlier (self, &frame, cr, (AftSymptom) s);
    }
  for (guint s = AFT_N_SYMPTOMS; s > 0; s--)
    {
      if ((self->symptoms & (1u << (s - 1))) != 0)
        draw_recovery (self, &frame, cr, (AftSymptom) (s - 1));
    }
  cairo_restore (cr);
}

/**
 * aft_trends_drawing_draw_legend:
 * @self: what is drawn
 * @cr: where to draw; the legend takes one line, starting at the origin
 *
 * Draws a legend of the symptoms.
 */
void
aft_trends_drawing_draw_legend (const AftTrendsDrawing *self, cairo_t *cr)
{
  double x = 0;

  g_return_if_fail (self != NULL);

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      g_autoptr (PangoLayout) layout = NULL;
      double at;
      int width, height;

      if ((self->symptoms & (1u << s)) == 0)
        continue;

      layout = make_layout (self, aft_words_symptom ((AftSymptom) s), 1);
      pango_layout_get_pixel_size (layout, &width, &height);
      at = self->mirrored ? self->width - x - SAMPLE_WIDTH : x;
      cairo_save (cr);
      cairo_translate (cr, at, 0);
      aft_trends_draw_sample (cr, &self->palette, (AftSymptom) s, SAMPLE_WIDTH, height);
      cairo_restore (cr);
      at = self->mirrored ? at - SAMPLE_GAP - width : at + SAMPLE_WIDTH + SAMPLE_GAP;
      aft_color_set (&self->palette.text, cr, 1);
      cairo_move_to (cr, at, 0);
      pango_cairo_show_layout (cr, layout);
      x += SAMPLE_WIDTH + SAMPLE_GAP + width + LEGEND_GAP;
    }
}

/**
 * aft_trends_drawing_find_day:
 * @self: what is drawn
 * @x: pixels from the left
 *
 * Returns: the nearest day, 0 to n_days - 1
 */
int
aft_trends_drawing_find_day (const AftTrendsDrawing *self, double x)
{
  Frame frame;
  double day;

  g_return_val_if_fail (self != NULL && self->view != NULL, 0);

  measure (self, &frame);
  if (frame.day_width <= 0)
    return 0;

  day = (self->mirrored ? frame.right - x : x - frame.left) / frame.day_width;

  return (int) CLAMP (floor (day + 0.5), 0, self->view->n_days - 1.0);
}

/**
 * aft_trends_draw_sample:
 *
 * Draws a short line of a symptom with its marker, for a legend.
 */
void
aft_trends_draw_sample (
    cairo_t *cr, const AftTrendsPalette *palette, AftSymptom symptom, double width, double height)
{
  cairo_save (cr);
  aft_color_set (&palette->symptoms[symptom], cr, 1);
  cairo_set_line_width (cr, BOLD);
  set_dash (cr, symptom, BOLD);
  cairo_move_to (cr, 2, height / 2);
  cairo_line_to (cr, width - 2, height / 2);
  cairo_stroke (cr);
  draw_marker (cr, palette, symptom, width / 2, height / 2, MARKER);
  cairo_restore (cr);
}
