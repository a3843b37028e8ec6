/* aft-remote-file.c: reads and writes files anywhere that GIO can reach
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network location (dav://, smb://, sftp://) has to be mounted before a file there can be read
 * or written. The file manager mounts what is opened there; this mounts a location that is only
 * named, for example on the command line, if that doesn't need a password.
 *
 * Files are fetched completely before they are read, and sent once they are complete, so that
 * only this code has to deal with a connection that hangs.
 */
#include "aft-config.h"

#include "aft-remote-file.h"

#include "aft-attempt.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE 65536
/* Some protocols send the whole file when it is closed: how long that may take on a slow line. */
#define SLOW_BYTES_A_SECOND 16384

typedef struct
{
  gboolean done;
  GError *error;
} Mounting;

static void
mounted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mounting *mounting = user_data;

  g_file_mount_enclosing_volume_finish (G_FILE (source), result, &mounting->error);
  mounting->done = TRUE;
}

/* GIO mounts asynchronously only. Uses a main context of its own, so that nothing else runs in
 * this thread meanwhile. */
static GError *
mount (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Mounting mounting = { FALSE, NULL };

  g_main_context_push_thread_default (context);
  g_file_mount_enclosing_volume (file, G_MOUNT_MOUNT_NONE, NULL, cancellable, mounted_cb,
                                 &mounting);
  while (!mounting.done)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return mounting.error;
}

/* For WebDAV the address itself must exist, so a file that is yet to be written can't be
 * mounted, but its folder can. */
static GError *
mount_file_or_folder (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GError) refusal = mount (file, cancellable);
  g_autoptr (GFile) folder = NULL;

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_FAILED) ||
      g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    folder = g_file_get_parent (file);

  return folder != NULL ? mount (folder, cancellable) : g_steal_pointer (&refusal);
}

/* Doesn't ask for anything: fails if a password is needed that isn't in the keyring. */
static gboolean
mount_location (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *name = NULL;

  refusal = mount_file_or_folder (file, cancellable);
  if (refusal == NULL || g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_ALREADY_MOUNTED))
    return TRUE;
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  name = g_file_get_parse_name (file);
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED,
      /* Translators: %1$s is an address such as dav://example.org/diary.json, %2$s the system's
       * message */
      _ ("Could not connect to %1$s: %2$s. Open this location in the file manager, enter the password if asked, then try again."),
      name, refusal->message);

  return FALSE;
}

/* If there is no support for such a location, GIO only says "not supported". */
static char *
get_reason (const GError *refusal)
{
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (_ (
        "remote locations aren’t supported on this computer. Install GVfs, or use a file on this computer"));

  return g_strdup (refusal->message);
}

/* --- fetching and sending ------------------------------------------------------------------ */

/** What is fetched or sent; may outlive the caller. */
typedef struct
{
  GFile *file;
  GFileIOStream *local; /* has no name any more */
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *self = data;

  g_object_unref (self->file);
  g_object_unref (self->local);
  g_free (self);
}

static Transfer *
transfer_new (GFile *file, GFileIOStream *local)
{
  Transfer *self = g_new0 (Transfer, 1);

  self->file = g_object_ref (file);
  self->local = g_object_ref (local);

  return self;
}

/* Returns: the number of bytes; -1 with @error set */
static gssize
copy (AftAttempt *attempt,
      GInputStream *in,
      GOutputStream *out,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  gssize total = 0;
  gssize n;

  while ((n = g_input_stream_read (in, block, BLOCK_SIZE, cancellable, error)) > 0)
    {
      aft_attempt_report_progress (attempt, 0);
      if (!g_output_stream_write_all (out, block, (gsize) n, NULL, cancellable, error))
        return -1;
      aft_attempt_report_progress (attempt, 0);
      total += n;
    }

  return n < 0 ? -1 : total;
}

static gboolean
fetch_file (AftAttempt *attempt, gpointer data, GCancellable *cancellable, GError **error)
{
  Transfer *self = data;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GFileInputStream) in = g_file_read (self->file, cancellable, &refusal);

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    {
      if (!mount_location (self->file, cancellable, error))
        return FALSE;
      aft_attempt_report_progress (attempt, 0);
      g_clear_error (&refusal);
      in = g_file_read (self->file, cancellable, &refusal);
    }
  if (in == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  return copy (attempt, G_INPUT_STREAM (in),
               g_io_stream_get_output_stream (G_IO_STREAM (self->local)), cancellable, error) >= 0;
}

static GFileOutputStream *
replace (GFile *file, GCancellable *cancellable, GError **error)
{
  return g_file_replace (file, NULL, FALSE,
                         G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
                         error);
}

static gboolean
send_data (AftAttempt *attempt,
           Transfer *self,
           GOutputStream *out,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GCancellable) cancelled = NULL;
  gssize n = copy (attempt, g_io_stream_get_input_stream (G_IO_STREAM (self->local)), out,
                   cancellable, error);

  if (n >= 0)
    {
      aft_attempt_report_progress (attempt, n * G_TIME_SPAN_SECOND / SLOW_BYTES_A_SECOND);
      if (g_output_stream_close (out, cancellable, error))
        return TRUE;
    }
  /* Closing replaces the old file, unless it is cancelled. */
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_output_stream_close (out, cancelled, NULL);

  return FALSE;
}

static gboolean
send_file (AftAttempt *attempt, gpointer data, GCancellable *cancellable, GError **error)
{
  Transfer *self = data;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GFileOutputStream) out = replace (self->file, cancellable, &refusal);

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    {
      if (!mount_location (self->file, cancellable, error))
        return FALSE;
      aft_attempt_report_progress (attempt, 0);
      g_clear_error (&refusal);
      out = replace (self->file, cancellable, &refusal);
    }
  if (out == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  return send_data (attempt, self, G_OUTPUT_STREAM (out), cancellable, error);
}

/**
 * aft_remote_file_write:
 * @file: where to write, not on this computer
 * @local: what to write, from its current position
 * @cancellable: (nullable): stops the waiting
 *
 * Mounts the location of @file if necessary, without asking for anything. Gives up after half a
 * minute without a response.
 *
 * Errors: %G_IO_ERROR; only %G_IO_ERROR_NOT_MOUNTED includes the name of the file.
 *
 * Returns: whether the new file is there; else the old one, as far as the server reports
 */
gboolean
aft_remote_file_write (GFile *file, GFileIOStream *local, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (aft_attempt_run (send_file, transfer_new (file, local), transfer_free, cancellable, &refusal))
    return TRUE;
  reason = get_reason (refusal);
  g_set_error_literal (error, refusal->domain, refusal->code, reason);

  return FALSE;
}

/**
 * aft_remote_file_make_local:
 * @in: (out) (optional) (transfer full): reads the file from the beginning
 *
 * Returns: (transfer full) (nullable): a local file that nobody else can open, and that vanishes
 *   with its last stream
 */
GFileIOStream *
aft_remote_file_make_local (GFileInputStream **in, GError **error)
{
  GFileIOStream *stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("aftercare-XXXXXX", &stream, error);

  if (file == NULL)
    return NULL;
  if (in != NULL && (*in = g_file_read (file, NULL, error)) == NULL)
    g_clear_object (&stream);
  /* Not with GIO, which would inform GVfs. */
  g_unlink (g_file_peek_path (file));

  return stream;
}

static GInputStream *
read_elsewhere (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GFileIOStream) local = aft_remote_file_make_local (&in, &refusal);
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;

  if (local != NULL && aft_attempt_run (fetch_file, transfer_new (file, local), transfer_free,
                                        cancellable, &refusal))
    return G_INPUT_STREAM (g_steal_pointer (&in));

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    g_propagate_error (error, g_steal_pointer (&refusal));
  else
    {
      name = g_file_get_parse_name (file);
      reason = get_reason (refusal);
      g_set_error (error, refusal->domain, refusal->code, "%s could not be read: %s", name, reason);
    }

  return NULL;
}

/* --- pipes --------------------------------------------------------------------------------- */

/* Whether the pipe has data, or a writer at its other end. Reads nothing. */
static gboolean
has_writer (int fd, int scratch)
{
  return tee (fd, scratch, 1, SPLICE_F_NONBLOCK) != 0;
}

/* Once there is a writer, there is no time limit. */
static gboolean
wait_for_writer (int fd, const char *path, GCancellable *cancellable, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + AFT_REMOTE_FILE_PIPE_WAIT_US;
  int scratch[2];
  gboolean found;

  if (!g_unix_open_pipe (scratch, FD_CLOEXEC, error))
    return FALSE;
  while (!(found = has_writer (fd, scratch[1])) && g_get_monotonic_time () < until_us &&
         !g_cancellable_is_cancelled (cancellable))
    g_usleep (AFT_REMOTE_FILE_PIPE_PAUSE_US);
  close (scratch[0]);
  close (scratch[1]);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                 /* Translators: %s is the path of a pipe, as a shell makes with mkfifo */
                 _ ("No program is writing to the pipe %s."), path);

  return found;
}

/* A pipe may never have data: opens it so that opening and reading can be cancelled. */
static GInputStream *
read_special (const char *path, gboolean pipe, GCancellable *cancellable, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                   "%s could not be read: %s", path, g_strerror (code));
      return NULL;
    }
  if (pipe && !wait_for_writer (fd, path, cancellable, error))
    {
      close (fd);
      return NULL;
    }

  return g_unix_input_stream_new (fd, TRUE);
}

/**
 * aft_remote_file_read:
 * @file: what to read; may be a pipe
 * @cancellable: (nullable): stops the waiting
 *
 * Mounts the location of @file if necessary, without asking for anything. Waiting for a pipe or a
 * network can be cancelled. Gives up on a pipe without a writer after some seconds, and on a
 * location that doesn't respond after half a minute.
 *
 * Errors: %G_IO_ERROR, with the name of the file.
 *
 * Returns: (transfer full) (nullable): its bytes; a #GFileInputStream if it has a size
 */
GInputStream *
aft_remote_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  const char *path;
  GStatBuf info;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  /* The path of a remote file leads through FUSE, which can do less than the protocol itself. */
  if (!g_file_is_native (file))
    return read_elsewhere (file, cancellable, error);
  path = g_file_peek_path (file);
  if (g_stat (path, &info) == 0 && (S_ISFIFO (info.st_mode) || S_ISCHR (info.st_mode)))
    return read_special (path, S_ISFIFO (info.st_mode), cancellable, error);

  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}
