/* aft-reminder-banner.c: shows what a notification could not, or what nobody saw
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows one message at a time: first an unacknowledged reminder, because a click dismisses it; then
 * that reminders can't be shown, which stays until they can.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-reminder-banner.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-columns-layout.h"
#include "aft-toast.h"
#include "aft-missed-reminders.h"

/* Recorded in the diary for a reminder that was acknowledged here. */
#define CLOSE_REASON "window"

struct _AftReminderBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *strip;
  GtkImage *icon;
  GtkLabel *text;
  GtkButton *button;

  AftDiaryModel *model;
  AftReminderWatch *watch;
  GCancellable *cancellable;
  GPtrArray *shown;  /* AftReminder: not acknowledged; NULL until read */
  gint64 offered_id; /* the reminder that the button acknowledges; 0: it opens the check-up */
  guint look_id;     /* first_look_cb */
  gboolean looked;
};

G_DEFINE_FINAL_TYPE (AftReminderBanner, aft_reminder_banner, GTK_TYPE_WIDGET)

static void
show_message (AftReminderBanner *self,
              const char *text,
              const char *button,
              const char *icon_name,
              gboolean grave)
{
  gtk_label_set_label (self->text, text);
  gtk_button_set_label (self->button, button);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  if (grave)
    gtk_widget_add_css_class (self->strip, "grave");
  else
    gtk_widget_remove_css_class (self->strip, "grave");
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/* --- unacknowledged reminders ----------------------------------------------------------------- */

typedef struct
{
  GPtrArray *shown; /* (nullable): AftReminder */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->shown, g_ptr_array_unref);
  g_free (reading);
}

static gboolean
read_shown (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Reading *reading = user_data;

  reading->shown = aft_db_list_reminders (db, AFT_REMINDER_SHOWN, error);

  return reading->shown != NULL;
}

/* The banner, which may be gone by then, and what is read for it; valid during the callback. */
typedef struct
{
  GWeakRef self;
  Reading *reading;
} Reader;

static void
reader_free (Reader *reader)
{
  g_weak_ref_clear (&reader->self);
  g_free (reader);
}

static void
shown_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (AftReminderBanner) self = g_weak_ref_get (&reader->self);
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error))
    {
      /* If the diary was closed meanwhile because it is damaged or was moved, the model reports
       * it. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          aft_store_get_open (AFT_STORE (source)))
        g_warning ("The reminders could not be read: %s", error->message);
    }
  else if (self != NULL)
    {
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      self->shown = g_ptr_array_ref (reader->reading->shown);
      aft_reminder_banner_update (self);
    }
  reader_free (reader);
}

static void
read_reminders (AftReminderBanner *self)
{
  Reader *reader;

  if (!aft_diary_model_get_loaded (self->model))
    return;

  reader = g_new0 (Reader, 1);
  g_weak_ref_init (&reader->self, self);
  reader->reading = g_new0 (Reading, 1);
  aft_store_run_async (aft_diary_model_get_store (self->model), read_shown, reader->reading,
                       reading_free, self->cancellable, shown_read_cb, reader);
}

static gboolean
acknowledge (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = user_data;
  g_autoptr (GError) refused = NULL;

  /* Not found: the notification was acknowledged meanwhile, which is just as good. */
  if (aft_db_reminder_acked (db, *id, CLOSE_REASON, &refused) ||
      g_error_matches (refused, AFT_STORE_ERROR, AFT_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refused));

  return FALSE;
}

static void
acknowledged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftReminderBanner) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
  /* The diary's "changed" brings the result. */
  if (!aft_store_run_finish (AFT_STORE (source), result, &error))
    aft_toast_error (GTK_WIDGET (self), _ ("Could not dismiss the reminder"), error);
}

/* --- callbacks ---------------------------------------------------------------------------------- */

static void
clicked_cb (AftReminderBanner *self)
{
  gint64 *id;

  if (self->offered_id == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "app.check-up", NULL);
      return;
    }

  id = g_new (gint64, 1);
  *id = self->offered_id;
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
  aft_store_run_async (aft_diary_model_get_store (self->model), acknowledge, id, g_free, NULL,
                       acknowledged_cb, g_object_ref (self));
}

static gboolean
first_look_cb (gpointer user_data)
{
  AftReminderBanner *self = user_data;

  self->look_id = 0;
  self->looked = TRUE;
  aft_reminder_watch_check (self->watch);

  return G_SOURCE_REMOVE;
}

/* The person may be coming back from the desktop's settings. */
static void
active_cb (GtkWindow *window, GParamSpec *pspec, AftReminderBanner *self)
{
  if (self->looked && gtk_window_is_active (window))
    aft_reminder_watch_check (self->watch);
}

/* --- vfuncs ------------------------------------------------------------------------------------- */

static void
aft_reminder_banner_map (GtkWidget *widget)
{
  AftReminderBanner *self = AFT_REMINDER_BANNER (widget);

  GTK_WIDGET_CLASS (aft_reminder_banner_parent_class)->map (widget);

  /* After the first frame, which doesn't wait for the bus. */
  if (self->watch != NULL && !self->looked && self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_LOW, first_look_cb, self, NULL);
}

static void
aft_reminder_banner_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (aft_reminder_banner_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (active_cb), widget, 0);
}

static void
aft_reminder_banner_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), active_cb, widget);

  GTK_WIDGET_CLASS (aft_reminder_banner_parent_class)->unroot (widget);
}

static void
aft_reminder_banner_dispose (GObject *object)
{
  AftReminderBanner *self = AFT_REMINDER_BANNER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->watch);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_REMINDER_BANNER);

  G_OBJECT_CLASS (aft_reminder_banner_parent_class)->dispose (object);
}

static void
aft_reminder_banner_finalize (GObject *object)
{
  AftReminderBanner *self = AFT_REMINDER_BANNER (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (aft_reminder_banner_parent_class)->finalize (object);
}

static void
aft_reminder_banner_class_init (AftReminderBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_reminder_banner_dispose;
  object_class->finalize = aft_reminder_banner_finalize;
  widget_class->map = aft_reminder_banner_map;
  widget_class->root = aft_reminder_banner_root;
  widget_class->unroot = aft_reminder_banner_unroot;

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/today/aft-reminder-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AftReminderBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, AftReminderBanner, strip);
  gtk_widget_class_bind_template_child (widget_class, AftReminderBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, AftReminderBanner, text);
  gtk_widget_class_bind_template_child (widget_class, AftReminderBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_reminder_banner_init (AftReminderBanner *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- public ------------------------------------------------------------------------------------- */

/**
 * aft_reminder_banner_set_up:
 * @self: a banner
 * @model: the diary, with the reminders that were shown
 * @watch: tells whether reminders can be shown; checks once the banner is on the screen
 *
 * Call this once.
 */
void
aft_reminder_banner_set_up (AftReminderBanner *self, AftDiaryModel *model, AftReminderWatch *watch)
{
  g_return_if_fail (AFT_IS_REMINDER_BANNER (self));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model) && AFT_IS_REMINDER_WATCH (watch));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->watch = g_object_ref (watch);
  g_signal_connect_object (model, "changed", G_CALLBACK (read_reminders), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "changed", G_CALLBACK (aft_reminder_banner_update), self,
                           G_CONNECT_SWAPPED);
  read_reminders (self);
}

/**
 * aft_reminder_banner_update:
 * @self: a banner
 *
 * Updates the text for the present time, because "today" turns into "yesterday".
 */
void
aft_reminder_banner_update (AftReminderBanner *self)
{
  AftPlan *plan;
  const AftReminder *unseen = NULL;
  gint64 now_us = aft_clock_now ();

  g_return_if_fail (AFT_IS_REMINDER_BANNER (self));

  plan = aft_diary_model_get_plan (self->model);
  if (self->shown != NULL && plan != NULL)
    unseen = aft_missed_reminders_choose (self->shown, now_us);

  self->offered_id = unseen != NULL ? unseen->id : 0;
  if (unseen != NULL)
    {
      g_autofree char *text = aft_missed_reminders_describe (
          unseen, plan, now_us, aft_diary_model_get_time_zone (self->model));

      /* Translators: a button: the person has read what stands beside it, and puts it away */
      show_message (self, text, _ ("Got It"), "aft-notification-symbolic", FALSE);
    }
  else if (aft_reminder_watch_get_state (self->watch) == AFT_CHECK_UP_PROBLEM)
    {
      show_message (self, aft_check_up_summary (AFT_CHECK_UP_PROBLEM), _ ("Reminder Check-Up"),
                    aft_check_up_state_icon (AFT_CHECK_UP_PROBLEM), TRUE);
    }
  else
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
    }
}
