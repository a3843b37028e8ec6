/* aft-check-in-card.h: "How is your skin today?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

#define AFT_TYPE_CHECK_IN_CARD (aft_check_in_card_get_type ())
G_DECLARE_FINAL_TYPE (AftCheckInCard, aft_check_in_card, AFT, CHECK_IN_CARD, GtkWidget)

GtkWidget *aft_check_in_card_new       (void);
void       aft_check_in_card_set_model (AftCheckInCard *self,
                                        AftDiaryModel  *model);
gboolean   aft_check_in_card_get_at_risk (AftCheckInCard *self);
void       aft_check_in_card_open_late (AftCheckInCard *self);

G_END_DECLS
