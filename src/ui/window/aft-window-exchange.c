/* aft-window-exchange.c: the diary to a file and from a file, from the menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-window-exchange.h"

#include <glib/gi18n.h>

#include "aft-export.h"
#include "aft-json.h"
#include "aft-toast.h"

#define CHOOSER_KEY "aft-file-chooser"

/* One export or import: made on the main thread, filled in on the worker, read on the main
 * thread again. */
typedef struct
{
  AftWindow *window;
  GFile *file;
  gint64 now_us;
  AftImportCounts counts;
  GStrv warnings;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->file);
  g_strfreev (job->warnings);
  g_free (job);
}

static Job *
job_new (AftWindow *window, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->file = g_object_ref (file);
  job->now_us = aft_clock_now ();

  return job;
}

static char *
get_display_name (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info != NULL)
    return g_strdup (g_file_info_get_display_name (info));

  return g_file_get_basename (file);
}

/* Each line of the message in its own row, so that a long list can be read and copied. */
static void
show_problems (AftWindow *window, const char *heading, const char *body, const char *details)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, body);

  if (details != NULL)
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();
      GtkWidget *label = gtk_label_new (details);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "problems");
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                      GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
      gtk_widget_add_css_class (scroller, "note-frame");
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
    }

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- export ----------------------------------------------------------------------------------- */

static gboolean
export_on_worker (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;
  AftExport export = { .db = db, .format = AFT_EXPORT_JSON, .now_us = job->now_us };

  return aft_export_to_file (&export, job->file, cancellable, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = get_display_name (job->file);

  if (aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      /* Translators: %s: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Diary exported to “%s”"), name);

      aft_toast (GTK_WIDGET (job->window), text);
    }
  else
    {
      g_warning ("Export failed: %s", error->message);
      show_problems (job->window, _ ("The Diary Could Not Be Exported"),
                     _ ("Your diary is unchanged. Choose another folder, or see whether the disk "
                        "is full."),
                     error->message);
    }
  job_free (job);
}

static void
export_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  AftWindow *window = AFT_WINDOW (user_data);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      Job *job = job_new (window, file);

      aft_store_run_async (aft_diary_model_get_store (aft_window_get_model (window)),
                           export_on_worker, job, NULL, NULL, exported_cb, job);
    }
  g_object_set_data (G_OBJECT (window), CHOOSER_KEY, NULL);
}

/* --- import ----------------------------------------------------------------------------------- */

static gboolean
import_on_worker (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;
  g_autoptr (GFileInputStream) stream = g_file_read (job->file, cancellable, error);

  if (stream == NULL)
    return FALSE;

  return aft_json_import (db, G_INPUT_STREAM (stream), job->now_us, &job->counts, &job->warnings,
                          cancellable, error);
}

static char *
describe_counts (const AftImportCounts *counts)
{
  guint changed = counts->added + counts->updated + counts->deleted;

  if (changed == 0)
    return g_strdup (_ ("Nothing new: your diary has all of it already"));

  return g_strdup_printf (ngettext ("%u entry imported", "%u entries imported", changed), changed);
}

static void
report_import_error (Job *job, const GError *error)
{
  g_warning ("Import failed: %s", error->message);

  if (g_error_matches (error, AFT_JSON_ERROR, AFT_JSON_ERROR_VERSION))
    show_problems (job->window, _ ("This File Is From a Newer Aftercare"),
                   _ ("Nothing was changed. Update Aftercare on this computer, then import again."),
                   error->message);
  else if (error->domain == AFT_JSON_ERROR)
    show_problems (job->window, _ ("The File Could Not Be Imported"),
                   _ ("Nothing was changed. This is what is wrong with the file:"), error->message);
  else
    show_problems (job->window, _ ("The File Could Not Be Imported"),
                   _ ("Nothing was changed. The file could not be read, or the diary could not be "
                      "written."),
                   error->message);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      g_autofree char *text = describe_counts (&job->counts);

      for (guint i = 0; job->warnings != NULL && job->warnings[i] != NULL; i++)
        g_message ("Import: %s", job->warnings[i]);
      aft_toast (GTK_WIDGET (job->window), text);
    }
  else
    {
      report_import_error (job, error);
    }
  job_free (job);
}

static void
import_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  AftWindow *window = AFT_WINDOW (user_data);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      Job *job = job_new (window, file);

      aft_store_run_async (aft_diary_model_get_store (aft_window_get_model (window)),
                           import_on_worker, job, NULL, NULL, imported_cb, job);
    }
  g_object_set_data (G_OBJECT (window), CHOOSER_KEY, NULL);
}

/* --- the choosers ----------------------------------------------------------------------------- */

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) json = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (json, _ ("Diaries (JSON)"));
  gtk_file_filter_add_mime_type (json, "application/json");
  gtk_file_filter_add_suffix (json, "json");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, json);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
show_chooser (AftWindow *window, GtkFileChooserNative *chooser, GCallback response_cb)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  g_signal_connect_object (chooser, "response", response_cb, window, 0);
  /* Nobody else keeps a native chooser alive. */
  g_object_set_data_full (G_OBJECT (window), CHOOSER_KEY, g_object_ref (chooser), g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * aft_window_export_action:
 *
 * Asks where to, and writes the diary there as JSON.
 */
void
aft_window_export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *window = AFT_WINDOW (widget);
  AftDiaryModel *model = aft_window_get_model (window);
  g_autofree char *name =
      aft_export_default_name (AFT_EXPORT_JSON, aft_diary_model_get_today (model));
  g_autoptr (GtkFileChooserNative) chooser = gtk_file_chooser_native_new (
      _ ("Export Diary"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  show_chooser (window, chooser, G_CALLBACK (export_response_cb));
}

/**
 * aft_window_import_action:
 *
 * Asks for a file and merges it into the diary.
 */
void
aft_window_import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *window = AFT_WINDOW (widget);
  g_autoptr (GtkFileChooserNative) chooser = gtk_file_chooser_native_new (
      _ ("Import Diary"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);

  show_chooser (window, chooser, G_CALLBACK (import_response_cb));
}
