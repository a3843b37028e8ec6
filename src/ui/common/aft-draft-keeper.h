/* aft-draft-keeper.h: writes down what is entered in a form before it is saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-draft.h"
#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DRAFT_KEEPER (aft_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (AftDraftKeeper, aft_draft_keeper, AFT, DRAFT_KEEPER, GObject)

/**
 * AftDraftFunc:
 * @form: the form
 *
 * Returns: (transfer full) (nullable): what is entered, a{sv}, floating or not; NULL when nothing
 *   is entered that would be lost
 */
typedef GVariant *(*AftDraftFunc) (GtkWidget *form);

/* Property "kept": whether what is entered now has a draft on disk; never true before it is. */

AftDraftKeeper *aft_draft_keeper_new         (AftStore            *store,
                                              AftDraftKind         kind,
                                              GtkWidget           *form,
                                              AftDraftFunc         func);
void            aft_draft_keeper_begin       (AftDraftKeeper      *self,
                                              const char          *id,
                                              AftDay               day);
void            aft_draft_keeper_resume      (AftDraftKeeper      *self,
                                              const AftDraft      *draft);
void            aft_draft_keeper_touch       (AftDraftKeeper      *self);
void            aft_draft_keeper_flush       (AftDraftKeeper      *self);
void            aft_draft_keeper_discard     (AftDraftKeeper      *self);
void            aft_draft_keeper_end         (AftDraftKeeper      *self);
const char     *aft_draft_keeper_get_id      (AftDraftKeeper      *self);
AftDay          aft_draft_keeper_get_day     (AftDraftKeeper      *self);
gboolean        aft_draft_keeper_get_kept    (AftDraftKeeper      *self);
gboolean        aft_draft_keeper_get_at_risk (AftDraftKeeper      *self);

void            aft_draft_keeper_list_async  (AftDraftKeeper      *self,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GPtrArray      *aft_draft_keeper_list_finish (AftDraftKeeper      *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
