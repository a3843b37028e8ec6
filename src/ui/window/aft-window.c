/* aft-window.c: the window: pages, header, menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-window-private.h"

#include <glib/gi18n.h>

#include "aft-diary-banner.h"
#include "aft-failure-page.h"
#include "aft-guide-page.h"
#include "aft-log-session-dialog.h"
#include "aft-name.h"
#include "aft-preferences-file.h"
#include "aft-confirm-dialog.h"
#include "aft-rescue.h"
#include "aft-trends-page.h"

G_DEFINE_FINAL_TYPE (AftWindow, aft_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_MODEL = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
update_actions (AftWindow *self)
{
  static const char *const names[] = {
    "win.log-session",         "win.show-page", "win.search",  "win.trash", "win.export",
    "win.add-for-another-day", "win.import",    "win.restore", "win.report"
  };
  gboolean loaded = aft_diary_model_get_loaded (self->model);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], loaded);
}

/* --- the former size --------------------------------------------------------------------------- */

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

/* --- callbacks -------------------------------------------------------------------------------- */

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

/* Pages are created when they are first shown: each takes time and memory, and the window opens at Today. */
static void
page_shown_cb (AftWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->pages);
  GtkWidget *place = adw_view_stack_get_visible_child (self->pages);

  if (ADW_IS_BIN (place) && adw_bin_get_child (ADW_BIN (place)) == NULL)
    adw_bin_set_child (ADW_BIN (place), create_page (self, name));
}

static char *
choose_child (AftWindow *self, gboolean loaded, const GError *error)
{
  if (loaded)
    return g_strdup ("pages");

  return g_strdup (error != NULL ? "failure" : "loading");
}

/* Only the Diary has something to search. */
static gboolean
can_search (AftWindow *self, const char *page)
{
  return g_strcmp0 (page, "diary") == 0;
}

static void
loaded_cb (AftWindow *self)
{
  gboolean loaded = aft_diary_model_get_loaded (self->model);

  update_actions (self);
  if (loaded && !self->rescue_told)
    {
      self->rescue_told = TRUE;
      aft_rescue_show_pending (GTK_WINDOW (self), self->model);
    }
}

/* Created only if needed: hardly anybody ever sees it. */
static void
error_cb (AftWindow *self)
{
  if (aft_diary_model_get_error (self->model) != NULL && adw_bin_get_child (self->failure) == NULL)
    adw_bin_set_child (self->failure, aft_failure_page_new (self->model));
}

/* The person may have been elsewhere, perhaps to put another file in place of the diary. */
static void
active_cb (AftWindow *self)
{
  if (self->model != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    aft_diary_model_check_external_changes (self->model);
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

/* The title notifies while the window is being laid out. A bar that is revealed in the middle of that gets no
 * height if animations are off, and then the pages can't be reached. */
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
      /* A destroyed window is no longer transient. */
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

/* Usually a check-in comes back at the next start, and closing needs no question. */
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
aft_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftWindow *self = AFT_WINDOW (object);

  switch (id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftWindow *self = AFT_WINDOW (object);

  switch (id)
    {
    case PROP_MODEL:
      self->model = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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

  object_class->get_property = aft_window_get_property;
  object_class->set_property = aft_window_set_property;
  object_class->dispose = aft_window_dispose;
  window_class->close_request = aft_window_close_request;

  /**
   * AftWindow:model: the diary that the window shows
   */
  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, AFT_TYPE_DIARY_MODEL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  aft_window_class_install_actions (widget_class);

  g_type_ensure (AFT_TYPE_DIARY_BANNER);
  g_type_ensure (AFT_TYPE_PROGRESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/window/aft-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, search_button);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, AftWindow, progress_box);
  gtk_widget_class_bind_template_callback (widget_class, title_visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_child);
  gtk_widget_class_bind_template_callback (widget_class, can_search);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
aft_window_init (AftWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  title_visible_cb (self);

  /* A screen reader reads the button inside. */
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

  self = g_object_new (AFT_TYPE_WINDOW, "application", application, "model", model, NULL);
  restore_size (self);
  add_pages (self, watch);
  g_signal_connect_object (model, "notify::loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  loaded_cb (self);
  error_cb (self);

  return self;
}
