/* aft-db-file.c: examines the file of a diary, and opens it without harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-file-private.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-db-log-private.h"
#include "aft-db-migrations-private.h"

/*
 * aft_db_look:
 * @path: the path of a diary
 *
 * The only way to find out whether there is a diary. SQLite also opens the files beside it, so
 * those must be regular files or missing.
 *
 * Returns: like aft_file_look(); never treat %AFT_FILE_UNKNOWN as %AFT_FILE_ABSENT
 */
AftFileState
aft_db_look (const char *path, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  AftFileState state = aft_file_look (path, NULL, error);

  if (state == AFT_FILE_PRESENT && g_access (path, R_OK) != 0)
    return aft_file_fail (path, errno, error);
  for (gsize i = 0; state == AFT_FILE_PRESENT && i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

      if (aft_file_look (beside, NULL, error) == AFT_FILE_UNKNOWN)
        return AFT_FILE_UNKNOWN;
    }

  return state;
}

/* Whether the permissions of an existing file and its folder allow this. */
gboolean
aft_db_may_be_written (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

/* Whether @self is a diary that this program may write. Everything is read in one state of the
 * file, because another process may be creating the diary right now. */
gboolean
aft_db_check_kind (AftDb *self, GError **error)
{
  gint64 application_id, version, n_objects;
  gboolean begun;
  gboolean ok;

  if (!aft_db_begin_read (self, &begun, error))
    return FALSE;
  ok = aft_db_get_int64 (self, "PRAGMA application_id", &application_id, error) &&
       aft_db_get_int64 (self, "PRAGMA user_version", &version, error) &&
       aft_db_get_int64 (self, "SELECT count (*) FROM sqlite_schema", &n_objects, error);
  aft_db_end_read (self, begun);
  if (!ok)
    return FALSE;

  if (application_id == 0 && version == 0 && n_objects == 0)
    return TRUE; /* Empty: the diary is yet to be created. */
  if (application_id != AFT_DB_APPLICATION_ID)
    return aft_store_fail (AFT_STORE_ERROR_FOREIGN, self->path, error);

  return version <= aft_db_get_newest_version () ||
         aft_store_fail (AFT_STORE_ERROR_TOO_NEW, self->path, error);
}

/* Opens only the file at the path of @self, without locks or journal. */
gboolean
aft_db_open_immutable (AftDb *self, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, error);
  g_autofree char *immutable = NULL;
  int code;

  /* Opening something else, such as a pipe, could block forever. */
  if (uri == NULL || aft_file_look (self->path, NULL, error) == AFT_FILE_UNKNOWN)
    return FALSE;
  immutable = g_strconcat (uri, "?immutable=1", NULL);
  code = sqlite3_open_v2 (immutable, &self->handle,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);

  return code == SQLITE_OK || aft_db_fail (self, code, error);
}

/* The umask belongs to the whole process. A stricter one for a moment does no harm, but two threads
 * that change it at once could leave it in place. */
int
aft_db_open_private (const char *path, gboolean create, sqlite3 **handle)
{
  static GMutex mutex;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  mode_t former;
  int code;

  if (create)
    flags |= SQLITE_OPEN_CREATE;

  g_mutex_lock (&mutex);
  former = umask (0077);
  code = sqlite3_open_v2 (path, handle, flags, NULL);
  umask (former);
  g_mutex_unlock (&mutex);

  return code;
}

/* @enabled: whether the last connection to close the diary checkpoints its log */
void
aft_db_set_checkpoint_on_close (AftDb *self, gboolean enabled)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !enabled, NULL);
}

/* SQLite's own busy handler sleeps up to 100 ms between attempts, so a program that keeps writing
 * locks the others out for the whole second: between two of its writes, the diary is free for less
 * than a millisecond. */
static int
busy_cb (void *data, int n_looks)
{
  AftDb *self = data;
  gint64 now_us = g_get_monotonic_time ();

  if (n_looks == 0)
    self->waiting_since_us = now_us;
  if (now_us - self->waiting_since_us >= AFT_DB_BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND)
    return FALSE;
  /* At random, so that waiting programs don't stay in step. */
  g_usleep ((gulong) g_random_int_range (2000, 8000));

  return TRUE;
}

/* From now on @self waits for other writers, AFT_DB_BUSY_TIMEOUT_MS at most. */
void
aft_db_wait_for_others (AftDb *self)
{
  sqlite3_busy_handler (self->handle, busy_cb, self);
}

/* Limits what a tampered schema can do. */
void
aft_db_distrust_schema (AftDb *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
}

/* --- the write-ahead log ----------------------------------------------------------------------- */

/* Returns: (transfer full) */
char *
aft_log_get_path (const char *path)
{
  return g_strconcat (path, "-wal", NULL);
}

/* Only stat(): SQLite's locks are on the main file, not on this one. */
gboolean
aft_log_stat (const char *path, GStatBuf *status)
{
  g_autofree char *log = aft_log_get_path (path);

  return g_stat (log, status) == 0;
}

/* Returns: whether it has any content */
gboolean
aft_log_exists (const char *path)
{
  GStatBuf status;

  return aft_log_stat (path, &status) && status.st_size > AFT_LOG_HEADER;
}
