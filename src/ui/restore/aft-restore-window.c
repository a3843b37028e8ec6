/* aft-restore-window.c: "Restore an Earlier Diary"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-restore-window.h"

#include <glib/gi18n-lib.h>

#include "aft-name.h"
#include "aft-problem-dialog.h"
#include "aft-restore-file.h"
#include "aft-restore-words.h"
#include "aft-toast.h"

struct _AftRestoreWindow
{
  AdwWindow parent_instance;

  GtkStack *pages;
  GtkListBox *list;
  GtkButton *file_button;

  AftDiaryModel *model;
  GCancellable *cancellable;
  GPtrArray *snapshots;  /* AftSnapshot, as the rows of the list */
  AftSnapshot *snapshot; /* (nullable): the chosen one */
};

G_DEFINE_FINAL_TYPE (AftRestoreWindow, aft_restore_window, ADW_TYPE_WINDOW)

static char *
get_taken (AftRestoreWindow *self, const AftSnapshot *snapshot)
{
  GTimeZone *zone = aft_diary_model_get_time_zone (self->model);

  return aft_restore_words_taken (snapshot, aft_day_of (aft_clock_now (), zone, 0), zone);
}

static void
add_row (AftRestoreWindow *self, const AftSnapshot *snapshot)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *title = get_taken (self, snapshot);
  g_autofree char *details = aft_restore_words_details (snapshot);
  /* Translators: what a screen reader says of a copy of the diary: when it was taken, and what is
   * in it */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), title, details);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  aft_name_widget (row, name);
  gtk_list_box_append (self->list, row);
}

/* While busy, nothing else can be chosen. The button of files follows the list. */
static void
set_busy (AftRestoreWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !busy);
}

static const char *
get_page (AftRestoreWindow *self)
{
  if (self->snapshots == NULL)
    return "failure";

  return self->snapshots->len > 0 ? "list" : "empty";
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) snapshots =
      aft_store_list_snapshots_finish (AFT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (snapshots == NULL)
    g_warning ("The snapshots could not be listed: %s", error->message);

  self->snapshots = g_steal_pointer (&snapshots);
  for (guint i = 0; self->snapshots != NULL && i < self->snapshots->len; i++)
    add_row (self, g_ptr_array_index (self->snapshots, i));
  gtk_stack_set_visible_child_name (self->pages, get_page (self));
  set_busy (self, FALSE);
  if (self->snapshots != NULL && self->snapshots->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

static void
report (AftRestoreWindow *self, const char *heading, const GError *error)
{
  g_autofree char *full = NULL;
  const char *body;

  g_warning ("%s: %s", heading, error->message);
  if (g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    body = _ ("This copy is damaged. Your diary is unchanged. Choose another copy.");
  else if (g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL))
    body = full = aft_store_error_to_text (
        error, aft_store_get_path (aft_diary_model_get_store (self->model)));
  else
    body = _ ("Your diary is unchanged. Try again in a moment.");
  aft_problem_dialog_show (GTK_WINDOW (self), heading, body, NULL);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean restored = aft_store_restore_snapshot_finish (AFT_STORE (source), result, &error);
  GtkWindow *main;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  if (!restored)
    {
      report (self, _ ("Could Not Restore the Diary"), error);
      return;
    }

  main = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (main != NULL)
    aft_toast (GTK_WIDGET (main), _ ("Earlier diary restored"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
response_cb (AftRestoreWindow *self, const char *response)
{
  if (g_strcmp0 (response, "restore") != 0)
    return;

  set_busy (self, TRUE);
  /* Not cancellable: once begun, it is completed and reported. */
  aft_store_restore_snapshot_async (aft_diary_model_get_store (self->model), self->snapshot->path,
                                    NULL, restored_cb, g_object_ref (self));
}

static gboolean
is_same (const AftSnapshotChanges *changes)
{
  return changes->sessions.back + changes->sessions.gone + changes->sessions.changed +
             changes->notes.back + changes->notes.gone + changes->notes.changed +
             changes->n_others ==
         0;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree AftSnapshotChanges *changes =
      aft_store_compare_snapshot_finish (AFT_STORE (source), result, &error);
  g_autofree char *taken = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  if (changes == NULL)
    {
      report (self, _ ("Could Not Read This Copy"), error);
      return;
    }

  taken = get_taken (self, self->snapshot);
  body = aft_restore_words_preview (self->snapshot, changes,
                                    aft_diary_model_get_time_zone (self->model));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), NULL, body));
  /* Translators: %s: when a copy of the diary was taken, like "Today, 14:05" */
  adw_message_dialog_format_heading (dialog, _ ("Diary From %s"), taken);
  if (is_same (changes))
    adw_message_dialog_add_response (dialog, "cancel", _ ("_Close"));
  else
    {
      adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "restore", _ ("_Restore"),
                                        NULL);
      adw_message_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
row_activated_cb (AftRestoreWindow *self, GtkListBoxRow *row)
{
  self->snapshot = g_ptr_array_index (self->snapshots, (guint) gtk_list_box_row_get_index (row));
  set_busy (self, TRUE);
  aft_store_compare_snapshot_async (aft_diary_model_get_store (self->model), self->snapshot->path,
                                    self->cancellable, compared_cb, g_object_ref (self));
}

static void
file_func (GtkWindow *parent, gboolean busy, gboolean done)
{
  AftRestoreWindow *self = AFT_RESTORE_WINDOW (parent);

  if (done)
    {
      gtk_window_close (parent);
      return;
    }
  set_busy (self, busy);
  if (busy)
    gtk_stack_set_visible_child_name (self->pages, "looking");
  else
    {
      gtk_stack_set_visible_child_name (self->pages, get_page (self));
      gtk_widget_grab_focus (GTK_WIDGET (self->file_button));
    }
}

static void
file_clicked_cb (AftRestoreWindow *self)
{
  aft_restore_file_run (GTK_WINDOW (self), self->model, self->cancellable, file_func);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_restore_window_dispose (GObject *object)
{
  AftRestoreWindow *self = AFT_RESTORE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (aft_restore_window_parent_class)->dispose (object);
}

static void
aft_restore_window_finalize (GObject *object)
{
  AftRestoreWindow *self = AFT_RESTORE_WINDOW (object);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (aft_restore_window_parent_class)->finalize (object);
}

static void
aft_restore_window_class_init (AftRestoreWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_restore_window_dispose;
  object_class->finalize = aft_restore_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/restore/aft-restore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftRestoreWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AftRestoreWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AftRestoreWindow, file_button);
  gtk_widget_class_bind_template_callback (widget_class, file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
aft_restore_window_init (AftRestoreWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_restore_window_new:
 * @model: the diary
 *
 * Lists the snapshots of the diary, shows what each would change, and restores one. Should be transient for
 * the main window, where a toast reports the result.
 *
 * Returns: (transfer none): the window, not shown yet; owned by GTK until it is closed
 */
GtkWidget *
aft_restore_window_new (AftDiaryModel *model)
{
  AftRestoreWindow *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_RESTORE_WINDOW, NULL);
  self->model = g_object_ref (model);
  aft_store_list_snapshots_async (aft_diary_model_get_store (model), self->cancellable, listed_cb,
                                  g_object_ref (self));

  return GTK_WIDGET (self);
}
