/* aft-check-up-window.c: "Reminder Check-Up"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-check-up-window.h"

#include <glib/gi18n-lib.h>

#include "aft-check-up-probe.h"
#include "aft-check-up-row.h"
#include "aft-closures.h"
#include "aft-delivery-words.h"
#include "aft-name.h"

#define TEST_SECONDS 10
/* When the test is due, the notifier first asks the server. */
#define TEST_GRACE_US G_TIME_SPAN_SECOND
#define TICK_MS 200
/* The log may go back years. */
#define LOG_LIMIT 50

struct _AftCheckUpWindow
{
  AdwWindow parent_instance;

  GtkWidget *spinner;
  GtkImage *summary_icon;
  GtkLabel *summary;
  GtkWidget *summary_box;
  GtkListBox *findings;
  GtkLabel *test_label;
  GtkListBox *log;

  AftDiaryModel *model;
  AftNotifierClient *notifier;
  GCancellable *cancellable;
  char *login_error; /* (nullable): why the autostart file could not be changed */
  gboolean probing;
  gboolean again;      /* requested while probing */
  gboolean judge_test; /* the test has ended: the next probe shows its result */
  gint64 test_due_us;  /* on the monotonic clock; 0 if no test is running */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (AftCheckUpWindow, aft_check_up_window, ADW_TYPE_WINDOW)

static void
clear (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* --- what was found --------------------------------------------------------------------------- */

static void
set_probing (AftCheckUpWindow *self, gboolean probing)
{
  self->probing = probing;
  gtk_widget_set_visible (self->spinner, probing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check-up.again", !probing);
}

static void
show_summary (AftCheckUpWindow *self, GPtrArray *findings)
{
  AftCheckUpState worst = aft_check_up_get_worst (findings);

  aft_check_up_row_set_style (self->summary_box, worst);
  gtk_image_set_from_icon_name (self->summary_icon, aft_check_up_state_icon (worst));
  gtk_label_set_label (self->summary, aft_check_up_summarize (findings));
}

static void
show_test_result (AftCheckUpWindow *self, const AftCheckUpFacts *facts)
{
  const char *text;

  if (facts->server == AFT_FACT_YES && facts->leading == AFT_FACT_YES &&
      (facts->last_error == NULL || facts->last_error[0] == '\0'))
    text = _ (
        "The test was sent to your desktop. If you didn’t see it, look in the notification list (on many desktops, click the clock), turn off Do Not Disturb, and allow Aftercare to show notifications in your desktop’s settings.");
  else
    text = _ ("The test could not be shown. See above for the cause and how to fix it.");
  gtk_label_set_label (self->test_label, text);
}

static void
show_facts (AftCheckUpWindow *self, const AftCheckUpFacts *facts)
{
  g_autoptr (GPtrArray) findings =
      aft_check_up_judge (facts, aft_clock_now (), aft_diary_model_get_time_zone (self->model));

  for (guint i = 0; i < findings->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->findings, (int) i);

      aft_check_up_row_set_finding (AFT_CHECK_UP_ROW (row), g_ptr_array_index (findings, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
  show_summary (self, findings);
}

static void
check (AftCheckUpWindow *self);

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftCheckUpWindow) self = user_data;
  g_autoptr (AftCheckUpFacts) facts =
      aft_check_up_probe_finish (AFT_NOTIFIER_CLIENT (source), result, NULL);

  /* Only if cancelled: the window has been closed. */
  if (facts == NULL)
    return;

  set_probing (self, FALSE);
  facts->autostart_error = g_strdup (self->login_error);
  facts->copy_error = aft_store_get_snapshot_error (aft_diary_model_get_store (self->model));
  show_facts (self, facts);
  if (self->judge_test && !self->again)
    show_test_result (self, facts);
  if (self->again)
    check (self);
  else
    self->judge_test = FALSE;
}

static void
check (AftCheckUpWindow *self)
{
  self->again = self->probing;
  if (self->probing)
    return;

  set_probing (self, TRUE);
  gtk_label_set_label (self->summary, _ ("Checking…"));
  aft_check_up_probe_async (self->notifier, self->cancellable, probed_cb, g_object_ref (self));
}

/* --- login ------------------------------------------------------------------------------------ */

static void
set_login_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (aft_autostart_set (TRUE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
login_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftCheckUpWindow *self = AFT_CHECK_UP_WINDOW (source);
  GSettings *settings;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->login_error, g_free);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    self->login_error = g_strdup (error->message);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  settings = aft_diary_model_get_settings (self->model);
  if (error == NULL && aft_preferences_may_set (settings))
    g_settings_set_boolean (settings, "run-in-background", TRUE);
  check (self);
}

/* --- the log ---------------------------------------------------------------------------------- */

static void
add_to_log (AftCheckUpWindow *self, const AftReminder *reminder)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = aft_delivery_words_title (reminder);
  g_autofree char *details = aft_delivery_words_details (
      reminder, aft_clock_now (), aft_diary_model_get_time_zone (self->model));
  /* Translators: what a screen reader says of a reminder of the past: what it was about, and what
   * became of it */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), title, details);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  aft_name_widget (row, name);
  gtk_list_box_append (self->log, row);
}

typedef struct
{
  AftCheckUpWindow *window;
  GPtrArray *reminders; /* AftReminder */
} LogReading;

static gboolean
read_log (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LogReading *reading = user_data;

  reading->reminders = aft_db_list_delivery_log (db, LOG_LIMIT, error);

  return reading->reminders != NULL;
}

static void
log_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LogReading *reading = user_data;
  g_autoptr (AftCheckUpWindow) self = reading->window;
  g_autoptr (GPtrArray) reminders = reading->reminders;
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The delivery log could not be read: %s", error->message);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  clear (self->log);
  for (guint i = 0; i < reminders->len; i++)
    add_to_log (self, g_ptr_array_index (reminders, i));
  gtk_widget_set_visible (GTK_WIDGET (self->log), reminders->len > 0);
}

static void
update_log (AftCheckUpWindow *self)
{
  LogReading *reading;

  if (!aft_diary_model_get_loaded (self->model))
    return;

  reading = g_new0 (LogReading, 1);
  reading->window = g_object_ref (self);
  aft_store_run_async (aft_diary_model_get_store (self->model), read_log, reading, NULL,
                       self->cancellable, log_read_cb, reading);
}

/* --- the test --------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  AftCheckUpWindow *self = user_data;
  GTimeSpan left = self->test_due_us - g_get_monotonic_time ();
  int seconds = (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (left <= -TEST_GRACE_US)
    {
      self->tick_id = 0;
      self->test_due_us = 0;
      self->judge_test = TRUE;
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "check-up.send-test", TRUE);
      check (self);
      return G_SOURCE_REMOVE;
    }

  if (left <= 0)
    text = g_strdup (_ ("The test should appear now."));
  else
    text = g_strdup_printf (ngettext ("The test will appear in %d second. Watch your screen.",
                                      "The test will appear in %d seconds. Watch your screen.",
                                      (gulong) seconds),
                            seconds);
  gtk_label_set_label (self->test_label, text);

  return G_SOURCE_CONTINUE;
}

static void
test_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftCheckUpWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean sent =
      aft_notifier_client_send_test_finish (AFT_NOTIFIER_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (!sent)
    {
      g_message ("The test could not be sent: %s", error->message);
      gtk_label_set_label (
          self->test_label,
          _ ("The test could not be sent: the reminder service didn’t accept it. See above for the cause and how to fix it."));
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "check-up.send-test", TRUE);
      check (self);
      return;
    }

  self->test_due_us = g_get_monotonic_time () + TEST_SECONDS * G_USEC_PER_SEC;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
  tick_cb (self);
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
again_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  check (AFT_CHECK_UP_WINDOW (widget));
  update_log (AFT_CHECK_UP_WINDOW (widget));
}

static void
send_test_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AftCheckUpWindow *self = AFT_CHECK_UP_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, "check-up.send-test", FALSE);
  aft_notifier_client_send_test_async (self->notifier, TEST_SECONDS, self->cancellable,
                                       test_sent_cb, g_object_ref (self));
}

static void
start_at_login_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GTask) task =
      g_task_new (widget, AFT_CHECK_UP_WINDOW (widget)->cancellable, login_set_cb, NULL);

  g_task_set_source_tag (task, start_at_login_action);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, set_login_thread);
}

/* The person may have changed something in the settings of the desktop. */
static void
active_cb (AftCheckUpWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && !self->probing)
    check (self);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_check_up_window_dispose (GObject *object)
{
  AftCheckUpWindow *self = AFT_CHECK_UP_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);

  G_OBJECT_CLASS (aft_check_up_window_parent_class)->dispose (object);
}

static void
aft_check_up_window_finalize (GObject *object)
{
  AftCheckUpWindow *self = AFT_CHECK_UP_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_object (&self->notifier);
  g_free (self->login_error);

  G_OBJECT_CLASS (aft_check_up_window_parent_class)->finalize (object);
}

static void
aft_check_up_window_class_init (AftCheckUpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_check_up_window_dispose;
  object_class->finalize = aft_check_up_window_finalize;

  gtk_widget_class_install_action (widget_class, "check-up.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "check-up.send-test", NULL, send_test_action);
  gtk_widget_class_install_action (widget_class, "check-up.start-at-login", NULL,
                                   start_at_login_action);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/check-up/aft-check-up-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, summary_icon);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, summary_box);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, findings);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, test_label);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpWindow, log);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_not);
}

static void
aft_check_up_window_init (AftCheckUpWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < AFT_N_CHECK_UP_TOPICS; i++)
    gtk_list_box_append (self->findings, aft_check_up_row_new ());
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_check_up_window_new:
 * @model: the diary, for the log of reminders
 * @notifier: the connection to the notifier
 *
 * Checks at once.
 *
 * Returns: (transfer floating): the window, not shown yet
 */
GtkWidget *
aft_check_up_window_new (AftDiaryModel *model, AftNotifierClient *notifier)
{
  AftCheckUpWindow *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (AFT_IS_NOTIFIER_CLIENT (notifier), NULL);

  self = g_object_new (AFT_TYPE_CHECK_UP_WINDOW, NULL);
  self->model = g_object_ref (model);
  self->notifier = g_object_ref (notifier);
  g_signal_connect_object (model, "changed", G_CALLBACK (update_log), self, G_CONNECT_SWAPPED);
  update_log (self);
  check (self);

  return GTK_WIDGET (self);
}
