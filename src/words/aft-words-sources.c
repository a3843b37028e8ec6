/* aft-words-sources.c: where claims come from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of papers and notes on scope aren't translated.
 */
#include "aft-words-private.h"

/* NULL for the article that the program is based on, which needs no name. */
static const char *
get_kind_words (AftSourceKind kind)
{
  switch (kind)
    {
    case AFT_SOURCE_REVIEW:
      /* Translators: a kind of paper */
      return C_ ("study", "Review");
    case AFT_SOURCE_RANDOMIZED:
      /* Translators: a kind of paper */
      return C_ ("study", "Randomized trial");
    case AFT_SOURCE_OPEN_LABEL:
      /* Translators: a kind of paper: everybody knew who got which treatment */
      return C_ ("study", "Open-label study");
    case AFT_SOURCE_CASE_SERIES:
      /* Translators: a kind of paper: what happened to several people */
      return C_ ("study", "Case series");
    case AFT_SOURCE_CASE:
      /* Translators: a kind of paper: what happened to one person */
      return C_ ("study", "Case report");
    case AFT_SOURCE_CONSENSUS:
      /* Translators: a kind of paper: what experts agreed on */
      return C_ ("study", "Consensus of experts");
    case AFT_SOURCE_OFFICIAL:
      /* Translators: a kind of source: a page of an authority, or a package insert */
      return C_ ("study", "Official page");
    case AFT_SOURCE_VALIDATION:
      /* Translators: a kind of paper: whether a scale measures what it should */
      return C_ ("study", "Validation of a scale");
    case AFT_SOURCE_ARTICLE:
    default:
      return NULL;
    }
}

static void
take (GPtrArray *parts, char *part)
{
  if (part != NULL)
    g_ptr_array_add (parts, part);
}

static char *
join (GPtrArray *parts, const char *separator)
{
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (separator, (char **) parts->pdata);
}

static char *
describe_needles (const AftSource *source)
{
  g_autoptr (GPtrArray) lengths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (source->n_needles == 0)
    return NULL;
  for (guint i = 0; i < source->n_needles; i++)
    g_ptr_array_add (lengths, aft_words_needle (source->needle_mm[i]));
  text = join (lengths, ", ");

  /* Translators: what a study used; %s are lengths: "0.15 mm, 0.25 mm" */
  return g_strdup_printf (C_ ("study", "needles of %s"), text);
}

static const char *
get_place_words (AftGuidePlaces places)
{
  switch (places)
    {
    case AFT_GUIDE_IN_CLINIC:
      /* Translators: where a study took place */
      return C_ ("study", "at a clinic");
    case AFT_GUIDE_AT_HOME:
      /* Translators: where a study took place */
      return C_ ("study", "at home");
    case AFT_GUIDE_ANYWHERE:
    default:
      return NULL;
    }
}

static const char *
get_body_words (AftBody body)
{
  switch (body)
    {
    case AFT_BODY_FACE:
      /* Translators: what skin a study looked at */
      return C_ ("study", "on the face");
    case AFT_BODY_FACE_AND_BODY:
      /* Translators: what skin a study looked at */
      return C_ ("study", "on the face and body");
    case AFT_BODY_UNKNOWN:
    default:
      return NULL;
    }
}

/* "Randomized trial · 48 people · needles of 0.25 mm · on the face"; "" for none of these. */
static char *
describe_study (const AftSource *source)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  take (parts, g_strdup (get_kind_words (source->kind)));
  if (source->articles > 0)
    /* Translators: how many articles a review covers */
    take (parts, g_strdup_printf (ngettext ("%u article", "%u articles", source->articles),
                                  source->articles));
  if (source->people > 0)
    /* Translators: how many people a study had */
    take (parts,
          g_strdup_printf (ngettext ("%u person", "%u people", source->people), source->people));
  take (parts, describe_needles (source));
  take (parts, g_strdup (get_place_words (source->places)));
  take (parts, g_strdup (get_body_words (source->body)));
  if (source->other_procedures)
    /* Translators: what a study isn't about */
    take (parts, g_strdup (C_ ("study", "not about microneedling")));

  return join (parts, " · ");
}

static char *
describe_authors (const AftSource *source)
{
  if (source->authors == NULL || source->year == 0)
    return g_strdup (source->authors);

  return g_strdup_printf ("%s, %u", source->authors, source->year);
}

static char *
describe_source (const AftSource *source, const char *separator)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *study = describe_study (source);

  take (parts, describe_authors (source));
  take (parts, g_strdup (source->title));
  take (parts, g_strdup (source->where));
  if (*study != '\0')
    take (parts, study);
  else
    g_free (study);

  return join (parts, separator);
}

/**
 * aft_words_source:
 * @source: a source
 *
 * Returns: (transfer full): authors and year, title, where it appeared, and what was studied, a line
 *   each
 */
char *
aft_words_source (const AftSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  return describe_source (source, "\n");
}

static char *
cite (const char *token)
{
  const AftClaim *claim = aft_ledger_find_claim (token);
  const AftSource *source = g_ptr_array_index (claim->sources, 0);
  g_autofree char *authors = describe_authors (source);

  return g_strdup_printf ("%s. %s", authors, source->where);
}

/**
 * aft_words_report_sources:
 *
 * Returns: (transfer full): a sentence that names the papers on which the scores and the diary are
 *   based
 */
char *
aft_words_report_sources (void)
{
  g_autofree char *scores = cite ("scores");
  g_autofree char *diary = cite ("diary");

  return g_strdup_printf (
      /* Translators: authors, year and journal of a paper, twice */
      _ ("The scores follow a scale for the redness of rosacea (%s), and the diary follows one from a study of microneedling (%s)."),
      scores, diary);
}

/* More about the source than its kind; NULL if there isn't more. */
static const char *
get_remark_words (AftRemark remark)
{
  switch (remark)
    {
    case AFT_REMARK_OPEN_IN_GUIDE:
      return _ ("The guide raises this question but doesn’t answer it.");
    case AFT_REMARK_NOT_IN_GUIDE:
      return _ ("The guide mentions keloid scars, not skin that tends to form them.");
    case AFT_REMARK_EMPTY_IN_GUIDE:
      return _ (
          "The guide announces a list of what to use and what to avoid, but leaves it empty.");
    case AFT_REMARK_NO_PRIMARY_SOURCE:
      return _ ("We found no primary source for it.");
    case AFT_REMARK_NONE:
    default:
      return NULL;
    }
}

/**
 * aft_words_claim_provenance:
 * @claim: a claim
 *
 * Returns: (transfer full): the kind of its source and how reliable that is, in a sentence or two
 */
char *
aft_words_claim_provenance (const AftClaim *claim)
{
  g_autofree char *kind = NULL;
  const char *remark;

  g_return_val_if_fail (claim != NULL, NULL);

  if (claim->provenance == AFT_PROVENANCE_CLINIC)
    return g_strdup (_ (
        "After a session at a clinic, the clinic’s own advice counts. Aftercare can’t guess it, so ask your clinic and add the answer to the session."));

  kind = aft_words_provenance_long (claim->provenance);
  remark = get_remark_words (claim->remark);
  if (remark == NULL)
    return g_steal_pointer (&kind);

  /* Translators: two sentences on where a piece of advice comes from */
  return g_strdup_printf (C_ ("sentences", "%s %s"), kind, remark);
}

static void
append_source (GString *text, const AftSource *source)
{
  g_autofree char *words = describe_source (source, ". ");
  g_autofree char *uri = aft_source_dup_uri (source);

  g_string_append_printf (text, "  - %s", words);
  if (source->doi != NULL)
    g_string_append_printf (text, ". doi:%s", source->doi);
  if (uri != NULL && (source->doi == NULL || source->pubmed != 0))
    g_string_append_printf (text, ". %s", uri);
  g_string_append_c (text, '\n');
}

/**
 * aft_words_sources:
 *
 * Returns: (transfer full): every claim with its provenance, its sources, their identifiers and its
 *   scope, some lines each, for a terminal
 */
char *
aft_words_sources (void)
{
  GPtrArray *claims = aft_ledger_get_claims ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const AftClaim *claim = g_ptr_array_index (claims, i);
      g_autofree char *provenance = aft_words_claim_provenance (claim);

      g_string_append_printf (text, "%s%s\n  %s\n", i > 0 ? "\n" : "",
                              aft_words_claim (claim->token), provenance);
      /* The guide has been named. */
      for (guint n = claim->provenance == AFT_PROVENANCE_GUIDE; n < claim->sources->len; n++)
        append_source (text, g_ptr_array_index (claim->sources, n));
      if (claim->scope != NULL)
        {
          g_string_append (text, "  ");
          /* Translators: how a source differs from what is said here, in English */
          g_string_append_printf (text, _ ("Scope: %s"), claim->scope);
          g_string_append_c (text, '\n');
        }
    }

  return g_string_free (text, FALSE);
}
