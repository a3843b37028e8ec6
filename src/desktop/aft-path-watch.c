/* aft-path-watch.c: notices when what is at a path is replaced, appears or goes away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For files that may appear late: in a home that is mounted after login, behind a link to a disk
 * that is connected later, or moved away and back. Follows the path name by name. Watches only
 * whether each existing part goes away, so that nothing wakes up while other programs work in
 * the same folders; where the path ends, watches the folder for new files. Mounting a file
 * system over a folder causes no such event, so it also watches the kernel's list of mounts.
 * Never polls.
 *
 * GFileMonitor doesn't notice mounts, polls for a missing folder every four seconds, and uses
 * GVfs, which may be missing.
 */
#include "aft-path-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/inotify.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MOUNTS "/proc/self/mountinfo"
/* As in the kernel, because a link can lead to itself. */
#define MAX_LINKS 40
#define GOING (IN_MOVE_SELF | IN_DELETE_SELF)

struct _AftPathWatch
{
  GObject parent_instance;

  char *path;
  gboolean contents;
  char *seen; /* the parts of the path when it was followed last */
  char *contents_seen;
  gboolean exists;
  gboolean blind;

  int mounts_fd;
  guint mounts_id;
  int fd; /* the descriptor of inotify */
  guint id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftPathWatch, aft_path_watch, G_TYPE_OBJECT)

static gboolean
event_cb (int fd, GIOCondition condition, gpointer user_data);

/* It is fine if @path has gone meanwhile or can't be read: then the path ends before it. */
static void
watch (AftPathWatch *self, const char *path, guint32 mask)
{
  if (self->fd >= 0 &&
      inotify_add_watch (self->fd, path, mask | IN_MASK_ADD | IN_DONT_FOLLOW) < 0 &&
      errno == ENOSPC)
    self->blind = TRUE;
}

/* Takes the next name off @rest. Returns: (transfer full) (nullable): NULL at the end */
static char *
split_name (char **rest)
{
  g_autofree char *whole = *rest;
  const char *begin = whole + strspn (whole, "/");
  gsize length = strcspn (begin, "/");

  *rest = g_strdup (begin + length);

  return length > 0 ? g_strndup (begin, length) : NULL;
}

/* The path ends in the folder @here because of @code: watches it for new files and for
 * permissions. */
static void
watch_end (AftPathWatch *self, const char *here, int code)
{
  g_autofree char *parent = g_path_get_dirname (here);

  watch (self, here, IN_CREATE | IN_MOVED_TO | IN_ATTRIB);
  /* A folder without permission can't be watched either. */
  if (code == EACCES)
    watch (self, parent, IN_ATTRIB);
}

static void
append_part (GString *seen, const char *path, const struct stat *info)
{
  struct statvfs system;

  g_string_append_printf (seen, "%s %lu:%lu %o %u\n", path, (gulong) info->st_dev,
                          (gulong) info->st_ino, info->st_mode, info->st_uid);
  /* Remounted for writing, it would be the same folder. */
  if (!S_ISLNK (info->st_mode) && statvfs (path, &system) == 0 && (system.f_flag & ST_RDONLY))
    g_string_append (seen, "read-only\n");
}

/* Watches each part before it inspects it, so that no change is missed. */
static void
follow (AftPathWatch *self, GString *seen, GString *contents)
{
  g_autofree char *here = g_strdup ("/");
  g_autofree char *rest = g_strdup (self->path);
  struct stat info = { 0 };
  int n_links = 0;
  char *name;

  self->exists = FALSE;
  while ((name = split_name (&rest)) != NULL)
    {
      g_autofree char *owned = name;
      g_autofree char *next = NULL;
      g_autofree char *target = NULL;
      gboolean last = rest[strspn (rest, "/")] == '\0';

      if (g_str_equal (name, "."))
        continue;
      next = g_str_equal (name, "..") ? g_path_get_dirname (here)
                                      : g_build_filename (here, name, NULL);
      watch (self, next,
             GOING | (last ? IN_ATTRIB : 0) | (last && self->contents ? IN_CLOSE_WRITE : 0));
      if (g_lstat (next, &info) != 0)
        {
          int code = errno;

          watch_end (self, here, code);
          if (g_lstat (next, &info) != 0)
            {
              g_string_append_printf (seen, "%s: %s\n", next, g_strerror (code));
              return;
            }
          /* It appeared before the folder was watched. */
          watch (self, next, GOING | IN_ATTRIB | IN_CLOSE_WRITE);
        }

      append_part (seen, next, &info);
      if (!S_ISLNK (info.st_mode))
        {
          g_free (here);
          here = g_steal_pointer (&next);
          continue;
        }

      target = g_file_read_link (next, NULL);
      if (target == NULL || ++n_links > MAX_LINKS)
        return;
      g_string_append_printf (seen, "-> %s\n", target);
      if (g_path_is_absolute (target))
        {
          g_free (here);
          here = g_strdup ("/");
        }
      name = g_strconcat (target, "/", rest, NULL);
      g_free (rest);
      rest = name;
    }

  self->exists = TRUE;
  g_string_append_printf (contents, "%ld %ld.%09ld", (long) info.st_size,
                          (long) info.st_mtim.tv_sec, (long) info.st_mtim.tv_nsec);
}

static void
stop_watching (AftPathWatch *self)
{
  g_clear_handle_id (&self->id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/* Follows the path again. Returns: whether anything has changed */
static gboolean
refollow (AftPathWatch *self)
{
  g_autofree char *before = g_steal_pointer (&self->seen);
  g_autofree char *contents_before = g_steal_pointer (&self->contents_seen);
  GString *seen = g_string_new (NULL);
  GString *contents = g_string_new (NULL);

  stop_watching (self);
  self->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  self->blind = self->fd < 0;
  follow (self, seen, contents);
  if (self->fd >= 0)
    self->id = g_unix_fd_add (self->fd, G_IO_IN, event_cb, self);
  self->seen = g_string_free (seen, FALSE);
  self->contents_seen = g_string_free (contents, FALSE);

  return g_strcmp0 (before, self->seen) != 0 ||
         (self->contents && g_strcmp0 (contents_before, self->contents_seen) != 0);
}

static gboolean
event_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (AftPathWatch) self = g_object_ref (AFT_PATH_WATCH (user_data));

  /* There is no need to read the events: closing the descriptor drops them, and following the
   * path finds all changes. */
  if (refollow (self))
    g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

static void
aft_path_watch_dispose (GObject *object)
{
  AftPathWatch *self = AFT_PATH_WATCH (object);

  stop_watching (self);
  g_clear_handle_id (&self->mounts_id, g_source_remove);
  if (self->mounts_fd >= 0)
    close (self->mounts_fd);
  self->mounts_fd = -1;

  G_OBJECT_CLASS (aft_path_watch_parent_class)->dispose (object);
}

static void
aft_path_watch_finalize (GObject *object)
{
  AftPathWatch *self = AFT_PATH_WATCH (object);

  g_free (self->path);
  g_free (self->seen);
  g_free (self->contents_seen);

  G_OBJECT_CLASS (aft_path_watch_parent_class)->finalize (object);
}

static void
aft_path_watch_class_init (AftPathWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_path_watch_dispose;
  object_class->finalize = aft_path_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_path_watch_init (AftPathWatch *self)
{
  self->fd = -1;
  self->mounts_fd = -1;
}

/**
 * aft_path_watch_new:
 * @path: an absolute path; no part of it has to exist
 *
 * Returns: (transfer full): a watch, for the main thread
 */
AftPathWatch *
aft_path_watch_new (const char *path)
{
  AftPathWatch *self = g_object_new (AFT_TYPE_PATH_WATCH, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->mounts_fd = g_open (MOUNTS, O_RDONLY | O_CLOEXEC, 0);
  /* Polling the descriptor resets it, so there is nothing to read. */
  if (self->mounts_fd >= 0)
    self->mounts_id = g_unix_fd_add (self->mounts_fd, G_IO_PRI | G_IO_ERR, event_cb, self);
  refollow (self);
  if (self->blind)
    g_message ("“%s” cannot be watched: %s", path, g_strerror (errno));

  return self;
}

/**
 * aft_path_watch_exists:
 * @self: a watch
 *
 * Returns: whether something was at the path when it was followed last
 */
gboolean
aft_path_watch_exists (AftPathWatch *self)
{
  g_return_val_if_fail (AFT_IS_PATH_WATCH (self), FALSE);

  return self->exists;
}

/**
 * aft_path_watch_is_blind:
 * @self: a watch
 *
 * Returns: whether the system has no watches left, so that changes may go unnoticed
 */
gboolean
aft_path_watch_is_blind (AftPathWatch *self)
{
  g_return_val_if_fail (AFT_IS_PATH_WATCH (self), TRUE);

  return self->blind;
}

/**
 * aft_path_watch_watch_contents:
 * @self: a watch
 * @contents: whether to notice changes to the contents of the file
 *
 * For a file that is unusable as it is. After %TRUE, check it once more, since it may have been
 * written to before.
 *
 * Returns: whether that has changed
 */
gboolean
aft_path_watch_watch_contents (AftPathWatch *self, gboolean contents)
{
  g_return_val_if_fail (AFT_IS_PATH_WATCH (self), FALSE);

  if (self->contents == contents)
    return FALSE;

  self->contents = contents;
  refollow (self);

  return contents;
}
