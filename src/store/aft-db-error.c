/* aft-db-error.c: what SQLite or the system reports, as an error of the store
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

/* @words: what was found, by SQLite */
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

gboolean
aft_db_fail_moved (AftDb *self, GError **error)
{
  g_set_error (
      error, AFT_STORE_ERROR, AFT_STORE_ERROR_MOVED,
      /* Translators: %s is the path of a file */
      _ ("The diary %s was moved or replaced by another file. Nothing was saved. Check what’s there now, then try again."),
      self->path);

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
