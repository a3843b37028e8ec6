/* aft-db-place.c: checks whether the open diary is still the one at its path
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that has a moved, deleted or replaced file open can still write to it, and what it
 * writes is lost to everybody else. With a write-ahead log, SQLite doesn't check this.
 */
#include "aft-db-file-private.h"

#include <glib/gstdio.h>

/* This includes the log and its index: what is written to a deleted log is lost. */
static const char *const suffixes[AFT_DB_N_FILES] = { "", "-wal", "-shm" };

static AftFileId
get_file_id (const AftDb *self, gsize which)
{
  g_autofree char *path = g_strconcat (self->path, suffixes[which], NULL);
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return (AftFileId){ 0 };

  return (AftFileId){ .device = status.st_dev, .inode = status.st_ino };
}

static gboolean
is_same (AftFileId one, AftFileId other)
{
  return one.device == other.device && one.inode == other.inode;
}

/* Whether a file that was there when the diary was opened is gone. */
static gboolean
is_gone (const AftDb *self, gsize which)
{
  return self->files[which].inode != 0 && !is_same (get_file_id (self, which), self->files[which]);
}

/*
 * aft_db_note_place:
 *
 * Records the files now at the path of @self as the ones that it has open.
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_MOVED if they were replaced while it was being opened
 */
gboolean
aft_db_note_place (AftDb *self, GError **error)
{
  gint64 ignored;
  int moved = FALSE;

  /* SQLite opens the log with the first read. */
  aft_db_get_int64 (self, "PRAGMA user_version", &ignored, NULL);
  for (gsize i = 0; i < AFT_DB_N_FILES; i++)
    self->files[i] = get_file_id (self, i);
  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);

  return !moved || aft_store_fail (AFT_STORE_ERROR_MOVED, self->path, error);
}

/**
 * aft_db_is_in_place:
 *
 * Only looks up the name in the file system: opening and closing the file would drop SQLite's locks
 * on it.
 *
 * Returns: whether the path of @self still leads to the file that it has open
 */
gboolean
aft_db_is_in_place (AftDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->overwritten)
    return FALSE;
  for (gsize i = 0; i < AFT_DB_N_FILES; i++)
    {
      if (is_gone (self, i))
        return FALSE;
    }

  return TRUE;
}

/*
 * aft_db_check_place:
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_MOVED if the path of @self now leads to something else
 */
gboolean
aft_db_check_place (AftDb *self, GError **error)
{
  return aft_db_is_in_place (self) || aft_store_fail (AFT_STORE_ERROR_MOVED, self->path, error);
}

/* Like aft_db_check_place(), but also fails for a read-only diary. */
gboolean
aft_db_check_may_write (AftDb *self, GError **error)
{
  return self->read_only ? aft_db_fail (self, SQLITE_READONLY, error)
                         : aft_db_check_place (self, error);
}

/*
 * aft_db_leave_place:
 *
 * Call this before closing a connection. The last one to close a diary deletes its log by name, and
 * by now that name may belong to another diary. The contents of the log go into the file that it
 * belongs to, wherever that is. If there is another main file now, whoever opens that can tell
 * whether the log belongs to it.
 */
void
aft_db_leave_place (AftDb *self)
{
  int n_logged = 0;
  int n_folded = 0;

  if (self->handle == NULL || !is_gone (self, AFT_DB_FILE_MAIN))
    return;

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_FULL, &n_logged,
                                 &n_folded) != SQLITE_OK ||
      n_logged != n_folded || get_file_id (self, AFT_DB_FILE_MAIN).inode != 0)
    return;
  for (gsize i = AFT_DB_FILE_WAL; i < AFT_DB_N_FILES; i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

      if (self->files[i].inode != 0 && !is_gone (self, i))
        g_unlink (path);
    }
}
