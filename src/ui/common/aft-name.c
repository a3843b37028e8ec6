/* aft-name.c: what a screen reader calls a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-name.h"

/**
 * aft_name_widget:
 * @widget: what to name: a button with a label, or a row with a title
 * @name: its whole name, such as "Redness 2, mild"
 *
 * Names @widget instead of leaving that to its text. GTK 4.8 would also speak the text; newer
 * versions use the text as the name, whatever was set, unless the relation to it is removed. Call
 * this after the text was set.
 */
void
aft_name_widget (GtkWidget *widget, const char *name)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* The text of the first label inside @widget, "" if there is none. */
static const char *
find_text (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *text == '\0';
       child = gtk_widget_get_next_sibling (child))
    text = find_text (child);

  return text;
}

static void
name_items (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      aft_name_widget (widget, find_text (widget));
      break;
    default:
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        name_items (child);
      break;
    }
}

static void
popup_cb (GtkMenuButton *button, gpointer user_data)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    name_items (GTK_WIDGET (popover));
}

/**
 * aft_name_menu:
 * @button: a button with a menu model, now or later
 *
 * Names the items of the menu, now and each time it opens. Otherwise they have no name in GTK 4.18,
 * which takes the name of an item from its label but hides the label from screen readers.
 */
void
aft_name_menu (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  popup_cb (button, NULL);
  gtk_menu_button_set_create_popup_func (button, popup_cb, NULL, NULL);
}

static void
title_cb (AdwPreferencesRow *row)
{
  aft_name_widget (GTK_WIDGET (row), adw_preferences_row_get_title (row));
}

/**
 * aft_name_entry_row:
 * @row: a row with a title
 *
 * Names @row by its title, now and whenever that changes. In libadwaita 1.7, the row has two labels
 * with the title, only one of them visible, and would be named by both.
 */
void
aft_name_entry_row (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  g_signal_connect (row, "notify::title", G_CALLBACK (title_cb), NULL);
  title_cb (ADW_PREFERENCES_ROW (row));
}
