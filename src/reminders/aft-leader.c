/* aft-leader.c: lets only one of a person's notifiers show reminders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A flock() on a separate file, which the kernel releases when the process ends, even after a crash.
 * It can't be on diary.db: closing any descriptor of that file would drop SQLite's own locks.
 *
 * The same file notifies the leader of a write where D-Bus can't, from another bus or without one: the
 * writer touches it, and the leader watches it with inotify, without polling. Both use the path: a leader
 * whose file was moved away or deleted locks the one that is there now.
 */
#include "aft-leader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct _AftLeader
{
  GObject parent_instance;

  char *path;
  int fd;             /* -1: not leading */
  struct stat folder; /* of the lock file, when it was locked */
  int watch_fd;
  guint watch_id;
};

enum
{
  CHECK_REQUESTED,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftLeader, aft_leader, G_TYPE_OBJECT)

/* Creates no folder: it would be in the way of a disk that is mounted later, and without it there is no
 * diary. */
static int
open_lock (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                   "The lock file “%s” could not be opened: %s", path, g_strerror (code));
    }

  return fd;
}

static gboolean
is_same_file (const struct stat *one, const struct stat *other)
{
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* Returns: whether @path still leads to the open file */
static gboolean
is_in_place (int fd, const char *path)
{
  struct stat open, there;

  return fstat (fd, &open) == 0 && stat (path, &there) == 0 && is_same_file (&open, &there);
}

/* Returns: the descriptor that holds the lock, or -1 */
static int
lock_file (const char *path, gboolean wait, GError **error)
{
  int fd = open_lock (path, error);
  int code = 0;

  if (fd < 0)
    return -1;

  while (flock (fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0)
    {
      code = errno;
      if (code != EINTR)
        break;
      code = 0;
    }
  /* On a file system without locks, only the name on the bus ensures that a session has one notifier.
   * Two sessions may then both show reminders, which is better than none. */
  if (code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS)
    {
      g_message ("“%s” can't be locked: %s", path, g_strerror (code));
      code = 0;
    }
  if (code == 0 && is_in_place (fd, path))
    return fd;

  close (fd);
  /* It was replaced during the wait: lock the new one. */
  if (code == 0)
    return lock_file (path, wait, error);
  g_set_error (error, G_IO_ERROR,
               code == EWOULDBLOCK ? G_IO_ERROR_BUSY : (int) g_io_error_from_errno (code),
               "The lock “%s” could not be had: %s", path, g_strerror (code));

  return -1;
}

static void
close_lock (gpointer data)
{
  close (GPOINTER_TO_INT (data) - 1);
}

static gpointer
wait_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  int fd = lock_file (g_task_get_task_data (task), TRUE, &error);

  /* 0 is a valid descriptor, so return fd + 1. If cancelled, the task closes it. */
  if (fd >= 0)
    g_task_return_pointer (task, GINT_TO_POINTER (fd + 1), close_lock);
  else
    g_task_return_error (task, g_steal_pointer (&error));

  return NULL;
}

static gboolean
touched_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char events[1024] __attribute__ ((aligned (__alignof__(struct inotify_event))));

  /* Several touches count as one. */
  while (read (fd, events, sizeof events) > 0)
    ;
  aft_leader_reclaim_if_moved (user_data);
  g_signal_emit (user_data, signals[CHECK_REQUESTED], 0);

  return G_SOURCE_CONTINUE;
}

static void
lead (AftLeader *self, int fd)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  self->fd = fd;
  if (stat (folder, &self->folder) != 0)
    self->folder.st_ino = 0;
  self->watch_fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  if (self->watch_fd < 0 ||
      inotify_add_watch (self->watch_fd, self->path, IN_ATTRIB | IN_MOVE_SELF) < 0)
    g_message ("“%s” cannot be watched: %s", self->path, g_strerror (errno));
  if (self->watch_fd >= 0)
    self->watch_id = g_unix_fd_add (self->watch_fd, G_IO_IN, touched_cb, self);
}

static void
aft_leader_finalize (GObject *object)
{
  AftLeader *self = AFT_LEADER (object);

  aft_leader_resign (self);
  g_free (self->path);

  G_OBJECT_CLASS (aft_leader_parent_class)->finalize (object);
}

static void
aft_leader_class_init (AftLeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_leader_finalize;

  signals[CHECK_REQUESTED] = g_signal_new ("check-requested", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
aft_leader_init (AftLeader *self)
{
  self->fd = -1;
  self->watch_fd = -1;
}

/**
 * aft_leader_get_default_path:
 *
 * Returns: (transfer full): $XDG_DATA_HOME/aftercare/notifier.lock
 */
char *
aft_leader_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "aftercare", "notifier.lock", NULL);
}

/**
 * aft_leader_describe_folder:
 * @path: the lock file of aft_leader_get_default_path()
 * @folder: (out) (transfer full): the folder of the diary, to show to people
 * @id: (out) (transfer full): identifies it independent of its path; "" when it doesn't exist
 *
 * Describes the diary of this program for another program, which may see other folders.
 */
void
aft_leader_describe_folder (const char *path, char **folder, char **id)
{
  g_autofree char *name = g_path_get_dirname (path);
  struct stat info;

  *folder = g_filename_display_name (name);
  *id = stat (name, &info) != 0
            ? g_strdup ("")
            : g_strdup_printf ("%lu:%lu", (gulong) info.st_dev, (gulong) info.st_ino);
}

/**
 * aft_leader_has_folder:
 * @path: the lock file of aft_leader_get_default_path()
 * @folder: of aft_leader_describe_folder() in another program
 * @id: likewise
 *
 * Returns: whether both have the same folder
 */
gboolean
aft_leader_has_folder (const char *path, const char *folder, const char *id)
{
  g_autofree char *own_folder = NULL;
  g_autofree char *own_id = NULL;

  aft_leader_describe_folder (path, &own_folder, &own_id);

  return *id != '\0' && *own_id != '\0' ? g_str_equal (id, own_id)
                                        : g_str_equal (folder, own_folder);
}

/**
 * aft_leader_is_held:
 * @path: the lock file of aft_leader_get_default_path()
 *
 * Returns: whether a notifier leads
 */
gboolean
aft_leader_is_held (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean held;

  if (fd < 0)
    return FALSE;

  /* A notifier that tries to lead right now finds it locked, waits, and gets the lock at once. */
  held = flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (fd);

  return held;
}

/**
 * aft_leader_request_check:
 * @path: the lock file of aft_leader_get_default_path()
 *
 * Asks the leader, in any session, to check the diary again. Without a leader nothing happens: the next
 * one checks the diary at its start.
 */
void
aft_leader_request_check (const char *path)
{
  if (utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) != 0 && errno != ENOENT)
    g_message ("“%s” could not be touched: %s", path, g_strerror (errno));
}

/**
 * aft_leader_new:
 * @path: the lock file, created when it is first needed, unlike its folder
 *
 * Returns: (transfer full): a candidate that does not lead yet
 */
AftLeader *
aft_leader_new (const char *path)
{
  AftLeader *self = g_object_new (AFT_TYPE_LEADER, NULL);

  self->path = g_strdup (path);

  return self;
}

/**
 * aft_leader_try:
 * @self: a candidate
 * @error: %G_IO_ERROR_BUSY when another notifier leads; others when the file can't be opened
 *
 * Takes the lead if there is no leader. Never waits.
 *
 * Returns: TRUE when @self leads
 */
gboolean
aft_leader_try (AftLeader *self, GError **error)
{
  g_return_val_if_fail (AFT_IS_LEADER (self), FALSE);

  if (self->fd < 0)
    {
      int fd = lock_file (self->path, FALSE, error);

      if (fd >= 0)
        lead (self, fd);
    }

  return self->fd >= 0;
}

/**
 * aft_leader_wait_async:
 * @self: a candidate
 * @cancellable: (nullable): stops waiting
 * @callback: called once @self leads, or can't
 * @user_data: for @callback
 *
 * Waits for the lead in a separate thread, which sleeps in the kernel instead of polling.
 */
void
aft_leader_wait_async (AftLeader *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  GThread *thread;

  g_return_if_fail (AFT_IS_LEADER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_leader_wait_async);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  thread = g_thread_try_new ("leader", wait_thread, g_object_ref (task), &error);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      return;
    }
  g_object_unref (task);
  g_task_return_error (task, error);
}

/**
 * aft_leader_wait_finish:
 * @self: the candidate
 * @result: of aft_leader_wait_async()
 * @error: %G_IO_ERROR_CANCELLED when the caller stopped waiting; otherwise of the lock file
 *
 * Returns: TRUE when @self leads
 */
gboolean
aft_leader_wait_finish (AftLeader *self, GAsyncResult *result, GError **error)
{
  int fd;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  fd = GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error)) - 1;
  if (fd < 0)
    return FALSE;

  aft_leader_resign (self);
  lead (self, fd);

  return TRUE;
}

/**
 * aft_leader_reclaim:
 * @self: a candidate
 *
 * If the lock file of a leader was moved away or deleted, locks the one that is at its path now, or a new
 * one. If another notifier was quicker, that one leads, and "lost" is emitted. Creates no folder.
 */
void
aft_leader_reclaim (AftLeader *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  g_return_if_fail (AFT_IS_LEADER (self));

  if (self->fd < 0 || is_in_place (self->fd, self->path))
    return;
  folder = g_path_get_dirname (self->path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;

  fd = lock_file (self->path, FALSE, &error);
  if (fd >= 0)
    {
      aft_leader_resign (self);
      lead (self, fd);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_message ("Another notifier leads by now");
      aft_leader_resign (self);
      g_signal_emit (self, signals[LOST], 0);
    }
  else
    {
      g_message ("%s", error->message);
    }
}

/* Returns: whether the lock file was deleted, and its folder is still the same */
static gboolean
was_deleted (AftLeader *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct stat info;

  if (fstat (self->fd, &info) != 0 || info.st_nlink > 0 || lstat (self->path, &info) == 0)
    return FALSE;

  return stat (folder, &info) == 0 && is_same_file (&info, &self->folder);
}

/**
 * aft_leader_reclaim_if_moved:
 * @self: a candidate
 *
 * Like aft_leader_reclaim(), but does nothing if the lock file was only deleted: the rest of its
 * folder may be deleted next, and a new file would get in the way. The lead stays with @self until
 * then.
 */
void
aft_leader_reclaim_if_moved (AftLeader *self)
{
  g_return_if_fail (AFT_IS_LEADER (self));

  if (self->fd >= 0 && !was_deleted (self))
    aft_leader_reclaim (self);
}

/**
 * aft_leader_resign:
 * @self: a candidate
 *
 * Gives up the lead; the next candidate gets it at once.
 */
void
aft_leader_resign (AftLeader *self)
{
  g_return_if_fail (AFT_IS_LEADER (self));

  g_clear_handle_id (&self->watch_id, g_source_remove);
  if (self->watch_fd >= 0)
    close (self->watch_fd);
  self->watch_fd = -1;
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/**
 * aft_leader_is_leading:
 * @self: a candidate
 *
 * Returns: TRUE while @self holds the lock
 */
gboolean
aft_leader_is_leading (AftLeader *self)
{
  g_return_val_if_fail (AFT_IS_LEADER (self), FALSE);

  return self->fd >= 0;
}
