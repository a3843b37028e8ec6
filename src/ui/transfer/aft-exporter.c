/* aft-exporter.c: exports the diary to a file that the person chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-exporter.h"

#include <glib/gi18n-lib.h>

#include "aft-file-chooser.h"
#include "aft-problem-dialog.h"
#include "aft-toast.h"
#include "aft-transfer-job.h"

/* One export: created on the main thread, used by the worker, then read on the main thread. */
typedef struct
{
  GtkWindow *parent;
  AftDiaryModel *model;
  AftProgressBox *box;
  GFile *file;
  AftExport export; /* points into this struct */
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
  aft_problem_dialog_show (
      self->parent, _ ("Could Not Export the Diary"),
      _ ("Your diary is unchanged. Choose another folder, or check whether the disk is full."),
      error->message);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporter *self = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_transfer_job_run_finish (result, &error))
    {
      g_autofree char *name = aft_file_chooser_get_display_name (self->file);
      /* Translators: %s: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Exported to “%s”"), name);

      aft_toast (GTK_WIDGET (self->parent), text);
      if (self->remark != NULL)
        aft_problem_dialog_show (self->parent, _ ("One Date Was Left Out"), self->remark, NULL);
    }
  else if (g_error_matches (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_NOTHING))
    {
      aft_problem_dialog_show (self->parent, _ ("Nothing to Export"), error->message, NULL);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
    }
  exporter_free (self);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exporter *self = user_data;
  g_autoptr (GError) error = NULL;

  self->file = aft_file_chooser_finish (result, &error);
  if (self->file == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (self, error);
  if (self->file == NULL || !aft_transfer_job_may_run (self->parent, self->box))
    {
      exporter_free (self);
      return;
    }

  aft_transfer_job_run_async (self->model, self->box, _ ("Exporting"), NULL, export_on_thread, self,
                              exported_cb, self);
}

static void
ask_for_file (Exporter *self, AftDay today)
{
  const AftFileType table = { _ ("Tables (CSV)"), "text/csv", ".csv" };
  const AftFileType types[AFT_N_EXPORT_FORMATS] = {
    [AFT_EXPORT_JSON] = { _ ("Diaries (JSON)"), "application/json", ".json" },
    [AFT_EXPORT_CSV] = table,
    [AFT_EXPORT_CSV_SESSIONS] = table,
    [AFT_EXPORT_CSV_NOTES] = table,
    [AFT_EXPORT_ICS] = { _ ("Calendars (ICS)"), "text/calendar", ".ics" },
    [AFT_EXPORT_PDF] = { _ ("Reports (PDF)"), "application/pdf", ".pdf" },
  };
  g_autofree char *name = aft_export_default_name (self->export.format, today);

  aft_file_chooser_save_async (self->parent, _ ("Export"), _ ("_Export"), name,
                               &types[self->export.format], file_chosen_cb, self);
}

/**
 * aft_exporter_run:
 * @parent: the window that the dialogs belong to, with an AdwToastOverlay
 * @model: the diary
 * @box: shows the progress
 * @format: the format of the file
 * @range: (nullable): the days of a report; %NULL for the last 13 weeks
 *
 * Asks for a file and exports the diary to it in the background. A toast or a dialog reports the result.
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

  ask_for_file (self, today);
}
