/* aft-ledger.h: what the program says about skin, and the sources of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-day.h"
#include "aft-guide.h"

G_BEGIN_DECLS

/** What a source is. */
typedef enum
{
  AFT_SOURCE_ARTICLE, /* the aftercare article that this program is based on */
  AFT_SOURCE_REVIEW,
  AFT_SOURCE_RANDOMIZED,
  AFT_SOURCE_OPEN_LABEL,
  AFT_SOURCE_CASE_SERIES,
  AFT_SOURCE_CASE,
  AFT_SOURCE_CONSENSUS,
  AFT_SOURCE_OFFICIAL,   /* a regulator's page, or a package insert */
  AFT_SOURCE_VALIDATION, /* of a scale */
} AftSourceKind;
#define AFT_N_SOURCE_KINDS 9

/** Where on the body a study took place. */
typedef enum
{
  AFT_BODY_UNKNOWN,
  AFT_BODY_FACE,
  AFT_BODY_FACE_AND_BODY,
} AftBody;

/** What else there is to say about the source of a claim. */
typedef enum
{
  AFT_REMARK_NONE,
  AFT_REMARK_OPEN_IN_GUIDE,  /* the guide asks, but doesn't answer */
  AFT_REMARK_NOT_IN_GUIDE,   /* the guide is about something more specific */
  AFT_REMARK_EMPTY_IN_GUIDE, /* the guide announces such a list, but leaves it empty */
  AFT_REMARK_NO_PRIMARY_SOURCE, /* no paper or official page was found */
} AftRemark;

#define AFT_SOURCE_MAX_NEEDLES 4

/**
 * AftSource:
 * @id: its name in the ledger
 * @kind: what it is
 * @authors: (nullable): its authors, or the authority
 * @year: the year it appeared in; 0 if it is a page that changes
 * @title: its title, never translated
 * @where: (nullable): journal, volume and pages
 * @doi: (nullable): its DOI
 * @pubmed: its number in PubMed; 0 if it has none
 * @url: (nullable): an official page
 * @needle_mm: the lengths of needles in it, millimetres
 * @n_needles: how many of those; 0 if it doesn't say, or covers all
 * @places: where the sessions took place; 0 if it doesn't say
 * @people: how many people; 0 if it doesn't say
 * @articles: how many articles a review covers; 0 if it doesn't say
 * @body: where on the body
 * @other_procedures: TRUE if it is about other procedures or conditions, not microneedling
 */
typedef struct
{
  const char    *id;
  AftSourceKind  kind;
  const char    *authors;
  guint          year;
  const char    *title;
  const char    *where;
  const char    *doi;
  guint          pubmed;
  const char    *url;
  double         needle_mm[AFT_SOURCE_MAX_NEEDLES];
  guint          n_needles;
  AftGuidePlaces places;
  guint          people;
  guint          articles;
  AftBody        body;
  gboolean       other_procedures;
} AftSource;

/**
 * AftClaim:
 * @token: its name, which never changes between versions; aft_words_claim() has its text
 * @kind: what it is about
 * @phases: the phases in which the Guide shows it: bits 1 << #AftGuidePhase
 * @places: for sessions at which places
 * @provenance: where it comes from
 * @sources: (element-type AftSource): the papers or pages; may be empty
 * @remark: what else there is to say about its source
 * @scope: (nullable): how its sources are narrower than the claim, in English
 */
typedef struct
{
  const char    *token;
  AftGuideKind   kind;
  guint          phases;
  AftGuidePlaces places;
  AftProvenance  provenance;
  GPtrArray     *sources;
  AftRemark      remark;
  const char    *scope;
} AftClaim;

GPtrArray      *aft_ledger_get_claims (void);
const AftClaim *aft_ledger_find_claim (const char      *token);

gboolean        aft_claim_applies     (const AftClaim  *self,
                                       AftGuidePhase    phase,
                                       AftGuidePlaces   places);
char           *aft_source_dup_uri    (const AftSource *self);

G_END_DECLS
