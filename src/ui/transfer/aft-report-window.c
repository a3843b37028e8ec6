/* aft-report-window.c: a report for the clinician: its days, a preview, and buttons to print or
 * save it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview, the printer and the PDF are drawn by the same functions.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-report-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-closures.h"
#include "aft-date-row.h"
#include "aft-exporter.h"
#include "aft-problem-dialog.h"
#include "aft-report-page.h"
#include "aft-toast.h"

struct _AftReportWindow
{
  AdwWindow parent_instance;

  AftDateRow *from_row;
  AftDateRow *until_row;
  GtkSwitch *texts_switch;
  GtkLabel *problem;
  GtkBox *page_box;

  AftDiaryModel *model;
  AftProgressBox *box; /* of the main window */
  AftReportRange range;
  AftReport *report; /* what is shown; NULL if there is nothing to show */
  AftPages *pages;
  GCancellable *cancellable; /* of the current reading */
};

G_DEFINE_FINAL_TYPE (AftReportWindow, aft_report_window, ADW_TYPE_WINDOW)

/* One reading of the diary, on the worker. */
typedef struct
{
  AftReportWindow *window;
  AftReportRange range;
  AftPreferences preferences;
  GTimeZone *time_zone;
  gint64 now_us;
  AftReport *report;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->window);
  g_clear_pointer (&reading->report, aft_report_free);
  g_time_zone_unref (reading->time_zone);
  g_free (reading);
}

/* --- the preview --------------------------------------------------------------------------- */

static void
clear_pages (AftReportWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page_box))) != NULL)
    gtk_box_remove (self->page_box, child);
  g_clear_pointer (&self->pages, aft_pages_free);
  g_clear_pointer (&self->report, aft_report_free);
}

/* @text: the problem; "" if there is a report */
static void
show_problem (AftReportWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.print", self->report != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", self->report != NULL);
}

static void
refuse (AftReportWindow *self, const char *text)
{
  g_cancellable_cancel (self->cancellable);
  clear_pages (self);
  show_problem (self, text);
}

static void
show_report (AftReportWindow *self, AftReport *report)
{
  double width, height;

  clear_pages (self);
  self->report = report;
  aft_pages_get_paper (&width, &height);
  self->pages = aft_report_lay_out (report, width, height);
  for (guint page = 0; page < aft_pages_get_count (self->pages); page++)
    gtk_box_append (self->page_box, aft_report_page_new (self->pages, page, width, height));
  show_problem (self, "");
}

static gboolean
read_on_worker (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Reading *reading = user_data;

  reading->report = aft_report_new (db, &reading->range, &reading->preferences, reading->time_zone,
                                    reading->now_us, cancellable, error);

  return reading->report != NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  AftReportWindow *self = reading->window;
  g_autoptr (GError) error = NULL;
  gboolean good = aft_store_run_finish (AFT_STORE (source), result, &error);

  if (good && self->model != NULL && aft_report_is_empty (reading->report))
    refuse (self, _ ("Nothing was recorded on these days."));
  else if (good && self->model != NULL)
    show_report (self, g_steal_pointer (&reading->report));
  else if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_warning ("The report could not be read: %s", error->message);
      refuse (self, _ ("Could not read the diary."));
    }

  reading_free (reading);
}

static void
read_again (AftReportWindow *self)
{
  Reading *reading = g_new0 (Reading, 1);

  /* The result of an earlier reading is no longer shown. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  reading->window = g_object_ref (self);
  reading->range = self->range;
  aft_diary_model_get_preferences (self->model, &reading->preferences);
  reading->time_zone = g_time_zone_ref (aft_diary_model_get_time_zone (self->model));
  reading->now_us = aft_clock_now ();
  aft_store_run_async (aft_diary_model_get_store (self->model), read_on_worker, reading, NULL,
                       self->cancellable, read_cb, reading);
}

static void
range_changed_cb (AftReportWindow *self)
{
  AftDay from = aft_date_row_get_day (self->from_row);
  AftDay until = aft_date_row_get_day (self->until_row);

  if (self->model == NULL)
    return;
  if (from == AFT_DAY_NONE || until == AFT_DAY_NONE)
    refuse (self, _ ("Enter the first and last day, such as 2026-11-22."));
  else if (from > until)
    refuse (self, _ ("The first day is after the last day."));
  else
    {
      self->range.from = from;
      self->range.until = until;
      self->range.without_texts = !gtk_switch_get_active (self->texts_switch);
      read_again (self);
    }
}

/* --- printing ------------------------------------------------------------------------------ */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  AftReportWindow *self = AFT_REPORT_WINDOW (user_data);
  AftPages *pages = aft_report_lay_out (self->report, gtk_print_context_get_width (context),
                                        gtk_print_context_get_height (context));

  g_object_set_data_full (G_OBJECT (operation), "pages", pages, (GDestroyNotify) aft_pages_free);
  gtk_print_operation_set_n_pages (operation, (int) aft_pages_get_count (pages));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  AftPages *pages = g_object_get_data (G_OBJECT (operation), "pages");

  aft_pages_draw (pages, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
print_done_cb (AftReportWindow *self, GtkPrintOperationResult result, GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  /* A portal doesn't say what went wrong. */
  gtk_print_operation_get_error (operation, &error);
  g_warning ("Printing failed: %s", error != NULL ? error->message : "no reason given");
  aft_problem_dialog_show (
      GTK_WINDOW (self), _ ("Could Not Print the Report"),
      _ ("Make sure that the printer is turned on and connected, or save the report as a PDF."),
      error != NULL ? error->message : NULL);
}

/* A report printed to a file gets the name of an export instead of "output". */
static GtkPrintSettings *
make_settings (AftReportWindow *self)
{
  AftDay today = aft_diary_model_get_today (self->model);
  g_autofree char *name = aft_export_default_name (AFT_EXPORT_PDF, today);
  GtkPrintSettings *settings = gtk_print_settings_new ();

  *strrchr (name, '.') = '\0'; /* the dialog adds an extension */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);

  return settings;
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftReportWindow *self = AFT_REPORT_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPrintSettings) settings = make_settings (self);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_print_settings (operation, settings);

  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* The report has its own margins, wider than those of a printer. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Skin recovery report"));
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_print_cb), self, 0);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           &error);
  if (error != NULL)
    g_warning ("Printing failed: %s", error->message);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftReportWindow *self = AFT_REPORT_WINDOW (widget);

  aft_exporter_run (GTK_WINDOW (self), self->model, self->box, AFT_EXPORT_PDF, &self->range);
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static void
aft_report_window_dispose (GObject *object)
{
  AftReportWindow *self = AFT_REPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->model != NULL)
    clear_pages (self);
  g_clear_object (&self->model);
  g_clear_object (&self->box);

  G_OBJECT_CLASS (aft_report_window_parent_class)->dispose (object);
}

static void
aft_report_window_class_init (AftReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_report_window_dispose;

  gtk_widget_class_install_action (widget_class, "report.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_action);

  g_type_ensure (AFT_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/transfer/aft-report-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftReportWindow, from_row);
  gtk_widget_class_bind_template_child (widget_class, AftReportWindow, until_row);
  gtk_widget_class_bind_template_child (widget_class, AftReportWindow, texts_switch);
  gtk_widget_class_bind_template_child (widget_class, AftReportWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, AftReportWindow, page_box);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
}

static void
aft_report_window_init (AftReportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_report_window_new:
 * @model: the diary
 * @box: shows the progress of saving a PDF
 *
 * Returns: (transfer none): the window, with the last 13 weeks, owned by GTK until it is closed
 */
GtkWidget *
aft_report_window_new (AftDiaryModel *model, AftProgressBox *box)
{
  AftReportWindow *self = g_object_new (AFT_TYPE_REPORT_WINDOW, NULL);
  AftReportRange range;

  aft_report_range_init (&range, aft_diary_model_get_today (model));
  aft_date_row_set_time_zone (self->from_row, aft_diary_model_get_time_zone (model));
  aft_date_row_set_time_zone (self->until_row, aft_diary_model_get_time_zone (model));
  aft_date_row_set_day (self->from_row, range.from);
  aft_date_row_set_day (self->until_row, range.until);
  self->box = g_object_ref (box);
  self->model = g_object_ref (model);
  range_changed_cb (self);

  return GTK_WIDGET (self);
}
