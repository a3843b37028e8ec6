/* aft-db-copy.c: a diary that can be read but not written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To read a log, SQLite has to write an index of it beside the diary. If it can't, the program
 * reads a copy of the diary and its log in a private folder, which is deleted once it is open. In
 * the copy, the log is checkpointed, what a crash left unfinished is rolled back, and the schema is
 * updated, as would be done in the diary itself.
 */
#include "aft-config.h"
#include "aft-db-log-private.h"
#include "aft-db-migrations-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* Another program may be writing the diary right now. */
#define COPY_TRIES 10
#define COPY_PAUSE_US (50 * G_TIME_SPAN_MILLISECOND)

static const char *const suffixes[AFT_DB_N_COPIED] = { "", "-wal", "-journal" };

/* None of it is opened: see aft_db_is_in_place(). */
static void
note_stamps (const char *path, AftFileStamp *stamps)
{
  for (gsize i = 0; i < AFT_DB_N_COPIED; i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);
      struct stat status;

      stamps[i] = (AftFileStamp){ 0 };
      if (stat (file, &status) != 0)
        continue;
      stamps[i].device = status.st_dev;
      stamps[i].inode = status.st_ino;
      stamps[i].size = status.st_size;
      stamps[i].modified_ns =
          status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec;
    }
}

static gboolean
are_same (const AftFileStamp *one, const AftFileStamp *other)
{
  for (gsize i = 0; i < AFT_DB_N_COPIED; i++)
    {
      if (one[i].device != other[i].device || one[i].inode != other[i].inode ||
          one[i].size != other[i].size || one[i].modified_ns != other[i].modified_ns)
        return FALSE;
    }

  return TRUE;
}

static gboolean
fail_copy (const char *path, const char *folder, const char *words, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY,
      /* Translators: %1$s is the path of a file, %2$s of a folder, %3$s is the system's message */
      _ ("The diary %1$s is read-only, and the copy needed to read it could not be made in %2$s: %3$s."),
      path, folder, words);

  return FALSE;
}

/* All files of the diary, in one consistent state. */
static gboolean
copy_files (const char *path, const char *folder, GError **error)
{
  for (gsize i = 0; i < AFT_DB_N_COPIED; i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *name = g_strconcat ("diary.db", suffixes[i], NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) write_error = NULL;

      switch (aft_file_read (from, &bytes, error))
        {
        case AFT_FILE_PRESENT:
          if (!g_file_set_contents_full (to, g_bytes_get_data (bytes, NULL),
                                         (gssize) g_bytes_get_size (bytes),
                                         G_FILE_SET_CONTENTS_NONE, 0600, &write_error))
            return fail_copy (path, folder, write_error->message, error);
          break;
        case AFT_FILE_ABSENT:
          g_unlink (to);
          break;
        case AFT_FILE_UNKNOWN:
        default:
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
copy_steadily (const char *path, const char *folder, AftFileStamp *stamps, GError **error)
{
  for (int i = 0; i < COPY_TRIES; i++)
    {
      AftFileStamp after[AFT_DB_N_COPIED];

      if (i > 0)
        g_usleep (COPY_PAUSE_US);
      note_stamps (path, stamps);
      if (!copy_files (path, folder, error))
        return FALSE;
      note_stamps (path, after);
      if (are_same (stamps, after))
        return TRUE;
    }

  return aft_store_fail (AFT_STORE_ERROR_BUSY, path, error);
}

/* From here on the copy needs neither a name nor a file beside it. */
static gboolean
set_up_copy (AftDb *self, GError **error)
{
  aft_db_distrust_schema (self);

  return aft_db_check_kind (self, error) &&
         aft_db_exec (self, "PRAGMA journal_mode = DELETE", error) &&
         aft_db_exec (self, "PRAGMA journal_mode = MEMORY", error) &&
         aft_db_exec (self, "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY", error) &&
         aft_db_migrate (self, aft_migrations, aft_n_migrations, error);
}

static AftDb *
open_copy (const char *path, const char *folder, const AftFileStamp *stamps, GError **error)
{
  g_autofree char *copy = g_build_filename (folder, "diary.db", NULL);
  AftDb *self = aft_db_new (path);
  int code = aft_db_open_private (copy, FALSE, &self->handle);

  self->read_only = TRUE;
  for (gsize i = 0; i < AFT_DB_N_COPIED; i++)
    self->stamps[i] = stamps[i];
  if ((code != SQLITE_OK && !aft_db_fail (self, code, error)) || !set_up_copy (self, error))
    {
      aft_db_close (self);
      return NULL;
    }
  self->distrusted = FALSE;
  self->n_writes = 0;

  return self;
}

static void
remove_folder (const char *folder)
{
  static const char *const all[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *name = g_strconcat ("diary.db", all[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static AftDb *
open_to_read (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) folder_error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("aftercare-XXXXXX", &folder_error);
  AftFileStamp stamps[AFT_DB_N_COPIED];
  AftDb *self = NULL;

  if (folder == NULL)
    {
      fail_copy (absolute, g_get_tmp_dir (), folder_error->message, error);
      return NULL;
    }
  if (copy_steadily (absolute, folder, stamps, error))
    self = open_copy (absolute, folder, stamps, error);
  remove_folder (folder);

  return self;
}

/**
 * aft_db_open_or_read:
 * @path: the file
 * @create: whether to create a file that doesn't exist
 *
 * Like aft_db_open(), but opens a diary that can't be written for reading, in its present state:
 * see aft_db_is_read_only(). Don't use this in a process that has the diary open for writing: it
 * would drop that process's locks.
 *
 * Returns: (transfer full) (nullable): free with aft_db_close(); errors as for aft_db_open()
 */
AftDb *
aft_db_open_or_read (const char *path, gboolean create, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  AftDb *self = aft_db_open (path, create, &refusal);

  if (self != NULL)
    return self;
  if (g_error_matches (refusal, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY) &&
      aft_db_look (path, NULL) == AFT_FILE_PRESENT)
    return open_to_read (path, error);
  g_propagate_error (error, g_steal_pointer (&refusal));

  return NULL;
}

/**
 * aft_db_is_read_only:
 *
 * Returns: whether @self is a copy of the diary made when it was opened, and nothing can be saved
 */
gboolean
aft_db_is_read_only (AftDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->read_only;
}

/**
 * aft_db_is_current:
 *
 * Returns: whether reopening the diary would make no difference: %FALSE once its path leads to
 *   another file and, for a read-only diary, once it has changed or become writable
 */
gboolean
aft_db_is_current (AftDb *self)
{
  AftFileStamp now[AFT_DB_N_COPIED];

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->read_only)
    return aft_db_is_in_place (self) && !aft_db_is_overwritten (self);
  note_stamps (self->path, now);

  return are_same (self->stamps, now) && !aft_db_may_be_written (self->path);
}
