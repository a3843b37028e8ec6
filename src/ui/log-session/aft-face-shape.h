/* aft-face-shape.h: the lines of a face seen from the front, and of its zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths are in units of the drawing, which is AFT_FACE_WIDTH by AFT_FACE_HEIGHT: scale the cairo
 * context. The face is a mirror image: the person's own left is on the left.
 */
#pragma once

#include <cairo.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

#define AFT_FACE_WIDTH 220.0
#define AFT_FACE_HEIGHT 244.0

void     aft_face_shape_trace_bust     (cairo_t  *cr);
void     aft_face_shape_trace_ears     (cairo_t  *cr);
void     aft_face_shape_trace_head     (cairo_t  *cr);
void     aft_face_shape_trace_hair     (cairo_t  *cr);
void     aft_face_shape_trace_features (cairo_t  *cr);
void     aft_face_shape_trace_zone     (cairo_t  *cr,
                                        AftZones  zone);
void     aft_face_shape_trace_tick     (cairo_t  *cr,
                                        AftZones  zone);
void     aft_face_shape_get_bounds     (AftZones  zone,
                                        double   *x,
                                        double   *y,
                                        double   *width,
                                        double   *height);
void     aft_face_shape_get_part       (AftZones  zone,
                                        double   *x,
                                        double   *y,
                                        double   *width,
                                        double   *height);
gboolean aft_face_shape_contains       (AftZones  zone,
                                        double    x,
                                        double    y,
                                        double    tolerance);
AftZones aft_face_shape_get_neighbour  (AftZones  zone,
                                        int       across,
                                        int       down);

G_END_DECLS
