/* aft-note-dialog.c: the dialog that changes a check-in, or adds one for another day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-note-dialog.h"

#include <glib/gi18n-lib.h>

#include "aft-check-in-draft.h"
#include "aft-check-in-form.h"
#include "aft-check.h"
#include "aft-clock.h"
#include "aft-late-signs.h"
#include "aft-save-problem.h"
#include "aft-time-zone.h"
#include "aft-toast.h"
#include "aft-date-time-group.h"
#include "aft-words.h"

struct _AftNoteDialog
{
  AftFormWindow parent_instance;

  AftCheckInForm *check_in;
  AftDateTimeGroup *when;

  AftDiaryModel *model;
  AftSkinNote *note;
  GTimeZone *time_zone;
  gboolean adding;        /* adds a new check-in */
  gboolean when_restored; /* the time is from a draft */
};

G_DEFINE_FINAL_TYPE (AftNoteDialog, aft_note_dialog, AFT_TYPE_FORM_WINDOW)

/* Warning signs that were open when @note was written, and can be recorded as gone. */
static AftFlags
get_open_flags (AftDiaryModel *model, AftSkinNote *note)
{
  GPtrArray *notes = aft_diary_model_get_notes (model);
  AftFlags open = AFT_FLAG_NONE;

  for (guint i = 0; i < notes->len; i++)
    {
      const AftSkinNote *other = g_ptr_array_index (notes, i);

      if (g_str_equal (other->id, note->id) || other->noted_at_us > note->noted_at_us)
        break;
      open |= other->flags;
      open &= (AftFlags) ~other->resolved_flags;
    }
  return open;
}

/* The note with the content of the form, but with its old time and day. */
static AftSkinNote *
read_form (AftNoteDialog *self)
{
  AftSkinNote *note = aft_skin_note_copy (self->note);

  aft_check_in_form_apply (self->check_in, note);
  return note;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftNoteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent;

  if (!aft_store_save_note_finish (AFT_STORE (source), result, &error))
    {
      g_autofree char *problem =
          aft_save_problem_describe (_ ("Could not save the check-in."), AFT_STORE (source), error);

      aft_form_window_set_saving (AFT_FORM_WINDOW (self), FALSE);
      g_warning ("Saving a check-in failed: %s", error->message);
      aft_form_window_show_problem (AFT_FORM_WINDOW (self), problem);
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL)
    aft_toast (GTK_WIDGET (parent), self->adding ? _ ("Check-in added") : _ ("Check-in updated"));
  aft_form_window_close_saved (AFT_FORM_WINDOW (self));
}

static gboolean
aft_note_dialog_is_changed (AftFormWindow *window)
{
  AftNoteDialog *self = AFT_NOTE_DIALOG (window);
  g_autoptr (AftSkinNote) note = read_form (self);

  return self->when_restored || aft_date_time_group_get_changed (self->when) ||
         !aft_skin_note_equal (note, self->note);
}

static GVariant *
aft_note_dialog_get_draft (AftFormWindow *window)
{
  AftNoteDialog *self = AFT_NOTE_DIALOG (window);
  g_autoptr (AftSkinNote) note = read_form (self);
  gint64 at_us;

  if (aft_date_time_group_get (self->when, &at_us, NULL))
    note->noted_at_us = at_us;

  return aft_check_in_draft_new (note);
}

static void
aft_note_dialog_set_draft (AftFormWindow *window, GVariant *draft)
{
  AftNoteDialog *self = AFT_NOTE_DIALOG (window);
  g_autoptr (AftSkinNote) note = aft_skin_note_copy (self->note);

  if (draft != NULL)
    aft_check_in_draft_apply (draft, note);
  self->when_restored = note->noted_at_us != self->note->noted_at_us;
  aft_check_in_form_set_note (self->check_in, note);
  aft_date_time_group_set (self->when, self->time_zone, note->time_zone, note->noted_at_us);
}

static void
aft_note_dialog_save (AftFormWindow *window)
{
  AftNoteDialog *self = AFT_NOTE_DIALOG (window);
  g_autoptr (AftSkinNote) note = read_form (self);
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us = aft_clock_now ();
  gint64 at_us = 0;

  if (!aft_date_time_group_get (self->when, &at_us, &problem))
    {
      aft_date_time_group_show_problem (self->when, problem);
      return;
    }
  if (self->adding)
    note->created_at_us = now_us;
  if (at_us != note->noted_at_us)
    {
      AftPreferences preferences;

      aft_diary_model_get_preferences (self->model, &preferences);
      note->noted_at_us = at_us;
      note->day = aft_day_of (at_us, self->time_zone, preferences.day_start_minutes);
    }
  note->modified_at_us = now_us;

  if (!aft_skin_note_check (note, at_us == self->note->noted_at_us ? AFT_CHECK_STORED : now_us,
                            NULL, &error))
    {
      problem = aft_words_check_error (error);
      if (error->code == AFT_CHECK_ERROR_FUTURE || error->code == AFT_CHECK_ERROR_TIME)
        aft_date_time_group_show_problem (self->when, problem);
      else
        aft_form_window_show_problem (window, problem);
      return;
    }
  aft_form_window_set_saving (window, TRUE);
  aft_store_save_note_async (aft_diary_model_get_store (self->model), note, NULL, saved_cb,
                             g_object_ref (self));
}

static void
save_cb (AftNoteDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static void
aft_note_dialog_dispose (GObject *object)
{
  g_clear_object (&AFT_NOTE_DIALOG (object)->model);
  G_OBJECT_CLASS (aft_note_dialog_parent_class)->dispose (object);
}

static void
aft_note_dialog_finalize (GObject *object)
{
  AftNoteDialog *self = AFT_NOTE_DIALOG (object);

  g_clear_pointer (&self->note, aft_skin_note_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  G_OBJECT_CLASS (aft_note_dialog_parent_class)->finalize (object);
}

static void
aft_note_dialog_class_init (AftNoteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AftFormWindowClass *form_class = AFT_FORM_WINDOW_CLASS (klass);

  object_class->dispose = aft_note_dialog_dispose;
  object_class->finalize = aft_note_dialog_finalize;
  form_class->is_changed = aft_note_dialog_is_changed;
  form_class->save = aft_note_dialog_save;
  form_class->get_draft = aft_note_dialog_get_draft;
  form_class->set_draft = aft_note_dialog_set_draft;

  g_type_ensure (AFT_TYPE_CHECK_IN_FORM);
  g_type_ensure (AFT_TYPE_DATE_TIME_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/diary/aft-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AftNoteDialog, check_in);
  gtk_widget_class_bind_template_child (widget_class, AftNoteDialog, when);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, aft_form_window_touch);
}

static void
aft_note_dialog_init (AftNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_note_dialog_new:
 * @model: the live diary; the dialog keeps a reference
 * @note: the check-in to change
 *
 * Returns: (transfer floating): a modal dialog, not transient for a window yet
 */
GtkWidget *
aft_note_dialog_new (AftDiaryModel *model, AftSkinNote *note)
{
  AftNoteDialog *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (note != NULL, NULL);

  self = g_object_new (AFT_TYPE_NOTE_DIALOG, NULL);
  self->model = g_object_ref (model);
  self->note = aft_skin_note_ref (note);
  self->time_zone = aft_time_zone_new (note->time_zone);
  aft_check_in_form_set_open_flags (
      self->check_in, get_open_flags (model, note),
      aft_late_signs_possible (aft_diary_model_get_sessions (model), note->noted_at_us));
  aft_check_in_form_set_note (self->check_in, note);
  aft_date_time_group_set (self->when, self->time_zone, note->time_zone, note->noted_at_us);
  aft_form_window_keep_draft (AFT_FORM_WINDOW (self), aft_diary_model_get_store (model),
                              AFT_DRAFT_NOTE, note->id, note->day);
  return GTK_WIDGET (self);
}

/**
 * aft_note_dialog_new_for_day:
 * @model: the live diary; the dialog keeps a reference
 * @day: the proposed day
 *
 * For a check-in that is written down later, which the Diary will show: see
 * aft_diary_item_get_mark().
 *
 * Returns: (transfer floating): a modal dialog, not transient for a window yet
 */
GtkWidget *
aft_note_dialog_new_for_day (AftDiaryModel *model, AftDay day)
{
  g_autoptr (AftSkinNote) note = NULL;
  AftPreferences preferences;
  GTimeZone *zone;
  gint64 now_us = aft_clock_now ();
  gint64 noted_at_us;
  GtkWidget *dialog;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (day != AFT_DAY_NONE, NULL);

  zone = aft_diary_model_get_time_zone (model);
  aft_diary_model_get_preferences (model, &preferences);
  /* Noon is the most neutral time, but must not be in the future. */
  noted_at_us = MIN (aft_day_instant (day, zone, 12 * 60), now_us);
  note = aft_skin_note_new_for_day (aft_day_of (noted_at_us, zone, preferences.day_start_minutes),
                                    noted_at_us, zone, now_us);
  dialog = aft_note_dialog_new (model, note);
  AFT_NOTE_DIALOG (dialog)->adding = TRUE;
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Add Check-In"));

  return dialog;
}
