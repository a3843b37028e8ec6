/* aft-store-worker.c: the diary on the worker: opens it, follows its path, and copies it once a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-store-worker.h"

#include "aft-db-file-private.h"
#include "aft-db-rows-private.h"
#include "aft-local-zone.h"
#include "aft-snapshot-private.h"

AftStoreWorker *
aft_store_worker_new (const char *path)
{
  AftStoreWorker *self = g_new0 (AftStoreWorker, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = path != NULL ? g_strdup (path) : aft_db_get_default_path ();

  return self;
}

AftStoreWorker *
aft_store_worker_ref (AftStoreWorker *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
aft_store_worker_unref (AftStoreWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  aft_db_close (self->db);
  g_clear_error (&self->error);
  g_free (self->snapshot_error);
  g_free (self->path);
  g_free (self);
}

/* --- the daily snapshot ------------------------------------------------------------------ */

static gboolean
is_empty (AftDb *db)
{
  g_autofree char *any = aft_db_unite_tables ("EXISTS (SELECT 1 FROM %s)", " + ");
  g_autofree char *sql = g_strconcat ("SELECT ", any, NULL);
  gint64 n_rows;

  return aft_db_get_int64 (db, sql, &n_rows, NULL) && n_rows == 0;
}

/* Copies the diary before its first write of the day. A failure never prevents a save; the next day
 * tries again. */
static void
before_write_cb (AftDb *db, gpointer data)
{
  AftStoreWorker *self = data;
  g_autoptr (GTimeZone) zone = aft_local_zone_new ();
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us = aft_clock_now ();
  AftDay today = aft_day_of (now_us, zone, db->preferences.day_start_minutes);

  if (self->snapshot_day == today)
    return;
  self->snapshot_day = today;
  folder = aft_snapshot_get_folder (db->path);
  if (is_empty (db) || aft_snapshot_has_today (folder, AFT_SNAPSHOT_DAILY, zone,
                                               db->preferences.day_start_minutes, now_us, &error))
    return;

  if (error == NULL)
    aft_db_take_snapshot (db, AFT_SNAPSHOT_DAILY, NULL, &error);
  if (error != NULL)
    g_message ("No snapshot today: %s", error->message);
  g_free (self->snapshot_error);
  self->snapshot_error = error != NULL ? g_strdup (error->message) : NULL;
}

/* --- opening ------------------------------------------------------------------------------- */

/*
 * aft_store_worker_open:
 *
 * Opens the file at the path, which isn't open yet.
 *
 * Returns: whether it is open; if not, self->error also says why
 */
gboolean
aft_store_worker_open (AftStoreWorker *self, const AftPreferences *preferences, GError **error)
{
  g_clear_error (&self->error);
  self->db = aft_db_open_or_read (self->path, !self->found, &self->error);
  if (self->db == NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->error);
      return FALSE;
    }
  self->found = TRUE;
  self->damaged = FALSE;
  self->db->unchecked = TRUE;
  aft_db_set_preferences (self->db, preferences);
  self->data_version = aft_db_get_data_version (self->db);
  if (!aft_db_is_read_only (self->db))
    {
      self->db->before_write = before_write_cb;
      self->db->before_write_data = self;
    }

  return TRUE;
}

static void
reopen (AftStoreWorker *self, const AftPreferences *preferences)
{
  self->snapshot_day = AFT_DAY_NONE;
  g_clear_pointer (&self->db, aft_db_close);
  aft_store_worker_open (self, preferences, NULL);
}

/*
 * aft_store_worker_follow_path:
 * @unopened: whether the next job doesn't need an open diary
 * @changed: (inout): set to TRUE if the diary was reopened
 *
 * Opens the file that is at the path now before doing anything else. A write meant for the other
 * diary is refused, and the person sees where it would have gone.
 *
 * Returns: whether another diary is now open in place of a writable one
 */
gboolean
aft_store_worker_follow_path (AftStoreWorker *self,
                              const AftPreferences *preferences,
                              gboolean unopened,
                              gboolean *changed)
{
  gboolean missing = self->db == NULL && self->found && self->error != NULL;
  gboolean replaced;

  if (self->db != NULL ? aft_db_is_current (self->db) : !missing || unopened)
    return FALSE;
  replaced = self->db != NULL && !aft_db_is_read_only (self->db);
  reopen (self, preferences);
  if (self->db != NULL)
    self->db->replaced = replaced || missing;
  *changed = TRUE;

  return replaced;
}

/* After a failed job: if the diary may no longer be written, reopens it for reading. */
void
aft_store_worker_check_permission (AftStoreWorker *self, const AftPreferences *preferences)
{
  if (self->db != NULL && !aft_db_is_read_only (self->db) && !aft_db_may_be_written (self->path))
    reopen (self, preferences);
}

/*
 * aft_store_worker_note_damage:
 * @error: (nullable): the error of a failed job
 *
 * Finds out whether @error is about the diary, rather than a snapshot that the job read.
 */
void
aft_store_worker_note_damage (AftStoreWorker *self, const GError *error)
{
  g_autoptr (GError) damage = NULL;

  if (self->damaged || !g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    return;
  self->damaged =
      self->db == NULL || (!aft_db_check (self->db, &damage) &&
                           g_error_matches (damage, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT));
}
