/* aft-columns.c: a box whose children get the focus in their own order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With Tab, GTK moves to the child whose middle is highest next. Of two columns that start at the
 * same height, the shorter one would come first, even if it is read last.
 */
#include "aft-config.h"

#include "aft-columns.h"

/**
 * AftColumns:
 *
 * For AftColumnsLayout: Tab moves through the children in their own order, wherever they are.
 */
struct _AftColumns
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (AftColumns, aft_columns, GTK_TYPE_BOX)

static gboolean
aft_columns_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (aft_columns_parent_class)->focus (widget, direction);

  /* First within the child that has the focus. */
  if (child == NULL)
    child = forward ? gtk_widget_get_first_child (widget) : gtk_widget_get_last_child (widget);
  while (child != NULL)
    {
      if (gtk_widget_child_focus (child, direction))
        return TRUE;
      child = forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
    }

  return FALSE;
}

static void
aft_columns_class_init (AftColumnsClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = aft_columns_focus;
}

static void
aft_columns_init (AftColumns *self)
{
}
