/* aft-time-row.c: a list row to type a time of day in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-time-row.h"

#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-desktop-clock.h"
#include "aft-date-parser.h"

#define LAST_MINUTE (24 * 60 - 1)

/**
 * AftTimeRow:
 *
 * Property "minutes" (int): minutes after midnight, local time, 0 to "maximum". It notifies once
 * the person has finished typing (Enter, or the focus moves on), not while they type. "maximum"
 * (int): the latest, 1439 by default. "hint" (string): what it is for, in a sentence.
 */
struct _AftTimeRow
{
  AdwPreferencesRow parent_instance;

  GtkEditable *entry;
  GtkLabel *remark;

  GSettings *desktop; /* how times are written; NULL if the desktop doesn't say */
  int minutes;
  int maximum;
  char *hint;
  char *problem; /* (nullable): what is wrong with the text */
};

G_DEFINE_FINAL_TYPE (AftTimeRow, aft_time_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_MINUTES = 1,
  PROP_MAXIMUM,
  PROP_HINT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* @problem: (transfer full) (nullable) */
static void
set_problem (AftTimeRow *self, char *problem)
{
  const char *remark;

  g_free (self->problem);
  self->problem = problem;

  remark = problem != NULL ? problem : self->hint;
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  remark != NULL ? remark : "", -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->remark), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->remark), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->remark), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->remark), "dim-label");
    }
}

static void
show_minutes (AftTimeRow *self)
{
  g_autofree char *text = aft_date_parser_format_time (self->minutes);

  gtk_editable_set_text (self->entry, text);
  set_problem (self, NULL);
}

static void
set_minutes (AftTimeRow *self, int minutes)
{
  gboolean changed = self->minutes != minutes;

  self->minutes = minutes;
  show_minutes (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINUTES]);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
leave_cb (AftTimeRow *self)
{
  aft_time_row_commit (self);
}

static void
entry_changed_cb (AftTimeRow *self)
{
  /* Being corrected: the person is told again when they have finished. */
  if (self->problem != NULL)
    set_problem (self, NULL);
}

static void
title_changed_cb (AftTimeRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/* What is being corrected stays as it was typed. */
static void
clock_changed_cb (AftTimeRow *self)
{
  aft_desktop_clock_apply (self->desktop);
  if (self->problem == NULL)
    show_minutes (self);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_time_row_unmap (GtkWidget *widget)
{
  /* The window may close while the entry has the focus. */
  aft_time_row_commit (AFT_TIME_ROW (widget));

  GTK_WIDGET_CLASS (aft_time_row_parent_class)->unmap (widget);
}

static gboolean
aft_time_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_TIME_ROW (widget)->entry));
}

static void
aft_time_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftTimeRow *self = AFT_TIME_ROW (object);

  switch (id)
    {
    case PROP_MINUTES:
      g_value_set_int (value, self->minutes);
      break;
    case PROP_MAXIMUM:
      g_value_set_int (value, self->maximum);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_time_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftTimeRow *self = AFT_TIME_ROW (object);

  switch (id)
    {
    case PROP_MINUTES:
      /* Not the same value again, or it would undo what is being typed. */
      if (self->minutes != g_value_get_int (value))
        set_minutes (self, g_value_get_int (value));
      break;
    case PROP_MAXIMUM:
      self->maximum = g_value_get_int (value);
      break;
    case PROP_HINT:
      g_free (self->hint);
      self->hint = g_value_dup_string (value);
      set_problem (self, g_steal_pointer (&self->problem));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_time_row_finalize (GObject *object)
{
  AftTimeRow *self = AFT_TIME_ROW (object);

  g_clear_object (&self->desktop);
  g_free (self->hint);
  g_free (self->problem);

  G_OBJECT_CLASS (aft_time_row_parent_class)->finalize (object);
}

static void
aft_time_row_class_init (AftTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_time_row_get_property;
  object_class->set_property = aft_time_row_set_property;
  object_class->finalize = aft_time_row_finalize;
  widget_class->unmap = aft_time_row_unmap;
  widget_class->grab_focus = aft_time_row_grab_focus;

  properties[PROP_MINUTES] =
      g_param_spec_int ("minutes", NULL, NULL, 0, LAST_MINUTE, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAXIMUM] = g_param_spec_int ("maximum", NULL, NULL, 0, LAST_MINUTE, LAST_MINUTE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT] =
      g_param_spec_string ("hint", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTimeRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AftTimeRow, remark);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
}

static void
aft_time_row_init (AftTimeRow *self)
{
  self->maximum = LAST_MINUTE;
  self->desktop = aft_desktop_clock_open ();
  aft_desktop_clock_apply (self->desktop);
  if (self->desktop != NULL)
    g_signal_connect_object (self->desktop, "changed::" AFT_DESKTOP_CLOCK_KEY,
                             G_CALLBACK (clock_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_minutes (self);
}

/**
 * aft_time_row_commit: Accepts what was typed, as if the person had left the row, or says what is
 * wrong with it.
 *
 * Returns: FALSE if something is wrong with it
 */
gboolean
aft_time_row_commit (AftTimeRow *self)
{
  int minutes;

  g_return_val_if_fail (AFT_IS_TIME_ROW (self), FALSE);

  if (!aft_date_parser_parse_time (gtk_editable_get_text (self->entry), &minutes))
    {
      g_autofree char *example = aft_date_parser_format_time (self->minutes);

      /* Translators: %s is a time of day such as "20:00" */
      set_problem (self, g_strdup_printf (_ ("Type a time, such as %s."), example));
    }
  else if (minutes > self->maximum)
    {
      g_autofree char *first = aft_date_parser_format_time (0);
      g_autofree char *last = aft_date_parser_format_time (self->maximum);

      /* Translators: two times of day such as "00:00" and "12:00" */
      set_problem (self, g_strdup_printf (_ ("Type a time from %1$s to %2$s."), first, last));
    }
  else
    {
      set_minutes (self, minutes);
    }

  return self->problem == NULL;
}

/**
 * aft_time_row_get_problem:
 *
 * Returns: (nullable): a sentence that says what is wrong; NULL if nothing is
 */
const char *
aft_time_row_get_problem (AftTimeRow *self)
{
  g_return_val_if_fail (AFT_IS_TIME_ROW (self), NULL);

  return self->problem;
}
