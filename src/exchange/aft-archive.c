/* aft-archive.c: the diary in a zip file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unpacks only one entry, while it is read, and never more than a diary can have: the sizes in a
 * zip file can't be trusted.
 */
#include "aft-config.h"

#include "aft-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-json.h"
#include "aft-quote.h"

#define BUFFER_BYTES 65536
#define MAX_ENTRIES 10000
/* A million check-ins need a third of this. */
#define MAX_BYTES (G_GINT64_CONSTANT (1) << 30)
#define NONE (-1)

struct _AftArchive
{
  GInputStream *stream;
  GCancellable *cancellable;
  char *name;
  char *inner;
  int entry; /* the number of the diary's entry */
  int log;   /* that of its write-ahead log, or NONE */
};

/* --- libarchive through GIO ---------------------------------------------------------------- */

typedef struct
{
  GInputStream *stream;
  GCancellable *cancellable;
  GError *error; /* of @stream */
  char buffer[BUFFER_BYTES];
} Source;

static void
source_free (Source *self)
{
  g_clear_error (&self->error);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **bytes)
{
  Source *source = data;
  gssize n_read;

  g_clear_error (&source->error);
  n_read = g_input_stream_read (source->stream, source->buffer, sizeof source->buffer,
                                source->cancellable, &source->error);
  *bytes = source->buffer;
  if (n_read < 0)
    archive_set_error (archive, EIO, "%s", source->error->message);

  return n_read;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Source *source = data;
  GSeekType type = whence == SEEK_SET ? G_SEEK_SET : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_END;

  g_clear_error (&source->error);
  if (!g_seekable_seek (G_SEEKABLE (source->stream), offset, type, source->cancellable,
                        &source->error))
    {
      archive_set_error (archive, EIO, "%s", source->error->message);
      return ARCHIVE_FATAL;
    }

  return g_seekable_tell (G_SEEKABLE (source->stream));
}

/* The file is damaged, unless it couldn't be read. */
static gboolean
fail_damaged (const char *name, Source *source, GError **error)
{
  if (source->error != NULL)
    g_propagate_error (error, g_steal_pointer (&source->error));
  else
    g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
                 /* Translators: %s is the name of a file */
                 _ ("“%s” is damaged or incomplete. Choose another copy."), name);

  return FALSE;
}

static struct archive *
open_zip (AftArchive *self, Source **source, GError **error)
{
  struct archive *archive = archive_read_new ();

  *source = g_new0 (Source, 1);
  (*source)->stream = g_object_ref (self->stream);
  g_set_object (&(*source)->cancellable, self->cancellable);
  archive_read_support_format_zip_seekable (archive);
  archive_read_set_callback_data (archive, *source);
  archive_read_set_read_callback (archive, read_cb);
  archive_read_set_seek_callback (archive, seek_cb);
  if (g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, self->cancellable,
                       &(*source)->error) &&
      archive_read_open1 (archive) == ARCHIVE_OK)
    return archive;

  fail_damaged (self->name, *source, error);
  archive_read_free (archive);
  g_clear_pointer (source, source_free);

  return NULL;
}

/* --- reading an entry ---------------------------------------------------------------------- */

#define AFT_TYPE_ARCHIVE_STREAM (aft_archive_stream_get_type ())
G_DECLARE_FINAL_TYPE (AftArchiveStream, aft_archive_stream, AFT, ARCHIVE_STREAM, GInputStream)

struct _AftArchiveStream
{
  GInputStream parent_instance;

  struct archive *archive;
  Source *source;
  char *name;
  gint64 n_read;
};

G_DEFINE_FINAL_TYPE (AftArchiveStream, aft_archive_stream, G_TYPE_INPUT_STREAM)

static gssize
aft_archive_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  AftArchiveStream *self = AFT_ARCHIVE_STREAM (stream);
  la_ssize_t n_read;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  n_read = archive_read_data (self->archive, buffer, count);
  if (n_read < 0)
    {
      fail_damaged (self->name, self->source, error);
      return -1;
    }
  self->n_read += n_read;
  if (self->n_read > MAX_BYTES)
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
                   /* Translators: %s is the name of a file */
                   _ ("The contents of “%s” are too large for a diary. Choose another file."),
                   self->name);
      return -1;
    }

  return n_read;
}

static void
aft_archive_stream_finalize (GObject *object)
{
  AftArchiveStream *self = AFT_ARCHIVE_STREAM (object);

  archive_read_free (self->archive);
  source_free (self->source);
  g_free (self->name);

  G_OBJECT_CLASS (aft_archive_stream_parent_class)->finalize (object);
}

static void
aft_archive_stream_class_init (AftArchiveStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_archive_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = aft_archive_stream_read;
}

static void
aft_archive_stream_init (AftArchiveStream *self)
{
}

static GInputStream *
read_entry (AftArchive *self, int number, GError **error)
{
  AftArchiveStream *stream;
  Source *source;
  struct archive *archive = open_zip (self, &source, error);
  struct archive_entry *entry;

  if (archive == NULL)
    return NULL;
  for (int i = 0; i <= number; i++)
    {
      if (archive_read_next_header (archive, &entry) < ARCHIVE_WARN)
        {
          fail_damaged (self->name, source, error);
          archive_read_free (archive);
          source_free (source);
          return NULL;
        }
    }

  stream = g_object_new (AFT_TYPE_ARCHIVE_STREAM, NULL);
  stream->archive = archive;
  stream->source = source;
  stream->name = g_strdup (self->name);

  return G_INPUT_STREAM (stream);
}

/* --- finding the diary --------------------------------------------------------------------- */

/** The entries of one kind. */
typedef struct
{
  int n_found;
  int entry;
  gboolean encrypted;
  char *path;
} Found;

static void
add_found (Found *found, int number, const char *path, gboolean encrypted)
{
  if (found->n_found++ > 0)
    return;
  found->entry = number;
  found->path = g_strdup (path);
  found->encrypted = encrypted;
}

static gboolean
choose_entry (AftArchive *self, const Found *found, GError **error)
{
  if (found->n_found > 1)
    g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
                 /* Translators: %s is the name of a zip file */
                 _ ("“%s” contains several diaries. Unpack it, then choose one of them."),
                 self->name);
  else if (found->n_found == 0)
    g_set_error (
        error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
        /* Translators: %s is the name of a zip file */
        _ ("“%s” doesn’t contain a diary. Choose a zip file with a diary.json or diary.db."),
        self->name);
  else if (found->encrypted)
    g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
                 /* Translators: %s is the name of a zip file */
                 _ ("“%s” is protected by a password. Unpack it, then choose the diary inside."),
                 self->name);
  else
    {
      g_autofree char *base = g_path_get_basename (found->path);

      self->entry = found->entry;
      self->inner = g_utf8_make_valid (base, -1);
      return TRUE;
    }

  return FALSE;
}

/* Prefers the names that this program uses, since there may be snapshots and other files as
 * well. macOS adds a file of the same name after a dot for each file. */
static gboolean
find_entries (struct archive *archive, Source *source, AftArchive *self, GError **error)
{
  Found exact = { 0 };
  Found others = { 0 };
  g_autoptr (GHashTable) logs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *log = NULL;
  struct archive_entry *entry;
  const Found *chosen;
  gboolean good;
  int code;

  for (int i = 0;
       (code = archive_read_next_header (archive, &entry)) >= ARCHIVE_WARN && code != ARCHIVE_EOF;
       i++)
    {
      const char *path = archive_entry_pathname_utf8 (entry);
      g_autofree char *base = NULL;
      g_autofree char *lower = NULL;
      gboolean encrypted = archive_entry_is_data_encrypted (entry) != 0;

      if (path == NULL)
        path = archive_entry_pathname (entry);
      if (i == MAX_ENTRIES)
        break;
      if (path == NULL || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      base = g_path_get_basename (path);
      lower = g_ascii_strdown (base, -1);
      if (lower[0] == '.')
        continue;
      if (g_str_has_suffix (lower, "-wal"))
        g_hash_table_insert (logs, g_strdup (path), GINT_TO_POINTER (i + 1));
      else if (g_str_equal (lower, "diary.db") || g_str_equal (lower, "diary.json"))
        add_found (&exact, i, path, encrypted);
      else if (g_str_has_suffix (lower, ".json") || g_str_has_suffix (lower, ".db"))
        add_found (&others, i, path, encrypted);
    }
  chosen = exact.n_found > 0 ? &exact : &others;
  if (code < ARCHIVE_WARN)
    good = fail_damaged (self->name, source, error);
  else
    good = choose_entry (self, chosen, error);
  if (good)
    {
      log = g_strconcat (chosen->path, "-wal", NULL);
      self->log = GPOINTER_TO_INT (g_hash_table_lookup (logs, log)) - 1;
    }
  g_free (exact.path);
  g_free (others.path);

  return good;
}

/**
 * aft_archive_open:
 * @stream: a zip file; seekable
 * @name: its name to show
 * @cancellable: (nullable): stops all reading
 *
 * Finds the diary: a diary.json or diary.db, or else the only file that ends in .json or .db.
 *
 * Returns: (transfer full) (nullable): the archive; NULL with %AFT_JSON_ERROR_KIND if it has no
 *   diary or more than one, or if it is encrypted or damaged, or with errors of @stream
 */
AftArchive *
aft_archive_open (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (AftArchive) self = NULL;
  Source *source;
  struct archive *archive;
  gboolean good;

  g_return_val_if_fail (G_IS_SEEKABLE (stream), NULL);

  self = g_new0 (AftArchive, 1);
  self->stream = g_object_ref (stream);
  self->name = g_strdup (name);
  self->log = NONE;
  g_set_object (&self->cancellable, cancellable);
  archive = open_zip (self, &source, error);
  if (archive == NULL)
    return NULL;
  good = find_entries (archive, source, self, error);
  archive_read_free (archive);
  source_free (source);

  return good ? g_steal_pointer (&self) : NULL;
}

/**
 * aft_archive_free:
 * @self: (transfer full) (nullable): an archive
 */
void
aft_archive_free (AftArchive *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->inner);
  g_free (self);
}

/**
 * aft_archive_get_name:
 *
 * Returns: (transfer none): the name of the diary in the archive, to show
 */
const char *
aft_archive_get_name (AftArchive *self)
{
  return self->inner;
}

/**
 * aft_archive_read:
 *
 * Returns: (transfer full) (nullable): the diary, unpacked as it is read, which may fail with
 *   %AFT_JSON_ERROR_KIND; invalid once @self opens another stream
 */
GInputStream *
aft_archive_read (AftArchive *self, GError **error)
{
  return read_entry (self, self->entry, error);
}

/**
 * aft_archive_read_log:
 *
 * Returns: (transfer full) (nullable): the diary's write-ahead log, as aft_archive_read(); NULL
 *   without an error if there is none
 */
GInputStream *
aft_archive_read_log (AftArchive *self, GError **error)
{
  return self->log != NONE ? read_entry (self, self->log, error) : NULL;
}
