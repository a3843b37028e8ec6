/* aft-check-in-card-private.h: the check-in card, for its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-check-in-card.h"
#include "aft-check-in-form.h"
#include "aft-draft-controller.h"
#include "aft-draft-offer.h"

G_BEGIN_DECLS

struct _AftCheckInCard
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  GtkWidget *form_page;
  GtkWidget *folded_page;
  GtkLabel *title;
  AdwBin *form_place;
  AftCheckInForm *form; /* NULL until it is needed: see ensure_form */
  GtkWidget *yesterday_button;
  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkLabel *hint;
  GtkWidget *discard_button;
  AftDraftOffer *offer; /* check-ins of other days */
  GtkWidget *problem;
  GtkWidget *edit_button;

  AftDiaryModel *model;
  AftSkinNote *latest;    /* today's last note, shown while folded */
  char *problem_text;     /* why the latest attempt to save failed; NULL if it didn't */
  AftSkinNote *yesterday; /* the last note with a value of the person's yesterday */
  AftSkinNote *editing;   /* the note that Save changes; NULL: a new one */
  AftSkinNote *pending;   /* being written to disk */
  gboolean open;          /* the person opened the form: it stays until saved or cancelled */
  gboolean touched;       /* something was entered that isn't saved yet */

  AftDraftController *drafts;
  gint64 noted_at_us; /* a new check-in: its time once its day is over */
  gboolean looked;    /* for the drafts of an earlier run */
};

AftDay       aft_check_in_card_get_day        (AftCheckInCard *self);
void         aft_check_in_card_update_flags   (AftCheckInCard *self);
gboolean     aft_check_in_card_is_empty       (AftCheckInCard *self);
char        *aft_check_in_card_describe_title (AftCheckInCard *self);
AftSkinNote *aft_check_in_card_find_note      (AftCheckInCard *self,
                                               const char     *id);
AftSkinNote *aft_check_in_card_create_note    (AftCheckInCard *self);
GVariant    *aft_check_in_card_create_draft   (GtkWidget      *widget);

G_END_DECLS
