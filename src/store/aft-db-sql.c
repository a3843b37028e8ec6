/* aft-db-sql.c: statements, transactions and errors of one SQLite connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"
#include "aft-db-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

GQuark
aft_store_error_quark (void)
{
  return g_quark_from_static_string ("aft-store-error-quark");
}

/*
 * aft_store_error_from_errno:
 * @code: of the system, such as %ENOSPC
 *
 * Returns: what it means for the diary; %AFT_STORE_ERROR_FAILED for all that a person can do nothing
 *   special about
 */
AftStoreError
aft_store_error_from_errno (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: /* a limit that the person, or whoever runs the machine, has set */
      return AFT_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return AFT_STORE_ERROR_READ_ONLY;
    default:
      return AFT_STORE_ERROR_FAILED;
    }
}

/*
 * aft_store_error_from_sqlite:
 * @handle: (nullable): the connection that failed, and was not used since
 * @code: SQLite's result code
 */
AftStoreError
aft_store_error_from_sqlite (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      /* The files beside the diary: on a full disk they cannot be made longer, and in a folder that
       * may not be written not be made. */
      return handle != NULL ? aft_store_error_from_errno (sqlite3_system_errno (handle))
                            : AFT_STORE_ERROR_FAILED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return AFT_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return AFT_STORE_ERROR_FULL;
    case SQLITE_READONLY:
      return AFT_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return AFT_STORE_ERROR_CORRUPT;
    default:
      return AFT_STORE_ERROR_FAILED;
    }
}

gboolean
aft_db_fail_damaged (AftDb *self, const char *words, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT,
      /* Translators: %1$s is the path of a file, %2$s is SQLite's own message */
      _ ("%1$s is damaged or isn’t a diary (%2$s). Nothing was changed. Open Aftercare to rescue what can be read."),
      self->path, words);

  return FALSE;
}

static gboolean
is_about_lock (int code)
{
  return code == SQLITE_IOERR_LOCK || code == SQLITE_IOERR_UNLOCK || code == SQLITE_IOERR_RDLOCK ||
         code == SQLITE_IOERR_CHECKRESERVEDLOCK || code == SQLITE_IOERR_SHMLOCK;
}

/* SQLite tries to open for reading what it may not write, and then fails over a file that is not
 * there: the reason is no longer to be had from it. */
static AftStoreError
classify (AftDb *self, int code)
{
  AftStoreError store_code = aft_store_error_from_sqlite (self->handle, code);
  g_autofree char *folder = NULL;

  if (store_code == AFT_STORE_ERROR_BUSY || is_about_lock (code))
    return aft_db_can_lock (self->path) ? store_code : AFT_STORE_ERROR_NO_LOCKS;
  if (store_code != AFT_STORE_ERROR_FAILED || (code & 0xff) != SQLITE_CANTOPEN)
    return store_code;
  folder = g_path_get_dirname (self->path);

  return g_access (folder, W_OK) == 0 ? store_code : aft_store_error_from_errno (errno);
}

/*
 * aft_db_fail:
 * @code: SQLite's result code
 *
 * Sets @error from @code and SQLite's own words, with what to do where that is known.
 *
 * Returns: %FALSE always, to be returned by the caller
 */
gboolean
aft_db_fail (AftDb *self, int code, GError **error)
{
  AftStoreError store_code = classify (self, code);
  /* It may speak of a table with a damaged name. */
  g_autofree char *words = g_utf8_make_valid (
      self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code), -1);

  if (sqlite3_extended_errcode (self->handle) == SQLITE_READONLY_DBMOVED)
    return aft_db_fail_moved (self, error);
  if (self->distrusted && (code & 0xff) == SQLITE_ERROR)
    return aft_db_fail_damaged (self, words, error);

  switch (store_code)
    {
    case AFT_STORE_ERROR_BUSY:
      g_set_error (error, AFT_STORE_ERROR, store_code,
                   /* Translators: %s is the path of a file */
                   _ ("Another program is writing to the diary %s. Try again in a moment."),
                   self->path);
      break;
    case AFT_STORE_ERROR_FULL:
      g_set_error (
          error, AFT_STORE_ERROR, store_code,
          /* Translators: %s is the path of a file */
          _ ("The disk is full. Nothing was changed in %s. Free up some space, then try again."),
          self->path);
      break;
    case AFT_STORE_ERROR_READ_ONLY:
      g_set_error (
          error, AFT_STORE_ERROR, store_code,
          /* Translators: %s is the path of a file */
          _ ("The diary %s is read-only. Change the permissions so that you can write to the file and its folder."),
          self->path);
      break;
    case AFT_STORE_ERROR_NO_LOCKS:
      g_set_error (
          error, AFT_STORE_ERROR, store_code,
          /* Translators: %s is the path of a file */
          _ ("The diary %s is on a drive that can’t lock files, so it can’t be used safely. Turn on file locking for that drive, or keep the diary on this computer."),
          self->path);
      break;
    case AFT_STORE_ERROR_CORRUPT:
      return aft_db_fail_damaged (self, words, error);
    default:
      g_set_error (error, AFT_STORE_ERROR, store_code,
                   /* Translators: %1$s is the path of a file, %2$s is SQLite's own message */
                   _ ("Could not use the diary %1$s: %2$s"), self->path, words);
      break;
    }

  return FALSE;
}

gboolean
aft_db_exec (AftDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || aft_db_fail (self, code, error);
}

AftStatement *
aft_db_prepare (AftDb *self, const char *sql, GError **error)
{
  AftStatement *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    aft_db_fail (self, code, error);

  return statement;
}

int
aft_db_step (AftDb *self, AftStatement *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    aft_db_fail (self, code, error);

  return code;
}

gboolean
aft_db_run (AftDb *self, AftStatement *statement, GError **error)
{
  int code;

  do
    code = aft_db_step (self, statement, error);
  while (code == SQLITE_ROW);
  sqlite3_reset (statement);

  return code == SQLITE_DONE;
}

/*
 * aft_db_get_int64:
 * @value: (out): first column of the first row; 0 when there is none or it is NULL
 */
gboolean
aft_db_get_int64 (AftDb *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GStrv
aft_db_list_columns (AftDb *self, const char *table, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self, "SELECT name FROM pragma_table_info (:table, 'main')", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int code;

  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":table", table);
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (names, aft_column_text (statement, 0));
  if (code != SQLITE_DONE)
    return NULL;
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

static int
get_index (AftStatement *statement, const char *name)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  g_assert (index > 0);

  return index;
}

/* @value: (nullable): NULL becomes SQL's */
void
aft_bind_text (AftStatement *statement, const char *name, const char *value)
{
  sqlite3_bind_text (statement, get_index (statement, name), value, -1, SQLITE_TRANSIENT);
}

void
aft_bind_int64 (AftStatement *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement, get_index (statement, name), value);
}

/* Returns: (transfer full) (nullable): NULL for SQL's. Always valid UTF-8: a bit that has flipped in
 * a text is nothing that SQLite could see. */
char *
aft_column_text (AftStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  return g_utf8_make_valid (text, -1);
}

gboolean
aft_db_fail_too_new (AftDb *self, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, AFT_STORE_ERROR_TOO_NEW,
      /* Translators: %s is the path of a file */
      _ ("The diary %s was saved by a newer version of Aftercare. Nothing was changed. Update Aftercare to open it."),
      self->path);

  return FALSE;
}

/* A newer program may have changed the schema since this one opened the diary, as after an update
 * with a window left open. Under the write lock nobody can do so any more. */
static gboolean
is_known_version (AftDb *self, GError **error)
{
  gint64 version;

  if (!aft_db_get_int64 (self, "PRAGMA user_version", &version, error))
    return FALSE;

  return version <= aft_db_get_newest_version () || aft_db_fail_too_new (self, error);
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

gboolean
aft_db_begin (AftDb *self, GError **error)
{
  if (self->replaced)
    return aft_db_fail_moved (self, error);

  return aft_db_check_may_write (self, error) && aft_db_begin_aside (self, error);
}

gboolean
aft_db_begin_aside (AftDb *self, GError **error)
{
  if (self->unchecked && !aft_db_check (self, error))
    return FALSE;
  if (self->before_write != NULL)
    self->before_write (self, self->before_write_data);

  return begin_locked (self, error);
}

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

gboolean
aft_db_commit (AftDb *self, GError **error)
{
  gboolean stamped = !self->writing || sqlite3_total_changes (self->handle) == self->n_changes ||
                     aft_db_stamp (self, error);

  self->writing = FALSE;
  if (!stamped || !aft_db_exec (self, "COMMIT", error))
    {
      aft_db_rollback (self);
      return FALSE;
    }
  /* Only now is it certain that what was written can be found again: whoever took the file away
   * before this moment has taken it along, or thrown it away. */
  if (!aft_db_check_place (self, error))
    return FALSE;
  self->n_writes++;

  return TRUE;
}

/* Some errors (a full disk) have rolled back already; what could not be opened has nothing to undo. */
void
aft_db_rollback (AftDb *self)
{
  self->writing = FALSE;
  if (self->handle != NULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
aft_db_end (AftDb *self, gboolean ok, GError **error)
{
  if (ok)
    return aft_db_commit (self, error);
  aft_db_rollback (self);

  return FALSE;
}

gboolean
aft_db_begin_read (AftDb *self, gboolean *begun, GError **error)
{
  *begun = FALSE;
  if (!sqlite3_get_autocommit (self->handle))
    return TRUE;
  *begun = aft_db_exec (self, "BEGIN", error);

  return *begun;
}

void
aft_db_end_read (AftDb *self, gboolean begun)
{
  if (begun)
    aft_db_rollback (self);
}
