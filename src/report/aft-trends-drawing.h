/* aft-trends-drawing.h: draws the chart, for the screen and for pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

#include "aft-trends-view.h"

G_BEGIN_DECLS

/** sRGB, 0.0 to 1.0, not premultiplied. */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} AftColor;

/**
 * AftTrendsPalette:
 * @text: axis labels
 * @paper: the background, which also surrounds markers
 * @symptoms: by #AftSymptom
 * @strong: whether to draw thin and faint lines strongly (high contrast)
 */
typedef struct
{
  AftColor text;
  AftColor paper;
  AftColor symptoms[AFT_N_SYMPTOMS];
  gboolean strong;
} AftTrendsPalette;

/**
 * AftTrendsDrawing:
 * @view: what to draw
 * @palette: the colours
 * @symptoms: bits 1 << #AftSymptom
 * @day: the day under the pointer, or -1
 * @mirrored: whether time runs from right to left
 * @context: the font
 * @width: pixels
 * @height: pixels
 */
typedef struct
{
  const AftTrendsView *view;
  AftTrendsPalette     palette;
  guint                symptoms;
  int                  day;
  gboolean             mirrored;
  PangoContext        *context;
  double               width;
  double               height;
} AftTrendsDrawing;

void aft_color_set                  (const AftColor         *color,
                                     cairo_t                *cr,
                                     double                  alpha);
void aft_trends_palette_init_light  (AftTrendsPalette       *palette);
void aft_trends_drawing_draw        (const AftTrendsDrawing *self,
                                     cairo_t                *cr);
void aft_trends_drawing_draw_legend (const AftTrendsDrawing *self,
                                     cairo_t                *cr);
int  aft_trends_drawing_find_day    (const AftTrendsDrawing *self,
                                     double                  x);
void aft_trends_draw_sample         (cairo_t                *cr,
                                     const AftTrendsPalette *palette,
                                     AftSymptom              symptom,
                                     double                  width,
                                     double                  height);

G_END_DECLS
