/* aft-import-file.c: a diary to import: JSON, a diary.db, or a zip file with either
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Detects the kind of the file by its contents, not its name. Only ever reads it, from beginning
 * to end: a database is copied together with its log, and SQLite opens only the copy.
 */
#include "aft-config.h"

#include "aft-import-file.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-archive.h"
#include "aft-file-kind.h"
#include "aft-remote-file.h"
#include "aft-scratch.h"

/** The chosen file, and the diary in it. */
struct _AftImportFile
{
  char *diary_path;
  GFile *file; /* (nullable): standard input */
  char *name;
  AftFileKind kind; /* of the diary in it: AFT_FILE_KIND_TEXT or AFT_FILE_KIND_DIARY */
  AftArchive *archive;
  GInputStream *stream;
};

static char *
get_name (GFile *file)
{
  g_autofree char *base = NULL;

  if (file == NULL)
    return g_strdup (_ ("standard input"));
  base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

/* The current diary must not even be opened: closing it would drop SQLite's locks on it. */
static gboolean
check_not_present (GFile *file, const char *name, const char *diary_path, GError **error)
{
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  GStatBuf chosen, present;

  if (path == NULL || g_stat (path, &chosen) != 0 || g_stat (diary_path, &present) != 0 ||
      chosen.st_dev != present.st_dev || chosen.st_ino != present.st_ino)
    return TRUE;

  g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
               /* Translators: %s is the name of a file */
               _ ("“%s” is your current diary. Choose a copy of it instead."), name);

  return FALSE;
}

static gboolean
open_archive (AftImportFile *self, GCancellable *cancellable, GError **error)
{
  if (!G_IS_SEEKABLE (self->stream) || !g_seekable_can_seek (G_SEEKABLE (self->stream)))
    {
      g_set_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_KIND,
                   /* Translators: %s is the name of a file, or "standard input" */
                   _ ("“%s” is a zip file and can’t be read directly. Unpack it first."),
                   self->name);
      return FALSE;
    }
  self->archive = aft_archive_open (self->stream, self->name, cancellable, error);
  if (self->archive == NULL)
    return FALSE;
  g_clear_object (&self->stream);
  self->stream = aft_archive_read (self->archive, error);

  return self->stream != NULL &&
         aft_file_kind_detect (&self->stream, &self->kind, cancellable, error);
}

static gboolean
open_diary (AftImportFile *self, GCancellable *cancellable, GError **error)
{
  if (!check_not_present (self->file, self->name, self->diary_path, error))
    return FALSE;
  self->stream = self->file != NULL ? aft_remote_file_read (self->file, cancellable, error)
                                    : g_unix_input_stream_new (STDIN_FILENO, FALSE);
  if (self->stream == NULL ||
      !aft_file_kind_detect (&self->stream, &self->kind, cancellable, error))
    return FALSE;
  if (self->kind != AFT_FILE_KIND_ZIP)
    return aft_file_kind_check (self->kind, self->name, error);
  if (!open_archive (self, cancellable, error))
    return FALSE;
  if (self->kind == AFT_FILE_KIND_ZIP) /* a zip file in a zip file */
    self->kind = AFT_FILE_KIND_ARCHIVE;

  return aft_file_kind_check (self->kind, aft_archive_get_name (self->archive), error);
}

/* --- databases ----------------------------------------------------------------------------- */

static gboolean
write_to (GInputStream *stream, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out =
      g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);

  return out != NULL &&
         g_output_stream_splice (G_OUTPUT_STREAM (out), stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                 cancellable, error) >= 0;
}

/* *@stream is NULL if there is no log. */
static gboolean
open_log (AftImportFile *self, GInputStream **stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GFile) log = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *log_uri = NULL;

  *stream = NULL;
  if (self->archive != NULL)
    *stream = aft_archive_read_log (self->archive, &refusal);
  else if (self->file != NULL)
    {
      uri = g_file_get_uri (self->file);
      log_uri = g_strconcat (uri, "-wal", NULL);
      log = g_file_new_for_uri (log_uri);
      *stream = aft_remote_file_read (log, cancellable, &refusal);
    }
  if (refusal == NULL || g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));

  return FALSE;
}

/* Copies the log first: if another program checkpoints it meanwhile, the main file has all of
 * it. */
static gboolean
copy_database (AftImportFile *self, const char *scratch, GCancellable *cancellable, GError **error)
{
  g_autofree char *log = aft_scratch_get_log (scratch);
  g_autoptr (GInputStream) stream = NULL;

  if (!open_log (self, &stream, cancellable, error))
    return FALSE;
  if (stream != NULL && !write_to (stream, log, cancellable, error))
    return FALSE;
  /* An archive can only read one stream at a time. */
  if (self->archive != NULL)
    {
      g_object_unref (self->stream);
      self->stream = aft_archive_read (self->archive, error);
    }

  return self->stream != NULL && write_to (self->stream, scratch, cancellable, error) &&
         aft_scratch_settle (scratch, self->name, error);
}

static gboolean
read_json (AftImportFile *self,
           const char *scratch,
           gint64 now_us,
           GCancellable *cancellable,
           GError **error)
{
  AftDb *db = aft_db_open (scratch, TRUE, error);
  gboolean good;

  if (db == NULL)
    return FALSE;
  good = aft_json_import (db, self->stream, now_us, NULL, NULL, cancellable, error);
  aft_db_close (db);

  return good && aft_scratch_settle (scratch, self->name, error);
}

/**
 * aft_import_file_open:
 * @diary_path: the current diary, which may be missing
 * @file: (nullable): the chosen file; NULL for standard input
 * @cancellable: (nullable): stops the reading
 *
 * Detects what it is, and finds the diary in it. Errors: %AFT_JSON_ERROR_KIND if it isn't a diary;
 * those of reading it.
 *
 * Returns: (transfer full) (nullable): the file, which can be imported once
 */
AftImportFile *
aft_import_file_open (const char *diary_path,
                      GFile *file,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (AftImportFile) self = NULL;

  g_return_val_if_fail (diary_path != NULL, NULL);

  self = g_new0 (AftImportFile, 1);
  self->diary_path = g_strdup (diary_path);
  g_set_object (&self->file, file);
  self->name = get_name (file);

  return open_diary (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * aft_import_file_free:
 * @self: (transfer full) (nullable): a file
 */
void
aft_import_file_free (AftImportFile *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->file);
  g_clear_pointer (&self->archive, aft_archive_free);
  g_free (self->diary_path);
  g_free (self->name);
  g_free (self);
}

/**
 * aft_import_file_to_scratch:
 * @now_us: the present time
 * @cancellable: (nullable): stops the reading
 *
 * Makes a separate diary of the file, to compare with the current one. Errors: %AFT_JSON_ERROR;
 * %AFT_STORE_ERROR, which names the file; those of reading it.
 *
 * Returns: (transfer full) (nullable): the path of a diary in the current schema, to be removed
 *   with aft_scratch_remove()
 */
char *
aft_import_file_to_scratch (AftImportFile *self,
                            gint64 now_us,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *scratch = NULL;
  gboolean good;

  g_return_val_if_fail (self != NULL, NULL);

  scratch = aft_scratch_new_path (self->diary_path, error);
  if (scratch == NULL)
    return NULL;
  good = self->kind == AFT_FILE_KIND_DIARY ? copy_database (self, scratch, cancellable, error)
                                           : read_json (self, scratch, now_us, cancellable, error);
  if (!good)
    {
      aft_scratch_remove (scratch);
      return NULL;
    }

  return g_steal_pointer (&scratch);
}

/**
 * aft_import_file_stage:
 * @db: the diary; not to be used for anything else until the import has ended
 * @now_us: the present time
 * @progress: (nullable): is told how much of a JSON file was read
 * @cancellable: (nullable): stops the reading
 *
 * Reads and stages the diary. Errors: as of aft_import_file_to_scratch() and aft_json_import_new().
 *
 * Returns: (transfer full) (nullable): to be ended by aft_json_import_commit() or
 *   aft_json_import_abort()
 */
AftJsonImport *
aft_import_file_stage (AftImportFile *self,
                       AftDb *db,
                       gint64 now_us,
                       AftProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *scratch = NULL;
  AftDbImport *staged;

  g_return_val_if_fail (self != NULL && db != NULL, NULL);

  if (self->kind != AFT_FILE_KIND_DIARY)
    return aft_json_import_new (db, self->stream, now_us, progress, cancellable, error);

  scratch = aft_import_file_to_scratch (self, now_us, cancellable, error);
  if (scratch == NULL)
    return NULL;
  staged = aft_scratch_stage (scratch, db, error);
  aft_scratch_remove (scratch);

  return staged != NULL ? aft_json_import_new_staged (staged, now_us, error) : NULL;
}
