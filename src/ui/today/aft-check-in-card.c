/* aft-check-in-card.c: "How is your skin today?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-check-in-card-private.h"

#include <glib/gi18n.h>

#include "aft-button.h"
#include "aft-check-in-draft.h"
#include "aft-check-in-words.h"
#include "aft-closures.h"
#include "aft-columns-layout.h"
#include "aft-scroll-into-view.h"
#include "aft-save-problem.h"
#include "aft-toast.h"

G_DEFINE_FINAL_TYPE (AftCheckInCard, aft_check_in_card, GTK_TYPE_WIDGET)

enum
{
  PROP_NOTE = 1,
  PROP_PROBLEM,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* @latest: (transfer full) (nullable): the note of today to show */
static void
set_latest (AftCheckInCard *self, AftSkinNote *latest)
{
  g_clear_pointer (&self->latest, aft_skin_note_unref);
  self->latest = latest;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static void
set_problem (AftCheckInCard *self, const char *problem)
{
  g_free (self->problem_text);
  self->problem_text = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
update_title (AftCheckInCard *self)
{
  g_autofree char *title = aft_check_in_card_describe_title (self);

  gtk_label_set_label (self->title, title);
}

static void
update_sensitivity (AftCheckInCard *self)
{
  const char *hint = "";
  gboolean empty = aft_check_in_card_is_empty (self);
  gboolean kept = self->drafts != NULL && aft_draft_controller_get_kept (self->drafts);

  gtk_widget_set_sensitive (self->save_button, !empty && self->pending == NULL);
  if (empty)
    hint = _ ("To save, choose at least one score or add a note.");
  else if (kept)
    hint = _ ("Not saved yet");
  gtk_label_set_label (self->hint, hint);
  /* If there is a "Cancel" button, that discards it. */
  gtk_widget_set_visible (self->discard_button, kept && self->pending == NULL &&
                                                    !gtk_widget_get_visible (self->cancel_button));
}

static void
form_changed_cb (AftCheckInCard *self);
static void
save_cb (AftCheckInCard *self);

/* Once the day's check-in is saved, people mostly open the program to look. Creating the form takes
 * longer than the rest of the page. */
static void
ensure_form (AftCheckInCard *self)
{
  if (self->form != NULL)
    return;

  self->form = AFT_CHECK_IN_FORM (aft_check_in_form_new ());
  aft_check_in_card_update_flags (self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_changed_cb), self);
  g_signal_connect_swapped (self->form, "save", G_CALLBACK (save_cb), self);
  adw_bin_set_child (self->form_place, GTK_WIDGET (self->form));
}

static void
show_form (AftCheckInCard *self, AftSkinNote *note)
{
  g_clear_pointer (&self->editing, aft_skin_note_unref);
  self->editing = note != NULL ? aft_skin_note_ref (note) : NULL;
  self->touched = FALSE;

  if (self->drafts != NULL)
    aft_draft_controller_end (self->drafts);

  set_problem (self, NULL);
  if (note != NULL)
    ensure_form (self);
  if (self->form != NULL)
    aft_check_in_form_set_note (self->form, note);
  update_title (self);
  update_sensitivity (self);
}

/* Nothing is offered while something is being entered. */
static void
update_offer (AftCheckInCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->offer), !aft_draft_offer_is_empty (self->offer) &&
                                                        !self->touched && self->pending == NULL);
}

/* Folded if there is a note of today and nothing is being entered. */
static void
update_page (AftCheckInCard *self)
{
  gboolean folded = self->latest != NULL && !self->open && !self->touched && self->pending == NULL;
  /* A form started before the day ended is still about that day. */
  gboolean can_copy = self->yesterday != NULL && self->editing == NULL &&
                      aft_check_in_card_get_day (self) == aft_diary_model_get_today (self->model);

  /* Whether it is needed is known once the diary is loaded. */
  if (!folded && self->model != NULL && aft_diary_model_get_loaded (self->model))
    ensure_form (self);

  gtk_widget_set_visible (self->yesterday_button, can_copy);
  gtk_widget_set_visible (self->cancel_button, self->open && self->latest != NULL);
  gtk_widget_set_visible (self->form_page, !folded);
  update_title (self);
  update_sensitivity (self);
  update_offer (self);
}

static gboolean
has_focus_inside (AftCheckInCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
fold (AftCheckInCard *self)
{
  gboolean had_focus = has_focus_inside (self);

  self->open = FALSE;
  show_form (self, NULL);
  update_page (self);
  if (had_focus && self->latest != NULL)
    gtk_widget_grab_focus (self->edit_button);
}

/* Fills the form with @draft. */
static void
restore (AftCheckInCard *self, const AftDraft *draft)
{
  AftSkinNote *editing = aft_check_in_card_find_note (self, draft->id);
  g_autoptr (AftSkinNote) note =
      editing != NULL ? aft_skin_note_copy (editing) : aft_skin_note_new ();

  aft_check_in_draft_apply (draft->content, note);
  self->open = FALSE;
  ensure_form (self);
  show_form (self, editing);
  self->touched = TRUE;
  self->noted_at_us = note->noted_at_us;
  aft_check_in_form_set_note (self->form, note);
  aft_draft_controller_resume (self->drafts, draft);
  update_page (self);
}

/* --- callbacks -------------------------------------------------------------------------------- */

/* Today's own draft comes back into the form; others are offered. A changed check-in of another day
 * comes back in its own dialog. */
static void
draft_found_cb (AftCheckInCard *self, const AftDraft *draft)
{
  AftDay today = aft_diary_model_get_today (self->model);
  gboolean of_latest = self->latest != NULL && g_str_equal (draft->id, self->latest->id);

  if (!self->touched && (of_latest || (draft->is_new && draft->day == today)))
    restore (self, draft);
  else if (draft->is_new)
    aft_draft_offer_add (self->offer, draft);
  update_page (self);
}

static void
model_changed_cb (AftCheckInCard *self)
{
  GPtrArray *notes = aft_diary_model_get_notes (self->model);
  AftDay today = aft_diary_model_get_today (self->model);

  set_latest (self, aft_skin_note_find_last (notes, today, FALSE));
  g_clear_pointer (&self->yesterday, aft_skin_note_unref);
  self->yesterday = aft_skin_note_find_last (notes, today - 1, TRUE);

  /* If the form was only opened to look, and left open past the end of the day, yesterday's values
   * would look like today's in the morning. */
  if (self->editing != NULL && !self->touched && self->pending == NULL &&
      self->editing->day != today)
    fold (self);

  aft_check_in_card_update_flags (self);
  if (!self->looked && aft_diary_model_get_loaded (self->model))
    {
      self->looked = TRUE;
      aft_draft_controller_find (self->drafts);
    }
  update_page (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftCheckInCard) self = user_data;
  g_autoptr (AftSkinNote) note = g_steal_pointer (&self->pending);
  g_autoptr (GError) error = NULL;
  gboolean saved = aft_store_save_note_finish (AFT_STORE (source), result, &error);

  if (self->model == NULL)
    {
      if (!saved)
        g_warning ("The check-in could not be saved: %s", error->message);
      return;
    }

  if (saved)
    {
      /* It is on disk. Show it now, and again when the diary is loaded. */
      if (note->day == aft_diary_model_get_today (self->model))
        {
          set_latest (self, g_steal_pointer (&note));
        }
      else
        {
          /* Today doesn't show this otherwise. */
          aft_toast (GTK_WIDGET (self), _ ("Check-in saved"));
        }
      fold (self);
    }
  else
    {
      g_autofree char *problem =
          aft_save_problem_describe (_ ("Could not save the check-in."), AFT_STORE (source), error);

      g_message ("The check-in could not be saved: %s", error->message);
      set_problem (self, problem);
      /* The form may be taller than the window, and a toast would cover the message. */
      aft_scroll_into_view (self->problem);
      update_sensitivity (self);
      update_page (self);
    }
}

static void
save_cb (AftCheckInCard *self)
{
  if (self->pending != NULL || self->model == NULL || aft_check_in_card_is_empty (self))
    return;

  self->pending = aft_check_in_card_create_note (self);
  /* Saving removes the draft: none may be saved after this. */
  aft_draft_controller_flush (self->drafts);
  /* Not cancellable: saving goes on even if the window closes now. */
  aft_store_save_note_async (aft_diary_model_get_store (self->model), self->pending, NULL, saved_cb,
                             g_object_ref (self));
  /* Until it is saved. */
  set_problem (self, NULL);
  update_sensitivity (self);
}

static void
form_changed_cb (AftCheckInCard *self)
{
  if (self->model == NULL || self->pending != NULL)
    return;

  if (aft_check_in_card_is_empty (self) && self->editing == NULL)
    {
      aft_draft_controller_discard (self->drafts);
      self->touched = FALSE;
    }
  else
    {
      if (!self->touched)
        aft_draft_controller_begin (self->drafts, self->editing != NULL ? self->editing->id : NULL,
                                    aft_check_in_card_get_day (self));
      self->touched = TRUE;
      if (aft_check_in_card_get_day (self) == aft_diary_model_get_today (self->model))
        self->noted_at_us = aft_clock_now ();
      aft_draft_controller_touch (self->drafts);
    }
  update_sensitivity (self);
  update_title (self);
  update_offer (self);
}

/* What was typed is saved as a draft before it is erased, so that it comes back if erasing
 * fails. */
static void
erasing_cb (AftCheckInCard *self)
{
  aft_draft_controller_flush (self->drafts);
  aft_draft_offer_clear (self->offer);
  fold (self);
}

static void
cancel_cb (AftCheckInCard *self)
{
  aft_draft_controller_discard (self->drafts);
  fold (self);
}

/* "Undo" in the toast: the draft is as it was, and saved again. */
static void
undone_cb (AftCheckInCard *self, const AftDraft *draft)
{
  if (self->model == NULL || self->touched || self->pending != NULL)
    return;

  restore (self, draft);
  aft_draft_controller_begin (self->drafts, draft->id, draft->day);
  aft_draft_controller_touch (self->drafts);
  aft_draft_controller_flush (self->drafts);
}

static void
discard_cb (AftCheckInCard *self)
{
  GVariant *content = aft_check_in_card_create_draft (GTK_WIDGET (self));
  g_autoptr (AftDraft) draft = NULL;

  if (content != NULL)
    draft = aft_draft_new (AFT_DRAFT_NOTE, aft_draft_controller_get_id (self->drafts),
                           aft_check_in_card_get_day (self), aft_clock_now (), content);
  aft_draft_controller_discard (self->drafts);
  fold (self);
  if (draft != NULL)
    aft_draft_offer_undo (self->offer, draft);
  if (self->latest == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
continue_offered_cb (AftCheckInCard *self, const AftDraft *draft)
{
  restore (self, draft);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
discard_offered_cb (AftCheckInCard *self, const AftDraft *draft)
{
  aft_draft_controller_resume (self->drafts, draft);
  aft_draft_controller_discard (self->drafts);
  aft_draft_offer_undo (self->offer, draft);
  update_page (self);
}

static void
yesterday_cb (AftCheckInCard *self)
{
  if (self->yesterday == NULL)
    return;

  aft_check_in_form_set_severities (self->form, self->yesterday->severity);
  gtk_widget_grab_focus (self->save_button);
}

static void
edit_cb (AftCheckInCard *self)
{
  self->open = TRUE;
  show_form (self, self->latest);
  update_page (self);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
another_cb (AftCheckInCard *self)
{
  self->open = TRUE;
  show_form (self, NULL);
  update_page (self);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static char *
describe_scores (AftCheckInCard *self, AftSkinNote *note)
{
  if (note == NULL)
    return NULL;

  return aft_check_in_words (note, aft_diary_model_get_time_zone (self->model));
}

static char *
get_text (AftCheckInCard *self, AftSkinNote *note)
{
  return note != NULL ? g_strdup (note->text) : NULL;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_check_in_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftCheckInCard *self = AFT_CHECK_IN_CARD (object);

  switch (id)
    {
    case PROP_NOTE:
      g_value_set_boxed (value, self->latest);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_check_in_card_dispose (GObject *object)
{
  AftCheckInCard *self = AFT_CHECK_IN_CARD (object);

  if (self->drafts != NULL)
    aft_draft_controller_flush (self->drafts);
  g_clear_object (&self->drafts);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_CHECK_IN_CARD);

  G_OBJECT_CLASS (aft_check_in_card_parent_class)->dispose (object);
}

static void
aft_check_in_card_finalize (GObject *object)
{
  AftCheckInCard *self = AFT_CHECK_IN_CARD (object);

  g_clear_pointer (&self->latest, aft_skin_note_unref);
  g_clear_pointer (&self->yesterday, aft_skin_note_unref);
  g_clear_pointer (&self->editing, aft_skin_note_unref);
  g_clear_pointer (&self->pending, aft_skin_note_unref);
  g_free (self->problem_text);

  G_OBJECT_CLASS (aft_check_in_card_parent_class)->finalize (object);
}

static void
aft_check_in_card_class_init (AftCheckInCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_check_in_card_get_property;
  object_class->dispose = aft_check_in_card_dispose;
  object_class->finalize = aft_check_in_card_finalize;

  /**
   * AftCheckInCard:note: (nullable): the latest check-in of today
   */
  properties[PROP_NOTE] = g_param_spec_boxed ("note", NULL, NULL, AFT_TYPE_SKIN_NOTE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AftCheckInCard:problem: (nullable): why the check-in could not be saved
   */
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_DRAFT_OFFER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-check-in-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, root);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, form_page);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, folded_page);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, title);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, form_place);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, yesterday_button);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, save_button);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, hint);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, discard_button);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, offer);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, problem);
  gtk_widget_class_bind_template_child (widget_class, AftCheckInCard, edit_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_offered_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_offered_cb);
  gtk_widget_class_bind_template_callback (widget_class, undone_cb);
  gtk_widget_class_bind_template_callback (widget_class, yesterday_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, describe_scores);
  gtk_widget_class_bind_template_callback (widget_class, get_text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "checkincard");
}

static void
aft_check_in_card_init (AftCheckInCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_button_wrap_label (GTK_BUTTON (self->yesterday_button));
  aft_button_wrap_label (GTK_BUTTON (self->save_button));
  update_sensitivity (self);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_check_in_card_new:
 *
 * Returns: (transfer floating): a card without a diary
 */
GtkWidget *
aft_check_in_card_new (void)
{
  return g_object_new (AFT_TYPE_CHECK_IN_CARD, NULL);
}

/**
 * aft_check_in_card_set_model:
 * @model: the diary to save into; set once
 */
void
aft_check_in_card_set_model (AftCheckInCard *self, AftDiaryModel *model)
{
  g_return_if_fail (AFT_IS_CHECK_IN_CARD (self));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->drafts = aft_draft_controller_new (aft_diary_model_get_store (model), AFT_DRAFT_NOTE,
                                           GTK_WIDGET (self), aft_check_in_card_create_draft);
  g_signal_connect_object (self->drafts, "found", G_CALLBACK (draft_found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "notify::kept", G_CALLBACK (update_sensitivity), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "erasing", G_CALLBACK (erasing_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

/**
 * aft_check_in_card_get_at_risk:
 *
 * Returns: whether closing the window would lose what was entered, because its draft could not be
 *   written (full disk, damaged diary)
 */
gboolean
aft_check_in_card_get_at_risk (AftCheckInCard *self)
{
  g_return_val_if_fail (AFT_IS_CHECK_IN_CARD (self), FALSE);

  return self->touched && self->pending == NULL && aft_draft_controller_get_at_risk (self->drafts);
}

/**
 * aft_check_in_card_open_late:
 *
 * Opens the form, today's check-in if there is one, at the lasting lump.
 */
void
aft_check_in_card_open_late (AftCheckInCard *self)
{
  g_return_if_fail (AFT_IS_CHECK_IN_CARD (self));

  if (!gtk_widget_get_visible (self->form_page))
    edit_cb (self);
  if (self->form != NULL)
    aft_check_in_form_open_late (self->form);
}
