/* aft-save-problem.c: why something could not be saved, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-save-problem.h"

#include <glib/gi18n-lib.h>

#include "aft-text.h"

/* Of what a person can do something about, the place is named and the thing to do. */
static const char *
get_format (const GError *error)
{
  switch (error->domain == AFT_STORE_ERROR ? error->code : AFT_STORE_ERROR_FAILED)
    {
    case AFT_STORE_ERROR_FULL:
      /* Translators: %s is the path of a file */
      return _ ("The disk with your diary (%s) is full. Free up some space, then save again.");
    case AFT_STORE_ERROR_READ_ONLY:
      return _ (
          /* Translators: %s is the path of a file */
          "You don’t have permission to write to your diary (%s). Change the permissions so that you can write to the file and its folder, then save again.");
    case AFT_STORE_ERROR_BUSY:
      /* Translators: %s is the path of a file */
      return _ ("Another program is writing to your diary (%s). Save again in a moment.");
    case AFT_STORE_ERROR_NO_LOCKS:
      return _ (
          /* Translators: %s is the path of a file */
          "Your diary (%s) is on a drive that can’t lock files. Turn on file locking for that drive, then save again.");
    case AFT_STORE_ERROR_TOO_NEW:
      return _ (
          /* Translators: %s is the path of a file */
          "A newer version of Aftercare has changed your diary (%s). Update Aftercare, then restart it.");
    case AFT_STORE_ERROR_CORRUPT:
      /* Translators: %s is the path of a file */
      return _ ("Your diary (%s) is damaged. Rescue it, then save again.");
    case AFT_STORE_ERROR_MOVED:
      return _ (
          /* Translators: %s is the path of a file */
          "Your diary (%s) was moved or replaced by another file. Check what’s there now, then save again.");
    default:
      return _ (
          /* Translators: %s is the path of a file */
          "Your diary (%s) could not be written. Make sure that its disk is connected, then save again.");
    }
}

/**
 * aft_save_problem_describe:
 * @what: what could not be saved, a whole sentence, translated
 * @store: where it was to be saved
 * @error: why it was not
 *
 * Returns: (transfer full): @what, the reason with the place, what to do, and that nothing of what
 *   was entered is lost
 */
char *
aft_save_problem_describe (const char *what, AftStore *store, const GError *error)
{
  g_autofree char *path = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (what != NULL && AFT_IS_STORE (store) && error != NULL, NULL);

  path = aft_text_name (aft_store_get_path (store));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  reason = g_strdup_printf (get_format (error), path);
#pragma GCC diagnostic pop

  return g_strjoin (" ", what, reason, _ ("What you entered is still here."), NULL);
}
