/* aft-restore-file.c: merges a diary from a file, or replaces the diary with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There are three steps: a temporary diary is made from the file, the person sees what either choice would
 * do, and it is done.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-restore-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-file-chooser.h"
#include "aft-import-file.h"
#include "aft-import-words.h"
#include "aft-problem-dialog.h"
#include "aft-restore-words.h"
#include "aft-scratch.h"
#include "aft-toast.h"

#define RESTORE_KEY "aft-restore"

typedef struct
{
  GtkWindow *parent;
  AftDiaryModel *model;
  GCancellable *cancellable; /* cancelled when the parent is closed */
  AftRestoreFileFunc func;
  GFile *file;
  char *diary_path;
  gint64 now_us;

  AftSnapshot snapshot; /* its path is that of the temporary diary */
  AftImportPreview preview;
  AftSnapshotChanges changes;
  gboolean replace;
} Restore;

static void
restore_free (Restore *self)
{
  if (self->snapshot.path != NULL)
    aft_scratch_remove (self->snapshot.path);
  g_free (self->snapshot.path);
  g_clear_object (&self->parent);
  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_free (self->diary_path);
  g_free (self);
}

static void
end (Restore *self, gboolean done)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    self->func (self->parent, FALSE, done);
  restore_free (self);
}

static void
report (Restore *self, const GError *error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  /* The content of the file must not get into the log. */
  g_warning ("A file could not be restored: %s",
             error->domain == AFT_JSON_ERROR ? "the file has errors" : error->message);
  if (error->domain == AFT_JSON_ERROR && error->code != AFT_JSON_ERROR_KIND)
    aft_problem_dialog_show (self->parent, _ ("Could Not Read the File"),
                             _ ("Nothing was changed. Here’s what’s wrong with the file:"),
                             error->message);
  else
    aft_problem_dialog_show (self->parent, _ ("Could Not Read the File"), error->message, NULL);
}

/* --- done ------------------------------------------------------------------------------------ */

static gboolean
restore_job (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Restore *self = user_data;
  AftDbImport *import;

  if (self->replace)
    return aft_db_restore_snapshot (db, self->snapshot.path, error);
  import = aft_scratch_stage (self->snapshot.path, db, error);

  return import != NULL && aft_db_import_commit (import, NULL, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restore *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = aft_store_run_finish (AFT_STORE (source), result, &error);
  GtkWindow *main = gtk_window_get_transient_for (self->parent);

  if (!done)
    {
      g_warning ("The diary could not be restored: %s", error->message);
      aft_problem_dialog_show (self->parent, _ ("Could Not Restore the Diary"), error->message,
                               NULL);
    }
  else if (main != NULL)
    aft_toast (GTK_WIDGET (main),
               self->replace ? _ ("Earlier diary restored") : _ ("Diaries merged"));
  end (self, done);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response)
{
  Restore *self = g_object_steal_data (G_OBJECT (dialog), RESTORE_KEY);

  if (g_strcmp0 (response, "merge") != 0 && g_strcmp0 (response, "replace") != 0)
    {
      end (self, FALSE);
      return;
    }
  self->replace = g_strcmp0 (response, "replace") == 0;
  /* Not cancellable: once begun, it is completed and reported. */
  aft_store_run_async (aft_diary_model_get_store (self->model), restore_job, self, NULL, NULL,
                       restored_cb, self);
}

/* --- the preview ----------------------------------------------------------------------------- */

static void
add_label (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    {
      gtk_widget_add_css_class (label, class);
      gtk_widget_set_margin_top (label, 6);
    }
  gtk_box_append (GTK_BOX (box), label);
}

/* Only the changes, one a line, with bullets. */
static char *
describe_merge (const AftImportPreview *preview)
{
  AftImportPreview changes = *preview;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *text = NULL;

  changes.older = 0;
  changes.gone = 0;
  changes.same = 0;
  text = aft_import_words_preview (&changes);
  if (*text != '\0')
    g_string_append_printf (lines, "• %s", text);
  g_string_replace (lines, "\n", "\n• ", 0);

  return g_strdup (lines->str);
}

static GtkWidget *
make_summary (const Restore *self, const char *replaced)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *merged = describe_merge (&self->preview);

  add_label (box, _ ("Merge Both Diaries"), "heading");
  add_label (box,
             *merged != '\0' ? merged : _ ("Your diary already contains everything in this file."),
             NULL);
  add_label (box, _ ("Replace Your Diary"), "heading");
  add_label (box, replaced, NULL);
  add_label (box, _ ("Your current diary is kept in the list, so you can go back to it."),
             "dim-label");

  return box;
}

static void
show_preview (Restore *self)
{
  g_autofree char *name = aft_file_chooser_get_display_name (self->file);
  g_autofree char *span =
      aft_restore_words_span (&self->snapshot, aft_diary_model_get_time_zone (self->model));
  g_autofree char *replaced = aft_restore_words_changes (&self->changes, FALSE);
  gboolean same = *replaced == '\0' && !aft_import_words_has_changes (&self->preview);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->parent, NULL, NULL));

  g_strchomp (replaced);
  /* Translators: %s: the name of a file */
  adw_message_dialog_format_heading (dialog, _ ("Diary in “%s”"), name);
  if (same)
    adw_message_dialog_format_body (
        /* Translators: %s: "3 sessions, 41 check-ins, from … to …." */
        dialog, _ ("%s\n\nYour diary is already the same. There’s nothing to restore."), span);
  else
    {
      adw_message_dialog_set_body (dialog, span);
      adw_message_dialog_set_extra_child (
          dialog, make_summary (self, *replaced != '\0' ? replaced
                                                        : _ ("Your diary is already the same.")));
    }
  adw_message_dialog_add_response (dialog, "cancel", same ? _ ("_Close") : _ ("_Cancel"));
  if (!same)
    {
      adw_message_dialog_add_responses (dialog, "replace", C_ ("diary", "_Replace"), "merge",
                                        _ ("_Merge"), NULL);
      adw_message_dialog_set_response_enabled (dialog, "replace", *replaced != '\0');
      adw_message_dialog_set_response_enabled (dialog, "merge",
                                               aft_import_words_has_changes (&self->preview));
      adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_response_appearance (dialog, "merge", ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  /* If the window is closed, so is the dialog, and nothing was chosen. */
  g_object_set_data_full (G_OBJECT (dialog), RESTORE_KEY, self, (GDestroyNotify) restore_free);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
compare_job (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Restore *self = user_data;
  AftDbImport *import;
  gboolean good;

  if (!aft_snapshot_look_into (&self->snapshot, error) ||
      !aft_db_compare_snapshot (db, self->snapshot.path, &self->changes, error))
    return FALSE;
  import = aft_scratch_stage (self->snapshot.path, db, error);
  good = import != NULL && aft_db_import_preview (import, aft_clock_now (), &self->preview, error);
  aft_db_import_abort (import);

  return good;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restore *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error))
    report (self, error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      show_preview (self);
      return;
    }
  end (self, FALSE);
}

/* --- reading --------------------------------------------------------------------------------- */

static void
read_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Restore *self = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftImportFile) opened =
      aft_import_file_open (self->diary_path, self->file, cancellable, &error);

  if (opened != NULL)
    self->snapshot.path = aft_import_file_to_scratch (opened, self->now_us, cancellable, &error);
  if (self->snapshot.path == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restore *self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      aft_store_run_async (aft_diary_model_get_store (self->model), compare_job, self, NULL,
                           self->cancellable, compared_cb, self);
      return;
    }
  report (self, error);
  end (self, FALSE);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restore *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->file = aft_file_chooser_finish (result, NULL);
  if (self->file == NULL)
    {
      restore_free (self);
      return;
    }
  self->func (self->parent, TRUE, FALSE);
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_source_tag (task, aft_restore_file_run);
  /* The temporary diary must be removed even if the task is cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, read_on_thread);
}

/**
 * aft_restore_file_run:
 * @parent: the window that the dialogs belong to
 * @model: the diary
 * @cancellable: cancelled when @parent is closed
 * @func: (scope forever): called when this gets busy, and when it ends
 *
 * Asks for a file, shows what merging it or replacing the diary with it would change, and does what the
 * person chooses, after taking a snapshot of the diary.
 */
void
aft_restore_file_run (GtkWindow *parent,
                      AftDiaryModel *model,
                      GCancellable *cancellable,
                      AftRestoreFileFunc func)
{
  Restore *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));

  self = g_new0 (Restore, 1);
  self->parent = g_object_ref (parent);
  self->model = g_object_ref (model);
  self->cancellable = g_object_ref (cancellable);
  self->func = func;
  self->diary_path = g_strdup (aft_store_get_path (aft_diary_model_get_store (model)));
  self->now_us = aft_clock_now ();
  aft_file_chooser_open_diary_async (parent, _ ("Restore a Diary From a File"), _ ("_Open"),
                                     file_chosen_cb, self);
}
