/* aft-focus.c: the order in which Tab moves through widgets side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-focus.h"

typedef gboolean (*FocusFunc) (GtkWidget *widget, GtkDirectionType direction);

/* The default behaviour of GtkBox. */
static FocusFunc focus_as_ever;

/* The children of a box are in reading order, whichever side that starts from. */
static gboolean
focus_box (GtkWidget *box, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (box);
  GtkWidget *child = gtk_widget_get_focus_child (box);

  if ((direction != GTK_DIR_TAB_FORWARD && !back) || gtk_widget_get_focusable (box) ||
      gtk_widget_get_direction (box) != GTK_TEXT_DIR_RTL || !GTK_IS_BOX_LAYOUT (layout) ||
      gtk_orientable_get_orientation (GTK_ORIENTABLE (layout)) != GTK_ORIENTATION_HORIZONTAL)
    return focus_as_ever (box, direction);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (box) : gtk_widget_get_first_child (box);
  while (child != NULL)
    {
      if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
        return TRUE;
      child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
    }

  return FALSE;
}

/**
 * aft_focus_follow_reading:
 *
 * Makes Tab move through the children of every horizontal GtkBox in reading order, also in
 * right-to-left languages: GTK 4.18 always starts from the left. Call it once, before the first box
 * is created.
 */
void
aft_focus_follow_reading (void)
{
  GtkWidgetClass *klass = g_type_class_ref (GTK_TYPE_BOX); /* never released */

  g_return_if_fail (focus_as_ever == NULL);

  focus_as_ever = klass->focus;
  klass->focus = focus_box;
}
