/* aft-db-transaction.c: write transactions of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-log-private.h"
#include "aft-db-migrations-private.h"

/* A newer program may have changed the schema since this one opened the diary, for example in an
 * update with a window left open. Under the write lock nobody can. */
static gboolean
is_known_version (AftDb *self, GError **error)
{
  gint64 version;

  if (!aft_db_get_int64 (self, "PRAGMA user_version", &version, error))
    return FALSE;

  return version <= aft_db_get_newest_version () ||
         aft_store_fail (AFT_STORE_ERROR_TOO_NEW, self->path, error);
}

static gboolean
begin_locked (AftDb *self, GError **error)
{
  if (!aft_db_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (is_known_version (self, error) && aft_db_check_log (self, error))
    {
      self->writing = TRUE;
      self->n_changes = sqlite3_total_changes (self->handle);
      return TRUE;
    }
  aft_db_rollback (self);

  return FALSE;
}

/*
 * aft_db_begin:
 *
 * Begins a write transaction; end it with aft_db_end().
 *
 * Returns: whether the diary may be written. %AFT_STORE_ERROR_MOVED: it is no longer the one at its
 *   path
 */
gboolean
aft_db_begin (AftDb *self, GError **error)
{
  if (self->replaced)
    return aft_store_fail (AFT_STORE_ERROR_MOVED, self->path, error);

  return aft_db_check_may_write (self, error) && aft_db_begin_aside (self, error);
}

/* Like aft_db_begin(), but doesn't check whether the diary may be written: for data that isn't part
 * of it. */
gboolean
aft_db_begin_aside (AftDb *self, GError **error)
{
  if (self->unchecked && !aft_db_check (self, error))
    return FALSE;
  if (self->before_write != NULL)
    self->before_write (self, self->before_write_data);

  return begin_locked (self, error);
}

/* For a draft. It doesn't count as a write to the diary, or the whole diary would be reloaded with
 * every second of typing. */
gboolean
aft_db_begin_draft (AftDb *self, GError **error)
{
  return aft_db_check_may_write (self, error) && begin_locked (self, error);
}

gboolean
aft_db_end_draft (AftDb *self, gboolean ok, GError **error)
{
  guint64 n_writes = self->n_writes;

  ok = aft_db_end (self, ok, error);
  self->n_writes = n_writes;

  return ok;
}

static gboolean
commit (AftDb *self, GError **error)
{
  gboolean identified = !self->writing || sqlite3_total_changes (self->handle) == self->n_changes ||
                        aft_db_renew_write_id (self, error);

  self->writing = FALSE;
  if (!identified || !aft_db_exec (self, "COMMIT", error))
    {
      aft_db_rollback (self);
      return FALSE;
    }
  /* Only now is it certain that the data can be found again: if the file was taken away before this
   * moment, the data went with it. */
  if (!aft_db_check_place (self, error))
    return FALSE;
  self->n_writes++;

  return TRUE;
}

/*
 * aft_db_end:
 * @ok: whether to commit; FALSE: roll back
 *
 * Returns: whether the data is on disk
 */
gboolean
aft_db_end (AftDb *self, gboolean ok, GError **error)
{
  if (ok)
    return commit (self, error);
  aft_db_rollback (self);

  return FALSE;
}
