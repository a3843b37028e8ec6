/* test-pages.c: tests that everything fits on the page, and that too much content is refused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-pages.h"

#define WIDTH 400
#define HEIGHT 300
/* No letter is nearer to the edge than this; the margin of the layout is 48. */
#define EDGE 44

static const AftPagesColumn columns[] = { { 1, "Day" }, { 3, "Text" } };

/* Whether anything is drawn on @page; the margin must be empty. */
static gboolean
has_ink (AftPages *pages, guint page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const guint8 *bytes;
  int stride;
  guint n_inked = 0;
  guint n_outside = 0;

  aft_pages_draw (pages, cr, page);
  cairo_surface_flush (surface);
  bytes = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        if (bytes[y * stride + x] == 0)
          continue;
        n_inked++;
        if (x < EDGE || y < EDGE || x >= WIDTH - EDGE || y >= HEIGHT - EDGE)
          n_outside++;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_outside, ==, 0);

  return n_inked > 0;
}

static void
assert_inked (AftPages *pages)
{
  for (guint page = 0; page < aft_pages_get_count (pages); page++)
    g_assert_true (has_ink (pages, page));
}

/* The amount of ink in the left and right thirds of @page. */
static void
weigh (AftPages *pages, guint page, guint *left, guint *right)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  *left = *right = 0;
  aft_pages_draw (pages, cr, page);
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint ink = cairo_image_surface_get_data (
            surface)[y * cairo_image_surface_get_stride (surface) + x];

        if (x < WIDTH / 3)
          *left += ink;
        else if (x >= WIDTH * 2 / 3)
          *right += ink;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Tables start on the side where their headings start. */
static void
test_mirrored (void)
{
  static const AftPagesColumn latin[] = { { 1, "Day" }, { 1, "Tool" }, { 1, "-" } };
  static const AftPagesColumn arabic[] = { { 1, "اليوم" }, { 1, "الأداة" }, { 1, "-" } };
  static const char *const cells[] = { "Mon 23 Nov 2026", "Roller", "" };
  g_autoptr (AftPages) plain = aft_pages_new (WIDTH, HEIGHT, 1);
  g_autoptr (AftPages) mirrored = aft_pages_new (WIDTH, HEIGHT, 1);
  guint left;
  guint right;

  aft_pages_begin_table (plain, latin, G_N_ELEMENTS (latin));
  g_assert_true (aft_pages_add_row (plain, cells));
  weigh (plain, 0, &left, &right);
  g_assert_cmpuint (left, >, right);

  aft_pages_begin_table (mirrored, arabic, G_N_ELEMENTS (arabic));
  g_assert_true (aft_pages_add_row (mirrored, cells));
  weigh (mirrored, 0, &left, &right);
  g_assert_cmpuint (right, >, left);
  assert_inked (mirrored);
}

static guint
fill_with_rows (AftPages *pages, const char *text)
{
  const char *const cells[] = { "Mon 23 Nov 2026", text };
  guint n = 0;

  while (aft_pages_add_row (pages, cells))
    g_assert_cmpuint (++n, <, 1000);

  return n;
}

static void
test_rows (void)
{
  g_autoptr (AftPages) one = aft_pages_new (WIDTH, HEIGHT, 1);
  g_autoptr (AftPages) three = aft_pages_new (WIDTH, HEIGHT, 3);
  guint n_one;
  guint n_three;

  aft_pages_begin_table (one, columns, G_N_ELEMENTS (columns));
  aft_pages_begin_table (three, columns, G_N_ELEMENTS (columns));
  n_one = fill_with_rows (one, "calm");
  n_three = fill_with_rows (three, "calm");
  g_assert_cmpuint (n_one, >, 2);
  g_assert_cmpuint (n_three, >, 3 * n_one - 1);
  g_assert_cmpuint (aft_pages_get_count (one), ==, 1);
  g_assert_cmpuint (aft_pages_get_count (three), ==, 3);
  g_assert_false (aft_pages_has_cut (one));

  /* Full, except for the last words. */
  g_assert_false (aft_pages_add_text (three, AFT_PAGES_BODY, "more"));
  g_assert_false (aft_pages_add_picture (three, 1, NULL, NULL));
  aft_pages_add_last (three, "The end of it, which may well take more than a line of the page, and "
                             "then some more of it.");
  g_assert_cmpuint (aft_pages_get_count (three), ==, 3);
  assert_inked (one);
  assert_inked (three);
}

/* However long an entry is, the next one fits. */
static void
test_long_cell (void)
{
  g_autoptr (AftPages) pages = aft_pages_new (WIDTH, HEIGHT, 3);
  g_autofree char *words = g_strnfill (65536, 'x');
  g_autofree char *lines = g_strnfill (65536, '\n');

  aft_pages_begin_table (pages, columns, G_N_ELEMENTS (columns));
  lines[65535] = 'x';
  g_assert_cmpuint (fill_with_rows (pages, lines), >, 6);
  g_assert_false (aft_pages_has_cut (pages));
  assert_inked (pages);

  aft_pages_free (pages);
  pages = aft_pages_new (WIDTH, HEIGHT, 3);
  aft_pages_begin_table (pages, columns, G_N_ELEMENTS (columns));
  g_assert_cmpuint (fill_with_rows (pages, words), >, 3);
  g_assert_true (aft_pages_has_cut (pages));
  assert_inked (pages);
}

/* A heading is never the last line of a page. */
static void
test_heading (void)
{
  for (guint n_lines = 1; n_lines < 20; n_lines++)
    {
      g_autoptr (AftPages) pages = aft_pages_new (WIDTH, HEIGHT, 3);
      guint n_pages;

      for (guint i = 0; i < n_lines; i++)
        g_assert_true (aft_pages_add_text (pages, AFT_PAGES_BODY, "line"));
      g_assert_true (aft_pages_add_text (pages, AFT_PAGES_HEADING, "Heading"));
      n_pages = aft_pages_get_count (pages);
      g_assert_true (aft_pages_add_text (pages, AFT_PAGES_BODY, "what it is about"));
      g_assert_cmpuint (aft_pages_get_count (pages), ==, n_pages);
      assert_inked (pages);
    }
}

static void
draw_cb (cairo_t *cr, double width, double height, gpointer user_data)
{
  guint *n_drawn = user_data;

  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  (*n_drawn)++;
}

static void
test_picture (void)
{
  g_autoptr (AftPages) pages = aft_pages_new (WIDTH, HEIGHT, 2);
  guint n_drawn = 0;

  g_assert_true (aft_pages_add_picture (pages, 100, draw_cb, &n_drawn));
  g_assert_true (aft_pages_add_picture (pages, 100, draw_cb, &n_drawn));
  g_assert_cmpuint (aft_pages_get_count (pages), ==, 2);
  g_assert_false (aft_pages_add_picture (pages, 100, draw_cb, &n_drawn));
  assert_inked (pages);
  g_assert_cmpuint (n_drawn, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/pages/rows", test_rows);
  g_test_add_func ("/exchange/pages/mirrored", test_mirrored);
  g_test_add_func ("/exchange/pages/long-cell", test_long_cell);
  g_test_add_func ("/exchange/pages/heading", test_heading);
  g_test_add_func ("/exchange/pages/picture", test_picture);

  return g_test_run ();
}
