/* aft-json-sources.c: the advice and its sources for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-json.h"

#include "aft-json-write.h"
#include "aft-words.h"

/* A member that has another before it; @text: (nullable): NULL for null */
static void
append_text (GString *json, const char *key, const char *text)
{
  g_string_append_printf (json, ", \"%s\": ", key);
  if (text != NULL)
    aft_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

static void
append_source (GString *json, const AftSource *source)
{
  g_autofree char *words = aft_words_source (source);
  g_autofree char *uri = aft_source_dup_uri (source);

  g_string_append_printf (json, "{\"id\": \"%s\"", source->id);
  append_text (json, "text", words);
  append_text (json, "doi", source->doi);
  if (source->pubmed != 0)
    g_string_append_printf (json, ", \"pubmed\": %u", source->pubmed);
  else
    append_text (json, "pubmed", NULL);
  append_text (json, "url", uri);
  g_string_append_c (json, '}');
}

static void
append_claim (GString *json, const AftClaim *claim)
{
  g_string_append_printf (json, "{\"token\": \"%s\"", claim->token);
  append_text (json, "text", aft_words_claim (claim->token));
  append_text (json, "provenance", aft_provenance_to_token (claim->provenance));
  g_string_append (json, ", \"sources\": [");
  for (guint i = 0; i < claim->sources->len; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      append_source (json, g_ptr_array_index (claim->sources, i));
    }
  g_string_append_c (json, ']');
  append_text (json, "scope", claim->scope);
  g_string_append_c (json, '}');
}

/**
 * aft_json_sources:
 *
 * The array of --sources --json, a claim on each line. Tokens, provenances and the ids of sources
 * never change.
 *
 * Returns: (transfer full): JSON with a newline at its end
 */
char *
aft_json_sources (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  GString *json = g_string_new ("[\n");

  for (guint i = 0; i < claims->len; i++)
    {
      append_claim (json, g_ptr_array_index (claims, i));
      g_string_append (json, i + 1 < claims->len ? ",\n" : "\n");
    }
  g_string_append (json, "]\n");

  return g_string_free (json, FALSE);
}
