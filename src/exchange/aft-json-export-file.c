/* aft-json-export-file.c: the diary into a file, which is the old one or the whole new one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gio/gunixoutputstream.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MODE 0600 /* a diary of one's skin is nobody else's business */

/* Errors of the operating system say what could not be done and to which file. */
static gboolean
fail (GError **error, int code, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s could not be written: %s",
               shown, g_strerror (code));

  return FALSE;
}

static gboolean
name_the_file (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (error != NULL && *error != NULL && (*error)->domain == G_IO_ERROR &&
      (*error)->code != G_IO_ERROR_CANCELLED)
    g_prefix_error (error, "%s could not be written: ", shown);

  return FALSE;
}

/* Into something that is no regular file (a pipe, /dev/stdout): there is no old one to keep. */
static gboolean
export_into (AftDb *db, const char *path, gint64 now_us, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  int fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);

  if (fd < 0)
    return fail (error, errno, path);
  stream = g_unix_output_stream_new (fd, TRUE);
  if (!aft_json_export (db, stream, now_us, cancellable, error))
    return name_the_file (error, path);
  if (!g_output_stream_close (stream, cancellable, error))
    return name_the_file (error, path);

  return TRUE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  /* Some file systems refuse this: the rename has happened all the same. */
  if (fd >= 0)
    {
      (void) fsync (fd);
      close (fd);
    }
}

static gboolean
export_local (AftDb *db, const char *path, gint64 now_us, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  g_autoptr (GOutputStream) stream = NULL;
  gboolean good;
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, FILE_MODE);

  if (fd < 0)
    return fail (error, errno, path);

  stream = g_unix_output_stream_new (fd, FALSE);
  good = aft_json_export (db, stream, now_us, cancellable, error);
  if (!good)
    name_the_file (error, path);
  if (good && fsync (fd) != 0)
    good = fail (error, errno, path);
  if (close (fd) != 0 && good)
    good = fail (error, errno, path);
  if (good && g_rename (temporary, path) != 0)
    good = fail (error, errno, path);
  if (good)
    sync_folder (path);
  else
    g_unlink (temporary);

  return good;
}

static gboolean
export_remote (AftDb *db, GFile *file, gint64 now_us, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GCancellable) give_up = NULL;

  stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                      cancellable, error);
  if (stream == NULL)
    return FALSE;
  if (aft_json_export (db, G_OUTPUT_STREAM (stream), now_us, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);

  /* Closing puts the new file in place, unless it is cancelled: then the old one stays. */
  give_up = g_cancellable_new ();
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);

  return FALSE;
}

/**
 * aft_json_export_file:
 * @db: (nullable): the diary; NULL writes an empty one
 * @file: where to; a symbolic link is followed and stays
 * @now_us: written as exported_at
 * @cancellable: (nullable): stops the writing
 *
 * Writes the diary into @file: on disk and complete when this returns TRUE, and with mode 0600;
 * else what was there before is still there. Errors: %G_IO_ERROR (with the name of the file;
 * %G_IO_ERROR_NO_SPACE for a full disk), %AFT_STORE_ERROR.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_json_export_file (
    AftDb *db, GFile *file, gint64 now_us, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *target = NULL;
  struct stat info;

  if (path == NULL)
    return export_remote (db, file, now_us, cancellable, error);
  if (stat (path, &info) != 0)
    {
      if (errno != ENOENT)
        return fail (error, errno, path);
      return export_local (db, path, now_us, cancellable, error);
    }
  if (S_ISDIR (info.st_mode))
    return fail (error, EISDIR, path);
  if (!S_ISREG (info.st_mode))
    return export_into (db, path, now_us, cancellable, error);

  target = realpath (path, NULL);
  if (target == NULL)
    return fail (error, errno, path);

  return export_local (db, target, now_us, cancellable, error);
}
