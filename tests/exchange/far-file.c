/* far-file.c: a GFile on another machine, like those of GVfs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "far-file.h"

#include <string.h>

static GMutex mutex;
static GCond changed;

/* Blocks like a GVfs program that hangs. */
static void
take (FarPlace *place, FarStep step)
{
  g_mutex_lock (&mutex);
  while (place->silent == step)
    g_cond_wait (&changed, &mutex);
  g_mutex_unlock (&mutex);
}

void
far_place_end (FarPlace *place)
{
  g_mutex_lock (&mutex);
  place->silent = FAR_STEP_NONE;
  place->refuse = TRUE;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&mutex);
}

/* --- writing ------------------------------------------------------------------------------ */

#define FAR_TYPE_STREAM (far_stream_get_type ())
G_DECLARE_FINAL_TYPE (FarStream, far_stream, FAR, STREAM, GFileOutputStream)

struct _FarStream
{
  GFileOutputStream parent_instance;

  FarPlace *place;
  GString *written;
};

G_DEFINE_FINAL_TYPE (FarStream, far_stream, G_TYPE_FILE_OUTPUT_STREAM)

static gssize
far_stream_write (GOutputStream *stream,
                  const void *buffer,
                  gsize count,
                  GCancellable *cancellable,
                  GError **error)
{
  FarStream *self = FAR_STREAM (stream);

  take (self->place, FAR_STEP_WRITE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->written->len + count > self->place->room)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room over there");
      return -1;
    }
  g_string_append_len (self->written, buffer, (gssize) count);

  return (gssize) count;
}

/* Like in GIO, closing puts the new file in place unless it is cancelled. */
static gboolean
far_stream_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  FarStream *self = FAR_STREAM (stream);

  take (self->place, FAR_STEP_CLOSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_string_assign (self->place->present, self->written->str);

  return TRUE;
}

static void
far_stream_finalize (GObject *object)
{
  g_string_free (FAR_STREAM (object)->written, TRUE);

  G_OBJECT_CLASS (far_stream_parent_class)->finalize (object);
}

static void
far_stream_class_init (FarStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = far_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = far_stream_write;
  G_OUTPUT_STREAM_CLASS (klass)->close_fn = far_stream_close;
}

static void
far_stream_init (FarStream *self)
{
  self->written = g_string_new (NULL);
}

/* --- reading ------------------------------------------------------------------------------ */

#define FAR_TYPE_READ_STREAM (far_read_stream_get_type ())
G_DECLARE_FINAL_TYPE (FarReadStream, far_read_stream, FAR, READ_STREAM, GFileInputStream)

struct _FarReadStream
{
  GFileInputStream parent_instance;

  FarPlace *place;
  gsize position;
};

G_DEFINE_FINAL_TYPE (FarReadStream, far_read_stream, G_TYPE_FILE_INPUT_STREAM)

static gssize
far_read_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  FarReadStream *self = FAR_READ_STREAM (stream);
  gsize n;

  take (self->place, FAR_STEP_READ);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n = MIN (count, self->place->present->len - self->position);
  memcpy (buffer, self->place->present->str + self->position, n);
  self->position += n;

  return (gssize) n;
}

static void
far_read_stream_class_init (FarReadStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = far_read_stream_read;
}

static void
far_read_stream_init (FarReadStream *self)
{
}

/* --- the file -------------------------------------------------------------------------------- */

#define FAR_TYPE_FILE (far_file_get_type ())
G_DECLARE_FINAL_TYPE (FarFile, far_file, FAR, FILE, GObject)

struct _FarFile
{
  GObject parent_instance;

  FarPlace *place;
  gboolean is_folder; /* of the file */
};

static void
far_file_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FarFile,
                               far_file,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, far_file_iface_init))

static gboolean
far_file_is_native (GFile *file)
{
  return FALSE;
}

/* A path through FUSE, which must not be used. */
static char *
far_file_get_path (GFile *file)
{
  return g_strdup ("/nonexistent/gvfs/diary.json");
}

static char *
far_file_get_parse_name (GFile *file)
{
  return g_strdup ("dav://example.org/diary.json");
}

static GFile *
far_file_get_parent (GFile *file)
{
  FarFile *self = FAR_FILE (file);
  GFile *parent;

  if (self->is_folder)
    return NULL;
  parent = far_file_new (self->place);
  FAR_FILE (parent)->is_folder = TRUE;

  return parent;
}

/* Whether opening fails now. */
static gboolean
is_out_of_reach (FarPlace *place, GError **error)
{
  take (place, FAR_STEP_OPEN);
  if (place->unknown)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not supported");
  else if (place->away)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED, "not mounted");
  else if (place->refuse)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "not yours");
  else
    return FALSE;

  return TRUE;
}

static GFileInputStream *
far_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  FarPlace *place = FAR_FILE (file)->place;
  FarReadStream *stream;

  if (is_out_of_reach (place, error))
    return NULL;
  stream = g_object_new (FAR_TYPE_READ_STREAM, NULL);
  stream->place = place;

  return G_FILE_INPUT_STREAM (stream);
}

/* Responds later, like a network. */
static gboolean
mounted_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FarFile *self = FAR_FILE (g_task_get_source_object (task));
  FarPlace *place = self->place;

  if (place->only_folder && !self->is_folder)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "HTTP Error: Not Found");
      return G_SOURCE_REMOVE;
    }
  if (place->asks)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "a password is needed");
      return G_SOURCE_REMOVE;
    }
  place->away = FALSE;
  place->n_mounts++;
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
far_file_mount (GFile *file,
                GMountMountFlags flags,
                GMountOperation *operation,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  g_autoptr (GSource) source = g_idle_source_new ();

  take (FAR_FILE (file)->place, FAR_STEP_CONNECT);
  g_assert_null (operation); /* nobody can answer a question */
  g_task_attach_source (task, source, mounted_cb);
  g_object_ref (task);
}

static gboolean
far_file_mount_finish (GFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GFileOutputStream *
far_file_replace (GFile *file,
                  const char *etag,
                  gboolean make_backup,
                  GFileCreateFlags flags,
                  GCancellable *cancellable,
                  GError **error)
{
  FarPlace *place = FAR_FILE (file)->place;
  FarStream *stream;

  if (is_out_of_reach (place, error))
    return NULL;
  g_assert_true (flags & G_FILE_CREATE_PRIVATE);
  stream = g_object_new (FAR_TYPE_STREAM, NULL);
  stream->place = place;

  return G_FILE_OUTPUT_STREAM (stream);
}

static void
far_file_iface_init (GFileIface *iface)
{
  iface->is_native = far_file_is_native;
  iface->get_path = far_file_get_path;
  iface->get_parse_name = far_file_get_parse_name;
  iface->get_parent = far_file_get_parent;
  iface->replace = far_file_replace;
  iface->read_fn = far_file_read;
  iface->mount_enclosing_volume = far_file_mount;
  iface->mount_enclosing_volume_finish = far_file_mount_finish;
}

static void
far_file_class_init (FarFileClass *klass)
{
}

static void
far_file_init (FarFile *self)
{
}

GFile *
far_file_new (FarPlace *place)
{
  FarFile *self = g_object_new (FAR_TYPE_FILE, NULL);

  self->place = place;

  return G_FILE (self);
}
