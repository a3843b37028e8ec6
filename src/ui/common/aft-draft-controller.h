/* aft-draft-controller.h: saves what is entered in a form as a draft, and finds earlier drafts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-draft.h"
#include "aft-store.h"

G_BEGIN_DECLS

#define AFT_TYPE_DRAFT_CONTROLLER (aft_draft_controller_get_type ())
G_DECLARE_FINAL_TYPE (AftDraftController, aft_draft_controller, AFT, DRAFT_CONTROLLER, GObject)

/**
 * AftDraftFunc:
 * @form: the form
 *
 * Returns: (transfer full) (nullable): what is entered, a{sv}, floating or not; NULL if nothing would
 *   be lost
 */
typedef GVariant *(*AftDraftFunc) (GtkWidget *form);

AftDraftController *aft_draft_controller_new         (AftStore            *store,
                                                      AftDraftKind         kind,
                                                      GtkWidget           *form,
                                                      AftDraftFunc         func);
void                aft_draft_controller_begin       (AftDraftController  *self,
                                                      const char          *id,
                                                      AftDay               day);
void                aft_draft_controller_resume      (AftDraftController  *self,
                                                      const AftDraft      *draft);
void                aft_draft_controller_touch       (AftDraftController  *self);
void                aft_draft_controller_flush       (AftDraftController  *self);
void                aft_draft_controller_discard     (AftDraftController  *self);
void                aft_draft_controller_end         (AftDraftController  *self);
void                aft_draft_controller_find        (AftDraftController  *self);
const char         *aft_draft_controller_get_id      (AftDraftController  *self);
AftDay              aft_draft_controller_get_day     (AftDraftController  *self);
gboolean            aft_draft_controller_get_kept    (AftDraftController  *self);
gboolean            aft_draft_controller_get_at_risk (AftDraftController  *self);

G_END_DECLS
