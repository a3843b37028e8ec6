/* aft-path-watch.c: tells when another thing stands at a path, or the first one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For what may come late: a home that is mounted after login, a link whose target is on a disk that
 * is plugged in later, a file that is moved away and put back. The path is followed name by name.
 * Of what is there, only its own going is watched, so that nothing wakes up while others work in
 * the same folders; the folder where the way ends is watched for what comes into it. A file system
 * mounted over a folder makes no such event, and the kernel tells of that by its list of mounts.
 * Nothing is polled.
 *
 * Not GFileMonitor: it does not see mounts, looks for a missing folder every four seconds, and asks
 * GVfs, which may not be there.
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
/* As the kernel: a link to itself has no end. */
#define MAX_LINKS 40
#define GOING (IN_MOVE_SELF | IN_DELETE_SELF)

struct _AftPathWatch
{
  GObject parent_instance;

  char *path;
  gboolean inside;
  char *seen; /* the way, as it was followed last */
  char *inside_seen;
  gboolean exists;
  gboolean blind;

  int mounts_fd;
  guint mounts_id;
  int fd; /* of inotify */
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
touched_cb (int fd, GIOCondition condition, gpointer user_data);

/* A path that has gone since, or that may not be read, is no fault: then the way ends before it. */
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
take_name (char **rest)
{
  g_autofree char *whole = *rest;
  const char *begin = whole + strspn (whole, "/");
  gsize length = strcspn (begin, "/");

  *rest = g_strdup (begin + length);

  return length > 0 ? g_strndup (begin, length) : NULL;
}

/* The way ends in the folder @here, for @code: watched for what comes, and for permissions. */
static void
watch_end (AftPathWatch *self, const char *here, int code)
{
  g_autofree char *parent = g_path_get_dirname (here);

  watch (self, here, IN_CREATE | IN_MOVED_TO | IN_ATTRIB);
  /* A folder that may not be entered cannot be watched either. */
  if (code == EACCES)
    watch (self, parent, IN_ATTRIB);
}

static void
note (GString *seen, const char *path, const struct stat *info)
{
  struct statvfs system;

  g_string_append_printf (seen, "%s %lu:%lu %o %u\n", path, (gulong) info->st_dev,
                          (gulong) info->st_ino, info->st_mode, info->st_uid);
  /* Mounted anew for writing, it is the same folder. */
  if (!S_ISLNK (info->st_mode) && statvfs (path, &system) == 0 && (system.f_flag & ST_RDONLY))
    g_string_append (seen, "read-only\n");
}

/* Each is watched before it is looked at, so that nothing can come in between. */
static void
follow (AftPathWatch *self, GString *seen, GString *inside)
{
  g_autofree char *here = g_strdup ("/");
  g_autofree char *rest = g_strdup (self->path);
  struct stat info = { 0 };
  int n_links = 0;
  char *name;

  self->exists = FALSE;
  while ((name = take_name (&rest)) != NULL)
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
             GOING | (last ? IN_ATTRIB : 0) | (last && self->inside ? IN_CLOSE_WRITE : 0));
      if (g_lstat (next, &info) != 0)
        {
          int code = errno;

          watch_end (self, here, code);
          if (g_lstat (next, &info) != 0)
            {
              g_string_append_printf (seen, "%s: %s\n", next, g_strerror (code));
              return;
            }
          /* It came at this very moment, before the folder was watched. */
          watch (self, next, GOING | IN_ATTRIB | IN_CLOSE_WRITE);
        }

      note (seen, next, &info);
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
  g_string_append_printf (inside, "%ld %ld.%09ld", (long) info.st_size, (long) info.st_mtim.tv_sec,
                          (long) info.st_mtim.tv_nsec);
}

static void
stop_watching (AftPathWatch *self)
{
  g_clear_handle_id (&self->id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/* Follows the path anew. Returns: whether it led elsewhere before */
static gboolean
look (AftPathWatch *self)
{
  g_autofree char *before = g_steal_pointer (&self->seen);
  g_autofree char *inside_before = g_steal_pointer (&self->inside_seen);
  GString *seen = g_string_new (NULL);
  GString *inside = g_string_new (NULL);

  stop_watching (self);
  self->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  self->blind = self->fd < 0;
  follow (self, seen, inside);
  if (self->fd >= 0)
    self->id = g_unix_fd_add (self->fd, G_IO_IN, touched_cb, self);
  self->seen = g_string_free (seen, FALSE);
  self->inside_seen = g_string_free (inside, FALSE);

  return g_strcmp0 (before, self->seen) != 0 ||
         (self->inside && g_strcmp0 (inside_before, self->inside_seen) != 0);
}

static gboolean
touched_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (AftPathWatch) self = g_object_ref (AFT_PATH_WATCH (user_data));

  /* What is still to be read goes with the descriptor: this look sees all of it. */
  if (look (self))
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
  g_free (self->inside_seen);

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
 * @path: a path from the root; nothing of it need be there
 *
 * Returns: (transfer full): a watch, for the main thread
 */
AftPathWatch *
aft_path_watch_new (const char *path)
{
  AftPathWatch *self = g_object_new (AFT_TYPE_PATH_WATCH, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->mounts_fd = g_open (MOUNTS, O_RDONLY | O_CLOEXEC, 0);
  /* Each poll that says so is the answer to the mounts so far: there is nothing to read. */
  if (self->mounts_fd >= 0)
    self->mounts_id = g_unix_fd_add (self->mounts_fd, G_IO_PRI | G_IO_ERR, touched_cb, self);
  look (self);
  if (self->blind)
    g_message ("“%s” cannot be watched: %s", path, g_strerror (errno));

  return self;
}

/**
 * aft_path_watch_exists:
 * @self: a watch
 *
 * Returns: whether the path led to something when it was followed last
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
 * Returns: whether the system has no watches left to give, so that little is noticed
 */
gboolean
aft_path_watch_is_blind (AftPathWatch *self)
{
  g_return_val_if_fail (AFT_IS_PATH_WATCH (self), TRUE);

  return self->blind;
}

/**
 * aft_path_watch_look_inside:
 * @self: a watch
 * @inside: whether a file that was written to counts as another one
 *
 * For a file that is of no use as it is. To be looked at once more after this says %TRUE: it may
 * have been written to before.
 *
 * Returns: whether that is new
 */
gboolean
aft_path_watch_look_inside (AftPathWatch *self, gboolean inside)
{
  g_return_val_if_fail (AFT_IS_PATH_WATCH (self), FALSE);

  if (self->inside == inside)
    return FALSE;

  self->inside = inside;
  look (self);

  return inside;
}
