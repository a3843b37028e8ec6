/* aft-words-tool.c: how often a roller or cartridge was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

#include "aft-tool.h"

/**
 * aft_words_tool_uses:
 * @uses: sessions with it since it was new
 * @limit: after how many to replace it, at least 1
 *
 * Returns: (transfer full): "7 of 12 uses"; beyond the limit "14 uses; the limit is 12"
 */
char *
aft_words_tool_uses (guint uses, guint limit)
{
  if (uses > limit)
    /* Translators: how often a roller was used, and after how many uses it was time for a new one */
    return g_strdup_printf (ngettext ("%u use; the limit is %u", "%u uses; the limit is %u", uses),
                            uses, limit);

  /* Translators: how often a roller was used, and after how many uses it is time for a new one */
  return g_strdup_printf (ngettext ("%u of %u use", "%u of %u uses", limit), uses, limit);
}

/**
 * aft_words_tool_worn:
 * @tool: its name, as typed
 * @uses: sessions with it since it was new
 * @limit: after how many to replace it, at least 1
 *
 * Returns: (transfer full) (nullable): one sentence once the limit is reached; NULL before
 */
char *
aft_words_tool_worn (const char *tool, guint uses, guint limit)
{
  g_autofree char *counted = NULL;

  g_return_val_if_fail (tool != NULL, NULL);

  if (uses < limit)
    return NULL;
  counted = aft_words_tool_uses (uses, limit);
  /* Translators: the first %s is the name of a roller or cartridge, the second "12 of 12 uses" */
  return g_strdup_printf (_ ("Time for a new roller or cartridge: %s has had %s."), tool, counted);
}

/**
 * aft_words_tool_source:
 *
 * Returns: (transfer full): one sentence on where the limit comes from
 */
char *
aft_words_tool_source (void)
{
  return g_strdup_printf (
      /* Translators: uses of a roller or cartridge, always 10 and 15 */
      _ ("Common advice is to replace a roller or cartridge after %d to %d uses."),
      AFT_TOOL_USES_COMMON_MIN, AFT_TOOL_USES_COMMON_MAX);
}
