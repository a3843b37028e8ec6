/* aft-window-actions.c: the actions of the window, from its menu, its buttons and its shortcuts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-window-private.h"

#include <glib/gi18n.h>

#include "aft-export-dialog.h"
#include "aft-exporter.h"
#include "aft-importer.h"
#include "aft-log-session-dialog.h"
#include "aft-note-dialog.h"
#include "aft-report-window.h"
#include "aft-rescue.h"
#include "aft-restore-window.h"
#include "aft-toast.h"
#include "aft-trash-window.h"

/* Shows @above over the window, which it belongs to. */
static void
present_above (GtkWidget *window, GtkWidget *above)
{
  gtk_window_set_transient_for (GTK_WINDOW (above), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (above));
}

static void
log_session_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  aft_window_log_session (AFT_WINDOW (widget));
}

static void
show_page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  aft_window_show_page (AFT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
add_check_in (AftWindow *self, AftDay day)
{
  GtkWidget *dialog = aft_note_dialog_new_for_day (self->model, day);

  present_above (GTK_WIDGET (self), dialog);
}

static void
add_for_day_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_check_in (AFT_WINDOW (widget), g_variant_get_uint32 (parameter));
}

/* The day that people forget most often is yesterday. */
static void
add_for_another_day_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *self = AFT_WINDOW (widget);

  add_check_in (self, aft_diary_model_get_today (self->model) - 1);
}

static void
trash_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *trash = aft_trash_window_new (AFT_WINDOW (widget)->model);

  present_above (widget, trash);
}

static void
search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *self = AFT_WINDOW (widget);

  aft_window_show_page (self, "diary");
  aft_diary_page_search (self->diary);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_restore_finish (AFT_STORE (source), result, &error))
    aft_toast_error (GTK_WIDGET (self), _ ("Could not restore the entry"), error);
}

static void
undo_delete (AftWindow *self, const char *id)
{
  aft_store_restore_async (aft_diary_model_get_store (self->model), id, NULL, restored_cb,
                           g_object_ref (self));
}

static void
undo_delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  g_autofree char *latest = aft_toast_take_undo (widget);

  /* Undone by its button: nothing is left for Ctrl+Z. */
  undo_delete (AFT_WINDOW (widget), id);
}

static void
undo_last_delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *id = aft_toast_take_undo (widget);

  if (id != NULL)
    undo_delete (AFT_WINDOW (widget), id);
  else
    gtk_widget_error_bell (widget);
}

static void
restore_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *window = aft_restore_window_new (AFT_WINDOW (widget)->model);

  present_above (widget, window);
}

static void
retry_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  aft_diary_model_reload (AFT_WINDOW (widget)->model);
}

static void
show_report (AftWindow *window)
{
  GtkWidget *report = aft_report_window_new (window->model, window->progress_box);

  present_above (GTK_WIDGET (window), report);
}

static void
format_chosen_cb (AftWindow *window, int format)
{
  if (format == AFT_EXPORT_PDF)
    show_report (window);
  else
    aft_exporter_run (GTK_WINDOW (window), window->model, window->progress_box,
                      (AftExportFormat) format, NULL);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *dialog = aft_export_dialog_new (GTK_WINDOW (widget));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (format_chosen_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *window = AFT_WINDOW (widget);

  aft_importer_run (GTK_WINDOW (widget), window->model, window->progress_box);
}

static void
report_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_report (AFT_WINDOW (widget));
}

static void
rescue_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *self = AFT_WINDOW (widget);

  self->rescue_told = TRUE;
  aft_rescue_diary (GTK_WINDOW (self), self->model);
}

static void
about_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (
      about, "transient-for", widget, "modal", TRUE, "application-name", _ ("Aftercare"),
      "application-icon", APP_ID, "version", PACKAGE_VERSION, "developer-name",
      _ ("The Aftercare contributors"), "website", WEBSITE, "license-type", GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("A diary for the days after microneedling. It tells you when makeup and your next session are fine, and reminds you when the time comes.\n\nAftercare is not a medical device and does not diagnose. If something worries you, ask a clinician. Everything you write stays on this computer."),
      /* Translators: put your own name here, one a line */
      "translator-credits", _ ("translator-credits"), NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static void
shortcuts_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  /* GTK would load it as "gtk/help-overlay.ui" by itself, but before the first frame. */
  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/org/example/Aftercare/window/help-overlay.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_window_class_install_actions:
 * @widget_class: the class of the window
 *
 * "win.log-session", "win.show-page" (s: "today", "diary", "trends" or "guide"), "win.search",
 * "win.add-for-day" (u: an AftDay), "win.add-for-another-day", "win.trash", "win.export", "win.import",
 * "win.report", "win.undo-delete" (s: an id), "win.undo-last-delete", "win.restore", "win.rescue",
 * "win.retry", "win.shortcuts" and "win.about".
 */
void
aft_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.log-session", NULL, log_session_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.trash", NULL, trash_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.add-for-day", "u", add_for_day_action);
  gtk_widget_class_install_action (widget_class, "win.add-for-another-day", NULL,
                                   add_for_another_day_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.report", NULL, report_action);
  gtk_widget_class_install_action (widget_class, "win.undo-delete", "s", undo_delete_action);
  gtk_widget_class_install_action (widget_class, "win.undo-last-delete", NULL,
                                   undo_last_delete_action);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "win.rescue", NULL, rescue_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);
}

/**
 * aft_window_show_page:
 * @page: "today", "diary", "trends" or "guide"
 *
 * An unknown page (from a newer notifier, say) leaves the window as it is.
 */
void
aft_window_show_page (AftWindow *self, const char *page)
{
  g_return_if_fail (AFT_IS_WINDOW (self));
  g_return_if_fail (page != NULL);

  if (adw_view_stack_get_child_by_name (self->pages, page) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, page);
}

/**
 * aft_window_find:
 * @text: what to search for
 *
 * Searches the Diary, as if @text had been typed there.
 */
void
aft_window_find (AftWindow *self, const char *text)
{
  g_return_if_fail (AFT_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  aft_window_show_page (self, "diary");
  aft_diary_page_find (self->diary, text);
}

/**
 * aft_window_check_in:
 *
 * Shows Today, with the keyboard in its check-in.
 */
void
aft_window_check_in (AftWindow *self)
{
  g_return_if_fail (AFT_IS_WINDOW (self));

  aft_window_show_page (self, "today");
  aft_today_page_check_in (self->today);
}

/**
 * aft_window_log_session:
 *
 * Opens the dialog that logs a session, or brings it to the front.
 */
void
aft_window_log_session (AftWindow *self)
{
  g_return_if_fail (AFT_IS_WINDOW (self));

  if (self->log_dialog == NULL)
    {
      GtkWidget *dialog = aft_log_session_dialog_new (self->model, NULL);

      gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
      g_set_weak_pointer (&self->log_dialog, GTK_WINDOW (dialog));
    }

  gtk_window_present (self->log_dialog);
}
