/* aft-file-writer.c: replaces a file completely or not at all, wherever it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On this computer, writes a new file beside the old one, syncs it and renames it over the old
 * one. Elsewhere (dav://, smb://), writes an unnamed local file and sends it once it is complete
 * with GIO's replace, which is as safe as the server allows.
 */
#include "aft-config.h"

#include "aft-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-data-folder.h"
#include "aft-remote-file.h"

#define FILE_MODE 0600 /* private to the user */

/* As many links in a row as the kernel follows. */
#define MAX_LINKS 40

struct _AftFileWriter
{
  char *name; /* for messages */
  GCancellable *cancellable;
  GOutputStream *stream;
  char *path;           /* what the new file is renamed to; NULL if it isn't */
  char *temporary;      /* the new file */
  gboolean exchanged;   /* in place; the old file is @temporary */
  gboolean is_first;    /* in place; there was no file before */
  int fd;               /* -1 if @stream owns it */
  GFile *file;          /* where to send it; NULL for a file on this computer */
  GFileIOStream *local; /* what to send there */
};

static void
writer_free (AftFileWriter *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->stream);
  g_clear_object (&self->local);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/* Adds to an error of the system what failed and for which file. */
static gboolean
fail (const AftFileWriter *self, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s could not be written: %s",
               self->name, g_strerror (code));

  return FALSE;
}

static gboolean
add_file_name (const AftFileWriter *self, GError **error)
{
  if (error != NULL && *error != NULL && (*error)->domain == G_IO_ERROR &&
      (*error)->code != G_IO_ERROR_CANCELLED)
    g_prefix_error (error, "%s could not be written: ", self->name);

  return FALSE;
}

static gboolean
is_pipe (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && S_ISFIFO (info.st_mode);
}

/* For anything but a regular file (a pipe, /dev/stdout), which has no old contents to keep.
 * Nobody may ever read from a pipe, so every wait for that can be cancelled. */
static gboolean
open_special (AftFileWriter *self, const char *path, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + AFT_REMOTE_FILE_PIPE_WAIT_US;
  int fd;

  while ((fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0)) < 0 &&
         errno == ENXIO && is_pipe (path))
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () >= until_us)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                       /* Translators: %s is the path of a pipe, as a shell makes with mkfifo */
                       _ ("No program is reading from the pipe %s."), path);
          return FALSE;
        }
      g_usleep (AFT_REMOTE_FILE_PIPE_PAUSE_US);
    }
  if (fd < 0)
    return fail (self, errno, error);
  self->stream = g_unix_output_stream_new (fd, TRUE);

  return TRUE;
}

static gboolean
open_beside (AftFileWriter *self, const char *path, GError **error)
{
  self->path = g_strdup (path);
  self->temporary = g_strdup_printf ("%s.XXXXXX", path);
  self->fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, FILE_MODE);
  if (self->fd < 0)
    {
      int code = errno;

      g_clear_pointer (&self->temporary, g_free);
      return fail (self, code, error);
    }
  self->stream = g_unix_output_stream_new (self->fd, FALSE);

  return TRUE;
}

/* Follows links, the last of which may lead to a file that doesn't exist yet.
 * Returns: (transfer full) (nullable): an absolute path without links; NULL with errno set */
static char *
follow_links (const char *path)
{
  g_autofree char *at = g_strdup (path);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  char *whole = realpath (path, NULL);

  if (whole != NULL || errno != ENOENT)
    return whole;
  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (at, NULL);
      g_autofree char *beside = g_path_get_dirname (at);

      if (target == NULL)
        break;
      g_free (at);
      at = g_canonicalize_filename (target, beside);
    }
  name = g_path_get_basename (at);
  folder = g_path_get_dirname (at);
  whole = realpath (folder, NULL);
  if (whole == NULL)
    return NULL;
  g_free (folder);
  folder = whole;

  return g_build_filename (folder, name, NULL);
}

static gboolean
open_local (AftFileWriter *self, const char *path, GError **error)
{
  g_autofree char *target = NULL;
  struct stat info;
  gboolean exists = stat (path, &info) == 0;

  if (!exists && errno != ENOENT)
    return fail (self, errno, error);
  if (exists && S_ISDIR (info.st_mode))
    return fail (self, EISDIR, error);
  if (exists && !S_ISREG (info.st_mode))
    return open_special (self, path, error);

  target = follow_links (path);
  if (target == NULL)
    return fail (self, errno, error);
  if (!aft_data_folder_check_path (target, error))
    return FALSE;
  /* A rename would replace a file that is write-protected. */
  if (exists && access (target, W_OK) != 0)
    return fail (self, errno, error);

  return open_beside (self, target, error);
}

/* Sent once it is complete. */
static gboolean
open_elsewhere (AftFileWriter *self, GFile *file, GError **error)
{
  self->local = aft_remote_file_make_local (NULL, error);
  if (self->local == NULL)
    return add_file_name (self, error);
  self->file = g_object_ref (file);
  self->stream = g_object_ref (g_io_stream_get_output_stream (G_IO_STREAM (self->local)));

  return TRUE;
}

static gboolean
upload (AftFileWriter *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (g_seekable_seek (G_SEEKABLE (self->local), 0, G_SEEK_SET, self->cancellable, &refusal) &&
      aft_remote_file_write (self->file, self->local, self->cancellable, &refusal))
    return TRUE;
  /* This error already names the location and what to do. */
  if (!g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    add_file_name (self, &refusal);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  /* Some file systems refuse this, but the rename has happened. */
  if (fd >= 0)
    {
      (void) fsync (fd);
      close (fd);
    }
}

/* Syncs the new file to the disk. */
static gboolean
finish (AftFileWriter *self, GError **error)
{
  int fd = self->fd;

  if (self->path == NULL)
    return TRUE;
  if (fsync (fd) != 0)
    return fail (self, errno, error);
  self->fd = -1;

  return close (fd) == 0 || fail (self, errno, error);
}

/* @undoable: exchanges the names of both files, if the file system can do that. */
static gboolean
move_into_place (AftFileWriter *self, gboolean undoable, GError **error)
{
  if (self->file != NULL)
    return upload (self, error);
  if (self->path == NULL)
    return g_output_stream_close (self->stream, self->cancellable, error) ||
           add_file_name (self, error);

  self->exchanged =
      undoable && renameat2 (AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE) == 0;
  self->is_first = undoable && !self->exchanged && errno == ENOENT;
  if (!self->exchanged && g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);
  sync_folder (self->path);

  return TRUE;
}

/* Undoes move_into_place(). */
static void
undo_move (AftFileWriter *self)
{
  if (self->exchanged)
    renameat2 (AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE);
  else if (self->is_first)
    g_unlink (self->path);
}

static void
discard (AftFileWriter *self)
{
  if (self->temporary != NULL)
    g_unlink (self->temporary);
}

/**
 * aft_file_writer_new:
 * @file: the file to replace; a symbolic link is followed and stays
 * @cancellable: (nullable): stops waiting for a file that isn't on this computer
 *
 * Starts to replace @file, which stays unchanged until the end. Errors: %G_IO_ERROR, with the name
 * of the file.
 *
 * Returns: (transfer full) (nullable): a writer, to be freed with aft_file_writer_end()
 */
AftFileWriter *
aft_file_writer_new (GFile *file, GCancellable *cancellable, GError **error)
{
  AftFileWriter *self;
  gboolean good;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_new0 (AftFileWriter, 1);
  self->fd = -1;
  self->name = g_file_get_parse_name (file);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  /* The path of a remote file leads through FUSE, which can do less than the protocol itself. */
  if (g_file_is_native (file))
    good = open_local (self, g_file_peek_path (file), error);
  else
    good = open_elsewhere (self, file, error);
  if (!good)
    g_clear_pointer (&self, writer_free);

  return self;
}

/**
 * aft_file_writer_get_stream:
 *
 * Returns: (transfer none): the stream to write to; not to be closed
 */
GOutputStream *
aft_file_writer_get_stream (AftFileWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

/**
 * aft_file_writer_end:
 * @self: (transfer full): a writer
 * @good: whether everything was written; FALSE keeps the old file
 * @error: if @good is FALSE, the error so far, to which the name of the file is added
 *
 * Puts the new file in place and frees @self. On success, the file is on disk, complete and with
 * mode 0600. Otherwise the previous file is still there. Errors: %G_IO_ERROR, with the name of the
 * file (%G_IO_ERROR_NO_SPACE for a full disk).
 *
 * Returns: whether the new file is in place
 */
gboolean
aft_file_writer_end (AftFileWriter *self, gboolean good, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!good)
    add_file_name (self, error);
  else
    good = finish (self, error) && move_into_place (self, FALSE, error);

  if (!good)
    discard (self);
  writer_free (self);

  return good;
}

/**
 * aft_file_writer_end_both:
 * @self: (transfer full): a writer
 * @other: (transfer full): a writer of another file
 * @good: whether everything was written to both
 *
 * Like aft_file_writer_end() for two files. On this computer, replaces both or neither.
 *
 * Returns: whether the new files are in place
 */
gboolean
aft_file_writer_end_both (AftFileWriter *self, AftFileWriter *other, gboolean good, GError **error)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (!good)
    add_file_name (self, error);
  else
    good = finish (self, error) && finish (other, error) && move_into_place (self, TRUE, error);
  if (good && !move_into_place (other, FALSE, error))
    {
      undo_move (self);
      good = FALSE;
    }

  if (!good || self->exchanged)
    discard (self);
  if (!good)
    discard (other);
  writer_free (self);
  writer_free (other);

  return good;
}
