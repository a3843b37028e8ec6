/* aft-tool-row.c: an entry for the name of the tool, with a menu of earlier ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-tool-row.h"

#include "aft-name.h"

/* More tools would have to be searched, not chosen. */
#define TOOLS_MAX 8

struct _AftToolRow
{
  AdwEntryRow parent_instance;

  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (AftToolRow, aft_tool_row, ADW_TYPE_ENTRY_ROW)

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (widget), g_variant_get_string (parameter, NULL));
}

/* GTK 4.18 moves the focus to the item under the pointer, and scrolls the page as if the menu were part of
 * it. The menu moves with the page, and the click hits another item. */
static void
hold_page (AftToolRow *self, gboolean hold)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), !hold);
}

static void
menu_map_cb (AftToolRow *self)
{
  hold_page (self, TRUE);
}

static void
menu_unmap_cb (AftToolRow *self)
{
  hold_page (self, FALSE);
}

static gboolean
has_menu (AftToolRow *self, GMenuModel *menu)
{
  return menu != NULL;
}

static void
aft_tool_row_class_init (AftToolRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "tool.choose", "s", choose_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-tool-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftToolRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, has_menu);
}

static void
aft_tool_row_init (AftToolRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_name_menu (self->menu_button);
  aft_name_entry_row (ADW_ENTRY_ROW (self));
}

/* In the label of a menu item, an underscore would mark a mnemonic. */
static char *
escape_label (const char *tool)
{
  g_auto (GStrv) parts = g_strsplit (tool, "_", -1);

  return g_strjoinv ("__", parts);
}

/**
 * aft_tool_row_set_tools:
 * @tools: (element-type utf8): tools used before, the likeliest first; may be empty
 *
 * Offers the first few of them.
 */
void
aft_tool_row_set_tools (AftToolRow *self, GPtrArray *tools)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkPopover *popover;

  g_return_if_fail (AFT_IS_TOOL_ROW (self));
  g_return_if_fail (tools != NULL);

  if (tools->len == 0)
    return;
  for (guint i = 0; i < MIN (tools->len, TOOLS_MAX); i++)
    {
      const char *tool = g_ptr_array_index (tools, i);
      g_autofree char *label = escape_label (tool);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "tool.choose", "s", tool);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  popover = gtk_menu_button_get_popover (self->menu_button);
  g_signal_connect_object (popover, "map", G_CALLBACK (menu_map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "unmap", G_CALLBACK (menu_unmap_cb), self, G_CONNECT_SWAPPED);
}
