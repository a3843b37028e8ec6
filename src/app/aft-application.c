/* aft-application.c: the program with its window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-application.h"

#include <unistd.h>

#include "aft-background.h"
#include "aft-check-up-window.h"
#include "aft-focus.h"
#include "aft-help.h"
#include "aft-name.h"
#include "aft-notifier-client.h"
#include "aft-notifier-report.h"
#include "aft-preferences-file.h"
#include "aft-preferences-window.h"
#include "aft-raise.h"
#include "aft-sandbox.h"
#include "aft-window.h"

typedef void (*WindowFunc) (AftWindow *window);

struct _AftApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* NULL if the schema isn't installed */
  AftStore *store;
  AftDiaryModel *model;
  AftNotifierClient *notifier;
  AftReminderWatch *watch;
  WindowFunc requested; /* (nullable): called once the diary is loaded */
  guint show_id;        /* show_cb */
  gboolean uninvited;   /* another program asks for the window, without a token for the focus */
  gboolean closing;
  gboolean unreported; /* written while closing */
  int syncing;         /* changes of the settings that aren't on the disk yet */

  GtkWindow *preferences; /* weak */
  GtkWindow *check_up;    /* weak */
};

G_DEFINE_FINAL_TYPE (AftApplication, aft_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *accels[3];
} Accel;

static const Accel ACCELS[] = {
  { "app.help", { "F1" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.log-session", { "<Control>n" } },
  { "win.search", { "<Control>f" } },
  { "win.shortcuts", { "<Control>question", "<Control>F1" } },
  { "win.export", { "<Control>e" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.show-page::today", { "<Control>1" } },
  { "win.show-page::diary", { "<Control>2" } },
  { "win.show-page::trends", { "<Control>3" } },
  { "win.show-page::guide", { "<Control>4" } },
};

/* How long the window waits for the diary before it is shown; only a slow disk takes longer. */
#define SHOW_AFTER_MS 300

/* How long the desktop's services may delay the end of the program. */
#define EXIT_AFTER_US (4 * G_TIME_SPAN_SECOND)

static int finished; /* atomic: g_application_run () has returned */

/* Returns: (transfer none): the window, made if there is none */
static AftWindow *
ensure_window (AftApplication *self)
{
  GtkWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (AFT_IS_WINDOW (l->data))
        window = l->data;
    }

  if (window == NULL)
    window = GTK_WINDOW (aft_window_new (GTK_APPLICATION (self), self->model, self->watch));

  return AFT_WINDOW (window);
}

static AftWindow *
present_window (AftApplication *self)
{
  AftWindow *window = ensure_window (self);

  g_clear_handle_id (&self->show_id, g_source_remove);
  if (self->uninvited)
    aft_raise_window (GTK_WINDOW (window));
  else
    gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
store_changed_cb (AftApplication *self)
{
  if (self->closing)
    self->unreported = TRUE;
  else
    aft_notifier_client_report_change (self->notifier);
}

static void
sync_settings_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  /* Waits for the settings service, which may hang: not on the main thread. */
  g_settings_sync ();
}

static void
settings_synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftApplication *self = AFT_APPLICATION (source);

  self->syncing--;
  store_changed_cb (self);
}

static void
settings_changed_cb (AftApplication *self, const char *key)
{
  g_autoptr (GTask) task = NULL;

  /* The size of the window doesn't affect reminders. */
  if (g_str_has_prefix (key, "window-"))
    return;

  /* Report it only when it is written, so that the notifier reads the new value. */
  self->syncing++;
  task = g_task_new (self, NULL, settings_synced_cb, NULL);
  g_task_set_source_tag (task, settings_changed_cb);
  g_task_run_in_thread (task, sync_settings_thread);
}

static void
notifier_changed_cb (AftApplication *self)
{
  aft_store_check_external_changes (self->store);
}

static void
model_changed_cb (AftApplication *self)
{
  WindowFunc requested = self->requested;

  /* The diary was loaded, or there is an error. */
  if (self->show_id != 0)
    present_window (self);
  if (requested == NULL || !aft_diary_model_get_loaded (self->model))
    return;

  self->requested = NULL;
  requested (present_window (self));
}

static gboolean
show_cb (gpointer user_data)
{
  AftApplication *self = user_data;

  self->show_id = 0;
  present_window (self);

  return G_SOURCE_REMOVE;
}

static void
background_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_background_request_finish (result, &error))
    g_message ("The desktop does not start the reminders at login: %s", error->message);
}

/* Only for Flatpak; elsewhere the autostart file does it. */
static void
request_background (AftApplication *self)
{
  aft_background_request_async (aft_sandbox_is_flatpak (),
                                g_settings_get_boolean (self->settings, "run-in-background"), NULL,
                                background_cb, NULL);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
open_page_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AftWindow *window = present_window (AFT_APPLICATION (user_data));

  aft_window_show_page (window, g_variant_get_string (parameter, NULL));
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  aft_window_find (present_window (AFT_APPLICATION (user_data)),
                   g_variant_get_string (parameter, NULL));
}

/* Waits for the diary, which isn't loaded yet when a notification has started the program. */
static void
call_when_loaded (AftApplication *self, WindowFunc function)
{
  AftWindow *window = present_window (self);

  if (aft_diary_model_get_loaded (self->model))
    function (window);
  else
    self->requested = function;
}

static void
check_in_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  call_when_loaded (AFT_APPLICATION (user_data), aft_window_check_in);
}

static void
log_session_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  call_when_loaded (AFT_APPLICATION (user_data), aft_window_log_session);
}

/* @weak: the pointer to the window while it is open */
static void
present_dialog (AftApplication *self, GtkWindow **weak, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (present_window (self)));
  g_set_weak_pointer (weak, GTK_WINDOW (dialog));
  gtk_window_present (*weak);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AftApplication *self = AFT_APPLICATION (user_data);

  if (self->preferences != NULL)
    gtk_window_present (self->preferences);
  else
    present_dialog (self, &self->preferences,
                    aft_preferences_window_new (self->model, self->notifier));
}

static void
check_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AftApplication *self = AFT_APPLICATION (user_data);

  /* If it was opened from Preferences, it replaces them. */
  if (self->preferences != NULL)
    gtk_window_close (self->preferences);
  if (self->check_up != NULL)
    gtk_window_present (self->check_up);
  else
    present_dialog (self, &self->check_up, aft_check_up_window_new (self->model, self->notifier));
}

static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  aft_help_show (GTK_WINDOW (present_window (AFT_APPLICATION (user_data))));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closed, not destroyed: a window saves its size, and first closes the windows above it, in which the
   * person may be typing. */
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (AFT_IS_WINDOW (l->data))
        gtk_window_close (GTK_WINDOW (l->data));
    }
}

static const GActionEntry ACTIONS[] = {
  { .name = "open-page", .activate = open_page_action, .parameter_type = "s" },
  { .name = "find", .activate = find_action, .parameter_type = "s" },
  { .name = "check-in", .activate = check_in_action },
  { .name = "log-session", .activate = log_session_action },
  { .name = "check-up", .activate = check_up_action },
  { .name = "help", .activate = help_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "quit", .activate = quit_action },
};

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_application_startup (GApplication *application)
{
  AftApplication *self = AFT_APPLICATION (application);

  /* A thread reads the diary while GTK reads its style sheets. */
  self->settings = aft_preferences_open_settings ();
  self->store = aft_store_new (NULL);
  self->model = aft_diary_model_new (self->store, self->settings);

  G_APPLICATION_CLASS (aft_application_parent_class)->startup (application);
  aft_focus_follow_reading ();
  aft_name_hide_types ();
  /* Labels get the focus only for screen readers, so their text isn't selected. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (gsize i = 0; i < G_N_ELEMENTS (ACCELS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), ACCELS[i].action,
                                           ACCELS[i].accels);

  self->notifier = aft_notifier_client_new ();
  self->watch = aft_reminder_watch_new (self->notifier);

  /* After the window has updated, so that it isn't shown empty. */
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notifier, "changed", G_CALLBACK (notifier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self,
                             G_CONNECT_SWAPPED);
  /* This also starts the notifier, if the session hasn't. */
  aft_notifier_client_report_change (self->notifier);

  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::run-in-background",
                           G_CALLBACK (request_background), self, G_CONNECT_SWAPPED);
  if (g_settings_get_boolean (self->settings, "run-in-background"))
    request_background (self);
}

static void
aft_application_activate (GApplication *application)
{
  AftApplication *self = AFT_APPLICATION (application);

  /* The first frame shows the diary: one that says "loading" would take as long. */
  if (aft_diary_model_get_loaded (self->model) || aft_diary_model_get_error (self->model) != NULL)
    {
      present_window (self);
      return;
    }
  ensure_window (self);
  if (self->show_id == 0)
    self->show_id = g_timeout_add (SHOW_AFTER_MS, show_cb, self);
}

/* When everything is on the disk, GLib waits for the settings service without a limit. If that hangs, this
 * process would still own the name that the next start of the window needs. */
static gpointer
exit_thread (gpointer data)
{
  g_usleep (EXIT_AFTER_US);
  if (!g_atomic_int_get (&finished))
    {
      g_printerr ("aftercare: The settings service doesn't answer, and isn't waited for.\n");
      _exit (EXIT_SUCCESS);
    }

  return NULL;
}

static void
aft_application_shutdown (GApplication *application)
{
  AftApplication *self = AFT_APPLICATION (application);

  g_clear_handle_id (&self->show_id, g_source_remove);
  self->closing = TRUE;
  self->unreported = self->syncing > 0;
  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->check_up);
  /* Pending reads still have references to the model; don't wait for them. */
  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
  g_clear_object (&self->watch);
  /* Waits for pending writes; the main loop then reports them. A call started now would not finish, so it
   * is made synchronously. */
  if (self->store != NULL)
    {
      aft_store_close (self->store);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (self->unreported)
        aft_notifier_report_change_sync (NULL);
    }
  g_clear_object (&self->store);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (aft_application_parent_class)->shutdown (application);
  g_thread_unref (g_thread_new ("exit", exit_thread, NULL));
}

static void
aft_application_before_emit (GApplication *application, GVariant *platform_data)
{
  AFT_APPLICATION (application)->uninvited = !aft_raise_is_allowed (platform_data);
  G_APPLICATION_CLASS (aft_application_parent_class)->before_emit (application, platform_data);
}

static void
aft_application_after_emit (GApplication *application, GVariant *platform_data)
{
  G_APPLICATION_CLASS (aft_application_parent_class)->after_emit (application, platform_data);
  AFT_APPLICATION (application)->uninvited = FALSE;
}

static void
aft_application_class_init (AftApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = aft_application_startup;
  application_class->activate = aft_application_activate;
  application_class->shutdown = aft_application_shutdown;
  application_class->before_emit = aft_application_before_emit;
  application_class->after_emit = aft_application_after_emit;
}

static void
aft_application_init (AftApplication *self)
{
}

/**
 * aft_application_new:
 *
 * Returns: (transfer full): the application, not running yet
 */
AftApplication *
aft_application_new (void)
{
  return g_object_new (AFT_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_DEFAULT_FLAGS, NULL);
}

/**
 * aft_application_run:
 * @self: the application
 * @argc: of main()
 * @argv: of main()
 *
 * Runs until the last window is closed. The process ends some seconds later, even if a service of the
 * desktop doesn't respond.
 *
 * Returns: the exit status of the process
 */
int
aft_application_run (AftApplication *self, int argc, char **argv)
{
  int status;

  g_return_val_if_fail (AFT_IS_APPLICATION (self), EXIT_FAILURE);

  status = g_application_run (G_APPLICATION (self), argc, argv);
  g_atomic_int_set (&finished, TRUE);

  return status;
}
