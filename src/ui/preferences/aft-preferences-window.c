/* aft-preferences-window.c: what the person can set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "aft-autostart.h"
#include "aft-check-up-probe.h"
#include "aft-closures.h"
#include "aft-erase-dialog.h"
#include "aft-figure-row.h"
#include "aft-preferences-file.h"
#include "aft-sandbox.h"
#include "aft-time-row.h"
#include "aft-usual-row.h"

/* Common advice is a new roller or stamp after 10 to 15. */
#define USES_TO_BEGIN_WITH 12
/* Changes that follow each other faster are read back once. */
#define READ_BACK_MS 1000

struct _AftPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkLabel *no_settings_label;
  GtkWidget *session_group;
  GtkWidget *skin_group;
  AftFigureRow *makeup_wait;
  GtkSwitch *rest_by_needle;
  AftFigureRow *rest_days;
  GtkWidget *usual[AFT_N_SYMPTOMS];
  GtkSwitch *count_uses;
  AftFigureRow *use_limit;
  GtkWidget *day_start;
  GtkSwitch *daily_note;
  GtkWidget *daily_note_time;
  GtkSwitch *discreet;
  GtkSwitch *desktop_search;
  GtkSwitch *run_in_background;

  AftDiaryModel *model;
  GSettings *settings; /* NULL if the schema isn't installed */
  AftNotifierClient *notifier;
  GCancellable *cancellable;
  gboolean filling;
  guint read_back_id;
};

G_DEFINE_FINAL_TYPE (AftPreferencesWindow, aft_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
fill (AftPreferencesWindow *self)
{
  AftPreferences preferences;
  double rest_days;

  aft_preferences_load (&preferences, self->settings);
  /* If the needle decides, the row starts with the figure for longer needles. */
  rest_days = preferences.rest_days > 0
                  ? preferences.rest_days
                  : aft_preferences_get_rest_default (&preferences, AFT_UNSET);

  self->filling = TRUE;
  aft_figure_row_set_value (self->makeup_wait, preferences.makeup_wait_hours);
  gtk_switch_set_active (self->rest_by_needle, preferences.rest_days <= 0);
  aft_figure_row_set_value (self->rest_days, rest_days);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    g_object_set (self->usual[i], "value", preferences.usual[i], NULL);
  gtk_switch_set_active (self->count_uses, preferences.tool_use_limit > 0);
  /* While uses aren't counted, the row keeps its figure. */
  if (preferences.tool_use_limit > 0)
    aft_figure_row_set_value (self->use_limit, preferences.tool_use_limit);
  g_object_set (self->day_start, "minutes", preferences.day_start_minutes, NULL);
  gtk_switch_set_active (self->daily_note, preferences.daily_note);
  g_object_set (self->daily_note_time, "minutes", preferences.daily_note_minutes, NULL);
  gtk_switch_set_active (self->discreet, preferences.discreet);
  gtk_switch_set_active (self->desktop_search,
                         self->settings != NULL &&
                             g_settings_get_boolean (self->settings, "desktop-search"));
  gtk_switch_set_active (self->run_in_background, preferences.run_in_background);
  self->filling = FALSE;
}

/* @value: (transfer floating): only written if it differs */
static void
save (AftPreferencesWindow *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) present = g_settings_get_value (self->settings, key);
  g_autoptr (GVariant) chosen = g_variant_ref_sink (value);

  if (!g_variant_equal (present, chosen))
    g_settings_set_value (self->settings, key, chosen);
}

static void
save_row (AftPreferencesWindow *self, const char *key, GtkWidget *row, const char *property)
{
  int value;

  g_object_get (row, property, &value, NULL);
  save (self, key, g_variant_new_int32 (value));
}

static void
save_switch (AftPreferencesWindow *self, const char *key, GtkSwitch *widget)
{
  save (self, key, g_variant_new_boolean (gtk_switch_get_active (widget)));
}

/* --- whether they are kept --------------------------------------------------------------------- */

/* Shows what Check-Up finds about the settings above them, unless they are fine. */
static void
show_keeping (AftPreferencesWindow *self, const AftCheckUpFacts *facts)
{
  g_autoptr (GPtrArray) findings =
      aft_check_up_judge (facts, aft_clock_now (), aft_diary_model_get_time_zone (self->model));
  const AftCheckUpFinding *finding = g_ptr_array_index (findings, AFT_CHECK_UP_PREFERENCES);
  g_autofree char *text = NULL;

  /* Without settings, the label keeps its text, which is about this window. */
  if (self->settings == NULL)
    return;

  if (finding->state != AFT_CHECK_UP_GOOD)
    text = g_strjoin (" ", finding->found, finding->advice, NULL);
  gtk_label_set_label (self->no_settings_label, text != NULL ? text : "");
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftPreferencesWindow) self = user_data;
  g_autoptr (AftCheckUpFacts) facts =
      aft_check_up_probe_finish (AFT_NOTIFIER_CLIENT (source), result, NULL);

  /* Only if cancelled: the window has been closed. */
  if (facts != NULL && self->model != NULL)
    show_keeping (self, facts);
}

static gboolean
read_back_cb (gpointer user_data)
{
  AftPreferencesWindow *self = user_data;

  self->read_back_id = 0;
  aft_check_up_probe_async (self->notifier, self->cancellable, probed_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* GSettings doesn't report what it couldn't save: the notifier, another process, is asked what it reads. */
static void
read_back (AftPreferencesWindow *self)
{
  g_clear_handle_id (&self->read_back_id, g_source_remove);
  if (self->notifier != NULL && !g_cancellable_is_cancelled (self->cancellable))
    self->read_back_id = g_timeout_add (READ_BACK_MS, read_back_cb, self);
}

/* The settings as they are now, and whether they can be changed. */
static void
update (AftPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  AftCheckUpFacts facts = { .keeping = aft_preferences_get_keeping (self->settings, &error) };

  facts.settings_error = error != NULL ? error->message : NULL;
  show_keeping (self, &facts);
  /* The other groups follow it. */
  gtk_widget_set_sensitive (self->session_group, aft_preferences_may_set (self->settings));
  fill (self);
  /* The notifier would report a file that has become readable again; this window only does so when it is
   * opened again. */
  if (facts.keeping != AFT_PREFERENCES_UNREADABLE)
    read_back (self);
}

/* --- callbacks -------------------------------------------------------------------------------- */

/* The person changed a control. */
static void
changed_cb (AftPreferencesWindow *self)
{
  if (self->filling || !aft_preferences_may_set (self->settings))
    return;

  save (self, "makeup-wait-hours",
        g_variant_new_double (aft_figure_row_get_value (self->makeup_wait)));
  save (self, "rest-days",
        g_variant_new_double (gtk_switch_get_active (self->rest_by_needle)
                                  ? 0
                                  : aft_figure_row_get_value (self->rest_days)));
  save_row (self, "usual-redness", self->usual[AFT_SYMPTOM_REDNESS], "value");
  save_row (self, "usual-tingling", self->usual[AFT_SYMPTOM_TINGLING], "value");
  save_row (self, "usual-dryness", self->usual[AFT_SYMPTOM_DRYNESS], "value");
  save (self, "tool-use-limit",
        g_variant_new_int32 (gtk_switch_get_active (self->count_uses)
                                 ? (int) aft_figure_row_get_value (self->use_limit)
                                 : 0));
  save_row (self, "day-start-minutes", self->day_start, "minutes");
  save_switch (self, "daily-note-enabled", self->daily_note);
  save_row (self, "daily-note-minutes", self->daily_note_time, "minutes");
  save_switch (self, "discreet", self->discreet);
  save_switch (self, "desktop-search", self->desktop_search);
}

static void
background_changed_cb (AftPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean wanted = gtk_switch_get_active (self->run_in_background);

  if (self->filling || !aft_preferences_may_set (self->settings))
    return;

  save_switch (self, "run-in-background", self->run_in_background);
  /* Inside Flatpak the notifier asks the desktop instead. */
  if (!aft_sandbox_is_flatpak () && !aft_autostart_set (wanted, &error))
    {
      g_warning ("The autostart file could not be changed: %s", error->message);
      adw_preferences_window_add_toast (
          ADW_PREFERENCES_WINDOW (self),
          adw_toast_new (_ ("Could not change whether reminders start at login")));
    }
}

/* Not an action of the row: it would be looked up before the window belongs to the application, and the row
 * would stay insensitive. Check-Up is a dialog of the main window like this one, which therefore closes. */
static void
check_up_cb (AftPreferencesWindow *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "app.check-up", NULL);
}

static void
erase_cb (AftPreferencesWindow *self)
{
  aft_erase_dialog_present (GTK_WINDOW (self), self->model);
}

/* The first row whose text turns out to be invalid only now. */
static GtkWidget *
find_new_problem (AftPreferencesWindow *self)
{
  AftFigureRow *figures[] = { self->makeup_wait, self->rest_days, self->use_limit };
  GtkWidget *times[] = { self->day_start, self->daily_note_time };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (aft_figure_row_get_problem (figures[i]) == NULL && !aft_figure_row_commit (figures[i]))
      return GTK_WIDGET (figures[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (aft_time_row_get_problem (AFT_TIME_ROW (times[i])) == NULL &&
        !aft_time_row_commit (AFT_TIME_ROW (times[i])))
      return times[i];

  return NULL;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

/* Stays open if the text typed last is invalid and nothing says so yet. If something does, the window closes:
 * the setting is as before. */
static gboolean
aft_preferences_window_close_request (GtkWindow *window)
{
  GtkWidget *wrong = find_new_problem (AFT_PREFERENCES_WINDOW (window));

  if (wrong != NULL)
    {
      gtk_widget_grab_focus (wrong);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (aft_preferences_window_parent_class)->close_request (window);
}

static void
aft_preferences_window_dispose (GObject *object)
{
  AftPreferencesWindow *self = AFT_PREFERENCES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_back_id, g_source_remove);
  /* Time rows read the text typed last when they are unmapped, which is later than this. */
  G_OBJECT_CLASS (aft_preferences_window_parent_class)->dispose (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->model);
  g_clear_object (&self->notifier);
}

static void
aft_preferences_window_finalize (GObject *object)
{
  g_object_unref (AFT_PREFERENCES_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (aft_preferences_window_parent_class)->finalize (object);
}

static void
aft_preferences_window_class_init (AftPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_preferences_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = aft_preferences_window_close_request;
  object_class->finalize = aft_preferences_window_finalize;

  g_type_ensure (AFT_TYPE_FIGURE_ROW);
  g_type_ensure (AFT_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/preferences/aft-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, no_settings_label);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, session_group);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, skin_group);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, makeup_wait);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, rest_by_needle);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, rest_days);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, count_uses);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, use_limit);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, day_start);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, daily_note);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, daily_note_time);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, discreet);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, desktop_search);
  gtk_widget_class_bind_template_child (widget_class, AftPreferencesWindow, run_in_background);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, background_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
}

static void
aft_preferences_window_init (AftPreferencesWindow *self)
{
  self->filling = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      self->usual[i] = g_object_new (AFT_TYPE_USUAL_ROW, "symptom", i, NULL);
      g_signal_connect_object (self->usual[i], "notify::value", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->skin_group), self->usual[i]);
    }
  /* The figure when counting is turned on. */
  aft_figure_row_set_value (self->use_limit, USES_TO_BEGIN_WITH);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_preferences_window_new:
 * @model: the diary, with the settings to change
 * @notifier: (nullable): asked which settings it reads
 *
 * Each change is saved at once; the caller tells the notifier about it. Without settings, the window shows
 * the defaults, which can't be changed, and says why.
 *
 * Returns: (transfer floating): the window, not shown yet
 */
GtkWidget *
aft_preferences_window_new (AftDiaryModel *model, AftNotifierClient *notifier)
{
  AftPreferencesWindow *self = g_object_new (AFT_TYPE_PREFERENCES_WINDOW, NULL);
  GSettings *settings = aft_diary_model_get_settings (model);

  self->model = g_object_ref (model);
  g_set_object (&self->settings, settings);
  g_set_object (&self->notifier, notifier);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
