/* aft-window-transfer.c: the diary to a file, onto paper and from a file, from the menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-window-transfer.h"

#include "aft-export-dialog.h"
#include "aft-exporter.h"
#include "aft-importer.h"
#include "aft-report-window.h"

static void
show_report (AftWindow *window)
{
  GtkWidget *report =
      aft_report_window_new (aft_window_get_model (window), aft_window_get_progress_box (window));

  gtk_window_set_transient_for (GTK_WINDOW (report), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (report));
}

static void
format_chosen_cb (AftWindow *window, int format)
{
  if (format == AFT_EXPORT_PDF)
    show_report (window);
  else
    aft_exporter_run (GTK_WINDOW (window), aft_window_get_model (window),
                      aft_window_get_progress_box (window), (AftExportFormat) format, NULL);
}

/**
 * aft_window_export_action:
 *
 * Asks as what, then where to, and exports.
 */
void
aft_window_export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *dialog = aft_export_dialog_new (GTK_WINDOW (widget));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (format_chosen_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * aft_window_import_action:
 *
 * Asks for a file, shows what it would change, and merges it into the diary.
 */
void
aft_window_import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *window = AFT_WINDOW (widget);

  aft_importer_run (GTK_WINDOW (widget), aft_window_get_model (window),
                    aft_window_get_progress_box (window));
}

/**
 * aft_window_report_action:
 *
 * Shows the report for the clinician, to be printed or saved.
 */
void
aft_window_report_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_report (AFT_WINDOW (widget));
}
