/* aft-draft.h: what was entered in a form and isn't saved yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/** What an unsaved entry will become. */
typedef enum
{
  AFT_DRAFT_NOTE,
  AFT_DRAFT_SESSION,
} AftDraftKind;

/**
 * AftDraft:
 * @kind: what it will become when saved
 * @id: the UUID of that entry, existing or new. Saving the entry removes its draft
 * @is_new: no entry has that ID yet; determined when the draft is read
 * @day: the person's day that it is about
 * @saved_at_us: when it was last written, microseconds since 1970 UTC
 * @content: a{sv}, understood only by the form that wrote it; never NULL
 */
typedef struct
{
  AftDraftKind kind;
  char        *id;
  gboolean     is_new;
  AftDay       day;
  gint64       saved_at_us;
  GVariant    *content;
} AftDraft;

AftDraft  *aft_draft_new         (AftDraftKind    kind,
                                  const char     *id,
                                  AftDay          day,
                                  gint64          saved_at_us,
                                  GVariant       *content);
void       aft_draft_free        (AftDraft       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDraft, aft_draft_free)

gboolean   aft_db_save_draft     (AftDb          *self,
                                  const AftDraft *draft,
                                  GError        **error);
gboolean   aft_db_discard_draft  (AftDb          *self,
                                  const char     *id,
                                  GError        **error);
GPtrArray *aft_db_list_drafts    (AftDb          *self,
                                  AftDraftKind    kind,
                                  GError        **error);

G_END_DECLS
