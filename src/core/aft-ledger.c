/* aft-ledger.c: reads the ledger of claims and sources
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ledger, evidence.json, is compiled in, so reading it is no I/O: it can't fail, and an error in
 * it is a bug, which ends the program. Nothing is attributed to the guide (the aftercare article
 * that this program is based on) that it doesn't say: it announces a list of what to use and one of
 * what to avoid, but both are empty.
 */
#include "aft-ledger.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "aft-core-resources.h"

#define PATH "/org/example/Aftercare/evidence.json"

typedef struct
{
  GPtrArray *claims; /* AftClaim, in the order of the Guide */
  GHashTable *sources;
} Ledger;

/* In the order of the enums; those of sets in the order of the bits. */
static const char *const source_kinds[] = { "article",     "review", "randomized", "open-label",
                                            "case-series", "case",   "consensus",  "official",
                                            "validation",  NULL };
static const char *const bodies[] = { "", "face", "face-and-body", NULL };
static const char *const remarks[] = {
  "", "open-in-guide", "not-in-guide", "empty-in-guide", "no-primary-source", NULL
};
static const char *const phases[] = { "before", "first-hours", "day-0-1", "day-2-7",
                                      "rested", "call",        NULL };
static const char *const kinds[] = { "clinic", "call-today", "call-soon", "wait-if", "normal",
                                     "do",     "avoid",      "disputed",  "know",    NULL };
static const char *const place_tokens[] = { "", "home", "clinic", "anywhere", NULL };

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = json_object_get_string_member_with_default (object, member, "");

  return *text != '\0' ? g_intern_string (text) : NULL;
}

static guint
get_number (JsonObject *object, const char *member)
{
  return (guint) json_object_get_int_member_with_default (object, member, 0);
}

static int
find_token (const char *const *tokens, const char *token)
{
  for (int i = 0; tokens[i] != NULL; i++)
    if (g_str_equal (tokens[i], token))
      return i;

  g_error ("evidence.json: unknown token “%s”", token);
}

static int
get_token (JsonObject *object, const char *member, const char *const *tokens)
{
  return find_token (tokens, json_object_get_string_member_with_default (object, member, ""));
}

static AftProvenance
get_provenance (JsonObject *object)
{
  const char *token = json_object_get_string_member_with_default (object, "provenance", "");

  for (int i = 0; i < AFT_N_PROVENANCES; i++)
    if (g_str_equal (aft_provenance_to_token ((AftProvenance) i), token))
      return (AftProvenance) i;

  g_error ("evidence.json: unknown provenance “%s”", token);
}

static void
read_covers (AftSource *source, JsonObject *covers)
{
  source->places = (AftGuidePlaces) get_token (covers, "place", place_tokens);
  source->people = get_number (covers, "people");
  source->articles = get_number (covers, "articles");
  source->body = (AftBody) get_token (covers, "body", bodies);
  source->other_procedures =
      json_object_get_boolean_member_with_default (covers, "other_procedures", FALSE);
  if (json_object_has_member (covers, "needle_mm"))
    {
      JsonArray *needles = json_object_get_array_member (covers, "needle_mm");

      source->n_needles = MIN (json_array_get_length (needles), AFT_SOURCE_MAX_NEEDLES);
      for (guint i = 0; i < source->n_needles; i++)
        source->needle_mm[i] = json_array_get_double_element (needles, i);
    }
}

static void
read_source_cb (JsonArray *array, guint i, JsonNode *node, gpointer user_data)
{
  Ledger *ledger = user_data;
  JsonObject *object = json_node_get_object (node);
  AftSource *source = g_new0 (AftSource, 1);

  source->id = get_text (object, "id");
  source->kind = (AftSourceKind) get_token (object, "kind", source_kinds);
  source->authors = get_text (object, "authors");
  source->year = get_number (object, "year");
  source->title = get_text (object, "title");
  source->where = get_text (object, "where");
  source->doi = get_text (object, "doi");
  source->pubmed = get_number (object, "pubmed");
  source->url = get_text (object, "url");
  read_covers (source, json_object_get_object_member (object, "covers"));
  g_hash_table_insert (ledger->sources, (char *) source->id, source);
}

static void
read_claim_cb (JsonArray *array, guint i, JsonNode *node, gpointer user_data)
{
  Ledger *ledger = user_data;
  JsonObject *object = json_node_get_object (node);
  JsonArray *in = json_object_get_array_member (object, "phases");
  JsonArray *from = json_object_get_array_member (object, "sources");
  AftClaim *claim = g_new0 (AftClaim, 1);

  claim->token = get_text (object, "token");
  claim->kind = (AftGuideKind) get_token (object, "kind", kinds);
  for (guint n = 0; n < json_array_get_length (in); n++)
    claim->phases |= 1u << find_token (phases, json_array_get_string_element (in, n));
  claim->places = (AftGuidePlaces) get_token (object, "places", place_tokens);
  claim->provenance = get_provenance (object);
  claim->sources = g_ptr_array_new ();
  for (guint n = 0; n < json_array_get_length (from); n++)
    {
      const char *id = json_array_get_string_element (from, n);
      AftSource *source = g_hash_table_lookup (ledger->sources, id);

      if (source == NULL)
        g_error ("evidence.json: unknown source “%s”", id);
      g_ptr_array_add (claim->sources, source);
    }
  claim->remark = (AftRemark) get_token (object, "remark", remarks);
  claim->scope = get_text (object, "scope");
  g_ptr_array_add (ledger->claims, claim);
}

static Ledger *
read_ledger (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (aft_core_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  Ledger *ledger = g_new0 (Ledger, 1);
  JsonObject *root;

  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes), &error))
    g_error ("evidence.json: %s", error->message);
  root = json_node_get_object (json_parser_get_root (parser));
  ledger->claims = g_ptr_array_new ();
  ledger->sources = g_hash_table_new (g_str_hash, g_str_equal);
  json_array_foreach_element (json_object_get_array_member (root, "sources"), read_source_cb,
                              ledger);
  json_array_foreach_element (json_object_get_array_member (root, "claims"), read_claim_cb, ledger);

  return ledger;
}

/**
 * aft_ledger_get_claims:
 *
 * Any thread.
 *
 * Returns: (transfer none) (element-type AftClaim): all claims in the order in which the Guide shows
 *   them, static
 */
GPtrArray *
aft_ledger_get_claims (void)
{
  static Ledger *ledger;

  if (g_once_init_enter (&ledger))
    g_once_init_leave (&ledger, read_ledger ());

  return ledger->claims;
}

/**
 * aft_ledger_find_claim:
 * @token: the name of a claim
 *
 * Returns: (transfer none) (nullable): the claim, static; NULL if there is none of that name
 */
const AftClaim *
aft_ledger_find_claim (const char *token)
{
  GPtrArray *claims = aft_ledger_get_claims ();

  g_return_val_if_fail (token != NULL, NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);

      if (g_str_equal (claim->token, token))
        return claim;
    }

  return NULL;
}

/**
 * aft_claim_applies:
 * @self: a claim
 * @phase: the phase to show
 * @places: the places to consider, from aft_plan_get_guide_places()
 *
 * After a session in a clinic, the clinic's instructions replace common advice on makeup, exercise,
 * sun and actives (rule 3).
 *
 * Returns: whether to show the claim
 */
gboolean
aft_claim_applies (const AftClaim *self, AftGuidePhase phase, AftGuidePlaces places)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail ((guint) phase < AFT_N_GUIDE_PHASES, FALSE);

  return (self->phases & (1u << phase)) != 0 && (self->places & places) != 0;
}

/**
 * aft_source_dup_uri:
 * @self: a source
 *
 * Returns: (transfer full) (nullable): its page in PubMed, else its DOI, else its official page; NULL
 *   for none
 */
char *
aft_source_dup_uri (const AftSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->pubmed != 0)
    return g_strdup_printf ("https://pubmed.ncbi.nlm.nih.gov/%u/", self->pubmed);
  if (self->doi != NULL)
    return g_strconcat ("https://doi.org/", self->doi, NULL);

  return g_strdup (self->url);
}
