/* aft-clinic-group.c: asks what the clinic said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-clinic-group.h"

#include <glib/gi18n-lib.h>

#include "aft-date-row.h"
#include "aft-name.h"
#include "aft-number-entry.h"
#include "aft-text-row.h"
#include "aft-date-parser.h"

/* The example date in the message is this far ahead, like the date of a clinic. */
#define EXAMPLE_DAYS 28

struct _AftClinicGroup
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *makeup_row;
  AftDateRow *date_row;
  AdwEntryRow *rest_row;
  AftTextRow *instructions_row;

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftClinicGroup, aft_clinic_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (AftClinicGroup *self, GtkWidget *row)
{
  if (self->filling)
    return;
  gtk_widget_remove_css_class (row, "error");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Keeps the first invalid row, and the first text about what to type instead. */
static void
refuse (gpointer row, const char *text, GtkWidget **wrong, char **problem)
{
  if (*wrong != NULL)
    return;
  *wrong = row;
  if (*problem == NULL)
    *problem = g_strdup (text);
}

static void
aft_clinic_group_class_init (AftClinicGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AFT_TYPE_DATE_ROW);
  g_type_ensure (AFT_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-clinic-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AftClinicGroup, makeup_row);
  gtk_widget_class_bind_template_child (widget_class, AftClinicGroup, date_row);
  gtk_widget_class_bind_template_child (widget_class, AftClinicGroup, rest_row);
  gtk_widget_class_bind_template_child (widget_class, AftClinicGroup, instructions_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_clinic_group_init (AftClinicGroup *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  aft_name_entry_row (self->makeup_row);
  aft_name_entry_row (self->rest_row);
}

/**
 * aft_clinic_group_set:
 * @form: what to show
 * @time_zone: where the person is, for today's date
 *
 * Doesn't emit "changed".
 */
void
aft_clinic_group_set (AftClinicGroup *self, const AftSessionForm *form, GTimeZone *time_zone)
{
  g_return_if_fail (AFT_IS_CLINIC_GROUP (self));
  g_return_if_fail (form != NULL);
  g_return_if_fail (time_zone != NULL);

  self->filling = TRUE;
  aft_date_row_set_time_zone (self->date_row, time_zone);
  aft_number_entry_set (self->makeup_row, form->office_makeup_wait_hours);
  aft_number_entry_set (self->rest_row, form->office_rest_days);
  aft_date_row_set_day (self->date_row, form->next_session_date);
  aft_text_row_set_text (self->instructions_row, form->clinic_instructions);
  self->filling = FALSE;
}

/**
 * aft_clinic_group_get:
 * @form: (inout): gets the content of the rows, not checked yet
 * @problem: (inout) (transfer full): what to type instead; untouched if it is already set, because the first
 *   problem is the one to report
 *
 * Returns: (transfer none) (nullable): the first row whose text is invalid
 */
GtkWidget *
aft_clinic_group_get (AftClinicGroup *self, AftSessionForm *form, char **problem)
{
  GtkWidget *wrong = NULL;

  g_return_val_if_fail (AFT_IS_CLINIC_GROUP (self), NULL);
  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  if (!aft_number_entry_get (self->makeup_row, NULL, &form->office_makeup_wait_hours))
    refuse (self->makeup_row, _ ("Type a number of hours, such as 24, or leave this empty."),
            &wrong, problem);
  if (!aft_number_entry_get (self->rest_row, NULL, &form->office_rest_days))
    refuse (self->rest_row, _ ("Type a number of days, such as 28, or leave this empty."), &wrong,
            problem);
  form->next_session_date = aft_date_row_get_day (self->date_row);
  if (form->next_session_date == AFT_DAY_NONE && !aft_date_row_is_empty (self->date_row))
    {
      g_autofree char *example =
          aft_date_parser_format_date (aft_date_row_get_today (self->date_row) + EXAMPLE_DAYS);
      g_autofree char *text = g_strdup_printf (
          /* Translators: %s is a date as it may be typed */
          _ ("Type a date, such as %s, or leave this empty."), example);

      refuse (self->date_row, text, &wrong, problem);
    }
  g_free (form->clinic_instructions);
  form->clinic_instructions = aft_text_row_get_text (self->instructions_row);
  return wrong;
}

/**
 * aft_clinic_group_get_row:
 * @error: what aft_session_check() refused
 *
 * Returns: (transfer none) (nullable): the row with the error
 */
GtkWidget *
aft_clinic_group_get_row (AftClinicGroup *self, AftCheckError error)
{
  g_return_val_if_fail (AFT_IS_CLINIC_GROUP (self), NULL);

  if (error == AFT_CHECK_ERROR_MAKEUP_WAIT)
    return GTK_WIDGET (self->makeup_row);
  if (error == AFT_CHECK_ERROR_REST)
    return GTK_WIDGET (self->rest_row);

  return error == AFT_CHECK_ERROR_NEXT_DATE ? GTK_WIDGET (self->date_row) : NULL;
}
