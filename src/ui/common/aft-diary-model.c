/* aft-diary-model.c: the live diary that every screen looks at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-diary-model.h"

#include "aft-check.h"
#include "aft-desktop-clock.h"
#include "aft-local-zone.h"
#include "aft-path-watch.h"
#include "aft-preferences-file.h"
#include "aft-reminder.h"
#include "aft-time-zone.h"
#include "aft-trash.h"
#include "aft-wake-source.h"

struct _AftDiaryModel
{
  GObject parent_instance;

  AftStore *store;
  GSettings *settings;
  AftPreferences preferences;
  GTimeZone *time_zone;
  AftPathWatch *zone_watch;
  AftPathWatch *file_watch;
  GSettings *desktop; /* NULL where there is none */

  GPtrArray *all_sessions;
  GPtrArray *all_notes;
  GPtrArray *sessions; /* those of all_sessions that are not ahead of the clock */
  GPtrArray *notes;
  gint64 n_notes;
  AftPlan *plan;
  AftTrends *trends;
  GError *error;
  GError *open_error; /* between opened_cb and loaded_cb */

  GCancellable *cancellable;
  GSource *wake;
  guint check_id; /* check_cb */
  gboolean opened;
  gboolean loaded;
  gboolean busy;  /* opening or loading */
  gboolean again; /* something changed meanwhile: load once more */
};

G_DEFINE_FINAL_TYPE (AftDiaryModel, aft_diary_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ERASING,
  CLOCK_CHANGED,
  TRENDS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is ahead of the clock is shown, and rules nothing: no form is filled from it, and no check-in
 * stands for a day because of it (rule 8). */
static void
leave_out_ahead (AftDiaryModel *self, gint64 now_us)
{
  gint64 limit_us = aft_check_get_limit (now_us);

  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->notes);
  if (self->plan->n_ahead == 0)
    {
      self->sessions = g_ptr_array_ref (self->all_sessions);
      self->notes = g_ptr_array_ref (self->all_notes);
      return;
    }

  self->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);

  for (guint i = 0; i < self->all_sessions->len; i++)
    {
      AftSession *session = g_ptr_array_index (self->all_sessions, i);

      if (session->ended_at_us <= limit_us)
        g_ptr_array_add (self->sessions, aft_session_ref (session));
    }
  for (guint i = 0; i < self->all_notes->len; i++)
    {
      AftSkinNote *note = g_ptr_array_index (self->all_notes, i);

      if (note->noted_at_us <= limit_us)
        g_ptr_array_add (self->notes, aft_skin_note_ref (note));
    }
}

static void
load_trends (AftDiaryModel *self);

static gboolean
expire_trash (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return aft_db_expire_trash (db, aft_clock_now (), error);
}

static void
expired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The trash was not emptied: %s", error->message);
}

static void
make_plan (AftDiaryModel *self)
{
  gint64 now_us = aft_clock_now ();
  guint n_ahead = self->plan != NULL ? self->plan->n_ahead : 0;
  AftDay day = self->plan != NULL ? self->plan->day : AFT_DAY_NONE;

  if (!self->loaded)
    return;

  g_clear_pointer (&self->plan, aft_plan_unref);
  self->plan = aft_plan_new (self->all_sessions, self->all_notes, &self->preferences,
                             self->time_zone, now_us);
  leave_out_ahead (self, now_us);
  /* A window can stay open for longer than the trash keeps anything. */
  if (self->opened && day != AFT_DAY_NONE && self->plan->day != day)
    aft_store_run_async (self->store, expire_trash, NULL, NULL, self->cancellable, expired_cb,
                         NULL);
  /* Trends have been made with those that count. */
  if (self->plan->n_ahead != n_ahead && self->trends != NULL)
    load_trends (self);
  aft_wake_source_arm (self->wake, self->plan->changes_at_us, AFT_WAKE_NEVER);
}

static void
refresh (AftDiaryModel *self)
{
  make_plan (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void
trends_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
load_trends (AftDiaryModel *self)
{
  aft_store_load_trends_async (self->store, self->preferences.day_start_minutes, self->cancellable,
                               trends_cb, g_object_ref (self));
}

static void
load (AftDiaryModel *self)
{
  aft_store_load_async (self->store, self->cancellable, loaded_cb, g_object_ref (self));
  load_trends (self);
}

static void
start (AftDiaryModel *self)
{
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }

  self->busy = TRUE;
  self->again = FALSE;
  /* Asked for in one go: the worker has read the diary while the main loop is still busy with GTK. */
  if (!self->opened)
    aft_store_open_async (self->store, self->cancellable, opened_cb, g_object_ref (self));
  load (self);
}

static void
settle (AftDiaryModel *self, GError *error)
{
  gboolean again = self->again;

  self->busy = FALSE;

  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    g_warning ("The diary could not be read: %s", error->message);

  refresh (self);

  if (again)
    start (self);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRecentEntries) diary = aft_store_load_finish (AFT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (diary != NULL)
    {
      g_clear_pointer (&self->all_sessions, g_ptr_array_unref);
      g_clear_pointer (&self->all_notes, g_ptr_array_unref);
      self->all_sessions = g_ptr_array_ref (diary->sessions);
      self->all_notes = g_ptr_array_ref (diary->notes);
      self->n_notes = diary->n_notes;
      /* Those of the former diary do not go with the new plan. */
      g_clear_pointer (&self->trends, aft_trends_unref);
      self->loaded = TRUE;
    }

  /* It was moved away: what is shown is of a file that nobody can find. */
  if (diary == NULL && !aft_store_get_open (self->store))
    {
      self->opened = FALSE;
      self->loaded = FALSE;
    }
  if (self->open_error != NULL)
    {
      g_clear_error (&error);
      error = g_steal_pointer (&self->open_error);
    }
  settle (self, g_steal_pointer (&error));
}

static void
trends_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryModel) self = user_data;
  g_autoptr (GError) error = NULL;
  AftTrends *trends = aft_store_load_trends_finish (AFT_STORE (source), result, &error);

  /* Where they cannot be read, the diary cannot either, and that is told. */
  if (trends == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&trends, aft_trends_unref);
      return;
    }

  g_clear_pointer (&self->trends, aft_trends_unref);
  self->trends = trends;
  g_signal_emit (self, signals[TRENDS_CHANGED], 0);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryModel) self = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_store_check_finish (AFT_STORE (source), result, &error) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;

  /* What is shown cannot be trusted, and there is nothing to save into. */
  self->opened = FALSE;
  self->loaded = FALSE;
  settle (self, g_steal_pointer (&error));
}

static gboolean
check_cb (gpointer user_data)
{
  AftDiaryModel *self = user_data;

  self->check_id = 0;
  aft_store_check_async (self->store, self->cancellable, checked_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryModel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = aft_store_open_finish (AFT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* Why it could not be loaded either: loaded_cb tells. */
  g_clear_error (&self->open_error);
  self->open_error = g_steal_pointer (&error);
  if (!opened)
    return;

  self->opened = TRUE;
  /* Reading all of a long diary takes longer than everything before the first frame, and would be in
   * its way. Before anything is written it is done. */
  if (self->check_id == 0)
    self->check_id = g_idle_add_full (G_PRIORITY_LOW, check_cb, self, NULL);
}

static void
wake_cb (AftWakeReason reasons, gpointer user_data)
{
  AftDiaryModel *self = user_data;

  /* Only a hint: the clock was set, or the plan's next change is due. */
  refresh (self);
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The reminders could not follow the settings: %s", error->message);
}

static gboolean
sync_reminders (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return aft_db_reminders_sync (db, error);
}

static void
settings_changed_cb (AftDiaryModel *self)
{
  aft_preferences_load (&self->preferences, self->settings);
  aft_store_set_preferences (self->store, &self->preferences);
  if (self->opened)
    {
      aft_store_run_async (self->store, sync_reminders, NULL, NULL, self->cancellable, synced_cb,
                           NULL);
      load_trends (self);
    }
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
  if (self->opened)
    load_trends (self);
  refresh (self);
}

static void
clock_changed_cb (AftDiaryModel *self)
{
  aft_desktop_clock_apply (self->desktop);
  g_signal_emit (self, signals[CLOCK_CHANGED], 0);
  refresh (self);
}

/* Somebody may move the diary, or put another one in its place or back into it, or copy one over it.
 * What else is written to it, the notifier tells. */
static void
watch_file (AftDiaryModel *self)
{
  self->file_watch = aft_path_watch_new (aft_store_get_path (self->store));
  aft_path_watch_look_inside (self->file_watch, TRUE);
  g_signal_connect_object (self->file_watch, "changed", G_CALLBACK (aft_diary_model_look), self,
                           G_CONNECT_SWAPPED);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_diary_model_dispose (GObject *object)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->check_id, g_source_remove);
  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_object (&self->zone_watch);
  g_clear_object (&self->file_watch);

  G_OBJECT_CLASS (aft_diary_model_parent_class)->dispose (object);
}

static void
aft_diary_model_finalize (GObject *object)
{
  AftDiaryModel *self = AFT_DIARY_MODEL (object);

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->trends, aft_trends_unref);
  g_clear_pointer (&self->all_sessions, g_ptr_array_unref);
  g_clear_pointer (&self->all_notes, g_ptr_array_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->open_error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desktop);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_diary_model_parent_class)->finalize (object);
}

static void
aft_diary_model_class_init (AftDiaryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_diary_model_dispose;
  object_class->finalize = aft_diary_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ERASING] = g_signal_new ("erasing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOCK_CHANGED] = g_signal_new ("clock-changed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TRENDS_CHANGED] = g_signal_new ("trends-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_diary_model_init (AftDiaryModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->all_sessions = g_ptr_array_new ();
  self->all_notes = g_ptr_array_new ();
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

  self->zone_watch = aft_path_watch_new (AFT_PATH_WATCH_ZONE);
  g_signal_connect_object (self->zone_watch, "changed", G_CALLBACK (zone_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_diary_model_new:
 * @store: the diary; opened here
 * @settings: (nullable): the person's settings; defaults when NULL
 *
 * Starts to open and load at once; "changed" tells when it is there.
 *
 * Returns: (transfer full): the model
 */
AftDiaryModel *
aft_diary_model_new (AftStore *store, GSettings *settings)
{
  AftDiaryModel *self;

  g_return_val_if_fail (AFT_IS_STORE (store), NULL);

  self = g_object_new (AFT_TYPE_DIARY_MODEL, NULL);
  self->store = g_object_ref (store);
  g_set_object (&self->settings, settings);

  aft_preferences_load (&self->preferences, settings);
  aft_store_set_preferences (store, &self->preferences);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (aft_diary_model_reload), self,
                           G_CONNECT_SWAPPED);
  start (self);
  watch_file (self);

  return self;
}

/**
 * aft_diary_model_reload:
 *
 * Loads once more. Where opening failed, tries that again.
 */
void
aft_diary_model_reload (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  start (self);
}

/**
 * aft_diary_model_look:
 *
 * Asks whether the diary is still the one that is shown, and loads what is there now if it isn't.
 * Costs next to nothing, and may be asked for at any time.
 */
void
aft_diary_model_look (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  if (self->opened)
    aft_store_check_external_changes (self->store);
  else if (self->error != NULL)
    start (self);
}

/**
 * aft_diary_model_reopen:
 *
 * Opens and loads anew, after the store has closed the diary (aft_store_salvage_async()).
 */
void
aft_diary_model_reopen (AftDiaryModel *self)
{
  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  self->opened = FALSE;
  start (self);
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
 * Returns: (transfer none) (nullable): the settings; NULL where the schema is not installed
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
 * Returns: FALSE until the first load came back
 */
gboolean
aft_diary_model_get_loaded (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), FALSE);

  return self->loaded;
}

/**
 * aft_diary_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the latest open or load failed
 */
const GError *
aft_diary_model_get_error (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->error;
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
 * Returns: (transfer none) (element-type AftSession): those that count, newest last: all but what is
 *   ahead of the clock
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
 * Returns: (transfer none) (element-type AftSession): newest last, also what is ahead of the clock
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
 * Returns: (transfer none) (element-type AftSkinNote): those that count, newest last; not all of
 *   them, see aft_db_list_recent_notes()
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
 * Returns: (transfer none) (nullable): the trends of all recoveries; %NULL until they are known
 */
AftTrends *
aft_diary_model_get_trends (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), NULL);

  return self->trends;
}

/**
 * aft_diary_model_get_preferences:
 * @preferences: (out caller-allocates): what the person set
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
 * Returns: (transfer none): where the person is now
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
 * Returns: the person's day at this instant
 */
AftDay
aft_diary_model_get_today (AftDiaryModel *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_MODEL (self), AFT_DAY_NONE);

  return aft_day_of (aft_clock_now (), self->time_zone, self->preferences.day_start_minutes);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (aft_store_erase_finish (AFT_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * aft_diary_model_erase_async:
 *
 * Deletes everything for good; see aft_db_erase(). Forms are emptied at once.
 */
void
aft_diary_model_erase_async (AftDiaryModel *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (AFT_IS_DIARY_MODEL (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, aft_diary_model_erase_async);
  g_signal_emit (self, signals[ERASING], 0);
  aft_store_erase_async (self->store, NULL, erased_cb, task);
}

/**
 * aft_diary_model_erase_finish:
 *
 * Returns: %TRUE once nothing is left; errors as of aft_db_erase()
 */
gboolean
aft_diary_model_erase_finish (AftDiaryModel *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
