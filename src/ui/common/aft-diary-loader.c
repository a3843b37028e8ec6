/* aft-diary-loader.c: opens the diary, and loads what the screens need of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-diary-loader.h"

#include "aft-clock.h"
#include "aft-path-watch.h"
#include "aft-reminder.h"
#include "aft-trash.h"

struct _AftDiaryLoader
{
  GObject parent_instance;

  AftStore *store;
  AftPathWatch *file_watch;
  int day_start_minutes;

  AftRecentEntries *entries; /* NULL until loaded */
  AftTrends *trends;         /* NULL until loaded; never those of other entries */
  GError *error;
  GError *open_error; /* between opened_cb and loaded_cb */

  GCancellable *cancellable;
  guint check_id; /* check_cb */
  gboolean opened;
  gboolean busy;  /* opening or loading */
  gboolean again; /* something changed meanwhile: load once more */
};

G_DEFINE_FINAL_TYPE (AftDiaryLoader, aft_diary_loader, G_TYPE_OBJECT)

enum
{
  LOADED,
  TRENDS_LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What was shown can't be trusted, or belongs to a file that can't be found. */
static void
forget_entries (AftDiaryLoader *self)
{
  self->opened = FALSE;
  g_clear_pointer (&self->entries, aft_recent_entries_free);
}

static void
finish_load (AftDiaryLoader *self, GError *error)
{
  gboolean again = self->again;

  self->busy = FALSE;

  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    g_warning ("The diary could not be read: %s", error->message);

  g_signal_emit (self, signals[LOADED], 0);

  if (again)
    aft_diary_loader_load (self);
}

static gboolean
expire_trash (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return aft_db_expire_trash (db, aft_clock_now (), error);
}

static gboolean
sync_reminders (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return aft_db_reminders_sync (db, error);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
trash_expired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The trash was not emptied: %s", error->message);
}

static void
reminders_synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!aft_store_run_finish (AFT_STORE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The reminders could not follow the settings: %s", error->message);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryLoader) self = user_data;
  g_autoptr (GError) error = NULL;

  if (aft_store_check_finish (AFT_STORE (source), result, &error) ||
      g_cancellable_is_cancelled (self->cancellable))
    return;

  forget_entries (self);
  finish_load (self, g_steal_pointer (&error));
}

static gboolean
check_cb (gpointer user_data)
{
  AftDiaryLoader *self = user_data;

  self->check_id = 0;
  aft_store_check_async (self->store, self->cancellable, checked_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryLoader) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = aft_store_open_finish (AFT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* Loading will fail too, and loaded_cb will report this error. */
  g_clear_error (&self->open_error);
  self->open_error = g_steal_pointer (&error);
  if (!opened)
    return;

  self->opened = TRUE;
  /* Checking a long diary takes longer than everything before the first frame, so it waits. But it
   * comes before anything is written. */
  if (self->check_id == 0)
    self->check_id = g_idle_add_full (G_PRIORITY_LOW, check_cb, self, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryLoader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRecentEntries) entries = aft_store_load_finish (AFT_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (entries != NULL)
    {
      g_clear_pointer (&self->entries, aft_recent_entries_free);
      self->entries = g_steal_pointer (&entries);
      /* The trends of other entries don't go with the new plan. */
      g_clear_pointer (&self->trends, aft_trends_unref);
    }
  else if (!aft_store_get_open (self->store))
    {
      forget_entries (self);
    }
  if (self->open_error != NULL)
    {
      g_clear_error (&error);
      error = g_steal_pointer (&self->open_error);
    }
  finish_load (self, g_steal_pointer (&error));
}

static void
trends_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDiaryLoader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrends) trends = aft_store_load_trends_finish (AFT_STORE (source), result, &error);

  /* If they can't be read, the diary can't either, and loaded_cb reports that. */
  if (trends == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_pointer (&self->trends, aft_trends_unref);
  self->trends = g_steal_pointer (&trends);
  g_signal_emit (self, signals[TRENDS_LOADED], 0);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_diary_loader_finalize (GObject *object)
{
  AftDiaryLoader *self = AFT_DIARY_LOADER (object);

  g_clear_pointer (&self->entries, aft_recent_entries_free);
  g_clear_pointer (&self->trends, aft_trends_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->open_error);
  g_clear_object (&self->file_watch);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (aft_diary_loader_parent_class)->finalize (object);
}

static void
aft_diary_loader_class_init (AftDiaryLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_diary_loader_finalize;

  /**
   * AftDiaryLoader::loaded:
   *
   * Emitted when opening and loading have ended, or a later check has failed: the entries or the
   * error are new.
   */
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /**
   * AftDiaryLoader::trends-loaded:
   *
   * Emitted when the trends are new.
   */
  signals[TRENDS_LOADED] = g_signal_new ("trends-loaded", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_diary_loader_init (AftDiaryLoader *self)
{
  self->cancellable = g_cancellable_new ();
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_diary_loader_new:
 * @store: the diary, not open yet
 *
 * Loads again when the diary changes, also if it is moved, replaced or copied over. Starts with the
 * first aft_diary_loader_load().
 *
 * Returns: (transfer full): the loader
 */
AftDiaryLoader *
aft_diary_loader_new (AftStore *store)
{
  AftDiaryLoader *self;

  g_return_val_if_fail (AFT_IS_STORE (store), NULL);

  self = g_object_new (AFT_TYPE_DIARY_LOADER, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (aft_diary_loader_load), self,
                           G_CONNECT_SWAPPED);
  /* The store itself reports what this or another process writes to the diary. */
  self->file_watch = aft_path_watch_new (aft_store_get_path (store));
  aft_path_watch_watch_contents (self->file_watch, TRUE);
  g_signal_connect_object (self->file_watch, "changed",
                           G_CALLBACK (aft_diary_loader_check_external_changes), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * aft_diary_loader_stop:
 *
 * Cancels what is under way. Nothing is loaded and no signal is emitted after this.
 */
void
aft_diary_loader_stop (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_object (&self->file_watch);
}

/**
 * aft_diary_loader_set_preferences:
 * @preferences: the person's preferences; copied
 *
 * In an open diary, the reminders and trends follow.
 */
void
aft_diary_loader_set_preferences (AftDiaryLoader *self, const AftPreferences *preferences)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  self->day_start_minutes = preferences->day_start_minutes;
  aft_store_set_preferences (self->store, preferences);
  if (!self->opened)
    return;

  aft_store_run_async (self->store, sync_reminders, NULL, NULL, self->cancellable,
                       reminders_synced_cb, NULL);
  aft_diary_loader_load_trends (self);
}

/**
 * aft_diary_loader_load:
 *
 * Opens the diary if it isn't open, then loads it. While that is under way, one more load is queued.
 */
void
aft_diary_loader_load (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  if (self->busy)
    {
      self->again = TRUE;
      return;
    }

  self->busy = TRUE;
  self->again = FALSE;
  /* All queued at once: the worker reads the diary while the main loop is still busy with GTK. */
  if (!self->opened)
    aft_store_open_async (self->store, self->cancellable, opened_cb, g_object_ref (self));
  aft_store_load_async (self->store, self->cancellable, loaded_cb, g_object_ref (self));
  aft_store_load_trends_async (self->store, self->day_start_minutes, self->cancellable,
                               trends_loaded_cb, g_object_ref (self));
}

/**
 * aft_diary_loader_load_trends:
 *
 * Loads the trends again, if the diary is open. The former ones stay until then.
 */
void
aft_diary_loader_load_trends (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  if (self->opened)
    aft_store_load_trends_async (self->store, self->day_start_minutes, self->cancellable,
                                 trends_loaded_cb, g_object_ref (self));
}

/**
 * aft_diary_loader_reopen:
 *
 * Opens and loads the diary again after the store has closed it (aft_store_salvage_async()).
 */
void
aft_diary_loader_reopen (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  self->opened = FALSE;
  aft_diary_loader_load (self);
}

/**
 * aft_diary_loader_check_external_changes:
 *
 * Checks whether the file is still the one that was loaded, and loads it again if it isn't. This is
 * cheap, and may be called at any time.
 */
void
aft_diary_loader_check_external_changes (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  if (self->opened)
    aft_store_check_external_changes (self->store);
  else if (self->error != NULL)
    aft_diary_loader_load (self);
}

/**
 * aft_diary_loader_expire_trash:
 *
 * Deletes what has been in the trash for long enough, if the diary is open.
 */
void
aft_diary_loader_expire_trash (AftDiaryLoader *self)
{
  g_return_if_fail (AFT_IS_DIARY_LOADER (self));

  if (self->opened)
    aft_store_run_async (self->store, expire_trash, NULL, NULL, self->cancellable, trash_expired_cb,
                         NULL);
}

/**
 * aft_diary_loader_get_entries:
 *
 * Returns: (transfer none) (nullable): what was loaded last; NULL until loaded, and if the diary was
 *   moved away or turned out to be damaged
 */
const AftRecentEntries *
aft_diary_loader_get_entries (AftDiaryLoader *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LOADER (self), NULL);

  return self->entries;
}

/**
 * aft_diary_loader_get_trends:
 *
 * Returns: (transfer none) (nullable): the trends of the entries; NULL until loaded, a moment later
 */
AftTrends *
aft_diary_loader_get_trends (AftDiaryLoader *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LOADER (self), NULL);

  return self->trends;
}

/**
 * aft_diary_loader_get_error:
 *
 * Returns: (transfer none) (nullable): why the diary couldn't be opened or loaded the last time
 */
const GError *
aft_diary_loader_get_error (AftDiaryLoader *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_LOADER (self), NULL);

  return self->error;
}
