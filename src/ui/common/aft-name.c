/* aft-name.c: what a screen reader calls a widget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-name.h"

typedef void (*RootFunc) (GtkWidget *widget);

/* The default behaviour of each. */
static RootFunc root_button;
static RootFunc root_menu_button;
static RootFunc root_stack;
static RootFunc root_list;
static RootFunc root_switcher;

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

/**
 * aft_name_menu_button:
 * @button: a button with a menu or popover
 * @name: what a screen reader says for it
 *
 * Names the button inside @button, which has the focus. Before GTK 4.10, both are buttons for a screen
 * reader, so that it would say everything twice.
 */
void
aft_name_menu_button (GtkMenuButton *button, const char *name)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  if (gtk_check_version (4, 10, 0) != NULL)
    g_object_set (button, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  else
    aft_name_widget (GTK_WIDGET (button), name);
  aft_name_widget (gtk_widget_get_first_child (GTK_WIDGET (button)), name);
}

/* GTK says that the icon labels the button. */
static void
root_button_named (GtkWidget *button)
{
  root_button (button);
  if (gtk_button_get_icon_name (GTK_BUTTON (button)) != NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
root_menu_button_named (GtkWidget *button)
{
  root_menu_button (button);
  if (gtk_widget_get_tooltip_text (button) != NULL)
    aft_name_menu_button (GTK_MENU_BUTTON (button), gtk_widget_get_tooltip_text (button));
}

/* GTK says the type if there is no name. */
static void
hide_type (GtkAccessible *accessible)
{
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
}

static void
root_stack_named (GtkWidget *stack)
{
  g_autoptr (GListModel) pages = G_LIST_MODEL (gtk_stack_get_pages (GTK_STACK (stack)));

  root_stack (stack);
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);

      hide_type (GTK_ACCESSIBLE (page));
    }
}

static void
root_list_named (GtkWidget *list)
{
  GtkWidget *group = gtk_widget_get_ancestor (list, ADW_TYPE_PREFERENCES_GROUP);

  root_list (list);
  /* The list of a group is labelled by the title of the group, also if there is none. */
  if (group != NULL && *adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) == '\0')
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  hide_type (GTK_ACCESSIBLE (list));
}

static void
root_switcher_named (GtkWidget *switcher)
{
  root_switcher (switcher);
  hide_type (GTK_ACCESSIBLE (switcher));
}

/* Returns: the default behaviour of the class */
static RootFunc
override_root (GType type, RootFunc root)
{
  GtkWidgetClass *klass = g_type_class_ref (type); /* never released */
  RootFunc before = klass->root;

  klass->root = root;

  return before;
}

/**
 * aft_name_hide_types:
 *
 * Keeps the names of GTK's types out of what a screen reader says: "GtkImage" for a button with an icon,
 * "GtkStackPage" for the page around it, and the like. Names a menu button by its tooltip. Call it once, before
 * the first widget is created.
 */
void
aft_name_hide_types (void)
{
  g_return_if_fail (root_button == NULL);

  root_button = override_root (GTK_TYPE_BUTTON, root_button_named);
  root_menu_button = override_root (GTK_TYPE_MENU_BUTTON, root_menu_button_named);
  root_stack = override_root (GTK_TYPE_STACK, root_stack_named);
  root_list = override_root (GTK_TYPE_LIST_BOX, root_list_named);
  root_switcher = override_root (ADW_TYPE_VIEW_SWITCHER, root_switcher_named);
}
