/* aft-erase.c: deletes everything that was ever entered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-erase.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "aft-db-private.h"
#include "aft-snapshot.h"

/* --- the snapshots ------------------------------------------------------------------------- */

static gboolean
fail_folder (const char *path, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: %1$s is the path of a file or folder, %2$s is the system's message */
               _ ("Could not delete %1$s: %2$s"), path, g_strerror (code));

  return FALSE;
}

/* Deletes whatever is in it, because half-made copies left by a crash have other names. Links
 * aren't followed, and a folder inside isn't ours. */
static gboolean
remove_snapshots (const char *diary_path, GError **error)
{
  g_autofree char *folder = aft_snapshot_get_folder (diary_path);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    return g_unlink (folder) == 0 || fail_folder (folder, errno, error);
  switch (aft_file_look_folder (folder, error))
    {
    case AFT_FILE_PRESENT:
      break;
    case AFT_FILE_ABSENT:
      return TRUE;
    case AFT_FILE_UNKNOWN:
    default:
      return FALSE;
    }
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        return fail_folder (path, errno, error);
    }

  return g_rmdir (folder) == 0 || fail_folder (folder, errno, error);
}

/* --- the database -------------------------------------------------------------------------- */

/* The names of all tables of one type: every version adds some, and none may be forgotten. Returns:
 * (transfer full) (element-type utf8) (nullable) */
static GPtrArray *
list_tables (AftDb *self, const char *type, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self,
                      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = :type"
                      " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                      error);
  int code;

  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":type", type);
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (names, aft_column_text (statement, 0));

  return code == SQLITE_DONE ? g_steal_pointer (&names) : NULL;
}

static gboolean
delete_rows (AftDb *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_tables (self, "table", error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM ", g_ptr_array_index (names, i), NULL);

      if (!aft_db_exec (self, sql, error))
        return FALSE;
    }

  return names != NULL;
}

/* A full-text index remembers what was deleted from it until it is rebuilt. */
static gboolean
rebuild_indexes (AftDb *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_tables (self, "virtual", error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES ('rebuild')", name, name);

      if (!aft_db_exec (self, sql, error))
        return FALSE;
    }

  return names != NULL;
}

/* Waits for current readers of the diary, for as long as any writer waits. */
static gboolean
truncate_wal (AftDb *self, GError **error)
{
  int code =
      sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return code == SQLITE_OK || aft_db_fail (self, code, error);
}

/**
 * aft_db_erase:
 *
 * Deletes sessions, notes, the trash, tombstones, drafts, reminders and snapshots in one
 * transaction; then rewrites the file without unused pages, and empties the write-ahead log.
 * Doesn't take a snapshot first.
 *
 * Returns: %TRUE once nothing is left in any file; %FALSE with @error set if something may be.
 *   %AFT_STORE_ERROR_BUSY: another program is in the middle of using the diary; %G_IO_ERROR: a
 *   snapshot could not be deleted. It can be called again
 */
gboolean
aft_db_erase (AftDb *self, GError **error)
{
  void (*before_write) (AftDb * db, gpointer data);
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);

  before_write = self->before_write;
  self->before_write = NULL;
  ok = aft_db_begin (self, error);
  self->before_write = before_write;
  if (!ok)
    return FALSE;
  ok = delete_rows (self, error) && rebuild_indexes (self, error);

  return aft_db_end (self, ok, error) && aft_db_exec (self, "VACUUM", error) &&
         truncate_wal (self, error) && remove_snapshots (self->path, error);
}
