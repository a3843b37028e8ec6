/* aft-tool.c: what kind of tool it is, and how often it was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uses are counted from the sessions each time and never stored, so they stay right when a
 * session is changed or deleted.
 */
#include "aft-tool.h"

#include <string.h>

static const char *const kind_tokens[AFT_N_TOOL_KINDS] = { "roller", "stamp", "pen" };

/**
 * aft_tool_kind_to_token:
 * @kind: a kind of tool
 *
 * Returns: its name in the settings, static
 */
const char *
aft_tool_kind_to_token (AftToolKind kind)
{
  g_return_val_if_fail ((guint) kind < AFT_N_TOOL_KINDS, NULL);

  return kind_tokens[kind];
}

/**
 * aft_tool_kind_guess:
 * @tool: a tool, as typed
 *
 * Returns: the kind whose English name is part of @tool, as in most brand names; a roller if there is
 *   none
 */
AftToolKind
aft_tool_kind_guess (const char *tool)
{
  g_autofree char *folded = aft_tool_fold (tool);

  for (int kind = 0; kind < AFT_N_TOOL_KINDS; kind++)
    if (strstr (folded, kind_tokens[kind]) != NULL)
      return (AftToolKind) kind;

  return AFT_TOOL_ROLLER;
}

/**
 * aft_tool_kind_get_limit:
 * @kind: a kind of tool
 * @limit: after how many uses the person replaces a roller or stamp; 0 if uses aren't counted
 *
 * Returns: after how many uses to replace this one: one for the cartridge of a pen; 0 if uses aren't
 *   counted
 */
guint
aft_tool_kind_get_limit (AftToolKind kind, guint limit)
{
  return kind == AFT_TOOL_PEN ? MIN (limit, 1) : limit;
}

/* Clinics have their own tools and their own rules for them. */
static gboolean
is_use (const AftSession *session, const char *folded)
{
  g_autofree char *other = NULL;

  if (session->place != AFT_PLACE_OF_TREATMENT_HOME)
    return FALSE;
  other = aft_tool_fold (session->tool);
  return g_str_equal (other, folded);
}

/**
 * aft_tool_fold:
 * @tool: a tool, as typed
 *
 * Returns: (transfer full): @tool without differences in case and spaces, to compare; "" for none
 */
char *
aft_tool_fold (const char *tool)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (tool != NULL, NULL);

  normal = g_utf8_normalize (tool, -1, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL) /* not UTF-8, which a diary can't contain */
    return g_strdup (tool);
  folded = g_utf8_casefold (normal, -1);
  words = g_strsplit_set (folded, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);

  return g_strdup (text->str);
}

/**
 * aft_tool_equal:
 * @a: a tool, as typed
 * @b: another
 *
 * Returns: whether both are the same tool
 */
gboolean
aft_tool_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = aft_tool_fold (a);
  g_autofree char *folded_b = aft_tool_fold (b);

  return g_str_equal (folded_a, folded_b);
}

/**
 * aft_tool_count_uses:
 * @sessions: (element-type AftSession): in any order
 * @tool: a tool; "" is none, which was never used
 * @replaced_us: when it was last replaced by a new one of the same name, or %AFT_TOOL_NEVER
 *
 * Returns: the number of home sessions with it that ended later than that
 */
guint
aft_tool_count_uses (GPtrArray *sessions, const char *tool, gint64 replaced_us)
{
  g_autofree char *folded = NULL;
  guint uses = 0;

  g_return_val_if_fail (sessions != NULL, 0);
  g_return_val_if_fail (tool != NULL, 0);

  folded = aft_tool_fold (tool);
  if (*folded == '\0')
    return 0;
  for (guint i = 0; i < sessions->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sessions, i);

      if (session->ended_at_us > replaced_us && is_use (session, folded))
        uses++;
    }
  return uses;
}

/**
 * aft_tool_find_replacement:
 * @sessions: (element-type AftSession): in any order; @first may be one of them
 * @first: the first session with a new tool
 *
 * When the old tool was replaced: half way between its last session and @first. If the time of
 * either is corrected later, it still counts for the same tool.
 *
 * Returns: the time for aft_tool_count_uses()
 */
gint64
aft_tool_find_replacement (GPtrArray *sessions, AftSession *first)
{
  g_autofree char *folded = NULL;
  gint64 before_us = AFT_TOOL_NEVER;

  g_return_val_if_fail (sessions != NULL, AFT_TOOL_NEVER);
  g_return_val_if_fail (first != NULL, AFT_TOOL_NEVER);

  folded = aft_tool_fold (first->tool);
  for (guint i = 0; i < sessions->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sessions, i);

      if (!g_str_equal (session->id, first->id) && session->ended_at_us < first->ended_at_us &&
          is_use (session, folded))
        before_us = MAX (before_us, session->ended_at_us);
    }
  if (before_us == AFT_TOOL_NEVER)
    return first->ended_at_us - 1;

  return before_us + (first->ended_at_us - before_us) / 2;
}

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  return aft_session_compare (b, a);
}

/**
 * aft_tool_list:
 * @sessions: (element-type AftSession): in any order
 *
 * Returns: (transfer full) (element-type utf8): the tools of these sessions, including those of
 *   clinics, each once and as typed last; the most recent first
 */
GPtrArray *
aft_tool_list (GPtrArray *sessions)
{
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *tools;

  g_return_val_if_fail (sessions != NULL, NULL);

  tools = g_ptr_array_new_with_free_func (g_free);
  sorted = g_ptr_array_sized_new (sessions->len);
  for (guint i = 0; i < sessions->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (sessions, i));
  g_ptr_array_sort (sorted, compare_latest_first);

  for (guint i = 0; i < sorted->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sorted, i);
      g_autofree char *folded = aft_tool_fold (session->tool);

      if (*folded != '\0' && g_hash_table_add (seen, g_steal_pointer (&folded)))
        g_ptr_array_add (tools, g_strstrip (g_strdup (session->tool)));
    }
  return tools;
}
