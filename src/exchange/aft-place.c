/* aft-place.c: places that a file can be at, anywhere that GIO reaches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A place on the network (dav://, smb://, sftp://) has to be connected before a file there can be
 * read or written. The file manager does that for what was opened there; for what is only named, on
 * the command line for instance, it is done here, as far as it goes without a question.
 */
#include "aft-config.h"

#include "aft-place.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* GIO mounts asynchronously only; on a loop of its own, so that this thread's goes on with nothing
 * else meanwhile. */
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

/* WebDAV asks the server for the very address that is connected, and so refuses a file that is yet to
 * be written: its folder is there. */
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

/**
 * aft_place_connect:
 * @file: a file of which GIO said %G_IO_ERROR_NOT_MOUNTED
 * @cancellable: (nullable): gives up
 *
 * Connects the place where @file is, without asking for anything: where a password is needed and not
 * in the keyring, this fails. Blocks for as long as the network takes.
 *
 * Errors: %G_IO_ERROR_NOT_MOUNTED with the name of the place and what to do; %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether the place is connected now
 */
gboolean
aft_place_connect (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  refusal = mount_file_or_folder (file, cancellable);
  if (refusal == NULL || g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_ALREADY_MOUNTED))
    return TRUE;
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  name = g_file_get_parse_name (file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED,
               /* Translators: the first %s is an address such as dav://example.org/diary.json, the
                * second what the system said */
               _ ("The place of %s could not be connected (%s). Open it in the file manager, which "
                  "asks for a password where one is needed, and try again."),
               name, refusal->message);

  return FALSE;
}

/**
 * aft_place_explain:
 * @refusal: why a file that is not on this machine could not be opened
 *
 * Where nothing here knows how to reach such a place, GIO says no more than "not supported".
 *
 * Returns: (transfer full): what to tell instead, without the name of the file
 */
char *
aft_place_explain (const GError *refusal)
{
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (_ ("no program on this computer reaches such places. Install GVfs, or use a "
                        "file on this computer"));

  return g_strdup (refusal->message);
}

static GInputStream *
read_elsewhere (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  GFileInputStream *stream = g_file_read (file, cancellable, &refusal);

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    {
      g_clear_error (&refusal);
      if (!aft_place_connect (file, cancellable, error))
        return NULL;
      stream = g_file_read (file, cancellable, &refusal);
    }
  if (stream != NULL)
    return G_INPUT_STREAM (stream);

  name = g_file_get_parse_name (file);
  reason = aft_place_explain (refusal);
  g_set_error (error, refusal->domain, refusal->code, "%s could not be read: %s", name, reason);

  return NULL;
}

/* Is anything in the pipe, or anybody at its other end who may still write? Takes nothing out of it. */
static gboolean
has_writer (int fd, int scratch)
{
  return tee (fd, scratch, 1, SPLICE_F_NONBLOCK) != 0;
}

/* One that has come may take as long as it likes. */
static gboolean
wait_for_writer (int fd, const char *path, GCancellable *cancellable, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + AFT_PLACE_PIPE_WAIT_US;
  int scratch[2];
  gboolean found;

  if (!g_unix_open_pipe (scratch, FD_CLOEXEC, error))
    return FALSE;
  while (!(found = has_writer (fd, scratch[1])) && g_get_monotonic_time () < until_us &&
         !g_cancellable_is_cancelled (cancellable))
    g_usleep (AFT_PLACE_PIPE_PAUSE_US);
  close (scratch[0]);
  close (scratch[1]);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                 /* Translators: %s is the path of a pipe, as a shell makes with mkfifo */
                 _ ("%s is a pipe that nobody writes to."), path);

  return found;
}

/* From a pipe, nobody knows when something comes: opened so that neither this nor reading it
 * can be stopped by nothing but its other end. */
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
 * aft_place_read:
 * @file: what to read; a pipe too
 * @cancellable: (nullable): gives up
 *
 * Connects the place of @file where need be, as aft_place_connect(). What can wait for long (a
 * pipe, a network) can be cancelled while it does. A pipe that nobody writes to is given up after
 * some seconds.
 *
 * Errors: %G_IO_ERROR, with the name of the file.
 *
 * Returns: (transfer full) (nullable): its bytes; a #GFileInputStream where it has a size
 */
GInputStream *
aft_place_read (GFile *file, GCancellable *cancellable, GError **error)
{
  const char *path;
  GStatBuf info;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  /* The path of a file elsewhere leads through FUSE, which knows less than its own protocol. */
  if (!g_file_is_native (file))
    return read_elsewhere (file, cancellable, error);
  path = g_file_peek_path (file);
  if (g_stat (path, &info) == 0 && (S_ISFIFO (info.st_mode) || S_ISCHR (info.st_mode)))
    return read_special (path, S_ISFIFO (info.st_mode), cancellable, error);

  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}
