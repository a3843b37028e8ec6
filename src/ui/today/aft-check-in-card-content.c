/* aft-check-in-card-content.c: what the check-in card asks, and what it would save
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-in-card-private.h"

#include <glib/gi18n-lib.h>

#include "aft-check-in-draft.h"
#include "aft-late-signs.h"
#include "aft-time-zone.h"
#include "aft-words.h"

/**
 * aft_check_in_card_get_day:
 *
 * Returns: the day that the form asks about
 */
AftDay
aft_check_in_card_get_day (AftCheckInCard *self)
{
  AftDay day = AFT_DAY_NONE;

  if (self->editing != NULL)
    return self->editing->day;
  if (self->drafts != NULL)
    day = aft_draft_controller_get_day (self->drafts);

  return day != AFT_DAY_NONE ? day : aft_diary_model_get_today (self->model);
}

/**
 * aft_check_in_card_update_flags:
 *
 * Tells the form, if there is one, which warning signs can be ticked or recorded as gone.
 */
void
aft_check_in_card_update_flags (AftCheckInCard *self)
{
  AftPlan *plan = self->model != NULL ? aft_diary_model_get_plan (self->model) : NULL;
  gboolean late;

  if (plan == NULL || self->form == NULL)
    return;
  late = aft_late_signs_possible (aft_diary_model_get_sessions (self->model), plan->now_us);
  aft_check_in_form_set_open_flags (self->form, plan->open_flags, late);
}

/**
 * aft_check_in_card_is_empty:
 *
 * Returns: whether nothing is entered
 */
gboolean
aft_check_in_card_is_empty (AftCheckInCard *self)
{
  return self->form == NULL || aft_check_in_form_is_empty (self->form);
}

/**
 * aft_check_in_card_describe_title:
 *
 * Returns: (transfer full): the question that the form asks
 */
char *
aft_check_in_card_describe_title (AftCheckInCard *self)
{
  g_autofree char *day = NULL;

  if (self->editing != NULL)
    return g_strdup (_ ("Edit your check-in"));
  if (self->model == NULL ||
      aft_check_in_card_get_day (self) == aft_diary_model_get_today (self->model))
    return g_strdup (_ ("How is your skin today?"));

  day = aft_words_day_long (aft_check_in_card_get_day (self));
  /* Translators: above a check-in that was begun on another day; %s is "Monday 24 November 2026" */
  return g_strdup_printf (_ ("How was your skin on %s?"), day);
}

/**
 * aft_check_in_card_find_note:
 * @id: of a recent check-in
 *
 * Returns: (transfer none) (nullable): that check-in
 */
AftSkinNote *
aft_check_in_card_find_note (AftCheckInCard *self, const char *id)
{
  GPtrArray *notes = aft_diary_model_get_notes (self->model);

  for (guint i = notes->len; i > 0; i--)
    {
      AftSkinNote *note = g_ptr_array_index (notes, i - 1);

      if (g_str_equal (note->id, id))
        return note;
    }

  return NULL;
}

/**
 * aft_check_in_card_create_note:
 *
 * Returns: (transfer full): the check-in to save, with what is entered
 */
AftSkinNote *
aft_check_in_card_create_note (AftCheckInCard *self)
{
  gint64 now_us = aft_clock_now ();
  AftSkinNote *note;

  if (self->editing != NULL)
    {
      note = aft_skin_note_copy (self->editing);
    }
  else
    {
      AftDay day = aft_check_in_card_get_day (self);

      /* What was entered on another day, and is only saved now, is still about that day. */
      note = aft_skin_note_new_for_day (
          day, day == aft_diary_model_get_today (self->model) ? now_us : self->noted_at_us,
          aft_diary_model_get_time_zone (self->model), now_us);
      g_free (note->id);
      note->id = g_strdup (aft_draft_controller_get_id (self->drafts));
    }
  note->modified_at_us = now_us;
  aft_check_in_form_apply (self->form, note);

  return note;
}

/**
 * aft_check_in_card_create_draft:
 * @widget: the card
 *
 * An #AftDraftFunc.
 *
 * Returns: (transfer full) (nullable): what is entered; NULL if nothing would be lost
 */
GVariant *
aft_check_in_card_create_draft (GtkWidget *widget)
{
  AftCheckInCard *self = AFT_CHECK_IN_CARD (widget);
  g_autoptr (AftSkinNote) note = NULL;

  if (self->editing != NULL)
    {
      note = aft_skin_note_copy (self->editing);
      aft_check_in_form_apply (self->form, note);
      if (aft_skin_note_equal (note, self->editing))
        return NULL;
    }
  else
    {
      if (aft_check_in_card_is_empty (self))
        return NULL;
      note = aft_skin_note_new ();
      note->noted_at_us = self->noted_at_us;
      aft_check_in_form_apply (self->form, note);
    }

  return aft_check_in_draft_new (note);
}
