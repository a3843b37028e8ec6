/* aft-css.c: style classes of widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-css.h"

/**
 * aft_css_set_class:
 * @widget: the widget
 * @name: the style class
 * @set: whether @widget has the class from now on
 */
void
aft_css_set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}
