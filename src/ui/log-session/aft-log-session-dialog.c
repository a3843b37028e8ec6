/* aft-log-session-dialog.c: the dialog that logs a session, or changes one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-log-session-dialog.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "aft-clock.h"
#include "aft-date-row.h"
#include "aft-plan.h"
#include "aft-session-form.h"
#include "aft-text-row.h"
#include "aft-text.h"
#include "aft-toast.h"
#include "aft-when-group.h"
#include "aft-when.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

/* What the row "Needle" offers, millimetres; then "Other" and "Not recorded". */
static const double needles[] = { 0.2, 0.25, 0.3, 0.5, 1.0 };
#define NEEDLE_NOT_RECORDED 0
#define NEEDLE_FIRST 1
#define NEEDLE_OTHER (NEEDLE_FIRST + G_N_ELEMENTS (needles))

struct _AftLogSessionDialog
{
  AftFormWindow parent_instance;

  GtkWidget *warning_box;
  GtkLabel *warning_label;
  GtkToggleButton *home_button;
  GtkToggleButton *office_button;
  AftWhenGroup *when;
  GtkWidget *clinic_group;
  AdwEntryRow *office_makeup_row;
  AftDateRow *next_date_row;
  AdwEntryRow *office_rest_row;
  AftTextRow *instructions_row;
  AdwExpanderRow *more_row;
  AdwComboRow *needle_row;
  GtkStringList *needle_list;
  AdwEntryRow *other_needle_row;
  GtkBox *zones_box;
  AdwEntryRow *tool_row;
  GtkWidget *home_makeup_row;
  GtkSpinButton *home_makeup;
  GtkAdjustment *home_makeup_adjustment;
  GtkWidget *home_rest_row;
  GtkSpinButton *home_rest;
  GtkAdjustment *home_rest_adjustment;
  AftTextRow *text_row;
  GtkWidget *advice_box;
  GtkLabel *advice_label;
  GtkLabel *outcome_label;
  GtkLabel *cautions_label;
  GtkWidget *zone_buttons[AFT_N_ZONES];

  AftDiaryModel *model;
  AftSession *editing;
  GTimeZone *time_zone;
  AftSessionForm *form;
  AftSessionForm *initial;
  AftSession *saving;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftLogSessionDialog, aft_log_session_dialog, AFT_TYPE_FORM_WINDOW)

/* --- from the form to the widgets ---------------------------------------------------------- */

static guint
find_needle (double needle_mm)
{
  if (needle_mm < 0.0)
    return NEEDLE_NOT_RECORDED;
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    if (fabs (needles[i] - needle_mm) < 1e-9)
      return NEEDLE_FIRST + i;
  return NEEDLE_OTHER;
}

static void
set_entry_number (AdwEntryRow *row, double value)
{
  g_autofree char *text = aft_when_format_number (value);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Shows a saved "8.5 hours" as it is, and whole figures without a point. */
static void
set_spin (GtkSpinButton *spin, double value)
{
  gtk_spin_button_set_digits (spin, fabs (value - round (value)) > 1e-9 ? 2 : 0);
  gtk_spin_button_set_value (spin, value);
}

static void
show_form (AftLogSessionDialog *self)
{
  const AftTreatment *treatment = aft_session_form_get (self->form);
  gboolean home = self->form->setting == AFT_SETTING_HOME;
  guint needle = find_needle (treatment->needle_mm);

  self->filling = TRUE;
  gtk_toggle_button_set_active (home ? self->home_button : self->office_button, TRUE);

  adw_combo_row_set_selected (self->needle_row, needle);
  gtk_widget_set_visible (GTK_WIDGET (self->other_needle_row), needle == NEEDLE_OTHER);
  set_entry_number (self->other_needle_row,
                    needle == NEEDLE_OTHER ? treatment->needle_mm : AFT_UNSET);
  for (int i = 0; i < AFT_N_ZONES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->zone_buttons[i]),
                                  (treatment->zones & (1 << i)) != 0);
  gtk_editable_set_text (GTK_EDITABLE (self->tool_row), treatment->tool);

  set_spin (self->home_makeup, self->form->home_makeup_wait_hours);
  set_spin (self->home_rest, self->form->home_rest_days);
  gtk_widget_set_visible (self->home_makeup_row, home);
  gtk_widget_set_visible (self->home_rest_row, home);
  gtk_widget_set_visible (self->clinic_group, !home);
  self->filling = FALSE;
}

/* What does not depend on the setting: written once. */
static void
show_form_first (AftLogSessionDialog *self)
{
  self->filling = TRUE;
  set_entry_number (self->office_makeup_row, self->form->office_makeup_wait_hours);
  set_entry_number (self->office_rest_row, self->form->office_rest_days);
  aft_date_row_set_day (self->next_date_row, self->form->next_session_date);
  aft_text_row_set_text (self->instructions_row, self->form->clinic_instructions);
  aft_text_row_set_text (self->text_row, self->form->text);
  self->filling = FALSE;
  show_form (self);
}

/* --- from the widgets to the form ---------------------------------------------------------- */

static gboolean
read_number (AdwEntryRow *row, double *value)
{
  if (aft_when_parse_number (gtk_editable_get_text (GTK_EDITABLE (row)), value))
    return TRUE;
  *value = AFT_UNSET;
  return FALSE;
}

/* Copies what is typed and chosen into the form. Returns the row whose text means nothing, with
 * @problem set; or NULL. */
static GtkWidget *
read_widgets (AftLogSessionDialog *self, char **problem)
{
  AftSessionForm *form = self->form;
  AftTreatment *treatment = aft_session_form_get (form);
  guint needle = adw_combo_row_get_selected (self->needle_row);
  double needle_mm = AFT_UNSET;
  GtkWidget *wrong = NULL;

  if (needle >= NEEDLE_FIRST && needle < NEEDLE_OTHER)
    needle_mm = needles[needle - NEEDLE_FIRST];
  else if (needle == NEEDLE_OTHER && !read_number (self->other_needle_row, &needle_mm))
    {
      wrong = GTK_WIDGET (self->other_needle_row);
      *problem = g_strdup (_ ("This is not a length. Type it like 0.75."));
    }
  aft_session_form_set_needle (form, needle_mm);

  treatment->zones = AFT_ZONE_NONE;
  for (int i = 0; i < AFT_N_ZONES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->zone_buttons[i])))
      treatment->zones |= (AftZones) (1 << i);
  g_free (treatment->tool);
  treatment->tool = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tool_row)));
  g_free (form->text);
  form->text = aft_text_row_get_text (self->text_row);

  if (form->setting == AFT_SETTING_HOME)
    {
      form->home_makeup_wait_hours = gtk_spin_button_get_value (self->home_makeup);
      return wrong;
    }

  if (!read_number (self->office_makeup_row, &form->office_makeup_wait_hours) && wrong == NULL)
    {
      wrong = GTK_WIDGET (self->office_makeup_row);
      *problem =
          g_strdup (_ ("This is not a number of hours. Type it like 24, or leave it empty."));
    }
  if (!read_number (self->office_rest_row, &form->office_rest_days) && wrong == NULL)
    {
      wrong = GTK_WIDGET (self->office_rest_row);
      *problem = g_strdup (_ ("This is not a number of days. Type it like 28, or leave it empty."));
    }
  form->next_session_date = aft_date_row_get_day (self->next_date_row);
  if (form->next_session_date == AFT_DAY_NONE && wrong == NULL &&
      !aft_date_row_is_empty (self->next_date_row))
    {
      g_autofree char *example =
          aft_when_format_date (aft_date_row_get_today (self->next_date_row) + 28);

      wrong = GTK_WIDGET (self->next_date_row);
      /* Translators: %s is a date as it may be typed */
      *problem =
          g_strdup_printf (_ ("This is not a date. Type it like %s, or leave it empty."), example);
    }
  g_free (form->clinic_instructions);
  form->clinic_instructions = aft_text_row_get_text (self->instructions_row);
  return wrong;
}

/* --- what follows from it ------------------------------------------------------------------ */

static void
update_more (AftLogSessionDialog *self)
{
  const AftTreatment *treatment = aft_session_form_get (self->form);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (treatment->needle_mm > 0.0)
    g_ptr_array_add (parts, aft_words_needle (treatment->needle_mm));
  if (treatment->zones != AFT_ZONE_NONE)
    g_ptr_array_add (parts, aft_words_zones (treatment->zones));
  if (*treatment->tool != '\0')
    g_ptr_array_add (parts, g_strdup (treatment->tool));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("Needle, zones, tool, waits")));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  escaped = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (self->more_row, escaped);
}

static void
update_advice (AftLogSessionDialog *self)
{
  const AftTreatment *treatment = aft_session_form_get (self->form);
  g_autofree char *text = NULL;

  if (treatment->needle_mm > 0.0)
    text =
        aft_words_needle_advice (aft_needle_get_advice (self->form->setting, treatment->needle_mm));
  gtk_label_set_label (self->advice_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->advice_box, text != NULL);
}

static void
update_warning (AftLogSessionDialog *self, gboolean when_known, gint64 at_us)
{
  g_autofree char *text = NULL;
  AftPreferences preferences;
  gint64 rest_end_us = 0;

  aft_diary_model_get_preferences (self->model, &preferences);
  if (when_known)
    rest_end_us = aft_rest_running_at (aft_diary_model_get_sessions (self->model),
                                       self->editing != NULL ? self->editing->id : NULL,
                                       &preferences, self->time_zone, at_us);
  if (rest_end_us != 0)
    text = aft_words_rest_warning (rest_end_us, aft_clock_now (), self->time_zone);
  gtk_label_set_label (self->warning_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->warning_box, text != NULL);
}

/* What the diary would say once this session stands in it. How the skin feels is left out: that
 * is known only when the rest is over. */
static AftPlan *
make_plan (AftLogSessionDialog *self, gint64 at_us, gint64 now_us)
{
  GPtrArray *sessions = aft_diary_model_get_sessions (self->model);
  g_autoptr (GPtrArray) with = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  g_autoptr (GPtrArray) no_notes = g_ptr_array_new ();
  AftPreferences preferences;

  for (guint i = 0; i < sessions->len; i++)
    {
      AftSession *session = g_ptr_array_index (sessions, i);

      if (self->editing == NULL || !g_str_equal (session->id, self->editing->id))
        g_ptr_array_add (with, aft_session_ref (session));
    }
  g_ptr_array_add (with, aft_session_form_build (self->form, at_us, self->time_zone, now_us));
  aft_diary_model_get_preferences (self->model, &preferences);
  return aft_plan_new (with, no_notes, &preferences, self->time_zone, now_us);
}

static void
update_outcome (AftLogSessionDialog *self, gboolean when_known, gint64 at_us)
{
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gint64 now_us = aft_clock_now ();

  if (when_known)
    plan = make_plan (self, at_us, now_us);

  if (plan != NULL && plan->makeup_state == AFT_MAKEUP_WAITING)
    {
      g_autofree char *moment = aft_words_moment (plan->makeup_at_us, now_us, self->time_zone);

      /* Translators: %s is a moment, "today 23:10" or "Sat 29 Nov, 09:00" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Makeup: not before %s."), moment));
    }
  else if (plan != NULL && plan->makeup_state == AFT_MAKEUP_ASK_CLINIC)
    {
      g_ptr_array_add (lines, g_strdup (_ ("Makeup: ask your clinic.")));
    }
  if (plan != NULL && plan->next_state == AFT_NEXT_RESTING)
    {
      g_autofree char *moment = aft_words_moment (plan->next_at_us, now_us, self->time_zone);

      /* Translators: %s is a moment, "today 23:10" or "Sat 29 Nov, 09:00" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Next session: not before %s."), moment));
    }
  else if (plan != NULL && plan->next_state == AFT_NEXT_ASK_CLINIC)
    {
      g_ptr_array_add (lines, g_strdup (_ ("Next session: ask your clinic.")));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->outcome_label), lines->len > 0);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  gtk_label_set_label (self->outcome_label, text);
}

/* Brings everything that is only shown in line with what is typed. */
static void
update (AftLogSessionDialog *self)
{
  g_autofree char *problem = NULL;
  gint64 at_us = 0;
  gboolean when_known;

  if (self->filling || self->form == NULL)
    return;
  read_widgets (self, &problem);

  /* At home the rest follows the needle: show what it became. */
  self->filling = TRUE;
  set_spin (self->home_rest, self->form->home_rest_days);
  self->filling = FALSE;

  when_known = aft_when_group_get (self->when, &at_us, NULL) &&
               at_us <= aft_clock_now () + AFT_CLOCK_SKEW_US;
  update_more (self);
  update_advice (self);
  update_warning (self, when_known, at_us);
  update_outcome (self, when_known, at_us);
}

/* --- callbacks ----------------------------------------------------------------------------- */

static void
changed_cb (AftLogSessionDialog *self, GObject *source)
{
  if (self->filling || self->form == NULL)
    return;
  if (source == G_OBJECT (self->home_rest))
    aft_session_form_set_rest (self->form, gtk_spin_button_get_value (self->home_rest));
  aft_form_window_show_problem (AFT_FORM_WINDOW (self), NULL);
  if (ADW_IS_ENTRY_ROW (source))
    gtk_widget_remove_css_class (GTK_WIDGET (source), "error");
  update (self);
}

static void
when_changed_cb (AftLogSessionDialog *self)
{
  update (self);
}

static void
setting_toggled_cb (AftLogSessionDialog *self)
{
  g_autofree char *problem = NULL;

  if (self->filling || self->form == NULL)
    return;
  read_widgets (self, &problem);
  aft_session_form_set_setting (self->form, gtk_toggle_button_get_active (self->home_button)
                                                ? AFT_SETTING_HOME
                                                : AFT_SETTING_OFFICE);
  show_form (self);
  update (self);
}

static void
needle_selected_cb (AftLogSessionDialog *self)
{
  gboolean other = adw_combo_row_get_selected (self->needle_row) == NEEDLE_OTHER;

  if (self->filling || self->form == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->other_needle_row), other);
  if (other)
    gtk_widget_grab_focus (GTK_WIDGET (self->other_needle_row));
  update (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_delete_finish (AFT_STORE (source), result, &error))
    aft_toast_error (parent, _ ("The session could not be taken back"), error);
}

/* "Undo" in the toast: what was logged goes to the trash. */
static void
undo_cb (AdwToast *toast, AftStore *store)
{
  GtkWidget *parent = g_object_get_data (G_OBJECT (toast), "parent");

  aft_store_delete_async (store, g_object_get_data (G_OBJECT (toast), "id"), NULL, undone_cb,
                          g_object_ref (parent));
}

static void
offer_undo (AftLogSessionDialog *self, GtkWidget *parent, AftSession *session)
{
  AdwToast *toast = aft_toast_button (parent, _ ("Session logged"), _ ("Undo"));

  if (toast == NULL)
    return;
  g_object_set_data_full (G_OBJECT (toast), "id", g_strdup (session->id), g_free);
  g_object_set_data (G_OBJECT (toast), "parent", parent);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb),
                           aft_diary_model_get_store (self->model), 0);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftLogSessionDialog) self = user_data;
  g_autoptr (AftSession) session = g_steal_pointer (&self->saving);
  g_autoptr (GError) error = NULL;
  GtkWindow *parent;

  if (!aft_store_save_session_finish (AFT_STORE (source), result, &error))
    {
      aft_form_window_set_saving (AFT_FORM_WINDOW (self), FALSE);
      g_warning ("Saving a session failed: %s", error->message);
      aft_form_window_show_problem (
          AFT_FORM_WINDOW (self),
          g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL)
              ? _ ("The session could not be saved: the disk is full. What you entered is still "
                   "here; make room and save again.")
              : _ ("The session could not be saved. What you entered is still here; try again."));
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL && self->editing == NULL)
    offer_undo (self, GTK_WIDGET (parent), session);
  else if (parent != NULL)
    aft_toast (GTK_WIDGET (parent), _ ("Session changed"));
  aft_form_window_close_saved (AFT_FORM_WINDOW (self));
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static gboolean
aft_log_session_dialog_is_changed (AftFormWindow *window)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  g_autofree char *problem = NULL;

  return read_widgets (self, &problem) != NULL || aft_when_group_get_changed (self->when) ||
         !aft_session_form_equal (self->form, self->initial);
}

/* Shows @problem above the form, and where it is. */
static void
refuse (AftLogSessionDialog *self, GtkWidget *row, const char *problem)
{
  aft_form_window_show_problem (AFT_FORM_WINDOW (self), problem);
  if (row == NULL)
    return;
  if (gtk_widget_is_ancestor (row, GTK_WIDGET (self->more_row)))
    adw_expander_row_set_expanded (self->more_row, TRUE);
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
aft_log_session_dialog_save (AftFormWindow *window)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  g_autofree char *problem = NULL;
  g_autoptr (AftSession) session = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *wrong;
  gint64 now_us;
  gint64 at_us = 0;

  /* A figure that is still being typed counts. */
  gtk_spin_button_update (self->home_makeup);
  gtk_spin_button_update (self->home_rest);

  if (!aft_when_group_get (self->when, &at_us, &problem))
    {
      aft_when_group_show_problem (self->when, problem);
      return;
    }
  wrong = read_widgets (self, &problem);
  if (wrong != NULL)
    {
      refuse (self, wrong, problem);
      return;
    }
  /* Read after the instant of "now", which must not come after it was written down. */
  now_us = aft_clock_now ();
  session = aft_session_form_build (self->form, at_us, self->time_zone, now_us);
  if (!aft_session_check (session, now_us, NULL, &error))
    {
      GtkWidget *row = NULL;

      problem = aft_words_check_error (error);
      switch ((AftCheckError) error->code)
        {
        case AFT_CHECK_ERROR_FUTURE:
        case AFT_CHECK_ERROR_TIME:
          aft_when_group_show_problem (self->when, problem);
          return;
        case AFT_CHECK_ERROR_NEEDLE:
          row = GTK_WIDGET (self->other_needle_row);
          break;
        case AFT_CHECK_ERROR_MAKEUP_WAIT:
          row = session->setting == AFT_SETTING_OFFICE ? GTK_WIDGET (self->office_makeup_row)
                                                       : self->home_makeup_row;
          break;
        case AFT_CHECK_ERROR_REST:
          row = session->setting == AFT_SETTING_OFFICE ? GTK_WIDGET (self->office_rest_row)
                                                       : self->home_rest_row;
          break;
        case AFT_CHECK_ERROR_NEXT_DATE:
          row = GTK_WIDGET (self->next_date_row);
          break;
        case AFT_CHECK_ERROR_TIME_ZONE:
        case AFT_CHECK_ERROR_SEVERITY:
        case AFT_CHECK_ERROR_TEXT:
        case AFT_CHECK_ERROR_EMPTY:
        case AFT_CHECK_ERROR_ID:
        default:
          break;
        }
      refuse (self, row, problem);
      return;
    }

  aft_form_window_set_saving (window, TRUE);
  self->saving = aft_session_ref (session);
  aft_store_save_session_async (aft_diary_model_get_store (self->model), session, NULL, saved_cb,
                                g_object_ref (self));
}

static void
aft_log_session_dialog_dispose (GObject *object)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (object);

  g_clear_object (&self->model);
  G_OBJECT_CLASS (aft_log_session_dialog_parent_class)->dispose (object);
}

static void
aft_log_session_dialog_finalize (GObject *object)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (object);

  g_clear_pointer (&self->editing, aft_session_unref);
  g_clear_pointer (&self->saving, aft_session_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_clear_pointer (&self->form, aft_session_form_free);
  g_clear_pointer (&self->initial, aft_session_form_free);
  G_OBJECT_CLASS (aft_log_session_dialog_parent_class)->finalize (object);
}

static void
aft_log_session_dialog_class_init (AftLogSessionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AftFormWindowClass *form_class = AFT_FORM_WINDOW_CLASS (klass);

  object_class->dispose = aft_log_session_dialog_dispose;
  object_class->finalize = aft_log_session_dialog_finalize;
  form_class->is_changed = aft_log_session_dialog_is_changed;
  form_class->save = aft_log_session_dialog_save;

  g_type_ensure (AFT_TYPE_DATE_ROW);
  g_type_ensure (AFT_TYPE_TEXT_ROW);
  g_type_ensure (AFT_TYPE_WHEN_GROUP);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-log-session-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, AftLogSessionDialog, name)
  BIND (warning_box);
  BIND (warning_label);
  BIND (home_button);
  BIND (office_button);
  BIND (when);
  BIND (clinic_group);
  BIND (office_makeup_row);
  BIND (next_date_row);
  BIND (office_rest_row);
  BIND (instructions_row);
  BIND (more_row);
  BIND (needle_row);
  BIND (needle_list);
  BIND (other_needle_row);
  BIND (zones_box);
  BIND (tool_row);
  BIND (home_makeup_row);
  BIND (home_makeup);
  BIND (home_makeup_adjustment);
  BIND (home_rest_row);
  BIND (home_rest);
  BIND (home_rest_adjustment);
  BIND (text_row);
  BIND (advice_box);
  BIND (advice_label);
  BIND (outcome_label);
  BIND (cautions_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, when_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setting_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_selected_cb);
}

static void
add_zone_buttons (AftLogSessionDialog *self)
{
  for (int i = 0; i < AFT_N_ZONES; i++)
    {
      g_autofree char *label = aft_text_capitalize (aft_words_zone ((AftZones) (1 << i)));
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      gtk_widget_add_css_class (button, "aft-chip");
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (self->zones_box, button);
      self->zone_buttons[i] = button;
    }
}

static void
aft_log_session_dialog_init (AftLogSessionDialog *self)
{
  g_autofree char *cautions = aft_words_cautions_line ();

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (self->needle_list, _ ("Not recorded"));
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      g_autofree char *text = aft_words_needle (needles[i]);

      gtk_string_list_append (self->needle_list, text);
    }
  gtk_string_list_append (self->needle_list, _ ("Other"));
  add_zone_buttons (self);

  gtk_adjustment_set_lower (self->home_makeup_adjustment, AFT_HOME_MAKEUP_HOURS_MIN);
  gtk_adjustment_set_upper (self->home_makeup_adjustment, AFT_HOME_MAKEUP_HOURS_MAX);
  gtk_adjustment_set_lower (self->home_rest_adjustment, AFT_HOME_REST_DAYS_MIN);
  gtk_adjustment_set_upper (self->home_rest_adjustment, AFT_HOME_REST_DAYS_MAX);
  aft_form_ignore_wheel (GTK_WIDGET (self->home_makeup));
  aft_form_ignore_wheel (GTK_WIDGET (self->home_rest));
  gtk_label_set_label (self->cautions_label, cautions);
  self->filling = FALSE;
}

/**
 * aft_log_session_dialog_new:
 * @model: the live diary; the dialog keeps a reference
 * @session: (nullable): the session to edit; NULL logs a new one, prefilled from the last of its
 *   setting
 *
 * Returns: (transfer floating): the dialog, to be given a window to be transient for and presented
 */
GtkWidget *
aft_log_session_dialog_new (AftDiaryModel *model, AftSession *session)
{
  AftLogSessionDialog *self;
  AftPreferences preferences;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_LOG_SESSION_DIALOG, NULL);
  self->model = g_object_ref (model);
  if (session != NULL)
    {
      self->editing = aft_session_ref (session);
      self->time_zone = aft_time_zone_new (session->time_zone);
      gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Session"));
      g_object_set (self->when, "quick", FALSE, NULL);
      adw_expander_row_set_expanded (self->more_row, TRUE);
    }
  if (self->time_zone == NULL)
    self->time_zone = g_time_zone_ref (aft_diary_model_get_time_zone (model));

  aft_diary_model_get_preferences (model, &preferences);
  self->form = aft_session_form_new (aft_diary_model_get_sessions (model), session, &preferences);
  self->initial = aft_session_form_copy (self->form);
  aft_date_row_set_time_zone (self->next_date_row, self->time_zone);
  show_form_first (self);
  aft_when_group_set (self->when, self->time_zone, session != NULL ? session->ended_at_us : 0);
  update (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (when_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
