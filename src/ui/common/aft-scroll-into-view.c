/* aft-scroll-into-view.c: scrolls a page to a widget that has just been shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-scroll-into-view.h"

/* The first frame begins before the widget has a position, the second one after. */
#define FRAMES 2

static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t box;

  if (scrolled == NULL || viewport == NULL || !gtk_widget_get_mapped (widget) ||
      !gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &box))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                             graphene_rect_get_y (&box),
                             graphene_rect_get_y (&box) + graphene_rect_get_height (&box));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  int *frames = user_data;

  if (--*frames > 0)
    return G_SOURCE_CONTINUE;
  scroll_to (widget);

  return G_SOURCE_REMOVE;
}

/**
 * aft_scroll_into_view:
 * @widget: a visible widget, even if it was only just shown
 *
 * Once @widget has a position, scrolls its page as little as necessary to make all of it visible.
 * Does nothing if its page doesn't scroll.
 */
void
aft_scroll_into_view (GtkWidget *widget)
{
  int *frames;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  frames = g_new (int, 1);
  *frames = FRAMES;
  gtk_widget_add_tick_callback (widget, tick_cb, frames, g_free);
}
