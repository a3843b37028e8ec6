/* aft-tool-replacements.c: when each tool was last replaced by a new one, and of what kind it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the settings, because the diary is only about the skin.
 */
#include "aft-tool-replacements.h"

#include "aft-check.h"
#include "aft-clock.h"
#include "aft-preferences-file.h"
#include "aft-tool.h"

#define KEY "tool-replacements"
#define KINDS_KEY "tool-kinds"

/**
 * aft_tool_replacements_get:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 * @tool: a tool, as typed
 *
 * Returns: when it was replaced last, microseconds since 1970 UTC; %AFT_TOOL_NEVER if it wasn't
 */
gint64
aft_tool_replacements_get (GSettings *settings, const char *tool)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char *folded = NULL;
  gint64 replaced_us = AFT_TOOL_NEVER;

  g_return_val_if_fail (tool != NULL, AFT_TOOL_NEVER);

  if (settings == NULL)
    return AFT_TOOL_NEVER;
  folded = aft_tool_fold (tool);
  all = g_settings_get_value (settings, KEY);
  g_variant_lookup (all, folded, "x", &replaced_us);
  /* Set by a clock that was ahead; doesn't count before then (rule 8). */
  return replaced_us <= aft_check_get_limit (aft_clock_now ()) ? replaced_us : AFT_TOOL_NEVER;
}

/* @value: (nullable): floating; NULL to forget the tool */
static void
set_entry (GSettings *settings, const char *key, const char *tool, GVariant *value)
{
  g_autoptr (GVariant) ours = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr (GVariant) all = NULL;
  g_autofree char *folded = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *theirs;

  if (!aft_preferences_may_set (settings))
    return;
  folded = aft_tool_fold (tool);
  all = g_settings_get_value (settings, key);
  g_variant_builder_init (&builder, g_variant_get_type (all));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s*}", &other, &theirs))
    if (!g_str_equal (other, folded))
      g_variant_builder_add (&builder, "{s*}", other, theirs);
  if (ours != NULL)
    g_variant_builder_add (&builder, "{s*}", folded, ours);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}

/**
 * aft_tool_replacements_set:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 * @tool: a tool, as typed
 * @replaced_us: when it was replaced, microseconds since 1970 UTC; %AFT_TOOL_NEVER to forget it
 *
 * Does nothing if that would overwrite settings that can't be read.
 */
void
aft_tool_replacements_set (GSettings *settings, const char *tool, gint64 replaced_us)
{
  g_return_if_fail (tool != NULL);

  set_entry (settings, KEY, tool,
             replaced_us != AFT_TOOL_NEVER ? g_variant_new_int64 (replaced_us) : NULL);
}

/**
 * aft_tool_kinds_get:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 * @tool: a tool, as typed
 *
 * Returns: its kind: the one that was chosen, else aft_tool_kind_guess()
 */
AftToolKind
aft_tool_kinds_get (GSettings *settings, const char *tool)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree char *folded = NULL;
  const char *token = NULL;

  g_return_val_if_fail (tool != NULL, AFT_TOOL_ROLLER);

  if (settings == NULL)
    return aft_tool_kind_guess (tool);
  folded = aft_tool_fold (tool);
  all = g_settings_get_value (settings, KINDS_KEY);
  g_variant_lookup (all, folded, "&s", &token);
  for (int kind = 0; token != NULL && kind < AFT_N_TOOL_KINDS; kind++)
    if (g_str_equal (token, aft_tool_kind_to_token ((AftToolKind) kind)))
      return (AftToolKind) kind;

  return aft_tool_kind_guess (tool);
}

/**
 * aft_tool_kinds_set:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 * @tool: a tool, as typed
 * @kind: its kind
 *
 * Does nothing if that would overwrite settings that can't be read.
 */
void
aft_tool_kinds_set (GSettings *settings, const char *tool, AftToolKind kind)
{
  g_return_if_fail (tool != NULL);

  set_entry (settings, KINDS_KEY, tool, g_variant_new_string (aft_tool_kind_to_token (kind)));
}

/**
 * aft_tool_replacements_clear:
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 *
 * Forgets all tools, whose names come from the diary and are erased with it.
 */
void
aft_tool_replacements_clear (GSettings *settings)
{
  if (!aft_preferences_may_set (settings))
    return;
  g_settings_reset (settings, KEY);
  g_settings_reset (settings, KINDS_KEY);
}
