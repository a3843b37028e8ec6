/* aft-pages.c: text, tables and pictures laid out on pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lays out each item as it is added, without a second pass, and refuses what no longer fits, so
 * that the work doesn't grow with the length of the diary.
 */
#include "aft-config.h"

#include "aft-pages.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

#define FONT "Sans 9"
#define MARGIN 48.0
#define FOOTER 24.0 /* the line with the page number, and the space above it */
#define GAP 4.0
#define CELL_GAP 6.0
#define ROW_PAD 2.5
/* Longer cells are cut, so that one entry doesn't fill a page. */
#define MAX_CELL_LINES 5
#define MAX_CELL_CHARS 1000
/* The most of the page that a column takes for a text that may not be broken. */
#define MAX_PART 0.4
/* Kept free on the last page for the closing text. */
#define LAST_LINES 34.0
#define INK 0.12
#define RULE 0.78

/* An item and its position: a layout, a rule or a picture. */
typedef struct
{
  guint page;
  double x;
  double y;
  double width;
  double height;
  PangoLayout *layout;
  AftPagesDrawFunc func;
  gpointer user_data;
} Item;

struct _AftPages
{
  PangoContext *context;
  double width;
  double height;
  guint max_pages;
  GArray *items; /* Item */
  guint page;    /* the current page */
  double y;      /* where the next item goes */
  gboolean full;
  gboolean cut; /* a cell was too long */
  AftPagesColumn *columns;
  double *widths; /* of the columns, points */
  guint n_columns;
  gboolean mirrored; /* the columns, whose first one is at the right */
};

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->layout);
}

static double
get_bottom (AftPages *self)
{
  double bottom = self->height - MARGIN - FOOTER;

  return self->page + 1 == self->max_pages ? bottom - LAST_LINES : bottom;
}

static double
get_text_width (AftPages *self)
{
  return self->width - 2 * MARGIN;
}

static PangoLayout *
make_layout (AftPages *self, AftPagesStyle style, const char *text, double width)
{
  static const double scales[] = { 1, 1.9, 1.25, 0.9 };
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scales[style]));
  if (style == AFT_PAGES_TITLE || style == AFT_PAGES_HEADING)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15F);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static void
place (AftPages *self, PangoLayout *layout, double x, double width, double height)
{
  Item item = { .page = self->page,
                .x = MARGIN + x,
                .y = self->y,
                .width = width,
                .height = height,
                .layout = layout };

  g_array_append_val (self->items, item);
}

/* Starts the next page, if there is one. */
static gboolean
start_next_page (AftPages *self)
{
  if (self->page + 1 == self->max_pages)
    {
      self->full = TRUE;
      return FALSE;
    }
  self->page++;
  self->y = MARGIN;

  return TRUE;
}

/* --- tables -------------------------------------------------------------------------------- */

/* Columns that need more than their part of the width get it; the others share the rest. */
static void
share_width (AftPages *self)
{
  double width = get_text_width (self);
  double weight = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      self->widths[i] = 0;
      weight += self->columns[i].weight;
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      double needed = self->columns[i].text_width + CELL_GAP;

      if (self->columns[i].text_width > 0 &&
          needed > get_text_width (self) * self->columns[i].weight / weight)
        self->widths[i] = MIN (needed, get_text_width (self) * MAX_PART);
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      width -= self->widths[i];
      weight -= self->widths[i] > 0 ? self->columns[i].weight : 0;
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->widths[i] <= 0)
        self->widths[i] = width * self->columns[i].weight / weight;
    }
}

static void
place_row (AftPages *self, PangoLayout **layouts, double height)
{
  double x = 0;

  self->y += ROW_PAD;
  for (guint i = 0; i < self->n_columns; i++)
    {
      double width = self->widths[i];

      if (self->mirrored)
        {
          /* Aligns text of the other direction with its heading too. */
          if (pango_layout_get_direction (layouts[i], 0) != PANGO_DIRECTION_RTL)
            pango_layout_set_alignment (layouts[i], PANGO_ALIGN_RIGHT);
          place (self, layouts[i], get_text_width (self) - x - width + CELL_GAP, width, height);
        }
      else
        {
          place (self, layouts[i], x, width, height);
        }
      x += width;
    }
  self->y += height + ROW_PAD;
  place (self, NULL, 0, get_text_width (self), 0); /* the rule below it */
}

/* Makes one paragraph of the text, and cuts it to what can be shown, because laying out 64 KiB
 * is slow. */
static char *
make_cell (const char *text)
{
  g_autofree char *part =
      g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CELL_CHARS));

  for (char *p = part; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p))
        *p = ' ';
    }

  return g_strdup (g_strstrip (part));
}

/* Fills @layouts. Returns: the greatest height */
static double
lay_out_row (AftPages *self, AftPagesStyle style, const char *const *cells, PangoLayout **layouts)
{
  double height = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *cell = make_cell (cells[i]);

      layouts[i] = make_layout (self, style, cell, self->widths[i] - CELL_GAP);
      pango_layout_set_height (layouts[i], -MAX_CELL_LINES);
      pango_layout_set_ellipsize (layouts[i], PANGO_ELLIPSIZE_END);
      self->cut |= pango_layout_is_ellipsized (layouts[i]);
      height = MAX (height, get_height (layouts[i]));
    }

  return height;
}

static void
place_headings (AftPages *self)
{
  g_autofree const char **headings = g_new (const char *, self->n_columns);
  g_autofree PangoLayout **layouts = g_new (PangoLayout *, self->n_columns);
  double height;

  for (guint i = 0; i < self->n_columns; i++)
    headings[i] = self->columns[i].heading;
  height = lay_out_row (self, AFT_PAGES_SMALL, headings, layouts);
  self->mirrored = pango_layout_get_direction (layouts[0], 0) == PANGO_DIRECTION_RTL;
  place_row (self, layouts, height);
}

/**
 * aft_pages_measure:
 * @text: one line
 *
 * Returns: its width in a cell, in points
 */
double
aft_pages_measure (AftPages *self, const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (self, AFT_PAGES_BODY, text, self->width);
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/**
 * aft_pages_begin_table:
 * @columns: (array length=n_columns): the columns; the headings are static
 * @n_columns: how many
 *
 * Starts a table: the next rows have these columns, the first one at the start of the line, and their
 * headings on each page.
 */
void
aft_pages_begin_table (AftPages *self, const AftPagesColumn *columns, guint n_columns)
{
  g_free (self->columns);
  g_free (self->widths);
  self->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  self->widths = g_new0 (double, n_columns);
  self->n_columns = n_columns;
  share_width (self);
  if (!self->full)
    place_headings (self);
}

/**
 * aft_pages_add_row:
 * @cells: a text for each column; line breaks become spaces, and only five lines are shown
 *
 * Returns: FALSE if no page has room for it
 */
gboolean
aft_pages_add_row (AftPages *self, const char *const *cells)
{
  g_autofree PangoLayout **layouts = g_new (PangoLayout *, self->n_columns);
  gboolean cut = self->cut;
  double height;

  if (self->full)
    return FALSE;
  height = lay_out_row (self, AFT_PAGES_BODY, cells, layouts);
  if (self->y + height + 2 * ROW_PAD > get_bottom (self))
    {
      if (!start_next_page (self))
        {
          self->cut = cut;
          for (guint i = 0; i < self->n_columns; i++)
            g_object_unref (layouts[i]);
          return FALSE;
        }
      place_headings (self);
    }
  place_row (self, layouts, height);

  return TRUE;
}

/* --- text and pictures --------------------------------------------------------------------- */

/**
 * aft_pages_add_text:
 * @style: its style
 * @text: a paragraph
 *
 * Returns: FALSE if no page has room for it
 */
gboolean
aft_pages_add_text (AftPages *self, AftPagesStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  gboolean heading = style == AFT_PAGES_HEADING;
  double height;
  double room;

  if (self->full)
    return FALSE;
  layout = make_layout (self, style, text, get_text_width (self));
  height = get_height (layout);
  /* Keeps a heading together with the text below it. */
  room = heading ? height + GAP + 60 : height;
  if (self->y + room > get_bottom (self) && !start_next_page (self))
    return FALSE;
  if (heading && self->y > MARGIN)
    self->y += 2.5 * GAP;
  place (self, g_steal_pointer (&layout), 0, get_text_width (self), height);
  self->y += height + GAP;

  return TRUE;
}

/**
 * aft_pages_add_picture:
 * @height: its height in points
 * @func: draws it, from the origin
 * @user_data: for @func; outlives @self
 *
 * Returns: FALSE if no page has room for it
 */
gboolean
aft_pages_add_picture (AftPages *self, double height, AftPagesDrawFunc func, gpointer user_data)
{
  Item item = { 0 };

  if (self->full || (self->y + height > get_bottom (self) && !start_next_page (self)))
    return FALSE;
  item.page = self->page;
  item.x = MARGIN;
  item.y = self->y;
  item.width = get_text_width (self);
  item.height = height;
  item.func = func;
  item.user_data = user_data;
  g_array_append_val (self->items, item);
  self->y += height + GAP;

  return TRUE;
}

/**
 * aft_pages_add_last:
 * @text: a closing text of two or three lines
 *
 * Adds the last paragraph, for which there is always room.
 */
void
aft_pages_add_last (AftPages *self, const char *text)
{
  PangoLayout *layout = make_layout (self, AFT_PAGES_SMALL, text, get_text_width (self));
  double height = get_height (layout);

  self->y += GAP;
  if (self->y + height > get_bottom (self) && self->page + 1 < self->max_pages)
    start_next_page (self);
  place (self, layout, 0, get_text_width (self), height);
  self->full = TRUE;
}

/**
 * aft_pages_has_cut:
 *
 * Returns: whether a cell was too long to be shown completely
 */
gboolean
aft_pages_has_cut (AftPages *self)
{
  return self->cut;
}

/**
 * aft_pages_get_count:
 *
 * Returns: the number of pages, at least 1
 */
guint
aft_pages_get_count (AftPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->page + 1;
}

/* --- drawing ------------------------------------------------------------------------------- */

static void
draw_item (const Item *item, cairo_t *cr)
{
  cairo_save (cr);
  if (item->layout != NULL)
    {
      cairo_set_source_rgb (cr, INK, INK, INK);
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout (cr, item->layout);
    }
  else if (item->func != NULL)
    {
      cairo_translate (cr, item->x, item->y);
      item->func (cr, item->width, item->height, item->user_data);
    }
  else
    {
      cairo_set_source_rgb (cr, RULE, RULE, RULE);
      cairo_set_line_width (cr, 0.5);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_footer (AftPages *self, cairo_t *cr, guint page)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: at the foot of a printed page; the name of the program stays */
      _ ("Aftercare · page %u of %u"), page + 1, aft_pages_get_count (self));
  g_autoptr (PangoLayout) layout = make_layout (self, AFT_PAGES_SMALL, text, get_text_width (self));

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_move_to (cr, MARGIN, self->height - MARGIN - get_height (layout));
  pango_cairo_show_layout (cr, layout);
}

/**
 * aft_pages_draw:
 * @cr: where to draw, in points, with the upper left corner of the paper at the origin
 * @page: 0 to aft_pages_get_count() - 1
 *
 * Draws one page in dark ink without a background.
 */
void
aft_pages_draw (AftPages *self, cairo_t *cr, guint page)
{
  g_return_if_fail (self != NULL && cr != NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      if (item->page == page)
        draw_item (item, cr);
    }
  draw_footer (self, cr, page);
}

/**
 * aft_pages_get_paper:
 * @width: (out): points
 * @height: (out): points
 *
 * Gets the paper size of the locale: A4, or Letter in North America.
 */
void
aft_pages_get_paper (double *width, double *height)
{
  gintptr millimetres = 210;

  /* The C library returns these numbers cast to pointers. */
#ifdef _NL_PAPER_WIDTH
  millimetres = (gintptr) nl_langinfo (_NL_PAPER_WIDTH) & 0xffffffff;
#endif
  if (millimetres == 216)
    {
      *width = 612;
      *height = 792;
    }
  else
    {
      *width = 595;
      *height = 842;
    }
}

/**
 * aft_pages_new:
 * @width: the width of the paper in points
 * @height: the height of the paper in points
 * @max_pages: the most pages, at least 1; more is refused
 *
 * Returns: (transfer full): empty pages
 */
AftPages *
aft_pages_new (double width, double height, guint max_pages)
{
  AftPages *self = g_new0 (AftPages, 1);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Without hinting to the pixels of a screen. */
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_font_description (self->context, font);
  pango_context_set_round_glyph_positions (self->context, FALSE);

  self->width = width;
  self->height = height;
  self->max_pages = MAX (1, max_pages);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  self->y = MARGIN;

  return self;
}

/**
 * aft_pages_free:
 * @self: (transfer full): pages
 */
void
aft_pages_free (AftPages *self)
{
  g_array_unref (self->items);
  g_object_unref (self->context);
  g_free (self->columns);
  g_free (self->widths);
  g_free (self);
}
