/* aft-db-locks.c: whether files can be locked at all in the diary's folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On a network drive without a lock service, SQLite also returns SQLITE_BUSY, as if another program
 * were using the diary, because it considers ENOLCK temporary.
 */
#include "aft-db-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * aft_db_can_lock:
 * @path: the diary; not opened, because closing it would drop SQLite's locks on it
 *
 * Tries this on a separate file beside the diary.
 *
 * Returns: FALSE if files can't be locked; TRUE also if this can't be tried
 */
gboolean
aft_db_can_lock (const char *path)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *probe = g_build_filename (folder, ".lock-probe-XXXXXX", NULL);
  int fd = g_mkstemp_full (probe, O_RDWR | O_CLOEXEC, 0600);
  gboolean can;

  if (fd < 0)
    return TRUE;
  can = fcntl (fd, F_SETLK, &lock) == 0 || errno == EAGAIN || errno == EACCES || errno == EINTR;
  close (fd);
  g_unlink (probe);

  return can;
}
