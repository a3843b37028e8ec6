/* aft-data-folder.c: the folder that is the program's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A path alone doesn't show what leads there, because there are links and mounts. Files and folders
 * are the same if their device and inode are.
 */
#include "aft-config.h"

#include "aft-data-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "aft-db.h"

static char *
get_folder (void)
{
  g_autofree char *path = aft_db_get_default_path ();

  return g_path_get_dirname (path);
}

static gboolean
is_same (const GStatBuf *one, const GStatBuf *other)
{
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* Whether it is @folder itself or anything in it. */
static gboolean
holds (const char *folder, const GStatBuf *what)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  GStatBuf status;

  if (g_stat (folder, &status) == 0 && is_same (&status, what))
    return TRUE;
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_lstat (path, &status) == 0 &&
          (is_same (&status, what) || (S_ISDIR (status.st_mode) && holds (path, what))))
        return TRUE;
    }

  return FALSE;
}

static gboolean
fail (const char *folder, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, AFT_STORE_ERROR_INVALID,
      /* Translators: %s is the path of a folder */
      _ ("The diary itself is kept in %s. Export to a different folder. Nothing was written."),
      folder);

  return FALSE;
}

/**
 * aft_data_folder_check_path:
 * @path: where to write: absolute, without links; the file need not exist
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_INVALID if @path is in the diary's folder, or is another
 *   name for a file in it
 */
gboolean
aft_data_folder_check_path (const char *path, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *at = g_strdup (path);

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), FALSE);

  while (TRUE)
    {
      g_autofree char *below = g_steal_pointer (&at);
      GStatBuf status;

      if (g_stat (below, &status) == 0 && holds (folder, &status))
        return fail (folder, error);
      at = g_path_get_dirname (below);
      if (g_str_equal (at, below))
        return TRUE;
    }
}

/**
 * aft_data_folder_check_descriptor:
 * @fd: the file to write to
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_INVALID if it is a file in the diary's folder
 */
gboolean
aft_data_folder_check_descriptor (int fd, GError **error)
{
  g_autofree char *folder = get_folder ();
  struct stat status;

  return fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || !holds (folder, &status) ||
         fail (folder, error);
}
