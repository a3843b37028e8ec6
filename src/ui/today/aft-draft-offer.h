/* aft-draft-offer.h: check-ins that were begun on another day, to be gone on with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-draft.h"

G_BEGIN_DECLS

#define AFT_TYPE_DRAFT_OFFER (aft_draft_offer_get_type ())
G_DECLARE_FINAL_TYPE (AftDraftOffer, aft_draft_offer, AFT, DRAFT_OFFER, GtkWidget)

/* Names one of them, and asks what is to become of it. Whoever uses it shows and hides it.
 * Signals "continued" and "discarded" (AftDraft): the person chose so. The draft is no longer
 * offered, and is freed after the signal. */
void     aft_draft_offer_add      (AftDraftOffer *self,
                                   AftDraft      *draft);
void     aft_draft_offer_clear    (AftDraftOffer *self);
gboolean aft_draft_offer_is_empty (AftDraftOffer *self);

G_END_DECLS
