/* aft-draft-offer.c: offers to continue a check-in of another day, or one that was just discarded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-draft-offer.h"

#include <glib/gi18n-lib.h>

#include "aft-toast.h"
#include "aft-words.h"

struct _AftDraftOffer
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  GtkLabel *text;

  GPtrArray *drafts; /* AftDraft: the last one is offered first */
};

G_DEFINE_FINAL_TYPE (AftDraftOffer, aft_draft_offer, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CONTINUED,
  SIGNAL_DISCARDED,
  SIGNAL_UNDONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static AftDraft *
copy_draft (const AftDraft *draft)
{
  return aft_draft_new (draft->kind, draft->id, draft->day, draft->saved_at_us, draft->content);
}

static void
update (AftDraftOffer *self)
{
  const AftDraft *draft;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (self->drafts->len == 0)
    return;
  draft = g_ptr_array_index (self->drafts, self->drafts->len - 1);
  day = aft_words_day_long (draft->day);
  /* Translators: %s is "Monday 24 November 2026" */
  text = g_strdup_printf (_ ("Your check-in from %s isn’t saved yet."), day);
  gtk_label_set_label (self->text, text);
}

/* Removed from the list before the signal: its handlers may ask for what is left. */
static void
decide (AftDraftOffer *self, guint signal_id)
{
  g_autoptr (AftDraft) draft = NULL;

  if (self->drafts->len == 0)
    return;
  draft = g_ptr_array_steal_index (self->drafts, self->drafts->len - 1);
  update (self);
  g_signal_emit (self, signal_id, 0, draft);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
undo_cb (AdwToast *toast, AftDraftOffer *self)
{
  g_signal_emit (self, signals[SIGNAL_UNDONE], 0, g_object_get_data (G_OBJECT (toast), "draft"));
}

static void
continue_cb (AftDraftOffer *self)
{
  decide (self, signals[SIGNAL_CONTINUED]);
}

static void
discard_cb (AftDraftOffer *self)
{
  decide (self, signals[SIGNAL_DISCARDED]);
}

static void
aft_draft_offer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_DRAFT_OFFER);
  G_OBJECT_CLASS (aft_draft_offer_parent_class)->dispose (object);
}

static void
aft_draft_offer_finalize (GObject *object)
{
  g_ptr_array_unref (AFT_DRAFT_OFFER (object)->drafts);
  G_OBJECT_CLASS (aft_draft_offer_parent_class)->finalize (object);
}

static void
aft_draft_offer_class_init (AftDraftOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_draft_offer_dispose;
  object_class->finalize = aft_draft_offer_finalize;

  /* The person's decision on a draft, an #AftDraft that is valid during the signal. */
  signals[SIGNAL_CONTINUED] =
      g_signal_new ("continued", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_DISCARDED] =
      g_signal_new ("discarded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_POINTER);

  signals[SIGNAL_UNDONE] = g_signal_new ("undone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-draft-offer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDraftOffer, root);
  gtk_widget_class_bind_template_child (widget_class, AftDraftOffer, text);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_draft_offer_init (AftDraftOffer *self)
{
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_draft_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_draft_offer_add:
 * @draft: of a check-in; copied
 *
 * Offers it once the person has decided about those added before.
 */
void
aft_draft_offer_add (AftDraftOffer *self, const AftDraft *draft)
{
  g_return_if_fail (AFT_IS_DRAFT_OFFER (self));
  g_return_if_fail (draft != NULL);

  g_ptr_array_insert (self->drafts, 0, copy_draft (draft));
  update (self);
}

/**
 * aft_draft_offer_undo:
 * @draft: of a check-in that the person has just discarded; copied
 *
 * Shows a toast that offers to undo this; emits "undone" with the draft.
 */
void
aft_draft_offer_undo (AftDraftOffer *self, const AftDraft *draft)
{
  AdwToast *toast;

  g_return_if_fail (AFT_IS_DRAFT_OFFER (self));
  g_return_if_fail (draft != NULL);

  toast = aft_toast_button (GTK_WIDGET (self), _ ("Draft discarded"), _ ("Undo"));
  if (toast == NULL)
    return;

  g_object_set_data_full (G_OBJECT (toast), "draft", copy_draft (draft),
                          (GDestroyNotify) aft_draft_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
}

/**
 * aft_draft_offer_clear:
 *
 * Stops offering them; they stay on disk.
 */
void
aft_draft_offer_clear (AftDraftOffer *self)
{
  g_return_if_fail (AFT_IS_DRAFT_OFFER (self));

  g_ptr_array_set_size (self->drafts, 0);
}

/**
 * aft_draft_offer_is_empty:
 *
 * Returns: whether there is nothing to offer
 */
gboolean
aft_draft_offer_is_empty (AftDraftOffer *self)
{
  g_return_val_if_fail (AFT_IS_DRAFT_OFFER (self), TRUE);

  return self->drafts->len == 0;
}
