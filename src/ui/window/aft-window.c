/* aft-window.c: the window: pages, header, menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-window.h"

#include <glib/gi18n.h>

#include "aft-diary-banner.h"
#include "aft-diary-page.h"
#include "aft-failure-page.h"
#include "aft-guide-page.h"
#include "aft-log-session-dialog.h"
#include "aft-name.h"
#include "aft-note-dialog.h"
#include "aft-preferences-file.h"
#include "aft-confirm-dialog.h"
#include "aft-rescue.h"
#include "aft-restore-window.h"
#include "aft-toast.h"
#include "aft-today-page.h"
#include "aft-trash-window.h"
#include "aft-trends-page.h"
#include "aft-window-transfer.h"

struct _AftWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *main;
  AdwViewStack *pages;
  AdwBin *failure;
  GtkWidget *log_button;
  GtkWidget *search_button;
  GtkMenuButton *menu_button;
  AdwViewSwitcherTitle *switcher_title;
  AdwViewSwitcherBar *switcher_bar;
  AftProgressBox *progress_box;
  AftDiaryBanner *diary_banner;

  AftTodayPage *today; /* owned by the pages */
  AftDiaryPage *diary; /* likewise; NULL until it is looked at */
  AftDiaryModel *model;
  GtkWindow *log_dialog; /* weak */
  guint switcher_id;     /* reveal_switcher_cb */
  gboolean rescue_told;  /* or about to be */
  gboolean may_close;    /* over a check-in that would be lost */
};

G_DEFINE_FINAL_TYPE (AftWindow, aft_window, ADW_TYPE_APPLICATION_WINDOW)

/* Made only where it is needed: hardly anybody ever sees it. */
static void
show_failure (AftWindow *self, const GError *error)
{
  AftFailurePage *page = AFT_FAILURE_PAGE (adw_bin_get_child (self->failure));

  if (page == NULL)
    {
      page = AFT_FAILURE_PAGE (aft_failure_page_new ());
      adw_bin_set_child (self->failure, GTK_WIDGET (page));
    }
  aft_failure_page_set_error (page, error,
                              aft_store_get_path (aft_diary_model_get_store (self->model)));
  gtk_stack_set_visible_child_name (self->main, "failure");
}

static void
update (AftWindow *self)
{
  const GError *error = aft_diary_model_get_error (self->model);
  gboolean loaded = aft_diary_model_get_loaded (self->model);

  if (loaded)
    gtk_stack_set_visible_child_name (self->main, "pages");
  else if (error != NULL)
    show_failure (self, error);

  /* Of a diary that could not even be opened, the page itself tells. */
  gtk_widget_set_visible (GTK_WIDGET (self->diary_banner), loaded);

  /* Without a diary there is nothing to switch between. */
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, loaded);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_bar), loaded);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.log-session", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-page", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.trash", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-for-another-day", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.restore", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.report", loaded);

  if (loaded && !self->rescue_told)
    {
      self->rescue_told = TRUE;
      aft_rescue_show_pending (GTK_WINDOW (self), self->model);
    }
}

/* --- the size that it had ---------------------------------------------------------------------- */

static void
restore_size (AftWindow *self)
{
  GSettings *settings = aft_diary_model_get_settings (self->model);

  if (settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
keep_size (AftWindow *self)
{
  GSettings *settings = aft_diary_model_get_settings (self->model);
  int width = 0;
  int height = 0;

  if (!aft_preferences_may_set (settings))
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* --- actions ---------------------------------------------------------------------------------- */

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

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_for_day_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_check_in (AFT_WINDOW (widget), g_variant_get_uint32 (parameter));
}

/* What most often was forgotten is yesterday. */
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

  gtk_window_set_transient_for (GTK_WINDOW (trash), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (trash));
}

static void
search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftWindow *self = AFT_WINDOW (widget);

  aft_window_show_page (self, "diary");
  aft_diary_page_search (self->diary);
}

static void
edit_session_cb (AftWindow *self, AftSession *session)
{
  GtkWidget *dialog = aft_log_session_dialog_new (self->model, session);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
create_page (AftWindow *self, const char *name)
{
  if (g_str_equal (name, "trends"))
    return aft_trends_page_new (self->model);
  if (g_str_equal (name, "guide"))
    return aft_guide_page_new (self->model);

  self->diary = AFT_DIARY_PAGE (aft_diary_page_new (self->model));
  g_object_bind_property (self->diary, "searching", self->search_button, "active",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->diary, "edit-session", G_CALLBACK (edit_session_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self->diary);
}

/* What nobody has looked at yet is not there: each page takes time and memory, and the window opens
 * at Today. */
static void
page_shown_cb (AftWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);
  GtkWidget *place = adw_view_stack_get_visible_child (self->pages);

  if (ADW_IS_BIN (place) && adw_bin_get_child (ADW_BIN (place)) == NULL)
    adw_bin_set_child (ADW_BIN (place), create_page (self, name));
  /* Only the Diary has something to search. */
  gtk_widget_set_visible (self->search_button, g_strcmp0 (name, "diary") == 0);
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

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (window));
}

static void
retry_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  aft_diary_model_reload (AFT_WINDOW (widget)->model);
}

static void
active_cb (AftWindow *self)
{
  if (self->model != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    aft_diary_model_check_external_changes (self->model);
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

  /* As "gtk/help-overlay.ui" it would be there by itself, made before the first frame. */
  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/org/example/Aftercare/window/help-overlay.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/example/Aftercare/window/primary-menu.ui");

  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
  aft_name_menu (button);
}

static gboolean
reveal_switcher_cb (gpointer user_data)
{
  AftWindow *self = AFT_WINDOW (user_data);
  gboolean reveal = adw_view_switcher_title_get_title_visible (self->switcher_title);

  self->switcher_id = 0;
  /* Most windows are wide, and never need its buttons. */
  if (reveal)
    adw_view_switcher_bar_set_stack (self->switcher_bar, self->pages);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, reveal);

  return G_SOURCE_REMOVE;
}

/* The title tells while the window is being laid out. A bar that is revealed in the middle of that
 * gets no height where the person wants no animations, and the pages could not be reached. */
static void
title_visible_cb (AftWindow *self)
{
  if (self->switcher_id == 0 && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    self->switcher_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, reveal_switcher_cb, self, NULL);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

/* Closes the windows over @window. One that still saves, or that asks what is to become of its
 * changes, stays. Returns: whether all are closed */
static gboolean
close_above (GtkWindow *window)
{
  g_autoptr (GPtrArray) above = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean closed = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == window)
        g_ptr_array_add (above, g_steal_pointer (&one));
    }

  for (guint i = 0; i < above->len; i++)
    {
      GtkWindow *one = g_ptr_array_index (above, i);

      gtk_window_close (one);
      /* A window that is destroyed is over nothing any more. */
      if (gtk_window_get_transient_for (one) == window && gtk_widget_get_visible (GTK_WIDGET (one)))
        closed = FALSE;
    }

  return closed;
}

static void
discard_response_cb (AftWindow *self, const char *response)
{
  if (g_strcmp0 (response, "discard") != 0)
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* A check-in is usually there again at the next start, and closing asks nothing. */
static gboolean
ask_to_discard (AftWindow *self)
{
  AdwMessageDialog *question;

  if (self->may_close || !aft_today_page_get_at_risk (self->today))
    return FALSE;

  aft_window_show_page (self, "today");
  question = aft_confirm_dialog_new_discard (GTK_WINDOW (self));
  g_signal_connect_object (question, "response", G_CALLBACK (discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  aft_confirm_dialog_present (question);

  return TRUE;
}

static gboolean
aft_window_close_request (GtkWindow *window)
{
  if (!close_above (window) || ask_to_discard (AFT_WINDOW (window)))
    return GDK_EVENT_STOP;

  keep_size (AFT_WINDOW (window));

  return GTK_WINDOW_CLASS (aft_window_parent_class)->close_request (window);
}

static void
aft_window_dispose (GObject *object)
{
  AftWindow *self = AFT_WINDOW (object);

  g_clear_handle_id (&self->switcher_id, g_source_remove);
  g_clear_weak_pointer (&self->log_dialog);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (aft_window_parent_class)->dispose (object);
}

static void
aft_window_class_init (AftWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = aft_window_dispose;
  window_class->close_request = aft_window_close_request;

  gtk_widget_class_install_action (widget_class, "win.log-session", NULL, log_session_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.trash", NULL, trash_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.add-for-day", "u", add_for_day_action);
  gtk_widget_class_install_action (widget_class, "win.add-for-another-day", NULL,
                                   add_for_another_day_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, aft_window_export_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, aft_window_import_action);
  gtk_widget_class_install_action (widget_class, "win.report", NULL, aft_window_report_action);
  gtk_widget_class_install_action (widget_class, "win.undo-delete", "s", undo_delete_action);
  gtk_widget_class_install_action (widget_class, "win.undo-last-delete", NULL,
                                   undo_last_delete_action);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "win.rescue", NULL, rescue_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_action);

  /* Not an accelerator of the application: a text that has the focus undoes its own changes. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                       "win.undo-last-delete", NULL);

  g_type_ensure (AFT_TYPE_DIARY_BANNER);
  g_type_ensure (AFT_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/window/aft-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftWindow, main);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, log_button);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, search_button);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, diary_banner);
  gtk_widget_class_bind_template_callback (widget_class, title_visible_cb);
}

static void
aft_window_init (AftWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  title_visible_cb (self);

  /* What a screen reader meets is the button inside. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Main Menu"), -1);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, NULL, NULL);
}

static void
add_page (AftWindow *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  adw_view_stack_page_set_icon_name (adw_view_stack_add_titled (self->pages, page, name, title),
                                     icon);
}

static void
add_pages (AftWindow *self, AftReminderWatch *watch)
{
  self->today = AFT_TODAY_PAGE (aft_today_page_new (self->model, watch));
  add_page (self, GTK_WIDGET (self->today), "today", _ ("Today"), "aft-today-symbolic");
  add_page (self, adw_bin_new (), "diary", _ ("Diary"), "aft-diary-symbolic");
  add_page (self, adw_bin_new (), "trends", _ ("Trends"), "aft-trends-symbolic");
  add_page (self, adw_bin_new (), "guide", _ ("Guide"), "aft-guide-symbolic");
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_window_new:
 * @application: the program
 * @model: the diary
 * @watch: whether reminders can reach the person
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
AftWindow *
aft_window_new (GtkApplication *application, AftDiaryModel *model, AftReminderWatch *watch)
{
  AftWindow *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (AFT_IS_REMINDER_WATCH (watch), NULL);

  self = g_object_new (AFT_TYPE_WINDOW, "application", application, NULL);
  self->model = g_object_ref (model);
  restore_size (self);
  add_pages (self, watch);
  aft_diary_banner_set_store (self->diary_banner, aft_diary_model_get_store (model));
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* Somebody has been elsewhere, perhaps to put another file in the place of the diary. */
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  update (self);

  return self;
}

/**
 * aft_window_get_model:
 *
 * Returns: (transfer none): the diary that the window shows
 */
AftDiaryModel *
aft_window_get_model (AftWindow *self)
{
  g_return_val_if_fail (AFT_IS_WINDOW (self), NULL);

  return self->model;
}

/**
 * aft_window_get_progress_box:
 *
 * Returns: (transfer none): where long work is shown
 */
AftProgressBox *
aft_window_get_progress_box (AftWindow *self)
{
  g_return_val_if_fail (AFT_IS_WINDOW (self), NULL);

  return self->progress_box;
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
 * @text: what is to be found in the Diary
 *
 * As if it had been typed into the Diary's search.
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
 * Opens the dialog that logs a session, once.
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
