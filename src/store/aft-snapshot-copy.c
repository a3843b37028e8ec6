/* aft-snapshot-copy.c: takes a snapshot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"
#include "aft-snapshot-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-db-file-private.h"
#include "aft-local-zone.h"

/* Files left by a crash are deleted once they are this old. Nothing still being written is. */
#define PARTIAL_KEPT_US G_TIME_SPAN_DAY

typedef struct
{
  AftDb source; /* a separate connection in a read transaction, so that no writer has to wait */
  AftDb target;
  char *folder;
  AftSnapshotReason reason;
  gint64 taken_at_us;
} AftSnapshotCopy;

static gboolean
fail (AftSnapshotCopy *self, AftStoreError code, const char *words, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, code,
      /* Translators: %1$s is the path of a folder, %2$s is the system's own message */
      _ ("Could not save a copy of the diary in %1$s: %2$s. Nothing in the diary was changed."),
      self->folder, words);

  return FALSE;
}

/* For a file size limit SQLite only says "disk I/O error"; the system says why. */
static gboolean
fail_target (AftSnapshotCopy *self, GError **error)
{
  int code = sqlite3_errcode (self->target.handle);
  int system_code = sqlite3_system_errno (self->target.handle);
  gboolean known = (code & 0xff) == SQLITE_IOERR && system_code != 0;

  return fail (self, aft_store_error_from_sqlite (self->target.handle, code),
               known ? g_strerror (system_code) : sqlite3_errmsg (self->target.handle), error);
}

static gboolean
fail_system (AftSnapshotCopy *self, int code, GError **error)
{
  return fail (self, aft_store_error_from_errno (code), g_strerror (code), error);
}

static gboolean
make_folder (AftSnapshotCopy *self, GError **error)
{
  if (g_mkdir (self->folder, 0700) != 0 && errno != EEXIST)
    return fail_system (self, errno, error);
  if (g_chmod (self->folder, 0700) != 0)
    g_debug ("Cannot narrow the permissions of %s: %s", self->folder, g_strerror (errno));

  return TRUE;
}

/* A separate connection, with its read transaction already begun: SQLite would only begin one with
 * the first read. */
static gboolean
open_source (AftSnapshotCopy *self, GError **error)
{
  int code = aft_db_open_private (self->source.path, FALSE, &self->source.handle);
  gint64 ignored;

  if (code != SQLITE_OK)
    return aft_db_fail (&self->source, code, error);
  aft_db_wait_for_others (&self->source);

  return aft_db_exec (&self->source, "BEGIN", error) &&
         aft_db_get_int64 (&self->source, "SELECT count (*) FROM sqlite_schema", &ignored, error);
}

static gboolean
open_target (AftSnapshotCopy *self, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, AFT_PARTIAL, NULL);

  self->target.path = g_build_filename (self->folder, name, NULL);
  if (aft_db_open_private (self->target.path, TRUE, &self->target.handle) != SQLITE_OK)
    return fail_target (self, error);

  /* It has no name yet: nobody needs it after a crash, and it is synced as a whole at the end. */
  return sqlite3_exec (self->target.handle, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF",
                       NULL, NULL, NULL) == SQLITE_OK ||
         fail_target (self, error);
}

static gboolean
copy_pages (AftSnapshotCopy *self, GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (self->target.handle, "main", self->source.handle, "main");
  gint64 end_us =
      g_get_monotonic_time () + AFT_DB_BUSY_TIMEOUT_MS * (gint64) G_TIME_SPAN_MILLISECOND;
  int code;

  if (backup == NULL)
    return fail_target (self, error);
  /* Nobody else knows the target. But without file locks, SQLite would consider it busy forever. */
  do
    code = sqlite3_backup_step (backup, -1);
  while ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && g_get_monotonic_time () < end_us);
  sqlite3_backup_finish (backup);

  /* The fault is in the target: a page of the source would have been read in any case. */
  return code == SQLITE_DONE || fail_target (self, error);
}

/* Makes it a complete file, without a write-ahead log beside it. */
static gboolean
check_target (AftSnapshotCopy *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  if (sqlite3_exec (self->target.handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) !=
          SQLITE_OK ||
      sqlite3_prepare_v2 (self->target.handle, "PRAGMA quick_check (1)", -1, &statement, NULL) !=
          SQLITE_OK ||
      sqlite3_step (statement) != SQLITE_ROW)
    return fail_target (self, error);
  if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0)
    return fail (self, AFT_STORE_ERROR_CORRUPT, (const char *) sqlite3_column_text (statement, 0),
                 error);

  return TRUE;
}

static gboolean
sync_path (AftSnapshotCopy *self, const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0 || fsync (fd) != 0)
    code = errno;
  if (fd >= 0)
    g_close (fd, NULL);

  return code == 0 || fail_system (self, code, error);
}

/* Deletes surplus snapshots, and what crashes have left behind. */
static void
tidy (AftSnapshotCopy *self, int day_start_minutes)
{
  g_autoptr (GTimeZone) zone = aft_local_zone_new ();
  g_autoptr (GPtrArray) snapshots = aft_snapshot_list_names (self->folder, NULL);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  GStatBuf folder;
  const char *name;

  if (snapshots != NULL)
    old = aft_snapshot_choose_old (snapshots, zone, day_start_minutes, self->taken_at_us);
  for (guint i = 0; old != NULL && i < old->len; i++)
    g_unlink (((AftSnapshot *) g_ptr_array_index (old, i))->path);

  /* The file system has its own clock, and has just dated the new snapshot. */
  if (g_stat (self->folder, &folder) != 0)
    return;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      GStatBuf status;

      if (strstr (name, AFT_PARTIAL) != NULL && g_stat (path, &status) == 0 &&
          (folder.st_mtime - status.st_mtime) * G_USEC_PER_SEC > PARTIAL_KEPT_US)
        g_unlink (path);
    }
}

/* The file gets its name only once all of it is on disk. */
static gboolean
give_name (AftSnapshotCopy *self, char **path, GError **error)
{
  g_autofree char *name = NULL;

  sqlite3_close (g_steal_pointer (&self->target.handle));
  if (!sync_path (self, self->target.path, O_RDWR, error))
    return FALSE;
  name = aft_snapshot_make_path (self->folder, self->reason, &self->taken_at_us);
  if (g_rename (self->target.path, name) != 0)
    return fail_system (self, errno, error);
  g_clear_pointer (&self->target.path, g_free);
  if (!sync_path (self, self->folder, O_RDONLY | O_DIRECTORY, error))
    return FALSE;
  if (path != NULL)
    *path = g_steal_pointer (&name);

  return TRUE;
}

/**
 * aft_db_take_snapshot:
 * @reason: why
 * @path: (out) (optional) (transfer full): where it is
 *
 * Copies the diary as it is now on disk, and deletes surplus snapshots. Don't call this inside a
 * transaction.
 *
 * Returns: %TRUE once the copy is on disk and was read back. %AFT_STORE_ERROR_FULL,
 *   %AFT_STORE_ERROR_READ_ONLY: about the snapshot folder; %AFT_STORE_ERROR_CORRUPT: the diary is
 *   damaged
 */
gboolean
aft_db_take_snapshot (AftDb *self, AftSnapshotReason reason, char **path, GError **error)
{
  g_autofree char *folder = NULL;
  AftSnapshotCopy copy = { .source = { .path = self->path }, .reason = reason };
  gboolean ok;

  g_return_val_if_fail (sqlite3_get_autocommit (self->handle), FALSE);

  folder = aft_snapshot_get_folder (self->path);
  copy.folder = folder;
  copy.taken_at_us = aft_clock_now ();
  ok = make_folder (&copy, error) && open_source (&copy, error) && open_target (&copy, error) &&
       copy_pages (&copy, error) && check_target (&copy, error) && give_name (&copy, path, error);
  aft_db_rollback (&copy.source);
  sqlite3_close (copy.source.handle);
  sqlite3_close (copy.target.handle);
  if (ok)
    tidy (&copy, self->preferences.day_start_minutes);
  else if (copy.target.path != NULL)
    g_unlink (copy.target.path);
  g_free (copy.target.path);

  return ok;
}
