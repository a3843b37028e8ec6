/* aft-words-tool.c: kinds of tools, and how often they were used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-words-private.h"

/**
 * aft_words_tool_kind:
 * @kind: a kind of tool
 *
 * Returns: its name as a title, static
 */
const char *
aft_words_tool_kind (AftToolKind kind)
{
  switch (kind)
    {
    case AFT_TOOL_STAMP:
      /* Translators: a tool for microneedling that is pressed on the skin */
      return C_ ("tool", "Stamp");
    case AFT_TOOL_PEN:
      /* Translators: a tool for microneedling with a motor and a cartridge of needles */
      return C_ ("tool", "Pen");
    case AFT_TOOL_ROLLER:
    default:
      /* Translators: a tool for microneedling that is rolled over the skin */
      return C_ ("tool", "Roller");
    }
}

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
 * @kind: its kind
 * @uses: sessions with it since it was new
 * @limit: after how many to replace it, at least 1
 *
 * Returns: (transfer full) (nullable): one sentence once the limit is reached; NULL before
 */
char *
aft_words_tool_worn (const char *tool, AftToolKind kind, guint uses, guint limit)
{
  g_autofree char *counted = NULL;

  g_return_val_if_fail (tool != NULL, NULL);

  if (uses < limit)
    return NULL;
  if (kind == AFT_TOOL_PEN)
    /* Translators: %s is the name of a pen */
    return g_strdup_printf (_ ("Use a new cartridge: the one in %s has been used."), tool);
  counted = aft_words_tool_uses (uses, limit);
  /* Translators: the first %s is the name of a roller or stamp, the second "12 of 12 uses" */
  return g_strdup_printf (_ ("Time for a new roller or stamp: %s has had %s."), tool, counted);
}

/**
 * aft_words_tool_worn_title:
 * @kind: a kind of tool
 *
 * Returns: that it is time for a new one, as a title; static
 */
const char *
aft_words_tool_worn_title (AftToolKind kind)
{
  return kind == AFT_TOOL_PEN ? _ ("Time for a New Cartridge")
                              : _ ("Time for a New Roller or Stamp");
}

/**
 * aft_words_tool_source:
 * @kind: a kind of tool
 *
 * Returns: (transfer full): a sentence or two on where its limit comes from
 */
char *
aft_words_tool_source (AftToolKind kind)
{
  g_autofree char *common = NULL;

  if (kind == AFT_TOOL_PEN)
    return g_strdup (_ ("Common advice: a pen’s cartridge is sterile and for one use."));

  common = g_strdup_printf (
      /* Translators: uses of a roller or stamp, always 10 and 15 */
      _ ("Common advice is to replace a roller or stamp after %d to %d uses."),
      AFT_TOOL_USES_COMMON_MIN, AFT_TOOL_USES_COMMON_MAX);

  return g_strconcat (common, " ", _ ("We found no primary source for it."), NULL);
}
