/* aft-pages.h: text, tables and pictures laid out on pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths are in points of 1/72 inch. The same pages are drawn for PDF, printer and screen, so
 * that a preview is exact.
 */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct _AftPages AftPages;

/** The style of a text. */
typedef enum
{
  AFT_PAGES_BODY,
  AFT_PAGES_TITLE,
  AFT_PAGES_HEADING,  /* stays on the page of the next item */
  AFT_PAGES_SMALL,
} AftPagesStyle;

/** @weight: its part of the width, relative to the sum of all; @heading: above it on every page;
 * @text_width: the width of its widest text that may not be broken, 0 for none. */
typedef struct
{
  double      weight;
  const char *heading;
  double      text_width;
} AftPagesColumn;

typedef void (*AftPagesDrawFunc) (cairo_t *cr, double width, double height, gpointer user_data);

AftPages *aft_pages_new         (double                width,
                                 double                height,
                                 guint                 max_pages);
void      aft_pages_free        (AftPages             *self);
gboolean  aft_pages_add_text    (AftPages             *self,
                                 AftPagesStyle         style,
                                 const char           *text);
double    aft_pages_measure     (AftPages             *self,
                                 const char           *text);
void      aft_pages_begin_table (AftPages             *self,
                                 const AftPagesColumn *columns,
                                 guint                 n_columns);
gboolean  aft_pages_add_row     (AftPages             *self,
                                 const char *const    *cells);
gboolean  aft_pages_add_picture (AftPages             *self,
                                 double                height,
                                 AftPagesDrawFunc      func,
                                 gpointer              user_data);
void      aft_pages_add_last    (AftPages             *self,
                                 const char           *text);
gboolean  aft_pages_has_cut     (AftPages             *self);
guint     aft_pages_get_count   (AftPages             *self);
void      aft_pages_draw        (AftPages             *self,
                                 cairo_t              *cr,
                                 guint                 page);
void      aft_pages_get_paper   (double               *width,
                                 double               *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPages, aft_pages_free)

G_END_DECLS
