/* aft-diary-page.c: what was logged, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-diary-delete.h"
#include "aft-diary-item.h"
#include "aft-diary-list.h"
#include "aft-diary-row.h"
#include "aft-filter-popover.h"
#include "aft-filter-words.h"
#include "aft-note-dialog.h"
#include "aft-toast.h"
#include "aft-wrap-layout.h"

struct _AftDiaryPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkMenuButton *filter_button;
  AftFilterPopover *popover; /* NULL until it is first opened */
  GtkWidget *chips;
  GtkLabel *found;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkButton *clear_button;
  GtkListView *view;
  GtkScrolledWindow *scroller;
  AftIdleBuilder *builder;

  AftDiaryModel *model;
  AftDiaryList *list;
  AftFilter *filter;   /* of the search bar */
  GPtrArray *sessions; /* of the last loading of the list */
  int day_start_minutes;
  guint n_ahead;
  guint scroll_id;
  gboolean at_top; /* scroll to the top once the list has loaded */
};

G_DEFINE_FINAL_TYPE (AftDiaryPage, aft_diary_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SEARCHING,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  EDIT_SESSION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
scroll_to_top_cb (gpointer user_data)
{
  AftDiaryPage *self = user_data;

  self->scroll_id = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
  return G_SOURCE_REMOVE;
}

static void
scroll_to_top_later (AftDiaryPage *self)
{
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (G_PRIORITY_LOW, scroll_to_top_cb, self, NULL);
}

static void
update (AftDiaryPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GPtrArray *sessions = aft_diary_model_get_all_sessions (self->model);
  GPtrArray *before = self->sessions;
  AftPreferences preferences;
  guint n_ahead;

  if (!aft_diary_model_get_loaded (self->model))
    return;
  /* The plan changes with the clock. The diary has changed only if there is another array, or if something
   * is no longer ahead of the clock. */
  aft_diary_model_get_preferences (self->model, &preferences);
  n_ahead = aft_diary_model_get_plan (self->model)->n_ahead;
  if (before == sessions && self->day_start_minutes == preferences.day_start_minutes &&
      self->n_ahead == n_ahead)
    return;

  self->sessions = g_ptr_array_ref (sessions);
  g_clear_pointer (&before, g_ptr_array_unref);
  self->day_start_minutes = preferences.day_start_minutes;
  self->n_ahead = n_ahead;
  /* The view keeps the first visible line in place; but at the top, new lines must appear. */
  self->at_top = gtk_adjustment_get_value (adjustment) < 1.0;
  aft_diary_list_load (self->list, sessions, preferences.day_start_minutes);
}

/* --- search ------------------------------------------------------------------------------------ */

static void
loaded_cb (AftDiaryPage *self)
{
  const AftFilter *filter = aft_diary_list_get_filter (self->list);
  gboolean filtered = !aft_filter_is_empty (filter);
  gboolean complete = aft_diary_list_get_complete (self->list);
  guint n_notes = aft_diary_list_get_n_notes (self->list);
  guint n_sessions = aft_diary_list_get_n_sessions (self->list);
  gboolean some = n_notes > 0 || n_sessions > 0;
  g_autofree char *words = aft_filter_words_found (n_notes, n_sessions);

  if (some)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (complete && filtered)
    {
      adw_status_page_set_description (self->nothing, aft_filter_words_nothing (filter));
      gtk_button_set_label (self->clear_button, aft_filter_words_clear (filter));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
  else if (complete)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  if (self->at_top)
    scroll_to_top_later (self);
  self->at_top = FALSE;

  gtk_label_set_label (self->found, filtered && complete && some ? words : "");
}

static void
failed_cb (AftDiaryPage *self, GError *error)
{
  aft_toast_error (GTK_WIDGET (self), _ ("Could not read the diary"), error);
}

static GtkWidget *
make_chip (const char *words, AftFilterCondition condition)
{
  /* Translators: the name of a button. %s is a condition, "Redness 2 or more" */
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), words);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic", "pixel-size", 12,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "aft-chip");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "i", (int) condition);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "diary.clear-condition");

  return chip;
}

static void
show_chips (AftDiaryPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (child);
  for (int i = 0; i < AFT_N_FILTER_CONDITIONS; i++)
    {
      g_autofree char *words = aft_filter_words_condition (self->filter, (AftFilterCondition) i);

      if (words != NULL)
        gtk_widget_insert_before (make_chip (words, (AftFilterCondition) i), self->chips, NULL);
    }
  gtk_widget_set_visible (self->chips, aft_filter_has_conditions (self->filter));
}

static void
set_filter (AftDiaryPage *self, AftFilter *filter)
{
  aft_filter_free (self->filter);
  self->filter = filter;
  show_chips (self);
  if (aft_filter_equal (self->filter, aft_diary_list_get_filter (self->list)))
    return;
  self->at_top = TRUE;
  aft_diary_list_set_filter (self->list, self->filter);
}

static void
text_changed_cb (AftDiaryPage *self)
{
  AftFilter *filter = aft_filter_copy (self->filter);

  g_free (filter->text);
  filter->text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  set_filter (self, filter);
}

static void
conditions_changed_cb (AftDiaryPage *self)
{
  AftFilter *filter = aft_filter_copy (self->filter);

  aft_filter_popover_get (self->popover, filter);
  set_filter (self, filter);
}

static void
filter_shown_cb (AftDiaryPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    aft_filter_popover_set (self->popover, self->filter);
}

static void
create_filter_cb (GtkMenuButton *button, gpointer user_data)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (user_data);

  if (self->popover != NULL)
    return;
  self->popover = g_object_new (AFT_TYPE_FILTER_POPOVER, NULL);
  g_signal_connect_swapped (self->popover, "changed", G_CALLBACK (conditions_changed_cb), self);
  g_signal_connect_swapped (self->popover, "notify::visible", G_CALLBACK (filter_shown_cb), self);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
}

static void
clear_filters (AftDiaryPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  set_filter (self, aft_filter_new ());
}

static void
searching_cb (AftDiaryPage *self)
{
  /* What can't be seen must not filter. */
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    clear_filters (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (widget);

  clear_filters (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_condition_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (widget);
  AftFilter *filter = aft_filter_copy (self->filter);

  /* Before the chip disappears, which may have the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  aft_filter_clear_condition (filter, (AftFilterCondition) g_variant_get_int32 (parameter));
  set_filter (self, filter);
}

/* --- entries ----------------------------------------------------------------------------------- */

static void
open_item (AftDiaryPage *self, AftDiaryItem *item)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (aft_diary_item_get_session (item) != NULL)
    g_signal_emit (self, signals[EDIT_SESSION], 0, aft_diary_item_get_session (item));
  if (aft_diary_item_get_note (item) == NULL)
    return;

  dialog = aft_note_dialog_new (self->model, aft_diary_item_get_note (item));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The line with the focus; NULL if the focus is inside a line or elsewhere. */
static AftDiaryItem *
get_focused_item (AftDiaryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return AFT_IS_DIARY_ROW (row) ? aft_diary_row_get_item (AFT_DIARY_ROW (row)) : NULL;
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  aft_diary_delete_entry (widget, AFT_DIARY_PAGE (widget)->model,
                          g_variant_get_string (parameter, NULL));
}

static void
delete_focused_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (widget);
  AftDiaryItem *item = get_focused_item (self);

  if (item != NULL && aft_diary_item_get_id (item) != NULL)
    aft_diary_delete_entry (widget, self->model, aft_diary_item_get_id (item));
  else
    gtk_widget_error_bell (widget);
}

static void
activate_cb (AftDiaryPage *self, guint position)
{
  g_autoptr (AftDiaryItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item != NULL)
    open_item (self, item);
}

static void
setup_cb (AftDiaryPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, aft_diary_row_new (self->builder, list_item));
}

static void
bind_cb (AftDiaryPage *self, GtkListItem *list_item)
{
  AftDiaryRow *row = AFT_DIARY_ROW (gtk_list_item_get_child (list_item));

  aft_diary_row_set_item (row, gtk_list_item_get_item (list_item));
}

static void
unbind_cb (AftDiaryPage *self, GtkListItem *list_item)
{
  aft_diary_row_set_item (AFT_DIARY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* Unchanged rows would not be bound again; all are, because times are now written differently. */
static void
clock_changed_cb (AftDiaryPage *self)
{
  g_autoptr (GtkSelectionModel) lines = g_object_ref (gtk_list_view_get_model (self->view));

  gtk_list_view_set_model (self->view, NULL);
  gtk_list_view_set_model (self->view, lines);
}

static void
aft_diary_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (object);

  switch (id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_diary_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (object);

  switch (id)
    {
    case PROP_SEARCHING:
      gtk_search_bar_set_search_mode (self->search_bar, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_diary_page_dispose (GObject *object)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (object);
  GtkWidget *chip;

  while (self->chips != NULL && (chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (chip);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_DIARY_PAGE);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->model);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->filter, aft_filter_free);
  g_clear_pointer (&self->builder, aft_idle_builder_unref);
  G_OBJECT_CLASS (aft_diary_page_parent_class)->dispose (object);
}

static void
aft_diary_page_class_init (AftDiaryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = aft_diary_page_get_property;
  object_class->set_property = aft_diary_page_set_property;
  object_class->dispose = aft_diary_page_dispose;

  /**
   * AftDiaryPage:searching:
   *
   * Whether the search bar is visible. Without it, nothing is filtered.
   */
  properties[PROP_SEARCHING] =
      g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * AftDiaryPage::edit-session:
   * @session: (type AftSession): the session that was activated
   */
  signals[EDIT_SESSION] =
      g_signal_new ("edit-session", AFT_TYPE_DIARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, AFT_TYPE_SESSION | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_install_action (widget_class, "diary.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "diary.clear-condition", "i",
                                   clear_condition_action);

  gtk_widget_class_install_action (widget_class, "diary.delete", "s", delete_action);
  gtk_widget_class_install_action (widget_class, "diary.delete-focused", NULL,
                                   delete_focused_action);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/diary/aft-diary-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, box);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, chips);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, found);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, searching_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, view);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
aft_diary_page_init (AftDiaryPage *self)
{
  self->filter = aft_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->builder = aft_idle_builder_new (GTK_WIDGET (self->scroller), aft_diary_row_fill);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_menu_button_set_create_popup_func (self->filter_button, create_filter_cb, self, NULL);
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * aft_diary_page_new:
 * @model: the live diary; the page keeps a reference
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
aft_diary_page_new (AftDiaryModel *model)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  AftDiaryPage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_DIARY_PAGE, NULL);
  self->model = g_object_ref (model);
  self->list = aft_diary_list_new (aft_diary_model_get_store (model));
  g_signal_connect_object (self->list, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "clock-changed", G_CALLBACK (clock_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * aft_diary_page_search:
 *
 * Shows the search bar and moves the focus to it.
 */
void
aft_diary_page_search (AftDiaryPage *self)
{
  g_return_if_fail (AFT_IS_DIARY_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * aft_diary_page_find:
 * @text: what to find
 *
 * Searches as if a person had typed @text; earlier conditions are removed.
 */
void
aft_diary_page_find (AftDiaryPage *self, const char *text)
{
  g_return_if_fail (AFT_IS_DIARY_PAGE (self));
  g_return_if_fail (text != NULL);

  aft_diary_page_search (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "diary.clear-filters", NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}
