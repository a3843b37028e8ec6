/* aft-store-error.c: why the diary could not be opened, read or written, for the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-store-error.h"

#include <glib/gi18n-lib.h>

GQuark
aft_store_error_quark (void)
{
  return g_quark_from_static_string ("aft-store-error-quark");
}

/**
 * aft_store_error_to_text:
 * @error: any error
 * @path: the path of the diary
 *
 * Returns: (transfer full) (nullable): what happened and what to do, with @path; %NULL for errors
 *   without a sentence of their own, or with a different one in each place, like a damaged diary
 */
char *
aft_store_error_to_text (const GError *error, const char *path)
{
  g_return_val_if_fail (error != NULL && path != NULL, NULL);

  switch (error->domain == AFT_STORE_ERROR ? error->code : AFT_STORE_ERROR_FAILED)
    {
    case AFT_STORE_ERROR_BUSY:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("Another program is writing to the diary %s. Try again in a moment."), path);
    case AFT_STORE_ERROR_FULL:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("The disk is full. Nothing was changed in %s. Free up some space, then try again."),
          path);
    case AFT_STORE_ERROR_READ_ONLY:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("The diary %s is read-only. Change the permissions so that you can write to the file and its folder."),
          path);
    case AFT_STORE_ERROR_FOREIGN:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("%s is another program’s database. Nothing was changed. Move it somewhere else, or choose another location for the diary."),
          path);
    case AFT_STORE_ERROR_TOO_NEW:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("The diary %s was saved by a newer version of Aftercare. Nothing was changed. Update Aftercare to open it."),
          path);
    case AFT_STORE_ERROR_MOVED:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("The diary %s was moved or replaced by another file. Nothing was saved. Check what’s there now, then try again."),
          path);
    case AFT_STORE_ERROR_NO_LOCKS:
      return g_strdup_printf (
          /* Translators: %s is the path of a file */
          _ ("The diary %s is on a drive that can’t lock files, so it can’t be used safely. Turn on file locking for that drive, or keep the diary on this computer."),
          path);
    default:
      return NULL;
    }
}
