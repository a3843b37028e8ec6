/* aft-db-log.c: the write-ahead log: moves it into the diary, or sets it aside if it is another
 * diary's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"
#include "aft-db-log-private.h"
#include "aft-snapshot.h"

#include <errno.h>
#include <string.h>

#define ASIDE "-log-of-another-diary"
#define UNREPORTED ".untold"

/* --- folding it into the main file ----------------------------------------------------------- */

/**
 * aft_db_is_folded:
 *
 * Returns: whether everything is in the main file, so that a copy of it would be complete
 */
gboolean
aft_db_is_folded (AftDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !aft_log_exists (self->path);
}

/**
 * aft_db_fold:
 *
 * Moves the contents of the write-ahead log into the main file, so that a copy of the main file is
 * complete. Doesn't wait: while others read or write, less is moved.
 *
 * Returns: whether the log is empty now
 */
gboolean
aft_db_fold (AftDb *self)
{
  int forbidden = TRUE;
  gboolean ours;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  if (aft_db_is_folded (self))
    return TRUE;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &forbidden);
  if (forbidden || self->files[AFT_DB_FILE_WAL].inode == 0 ||
      !sqlite3_get_autocommit (self->handle) || !aft_db_is_in_place (self))
    return FALSE;

  sqlite3_busy_handler (self->handle, NULL, NULL);
  code = sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  ours = code == SQLITE_OK && aft_db_check_log (self, NULL);
  aft_db_rollback (self);
  if (ours)
    {
      /* Most of it without a lock, so that a writer only waits for the short rest. */
      sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      code =
          sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
  aft_db_wait_for_others (self);
  if (code != SQLITE_OK)
    g_debug ("The log of %s is not folded in yet: %s", self->path, sqlite3_errstr (code));

  return ours && code == SQLITE_OK;
}

/* --- setting it aside ------------------------------------------------------------------------ */

static gboolean
is_sound_alone (const char *path)
{
  AftDb alone = { .path = (char *) path, .distrusted = TRUE };
  gboolean sound = aft_db_open_immutable (&alone, NULL) && aft_db_check_kind (&alone, NULL) &&
                   aft_db_check_content (&alone, NULL);

  sqlite3_close (alone.handle);

  return sound;
}

/* Returns: (transfer full): an unused name in the folder of the diary or of its snapshots */
static char *
make_aside (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("%s-%.8s" ASIDE UNREPORTED, stamp, id);

  return g_build_filename (folder, name, NULL);
}

/* @status: of the log that was examined; any other log is left alone. The log goes beside the
 *   snapshots, so that Erase Everything finds it, or beside the diary if that isn't possible. */
static gboolean
set_aside (const char *path, const GStatBuf *status)
{
  g_autofree char *log = aft_log_get_path (path);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *snapshots = aft_snapshot_get_folder (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *aside = make_aside (snapshots);
  GStatBuf present;

  if (g_stat (log, &present) != 0 || present.st_ino != status->st_ino)
    return FALSE;
  g_mkdir (snapshots, 0700);
  if (g_rename (log, aside) != 0)
    {
      g_free (aside);
      aside = make_aside (folder);
      if (g_rename (log, aside) != 0)
        return FALSE;
    }
  /* Only an index of the log. Programs that have it open keep using it, not the new one. */
  g_unlink (index);
  g_message ("The log beside %s is that of another diary. It was set aside as %s.", path, aside);

  return TRUE;
}

/* Returns: (transfer full) (nullable): the first one not reported yet */
static char *
find_unreported (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ASIDE UNREPORTED))
        return g_build_filename (folder, name, NULL);
    }

  return NULL;
}

/**
 * aft_log_take_unreported:
 * @path: the path of a diary
 *
 * Finds a log that any program has set aside since the last call.
 *
 * Returns: (transfer full) (nullable): where it is kept, to tell the person
 */
char *
aft_log_take_unreported (const char *path)
{
  g_autofree char *snapshots = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *unreported = NULL;
  g_autofree char *reported = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  snapshots = aft_snapshot_get_folder (path);
  folder = g_path_get_dirname (path);
  unreported = find_unreported (snapshots);
  if (unreported == NULL)
    unreported = find_unreported (folder);
  if (unreported == NULL)
    return NULL;
  reported = g_strndup (unreported, strlen (unreported) - strlen (UNREPORTED));

  return g_rename (unreported, reported) == 0 ? g_steal_pointer (&reported)
                                              : g_steal_pointer (&unreported);
}

/* SQLite deletes a log beside a main file that is empty or missing, although that file may only
 * just have been moved away. The files are checked in this order so that a diary being created
 * isn't mistaken for one of these. */
void
aft_db_keep_lone_log (const char *path)
{
  GStatBuf log;
  GStatBuf main;

  if (!aft_log_stat (path, &log) || log.st_size <= AFT_LOG_HEADER)
    return;
  if (g_stat (path, &main) != 0 ? errno == ENOENT : main.st_size == 0)
    set_aside (path, &log);
}

/* Within a process, SQLite gives all connections to a file the same index of its log, which can't
 * be replaced while one of them is open. */
static GHashTable *open_here; /* device and inode, and how many connections */
static GMutex open_here_mutex;

static char *
make_key (AftFileId file)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64) file.device,
                          (guint64) file.inode);
}

static gboolean
is_open_here (const char *path)
{
  g_autofree char *key = NULL;
  gboolean found;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return FALSE;
  key = make_key ((AftFileId){ .device = status.st_dev, .inode = status.st_ino });
  g_mutex_lock (&open_here_mutex);
  found = open_here != NULL && g_hash_table_contains (open_here, key);
  g_mutex_unlock (&open_here_mutex);

  return found;
}

/*
 * aft_db_count_open:
 * @change: 1 once @self is open and its place is known, -1 before it is closed
 */
void
aft_db_count_open (AftDb *self, int change)
{
  g_autofree char *key = make_key (self->files[AFT_DB_FILE_MAIN]);
  int n;

  g_mutex_lock (&open_here_mutex);
  if (open_here == NULL)
    open_here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_INT (g_hash_table_lookup (open_here, key)) + change;
  if (n > 0)
    g_hash_table_insert (open_here, g_steal_pointer (&key), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (open_here, key);
  g_mutex_unlock (&open_here_mutex);
  self->counted = change > 0;
}

/* A diary of a newer version is ours too. */
static gboolean
is_ours_and_sound (AftDb *self)
{
  g_autoptr (GError) error = NULL;

  return aft_db_check_kind (self, &error)
             ? aft_db_check_content (self, NULL)
             : g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_TOO_NEW);
}

/* Whether the log is another diary's, and the main file is sound without it. Called under the write
 * lock, unless the log makes so little sense that the lock can't be taken. */
static gboolean
is_stray (AftDb *self)
{
  g_autofree char *present = aft_db_get_write_id (self, NULL);
  g_autofree char *alone = NULL;
  AftLogKind kind = aft_db_classify_log (self, present, &alone);

  if (kind == AFT_LOG_UNKNOWN && is_ours_and_sound (self))
    kind = AFT_LOG_OURS;

  return kind != AFT_LOG_OURS && is_sound_alone (self->path);
}

/*
 * aft_db_examine_log:
 * @self: just opened, with nothing read yet
 *
 * Examines the log before it is used.
 *
 * Returns: %AFT_LOG_STRAY: it is another diary's, and the main file is sound without it;
 *   %AFT_LOG_UNKNOWN: another program is writing or examining it right now
 */
AftLogKind
aft_db_examine_log (AftDb *self)
{
  g_autofree char *alone = NULL;
  AftLogKind kind;
  int code;

  /* A match is certain even without a lock; a missing match may only have been overlooked. */
  if (!aft_log_exists (self->path) || aft_db_classify_log (self, NULL, &alone) == AFT_LOG_OURS)
    return AFT_LOG_OURS;
  code = sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) & 0xff;
  if (code == SQLITE_BUSY)
    return AFT_LOG_UNKNOWN;
  kind = code != SQLITE_READONLY && is_stray (self) ? AFT_LOG_STRAY : AFT_LOG_OURS;
  aft_db_rollback (self);

  return kind;
}

/* Removes what another diary left beside this one. A log with content is kept elsewhere. */
static gboolean
clear (AftDb *self)
{
  g_autofree char *log = aft_log_get_path (self->path);
  g_autofree char *index = g_strconcat (self->path, "-shm", NULL);
  GStatBuf status;

  if (aft_log_stat (self->path, &status) && status.st_size > AFT_LOG_HEADER)
    {
      if (is_stray (self) && !set_aside (self->path, &status))
        return FALSE;
    }
  else
    {
      g_unlink (log);
    }
  g_unlink (index);

  return TRUE;
}

/*
 * aft_db_clear_beside:
 * @path: the path of a diary that this process doesn't have open
 *
 * SQLite finds the log and its index by name. Programs that have a moved or replaced diary open may
 * still use the ones of that diary, and two main files that share an index lose what is written to
 * either. So the first to open a diary starts with a new index, and without a log that isn't the
 * diary's. This takes exclusive access to the file: nobody else may come in with the old ones
 * meanwhile.
 *
 * Returns: whether this is done; %FALSE while another program has the diary open
 */
gboolean
aft_db_clear_beside (const char *path)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  AftDb alone = { .path = (char *) path, .distrusted = TRUE };
  GStatBuf status;
  gboolean done;
  int code;

  if (is_open_here (path) || (!aft_log_stat (path, &status) && g_stat (index, &status) != 0))
    return TRUE;

  code = aft_db_open_private (path, FALSE, &alone.handle);
  if (code == SQLITE_OK)
    {
      aft_db_set_checkpoint_on_close (&alone, FALSE);
      /* Before the first read: the whole file is then locked, and the index is in memory. */
      sqlite3_exec (alone.handle, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
      code = sqlite3_exec (alone.handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL) & 0xff;
    }
  /* SQLite keeps the lock if what it protects makes no sense. */
  done = (code == SQLITE_OK || code == SQLITE_CORRUPT || code == SQLITE_NOTADB) && clear (&alone);
  aft_db_rollback (&alone);
  sqlite3_close (alone.handle);

  return done;
}
