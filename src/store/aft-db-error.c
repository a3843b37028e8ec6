/* aft-db-error.c: turns errors of SQLite or the system into errors of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"
#include "aft-db-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "aft-db-file-private.h"

/*
 * aft_store_error_from_errno:
 * @code: an errno, such as %ENOSPC
 *
 * Returns: what it means for the diary; %AFT_STORE_ERROR_FAILED for anything that a person can't do
 *   anything specific about
 */
AftStoreError
aft_store_error_from_errno (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: /* A limit set by the person, or by whoever runs the machine. */
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
 * @handle: (nullable): the connection that failed, not used since
 * @code: SQLite's result code
 */
AftStoreError
aft_store_error_from_sqlite (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      /* This is about the files beside the diary: they can't grow on a full disk, nor be created in
       * a read-only folder. */
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

/*
 * aft_store_fail:
 * @code: one that aft_store_error_to_text() has a sentence for
 *
 * Returns: %FALSE always, with @error set
 */
gboolean
aft_store_fail (AftStoreError code, const char *path, GError **error)
{
  const GError kind = { .domain = AFT_STORE_ERROR, .code = (int) code };
  g_autofree char *text = aft_store_error_to_text (&kind, path);

  g_set_error_literal (error, AFT_STORE_ERROR, (int) code, text);

  return FALSE;
}

/* @words: what SQLite found */
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

/* SQLite tries to open a read-only file for reading, then fails because of a file that isn't there,
 * and no longer knows the actual reason. */
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
 * Sets @error from @code and SQLite's message, and says what to do if that is known.
 *
 * Returns: always %FALSE, for the caller to return
 */
gboolean
aft_db_fail (AftDb *self, int code, GError **error)
{
  AftStoreError store_code = classify (self, code);
  /* The message may mention a table with a damaged name. */
  g_autofree char *words = g_utf8_make_valid (
      self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code), -1);

  if (sqlite3_extended_errcode (self->handle) == SQLITE_READONLY_DBMOVED)
    return aft_store_fail (AFT_STORE_ERROR_MOVED, self->path, error);
  if (store_code == AFT_STORE_ERROR_CORRUPT || (self->distrusted && (code & 0xff) == SQLITE_ERROR))
    return aft_db_fail_damaged (self, words, error);
  if (store_code != AFT_STORE_ERROR_FAILED)
    return aft_store_fail (store_code, self->path, error);
  g_set_error (error, AFT_STORE_ERROR, store_code,
               /* Translators: %1$s is the path of a file, %2$s is SQLite's own message */
               _ ("Could not use the diary %1$s: %2$s"), self->path, words);

  return FALSE;
}
