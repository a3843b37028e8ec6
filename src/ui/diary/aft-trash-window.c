/* aft-trash-window.c: lists deleted entries, and restores them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-trash-window.h"

#include <glib/gi18n-lib.h>

#include "aft-button.h"
#include "aft-diary-words.h"
#include "aft-columns-layout.h"
#include "aft-name.h"
#include "aft-toast.h"
#include "aft-trash.h"
#include "aft-words.h"

/* The entry of an item of the list. */
#define ENTRY_KEY "aft-trash-entry"

struct _AftTrashWindow
{
  AdwWindow parent_instance;

  GtkButton *empty_button;
  GtkStack *stack;

  AftDiaryModel *model;
  GListStore *list; /* GObject with an AftTrashEntry */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AftTrashWindow, aft_trash_window, ADW_TYPE_WINDOW)

/* --- words ------------------------------------------------------------------------------------- */

static AftDay
get_day (AftTrashWindow *self, const AftTrashEntry *entry)
{
  AftPreferences preferences;

  if (entry->note != NULL)
    return entry->note->day;
  aft_diary_model_get_preferences (self->model, &preferences);

  return aft_session_get_day (entry->session, preferences.day_start_minutes);
}

static char *
describe_what (AftTrashWindow *self, const AftTrashEntry *entry)
{
  g_autofree char *day = aft_words_day_long (get_day (self, entry));

  if (entry->session != NULL)
    /* Translators: %s is a date, "Monday 24 November 2026" */
    return g_strdup_printf (_ ("Session, %s"), day);

  /* Translators: %s is a date, "Monday 24 November 2026" */
  return g_strdup_printf (_ ("Check-in, %s"), day);
}

static char *
describe_more (const AftTrashEntry *entry)
{
  g_autofree char *values = NULL;
  g_autofree char *text = NULL;

  if (entry->session != NULL)
    return aft_diary_words_session_details (entry->session);
  values = aft_diary_words_note_values (entry->note);
  text = aft_diary_words_text (entry->note->text);

  return g_strjoin (*values != '\0' && *text != '\0' ? "\n" : "", values, text, NULL);
}

static char *
describe_when (AftTrashWindow *self, const AftTrashEntry *entry)
{
  GTimeSpan left = entry->trashed_at_us + AFT_TRASH_KEPT_US - aft_clock_now ();
  guint days = (guint) CLAMP ((left + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY, 1, 30);

  return g_strdup_printf (
      ngettext ("Will be deleted for good in %u day", "Will be deleted for good in %u days", days),
      days);
}

/* --- loading ----------------------------------------------------------------------------------- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftTrashWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = aft_store_list_trash_finish (AFT_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (entries == NULL)
    {
      aft_toast_error (GTK_WIDGET (self), _ ("Could not read the trash"), error);
      return;
    }

  while (entries->len > 0)
    {
      GObject *item = g_object_new (G_TYPE_OBJECT, NULL);

      g_object_set_data_full (item, ENTRY_KEY, g_ptr_array_steal_index (entries, 0),
                              (GDestroyNotify) aft_trash_entry_free);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                       items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", items->len > 0);
}

static void
load (AftTrashWindow *self)
{
  aft_store_list_trash_async (aft_diary_model_get_store (self->model), self->cancellable, listed_cb,
                              g_object_ref (self));
}

/* --- actions ----------------------------------------------------------------------------------- */

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftTrashWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_restore_finish (AFT_STORE (source), result, &error))
    aft_toast_error (GTK_WIDGET (self), _ ("Could not restore the entry"), error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    aft_toast (GTK_WIDGET (self), _ ("Entry restored"));
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftTrashWindow *self = AFT_TRASH_WINDOW (widget);

  aft_store_restore_async (aft_diary_model_get_store (self->model),
                           g_variant_get_string (parameter, NULL), NULL, restored_cb,
                           g_object_ref (self));
}

static void
emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftTrashWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_empty_trash_finish (AFT_STORE (source), result, &error))
    aft_toast_error (GTK_WIDGET (self), _ ("Could not empty the trash"), error);
}

static void
response_cb (AftTrashWindow *self, const char *response)
{
  if (g_str_equal (response, "empty"))
    aft_store_empty_trash_async (aft_diary_model_get_store (self->model), NULL, emptied_cb,
                                 g_object_ref (self));
}

static void
empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftTrashWindow *self = AFT_TRASH_WINDOW (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Empty the Trash?"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      ngettext ("%u entry will be deleted for good. This can’t be undone.",
                "%u entries will be deleted for good. This can’t be undone.", n),
      n);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "empty",
                                    _ ("_Empty Trash"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "empty",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- rows -------------------------------------------------------------------------------------- */

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
setup_cb (AftTrashWindow *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GtkLayoutManager) lines = aft_columns_layout_new (0, 3);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "layout-manager", lines, "hexpand", TRUE, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", _ ("Restore"), "valign",
                                    GTK_ALIGN_CENTER, "action-target", g_variant_new_string (""),
                                    "action-name", "trash.restore", NULL);

  add_label (box, "heading");
  add_label (box, NULL);
  add_label (box, "dim-label");
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), button);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_cb (AftTrashWindow *self, GtkListItem *list_item)
{
  const AftTrashEntry *entry = g_object_get_data (gtk_list_item_get_item (list_item), ENTRY_KEY);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (row));
  GtkWidget *button = gtk_widget_get_last_child (row);
  char *texts[] = { describe_what (self, entry), describe_more (entry),
                    describe_when (self, entry) };
  /* Translators: the name of a button. %s is an entry, "Session, Monday 24 November 2026" */
  g_autofree char *name = g_strdup_printf (_ ("Restore %s"), texts[0]);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, texts[0], -1);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++, label = gtk_widget_get_next_sibling (label))
    {
      gtk_label_set_label (GTK_LABEL (label), texts[i]);
      gtk_widget_set_visible (label, *texts[i] != '\0');
      g_free (texts[i]);
    }
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", aft_trash_entry_get_id (entry));
  aft_name_widget (GTK_WIDGET (button), name);
}

/* --- vfuncs ------------------------------------------------------------------------------------ */

static void
aft_trash_window_dispose (GObject *object)
{
  AftTrashWindow *self = AFT_TRASH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (aft_trash_window_parent_class)->dispose (object);
}

static void
aft_trash_window_finalize (GObject *object)
{
  g_clear_object (&AFT_TRASH_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (aft_trash_window_parent_class)->finalize (object);
}

static void
aft_trash_window_class_init (AftTrashWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_trash_window_dispose;
  object_class->finalize = aft_trash_window_finalize;

  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore_action);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/diary/aft-trash-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTrashWindow, empty_button);
  gtk_widget_class_bind_template_child (widget_class, AftTrashWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AftTrashWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
aft_trash_window_init (AftTrashWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_button_wrap_label (self->empty_button);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", FALSE);
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * aft_trash_window_new:
 * @model: the live diary; the window keeps a reference
 *
 * Follows the diary: entries deleted or restored elsewhere appear and disappear.
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
aft_trash_window_new (AftDiaryModel *model)
{
  AftTrashWindow *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_TRASH_WINDOW, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (aft_diary_model_get_store (model), "changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
