/* aft-diary-model.c: the live diary that every screen shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-diary-model.h"

#include "aft-check.h"
#include "aft-desktop-clock.h"
#include "aft-diary-loader.h"
#include "aft-local-zone.h"
#include "aft-path-watch.h"
#include "aft-preferences-file.h"
#include "aft-reminder.h"
#include "aft-time-zone.h"
#include "aft-wake-source.h"

struct _AftDiaryModel
{
  GObject parent_instance;

  AftStore *store;
  AftDiaryLoader *loader;
  GSettings *settings;
  AftPreferences preferences;
  GTimeZone *time_zone;
  AftPathWatch *zone_watch;
  GSettings *desktop; /* NULL if there is none */

  GPtrArray *all_sessions;
  GPtrArray *sessions; /* those of all_sessions that aren't ahead of the clock */
  GPtrArray *notes;
  gint64 n_notes;
  AftPlan *plan;
  GSource *wake;
};

G_DEFINE_FINAL_TYPE (AftDiaryModel, aft_diary_model, G_TYPE_OBJECT)

enum
{
  PROP_STORE = 1,
  PROP_SETTINGS,
  PROP_LOADED,
  PROP_ERROR,
  PROP_PLAN,
  PROP_TRENDS,
  PROP_TIME_ZONE,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  ERASING,
  CLOCK_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* An entry ahead of the clock is shown but doesn't count yet: it fills in no form, and isn't the
 * check-in of any day (rule 8). */
static void
set_entries (AftDiaryModel *self, const AftRecentEntries *entries, gint64 now_us)
{
  gint64 limit_us = aft_check_get_limit (now_us);
  gboolean all_count = self->plan->n_ahead == 0;

  g_ptr_array_unref (self->all_sessions);
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->notes);
  self->all_sessions = g_ptr_array_ref (entries->sessions);
  self->sessions = all_count ? g_ptr_array_ref (entries->sessions)
                             : aft_session_filter_until (entries->sessions, limit_us);
  self->notes = all_count ? g_ptr_array_ref (entries->notes)
                          : aft_skin_note_filter_until (entries->notes, limit_us);
  self->n_notes = entries->n_notes;
}

static void
make_plan (AftDiaryModel *self)
{
  const AftRecentEntries *entries = aft_diary_loader_get_entries (self->loader);
  g_autoptr (AftPlan) before = NULL;
  gint64 now_us = aft_clock_now ();

  if (entries == NULL)
    return;

  before = g_steal_pointer (&self->plan);
  self->plan =
      aft_plan_new (entries->sessions, entries->notes, &self->preferences, self->time_zone, now_us);
  set_entries (self, entries, now_us);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);

  /* A window can stay open for longer than the trash keeps entries. */
  if (before != NULL && before->day != self->plan->day)
    aft_diary_loader_expire_trash (self->loader);
  /* The trends also leave out entries ahead of the clock. */
  if (self->plan->n_ahead != (before != NULL ? before->n_ahead : 0) &&
      aft_diary_loader_get_trends (self->loader) != NULL)
    aft_diary_loader_load_trends (self->loader);
  aft_wake_source_arm (self->wake, self->plan->changes_at_us, AFT_WAKE_NEVER);
}

static void
refresh (AftDiaryModel *self)
{
  make_plan (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
loaded_cb (AftDiaryModel *self)
{
  /* Before the plan, which doesn't go with trends of other entries. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRENDS]);
  make_plan (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
trends_loaded_cb (AftDiaryModel *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRENDS]);
}

/* A wake-up is only a hint: the clock was set, or the plan's next change is due. */
static void
wake_cb (AftWakeReason reasons, gpointer user_data)
{
  refresh (user_data);
}

static void
settings_changed_cb (AftDiaryModel *self)
{
  aft_preferences_load (&self->preferences, self->settings);
  aft_diary_loader_set_preferences (self->loader, &self->preferences);
  refresh (self);
}

static void
zone_changed_cb (AftDiaryModel *self)
{
  g_autoptr (GTimeZone) before = g_steal_pointer (&self->time_zone);
  const char *name = g_time_zone_get_identifier (before);

  self->time_zone = aft_local_zone_new ();
  if (aft_time_zone_is_known (name) &&
      g_str_equal (name, g_time_zone_get_identifier (self->time_zone)))
    return;
  aft_diary_loader_load_trends (self->loader);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_ZONE]);
  refresh (self);
}

static void
clock_changed_cb (AftDiaryModel *self)
{
  aft_desktop_clock_apply (self->desktop);
  g_signal_emit (self, signals[CLOCK_CHANGED], 0);
  refresh (self);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_diary_model_constructed (GObject *object)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  G_OBJECT_CLASS (aft_diary_model_parent_class)->constructed (object);

  self->loader = aft_diary_loader_new (self->store);
  g_signal_connect_object (self->loader, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "trends-loaded", G_CALLBACK (trends_loaded_cb), self,
                           G_CONNECT_SWAPPED);

  aft_preferences_load (&self->preferences, self->settings);
  aft_diary_loader_set_preferences (self->loader, &self->preferences);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self,
                             G_CONNECT_SWAPPED);
  aft_diary_loader_load (self->loader);
}

static void
aft_diary_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, aft_diary_model_get_loaded (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, aft_diary_model_get_error (self));
      break;
    case PROP_PLAN:
      g_value_set_boxed (value, self->plan);
      break;
    case PROP_TRENDS:
      g_value_set_boxed (value, aft_diary_model_get_trends (self));
      break;
    case PROP_TIME_ZONE:
      g_value_set_boxed (value, self->time_zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_diary_model_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_diary_model_dispose (GObject *object)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  if (self->loader != NULL)
    aft_diary_loader_stop (self->loader);
  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_object (&self->zone_watch);

  G_OBJECT_CLASS (aft_diary_model_parent_class)->dispose (object);
}

static void
aft_diary_model_finalize (GObject *object)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->all_sessions, g_ptr_array_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_clear_object (&self->desktop);
  g_clear_object (&self->settings);
  g_clear_object (&self->loader);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_diary_model_parent_class)->finalize (object);
}

static void
aft_diary_model_class_init (AftDiaryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = aft_diary_model_constructed;
  object_class->get_property = aft_diary_model_get_property;
  object_class->set_property = aft_diary_model_set_property;
  object_class->dispose = aft_diary_model_dispose;
  object_class->finalize = aft_diary_model_finalize;

  /* Each is what its getter returns. Sessions and notes only change together with the plan. */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, AFT_TYPE_STORE, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN, readable);
  properties[PROP_TRENDS] = g_param_spec_boxed ("trends", NULL, NULL, AFT_TYPE_TRENDS, readable);
  properties[PROP_TIME_ZONE] =
      g_param_spec_boxed ("time-zone", NULL, NULL, G_TYPE_TIME_ZONE, readable);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * AftDiaryModel::changed:
   *
   * Emitted after any property except "trends" may have changed and notified, or if times are now
   * written differently.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * AftDiaryModel::erasing:
   *
   * Emitted when everything is about to be erased. What was typed until now must not be written
   * after this.
   */
  signals[ERASING] = g_signal_new ("erasing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * AftDiaryModel::clock-changed:
   *
   * Emitted when the desktop changed how times are written, before "changed", for widgets that
   * "changed" doesn't update.
   */
  signals[CLOCK_CHANGED] = g_signal_new ("clock-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_diary_model_init (AftDiaryModel *self)
{
  self->all_sessions = g_ptr_array_new ();
  self->sessions = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  aft_preferences_init (&self->preferences);
  self->time_zone = aft_local_zone_new ();

  self->desktop = aft_desktop_clock_open ();
  aft_desktop_clock_apply (self->desktop);
  if (self->desktop != NULL)
    g_signal_connect_object (self->desktop, "changed::" AFT_DESKTOP_CLOCK_KEY,
                             G_CALLBACK (clock_changed_cb), self, G_CONNECT_SWAPPED);

  self->wake = aft_wake_source_new ();
  aft_wake_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, NULL);

  self->zone_watch = aft_local_zone_watch_new ();
  g_signal_connect_object (self->zone_watch, "changed", G_CALLBACK (zone_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_diary_model_new:
 * @store: the diary; this opens it
 * @settings: (nullable): the person's settings; NULL for the defaults
 *
 * Starts to open and load the diary, and makes the plan. Repeats this when the diary, the settings
 * or the time zone change, and makes a new plan when the present one expires (plan->changes_at_us).
 *
 * Returns: (transfer full): the model
 */
AftDiaryModel *
aft_diary_model_new (AftStore *store, GSettings *settings)
{
  g_return_val_if_fail (AFT_IS_STORE (store), NULL);

  return g_object_new (AFT_TYPE_DIARY_MODEL, "store", store, "settings", settings, NULL);
}

/**
 * aft_diary_model_reload:
 *
 * Loads once more. If opening failed, tries that again.
 */
void
aft_diary_model_reload (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  aft_diary_loader_load (self->loader);
}

/**
 * aft_diary_model_check_external_changes:
 *
 * Checks whether the file is still the one that is shown, and loads it again if it isn't. This is
 * cheap, and may be called at any time.
 */
void
aft_diary_model_check_external_changes (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  aft_diary_loader_check_external_changes (self->loader);
}

/**
 * aft_diary_model_reopen:
 *
 * Opens and loads the diary again after the store has closed it (aft_store_salvage_async()).
 */
void
aft_diary_model_reopen (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  aft_diary_loader_reopen (self->loader);
}

/**
 * aft_diary_model_get_store:
 *
 * Returns: (transfer none): where to save
 */
AftStore *
aft_diary_model_get_store (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->store;
}

/**
 * aft_diary_model_get_settings:
 *
 * Returns: (transfer none) (nullable): the settings; NULL if the schema isn't installed
 */
GSettings *
aft_diary_model_get_settings (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->settings;
}

/**
 * aft_diary_model_get_loaded:
 *
 * Returns: FALSE until the diary was loaded for the first time, and if it was moved away or turned out
 *   to be damaged
 */
gboolean
aft_diary_model_get_loaded (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), FALSE);

  return aft_diary_loader_get_entries (self->loader) != NULL;
}

/**
 * aft_diary_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the diary couldn't be opened or loaded the last time; what
 *   was loaded before stays
 */
const GError *
aft_diary_model_get_error (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return aft_diary_loader_get_error (self->loader);
}

/**
 * aft_diary_model_get_plan:
 *
 * Returns: (transfer none) (nullable): the plan; NULL until loaded
 */
AftPlan *
aft_diary_model_get_plan (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->plan;
}

/**
 * aft_diary_model_get_sessions:
 *
 * Returns: (transfer none) (element-type AftSession): newest last, without those ahead of the clock;
 *   empty until loaded; replaced, never changed in place
 */
GPtrArray *
aft_diary_model_get_sessions (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->sessions;
}

/**
 * aft_diary_model_get_all_sessions:
 *
 * Returns: (transfer none) (element-type AftSession): newest last, including those ahead of the clock;
 *   empty until loaded; replaced, never changed in place
 */
GPtrArray *
aft_diary_model_get_all_sessions (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->all_sessions;
}

/**
 * aft_diary_model_get_notes:
 *
 * Returns: (transfer none) (element-type AftSkinNote): the notes that the plan and the present days
 *   need (see aft_db_list_recent_notes()), newest last, without those ahead of the clock; empty until
 *   loaded; replaced, never changed in place
 */
GPtrArray *
aft_diary_model_get_notes (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->notes;
}

/**
 * aft_diary_model_get_n_notes:
 *
 * Returns: how many notes the diary has in all, 0 until loaded
 */
gint64
aft_diary_model_get_n_notes (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), 0);

  return self->n_notes;
}

/**
 * aft_diary_model_get_trends:
 *
 * Returns: (transfer none) (nullable): the trends of all recoveries, replaced, never changed in place;
 *   NULL until they are known, which is a moment after the diary is loaded
 */
AftTrends *
aft_diary_model_get_trends (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return aft_diary_loader_get_trends (self->loader);
}

/**
 * aft_diary_model_get_preferences:
 * @preferences: (out caller-allocates): the person's preferences
 */
void
aft_diary_model_get_preferences (AftDiaryModel *self, AftPreferences *preferences)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));
  g_return_if_fail (preferences != NULL);

  *preferences = self->preferences;
}

/**
 * aft_diary_model_get_time_zone:
 *
 * Returns: (transfer none): the zone that the person is in now
 */
GTimeZone *
aft_diary_model_get_time_zone (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->time_zone;
}

/**
 * aft_diary_model_get_today:
 *
 * Returns: the person's day now
 */
AftDay
aft_diary_model_get_today (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), AFT_DAY_NONE);

  return aft_day_of (aft_clock_now (), self->time_zone, self->preferences.day_start_minutes);
}

/**
 * aft_diary_model_erase_async:
 * @callback: called with the store as its source; ends in aft_store_erase_finish()
 *
 * Deletes everything for good: diary, trash, drafts, reminders and snapshots (see aft_db_erase()).
 * Forms are emptied at once.
 */
void
aft_diary_model_erase_async (AftDiaryModel *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  g_signal_emit (self, signals[ERASING], 0);
  aft_store_erase_async (self->store, NULL, callback, user_data);
}
