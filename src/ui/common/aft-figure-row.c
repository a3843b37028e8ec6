/* aft-figure-row.c: a row that asks for a figure within a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By itself, a GtkSpinButton turns "200" into the upper limit, drops the comma of "21,5" and
 * restores the old figure for anything else, all silently. So this reads what was typed, and leaves
 * invalid text to be corrected.
 */
#include "aft-config.h"

#include "aft-figure-row.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "aft-form-window.h"
#include "aft-typed.h"

/**
 * AftFigureRow:
 *
 * Title and subtitle say what to enter, and in which unit. Invalid text stays as it was typed; the
 * subtitle then says what to type, and the value is the last valid one.
 *
 * Properties "lower", "upper" and "page" (double): the range, and the step of Page Up and Page
 * Down; the arrow keys step by 1. "whole" (boolean): only whole numbers. Signal "changed": a
 * different figure was typed or set.
 */
struct _AftFigureRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *spin;
  GtkAdjustment *adjustment;

  gboolean whole;
  gboolean writing; /* the text is changing because the figure is */
  char *problem;    /* (nullable): what is wrong with the text */
  double last;      /* the figure while there is a problem */
  char *subtitle;   /* the subtitle that the problem replaces */
};

G_DEFINE_FINAL_TYPE (AftFigureRow, aft_figure_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_LOWER = 1,
  PROP_UPPER,
  PROP_PAGE,
  PROP_WHOLE,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) < 1e-9;
}

/* @problem: (transfer full) (nullable) */
static void
set_problem (AftFigureRow *self, char *problem)
{
  g_autofree char *old = self->problem;

  self->problem = problem;
  if (problem != NULL && old == NULL)
    {
      g_free (self->subtitle);
      self->subtitle = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)));
      self->last = gtk_spin_button_get_value (self->spin);
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
    }
  else if (problem == NULL && old != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (problem != NULL || old != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem != NULL          ? problem
                                                        : self->subtitle != NULL ? self->subtitle
                                                                                 : "");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
is_good (AftFigureRow *self, double value)
{
  return value >= gtk_adjustment_get_lower (self->adjustment) &&
         value <= gtk_adjustment_get_upper (self->adjustment) &&
         (!self->whole || is_same (value, round (value)));
}

static char *
describe_problem (AftFigureRow *self)
{
  g_autofree char *lower = aft_typed_format_number (gtk_adjustment_get_lower (self->adjustment));
  g_autofree char *upper = aft_typed_format_number (gtk_adjustment_get_upper (self->adjustment));

  if (self->whole)
    /* Translators: two numbers, such as 1 and 99 */
    return g_strdup_printf (_ ("Type a whole number from %1$s to %2$s."), lower, upper);
  /* Translators: two numbers, such as 7 and 90 */
  return g_strdup_printf (_ ("Type a number from %1$s to %2$s."), lower, upper);
}

static void
write_value (AftFigureRow *self)
{
  g_autofree char *text = aft_typed_format_number (gtk_spin_button_get_value (self->spin));

  self->writing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->spin), text);
  self->writing = FALSE;
}

/* --- callbacks ----------------------------------------------------------------------------- */

/* Turns what was typed into a figure, or into a problem with the previous figure. */
static int
input_cb (GtkSpinButton *spin, double *value, AftFigureRow *self)
{
  double typed;

  if (aft_typed_parse_number (gtk_editable_get_text (GTK_EDITABLE (spin)), NULL, &typed) &&
      is_good (self, typed))
    {
      set_problem (self, NULL);
      *value = typed;
    }
  else
    {
      set_problem (self, describe_problem (self));
      *value = gtk_spin_button_get_value (spin);
    }

  return TRUE;
}

/* Invalid text stays until the buttons beside it change the figure. */
static gboolean
output_cb (AftFigureRow *self)
{
  if (self->problem != NULL && !is_same (gtk_spin_button_get_value (self->spin), self->last))
    set_problem (self, NULL);
  if (self->problem == NULL)
    write_value (self);

  return TRUE;
}

/* Being corrected: the person is told again when they have finished. */
static void
text_changed_cb (AftFigureRow *self)
{
  if (!self->writing && self->problem != NULL)
    set_problem (self, NULL);
}

static void
value_changed_cb (AftFigureRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- vfuncs -------------------------------------------------------------------------------- */

static void
aft_figure_row_unmap (GtkWidget *widget)
{
  /* The window may close while the figure is still being typed. */
  aft_figure_row_commit (AFT_FIGURE_ROW (widget));

  GTK_WIDGET_CLASS (aft_figure_row_parent_class)->unmap (widget);
}

static void
aft_figure_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftFigureRow *self = AFT_FIGURE_ROW (object);

  switch (id)
    {
    case PROP_LOWER:
      g_value_set_double (value, gtk_adjustment_get_lower (self->adjustment));
      break;
    case PROP_UPPER:
      g_value_set_double (value, gtk_adjustment_get_upper (self->adjustment));
      break;
    case PROP_PAGE:
      g_value_set_double (value, gtk_adjustment_get_page_increment (self->adjustment));
      break;
    case PROP_WHOLE:
      g_value_set_boolean (value, self->whole);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_figure_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftFigureRow *self = AFT_FIGURE_ROW (object);

  switch (id)
    {
    case PROP_LOWER:
      gtk_adjustment_set_lower (self->adjustment, g_value_get_double (value));
      break;
    case PROP_UPPER:
      gtk_adjustment_set_upper (self->adjustment, g_value_get_double (value));
      break;
    case PROP_PAGE:
      gtk_adjustment_set_page_increment (self->adjustment, g_value_get_double (value));
      break;
    case PROP_WHOLE:
      self->whole = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_figure_row_finalize (GObject *object)
{
  AftFigureRow *self = AFT_FIGURE_ROW (object);

  g_free (self->problem);
  g_free (self->subtitle);
  G_OBJECT_CLASS (aft_figure_row_parent_class)->finalize (object);
}

static void
aft_figure_row_class_init (AftFigureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_figure_row_get_property;
  object_class->set_property = aft_figure_row_set_property;
  object_class->finalize = aft_figure_row_finalize;
  widget_class->unmap = aft_figure_row_unmap;

  properties[PROP_LOWER] = g_param_spec_double ("lower", NULL, NULL, 0, 1e6, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UPPER] = g_param_spec_double ("upper", NULL, NULL, 0, 1e6, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_double ("page", NULL, NULL, 0, 1e6, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WHOLE] =
      g_param_spec_boolean ("whole", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-figure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftFigureRow, spin);
  gtk_widget_class_bind_template_child (widget_class, AftFigureRow, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_figure_row_init (AftFigureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_form_ignore_wheel (GTK_WIDGET (self->spin));
}

/**
 * aft_figure_row_get_value:
 *
 * Returns: the figure, within the range
 */
double
aft_figure_row_get_value (AftFigureRow *self)
{
  g_return_val_if_fail (AFT_IS_FIGURE_ROW (self), 0.0);

  return gtk_spin_button_get_value (self->spin);
}

/**
 * aft_figure_row_set_value:
 * @value: what to show: a saved 8.5 as it is, and whole figures without decimals
 *
 * What is being typed stays if the figure is the same as before.
 */
void
aft_figure_row_set_value (AftFigureRow *self, double value)
{
  g_return_if_fail (AFT_IS_FIGURE_ROW (self));

  if (!is_same (value, gtk_spin_button_get_value (self->spin)))
    gtk_spin_button_set_value (self->spin, value);
}

/**
 * aft_figure_row_commit:
 *
 * Accepts a figure that is still being typed, as if the person had left the row.
 *
 * Returns: FALSE if it is invalid: see aft_figure_row_get_problem()
 */
gboolean
aft_figure_row_commit (AftFigureRow *self)
{
  g_return_val_if_fail (AFT_IS_FIGURE_ROW (self), FALSE);

  gtk_spin_button_update (self->spin);

  return self->problem == NULL;
}

/**
 * aft_figure_row_get_problem:
 *
 * Returns: (nullable): a sentence on what to type instead; NULL if nothing is wrong
 */
const char *
aft_figure_row_get_problem (AftFigureRow *self)
{
  g_return_val_if_fail (AFT_IS_FIGURE_ROW (self), NULL);

  return self->problem;
}
