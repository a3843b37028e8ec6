/* aft-scratch.c: a temporary copy of a diary, to examine and merge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-scratch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "aft-db-log-private.h"
#include "aft-db-migrations-private.h"
#include "aft-snapshot.h"

/**
 * aft_scratch_new_path:
 * @diary_path: the path of the present diary
 *
 * Anything left there by a crash is deleted with the next snapshots.
 *
 * Returns: (transfer full) (nullable): an unused path beside the snapshots; free with g_free()
 *   after aft_scratch_remove()
 */
char *
aft_scratch_new_path (const char *diary_path, GError **error)
{
  g_autofree char *folder = aft_snapshot_get_folder (diary_path);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, AFT_PARTIAL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, AFT_STORE_ERROR, aft_store_error_from_errno (code),
                   /* Translators: %1$s is the path of a folder, %2$s is the system's message */
                   _ ("Could not create the folder %1$s for the diary: %2$s"), folder,
                   g_strerror (code));
      return NULL;
    }

  return g_build_filename (folder, name, NULL);
}

/** aft_scratch_get_log: (transfer full): the path of the log that belongs to @scratch. */
char *
aft_scratch_get_log (const char *scratch)
{
  return g_strconcat (scratch, "-wal", NULL);
}

/** aft_scratch_remove: deletes @scratch and its log; neither needs to exist. */
void
aft_scratch_remove (const char *scratch)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (scratch, suffixes[i], NULL);

      g_unlink (path);
    }
}

/* @name: the name of the file that it was copied from */
static gboolean
begin (AftDb *self, const char *scratch, const char *name, GError **error)
{
  int code;

  *self = (AftDb){ .path = (char *) scratch, .distrusted = TRUE };
  code = aft_db_open_private (scratch, FALSE, &self->handle);
  aft_db_set_checkpoint_on_close (self, FALSE);
  if (code == SQLITE_OK && aft_db_examine_log (self) == AFT_LOG_STRAY)
    {
      g_autofree char *log = aft_scratch_get_log (scratch);

      /* A log of another diary that was copied along. */
      sqlite3_close (g_steal_pointer (&self->handle));
      g_unlink (log);
      code = aft_db_open_private (scratch, FALSE, &self->handle);
    }
  /* From here on, any fault is in the file that it was copied from. */
  self->path = (char *) name;

  return code == SQLITE_OK || aft_db_fail (self, code, error);
}

/**
 * aft_scratch_settle:
 * @name: the name of the file that @scratch is a copy of, for errors
 *
 * Checks that @scratch, with the log beside it, is a sound diary; updates its schema and
 * checkpoints the log.
 *
 * Returns: %FALSE with @error set, which mentions @name: %AFT_STORE_ERROR_FOREIGN,
 *   %AFT_STORE_ERROR_TOO_NEW, %AFT_STORE_ERROR_CORRUPT: not a diary that this program can read
 */
gboolean
aft_scratch_settle (const char *scratch, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  AftDb self;
  gboolean ok;

  g_return_val_if_fail (scratch != NULL && name != NULL, FALSE);

  /* It needn't survive a crash. DELETE checkpoints the log and removes it. */
  ok =
      begin (&self, scratch, name, &local_error) && aft_db_check_kind (&self, &local_error) &&
      aft_db_exec (&self, "PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE", &local_error) &&
      aft_db_migrate (&self, aft_migrations, aft_n_migrations, &local_error) &&
      aft_db_check (&self, &local_error);
  sqlite3_close (self.handle);
  if (g_error_matches (local_error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT))
    {
      g_debug ("%s", local_error->message);
      g_set_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT,
                   /* Translators: %s is the name of a file */
                   _ ("“%s” is damaged. Choose another copy of the diary."), name);
    }
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return ok;
}

/* --- merged ---------------------------------------------------------------------------------- */

static gboolean
entry_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  return aft_db_import_add (user_data, kind, entry, FALSE, error);
}

static gboolean
deleted_cb (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error)
{
  return aft_db_import_add_deleted (user_data, id, deleted_at_us, error);
}

/**
 * aft_scratch_stage:
 * @scratch: after aft_scratch_settle(); no longer needed afterwards
 * @self: the present diary
 *
 * This follows the same rules as any import.
 *
 * Returns: (transfer full) (nullable): what is staged
 */
AftDbImport *
aft_scratch_stage (const char *scratch, AftDb *self, GError **error)
{
  AftDb other = { .path = (char *) scratch };
  AftDbImport *import = NULL;

  g_return_val_if_fail (scratch != NULL && self != NULL, NULL);

  if (aft_db_open_immutable (&other, error))
    import = aft_db_import_begin (self, error);
  if (import != NULL && !aft_db_export (&other, AFT_ENTRY_ALL, entry_cb, deleted_cb, import, error))
    g_clear_pointer (&import, aft_db_import_abort);
  sqlite3_close (other.handle);

  return import;
}
