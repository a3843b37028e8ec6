/* aft-draft-offer.h: offers to continue a check-in of another day, or one that was just discarded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-draft.h"

G_BEGIN_DECLS

#define AFT_TYPE_DRAFT_OFFER (aft_draft_offer_get_type ())
G_DECLARE_FINAL_TYPE (AftDraftOffer, aft_draft_offer, AFT, DRAFT_OFFER, GtkWidget)

void     aft_draft_offer_add      (AftDraftOffer  *self,
                                   const AftDraft *draft);
void     aft_draft_offer_undo     (AftDraftOffer  *self,
                                   const AftDraft *draft);
void     aft_draft_offer_clear    (AftDraftOffer  *self);
gboolean aft_draft_offer_is_empty (AftDraftOffer  *self);

G_END_DECLS
