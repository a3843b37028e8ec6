/* aft-diary-page.c: what was logged, newest first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-diary-item.h"
#include "aft-diary-list.h"
#include "aft-diary-row.h"
#include "aft-log-session-dialog.h"
#include "aft-note-dialog.h"
#include "aft-toast.h"

struct _AftDiaryPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkListView *view;
  GtkScrolledWindow *scroller;

  AftDiaryModel *model;
  AftDiaryList *list;
  guint scroll_id;
};

G_DEFINE_FINAL_TYPE (AftDiaryPage, aft_diary_page, GTK_TYPE_WIDGET)

static gboolean
scroll_to_top_cb (gpointer user_data)
{
  AftDiaryPage *self = user_data;

  self->scroll_id = 0;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
  return G_SOURCE_REMOVE;
}

static void
update (AftDiaryPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  gboolean at_top = gtk_adjustment_get_value (adjustment) < 1.0;
  AftPreferences preferences;

  if (!aft_diary_model_get_loaded (self->model))
    return;
  aft_diary_model_get_preferences (self->model, &preferences);
  aft_diary_list_set (self->list, aft_diary_model_get_sessions (self->model),
                      aft_diary_model_get_notes (self->model), preferences.day_start_minutes);
  /* The view holds on to the line that it shows first; but who is at the top wants to see what
   * is added there. */
  if (at_top && self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (G_PRIORITY_LOW, scroll_to_top_cb, self, NULL);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "list" : "empty");
}

static void
open_item (AftDiaryPage *self, AftDiaryItem *item)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (aft_diary_item_get_session (item) != NULL)
    dialog = aft_log_session_dialog_new (self->model, aft_diary_item_get_session (item));
  else if (aft_diary_item_get_note (item) != NULL)
    dialog = aft_note_dialog_new (self->model, aft_diary_item_get_note (item));
  else
    return;
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What a deletion needs once it was made. */
typedef struct
{
  AftDiaryPage *self;
  char *id;
  gboolean session;
} Deletion;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  GtkWidget *widget = GTK_WIDGET (deletion->self);
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_root (widget) == NULL)
    aft_store_delete_finish (AFT_STORE (source), result, NULL);
  else if (aft_store_delete_finish (AFT_STORE (source), result, &error))
    aft_toast_undo (widget, deletion->session ? _ ("Session deleted") : _ ("Check-in deleted"),
                    deletion->id);
  else
    aft_toast_error (widget,
                     deletion->session ? _ ("The session could not be deleted")
                                       : _ ("The check-in could not be deleted"),
                     error);
  g_object_unref (deletion->self);
  g_free (deletion->id);
  g_free (deletion);
}

static gboolean
is_session (AftDiaryPage *self, const char *id)
{
  GPtrArray *sessions = aft_diary_model_get_sessions (self->model);

  for (guint i = 0; i < sessions->len; i++)
    if (g_str_equal (((AftSession *) g_ptr_array_index (sessions, i))->id, id))
      return TRUE;
  return FALSE;
}

static void
delete_entry (AftDiaryPage *self, const char *id)
{
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->self = g_object_ref (self);
  deletion->id = g_strdup (id);
  deletion->session = is_session (self, id);
  aft_store_delete_async (aft_diary_model_get_store (self->model), id, NULL, deleted_cb, deletion);
}

/* The line that the keyboard is on; NULL when it is inside of one or elsewhere. */
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
  delete_entry (AFT_DIARY_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
delete_focused_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (widget);
  AftDiaryItem *item = get_focused_item (self);

  if (item != NULL && aft_diary_item_get_id (item) != NULL)
    delete_entry (self, aft_diary_item_get_id (item));
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
  gtk_list_item_set_child (list_item, aft_diary_row_new ());
}

static void
bind_cb (AftDiaryPage *self, GtkListItem *list_item)
{
  AftDiaryItem *item = gtk_list_item_get_item (list_item);
  AftDiaryRow *row = AFT_DIARY_ROW (gtk_list_item_get_child (list_item));

  /* A heading does nothing. But the arrow keys stop at it, for in GTK 4.8 they get no further than
   * to a line that does not take the keyboard. */
  gtk_list_item_set_activatable (list_item, aft_diary_item_get_id (item) != NULL);
  aft_diary_row_set_item (row, item);
}

static void
unbind_cb (AftDiaryPage *self, GtkListItem *list_item)
{
  aft_diary_row_set_item (AFT_DIARY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* Rows that are the same are not bound again: so all of them are, to write their times anew. */
static void
clock_changed_cb (AftDiaryPage *self)
{
  g_autoptr (GtkSelectionModel) lines = g_object_ref (gtk_list_view_get_model (self->view));

  gtk_list_view_set_model (self->view, NULL);
  gtk_list_view_set_model (self->view, lines);
}

static void
aft_diary_page_dispose (GObject *object)
{
  AftDiaryPage *self = AFT_DIARY_PAGE (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_DIARY_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (aft_diary_page_parent_class)->dispose (object);
}

static void
aft_diary_page_class_init (AftDiaryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_diary_page_dispose;

  gtk_widget_class_install_action (widget_class, "diary.delete", "s", delete_action);
  gtk_widget_class_install_action (widget_class, "diary.delete-focused", NULL,
                                   delete_focused_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "diary.delete-focused",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "diary.delete-focused",
                                       NULL);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/diary/aft-diary-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDiaryPage, stack);
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
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = aft_diary_list_new ();
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  gtk_list_view_set_model (self->view, selection);
}

/**
 * aft_diary_page_new:
 * @model: the live diary; the page keeps a reference
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
aft_diary_page_new (AftDiaryModel *model)
{
  AftDiaryPage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_DIARY_PAGE, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "clock-changed", G_CALLBACK (clock_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
