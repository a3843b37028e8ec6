/* aft-db-open.c: opening and closing the diary database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"
#include "aft-db-log-private.h"
#include "aft-db-migrations-private.h"
#include "aft-salvage-private.h"
#include "aft-snapshot.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often to look at a database that another process is creating. */
#define PROBE_TRIES 6
#define PROBE_PAUSE_US (20 * G_TIME_SPAN_MILLISECOND)
/* Switching to WAL needs exclusive access for a moment, and ignores the busy timeout. */
#define WAL_TRIES 20
#define WAL_PAUSE_US (25 * G_TIME_SPAN_MILLISECOND)
/* A program that has a replaced diary open notices within moments, and closes it. */
#define CLEAR_TRIES 200
#define CLEAR_PAUSE_US (10 * G_TIME_SPAN_MILLISECOND)

/**
 * aft_db_get_default_path:
 *
 * Returns: (transfer full): $XDG_DATA_HOME/aftercare/diary.db
 */
char *
aft_db_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "aftercare", "diary.db", NULL);
}

/* Creates the folder of the diary with access for its owner only. The permissions of an existing
 * folder are restricted only if it is our own: a diary opened by path may be in a shared folder. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *default_path = aft_db_get_default_path ();
  g_autofree char *default_folder = g_path_get_dirname (default_path);
  int code;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      code = errno;
      g_set_error (error, AFT_STORE_ERROR, aft_store_error_from_errno (code),
                   /* Translators: %1$s is the path of a folder, %2$s is the system's message */
                   _ ("Could not create the folder %1$s for the diary: %2$s"), folder,
                   g_strerror (code));
      return FALSE;
    }
  if (g_strcmp0 (folder, default_folder) == 0 && g_chmod (folder, 0700) != 0)
    g_debug ("Cannot narrow the permissions of %s: %s", folder, g_strerror (errno));

  return TRUE;
}

/* By path: this process must never open and close the file outside SQLite, because closing it would
 * drop SQLite's locks. */
static void
narrow_file (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (status.st_mode & 077) != 0 && g_chmod (path, 0600) != 0)
    g_warning ("Cannot narrow the permissions of %s: %s", path, g_strerror (errno));
}

static void
narrow_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      narrow_file (file);
    }
}

/* Whether a file beside the diary has any content. */
static gboolean
has_beside (const char *path, const char *suffix)
{
  g_autofree char *beside = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (beside, &status) == 0 && status.st_size > 0;
}

/*
 * Looks only at the main file, without locks, journal or WAL, so that a file we refuse isn't
 * touched and no file is created beside it.
 *
 * If another program is checkpointing its log right now, or was killed while it did, the file makes
 * no sense by itself, but does with the log. With a journal it may be half-finished in any way,
 * even a diary being created, until the journal is rolled back. SQLite's locks will tell.
 */
static gboolean
probe (const char *path, GError **error)
{
  g_autoptr (GError) last_error = NULL;

  for (int i = 0; i < PROBE_TRIES; i++)
    {
      AftDb look = { .path = (char *) path, .distrusted = TRUE };
      gboolean ok;

      if (i > 0)
        g_usleep (PROBE_PAUSE_US);
      g_clear_error (&last_error);
      ok = aft_db_open_immutable (&look, &last_error) && aft_db_check_kind (&look, &last_error);
      sqlite3_close (look.handle);
      if (ok)
        return TRUE;
      if (has_beside (path, "-journal") ||
          (has_beside (path, "-wal") &&
           g_error_matches (last_error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT)))
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&last_error));

  return FALSE;
}

static gboolean
switch_to_wal (AftDb *self, GError **error)
{
  for (int i = 0; i < WAL_TRIES; i++)
    {
      g_autoptr (AftStatement) statement =
          aft_db_prepare (self, "PRAGMA journal_mode = WAL", error);
      int code;

      if (statement == NULL)
        return FALSE;
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        {
          if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "wal") == 0)
            return TRUE;
          /* A file system without shared memory: the rollback journal is just as safe, only
           * slower. */
          g_message ("%s: write-ahead logging is not possible here", self->path);
          return TRUE;
        }
      if ((code & 0xff) != SQLITE_BUSY)
        return aft_db_fail (self, code, error);
      g_usleep (WAL_PAUSE_US);
    }

  return aft_db_fail (self, SQLITE_BUSY, error);
}

static gboolean
fail_absent (const char *path, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               /* Translators: %s is the path of a file */
               _ ("There is no diary at %s yet."), path);

  return FALSE;
}

/* Keeps a copy of a diary of an older version. A new diary has nothing to keep.
 * @make: whether to create a diary in an empty file. A kill during its creation leaves such a file;
 *   to a program that only reads, there is no diary yet. */
static gboolean
keep_for_migration (AftDb *self, gboolean make, GError **error)
{
  gint64 version;

  if (!aft_db_get_int64 (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == 0 && !make)
    return fail_absent (self->path, error);

  return version == 0 || version >= aft_db_get_newest_version () ||
         aft_db_take_snapshot (self, AFT_SNAPSHOT_MIGRATION, NULL, error);
}

static gboolean
set_up (AftDb *self, gboolean make, GError **error)
{
  aft_db_wait_for_others (self);
  if (!aft_db_check_kind (self, error))
    return FALSE;
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    return aft_db_fail (self, SQLITE_READONLY, error);
  aft_db_set_checkpoint_on_close (self, TRUE);

  aft_db_distrust_schema (self);

  /* synchronous=FULL: every commit is on disk before it returns. secure_delete: what is deleted for
   * good is overwritten. */
  return aft_db_exec (self, "PRAGMA synchronous = FULL", error) &&
         aft_db_exec (self, "PRAGMA foreign_keys = ON", error) &&
         aft_db_exec (self, "PRAGMA secure_delete = ON", error) &&
         keep_for_migration (self, make, error) &&
         aft_db_migrate (self, aft_migrations, aft_n_migrations, error) &&
         switch_to_wal (self, error);
}

/* SQLite would open it anyway, and leave an empty log beside it. */
static gboolean
check_permission (const char *path, GError **error)
{
  AftDb look = { .path = (char *) path };

  return g_access (path, W_OK) == 0 || aft_db_fail (&look, SQLITE_READONLY, error);
}

/* Returns: whether @path can be opened or, with @create, created */
static gboolean
prepare_path (const char *path, gboolean create, GError **error)
{
  switch (aft_db_look (path, error))
    {
    case AFT_FILE_PRESENT:
      return probe (path, error) && check_permission (path, error);
    case AFT_FILE_ABSENT:
      if (create)
        return make_folder (path, error);
      return fail_absent (path, error);
    case AFT_FILE_UNKNOWN:
    default:
      return FALSE;
    }
}

/* A connection with nothing open yet. */
AftDb *
aft_db_new (const char *path)
{
  AftDb *self = g_new0 (AftDb, 1);

  self->path = g_strdup (path);
  self->distrusted = TRUE;
  aft_preferences_init (&self->preferences);

  return self;
}

/* Returns: an SQLite result code; %SQLITE_BUSY: the log at the path is another diary's, and another
 *   program keeps it open */
static int
open_handle (AftDb *self, gboolean create)
{
  AftLogKind kind = AFT_LOG_OURS;

  for (int i = 0; i < CLEAR_TRIES; i++)
    {
      gboolean cleared = aft_db_clear_beside (self->path);
      int code = aft_db_open_private (self->path, create, &self->handle);

      if (code != SQLITE_OK)
        return code;
      /* Until it is known to be ours, not even its WAL is checkpointed. */
      aft_db_set_checkpoint_on_close (self, FALSE);
      kind = cleared ? AFT_LOG_OURS : aft_db_examine_log (self);
      /* A program that writes for this long has examined it already. */
      if (kind == AFT_LOG_OURS || (kind == AFT_LOG_UNKNOWN && i == CLEAR_TRIES - 1))
        return SQLITE_OK;
      g_clear_pointer (&self->handle, sqlite3_close);
      g_usleep ((gulong) g_random_int_range (CLEAR_PAUSE_US, 2 * CLEAR_PAUSE_US));
    }

  return SQLITE_BUSY;
}

static AftDb *
open_any (const char *path, gboolean create, gboolean make, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  AftDb *self;
  int code;

  aft_db_keep_lone_log (absolute);
  if (!prepare_path (absolute, create, error))
    return NULL;

  self = aft_db_new (absolute);
  code = open_handle (self, create);
  if (code != SQLITE_OK)
    {
      aft_db_fail (self, code, error);
      aft_db_close (self);
      return NULL;
    }
  if (!set_up (self, make, error))
    {
      aft_db_close (self);
      return NULL;
    }
  if (!aft_db_note_place (self, error))
    {
      aft_db_close (self);
      return NULL;
    }
  aft_db_count_open (self, 1);
  narrow_files (self->path);
  self->distrusted = FALSE;
  /* Count writes to the diary, not to the schema. */
  self->n_writes = 0;

  return self;
}

/**
 * aft_db_open:
 * @path: the file
 * @create: whether to create a file that doesn't exist
 *
 * Opens the diary, and creates or migrates it if necessary. Only the owner can access the file, its
 * -wal and its -shm (0600), and the folder (0700) if it was created here or is the default one. A
 * file that is refused isn't changed. If a rescue was interrupted, which may have left the file
 * empty, the diary counts as damaged until the rescue is finished.
 *
 * Returns: (transfer full) (nullable): free with aft_db_close(). %G_IO_ERROR_NOT_FOUND: there is
 *   certainly no such file, and @create is %FALSE. %AFT_FILE_ERROR_UNREACHABLE: it isn't known
 *   whether there is one. %AFT_STORE_ERROR_FOREIGN, %AFT_STORE_ERROR_TOO_NEW,
 *   %AFT_STORE_ERROR_CORRUPT: not a diary that this program can read. Others: see #AftStoreError
 */
AftDb *
aft_db_open (const char *path, gboolean create, GError **error)
{
  g_autofree char *unfinished = NULL;

  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  if (!aft_salvage_mark_get_unfinished (path, &unfinished, error))
    return NULL;
  if (unfinished != NULL)
    {
      g_set_error (
          error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT,
          /* Translators: both are paths of files */
          _ ("The rescue of the damaged diary %1$s was interrupted. The damaged file is kept as %2$s. Open Aftercare to finish the rescue."),
          path, unfinished);
      return NULL;
    }

  return open_any (path, create, create, error);
}

/* Like aft_db_open(), for a diary whose rescue isn't finished. */
AftDb *
aft_db_open_unfinished (const char *path, GError **error)
{
  return open_any (path, FALSE, TRUE, error);
}

/**
 * aft_db_close:
 * @self: (nullable) (transfer full)
 *
 * Rolls back anything uncommitted. Files that are no longer those of @self stay as they are.
 */
void
aft_db_close (AftDb *self)
{
  if (self == NULL)
    return;
  if (self->counted)
    aft_db_count_open (self, -1);
  aft_db_leave_place (self);
  if (self->handle != NULL)
    aft_db_fold (self);
  if (self->handle != NULL && sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: closed with statements open", self->path);
  g_free (self->path);
  g_free (self);
}

/**
 * aft_db_abandon:
 * @self: (nullable) (transfer full)
 *
 * Like aft_db_close(), but leaves the file as it is for a rescue: its log isn't checkpointed.
 */
void
aft_db_abandon (AftDb *self)
{
  if (self != NULL && self->handle != NULL)
    aft_db_set_checkpoint_on_close (self, FALSE);
  aft_db_close (self);
}

/**
 * aft_db_set_preferences:
 * @preferences: copied
 *
 * Sets what later plans, and the reminders that follow from them, are based on.
 */
void
aft_db_set_preferences (AftDb *self, const AftPreferences *preferences)
{
  g_return_if_fail (self != NULL && preferences != NULL);

  self->preferences = *preferences;
}

/**
 * aft_db_get_data_version:
 *
 * Returns: a number that changes when another connection, in this process or another, writes; -1 if
 *   it can't be read
 */
gint64
aft_db_get_data_version (AftDb *self)
{
  gint64 version;

  g_return_val_if_fail (self != NULL, -1);

  return aft_db_get_int64 (self, "PRAGMA data_version", &version, NULL) ? version : -1;
}

/** aft_db_get_path: the absolute path that it was opened with. */
const char *
aft_db_get_path (AftDb *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}
