/* aft-save-problem.c: why something could not be saved, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-save-problem.h"

#include <glib/gi18n-lib.h>

#include "aft-text.h"

/**
 * aft_save_problem_describe:
 * @what: what could not be saved; a whole sentence, translated
 * @store: where it should have been saved
 * @error: why it wasn't
 *
 * Returns: (transfer full): @what, the reason and the place, what to do, and that nothing entered
 *   is lost
 */
char *
aft_save_problem_describe (const char *what, AftStore *store, const GError *error)
{
  g_autofree char *path = NULL;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (what != NULL && AFT_IS_STORE (store) && error != NULL, NULL);

  path = aft_text_name (aft_store_get_path (store));
  reason = aft_store_error_to_text (error, path);
  if (reason == NULL)
    reason =
        g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT)
            ? g_strdup_printf (
                  /* Translators: %s is the path of a file */
                  _ ("Your diary (%s) is damaged. Rescue it, then save again."), path)
            : g_strdup_printf (
                  /* Translators: %s is the path of a file */
                  _ ("Your diary (%s) could not be written. Make sure that its disk is connected, then save again."),
                  path);

  return g_strjoin (" ", what, reason, _ ("What you entered is still here."), NULL);
}
