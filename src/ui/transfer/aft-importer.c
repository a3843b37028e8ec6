/* aft-importer.c: imports a file into the diary, after showing what that would change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There are three steps: the file is read and staged, the person sees what the import would do, and the
 * entries are merged. The staged entries wait on their own connection and block no other writer.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-importer.h"

#include <glib/gi18n-lib.h>

#include "aft-file-chooser.h"
#include "aft-import-file.h"
#include "aft-import-words.h"
#include "aft-problem-dialog.h"
#include "aft-toast.h"
#include "aft-transfer-job.h"

typedef struct
{
  GtkWindow *parent;
  AftDiaryModel *model;
  AftProgressBox *box;
  GFile *file;
  gint64 now_us;
  AftDb *db; /* has the staged entries */
  AftJsonImport *import;
  AftImportCounts counts;
} Importer;

static void
importer_free (Importer *self)
{
  g_clear_pointer (&self->import, aft_json_import_abort);
  g_clear_pointer (&self->db, aft_db_close);
  g_clear_object (&self->parent);
  g_clear_object (&self->model);
  g_clear_object (&self->box);
  g_clear_object (&self->file);
  g_free (self);
}

static void
report_error (Importer *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* The content of the file must not get into the log. */
  g_warning ("Import failed: %s",
             error->domain == AFT_JSON_ERROR ? "the file has errors" : error->message);

  if (g_error_matches (error, AFT_JSON_ERROR, AFT_JSON_ERROR_VERSION))
    aft_problem_dialog_show (
        self->parent, _ ("This File Is From a Newer Version of Aftercare"),
        _ ("Nothing was changed. Update Aftercare on this computer, then import again."),
        error->message);
  else if (g_error_matches (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND))
    aft_problem_dialog_show (self->parent, _ ("Could Not Import the File"), error->message, NULL);
  else if (error->domain == AFT_JSON_ERROR)
    aft_problem_dialog_show (self->parent, _ ("Could Not Import the File"),
                             _ ("Nothing was changed. Here’s what’s wrong with the file:"),
                             error->message);
  else
    aft_problem_dialog_show (
        self->parent, _ ("Could Not Import the File"),
        _ ("Nothing was changed. Either the file could not be read, or the diary could not be written."),
        error->message);
}

/* --- merging ------------------------------------------------------------------------------- */

static gboolean
merge_on_thread (AftDb **db,
                 AftProgress *progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  Importer *self = user_data;

  return aft_json_import_commit (g_steal_pointer (&self->import), &self->counts, error);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Importer *self = user_data;
  g_autoptr (GError) error = NULL;
  guint changed = self->counts.added + self->counts.updated + self->counts.deleted;

  if (aft_transfer_job_run_finish (result, &error))
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u entry imported", "%u entries imported", changed), changed);

      aft_toast (GTK_WIDGET (self->parent), text);
    }
  else
    {
      report_error (self, error);
    }
  importer_free (self);
}

/* --- the preview --------------------------------------------------------------------------- */

/* What the import does, and what it ignores in the file. */
static GtkWidget *
make_summary (const char *lines, const char *const *warnings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (*lines != '\0')
    {
      GtkWidget *label = gtk_label_new (lines);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "import-summary");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (warnings[0] != NULL)
    {
      g_autofree char *details = g_strjoinv ("\n", (char **) warnings);

      gtk_box_append (GTK_BOX (box), aft_problem_details_new (details));
    }

  return box;
}

static void
previewed_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Importer *self = user_data;

  if (g_strcmp0 (response, "import") != 0 || !aft_transfer_job_may_run (self->parent, self->box))
    {
      importer_free (self);
      return;
    }
  aft_transfer_job_run_async (self->model, self->box, _ ("Importing"), g_steal_pointer (&self->db),
                              merge_on_thread, self, merged_cb, self);
}

static void
show_preview (Importer *self)
{
  const AftImportPreview *preview = aft_json_import_get_preview (self->import);
  g_autofree char *name = aft_file_chooser_get_display_name (self->file);
  g_autofree char *lines = aft_import_words_preview (preview);
  gboolean useful = aft_import_words_has_changes (preview);
  GtkWidget *dialog = adw_message_dialog_new (self->parent, NULL, NULL);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog),
                                  useful ? _ ("Import This Diary?") : _ ("Nothing New"));
  if (useful)
    adw_message_dialog_format_body (
        ADW_MESSAGE_DIALOG (dialog),
        /* Translators: %s: the name of a file */
        _ ("Here’s what importing “%s” will do. If anything fails, nothing is changed."), name);
  else
    adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                    /* Translators: %s: the name of a file */
                                    _ ("Your diary already contains everything in “%s”."), name);
  adw_message_dialog_set_extra_child (
      ADW_MESSAGE_DIALOG (dialog),
      make_summary (lines, aft_json_import_get_warnings (self->import)));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                   useful ? _ ("_Cancel") : _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (useful)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "import", _ ("_Import"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import",
                                                  preview->deleted > 0 ? ADW_RESPONSE_DESTRUCTIVE
                                                                       : ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
    }
  g_signal_connect (dialog, "response", G_CALLBACK (previewed_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- reading ------------------------------------------------------------------------------- */

static gboolean
read_on_thread (AftDb **db,
                AftProgress *progress,
                gpointer user_data,
                GCancellable *cancellable,
                GError **error)
{
  Importer *self = user_data;
  g_autoptr (AftImportFile) opened =
      aft_import_file_open (aft_db_get_path (*db), self->file, cancellable, error);

  if (opened == NULL)
    return FALSE;
  self->import = aft_import_file_stage (opened, *db, self->now_us, progress, cancellable, error);
  if (self->import == NULL)
    return FALSE;
  self->db = g_steal_pointer (db);

  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Importer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_transfer_job_run_finish (result, &error))
    {
      show_preview (self);
    }
  else
    {
      report_error (self, error);
      importer_free (self);
    }
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Importer *self = user_data;

  self->file = aft_file_chooser_finish (result, NULL);
  if (self->file == NULL || !aft_transfer_job_may_run (self->parent, self->box))
    {
      importer_free (self);
      return;
    }
  aft_transfer_job_run_async (self->model, self->box, _ ("Reading the file"), NULL, read_on_thread,
                              self, read_cb, self);
}

/**
 * aft_importer_run:
 * @parent: the window that the dialogs belong to, with an AdwToastOverlay
 * @model: the diary
 * @box: shows the progress
 *
 * Asks for a file, shows what it would change, and merges it once the person agrees.
 */
void
aft_importer_run (GtkWindow *parent, AftDiaryModel *model, AftProgressBox *box)
{
  Importer *self = g_new0 (Importer, 1);

  self->parent = g_object_ref (parent);
  self->model = g_object_ref (model);
  self->box = g_object_ref (box);
  self->now_us = aft_clock_now ();

  aft_file_chooser_open_diary_async (parent, _ ("Import Diary"), _ ("_Import"), file_chosen_cb,
                                     self);
}
