/* aft-log-session-dialog.c: the dialog that logs a session, or changes one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-log-session-dialog.h"

#include <glib/gi18n-lib.h>

#include "aft-clinic-group.h"
#include "aft-clock.h"
#include "aft-closures.h"
#include "aft-figure-row.h"
#include "aft-more-reasons.h"
#include "aft-name.h"
#include "aft-needle-row.h"
#include "aft-session-draft.h"
#include "aft-session-form.h"
#include "aft-session-outcome.h"
#include "aft-session-undo.h"
#include "aft-text-row.h"
#include "aft-save-problem.h"
#include "aft-time-zone.h"
#include "aft-toast.h"
#include "aft-tool-kind-row.h"
#include "aft-tool-replacements.h"
#include "aft-tool-row.h"
#include "aft-tool-use-row.h"
#include "aft-tool.h"
#include "aft-date-time-group.h"
#include "aft-words.h"
#include "aft-zones-row.h"

/* How far Page Up goes: half a day, and a week. */
#define MAKEUP_PAGE 12
#define REST_PAGE 7

struct _AftLogSessionDialog
{
  AftFormWindow parent_instance;

  GtkLabel *warning_label;
  GtkToggleButton *home_button;
  GtkToggleButton *office_button;
  AftDateTimeGroup *when;
  AftClinicGroup *clinic_group;
  AdwExpanderRow *more_row;
  AftNeedleRow *needle_row;
  GtkWidget *other_needle_row;
  AftZonesRow *zones_row;
  AftToolRow *tool_row;
  AftToolKindRow *tool_kind_row;
  AftToolUseRow *tool_use_row;
  AftFigureRow *home_makeup_row; /* hours */
  AftFigureRow *home_rest_row;   /* days */
  AftTextRow *text_row;
  GtkLabel *advice_label;
  GtkLabel *outcome_label;

  AftDiaryModel *model;
  AftSession *editing;
  GTimeZone *time_zone;
  AftSessionForm *form;
  AftSessionForm *initial;
  AftSession *saving;
  gboolean filling;
  gboolean when_restored; /* the time is from a draft */
};

G_DEFINE_FINAL_TYPE (AftLogSessionDialog, aft_log_session_dialog, AFT_TYPE_FORM_WINDOW)

/* --- from the form to the widgets ---------------------------------------------------------- */

static void
show_form (AftLogSessionDialog *self)
{
  const AftTreatment *treatment = aft_session_form_get (self->form);
  gboolean home = self->form->place == AFT_PLACE_OF_TREATMENT_HOME;

  self->filling = TRUE;
  gtk_toggle_button_set_active (home ? self->home_button : self->office_button, TRUE);

  aft_needle_row_set (self->needle_row, treatment->needle_mm);
  aft_zones_row_set_zones (self->zones_row, treatment->zones);
  gtk_editable_set_text (GTK_EDITABLE (self->tool_row), treatment->tool);

  aft_figure_row_set_value (self->home_makeup_row, self->form->home_makeup_wait_hours);
  aft_figure_row_set_value (self->home_rest_row, self->form->home_rest_days);
  self->filling = FALSE;
}

/* Shows the whole form, with the rows that don't depend on the place. */
static void
show_form_first (AftLogSessionDialog *self)
{
  self->filling = TRUE;
  aft_clinic_group_set (self->clinic_group, self->form, self->time_zone);
  aft_text_row_set_text (self->text_row, self->form->text);
  self->filling = FALSE;
  show_form (self);
}

/* --- from the widgets to the form ---------------------------------------------------------- */

/* Copies the content of the widgets into the form.
 * Returns: (nullable): the first row whose text is invalid, with @problem set */
static GtkWidget *
read_widgets (AftLogSessionDialog *self, char **problem)
{
  AftSessionForm *form = self->form;
  AftTreatment *treatment = aft_session_form_get (form);
  double needle_mm = AFT_UNSET;
  GtkWidget *wrong = NULL;

  if (!aft_needle_row_get (self->needle_row, &needle_mm, problem))
    wrong = self->other_needle_row;
  aft_session_form_set_needle (form, needle_mm);

  treatment->zones = aft_zones_row_get_zones (self->zones_row);
  g_free (treatment->tool);
  treatment->tool = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tool_row)));
  g_free (form->text);
  form->text = aft_text_row_get_text (self->text_row);

  if (form->place == AFT_PLACE_OF_TREATMENT_OFFICE)
    {
      GtkWidget *row = aft_clinic_group_get (self->clinic_group, form, problem);

      return wrong != NULL ? wrong : row;
    }
  form->home_makeup_wait_hours = aft_figure_row_get_value (self->home_makeup_row);
  for (int i = 0; i < 2 && wrong == NULL; i++)
    {
      AftFigureRow *row = i == 0 ? self->home_makeup_row : self->home_rest_row;
      const char *figure_problem = aft_figure_row_get_problem (row);

      if (figure_problem != NULL)
        {
          wrong = GTK_WIDGET (row);
          *problem = g_strdup (figure_problem);
        }
    }
  return wrong;
}

/* --- what depends on the form -------------------------------------------------------------- */

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
    g_ptr_array_add (parts, g_strdup (_ ("Needle, zones, tool, waiting times")));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  escaped = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (self->more_row, escaped);
}

/* Returns: (nullable): the session as it would be saved; NULL without a valid date and time */
static AftSession *
build_session (AftLogSessionDialog *self, gint64 now_us)
{
  gint64 at_us = 0;

  if (!aft_date_time_group_get (self->when, &at_us, NULL) || at_us > aft_check_get_limit (now_us))
    return NULL;
  return aft_session_form_build (self->form, at_us, self->time_zone, now_us);
}

/* A new session isn't counted before it is saved; an edited one counts as it would be saved. */
static void
update_tool (AftLogSessionDialog *self, AftSession *session)
{
  GPtrArray *sessions = aft_diary_model_get_sessions (self->model);
  GSettings *settings = aft_diary_model_get_settings (self->model);
  AftToolKind kind = aft_tool_kind_row_update (self->tool_kind_row, settings, session);
  g_autoptr (GPtrArray) with = NULL;
  AftPreferences preferences;
  gint64 replaced_us = AFT_TOOL_NEVER;

  if (session != NULL)
    replaced_us = aft_tool_replacements_get (settings, session->tool);
  if (session != NULL && self->editing != NULL)
    with = aft_session_outcome_get_sessions (self->model, session);
  aft_diary_model_get_preferences (self->model, &preferences);
  aft_tool_use_row_update (self->tool_use_row, with != NULL ? with : sessions, session, replaced_us,
                           kind, (guint) preferences.tool_use_limit);
}

static void
update_advice (AftLogSessionDialog *self)
{
  const AftTreatment *treatment = aft_session_form_get (self->form);
  g_autofree char *needle = NULL;
  g_autofree char *tool = aft_tool_use_row_get_note (self->tool_use_row);
  g_autofree char *both = NULL;

  if (treatment->needle_mm > 0.0)
    needle =
        aft_words_needle_advice (aft_needle_get_advice (self->form->place, treatment->needle_mm));
  if (needle != NULL && tool != NULL)
    both = g_strjoin ("\n\n", needle, tool, NULL);
  gtk_label_set_label (self->advice_label, both != NULL     ? both
                                           : needle != NULL ? needle
                                           : tool != NULL   ? tool
                                                            : "");
}

static void
update_outcome (AftLogSessionDialog *self, AftSession *session, gint64 now_us)
{
  g_autofree char *warning = NULL;
  g_autofree char *waits = NULL;

  if (session != NULL)
    {
      warning = aft_session_outcome_get_warning (self->model, session, self->time_zone, now_us);
      waits = aft_session_outcome_get_waits (self->model, session, self->time_zone, now_us);
    }
  gtk_label_set_label (self->warning_label, warning != NULL ? warning : "");
  gtk_label_set_label (self->outcome_label, waits != NULL ? waits : "");
}

/* Updates everything that depends on the form. */
static void
update (AftLogSessionDialog *self)
{
  gint64 now_us = aft_clock_now ();
  g_autoptr (AftSession) session = NULL;
  g_autofree char *problem = NULL;

  if (self->filling || self->form == NULL)
    return;
  read_widgets (self, &problem);

  /* At home, the rest may have changed with the needle. */
  self->filling = TRUE;
  aft_figure_row_set_value (self->home_rest_row, self->form->home_rest_days);
  self->filling = FALSE;

  session = build_session (self, now_us);
  update_more (self);
  update_tool (self, session);
  update_advice (self);
  update_outcome (self, session, now_us);
  aft_form_window_touch (AFT_FORM_WINDOW (self));
}

/* --- callbacks ----------------------------------------------------------------------------- */

static void
changed_cb (AftLogSessionDialog *self, GObject *source)
{
  if (self->filling || self->form == NULL)
    return;
  if (source == G_OBJECT (self->home_rest_row))
    aft_session_form_set_rest (self->form, aft_figure_row_get_value (self->home_rest_row));
  aft_form_window_show_problem (AFT_FORM_WINDOW (self), NULL);
  update (self);
}

static void
place_toggled_cb (AftLogSessionDialog *self)
{
  g_autofree char *problem = NULL;

  if (self->filling || self->form == NULL)
    return;
  read_widgets (self, &problem);
  aft_session_form_set_place (self->form, gtk_toggle_button_get_active (self->home_button)
                                              ? AFT_PLACE_OF_TREATMENT_HOME
                                              : AFT_PLACE_OF_TREATMENT_OFFICE);
  show_form (self);
  update (self);
}

/* Remembers that the tool of @session is a new one, if the person said so. */
static void
replace_tool (AftLogSessionDialog *self, AftSession *session)
{
  gint64 replaced_us = aft_tool_use_row_get_replacement (self->tool_use_row);

  if (replaced_us != AFT_TOOL_NEVER)
    aft_tool_replacements_set (aft_diary_model_get_settings (self->model), session->tool,
                               replaced_us);
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
      g_autofree char *problem =
          aft_save_problem_describe (_ ("Could not save the session."), AFT_STORE (source), error);

      aft_form_window_set_saving (AFT_FORM_WINDOW (self), FALSE);
      g_warning ("Saving a session failed: %s", error->message);
      aft_form_window_show_problem (AFT_FORM_WINDOW (self), problem);
      return;
    }
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL && self->editing == NULL)
    aft_session_undo_offer (GTK_WIDGET (parent), self->model, session);
  else if (parent != NULL)
    aft_toast (GTK_WIDGET (parent), _ ("Session updated"));
  replace_tool (self, session);
  aft_form_window_close_saved (AFT_FORM_WINDOW (self));
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static gboolean
aft_log_session_dialog_is_changed (AftFormWindow *window)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  g_autofree char *problem = NULL;

  return read_widgets (self, &problem) != NULL || self->when_restored ||
         aft_date_time_group_get_changed (self->when) ||
         aft_tool_use_row_get_replacement (self->tool_use_row) != AFT_TOOL_NEVER ||
         !aft_session_form_equal (self->form, self->initial);
}

static GVariant *
aft_log_session_dialog_get_draft (AftFormWindow *window)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  g_autoptr (GVariant) draft = NULL;
  g_autofree char *problem = NULL;
  const char *replaced = aft_tool_use_row_get_replaced_tool (self->tool_use_row);
  GVariantDict dict;
  gint64 at_us;

  read_widgets (self, &problem);
  draft = g_variant_ref_sink (aft_session_draft_new (self->form));
  g_variant_dict_init (&dict, draft);
  /* Without "ended-at", the time follows the clock. */
  if ((self->when_restored || aft_date_time_group_get_changed (self->when)) &&
      aft_date_time_group_get (self->when, &at_us, NULL))
    g_variant_dict_insert (&dict, "ended-at", "x", at_us);
  if (replaced != NULL)
    g_variant_dict_insert (&dict, "replaced-tool", "s", replaced);

  return g_variant_dict_end (&dict);
}

static void
aft_log_session_dialog_set_draft (AftFormWindow *window, GVariant *draft)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  gint64 at_us = self->editing != NULL ? self->editing->ended_at_us : 0;
  const char *replaced = NULL;

  g_clear_pointer (&self->form, aft_session_form_free);
  self->form = aft_session_form_copy (self->initial);
  self->when_restored = FALSE;
  if (draft != NULL)
    {
      aft_session_draft_apply (draft, self->form);
      self->when_restored = g_variant_lookup (draft, "ended-at", "x", &at_us);
      g_variant_lookup (draft, "replaced-tool", "&s", &replaced);
    }
  aft_tool_use_row_set_replaced_tool (self->tool_use_row, replaced);
  show_form_first (self);
  aft_date_time_group_set (self->when, self->time_zone,
                           self->editing != NULL ? self->editing->time_zone : NULL, at_us);
  update (self);
}

/* Shows @problem above the form, and marks its row. */
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

/* The row that aft_session_check() refused, or NULL. */
static GtkWidget *
find_row (AftLogSessionDialog *self, AftCheckError error)
{
  if (error == AFT_CHECK_ERROR_NEEDLE)
    return self->other_needle_row;
  if (self->form->place == AFT_PLACE_OF_TREATMENT_OFFICE)
    return aft_clinic_group_get_row (self->clinic_group, error);
  if (error == AFT_CHECK_ERROR_MAKEUP_WAIT)
    return GTK_WIDGET (self->home_makeup_row);
  return error == AFT_CHECK_ERROR_REST ? GTK_WIDGET (self->home_rest_row) : NULL;
}

static void
aft_log_session_dialog_save (AftFormWindow *window)
{
  AftLogSessionDialog *self = AFT_LOG_SESSION_DIALOG (window);
  g_autofree char *problem = NULL;
  g_autoptr (AftSession) session = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *wrong;
  gboolean kept;
  gint64 now_us;
  gint64 at_us = 0;

  /* Figures that are still being typed count. */
  aft_figure_row_commit (self->home_makeup_row);
  aft_figure_row_commit (self->home_rest_row);

  if (!aft_date_time_group_get (self->when, &at_us, &problem))
    {
      aft_date_time_group_show_problem (self->when, problem);
      return;
    }
  wrong = read_widgets (self, &problem);
  if (wrong != NULL)
    {
      refuse (self, wrong, problem);
      return;
    }
  /* Read after the time of the session: it can't have ended after it was written down. */
  now_us = aft_clock_now ();
  session = aft_session_form_build (self->form, at_us, self->time_zone, now_us);
  if (self->editing == NULL)
    {
      g_free (session->id);
      session->id = g_strdup (aft_form_window_get_draft_id (window));
    }
  /* A stored time that is ahead of the clock may stay. */
  kept = self->editing != NULL && at_us == self->editing->ended_at_us;
  if (!aft_session_check (session, kept ? AFT_CHECK_STORED : now_us, NULL, &error))
    {
      problem = aft_words_check_error (error);
      if (error->code == AFT_CHECK_ERROR_FUTURE || error->code == AFT_CHECK_ERROR_TIME)
        aft_date_time_group_show_problem (self->when, problem);
      else
        refuse (self, find_row (self, (AftCheckError) error->code), problem);
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
  form_class->get_draft = aft_log_session_dialog_get_draft;
  form_class->set_draft = aft_log_session_dialog_set_draft;

  g_type_ensure (AFT_TYPE_CLINIC_GROUP);
  g_type_ensure (AFT_TYPE_FIGURE_ROW);
  g_type_ensure (AFT_TYPE_MORE_REASONS);
  g_type_ensure (AFT_TYPE_NEEDLE_ROW);
  g_type_ensure (AFT_TYPE_TEXT_ROW);
  g_type_ensure (AFT_TYPE_TOOL_ROW);
  g_type_ensure (AFT_TYPE_TOOL_KIND_ROW);
  g_type_ensure (AFT_TYPE_TOOL_USE_ROW);
  g_type_ensure (AFT_TYPE_DATE_TIME_GROUP);
  g_type_ensure (AFT_TYPE_ZONES_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-log-session-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, AftLogSessionDialog, name)
  BIND (warning_label);
  BIND (home_button);
  BIND (office_button);
  BIND (when);
  BIND (clinic_group);
  BIND (more_row);
  BIND (needle_row);
  BIND (other_needle_row);
  BIND (zones_row);
  BIND (tool_row);
  BIND (tool_kind_row);
  BIND (tool_use_row);
  BIND (home_makeup_row);
  BIND (home_rest_row);
  BIND (text_row);
  BIND (advice_label);
  BIND (outcome_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, aft_needle_row_is_other);
  gtk_widget_class_bind_template_callback (widget_class, aft_words_cautions_line);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, place_toggled_cb);
}

static void
aft_log_session_dialog_init (AftLogSessionDialog *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_needle_row_set_other_row (self->needle_row, ADW_ENTRY_ROW (self->other_needle_row));
  aft_name_entry_row (ADW_ENTRY_ROW (self->other_needle_row));

  g_object_set (self->home_makeup_row, "lower", (double) AFT_HOME_MAKEUP_HOURS_MIN, "upper",
                (double) AFT_HOME_MAKEUP_HOURS_MAX, "page", (double) MAKEUP_PAGE, NULL);
  g_object_set (self->home_rest_row, "lower", (double) AFT_HOME_REST_DAYS_MIN, "upper",
                (double) AFT_HOME_REST_DAYS_MAX, "page", (double) REST_PAGE, NULL);
  self->filling = FALSE;
}

/**
 * aft_log_session_dialog_new:
 * @model: the live diary; the dialog keeps a reference
 * @session: (nullable): the session to edit; %NULL for a new one, prefilled from the last one at its place
 *
 * Returns: (transfer floating): a modal dialog, not transient for a window yet
 */
GtkWidget *
aft_log_session_dialog_new (AftDiaryModel *model, AftSession *session)
{
  AftLogSessionDialog *self;
  AftPreferences preferences;
  g_autoptr (GPtrArray) tools = NULL;

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
  else
    self->time_zone = g_time_zone_ref (aft_diary_model_get_time_zone (model));

  aft_diary_model_get_preferences (model, &preferences);
  self->form = aft_session_form_new (aft_diary_model_get_sessions (model), session, &preferences);
  self->initial = aft_session_form_copy (self->form);
  tools = aft_tool_list (aft_diary_model_get_sessions (model));
  aft_tool_row_set_tools (self->tool_row, tools);
  show_form_first (self);
  aft_date_time_group_set (self->when, self->time_zone, session != NULL ? session->time_zone : NULL,
                           session != NULL ? session->ended_at_us : 0);
  update (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  aft_form_window_keep_draft (AFT_FORM_WINDOW (self), aft_diary_model_get_store (model),
                              AFT_DRAFT_SESSION, session != NULL ? session->id : NULL,
                              aft_diary_model_get_today (model));
  return GTK_WIDGET (self);
}
