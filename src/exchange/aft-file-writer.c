/* aft-file-writer.c: a file that is the old one or the whole new one, wherever it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On this machine: a new file beside the old one, synced and renamed over it. Elsewhere (dav://,
 * smb://): a file without a name, sent once it is whole by GIO's replace, which is as good as the place
 * allows.
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

#define FILE_MODE 0600 /* a diary of one's skin is nobody else's business */

/* As many links one after the other as the kernel follows. */
#define MAX_LINKS 40

struct _AftFileWriter
{
  char *name; /* for messages */
  GCancellable *cancellable;
  GOutputStream *stream;
  char *path;           /* what the new file is renamed to; NULL where nothing is renamed */
  char *temporary;      /* the new file */
  gboolean exchanged;   /* in place, and the old file is @temporary */
  gboolean is_first;    /* in place, where no file was */
  int fd;               /* -1 where @stream owns it */
  GFile *file;          /* where to send it; NULL for one on this machine */
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

/* Errors of the operating system say what could not be done and to which file. */
static gboolean
fail (const AftFileWriter *self, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s could not be written: %s",
               self->name, g_strerror (code));

  return FALSE;
}

static gboolean
name_the_file (const AftFileWriter *self, GError **error)
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

/* Into something that is no regular file (a pipe, /dev/stdout): there is no old one to keep. Nobody
 * may ever read from a pipe: nothing here waits for that in a way that could not be cancelled. */
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

/* Where links lead to, the last of which may lead to what does not exist yet.
 * Returns: (transfer full) (nullable): absolute, without links; NULL with errno set */
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
  /* A new one would take the place of what nobody is to write to. */
  if (exists && access (target, W_OK) != 0)
    return fail (self, errno, error);

  return open_beside (self, target, error);
}

/* Sent when it is whole. */
static gboolean
open_elsewhere (AftFileWriter *self, GFile *file, GError **error)
{
  self->local = aft_remote_file_make_local (NULL, error);
  if (self->local == NULL)
    return name_the_file (self, error);
  self->file = g_object_ref (file);
  self->stream = g_object_ref (g_io_stream_get_output_stream (G_IO_STREAM (self->local)));

  return TRUE;
}

static gboolean
put_elsewhere (AftFileWriter *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (g_seekable_seek (G_SEEKABLE (self->local), 0, G_SEEK_SET, self->cancellable, &refusal) &&
      aft_remote_file_write (self->file, self->local, self->cancellable, &refusal))
    return TRUE;
  /* What names the place already says what to do. */
  if (!g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    name_the_file (self, &refusal);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
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

/* All of the new file is on the disk. */
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

/* @undoable: the old file gets the name of the new one, where the file system can do that. */
static gboolean
put_in_place (AftFileWriter *self, gboolean undoable, GError **error)
{
  if (self->file != NULL)
    return put_elsewhere (self, error);
  if (self->path == NULL)
    return g_output_stream_close (self->stream, self->cancellable, error) ||
           name_the_file (self, error);

  self->exchanged =
      undoable && renameat2 (AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE) == 0;
  self->is_first = undoable && !self->exchanged && errno == ENOENT;
  if (!self->exchanged && g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);
  sync_folder (self->path);

  return TRUE;
}

/* What put_in_place() did. */
static void
take_back (AftFileWriter *self)
{
  if (self->exchanged)
    renameat2 (AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE);
  else if (self->is_first)
    g_unlink (self->path);
}

static void
give_up (AftFileWriter *self)
{
  if (self->temporary != NULL)
    g_unlink (self->temporary);
}

/**
 * aft_file_writer_new:
 * @file: where to; a symbolic link is followed and stays
 * @cancellable: (nullable): for the waiting for what is not on this machine
 *
 * Begins a new file for @file, which stays as it is for the time being. Errors: %G_IO_ERROR, with
 * the name of the file.
 *
 * Returns: (transfer full) (nullable): to be ended by aft_file_writer_end()
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

  /* The path of a file elsewhere leads through FUSE, which knows less than its own protocol. */
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
 * Returns: (transfer none): what to write to; not to be closed
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
 * @good: whether all was written; FALSE leaves the old file
 * @error: with @good FALSE, what went wrong already: the name of the file is added to it
 *
 * Puts the new file in place: it is on disk, complete and with mode 0600 when this returns TRUE. Else
 * what was there before is still there. Errors: %G_IO_ERROR, with the name of the file
 * (%G_IO_ERROR_NO_SPACE for a full disk).
 *
 * Returns: whether the new file is in place
 */
gboolean
aft_file_writer_end (AftFileWriter *self, gboolean good, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!good)
    name_the_file (self, error);
  else
    good = finish (self, error) && put_in_place (self, FALSE, error);

  if (!good)
    give_up (self);
  writer_free (self);

  return good;
}

/**
 * aft_file_writer_end_both:
 * @self: (transfer full): a writer
 * @other: (transfer full): of another file
 * @good: whether all was written to both
 *
 * As aft_file_writer_end() for two files: both are in place, or, on this machine, neither is.
 *
 * Returns: whether the new files are in place
 */
gboolean
aft_file_writer_end_both (AftFileWriter *self, AftFileWriter *other, gboolean good, GError **error)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (!good)
    name_the_file (self, error);
  else
    good = finish (self, error) && finish (other, error) && put_in_place (self, TRUE, error);
  if (good && !put_in_place (other, FALSE, error))
    {
      take_back (self);
      good = FALSE;
    }

  if (!good || self->exchanged)
    give_up (self);
  if (!good)
    give_up (other);
  writer_free (self);
  writer_free (other);

  return good;
}
