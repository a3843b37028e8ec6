/* aft-exporter.c: the diary to a file that the person chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-exporter.h"

#include <glib/gi18n-lib.h>

#include "aft-exchange-job.h"
#include "aft-file-chooser.h"
#include "aft-problems.h"
#include "aft-question.h"
#include "aft-sandbox.h"
#include "aft-toast.h"

/* One export: made on the main thread, used by the worker, read on the main thread again. */
typedef struct
{
  GtkWindow *parent;
  AftDiaryModel *model;
  AftProgressBox *box;
  GFile *file;
  AftExport export; /* its pointers are to what stands here */
  AftPreferences preferences;
  GTimeZone *time_zone;
  char *remark;
} Exporter;

static void
exporter_free (Exporter *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->model);
  g_clear_object (&self->box);
  g_clear_object (&self->file);
  g_time_zone_unref (self->time_zone);
  g_free (self->remark);
  g_free (self);
}

static gboolean
export_on_thread (AftDb **db,
                  AftProgress *progress,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  Exporter *self = user_data;

  self->export.db = *db;
  self->export.progress = progress;
  if (!aft_export_to_file (&self->export, self->file, cancellable, error))
    return FALSE;
  self->remark = aft_export_get_remark (&self->export);

  return TRUE;
}

static void
fail (Exporter *self, const GError *error)
{
  g_warning ("Export failed: %s", error->message);
  aft_problems_show (self->parent, _ ("The Diary Could Not Be Exported"),
                     _ ("Your diary is unchanged. Choose another folder, or see whether the "
                        "disk is full."),
                     error->message);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporter *self = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_exchange_job_run_finish (result, &error))
    {
      g_autofree char *name = aft_file_chooser_get_display_name (self->file);
      /* Translators: %s: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Exported to “%s”"), name);

      aft_toast (GTK_WIDGET (self->parent), text);
      if (self->remark != NULL)
        aft_problems_show (self->parent, _ ("One Date Is Not in the Calendar"), self->remark, NULL);
    }
  else if (g_error_matches (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_NOTHING))
    {
      aft_problems_show (self->parent, _ ("There Is Nothing to Export"), error->message, NULL);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
    }
  exporter_free (self);
}

static void
start (Exporter *self)
{
  if (aft_progress_box_is_busy (self->box))
    {
      aft_toast (GTK_WIDGET (self->parent), _ ("Another file is still being worked on"));
      exporter_free (self);
      return;
    }

  aft_exchange_job_run_async (self->model, self->box, _ ("Exporting"), NULL, export_on_thread, self,
                              exported_cb, self);
}

static void
replace_response_cb (Exporter *self, const char *response)
{
  if (g_str_equal (response, "replace"))
    start (self);
  else
    exporter_free (self);
}

static void
ask_to_replace (Exporter *self)
{
  g_autofree char *name = aft_file_chooser_get_display_name (self->file);
  /* Translators: %s: the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), name);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      self->parent, heading,
      _ ("There is a file of that name already. What is in it will be lost.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (replace_response_cb), self);
  aft_question_present (dialog);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporter *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info != NULL)
    ask_to_replace (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    start (self);
  else
    {
      fail (self, error);
      exporter_free (self);
    }
}

/* What was chosen decides as what it is written, and the name gets the end of that, or nothing on
 * this computer would open it. The chooser has asked before it would replace a file, but not the one
 * of the completed name. */
static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  Exporter *self = user_data;

  if (file == NULL)
    {
      exporter_free (self);
      return;
    }
  /* Inside Flatpak only the very file that was chosen can be written. */
  self->file = aft_sandbox_is_flatpak () ? g_object_ref (file)
                                         : aft_export_complete_name (self->export.format, file);
  if (g_file_equal (self->file, file))
    start (self);
  else
    g_file_query_info_async (self->file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                             G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT, NULL,
                             looked_cb, self);
}

/**
 * aft_exporter_run:
 * @parent: the window to stand over, with a place for toasts
 * @model: the diary
 * @box: shows how far it is
 * @format: as what; gives a name that is typed its end
 * @range: (nullable): of a report
 *
 * Asks where to, and writes it there in the background.
 */
void
aft_exporter_run (GtkWindow *parent,
                  AftDiaryModel *model,
                  AftProgressBox *box,
                  AftExportFormat format,
                  const AftReportRange *range)
{
  AftDay today = aft_diary_model_get_today (model);
  Exporter *self = g_new0 (Exporter, 1);

  self->parent = g_object_ref (parent);
  self->model = g_object_ref (model);
  self->box = g_object_ref (box);
  self->time_zone = g_time_zone_ref (aft_diary_model_get_time_zone (model));
  aft_diary_model_get_preferences (model, &self->preferences);
  self->export.format = format;
  self->export.now_us = aft_clock_now ();
  self->export.preferences = &self->preferences;
  self->export.time_zone = self->time_zone;
  if (range != NULL)
    self->export.range = *range;
  else
    aft_report_range_init (&self->export.range, today);

  aft_file_chooser_save (parent, _ ("Export"), format, today, file_chosen_cb, self);
}
