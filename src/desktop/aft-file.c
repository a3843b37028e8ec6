/* aft-file.c: whether a file exists, and what it contains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Never confuses "can't be checked" with "doesn't exist": that could create an empty diary in
 * place of one on a disk that isn't mounted yet. Never opens anything but a regular file:
 * opening a pipe could wait forever.
 */
#include "aft-config.h"

#include "aft-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format would treat the dashes as minus signs. */
/* clang-format off */
G_DEFINE_QUARK (aft-file-error-quark, aft_file_error)
/* clang-format on */

/**
 * aft_file_fail:
 * @path: the path of a file
 * @code: an errno
 *
 * Sets %AFT_FILE_ERROR_UNREACHABLE.
 *
 * Returns: %AFT_FILE_UNKNOWN
 */
AftFileState
aft_file_fail (const char *path, int code, GError **error)
{
  g_set_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE,
               /* Translators: %1$s is the path of a file, %2$s is the system's message */
               _ ("Could not read %1$s: %2$s. Nothing was changed."), path, g_strerror (code));

  return AFT_FILE_UNKNOWN;
}

/**
 * aft_file_fail_kind:
 * @path: a path
 * @mode: the mode of what is there; 0 for a regular file with the wrong contents
 *
 * Sets %AFT_FILE_ERROR_UNREACHABLE.
 *
 * Returns: %AFT_FILE_UNKNOWN
 */
AftFileState
aft_file_fail_kind (const char *path, mode_t mode, GError **error)
{
  const char *format;

  if (S_ISDIR (mode))
    /* Translators: %s is a path */
    format = _ ("%s is a folder, not a file. Move it somewhere else. Nothing was changed.");
  else if (S_ISFIFO (mode))
    /* Translators: %s is a path; a pipe is what a shell makes with mkfifo */
    format = _ ("%s is a pipe, not a file. Move it somewhere else. Nothing was changed.");
  else
    format =
        /* Translators: %s is a path; a folder or a regular file was expected */
        _ ("%s isn’t what Aftercare expects there. Move it somewhere else. Nothing was changed.");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE, format, path);
#pragma GCC diagnostic pop

  return AFT_FILE_UNKNOWN;
}

/* Nothing was found at @path: checks whether that is certain, or a link on the way to it is
 * broken. */
static AftFileState
check_parents (const char *path, GError **error)
{
  g_autofree char *at = g_strdup (path);
  GStatBuf status;

  while (g_lstat (at, &status) != 0)
    {
      char *above;

      if (errno != ENOENT)
        return aft_file_fail (path, errno, error);
      above = g_path_get_dirname (at);
      if (g_str_equal (above, at))
        {
          g_free (above);
          return AFT_FILE_ABSENT;
        }
      g_free (at);
      at = above;
    }
  if (S_ISLNK (status.st_mode) && g_stat (at, &status) != 0)
    {
      g_autofree char *target = g_file_read_link (at, NULL);

      g_set_error (
          error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE,
          /* Translators: %1$s is the path of a link, %2$s where it leads to */
          _ ("%1$s is a link to %2$s, which isn’t there. Connect the disk it’s on, or remove the link. Nothing was changed."),
          at, target != NULL ? target : "?");
      return AFT_FILE_UNKNOWN;
    }

  return AFT_FILE_ABSENT;
}

static AftFileState
inspect (const char *path, mode_t kind, GStatBuf *status, GError **error)
{
  if (g_stat (path, status) != 0)
    return errno == ENOENT ? check_parents (path, error) : aft_file_fail (path, errno, error);
  if ((status->st_mode & S_IFMT) != kind)
    return aft_file_fail_kind (path, status->st_mode, error);

  return AFT_FILE_PRESENT;
}

/**
 * aft_file_look:
 * @path: the path of a regular file, or of a link to one
 * @status: (out) (optional): its status, if it exists
 *
 * A file only counts as absent if it is missing from a folder that can be read. Opens nothing.
 *
 * Returns: whether it exists; %AFT_FILE_UNKNOWN with %AFT_FILE_ERROR_UNREACHABLE if that is
 *   unknown, or if it isn't a regular file
 */
AftFileState
aft_file_look (const char *path, GStatBuf *status, GError **error)
{
  GStatBuf ignored;

  g_return_val_if_fail (path != NULL, AFT_FILE_UNKNOWN);

  return inspect (path, S_IFREG, status != NULL ? status : &ignored, error);
}

/**
 * aft_file_look_folder:
 * @path: the path of a folder, or of a link to one
 *
 * Returns: as aft_file_look()
 */
AftFileState
aft_file_look_folder (const char *path, GError **error)
{
  GStatBuf status;

  g_return_val_if_fail (path != NULL, AFT_FILE_UNKNOWN);

  return inspect (path, S_IFDIR, &status, error);
}

static GBytes *
read_all (int fd, gsize size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) MIN (size + 1, G_MAXUINT / 2));
  guint8 block[65536];
  gssize n;

  while ((n = read (fd, block, sizeof block)) != 0)
    {
      if (n < 0 && errno != EINTR)
        return NULL;
      if (n > 0)
        g_byte_array_append (bytes, block, (guint) n);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * aft_file_read:
 * @path: the path of a regular file, or of a link to one; never a database that this process has
 *   open, because closing it would drop SQLite's locks
 * @bytes: (out) (transfer full) (nullable): its contents; NULL unless it exists
 *
 * Never waits: reads only a regular file that hasn't become something else meanwhile.
 *
 * Returns: as aft_file_look()
 */
AftFileState
aft_file_read (const char *path, GBytes **bytes, GError **error)
{
  AftFileState state;
  struct stat status;
  int code;
  int fd;

  g_return_val_if_fail (bytes != NULL, AFT_FILE_UNKNOWN);

  *bytes = NULL;
  state = aft_file_look (path, NULL, error);
  if (state != AFT_FILE_PRESENT)
    return state;
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    *bytes = read_all (fd, (gsize) status.st_size);
  code = errno;
  if (fd >= 0)
    g_close (fd, NULL);

  return *bytes != NULL ? AFT_FILE_PRESENT : aft_file_fail (path, code, error);
}
