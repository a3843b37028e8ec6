/* aft-json-status.c: the plan for status bars and scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-json.h"

#include "aft-json-write.h"

/* @at_us: 0 for null */
static void
append_state (GString *json, const char *key, const char *token, gint64 at_us)
{
  g_string_append_printf (json, "\"%s\": {\"state\": \"%s\", \"at\": ", key, token);
  if (at_us != 0)
    aft_json_append_instant (json, at_us);
  else
    g_string_append (json, "null");
}

/**
 * aft_json_status:
 * @plan: a plan
 *
 * The object of --status --json, on one line as status bars expect: "now", "recovery_day" (null
 * before the first session), "makeup", "next_session" (with "at" null while held, and "reasons"),
 * "advice". The names of states, reasons and advice never change.
 *
 * Returns: (transfer full): JSON with a newline at its end
 */
char *
aft_json_status (const AftPlan *plan)
{
  GString *json = g_string_new ("{\"now\": ");

  aft_json_append_instant (json, plan->now_us);
  g_string_append (json, ", \"recovery_day\": ");
  if (plan->recovery_day >= 0)
    g_string_append_printf (json, "%d", plan->recovery_day);
  else
    g_string_append (json, "null");

  g_string_append (json, ", ");
  append_state (json, "makeup", aft_makeup_state_to_token (plan->makeup_state), plan->makeup_at_us);
  g_string_append (json, "}, ");
  append_state (json, "next_session", aft_next_state_to_token (plan->next_state),
                plan->next_state == AFT_NEXT_HELD ? 0 : plan->next_at_us);
  g_string_append (json, ", \"reasons\": [");
  for (guint i = 0; i < plan->reasons->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? ", " : "",
                            aft_reason_to_token (&g_array_index (plan->reasons, AftReason, i)));
  g_string_append (json, "]}, \"advice\": [");
  for (guint i = 0; i < plan->advice->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? ", " : "",
                            aft_advice_to_token (&g_array_index (plan->advice, AftAdvice, i)));
  g_string_append (json, "]}\n");

  return g_string_free (json, FALSE);
}
